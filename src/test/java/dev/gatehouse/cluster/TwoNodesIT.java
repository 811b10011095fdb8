package dev.gatehouse.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.digest.PublishedRunbooks;
import dev.gatehouse.testing.ApplicationProcess;
import dev.gatehouse.testing.Doors;
import dev.gatehouse.testing.Doors.Answer;
import dev.gatehouse.testing.PostgresDatabase;
import dev.gatehouse.testing.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one PostgreSQL: they start at once on an empty database, share the work, and one of them is killed. */
class TwoNodesIT {

    private static final String LEAD = "maria.keller";
    private static final String RUNBOOK = "runbooks/edge.md";
    private static final String CASE = "SEV1-TWO-NODES";
    private static final Duration START = Duration.ofMinutes(4);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void shareTheWorkAndLoseNothingWhenOneIsKilled() {
        PostgresDatabase database = PostgresServer.newDatabase();
        List<String> properties = Stream.concat(
                        Stream.of(
                                "spring.profiles.active=postgresql,demo",
                                "gatehouse.ledger.key-file=" + folder.resolve("key.pem"),
                                "gatehouse.demo.runbooks=" + folder.resolve("none"),
                                "gatehouse.runbooks.premium-runbooks.poll=PT1S"),
                        database.properties().stream())
                .toList();
        PublishedRunbooks runbooks = new PublishedRunbooks(folder);
        runbooks.publish(RUNBOOK, "# Edge\n\n- Step 0. {#step}\n");
        properties = Stream.concat(
                        properties.stream(),
                        Stream.of("gatehouse.runbooks.premium-runbooks.uri="
                                + runbooks.repository().folder()))
                .toList();
        try (ApplicationProcess one = ApplicationProcess.start(folder.resolve("one.log"), properties);
                ApplicationProcess two = ApplicationProcess.start(folder.resolve("two.log"), properties)) {
            Doors first = new Doors(one.awaitStarted(START));
            Doors second = new Doors(two.awaitStarted(START));
            hasOneDemoCase(second);

            assertThat(first.start("bridge-workspace", request()).status()).isEqualTo(200);
            assertThat(second.start("bridge-workspace", request()).status()).isEqualTo(409);
            String scope = second.awaitGate(LEAD, CASE, "confirm-scope");
            assertThat(second.decide(LEAD, scope, Map.of("decision", "confirm")).status())
                    .isEqualTo(204);
            for (int number = 0; number < 20; number++) {
                Doors door = number % 2 == 0 ? first : second;
                assertThat(door.state(rescheduled("shared-" + number, number)).status())
                        .isEqualTo(202);
            }
            first.awaitCandidateKnowing(LEAD, CASE, "shared-19");

            List<String> digested = new ArrayList<>();
            for (int number = 1; number <= 3; number++) {
                digested.add(published(runbooks, number));
            }
            digested.forEach(second::awaitCase);
            digested.add(published(runbooks, 4));
            Answer accepted = first.state(rescheduled("before-the-kill", 30));
            one.kill();
            digested.add(published(runbooks, 5));
            digested.forEach(second::awaitCase);
            assertThat(digests(second)).containsExactlyInAnyOrderElementsOf(digested);
            assertThat(accepted.json().path(0).path("disposition").asText()).isEqualTo("accepted");

            JsonNode review = second.awaitCandidateKnowing(LEAD, CASE, "before-the-kill");
            assertThat(eventsKnown(review)).isEqualTo(21);
            assertThat(second.decide(
                                    LEAD,
                                    review.path("taskId").asText(),
                                    Map.of(
                                            "decision",
                                            "adopt",
                                            "sha256",
                                            review.path("sha256").asText()))
                            .status())
                    .isEqualTo(204);
            JsonNode gates = second.caseOf(LEAD, CASE).path("openGates");
            assertThat(gates.findValuesAsText("gate")).containsOnly("acknowledge-delta");
            assertThat(gates.findValuesAsText("assignee")).doesNotHaveDuplicates();
            assertThat(second.get("arno.weiss", "/api/cases/" + CASE + "/ledger/verification")
                            .json()
                            .path("intact")
                            .asBoolean())
                    .isTrue();
        }
    }

    /** @return the case that a feed starts for it */
    private static String published(PublishedRunbooks runbooks, int number) {
        String tag = runbooks.publish(RUNBOOK, "# Edge\n\n- Step %d. {#step}\n".formatted(number))
                .name();
        return "DIGEST-premium-runbooks-edge-" + tag.replace('/', '-');
    }

    private static List<String> digests(Doors doors) {
        return doors.get("arno.weiss", "/api/cases").json().path("cases").findValuesAsText("caseId").stream()
                .filter(caseId -> caseId.startsWith("DIGEST-"))
                .toList();
    }

    private static void hasOneDemoCase(Doors doors) {
        JsonNode demo = Doors.await("the demo case is there", () -> Stream.of(
                        doors.get(LEAD, "/api/cases").json())
                .filter(answer -> !answer.path("cases").isEmpty())
                .findFirst());
        assertThat(demo.path("cases").findValuesAsText("caseId")).containsExactly("SEV1-DEMO");
    }

    /** What the candidate lists as causes, and what it was assembled too early for. */
    private static int eventsKnown(JsonNode review) {
        return review.path("packet").path("causes").size()
                + review.path("arrivedSince").size();
    }

    private static ObjectNode request() {
        return ((ObjectNode) scenario("request.json")).put("caseId", CASE);
    }

    private static ObjectNode rescheduled(String id, int number) {
        ObjectNode event = scenario("events.json").get(0).deepCopy();
        event.put("id", id).put("subject", CASE).put("time", "2026-04-17T14:%02d:00Z".formatted(number));
        ((ObjectNode) event.path("data")).put("readyAt", "2026-04-17T15:%02d:00Z".formatted(20 + number));
        return event;
    }

    private static JsonNode scenario(String name) {
        try (InputStream content = TwoNodesIT.class.getResourceAsStream("/scenarios/1-command-window/" + name)) {
            return Doors.JSON.readTree(content);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
