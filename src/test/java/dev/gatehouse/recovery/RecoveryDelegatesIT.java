package dev.gatehouse.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.testing.Doors;
import dev.gatehouse.testing.Doors.Answer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** Who may decide in an absent owner's place: whom the delegate mapping names, in its scope and time, and nobody with a hand in it. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "gatehouse.delegations.every=PT0.3S")
@ActiveProfiles("demo")
class RecoveryDelegatesIT {

    private static final String FLOW = "recovery-recommendation-release";
    private static final String PACKET_OWNER = "hugo.brandt";
    private static final String GOVERNANCE = "carla.voss";
    private static final String RELEASE_OWNER = "renata.lima";
    private static final String DELEGATE = "sven.olsen";
    private static final String AUDITOR = "arno.weiss";
    private static final String CONFIRM = "confirm-governance";
    private static final String APPROVE = "approve-release";
    private static final String TABLE = "delegate-mapping";

    @LocalServerPort
    private int port;

    private Doors doors;
    private String caseId;
    private ObjectNode request;
    private String table;
    private boolean changed;

    @BeforeEach
    void prepare() {
        doors = new Doors("http://127.0.0.1:" + port);
        caseId = "REC-" + UUID.randomUUID().toString().substring(0, 8);
        table = Doors.policy(TABLE);
        ObjectNode record = Doors.JSON.createObjectNode();
        record.put("version", 10).put("status", "APPROVED").put("publishedAt", "2026-04-23T16:00:00Z");
        record.set("content", RecoveryScenario.document("records.json").path(0).path("content"));
        assertThat(doors.put("incident-tracker", "/api/records/incident-timeline/INC-88213", record)
                        .status())
                .isIn(200, 201);
        request = RecoveryScenario.request().put("caseId", caseId);
    }

    @AfterEach
    void putTheTableBack() {
        if (changed) {
            doors.putInForce(TABLE, table);
        }
    }

    @Test
    void letsTheApprovedDelegateReleaseInTheOwnersPlaceAndSaysSoEverywhere() {
        start();
        assertThat(decide(GOVERNANCE, CONFIRM, "confirm").status()).isEqualTo(204);
        String task = doors.awaitGate(AUDITOR, caseId, APPROVE);
        assertThat(tasksOf(DELEGATE)).containsExactly(task);
        JsonNode review = doors.review(DELEGATE, task);
        assertThat(review.path("assignee").asText()).isEqualTo(RELEASE_OWNER);
        assertThat(review.path("actingFor").asText()).isEqualTo(RELEASE_OWNER);
        assertThat(doors.review(RELEASE_OWNER, task).path("actingFor").isNull()).isTrue();
        for (String door : List.of("", "/ledger", "/bundle")) {
            assertThat(doors.get(DELEGATE, "/api/cases/" + caseId + door).status())
                    .as(door)
                    .isEqualTo(200);
        }

        Answer released = decide(DELEGATE, APPROVE, "release");

        assertThat(released.status()).as(released.text()).isEqualTo(204);
        JsonNode decision = decision(APPROVE);
        assertThat(decision.path("actor").asText()).isEqualTo(DELEGATE);
        assertThat(decision.at("/payload/actingFor").asText()).isEqualTo(RELEASE_OWNER);
        assertThat(decision.at("/policies/" + TABLE).asText()).isNotEmpty();
        JsonNode manifest = manifest();
        assertThat(manifest.path("signers").findValuesAsText("account"))
                .containsExactly(GOVERNANCE, DELEGATE + " for " + RELEASE_OWNER);
        assertThat(doors.review(RELEASE_OWNER, task).path("state").asText()).isEqualTo("decided");
    }

