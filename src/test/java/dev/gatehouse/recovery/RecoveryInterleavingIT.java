package dev.gatehouse.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.testing.Doors;
import dev.gatehouse.testing.Doors.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/**
 * All roles at once, in random order, with what they saw last or long ago: nothing that the named people did not approve
 * reaches the lane. The seed of a failing run is in its message.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class RecoveryInterleavingIT {

    private static final int CASES = Integer.getInteger("gatehouse.interleavings", 25);
    private static final int STEPS = 30;
    private static final String LANE = "executive-customer-review-decision";
    private static final String AUDITOR = "arno.weiss";
    private static final Set<String> ALWAYS_MATERIAL =
            Set.of("support.recommendation.revised", "support.evidence.changed", "support.contract.changed");
    private static final List<String> PEOPLE = List.of(
            "hugo.brandt", "carla.voss", "renata.lima", "sven.olsen", "evelyn.stone", "agent-chronology", "admin");
    private static final List<String> DECISIONS =
            List.of("confirm", "hold", "release", "narrow", "reaffirm", "supersede", "withdraw", "accept", "keep");

    @LocalServerPort
    private int port;

    private Doors doors;
    private Random random;
    private String caseId;
    private String record;
    private int step;

    /** Every review that anybody was ever shown of this case, by task. */
    private final List<JsonNode> seen = new ArrayList<>();

    @BeforeEach
    void open() {
        doors = new Doors("http://127.0.0.1:" + port);
    }

    @Test
    void releasesNothingThatTheNamedPeopleDidNotApprove() {
        long seed = Long.getLong("gatehouse.seed", System.nanoTime());
        random = new Random(seed);
        int released = 0;
        for (int i = 0; i < CASES; i++) {
            start();
            for (step = 1; step <= STEPS; step++) {
                act();
                invariants(seed);
            }
            released += doors.get(AUDITOR, "/api/cases/" + caseId + "/ledger")
                            .text()
                            .contains("\"RELEASED\"")
                    ? 1
                    : 0;
        }
        assertThat(released)
                .as("cases that came to a release, of %d; seed %d", CASES, seed)
                .isPositive();
    }

    private void start() {
        String run = UUID.randomUUID().toString().substring(0, 8);
        caseId = "REC-" + run;
        record = "INC-" + run;
        seen.clear();
        ObjectNode sent = Doors.JSON.createObjectNode();
        sent.put("version", 10).put("status", "APPROVED").put("publishedAt", "2026-04-23T16:00:00Z");
        sent.putObject("content");
        doors.put("incident-tracker", "/api/records/incident-timeline/" + record, sent);
        ObjectNode request =
                RecoveryScenario.hashed(own(RecoveryScenario.bare()).put("caseId", caseId));
        assertThat(doors.start("hugo.brandt", "recovery-recommendation-release", request)
                        .status())
                .isEqualTo(200);
    }

    private void act() {
        switch (random.nextInt(12)) {
            case 0 -> state("recommendation-workspace", "support.recommendation.revised", revision());
            case 1 -> state("incident-tracker", "support.evidence.changed", evidence());
            case 2 -> state("contracts", "support.contract.changed", contract());
            case 3 -> state("governance", "support.audience.changed", audience());
            case 4 -> state("bridge-chat", "support.clock.advanced", Doors.JSON.createObjectNode());
            case 5 -> decideAnything();
            default -> decideWhatIsOpen();
        }
    }

    /** The named person decides what they are shown now, most often on towards the lane. */
    private void decideWhatIsOpen() {
        List<JsonNode> open = new ArrayList<>();
        doors.caseOf(AUDITOR, caseId).path("openGates").forEach(open::add);
        if (open.isEmpty()) {
            return;
        }
        JsonNode gate = open.get(random.nextInt(open.size()));
        JsonNode review = doors.review(AUDITOR, gate.path("taskId").asText());
        if (!review.has("decisions")) {
            return;
        }
        seen.add(review);
        JsonNode decisions = review.path("decisions");
        String decision = decisions
                .path(random.nextInt(4) == 0 ? random.nextInt(decisions.size()) : 0)
                .path("decision")
                .asText();
        decide(gate.path("assignee").asText(), review, decision);
    }

    /** Anybody decides anything, on a review that may be long out of date, or with hashes of another one. */
    private void decideAnything() {
        if (seen.isEmpty()) {
            return;
        }
        JsonNode about = seen.get(random.nextInt(seen.size()));
        ObjectNode mixed = about.deepCopy();
        JsonNode other = seen.get(random.nextInt(seen.size()));
        for (String hash : List.of("sha256", "optionSetSha256", "manifestSha256")) {
            if (random.nextBoolean()) {
                mixed.set(hash, other.path(hash).isMissingNode() ? Doors.JSON.nullNode() : other.path(hash));
            }
        }
        decide(PEOPLE.get(random.nextInt(PEOPLE.size())), mixed, DECISIONS.get(random.nextInt(DECISIONS.size())));
    }

    private void decide(String person, JsonNode review, String decision) {
        Map<String, String> sent = new HashMap<>();
        sent.put("decision", decision);
        sent.put("reason", "step " + step);
        String gate = review.path("gate").asText();
        List<String> hashes = gate.equals("resolve-hold") || !gate.matches("confirm-governance|approve-release")
                ? List.of("sha256")
                : List.of("sha256", "optionSetSha256", "manifestSha256");
        hashes.stream()
                .filter(review::hasNonNull)
                .forEach(hash -> sent.put(hash, review.path(hash).asText()));
        if (decision.equals("narrow")) {
            sent.put("audience", "evelyn.stone");
        } else if (decision.equals("supersede")) {
            sent.put("revision", revision().toString());
        } else if (decision.equals("bounce")) {
            sent.put("kind", "other");
        }
        Answer answer = doors.decide(person, review.path("taskId").asText(), sent);
        assertThat(answer.status()).as(answer.text()).isIn(204, 400, 403, 409);
    }

    private void state(String source, String type, JsonNode data) {
        ObjectNode event = Doors.JSON
                .createObjectNode()
                .put("specversion", "1.0")
                .put("id", "e" + step + "-" + caseId)
                .put("source", "urn:source:" + source)
                .put("type", type)
                .put("subject", caseId)
                .put(
                        "time",
                        Instant.parse("2026-04-24T08:00:00Z")
                                .plusSeconds(60L * step)
                                .toString());
        event.set("data", data);
        Answer answer = doors.state(event);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    }

    private ObjectNode revision() {
        return RecoveryScenario.hashed(own(RecoveryScenario.revision(100_000 + random.nextInt(100_000))));
    }

    private ObjectNode evidence() {
        return Doors.JSON
                .createObjectNode()
                .put("register", "incident-timeline")
                .put("key", record)
                .put("version", 10 + step);
    }

    private static ObjectNode contract() {
        return Doors.JSON.createObjectNode().put("account", "NORTHWIND-EU").put("reference", "C-1");
    }

    private ObjectNode audience() {
        ObjectNode data = Doors.JSON.createObjectNode().put("lane", LANE);
        data.putArray("audience").add("evelyn.stone").add(random.nextBoolean() ? "omar.haddad" : "naomi.fry");
        return data;
    }

    private ObjectNode own(ObjectNode document) {
        try {
            return (ObjectNode) Doors.JSON.readTree(document.toString().replace("INC-88213", record));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    // ---- what holds after every step

    private void invariants(long seed) {
        String run = "case %s, step %d, seed %d".formatted(caseId, step, seed);
        JsonNode revisions = doors.caseOf(AUDITOR, caseId).path("revisions");
        List<String> states = revisions.findValuesAsText("state");
        assertThat(states.stream().filter("CANDIDATE"::equals).count()).as(run).isLessThanOrEqualTo(1);
        assertThat(states.stream().filter("RELEASED"::equals).count()).as(run).isLessThanOrEqualTo(1);
        JsonNode entries =
                doors.get(AUDITOR, "/api/cases/" + caseId + "/ledger").json();
        List<JsonNode> ledger = new ArrayList<>();
        (entries.isArray() ? entries : entries.path("entries")).forEach(ledger::add);
        assertThat(ledger).as(run).isNotEmpty();
        for (int i = 0; i < ledger.size(); i++) {
            if (ledger.get(i).path("kind").asText().equals("RELEASED")) {
                released(ledger.subList(0, i), ledger.get(i), run);
            }
        }
    }

    private void released(List<JsonNode> before, JsonNode release, String run) {
        Set<String> waiting = new HashSet<>();
        JsonNode confirmed = null;
        JsonNode approved = null;
        JsonNode published = null;
        for (JsonNode entry : before) {
            JsonNode payload = entry.path("payload");
            switch (entry.path("kind").asText()) {
                case "EVENT_ACCEPTED" -> {
                    if (ALWAYS_MATERIAL.contains(payload.path("type").asText())) {
                        waiting.add(payload.path("eventId").asText());
                    }
                }
                case "CHANGE_SET_APPLIED" ->
                    payload.path("events")
                            .forEach(event ->
                                    waiting.remove(event.path("eventId").asText()));
                case "CANDIDATE_PUBLISHED" -> published = payload;
                case "DECISION" -> {
                    confirmed = payload.path("decision").asText().equals("confirm") ? payload : confirmed;
                    approved = payload.path("decision").asText().equals("release") ? payload : approved;
                }
                default -> {}
            }
        }
        assertThat(waiting)
                .as("material and not taken up at the release: " + run)
                .isEmpty();
        for (String hash : List.of("sha256", "manifestSha256")) {
            String of = release.path("payload").path(hash).asText();
            assertThat(of).as(hash + " " + run).hasSize(64);
            assertThat(published.path(hash).asText())
                    .as("published " + hash + " " + run)
                    .isEqualTo(of);
            assertThat(confirmed.path(hash).asText())
                    .as("confirmed " + hash + " " + run)
                    .isEqualTo(of);
            assertThat(approved.path(hash).asText())
                    .as("approved " + hash + " " + run)
                    .isEqualTo(of);
        }
        Answer read = doors.get("evelyn.stone", "/api/lanes/" + LANE + "/packets/" + caseId);
        if (read.status() == 200) {
            JsonNode manifest = payload(read.json().path("envelope"));
            String lane = read.json().path("sha256").asText();
            assertThat(lane)
                    .as(run)
                    .isEqualTo(release.path("payload").path("sha256").asText());
            assertThat(manifest.path("sha256").asText()).as(run).isEqualTo(lane);
            assertThat(manifest.path("signers").findValuesAsText("account"))
                    .as(run)
                    .containsExactly("carla.voss", "renata.lima");
        } else {
            assertThat(read.status()).as(read.text()).isIn(403, 410);
        }
    }

    private static JsonNode payload(JsonNode envelope) {
        try {
            return Doors.JSON.readTree(
                    Base64.getDecoder().decode(envelope.path("payload").asText()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
