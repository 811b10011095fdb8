package dev.gatehouse.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.testing.Doors;
import dev.gatehouse.testing.Doors.Answer;
import dev.gatehouse.testing.Interleaving;
import dev.gatehouse.testing.Interleaving.Outcome;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.ActiveProfiles;

/** Whatever order all roles act in, nothing that the named people did not approve reaches the lane of flow 5. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "gatehouse.intake.settle=PT0.02S",
            "test.paths-recorded=false",
            // every refusal is a stack trace otherwise, and refusals are what this is made of
            "logging.level.org.camunda.bpm.engine=off",
            "logging.level.dev.gatehouse.web=off"
        })
@ActiveProfiles("demo")
class RecoveryInterleavingIT {

    private static final int CASES = 500;
    private static final int STEPS = 14;
    private static final String LANE = "executive-customer-review-decision";
    private static final Instant BEGINS = Instant.parse("2026-04-24T08:00:00Z");
    private static final Set<String> MATERIAL =
            Set.of("support.recommendation.revised", "support.evidence.changed", "support.contract.changed");
    /** Cited by every case that has no record of its own; no newer version of it is ever mirrored. */
    private static final String SHARED = "INC-88213";

    private static final List<String> PEOPLE = List.of(
            "hugo.brandt", "carla.voss", "renata.lima", "sven.olsen", "evelyn.stone", "agent-chronology", "admin");

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext context;

    @Test
    void releasesNothingThatTheNamedPeopleDidNotApprove() {
        Interleaving.World world = Interleaving.World.of(context, port);
        Recovery.mirror(world, SHARED, 10);
        Outcome outcome = Interleaving.play("recovery", CASES, STEPS, random -> new Recovery(world, random));
        // chance alone must have come to releases and to refusals, or this has shown nothing
        assertThat(outcome.refused()).isPositive();
        assertThat(outcome.cases() < 20 || outcome.released() > outcome.cases() / 20)
                .as(outcome.toString())
                .isTrue();
    }

    private static final class Recovery extends Interleaving {

        private final Set<String> authors = new HashSet<>(Set.of("hugo.brandt"));
        private String record = SHARED;
        /** In which a newer version was mirrored that the case has not taken up yet; 0 for none. */
        private int mirroredIn;

        Recovery(World world, Random random) {
            super(world, random);
        }

        @Override
        protected void start() {
            String run = Long.toHexString(random.nextLong() & 0xffff_ffffffL) + Long.toHexString(System.nanoTime());
            caseId = "REC-" + run;
            if (random.nextInt(8) == 0) {
                record = "INC-" + run;
                mirror(world, record, 10);
            }
            ObjectNode request =
                    RecoveryScenario.hashed(own(RecoveryScenario.bare()).put("caseId", caseId));
            assertThat(world.doors()
                            .start("hugo.brandt", RecoveryProcess.KEY, request)
                            .status())
                    .isEqualTo(200);
        }

        @Override
        protected void act() {
            switch (random.nextInt(24)) {
                case 0 -> state("recommendation-workspace", "support.recommendation.revised", revision(), BEGINS);
                case 1 -> state("incident-tracker", "support.evidence.changed", evidence(), BEGINS);
                case 2 -> state("contracts", "support.contract.changed", contract(), BEGINS);
                case 3 -> state("governance", "support.audience.changed", audience(), BEGINS);
                case 4 -> state("bridge-chat", "support.clock.advanced", Doors.JSON.createObjectNode(), BEGINS);
                case 5, 6, 7 -> decideAnything(PEOPLE);
                case 8 -> trespass();
                case 9 -> withdrawAtTheLane();
                case 10 -> publish();
                default -> decideWhatIsOpen();
            }
        }

        private static void mirror(World world, String record, int version) {
            ObjectNode sent = Doors.JSON.createObjectNode();
            sent.put("version", version).put("status", "APPROVED").put("publishedAt", "2026-04-23T16:00:00Z");
            sent.putObject("content");
            Answer answer = world.doors().put("incident-tracker", "/api/records/incident-timeline/" + record, sent);
            assertThat(answer.status()).as(answer.text()).isIn(200, 201);
        }

        /** A newer version of the cited record is mirrored, which counts as the event that says so. */
        private void publish() {
            if (record.equals(SHARED)) {
                decideWhatIsOpen();
                return;
            }
            mirror(world, record, 10 + step);
            mirroredIn = step;
        }

        @Override
        protected void note(String kind, String actor, JsonNode payload) {
            switch (kind) {
                case "CHANGE_SET_APPLIED" -> mirroredIn = 0;
                // of two in one step the release may have come first
                case "RELEASED" ->
                    assertThat(mirroredIn == 0 || mirroredIn == step)
                            .as("released in step %d over a record mirrored in step %d", step, mirroredIn)
                            .isTrue();
                default -> {}
            }
        }

        private void withdrawAtTheLane() {
            JsonNode body = Doors.JSON
                    .createObjectNode()
                    .put("reason", "step " + step)
                    .put("sha256", random.nextBoolean() ? "0".repeat(64) : "");
            String lane = "/api/lanes/" + LANE + "/packets/" + caseId;
            told(world.doors().post(any(PEOPLE), lane + "/withdrawal", body), 200);
        }

        @Override
        protected String onward(String gate) {
            return switch (gate) {
                case "confirm-governance" -> "confirm";
                case "approve-release" -> "release";
                case "resolve-hold" -> random.nextBoolean() ? "reaffirm" : "supersede";
                case "acknowledge-intake" -> "accept";
                case "watch-lane" -> "noted";
                case "review-released" -> "keep";
                default -> throw new IllegalArgumentException(gate);
            };
        }

        @Override
        protected List<String> decisionsOf(String gate) {
            return switch (gate) {
                case "confirm-governance" -> List.of("confirm", "hold");
                case "approve-release" -> List.of("release", "hold", "narrow");
                case "resolve-hold" -> List.of("reaffirm", "supersede", "withdraw");
                case "acknowledge-intake" -> List.of("accept", "bounce");
                case "watch-lane" -> List.of("noted");
                case "review-released" -> List.of("keep", "withdraw");
                default -> throw new IllegalArgumentException(gate);
            };
        }

        @Override
        protected Map<String, String> carried(Gate gate, String decision) {
            return switch (decision) {
                case "narrow" -> Map.of("audience", "evelyn.stone");
                case "supersede" -> Map.of("revision", revision().toString());
                case "bounce" -> Map.of("kind", "other");
                default -> Map.of();
            };
        }

        @Override
        protected boolean alwaysMaterial(JsonNode accepted) {
            return MATERIAL.contains(accepted.path("type").asText());
        }

        @Override
        protected Map<String, Integer> approvals() {
            return Map.of("confirm", 1, "release", 1);
        }

        @Override
        protected String lane() {
            return LANE;
        }

        @Override
        protected Set<String> authors(JsonNode released) {
            return authors;
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
            return (ObjectNode) json(document.toString().replace(SHARED, record));
        }
    }
}