    @Test
    void letsNobodyElseAndSaysWhoMay() {
        start();
        assertThat(decide(GOVERNANCE, CONFIRM, "confirm").status()).isEqualTo(204);
        String task = doors.awaitGate(AUDITOR, caseId, APPROVE);
        for (String outsider : List.of("victor.hale", PACKET_OWNER, GOVERNANCE, "agent-chronology", "admin")) {
            Answer refused = doors.decide(outsider, task, bound(doors.review(RELEASE_OWNER, task), "release"));
            assertThat(refused.status()).as(outsider).isEqualTo(403);
        }
        assertThat(doors.decide("victor.hale", task, bound(doors.review(RELEASE_OWNER, task), "release"))
                        .text())
                .contains("opened by renata.lima or sven.olsen for renata.lima alone; victor.hale cannot decide it");
        assertThat(doors.get("victor.hale", "/api/cases/" + caseId).status()).isEqualTo(403);
    }

    @Test
    void letsNobodyActAtAGateThatTheTableNamesNobodyFor() {
        start();
        doors.awaitGate(AUDITOR, caseId, CONFIRM);
        assertThat(decide(DELEGATE, CONFIRM, "confirm").status()).isEqualTo(403);
        assertThat(tasksOf(DELEGATE)).isEmpty();
        assertThat(doors.get(DELEGATE, "/api/cases/" + caseId).status()).isEqualTo(403);
    }

    @Test
    void keepsApartWhatTheFlowKeepsApart() {
        // whoever the table names: the packet's owner and author, governance, and who has confirmed in its place
        inForce(table.replace(
                        "<text>\"sven.olsen\"</text>", "<text>\"hugo.brandt\",\"carla.voss\",\"victor.hale\"</text>")
                .replaceFirst("<text>\"release-owner\"</text>", "<text>\"release-owner\",\"governance-owner\"</text>")
                .replaceFirst("<text>\"renata.lima\"</text>", "<text>\"renata.lima\",\"carla.voss\"</text>"));
        start();
        assertThat(decide("victor.hale", CONFIRM, "confirm").status()).isEqualTo(204);
        doors.awaitGate(AUDITOR, caseId, APPROVE);
        for (String hand : List.of(PACKET_OWNER, GOVERNANCE, "victor.hale")) {
            assertThat(decide(hand, APPROVE, "release").status()).as(hand).isEqualTo(403);
        }
        assertThat(decide(RELEASE_OWNER, APPROVE, "release").status()).isEqualTo(204);
        assertThat(manifest().path("signers").findValuesAsText("account"))
                .containsExactly("victor.hale for carla.voss", RELEASE_OWNER);
    }

    @Test
    void letsTheReleaseOwnerNotConfirmInGovernancesPlace() {
        inForce(table.replace("<text>\"sven.olsen\"</text>", "<text>\"renata.lima\"</text>")
                .replaceFirst("<text>\"release-owner\"</text>", "<text>\"governance-owner\"</text>")
                .replaceFirst("(?s)(rule-5-in-2\"><text>)\"renata.lima\"", "$1\"carla.voss\""));
        start();
        doors.awaitGate(AUDITOR, caseId, CONFIRM);
        assertThat(decide(RELEASE_OWNER, CONFIRM, "confirm").status()).isEqualTo(403);
    }

    @Test
    void offersAnOpenGateToADelegateApprovedSinceAndTakesItBack() {
        start();
        assertThat(decide(GOVERNANCE, CONFIRM, "confirm").status()).isEqualTo(204);
        String task = doors.awaitGate(AUDITOR, caseId, APPROVE);
        inForce(table.replace("<text>\"sven.olsen\"</text>", "<text>\"victor.hale\"</text>"));
        awaitTasks("victor.hale", List.of(task));
        awaitTasks(DELEGATE, List.of());
        assertThat(doors.decide(DELEGATE, task, bound(doors.review(RELEASE_OWNER, task), "release"))
                        .status())
                .isEqualTo(403);
        assertThat(decide("victor.hale", APPROVE, "release").status()).isEqualTo(204);
    }

