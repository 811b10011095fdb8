package dev.gatehouse.disclosure.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.disclosure.DisclosureScenario;
import dev.gatehouse.disclosure.domain.Draft;
import dev.gatehouse.disclosure.exchange.DisclosureRequests.Sent;
import dev.gatehouse.intake.Fault;
import dev.gatehouse.intake.FaultsException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DisclosureRequestsTest {

    private final ObjectNode request = DisclosureScenario.request();

    @Test
    void takeTheScenario() {
        assertThat(pointers()).isEmpty();
        Draft draft = DisclosureRequests.draft(request);
        assertThat(draft.revision()).isEqualTo(1);
        assertThat(draft.sectionOwners()).containsExactly("iris.cole", "paul.meyer", "renata.lima");
    }

    @Test
    void nameEveryFaultAtOnceInOrderOfTheDocument() {
        request.remove("boundary");
        request.put("releaseOwner", "nobody.here");
        ((ArrayNode) request.path("signers")).add("agent-chronology").add("paul.meyer");
        section(0).remove("owner");
        section(1).put("sectionId", "timeline");
        section(1).put("owner", "");
        section(2).put("classification", "secret");
        ((ObjectNode) section(3).path("citations").get(0)).put("version", 99);

        assertThat(pointers())
                .containsExactly(
                        "/boundary",
                        "/releaseOwner",
                        "/sections/0/owner",
                        "/sections/1/owner",
                        "/sections/1/sectionId",
                        "/sections/2/classification",
                        "/sections/3/citations/0",
                        "/signers/2",
                        "/signers/3");
    }

    @Test
    void saySomethingThatWouldBeRight() {
        section(0).remove("owner");

        assertThat(faults())
                .extracting(Fault::message)
                .containsExactly("owner is missing; it must be the id of a person, such as renata.lima");
    }

    @Test
    void refuseAnAccountOfAnAgentAsAPersonAndAPersonAsAnAgent() {
        request.put("artifactOwner", "agent-chronology");
        ((ArrayNode) request.path("agents")).add("paul.meyer");

        assertThat(pointers()).containsExactly("/agents/1", "/artifactOwner");
    }

    @Test
    void refuseADrillWithoutItsFirstMoment() {
        request.remove("declaredAt");
        assertThat(pointers()).containsExactly("/declaredAt");
    }

    @Test
    void refuseAWindowThatIsReversedOrPast() {
        request.putObject("validity").put("from", "2026-05-02T00:00:00Z").put("to", "2026-05-01T00:00:00Z");
        assertThat(pointers()).containsExactly("/validity/to");
        request.putObject("validity").put("from", "2026-04-01T00:00:00Z").put("to", "2026-04-20T09:00:00Z");
        assertThat(pointers()).containsExactly("/validity/to");
        request.putObject("validity").put("from", "2026-04-01T00:00:00Z").put("to", "2026-04-20T09:00:01Z");
        assertThat(pointers()).isEmpty();
    }

    @Test
    void refuseARecordThatIsCitedTwiceInOneSection() {
        ((ArrayNode) section(0).path("citations"))
                .addObject()
                .put("register", "incident-timeline")
                .put("key", "INC-88213")
                .put("version", 8);
        assertThat(pointers()).containsExactly("/sections/0/citations/1");
    }

    @Test
    void takeTheVersionsThatARegisterMayHave() {
        ((ObjectNode) section(0).path("citations").get(0)).put("version", 9_007_199_254_740_991L);
        assertThat(pointers()).as("only that there is no such record").containsExactly("/sections/0/citations/0");
        ((ObjectNode) section(0).path("citations").get(0)).put("version", 9_007_199_254_740_992L);
        assertThat(pointers()).contains("/sections/0/citations/0/version");
    }

    @Test
    void refuseToSupersedeACaseOfSomebodyElse() {
        request.put("supersedes", "DISC-2026-0002");
        assertThat(pointers()).containsExactly("/supersedes");
        request.put("supersedes", "DISC-2026-0001");
        assertThat(pointers()).isEmpty();
    }

    @Test
    void refuseASectionOfTooManyCharacters() {
        section(0).put("markdown", "x".repeat(500_001));
        assertThat(pointers()).containsExactly("/sections/0/markdown");
    }

    @Test
    void refuseFieldsNobodyKnows() {
        request.put("approve", true);
        assertThat(pointers()).containsExactly("/approve");
    }

    @Test
    void refuseASuggestionThatCitesWhatIsNotThere() {
        ObjectNode suggestion = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
        suggestion.put("sectionId", "timeline").put("baseRevision", 0).put("markdown", "x");
        suggestion
                .putArray("citations")
                .addObject()
                .put("register", "incident-timeline")
                .put("key", "INC-1")
                .put("version", 1);

        FaultsException refused = catchThrowableOfType(
                FaultsException.class,
                () -> DisclosureRequests.check(suggestion, Sent.SUGGESTION, DisclosureScenario.premises()));

        assertThat(refused.faults()).extracting(Fault::pointer).containsExactly("/baseRevision", "/citations/0");
    }

    private ObjectNode section(int index) {
        return (ObjectNode) request.path("sections").get(index);
    }

    private List<String> pointers() {
        return faults().stream().map(Fault::pointer).toList();
    }

    private List<Fault> faults() {
        try {
            DisclosureRequests.check(request, DisclosureScenario.premises());
            return List.of();
        } catch (FaultsException refused) {
            return refused.faults();
        }
    }
}
