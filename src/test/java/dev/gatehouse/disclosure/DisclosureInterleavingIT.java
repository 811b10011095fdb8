package dev.gatehouse.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.testing.Doors;
import dev.gatehouse.testing.Doors.Answer;
import dev.gatehouse.testing.Interleaving;
import dev.gatehouse.testing.Interleaving.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.ActiveProfiles;

/** Whatever order all roles work and decide in, nothing that the named people did not sign reaches the lane of flow 2. */
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
class DisclosureInterleavingIT {

    private static final int CASES = 500;
    private static final int STEPS = 20;
    private static final String LANE = "executive-customer-review-intake";
    private static final Instant BEGINS = Instant.parse("2026-04-20T09:30:00Z");
    private static final List<String> PEOPLE = List.of(
            "paul.meyer",
            "iris.cole",
            "colin.reyes",
            "renata.lima",
            "sven.olsen",
            "evelyn.stone",
            "agent-chronology",
            "admin");
    private static final Map<String, String> OWNERS = Map.of(
            "timeline", "iris.cole",
            "mitigation", "paul.meyer",
            "residual-issues", "paul.meyer",
            "contract-caveats", "renata.lima");
    private static final List<String> SECTIONS = List.copyOf(new TreeSet<>(OWNERS.keySet()));

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext context;

    @Test
    void releasesNothingThatTheNamedPeopleDidNotSign() {
        Interleaving.World world = Interleaving.World.of(context, port);
        mirrorTheScenariosRecords(world);
        Outcome outcome = Interleaving.play("disclosure", CASES, STEPS, random -> new Disclosing(world, random));
        // chance alone must have come to releases and to refusals, or this has shown nothing
        assertThat(outcome.refused()).isPositive();
        assertThat(outcome.cases() < 20 || outcome.released() > outcome.cases() / 20)
                .as(outcome.toString())
                .isTrue();
    }

    @Test
    void showsReadersADraftThatIsWholeWhileOthersWorkOnIt() {
        Interleaving.World world = Interleaving.World.of(context, port);
        mirrorTheScenariosRecords(world);
        String caseId = "DISC-" + Long.toHexString(System.nanoTime());
        assertThat(world.doors()
                        .start(
                                "paul.meyer",
                                DisclosureProcess.KEY,
                                DisclosureScenario.request().put("caseId", caseId))
                        .status())
                .isEqualTo(200);
        String charter = world.doors().awaitGate("arno.weiss", caseId, "approve-charter");
        assertThat(world.doors()
                        .decide("renata.lima", charter, Map.of("decision", "approve", "reason", "read"))
                        .status())
                .isEqualTo(204);
        String draft = world.doors().awaitGate("arno.weiss", caseId, "maintain-draft");
        AtomicBoolean over = new AtomicBoolean();
        List<CompletableFuture<Integer>> readers = Stream.of(
                        "/api/tasks/" + draft + "/review",
                        "/api/cases/" + caseId,
                        "/api/packets/" + caseId + "/revisions/1")
                .map(path -> CompletableFuture.supplyAsync(() -> {
                    int read = 0;
                    for (; !over.get(); read++) {
                        Answer answer = world.doors().get("arno.weiss", path);
                        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
                    }
                    return read;
                }))
                .toList();
        try {
            for (int i = 0; i < 60; i++) {
                ObjectNode body = Doors.JSON
                        .createObjectNode()
                        .put("sectionId", SECTIONS.get(i % SECTIONS.size()))
                        .put("severity", "residual")
                        .put("statement", "Not so, number " + i);
                Answer raised = world.doors().post("iris.cole", "/api/packets/" + caseId + "/objections", body);
                assertThat(raised.status()).as(raised.text()).isEqualTo(201);
            }
        } finally {
            over.set(true);
        }
        assertThat(readers).allSatisfy(reader -> assertThat(reader.join()).isPositive());
    }