    @Test
    void offersALiveGateForTheTimeOfTheDelegationAlone() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Instant from = now.plusSeconds(6);
        Instant until = now.plusSeconds(12);
        inForce(table.replaceFirst(
                "(?s)(rule-5-in-5\"><text>)[^<]*",
                "$1[date and time(\"%s\")..date and time(\"%s\"))".formatted(from, until)));
        live(now);
        start();
        assertThat(decide(GOVERNANCE, CONFIRM, "confirm").status()).isEqualTo(204);
        String task = doors.awaitGate(AUDITOR, caseId, APPROVE);
        assertThat(tasksOf(DELEGATE)).isEmpty();
        awaitTasks(DELEGATE, List.of(task));
        assertThat(Instant.now()).isAfterOrEqualTo(from);
        assertThat(doors.review(DELEGATE, task).path("actingFor").asText()).isEqualTo(RELEASE_OWNER);
        awaitTasks(DELEGATE, List.of());
        assertThat(Instant.now()).isAfterOrEqualTo(until);
        assertThat(doors.decide(DELEGATE, task, bound(doors.review(RELEASE_OWNER, task), "release"))
                        .status())
                .isEqualTo(403);
    }

    /** On evidence of an hour ago, for an hour. */
    private void live(Instant now) {
        String published = now.minusSeconds(3600).toString();
        String key = "INC-" + caseId;
        ObjectNode record = Doors.JSON.createObjectNode();
        record.put("version", 1).put("status", "APPROVED").put("publishedAt", published);
        record.set("content", RecoveryScenario.document("records.json").path(0).path("content"));
        assertThat(doors.put("incident-tracker", "/api/records/incident-timeline/" + key, record)
                        .status())
                .isEqualTo(201);
        try {
            request = (ObjectNode) Doors.JSON.readTree(request.toString().replace("INC-88213", key));
        } catch (com.fasterxml.jackson.core.JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
        request.put("rehearsal", false).remove("declaredAt");
        ((ObjectNode) request.path("validity"))
                .put("from", now.minusSeconds(60).toString())
                .put("to", now.plusSeconds(3600).toString());
        ((ObjectNode) request.path("packet").path("evidence").path(0))
                .put("version", 1)
                .put("asOf", published);
        RecoveryScenario.hashed(request);
    }

    private void inForce(String other) {
        assertThat(other).isNotEqualTo(table);
        changed = true;
        doors.putInForce(TABLE, other);
    }

    private void start() {
        Answer started = doors.start(PACKET_OWNER, FLOW, request);
        assertThat(started.status()).as(started.text()).isEqualTo(200);
    }

    /** Decides what the gate shows to an auditor: whether this person may is what is asked. */
    private Answer decide(String person, String gate, String decision) {
        String task = doors.awaitGate(AUDITOR, caseId, gate);
        return doors.decide(person, task, bound(doors.review(AUDITOR, task), decision));
    }

    private static Map<String, String> bound(JsonNode review, String decision) {
        Map<String, String> sent = new HashMap<>();
        sent.put("decision", decision);
        for (String hash : List.of("sha256", "optionSetSha256", "manifestSha256")) {
            sent.put(hash, review.path(hash).asText());
        }
        return sent;
    }

    private List<String> tasksOf(String person) {
        return doors.get(person, "/engine-rest/task?processInstanceBusinessKey=" + caseId)
                .json()
                .findValuesAsText("id");
    }

    private void awaitTasks(String person, List<String> tasks) {
        Doors.await(person + " has " + tasks, () -> Optional.of(tasksOf(person)).filter(tasks::equals));
    }

    private JsonNode decision(String gate) {
        return doors.get(AUDITOR, "/api/cases/" + caseId + "/ledger")
                .json()
                .path("entries")
                .valueStream()
                .filter(entry -> entry.path("kind").asText().equals("DECISION")
                        && entry.at("/payload/gate").asText().equals(gate))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode manifest() {
        ObjectNode clock = Doors.JSON
                .createObjectNode()
                .put("specversion", "1.0")
                .put("id", "clock-" + caseId)
                .put("source", "urn:source:bridge-chat")
                .put("type", "support.clock.advanced")
                .put("subject", caseId)
                .put("time", "2026-04-25T09:00:00Z");
        clock.putObject("data");
        assertThat(doors.state(clock).status()).isEqualTo(202);
        JsonNode copy = doors.get("evelyn.stone", "/api/lanes/executive-customer-review-decision/packets/" + caseId)
                .json();
        try {
            return Doors.JSON.readTree(
                    Base64.getDecoder().decode(copy.at("/envelope/payload").asText()));
        } catch (java.io.IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
