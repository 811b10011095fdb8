package dev.gatehouse.commandwindow.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.commandwindow.Scenario;
import dev.gatehouse.commandwindow.domain.Declaration;
import dev.gatehouse.intake.Fault;
import dev.gatehouse.intake.FaultsException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandWindowRequestsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode request = Scenario.request();

    @Test
    void readsTheScenario() {
        Declaration declaration = CommandWindowRequests.read(request, Scenario::isPerson);

        assertThat(declaration.caseId()).isEqualTo("SEV1-2026-0417");
        assertThat(declaration.drill()).isTrue();
        assertThat(declaration.granularity()).isEqualTo(Duration.ofMinutes(5));
        assertThat(declaration.window().to()).isEqualTo(Instant.parse("2026-04-17T20:00:00Z"));
        assertThat(declaration.checkpoints()).hasSize(5);
        Declaration.Checkpoint review =
                declaration.checkpoint("workaround-safety-review").orElseThrow();
        assertThat(review.guarded()).isTrue();
        assertThat(review.duration()).isEqualTo(Duration.ofMinutes(45));
        assertThat(review.boundaryOwner()).isEqualTo("sam.okafor");
        assertThat(review.windows()).hasSize(1);
        assertThat(declaration.evidence("workaround-verification").orElseThrow().classification())
                .isEqualTo(Declaration.Classification.RESTRICTED);
        assertThat(declaration.spacings().get(0).gap()).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void takesARequestWithOnlyWhatMustBeThere() {
        request.remove(List.of("rehearsal", "granularity", "evidence", "spacing", "freezes", "unavailable"));
        for (JsonNode checkpoint : request.path("checkpoints")) {
            ((ObjectNode) checkpoint).remove(List.of("dependsOn", "requires", "windows"));
        }

        Declaration declaration = CommandWindowRequests.read(request, Scenario::isPerson);

        assertThat(declaration.drill()).isFalse();
        assertThat(declaration.granularity()).isEqualTo(Duration.ofMinutes(5));
        assertThat(declaration.evidence()).isEmpty();
    }

    @Test
    void takesEvidenceWithoutATime() {
        ((ObjectNode) request.path("evidence").get(0)).remove("readyAt");

        assertThat(faults()).isEmpty();
        assertThat(CommandWindowRequests.read(request, Scenario::isPerson)
                        .evidence("incident-state")
                        .orElseThrow()
                        .readyAt())
                .isNull();
    }

    @Test
    void takesTimesOfOtherZones() {
        request.put("opensAt", "2026-04-17T16:00:00+02:00");

        assertThat(CommandWindowRequests.read(request, Scenario::isPerson)
                        .window()
                        .from())
                .isEqualTo(Instant.parse("2026-04-17T14:00:00Z"));
    }

    @Test
    void takesAPlanThatMerelyBreaksSchedulingRules() {
        checkpoint(0).put("start", "2026-04-17T13:07:00Z");
        checkpoint(1).put("owner", "nadia.rossi").put("start", "2026-04-17T14:30:00Z");

        assertThat(faults()).isEmpty();
    }

    @Test
    void tellsFiveFaultsInOneAnswer() {
        request.put("bridgeLead", "nobody.known");
        request.put("closesAt", "2026-04-17T20:00:00");
        checkpoint(0).put("duration", "-PT30M");
        checkpoint(2).remove("boundaryOwner");
        checkpoint(4).withArray("dependsOn").add("nothing-there");

        assertThat(faults())
                .extracting(Fault::pointer)
                .containsExactly(
                        "/bridgeLead",
                        "/checkpoints/0/duration",
                        "/checkpoints/2/boundaryOwner",
                        "/checkpoints/4/dependsOn/1",
                        "/closesAt");
        assertThatThrownBy(() -> CommandWindowRequests.read(request, Scenario::isPerson))
                .isInstanceOfSatisfying(FaultsException.class, refusal -> assertThat(refusal.faults())
                        .hasSize(5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/caseId                   | \"a b\"                  | 1 to 64 letters",
                "/caseId                   | 5                        | must be 1 to 64 letters",
                "/title                    | \"\"                     | an empty text",
                "/title                    | \"   \"                  | an empty text",
                "/title                    | \"a\\u0000b\"            | without control characters",
                "/rehearsal                | \"yes\"                  | true for a drill",
                "/opensAt                  | \"2026-04-17T14:00:00\"  | an instant with its zone",
                "/opensAt                  | \"9999-01-01T00:00:00Z\" | between the years 2000 and 2099",
                "/opensAt                  | \"1999-12-31T23:59:59Z\" | between the years 2000 and 2099",
                "/closesAt                 | \"next week\"            | an instant with its zone",
                "/closesAt                 | \"2026-04-17T13:00:00Z\" | must be after opensAt",
                "/closesAt                 | \"2026-04-17T14:00:00Z\" | must be after opensAt",
                "/closesAt                 | \"2026-06-17T14:00:00Z\" | at most 31 days",
                "/granularity              | \"PT0S\"                 | longer than zero",
                "/granularity              | \"PT1S\"                 | coarser granularity",
                "/granularity              | \"PT7H\"                 | finer granularity",
                "/granularity              | \"five\"                 | a duration longer than zero",
                "/people                   | {}                       | a list of 1 to 500 participants",
                "/people/0/person          | \"nobody\"               | nobody named \"nobody\" is known",
                "/people/0/roles/0         | 7                        | the name of a role",
                "/evidence/0/classification| \"secret\"               | one of public, internal",
                "/evidence/0/readyAt       | \"9999-01-01T00:00:00Z\" | between the years",
                "/checkpoints/0/owner      | \"grace.liu\"            | is not among people",
                "/checkpoints/0/owner      | \"\"                     | an empty text",
                "/checkpoints/0/duration   | \"PT0S\"                 | longer than zero",
                "/checkpoints/0/duration   | \"PT-5M\"                | longer than zero",
                "/checkpoints/0/duration   | \"1 hour\"               | such as PT30M",
                "/checkpoints/0/duration   | \"PT99999999999H\"       | at most 31 days",
                "/checkpoints/0/duration   | \"PT7H\"                 | the command window lasts only PT6H",
                "/checkpoints/1/duration   | \"PT4H\"                 | the longest of its windows lasts only PT2H",
                "/checkpoints/0/start      | \"2026-04-17\"           | an instant with its zone",
                "/checkpoints/0/start      | \"9999-04-17T14:30:00Z\" | between the years",
                "/checkpoints/1/windows/0/to | \"2026-04-17T15:00:00Z\" | to must be after from",
                "/checkpoints/1/requires/0 | \"rumour\"               | there is no evidence \"rumour\"",
                "/checkpoints/1/boundaryOwner | \"ghost\"             | nobody named \"ghost\" is known",
                "/checkpoints/1/dependsOn  | \"incident-state-validation\" | a list of at most 200",
                "/spacing/0/before         | \"ghost\"                | there is no checkpoint \"ghost\"",
                "/spacing/0/after          | \"ghost\"                | there is no checkpoint \"ghost\"",
                "/spacing/0/gap            | \"-PT1M\"                | zero or longer",
            })
    void saysWhereAndWhatWouldBeRight(String pointer, String value, String remedy) throws Exception {
        set(pointer, JSON.readTree(value));

        assertThat(faults()).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo(pointer);
            assertThat(fault.message()).contains(remedy);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"caseId", "title", "severity", "account", "opensAt", "closesAt", "bridgeLead", "checkpoints"})
    void saysWhatIsMissing(String name) {
        request.remove(name);

        assertThat(faults()).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo("/" + name);
            assertThat(fault.message()).startsWith(name + " is missing; it must be ");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkpointId", "title", "role", "owner", "duration", "start"})
    void saysWhatACheckpointLacks(String name) {
        checkpoint(4).remove(name);

        assertThat(faults())
                .filteredOn(fault -> fault.pointer().equals("/checkpoints/4/" + name))
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("is missing; it must be "));
    }

    @Test
    void refusesFreezesAndAbsencesThatEndBeforeTheyStart() {
        request.withArray("freezes")
                .add(JSON.valueToTree(Map.of(
                        "freezeId",
                        "f1",
                        "from",
                        "2026-04-17T16:00:00Z",
                        "to",
                        "2026-04-17T15:00:00Z",
                        "reason",
                        "r")));
        request.withArray("unavailable")
                .add(JSON.valueToTree(
                        Map.of("person", "ines.novak", "from", "2026-04-17T16:00:00Z", "to", "2026-04-17T16:00:00Z")));

        assertThat(faults()).extracting(Fault::pointer).containsExactly("/freezes/0/to", "/unavailable/0/to");
    }

    @Test
    void refusesAnAbsenceOfSomebodyUnknown() {
        request.withArray("unavailable")
                .add(JSON.valueToTree(
                        Map.of("person", "ghost", "from", "2026-04-17T16:00:00Z", "to", "2026-04-17T17:00:00Z")));

        assertThat(faults()).extracting(Fault::pointer).containsExactly("/unavailable/0/person");
    }

    @ParameterizedTest
    @CsvSource({"people, person", "evidence, evidenceId", "checkpoints, checkpointId"})
    void refusesTwoOfOneId(String list, String id) {
        ArrayNode all = request.withArray(list);
        all.add(all.get(0).deepCopy());

        assertThat(faults()).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo("/" + list + "/" + (all.size() - 1) + "/" + id);
            assertThat(fault.message()).contains("at /" + list + "/0/" + id + " already");
        });
    }

    @Test
    void refusesTwoFreezesOfOneId() {
        for (int i = 0; i < 2; i++) {
            request.withArray("freezes")
                    .add(JSON.valueToTree(Map.of(
                            "freezeId",
                            "f",
                            "from",
                            "2026-04-17T14:00:00Z",
                            "to",
                            "2026-04-17T15:00:00Z",
                            "reason",
                            "r")));
        }

        assertThat(faults()).extracting(Fault::pointer).containsExactly("/freezes/1/freezeId");
    }

    @Test
    void namesACircleOfDependencies() {
        checkpoint(0).withArray("dependsOn").add("executive-bridge-approval");

        assertThat(faults()).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).startsWith("/checkpoints/").contains("/dependsOn/");
            assertThat(fault.message()).contains("executive-bridge-approval -> ", " -> executive-bridge-approval");
        });
    }

    @Test
    void namesACircleThatSpacingCloses() {
        ((ObjectNode) request.path("spacing").get(0))
                .put("before", "customer-bridge-handoff")
                .put("after", "executive-bridge-approval");

        assertThat(faults()).singleElement().satisfies(fault -> assertThat(fault.message())
                .contains("customer-bridge-handoff -> executive-bridge-approval -> customer-bridge-handoff"));
    }

    @Test
    void refusesACheckpointThatWaitsForItself() {
        checkpoint(0).withArray("dependsOn").add("incident-state-validation");

        assertThat(faults()).singleElement().satisfies(fault -> assertThat(fault.message())
                .contains("incident-state-validation -> incident-state-validation"));
    }

    @Test
    void refusesPropertiesItDoesNotKnowAndListsThoseItDoes() {
        request.put("bridgelead", "maria.keller");
        checkpoint(0).put("note/x", "...");

        assertThat(faults()).extracting(Fault::pointer).containsExactly("/bridgelead", "/checkpoints/0/note~1x");
        assertThat(faults().get(0).message()).contains("no property bridgelead", "bridgeLead");
    }

    @Test
    void refusesMoreThanTwoHundredCheckpoints() {
        ArrayNode checkpoints = request.withArray("checkpoints");
        ObjectNode pattern = checkpoint(0).deepCopy();
        for (int i = checkpoints.size(); i < 500; i++) {
            checkpoints.add(pattern.deepCopy().put("checkpointId", "checkpoint-" + i));
        }

        assertThat(faults())
                .singleElement()
                .isEqualTo(
                        new Fault("/checkpoints", "this must be a list of 1 to 200 checkpoints, but is a list of 500"));
    }

    @Test
    void takesTwoHundredCheckpoints() {
        ArrayNode checkpoints = request.withArray("checkpoints");
        ObjectNode pattern = checkpoint(0).deepCopy();
        for (int i = checkpoints.size(); i < 200; i++) {
            checkpoints.add(pattern.deepCopy().put("checkpointId", "checkpoint-" + i));
        }

        assertThat(faults()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "\"text\"", "5"})
    void refusesWhatIsNoObject(String document) throws Exception {
        assertThat(CommandWindowRequests.faults(JSON.readTree(document), Scenario::isPerson))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.pointer()).isEmpty();
                    assertThat(fault.message()).contains("a JSON object that declares a command window");
                });
    }

    @Test
    void limitsTheLengthOfTexts() {
        request.put("title", "x".repeat(201));
        checkpoint(0).put("title", "x".repeat(100_000));

        assertThat(faults()).extracting(Fault::pointer).containsExactly("/checkpoints/0/title", "/title");
        assertThat(faults()).allSatisfy(fault -> assertThat(fault.message()).hasSizeLessThan(200));
    }

    @Test
    void takesMarkupAndFormulasAsTheTextTheyAre() {
        String text = "=HYPERLINK(\"x\")<script>alert('1')</script>&amp;\t@+-";
        request.put("title", text).put("account", text);
        checkpoint(0).put("title", text);

        Declaration declaration = CommandWindowRequests.read(request, Scenario::isPerson);

        assertThat(declaration.title()).isEqualTo(text);
        assertThat(declaration.account()).isEqualTo(text);
        assertThat(declaration.checkpoints().get(0).title()).isEqualTo(text);
    }

    private List<Fault> faults() {
        return CommandWindowRequests.faults(request, Scenario::isPerson);
    }

    private ObjectNode checkpoint(int index) {
        return (ObjectNode) request.path("checkpoints").get(index);
    }

    private void set(String pointer, JsonNode value) {
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = request.at(pointer.substring(0, slash));
        String name = pointer.substring(slash + 1);
        if (parent instanceof ArrayNode list) {
            list.set(Integer.parseInt(name), value);
        } else {
            ((ObjectNode) parent).set(name, value);
        }
    }
}