    private static void mirrorTheScenariosRecords(Interleaving.World world) {
        DisclosureScenario.records().forEach(record -> {
            String register = record.path("register").asText();
            String account =
                    switch (register) {
                        case "incident-timeline" -> "incident-tracker";
                        case "contracts" -> "contracts";
                        default -> "crm";
                    };
            assertThat(world.doors()
                            .put(
                                    account,
                                    "/api/records/" + register + "/"
                                            + record.path("key").asText(),
                                    record)
                            .status())
                    .isIn(200, 201);
        });
    }

    private static final class Disclosing extends Interleaving {

        private static final Pattern EDITED = Pattern.compile("\\S+ edited (\\S+)\\.");

        /** Who has a hand in which section, from the ledger. */
        private final Map<String, Set<String>> hands = new HashMap<>();

        private final List<String> suggestions = new ArrayList<>();
        private final Map<String, JsonNode> objections = new HashMap<>();
        private final Set<String> promoted = new TreeSet<>();
        private final Map<String, String> standing = new HashMap<>();
        private final Map<String, String> atRelease = new HashMap<>();

        Disclosing(World world, Random random) {
            super(world, random);
        }

        @Override
        protected void start() {
            caseId = "DISC-" + Long.toHexString(random.nextLong() & 0xffff_ffffffL)
                    + Long.toHexString(System.nanoTime());
            ObjectNode request = DisclosureScenario.request().put("caseId", caseId);
            Answer answer = world.doors().start("paul.meyer", DisclosureProcess.KEY, request);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        }

        @Override
        protected void act() {
            switch (random.nextInt(36)) {
                case 0 -> edit();
                case 1, 2 -> suggest();
                case 3 -> rule();
                case 4 -> object();
                case 5 -> moveObjection();
                case 6 -> comment();
                case 7 -> promote();
                case 8 -> sections();
                case 9 -> state("incident-tracker", "support.evidence.changed", evidence(), BEGINS);
                case 10 -> state("contracts", "support.contract.changed", contract(), BEGINS);
                case 11 -> state("governance", "support.audience.changed", audience(), BEGINS);
                case 12, 13, 14 -> decideAnything(PEOPLE);
                case 15 -> trespass();
                case 16 -> withdrawAtTheLane();
                default -> decideWhatIsOpen();
            }
        }

        /** Whoever proposes sees to it, sooner or later, that nothing blocks. */
        @Override
        protected void decideOnward(Gate gate) {
            if (gate.name().equals("maintain-draft") && !objections.isEmpty() && random.nextBoolean()) {
                moveObjection();
            } else {
                super.decideOnward(gate);
            }
        }

        // ---- work on the draft

        private int base() {
            int revision = gates().stream().mapToInt(Gate::revision).max().orElse(1);
            return random.nextInt(4) == 0 ? 1 : revision;
        }

        private void edit() {
            String section = any(SECTIONS);
            ObjectNode body = Doors.JSON
                    .createObjectNode()
                    .put("baseRevision", base())
                    .put("markdown", random.nextInt(3) == 0 ? "We will credit this." : "Text of step " + step)
                    .put("reason", "step " + step);
            String who = random.nextInt(5) == 0 ? any(PEOPLE) : OWNERS.get(section);
            told(world.doors().put(who, packets("sections/" + section), body), 200);
        }

        private void suggest() {
            ObjectNode body = Doors.JSON
                    .createObjectNode()
                    .put("sectionId", any(SECTIONS))
                    .put("baseRevision", base())
                    .put("markdown", "Suggested in step " + step)
                    .put("rationale", "It is so.");
            body.putArray("citations");
            Answer answer = world.doors().post(any(PEOPLE), packets("suggestions"), body);
            if (told(answer, 201)) {
                suggestions.add(answer.json().path("suggestionId").asText());
            }
        }

        private void rule() {
            if (suggestions.isEmpty()) {
                suggest();
                return;
            }
            ObjectNode body = Doors.JSON
                    .createObjectNode()
                    .put("decision", random.nextInt(3) == 0 ? "reject" : "accept")
                    .put("kind", "wording")
                    .put("reason", "step " + step);
            told(world.doors().post(any(PEOPLE), packets("suggestions/" + any(suggestions) + "/decision"), body), 200);
        }

