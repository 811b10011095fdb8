package dev.gatehouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.Sha256;
import dev.gatehouse.testing.Doors.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.rest.exception.InvalidRequestException;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One case at the mercy of chance: all roles do anything they can think of, in any order, with what they see now or saw
 * long ago, one after the other or two at once, and after every step what must always hold is looked at. A flow says what
 * its people do ({@link #start}, {@link #act}); gates and invariants are the same for every flow that releases.
 *
 * <p>Gates are decided at the engine's own service, as the person, which is where every door leads; a part of the
 * decisions, and everything that is no decision, goes through the doors themselves.
 */
public abstract class Interleaving {

    private static final Set<String> NO_GATE_EVER = Set.of("admin", "agent-chronology", "incident-tracker");
    private static final String AUDITOR = "arno.weiss";

    /** Cases that are played at once: while one waits for its own worker or its lock, the others go on. */
    private static final int AT_ONCE = 4;

    /** What the engine throws at a decision that is refused; anything else is a fault of the product. */
    private static final Set<Integer> REFUSALS = Set.of(400, 403, 404, 409, 410);

    /** Everything that the cases of a run share. */
    public record World(Doors doors, JdbcClient jdbc, TaskService tasks, IdentityService identity) {
        public static World of(ApplicationContext context, int port) {
            return new World(
                    new Doors("http://127.0.0.1:" + port),
                    context.getBean(JdbcClient.class),
                    context.getBean(TaskService.class),
                    context.getBean(IdentityService.class));
        }
    }

    /** A gate as the database has it. */
    public record Gate(
            String taskId, String name, String assignee, String state, Map<String, String> hashes, int revision) {
        boolean open() {
            return state.equals("OPEN");
        }
    }

    /** What came of a run. */
    public record Outcome(int cases, int steps, int released, int refused, Duration took) {
        @Override
        public String toString() {
            return "%d cases, %d steps, %d releases, %d refusals in %d s"
                    .formatted(cases, steps, released, refused, took.toSeconds());
        }
    }

    /** Makes a case of its own for each. */
    @FunctionalInterface
    public interface Maker {
        Interleaving make(Random random);
    }

    protected final World world;
    protected final Random random;
    protected int step;
    protected String caseId = "";

    private final Map<String, Gate> seen = new LinkedHashMap<>();
    private final Set<Integer> ended = new HashSet<>();
    private final Map<String, String> holders = new HashMap<>();
    private final Map<String, JsonNode> waiting = new TreeMap<>();
    private final Map<String, List<JsonNode>> decisions = new HashMap<>();
    private final AtomicInteger refused = new AtomicInteger();
    private long read;
    private int releases;

    protected Interleaving(World world, Random random) {
        this.world = world;
        this.random = random;
    }

    /** Opens the case; sets {@link #caseId}. */
    protected abstract void start();

    /** Somebody does something. */
    protected abstract void act();

    /** The decision that leads on towards the lane, by gate; anything else there is a detour. Empty where none is taken. */
    protected abstract String onward(String gate);

    protected abstract List<String> decisionsOf(String gate);

    /** What a decision carries beside hashes and reason. */
    protected abstract Map<String, String> carried(Gate gate, String decision);

    /** Whether an accepted event must never be waiting at a release. */
    protected abstract boolean alwaysMaterial(JsonNode accepted);

    /** The decisions, by name, that each must have been taken on the released bytes and manifest, and by how many. */
    protected abstract Map<String, Integer> approvals();

    protected abstract String lane();

    /** Who must not have released, from what the case's ledger says. */
    protected abstract Set<String> authors(JsonNode released);

    /** What the flow alone makes of an entry of the ledger. */
    protected void note(String kind, String actor, JsonNode payload) {}

    /**
     * Plays many cases, some at once. System properties: {@code gatehouse.interleavings} is how many, {@code gatehouse.seed}
     * the seed of the first, each further one has the next, and {@code gatehouse.interleavings.for} how long to go on instead,
     * as {@code PT10M}.
     */
    public static Outcome play(String what, int cases, int steps, Maker maker) {
        long seed = Long.getLong("gatehouse.seed", System.nanoTime() & 0xffff_ffff_ffffL);
        String duration = System.getProperty("gatehouse.interleavings.for");
        int most = duration == null ? Integer.getInteger("gatehouse.interleavings", cases) : Integer.MAX_VALUE;
        Instant began = Instant.now();
        Instant until = duration == null ? Instant.MAX : began.plus(Duration.parse(duration));
        System.out.printf("%s: seed %d%n", what, seed);
        AtomicInteger next = new AtomicInteger();
        AtomicBoolean failed = new AtomicBoolean();
        AtomicInteger played = new AtomicInteger();
        AtomicInteger stepped = new AtomicInteger();
        AtomicInteger released = new AtomicInteger();
        AtomicInteger turnedDown = new AtomicInteger();
        List<CompletableFuture<Void>> threads = IntStream.range(0, AT_ONCE)
                .mapToObj(thread -> CompletableFuture.runAsync(
                        () -> {
                            for (int i = next.getAndIncrement();
                                    i < most && Instant.now().isBefore(until) && !failed.get();
                                    i = next.getAndIncrement()) {
                                Interleaving one = maker.make(new Random(seed + i));
                                try {
                                    one.play(seed + i, steps);
                                } catch (AssertionError fault) {
                                    failed.set(true);
                                    throw fault;
                                }
                                played.incrementAndGet();
                                stepped.addAndGet(one.step);
                                released.addAndGet(one.releases);
                                turnedDown.addAndGet(one.refused.get());
                            }
                        },
                        task -> new Thread(task, what + "-" + thread).start()))
                .toList();
        CompletableFuture.allOf(threads.toArray(CompletableFuture[]::new)).join();
        Outcome outcome = new Outcome(
                played.get(), stepped.get(), released.get(), turnedDown.get(), Duration.between(began, Instant.now()));
        System.out.printf("%s: %s%n", what, outcome);
        return outcome;
    }

    private void play(long seed, int steps) {
        String run = "";
        try {
            start();
            for (step = 1; step <= steps; step++) {
                run = "case %s, step %d, replay with -Dgatehouse.seed=%d -Dgatehouse.interleavings=1"
                        .formatted(caseId, step, seed);
                if (random.nextInt(10) == 0) {
                    // two at once; which comes first is the database's to say
                    CompletableFuture<Void> other = decidingSomething();
                    CompletableFuture<Void> reader = reading();
                    act();
                    other.join();
                    reader.join();
                } else {
                    act();
                }
                invariants(run);
            }
            step = steps;
            settled(run);
        } catch (AssertionError | RuntimeException failed) {
            throw new AssertionError(run + ": " + failed, failed);
        }
    }

    // ---- gates

    private CompletableFuture<Void> decidingSomething() {
        List<Gate> open = gates().stream().filter(Gate::open).toList();
        if (open.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        Gate gate = any(open);
        String decision = random.nextInt(4) == 0 ? any(decisionsOf(gate.name())) : onward(gate.name());
        Map<String, String> sent = variables(gate, decision);
        return CompletableFuture.runAsync(() -> complete(gate.assignee(), gate.taskId(), sent));
    }

    /** Who reads while others work sees all of it or none of it, and never a fault. */
    private CompletableFuture<Void> reading() {
        List<String> paths = new ArrayList<>(List.of("/api/cases/" + caseId, "/api/cases/" + caseId + "/ledger"));
        gates().forEach(gate -> {
            paths.add("/api/tasks/" + gate.taskId() + "/review");
            paths.add("/api/packets/" + caseId + "/revisions/" + gate.revision());
        });
        String path = any(paths);
        return CompletableFuture.runAsync(() -> {
            Answer answer = world.doors().get(AUDITOR, path);
            assertThat(answer.status()).as(path + ": " + answer.text()).isIn(200, 404);
        });
    }

    /** Whoever has a gate decides it, mostly on towards the lane. */
    protected final void decideWhatIsOpen() {
        List<Gate> open = gates().stream()
                .filter(gate -> gate.open() && !onward(gate.name()).isEmpty())
                .toList();
        if (!open.isEmpty()) {
            decideOnward(any(open));
        }
    }

    protected void decideOnward(Gate gate) {
        String decision = random.nextInt(9) == 0 ? any(decisionsOf(gate.name())) : onward(gate.name());
        decide(gate.assignee(), gate, variables(gate, decision));
    }

    /** Anybody decides anything, on any gate there ever was, with its hashes or those of another. */
    protected final void decideAnything(List<String> people) {
        gates();
        if (seen.isEmpty()) {
            return;
        }
        List<Gate> all = List.copyOf(seen.values());
        Gate gate = any(all);
        Map<String, String> sent = variables(gate, any(decisionsOf(any(all).name())));
        Gate other = any(all);
        for (String hash : List.of("sha256", "optionSetSha256", "manifestSha256")) {
            if (random.nextInt(3) == 0) {
                sent.remove(hash);
                if (other.hashes().containsKey(hash)) {
                    sent.put(hash, other.hashes().get(hash));
                }
            }
        }
        decide(random.nextBoolean() ? gate.assignee() : any(people), gate, sent);
    }

    /** Whoever may not, tries the engine's doors at an open gate. */
    protected final void trespass() {
        List<Gate> open = gates().stream().filter(Gate::open).toList();
        if (open.isEmpty()) {
            return;
        }
        Gate gate = any(open);
        String task = "/engine-rest/task/" + gate.taskId();
        String agent = "agent-chronology";
        Map<String, String> sent = variables(gate, onward(gate.name()));
        ObjectNode value = Doors.JSON.createObjectNode().put("value", "release").put("type", "String");
        ObjectNode user = Doors.JSON.createObjectNode().put("userId", agent);
        Answer answer =
                switch (random.nextInt(8)) {
                    case 0 -> world.doors().decide(agent, gate.taskId(), sent);
                    case 1 -> world.doors().decide("admin", gate.taskId(), sent);
                    case 2 -> world.doors().put(gate.assignee(), task + "/variables/releaseDecision", value);
                    case 3 -> world.doors().put(gate.assignee(), task + "/localVariables/blocked", value);
                    case 4 -> world.doors().post(agent, task + "/claim", user);
                    case 5 -> world.doors().post(gate.assignee(), task + "/delegate", user);
                    case 6 ->
                        world.doors()
                                .post(
                                        gate.assignee(),
                                        "/engine-rest/message",
                                        Doors.JSON
                                                .createObjectNode()
                                                .put("messageName", "recommendation-changed")
                                                .put("businessKey", caseId));
                    default ->
                        world.doors()
                                .post(
                                        gate.assignee(),
                                        task + "/bpmnError",
                                        Doors.JSON.createObjectNode().put("errorCode", "x"));
                };
        assertThat(answer.status()).as("trespassing: " + answer.text()).isIn(400, 403, 404, 409);
        refused.incrementAndGet();
    }

    private Map<String, String> variables(Gate gate, String decision) {
        Map<String, String> sent = new HashMap<>(gate.hashes());
        sent.put("decision", decision);
        sent.put("reason", "step " + step);
        sent.putAll(carried(gate, decision));
        return sent;
    }

    /** Decides; true when it was taken. */
    protected final boolean decide(String person, Gate gate, Map<String, String> sent) {
        // most at the service that every door leads to, some through the door
        if (random.nextInt(5) != 0) {
            return complete(person, gate.taskId(), sent);
        }
        return told(world.doors().decide(person, gate.taskId(), sent), 204);
    }

    private boolean complete(String person, String taskId, Map<String, String> sent) {
        var variables = Variables.createVariables();
        sent.forEach((name, value) -> variables.putValueTyped(name, Variables.stringValue(value, true)));
        world.identity().setAuthenticatedUserId(person);
        try {
            world.tasks().complete(taskId, variables);
            return true;
        } catch (AuthorizationException | OptimisticLockingException refusal) {
            refused.incrementAndGet();
            return false;
        } catch (InvalidRequestException refusal) {
            assertThat(refusal.getStatus().getStatusCode()).isIn(REFUSALS);
            refused.incrementAndGet();
            return false;
        } catch (ProcessEngineException | NullPointerException stumbled) {
            // of two at once the engine lets one stumble, in many ways, over what the other has just ended; where the
            // task
            // has gone the doors say 409 then
            world.identity().clearAuthentication();
            assertThat(world.tasks().createTaskQuery().taskId(taskId).count())
                    .as(stumbled.toString())
                    .isZero();
            refused.incrementAndGet();
            return false;
        } finally {
            world.identity().clearAuthentication();
        }
    }

    /** A door did what it says, or refused in a way that it may; true when it did. */
    protected final boolean told(Answer answer, int done) {
        if (answer.status() == done) {
            return true;
        }
        assertThat(answer.status()).as(answer.text()).isIn(REFUSALS);
        refused.incrementAndGet();
        return false;
    }

    protected final List<Gate> gates() {
        List<Gate> gates = world.jdbc()
                .sql("select * from gh_gate where case_id = ? order by opened_at, task_id")
                .param(caseId)
                .query(Interleaving::gate)
                .list();
        gates.forEach(gate -> seen.put(gate.taskId() + gate.hashes(), gate));
        return gates;
    }

    private static Gate gate(ResultSet row, int number) throws SQLException {
        Map<String, String> hashes = new HashMap<>();
        hashes.put("sha256", row.getString("sha256"));
        hashes.put("optionSetSha256", row.getString("option_set_sha256"));
        hashes.put("manifestSha256", row.getString("manifest_sha256"));
        hashes.values().removeIf(Objects::isNull);
        return new Gate(
                row.getString("task_id"),
                row.getString("gate"),
                Objects.requireNonNullElse(row.getString("assignee"), "renata.lima"),
                row.getString("state"),
                hashes,
                row.getInt("revision"));
    }

    /** States a fact; it is a drill, whose clock is the step. */
    protected final void state(String source, String type, JsonNode data, Instant from) {
        ObjectNode event = Doors.JSON
                .createObjectNode()
                .put("specversion", "1.0")
                .put("id", "e" + step + "-" + random.nextInt(1000) + "-" + caseId)
                .put("source", "urn:source:" + source)
                .put("type", type)
                .put("subject", caseId)
                .put("time", from.plusSeconds(60L * step).toString());
        event.set("data", data);
        Answer answer = world.doors().state(event);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    }

    protected final <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    // ---- what holds after every step

    private record Standing(int number, String state) {}

    private record Entry(long sequence, String kind, String actor, JsonNode payload) {}

    private void invariants(String run) {
        List<Standing> standings = world.jdbc()
                .sql("select number, state from gh_revision_standing where case_id = ? order by number")
                .param(caseId)
                .query((row, number) -> new Standing(row.getInt("number"), row.getString("state")))
                .list();
        assertThat(standings.stream().filter(one -> one.state().equals("CANDIDATE")))
                .as(run)
                .hasSizeLessThanOrEqualTo(1);
        assertThat(standings.stream().filter(one -> one.state().equals("RELEASED")))
                .as(run)
                .hasSizeLessThanOrEqualTo(1);
        for (Standing one : standings) {
            boolean over = Set.of("SUPERSEDED", "WITHDRAWN").contains(one.state());
            assertThat(ended.contains(one.number()) && !over)
                    .as("revision %d was out of force and is %s: %s", one.number(), one.state(), run)
                    .isFalse();
            if (over) {
                ended.add(one.number());
            }
        }
        for (Entry entry : news()) {
            assertThat(entry.sequence()).as(run).isEqualTo(read + 1);
            read = entry.sequence();
            look(entry.kind(), entry.actor(), entry.payload(), run);
        }
    }

    private List<Entry> news() {
        return world.jdbc()
                .sql("select sequence, kind, actor, payload from gh_ledger where case_id = ? and sequence > ?"
                        + " order by sequence")
                .params(caseId, read)
                .query((row, number) -> new Entry(
                        row.getLong("sequence"),
                        row.getString("kind"),
                        row.getString("actor"),
                        json(new String(row.getBytes("payload"), StandardCharsets.UTF_8))))
                .list();
    }

    private void look(String kind, String actor, JsonNode payload, String run) {
        switch (kind) {
            case "EVENT_ACCEPTED" -> {
                if (alwaysMaterial(payload)) {
                    waiting.put(payload.path("eventId").asText(), payload);
                }
            }
            case "CHANGE_SET_APPLIED" ->
                payload.path("events")
                        .forEach(event -> waiting.remove(event.path("eventId").asText()));
            case "GATE_OPENED" ->
                holders.put(
                        payload.path("taskId").asText(),
                        payload.path("assignee").asText());
            case "GATE_REASSIGNED" ->
                holders.put(payload.path("taskId").asText(), payload.path("to").asText());
            case "DECISION" -> {
                String holder = holders.get(payload.path("taskId").asText());
                assertThat(actor.equals(holder) || isInThePlaceOf(holder, actor, payload))
                        .as(actor + " decided for " + holder + ": " + run)
                        .isTrue();
                assertThat(NO_GATE_EVER).as(run).doesNotContain(actor);
                decisions
                        .computeIfAbsent(payload.path("decision").asText(), decision -> new ArrayList<>())
                        .add(((ObjectNode) payload.deepCopy()).put("actor", actor));
            }
            case "RELEASED" -> released(payload, run);
            default -> {}
        }
        note(kind, actor, payload);
    }

    /** The one delegation that the demo's table approves here. */
    private static boolean isInThePlaceOf(String holder, String actor, JsonNode decision) {
        return actor.equals("sven.olsen")
                && "renata.lima".equals(holder)
                && decision.path("actingFor").asText().equals(holder);
    }

    private void released(JsonNode release, String run) {
        releases++;
        assertThat(releases).as("releases: " + run).isEqualTo(1);
        assertThat(waiting.values())
                .as("material and not taken up at the release: " + run)
                .isEmpty();
        int revision = release.path("revision").asInt();
        assertThat(ended).as("what is released was out of force: " + run).doesNotContain(revision);
        String sha256 = release.path("sha256").asText();
        String manifestSha256 = release.path("manifestSha256").asText();
        approvals().forEach((decision, count) -> {
            List<JsonNode> on = decisions.getOrDefault(decision, List.of()).stream()
                    .filter(one -> one.path("manifestSha256").asText().equals(manifestSha256)
                            && one.path("sha256").asText().equals(sha256))
                    .toList();
            assertThat(on.stream()
                            .map(one -> one.path("actor").asText())
                            .distinct()
                            .count())
                    .as(decision + " on exactly what was released: " + run)
                    .isGreaterThanOrEqualTo(count);
        });
        byte[] stored = world.jdbc()
                .sql("select content from gh_revision_form where case_id = ? and number = ? and sha256 = ?"
                        + " union all select content from gh_revision where case_id = ? and number = ? and sha256 = ?")
                .params(caseId, revision, sha256, caseId, revision, sha256)
                .query(byte[].class)
                .list()
                .get(0);
        assertThat(Sha256.hex(stored)).as(run).isEqualTo(sha256);
        JsonNode lane = world.jdbc()
                .sql("select sha256, manifest_sha256, packet from gh_lane_copy where case_id = ?")
                .param(caseId)
                .query((row, number) -> (JsonNode) Doors.JSON
                        .createObjectNode()
                        .put("sha256", row.getString("sha256"))
                        .put("manifestSha256", row.getString("manifest_sha256"))
                        .put("found", Sha256.hex(row.getBytes("packet"))))
                .single();
        assertThat(lane.path("sha256").asText()).as(run).isEqualTo(sha256);
        assertThat(lane.path("found").asText()).as(run).isEqualTo(sha256);
        assertThat(lane.path("manifestSha256").asText()).as(run).isEqualTo(manifestSha256);
        releasedContent = json(new String(stored, StandardCharsets.UTF_8));
        releasedSha256 = sha256;
        releasedManifest = manifestSha256;
    }

    private JsonNode releasedContent = Doors.JSON.nullNode();
    private String releasedSha256 = "";
    private String releasedManifest = "";

    /** At the end everything comes to rest: the case is over, or somebody has a gate; what was released is what is read. */
    private void settled(String run) {
        Doors.await(
                "nothing waits in " + caseId,
                () -> world.jdbc()
                                        .sql("select count(*) from gh_inbox_unapplied where case_id = ?")
                                        .param(caseId)
                                        .query(Integer.class)
                                        .single()
                                == 0
                        ? java.util.Optional.of(true)
                        : java.util.Optional.empty());
        invariants(run);
        Set<String> open = new HashSet<>();
        gates().stream().filter(Gate::open).forEach(gate -> open.add(gate.taskId()));
        Set<String> tasks = new HashSet<>();
        world.tasks()
                .createTaskQuery()
                .processInstanceBusinessKey(caseId)
                .list()
                .forEach(task -> tasks.add(task.getId()));
        assertThat(open).as("gates and tasks: " + run).isEqualTo(tasks);
        boolean over = world.jdbc()
                .sql("select outcome from gh_case where case_id = ?")
                .param(caseId)
                .query((row, number) -> row.getString("outcome") != null)
                .single();
        // a copy at its lane may be at rest: acknowledged by all, nobody turned away since
        assertThat(over || !open.isEmpty() || releases > 0)
                .as("nobody can do anything any more: " + run)
                .isTrue();
        if (releases == 0) {
            return;
        }
        JsonNode release = decisions.get("release").stream()
                .filter(one -> one.path("manifestSha256").asText().equals(releasedManifest))
                .reduce((first, second) -> second)
                .orElseThrow();
        assertThat(release.path("sha256").asText()).as(run).isEqualTo(releasedSha256);
        assertThat(authors(releasedContent))
                .as("authors: " + run)
                .doesNotContain(release.path("actor").asText());
        Answer copy = world.doors().get("evelyn.stone", "/api/lanes/" + lane() + "/packets/" + caseId);
        if (copy.status() == 200) {
            assertThat(Sha256.hex(CanonicalJson.bytes(copy.json().path("packet"))))
                    .as(run)
                    .isEqualTo(releasedSha256);
            JsonNode manifest = json(new String(
                    Base64.getDecoder()
                            .decode(copy.json().path("envelope").path("payload").asText()),
                    StandardCharsets.UTF_8));
            assertThat(manifest.path("sha256").asText()).as(run).isEqualTo(releasedSha256);
        } else {
            assertThat(copy.status()).as(copy.text()).isIn(403, 410);
        }
        assertThat(world.doors()
                        .get(AUDITOR, "/api/cases/" + caseId + "/ledger/verification")
                        .json()
                        .path("intact")
                        .asBoolean())
                .as(run)
                .isTrue();
    }

    protected static JsonNode json(String text) {
        try {
            return Doors.JSON.readTree(text);
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }
}
