package dev.gatehouse.commandwindow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.testing.ApplicationProcess;
import dev.gatehouse.testing.Doors;
import dev.gatehouse.testing.Doors.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What a command window must survive: a killed node, a storm of events, an event in the middle of an adoption. */
class CommandWindowSurvivalIT {

    private static final String LEAD = "maria.keller";
    private static final Duration START = Duration.ofMinutes(4);
    private static final Instant FIRST_READY = Instant.parse("2026-04-17T15:00:00Z");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void losesNothingWhenItIsKilledRightAfterTheAnswer() {
        Path log = folder.resolve("log");
        List<String> properties = properties();
        String caseId = "SEV1-KILLED";
        try (ApplicationProcess node = ApplicationProcess.start(log, properties)) {
            Doors doors = new Doors(node.awaitStarted(START));
            confirmed(doors, caseId);
            Answer accepted = doors.state(rescheduled(caseId, "evt-before-the-kill", 50));
            node.kill();
            assertThat(accepted.json().get(0).path("disposition").asText()).isEqualTo("accepted");
        }
        try (ApplicationProcess node = ApplicationProcess.start(folder.resolve("log-2"), properties)) {
            Doors doors = new Doors(node.awaitStarted(START));

            JsonNode review = doors.awaitCandidateKnowing(LEAD, caseId, "evt-before-the-kill");

            assertThat(review.path("packet").path("ledger").toString()).contains("2026-04-17T15:50:00Z");
            assertThat(doors.state(rescheduled(caseId, "evt-before-the-kill", 50))
                            .json()
                            .get(0)
                            .path("disposition")
                            .asText())
                    .isEqualTo("duplicate");
            isIntact(doors, caseId);
            weathersAStorm(doors);
            letsExactlyOneWin(doors);
        }
    }