        private void object() {
            String who = any(PEOPLE);
            ObjectNode body = Doors.JSON
                    .createObjectNode()
                    .put("sectionId", any(SECTIONS))
                    .put("severity", random.nextInt(3) == 0 ? "blocking" : "residual")
                    .put("statement", "Not so, in step " + step);
            Answer answer = world.doors().post(who, packets("objections"), body);
            if (told(answer, 201)) {
                objections.put(answer.json().path("objectionId").asText(), body.put("who", who));
            }
        }

        private void moveObjection() {
            if (objections.isEmpty()) {
                object();
                return;
            }
            String id = any(List.copyOf(new TreeSet<>(objections.keySet())));
            String who = objections.get(id).path("who").asText(any(PEOPLE));
            ObjectNode body = Doors.JSON
                    .createObjectNode()
                    .put("state", random.nextInt(5) == 0 ? "open" : random.nextInt(5) == 0 ? "resolved" : "withdrawn")
                    .put("reason", "step " + step);
            told(world.doors().post(who, packets("objections/" + id + "/state"), body), 200);
        }

        private void comment() {
            ObjectNode body = Doors.JSON
                    .createObjectNode()
                    .put("sectionId", any(SECTIONS))
                    .put("text", "step " + step);
            told(world.doors().post(any(PEOPLE), packets("comments"), body), 201);
        }

        private void promote() {
            ObjectNode body = Doors.JSON.createObjectNode().put("lane", LANE).put("reason", "step " + step);
            String who = random.nextInt(3) == 0 ? any(PEOPLE) : "renata.lima";
            if (told(world.doors().put(who, packets("sections/contract-caveats/classification"), body), 200)) {
                promoted.add("contract-caveats");
            }
        }

        private void sections() {
            if (random.nextBoolean()) {
                String section = any(SECTIONS);
                if (told(world.doors().delete(any(PEOPLE), packets("sections/" + section)), 200)) {
                    promoted.remove(section);
                }
                return;
            }
            ObjectNode body = Doors.JSON
                    .createObjectNode()
                    .put("sectionId", "added-" + step)
                    .put("title", "Added")
                    .put("owner", any(List.of("colin.reyes", "iris.cole")))
                    .put("classification", "lane")
                    .put("markdown", "Added in step " + step);
            body.putArray("citations");
            told(world.doors().post(any(List.of("paul.meyer", "iris.cole")), packets("sections"), body), 201);
        }

        private String packets(String path) {
            return "/api/packets/" + caseId + "/" + path;
        }

        private void withdrawAtTheLane() {
            JsonNode body =
                    Doors.JSON.createObjectNode().put("reason", "step " + step).put("sha256", "0".repeat(64));
            told(
                    world.doors().post(any(PEOPLE), "/api/lanes/" + LANE + "/packets/" + caseId + "/withdrawal", body),
                    200);
        }

        // ---- facts

        private ObjectNode evidence() {
            return Doors.JSON
                    .createObjectNode()
                    .put("register", "incident-timeline")
                    .put("key", "INC-88213")
                    .put("version", 10 + step)
                    .put("material", true);
        }

        private static ObjectNode contract() {
            return Doors.JSON.createObjectNode().put("account", "NORTHWIND-EU").put("reference", "C-1");
        }

        private ObjectNode audience() {
            ObjectNode data = Doors.JSON.createObjectNode().put("lane", LANE);
            data.putArray("audience").add("evelyn.stone").add(random.nextBoolean() ? "omar.haddad" : "naomi.fry");
            return data;
        }

        @Override
        protected boolean alwaysMaterial(JsonNode accepted) {
            return Set.of("support.contract.changed", "support.evidence.changed")
                    .contains(accepted.path("type").asText());
        }

        // ---- gates

        @Override
        protected String onward(String gate) {
            return switch (gate) {
                case "approve-charter" -> "approve";
                case "maintain-draft" -> "propose";
                case "maintain-section" -> "";
                case "review-revision" -> "agree";
                case "accept-residual" -> "accept";
                case "sign-manifest" -> "sign";
                case "approve-release" -> "release";
                case "acknowledge-intake" -> "accept";
                case "watch-lane" -> "noted";
                case "review-released" -> "keep";
                default -> throw new IllegalArgumentException(gate);
            };
        }

        @Override
        protected List<String> decisionsOf(String gate) {
            return switch (gate) {
                case "approve-charter" -> List.of("approve", "approve", "approve", "decline");
                case "maintain-draft", "maintain-section" -> List.of("propose");
                case "review-revision" -> List.of("agree", "object");
                case "accept-residual" -> List.of("accept", "return");
                case "sign-manifest" -> List.of("sign", "refuse");
                case "approve-release" -> List.of("release", "hold", "return");
                case "acknowledge-intake" -> List.of("accept", "bounce");
                case "watch-lane" -> List.of("noted");
                case "review-released" -> List.of("keep", "withdraw");
                default -> throw new IllegalArgumentException(gate);
            };
        }

        @Override
        protected Map<String, String> carried(Gate gate, String decision) {
            return switch (decision) {
                case "object" ->
                    Map.of(
                            "sectionId",
                            any(SECTIONS),
                            "severity",
                            random.nextInt(3) == 0 ? "blocking" : "residual",
                            "statement",
                            "Not so.");
                case "accept" -> gate.name().equals("accept-residual") ? Map.of("accepted", residuals(gate)) : Map.of();
                case "release" -> promoted.isEmpty() ? Map.of() : Map.of("promoted", String.join(",", promoted));
                case "bounce" -> Map.of("kind", "other");
                default -> Map.of();
            };
        }

        private String residuals(Gate gate) {
            List<String> open = new ArrayList<>();
            world.doors()
                    .review("renata.lima", gate.taskId())
                    .path("packet")
                    .path("objections")
                    .forEach(objection -> {
                        if (objection.path("severity").asText().equals("residual")
                                && objection.path("state").asText().equals("open")) {
                            open.add(objection.path("objectionId").asText());
                        }
                    });
            return String.join(",", open);
        }

        @Override
        protected Map<String, Integer> approvals() {
            return Map.of("sign", 2, "release", 1);
        }

        @Override
        protected String lane() {
            return LANE;
        }

        @Override
        protected void note(String kind, String actor, JsonNode payload) {
            if (kind.equals("RELEASED")) {
                atRelease.putAll(standing);
            } else if (kind.equals("SUGGESTION_ACCEPTED")) {
                Set<String> of = hands.computeIfAbsent(payload.path("sectionId").asText(), id -> new HashSet<>());
                of.add(actor);
                of.add(payload.path("suggestedBy").asText());
            } else if (kind.equals("DRAFT_REVISED")) {
                Matcher edited = EDITED.matcher(payload.path("because").asText());
                if (edited.matches()) {
                    hands.computeIfAbsent(edited.group(1), id -> new HashSet<>())
                            .add(actor);
                }
            } else if (kind.equals("OBJECTION_MOVED")) {
                standing.put(
                        payload.path("objectionId").asText(),
                        payload.path("state").asText());
            } else if (kind.equals("OBJECTION_RAISED")) {
                standing.put(payload.path("objectionId").asText(), "open");
                // raised at a gate, by whoever signs or reviews
                objections.putIfAbsent(
                        payload.path("objectionId").asText(),
                        Doors.JSON.createObjectNode().put("who", actor));
            }
        }

        @Override
        protected Set<String> authors(JsonNode released) {
            Set<String> sections = new HashSet<>(released.path("sections").findValuesAsText("sectionId"));
            sections.addAll(released.path("annex").findValuesAsText("sectionId"));
            released.path("objections").forEach(objection -> assertThat(
                            objection.path("severity").asText().equals("blocking")
                                    && sections.contains(
                                            objection.path("sectionId").asText())
                                    && atRelease
                                            .get(objection.path("objectionId").asText())
                                            .equals("open"))
                    .as("released over a blocking objection: " + objection)
                    .isFalse());
            Set<String> authors = new HashSet<>();
            released.path("sections")
                    .forEach(section -> authors.addAll(
                            hands.getOrDefault(section.path("sectionId").asText(), Set.of())));
            released.path("annex")
                    .forEach(section -> authors.addAll(
                            hands.getOrDefault(section.path("sectionId").asText(), Set.of())));
            return authors;
        }
    }
}