    private void weathersAStorm(Doors doors) {
        String caseId = "SEV1-STORM";
        confirmed(doors, caseId);
        AtomicBoolean over = new AtomicBoolean();
        AtomicReference<Duration> longestWithoutGate = new AtomicReference<>(Duration.ZERO);
        ExecutorService threads = Executors.newFixedThreadPool(5);
        try {
            doors.state(rescheduled(caseId, "storm-first", 45));
            doors.awaitCandidateKnowing(LEAD, caseId, "storm-first");
            Future<?> watch = threads.submit(() -> {
                Instant lastSeen = Instant.now();
                while (!over.get()) {
                    if (doors.openGate(LEAD, caseId, "adopt-packet").isPresent()) {
                        lastSeen = Instant.now();
                    } else {
                        Duration without = Duration.between(lastSeen, Instant.now());
                        longestWithoutGate.accumulateAndGet(without, (a, b) -> a.compareTo(b) > 0 ? a : b);
                    }
                    Thread.sleep(50);
                }
                return null;
            });
            List<Future<Answer>> sent = new ArrayList<>();
            for (int number = 0; number < 1000; number++) {
                ObjectNode event = rescheduled(caseId, "storm-" + number, 30 + number % 60);
                event.put(
                        "time",
                        Instant.parse("2026-04-17T14:00:00Z")
                                .plusSeconds(number)
                                .toString());
                sent.add(threads.submit(() -> doors.state(event)));
            }
            for (Future<Answer> one : sent) {
                Answer answer = one.get();
                assertThat(answer.status()).as(answer.text()).isEqualTo(202);
            }
            // what was overtaken before it arrived changes nothing and is listed with what arrived since
            Doors.await("one candidate knows the whole storm", () -> doors.openGate(LEAD, caseId, "adopt-packet")
                    .map(taskId -> doors.review(LEAD, taskId))
                    .filter(review -> ids(review.path("packet").path("causes")).contains("storm-999"))
                    .filter(review -> ids(review.path("packet").path("causes")).size()
                                    + ids(review.path("arrivedSince")).size()
                            == 1001));
            over.set(true);
            watch.get();
            assertThat(longestWithoutGate.get()).isLessThan(Duration.ofSeconds(5));
            long candidates = doors.caseOf(LEAD, caseId)
                    .path("revisions")
                    .valueStream()
                    .filter(revision -> revision.path("state").asText().equals("CANDIDATE"))
                    .count();
            assertThat(candidates).isEqualTo(1);
            isIntact(doors, caseId);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
    }

    private void letsExactlyOneWin(Doors doors) {
        String caseId = "SEV1-RACE";
        confirmed(doors, caseId);
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 6; round++) {
                String before = "race-" + round + "-before";
                String during = "race-" + round + "-during";
                doors.state(rescheduled(caseId, before, 20 + 10 * round));
                JsonNode review = doors.awaitCandidateKnowing(LEAD, caseId, before);
                ObjectNode event = rescheduled(caseId, during, 25 + 10 * round);
                Future<Answer> stated = two.submit(() -> doors.state(event));
                Future<Answer> adopted = two.submit(() -> doors.decide(
                        LEAD,
                        review.path("taskId").asText(),
                        Map.of(
                                "decision",
                                "adopt",
                                "sha256",
                                review.path("sha256").asText())));
                assertThat(stated.get().status()).isEqualTo(202);
                Answer adoption = adopted.get();
                assertThat(adoption.status()).as(adoption.text()).isIn(204, 409);
                if (adoption.status() == 409) {
                    assertThat(adoption.text()).contains(during);
                    assertThat(doors.caseOf(LEAD, caseId)
                                    .path("authoritativeRevision")
                                    .path("sha256"))
                            .isNotEqualTo(review.path("sha256"));
                }
                JsonNode next = doors.awaitCandidateKnowing(LEAD, caseId, during);
                assertThat(next.path("packet")
                                .path("causes")
                                .findValuesAsText("eventId")
                                .contains(before))
                        .isEqualTo(adoption.status() == 409);
            }
            isIntact(doors, caseId);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } finally {
            two.shutdownNow();
        }
    }

    private List<String> properties() {
        return List.of(
                "spring.profiles.active=demo",
                "spring.datasource.url=jdbc:h2:file:" + folder.resolve("db/gatehouse") + ";WRITE_DELAY=500",
                "gatehouse.ledger.key-file=" + folder.resolve("key.pem"));
    }

    private static void confirmed(Doors doors, String caseId) {
        ObjectNode request = (ObjectNode) scenario("request.json");
        request.put("caseId", caseId);
        assertThat(doors.start("bridge-workspace", request).status()).isEqualTo(200);
        String scope = doors.awaitGate(LEAD, caseId, "confirm-scope");
        assertThat(doors.decide(LEAD, scope, Map.of("decision", "confirm")).status())
                .isEqualTo(204);
    }

    private static ObjectNode rescheduled(String caseId, String id, int minutes) {
        ObjectNode event = scenario("events.json").get(0).deepCopy();
        event.put("id", id).put("subject", caseId);
        event.put("time", FIRST_READY.minusSeconds(3600).plusSeconds(minutes).toString());
        ((ObjectNode) event.path("data"))
                .put("readyAt", FIRST_READY.plusSeconds(60L * minutes).toString());
        return event;
    }

    private static List<String> ids(JsonNode causes) {
        return causes.valueStream().map(cause -> cause.path("eventId").asText()).toList();
    }

    private static void isIntact(Doors doors, String caseId) {
        JsonNode verification = doors.get("arno.weiss", "/api/cases/" + caseId + "/ledger/verification")
                .json();
        assertThat(verification.path("intact").asBoolean())
                .as("" + verification)
                .isTrue();
    }

    private static JsonNode scenario(String name) {
        try (InputStream content =
                CommandWindowSurvivalIT.class.getResourceAsStream("/scenarios/1-command-window/" + name)) {
            return Doors.JSON.readTree(content);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
