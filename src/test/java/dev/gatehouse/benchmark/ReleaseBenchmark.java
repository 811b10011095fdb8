package dev.gatehouse.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.gate.StartRequest;
import dev.gatehouse.packet.manifest.ReleaseManifest;
import dev.gatehouse.recovery.RecoveryProcess;
import dev.gatehouse.recovery.RecoveryRelease;
import dev.gatehouse.recovery.RecoveryScenario;
import dev.gatehouse.testing.Doors;
import dev.gatehouse.testing.PostgresDatabase;
import dev.gatehouse.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Releases on PostgreSQL: a recommendation from its arrival to its first gate and its release into the lane, each beside the
 * same model whose delegates do nothing; and a lane whose fifty readers all read at once. Prints one line per figure. Started
 * by {@code ./benchmark}.
 */
public final class ReleaseBenchmark {
    private static final String STARTER = "hugo.brandt";
    private static final String GOVERNANCE = "carla.voss";
    private static final String RELEASE_OWNER = "renata.lima";
    private static final String LANE = "executive-customer-review-decision";
    private static final Path MODEL = Path.of("bpmn", RecoveryProcess.KEY + ".bpmn");
    private static final int READERS = 50;
    private static final Duration READING = Duration.ofSeconds(20);
    private static final int ROUNDS = 2;

    private final AtomicInteger cases = new AtomicInteger();
    private final Map<String, List<String>> groups = new HashMap<>();

    public static void main(String[] arguments) throws Exception {
        Files.createDirectories(Path.of("target", "benchmark"));
        for (String part : arguments) {
            switch (part) {
                case "release" -> {
                    new ReleaseBenchmark().measureReleases();
                    new DisclosureBenchmark().measure();
                }
                case "lane" -> new ReleaseBenchmark().measureALane();
                default -> throw new IllegalArgumentException("release or lane, not " + part);
            }
        }
        System.exit(0);
    }

    // ---- packet-ready to gate, and release, beside the empty model

    private void measureReleases() throws Exception {
        PostgresDatabase database = PostgresServer.newDatabase();
        try (ConfigurableApplicationContext node = Measuring.node(database)) {
            mirror(Measuring.doors(node));
            ProcessEngine real = node.getBean(ProcessEngine.class);
            for (String person : List.of(STARTER, GOVERNANCE, RELEASE_OWNER)) {
                groups.put(
                        person,
                        real.getIdentityService().createGroupQuery().groupMember(person).list().stream()
                                .map(Group::getId)
                                .toList());
            }
            JavaDelegate within = execution -> execution.setVariable(RecoveryProcess.WITHIN_POLICY.name(), true);
            ProcessEngine empty = Measuring.emptyEngine(
                    PostgresServer.newDatabase(), real, MODEL, Map.of("judgeRecommendation", within), RELEASE_OWNER);
            RecoveryRelease release = node.getBean(RecoveryRelease.class);
            round(real, empty, release, new Step[] {new Step(), new Step(), new Step(), new Step()});
            Measuring.analyze(database);
            Step[] steps = {new Step(), new Step(), new Step(), new Step()};
            for (int round = 0; round < ROUNDS; round++) {
                round(real, empty, release, steps);
            }
            steps[0].report("recommendation, packet-ready to gate", steps[1]);
            steps[2].report("recommendation, release", steps[3]);
            empty.close();
        }
    }

    private void round(ProcessEngine real, ProcessEngine empty, RecoveryRelease release, Step[] steps)
            throws Exception {
        Measuring.rate(() -> {
            releaseNothing(empty, steps[1], steps[3]);
            return null;
        });
        Measuring.rate(() -> {
            releaseOne(real, release, steps[0], steps[2]);
            return null;
        });
    }

    private void releaseOne(ProcessEngine engine, RecoveryRelease release, Step toGate, Step toLane) {
        String caseId = "BENCH-" + cases.incrementAndGet();
        String request = RecoveryScenario.request().put("caseId", caseId).toString();
        as(engine, STARTER, () -> toGate.run(() -> start(engine, caseId, StartRequest.VARIABLE, request)));
        decide(engine, release, caseId, GOVERNANCE, "confirm", new Step());
        decide(engine, release, caseId, RELEASE_OWNER, "release", toLane);
    }

    private void decide(
            ProcessEngine engine, RecoveryRelease release, String caseId, String person, String decision, Step step) {
        ReleaseManifest manifest = release.manifest(caseId);
        Map<String, Object> sent = new HashMap<>();
        sent.put("decision", decision);
        sent.put("sha256", manifest.sha256());
        sent.put("optionSetSha256", manifest.optionSetSha256());
        sent.put("manifestSha256", manifest.manifestSha256());
        String task = Measuring.theTask(engine, caseId).getId();
        as(engine, person, () -> step.run(() -> engine.getTaskService().complete(task, sent)));
    }

    private void releaseNothing(ProcessEngine engine, Step toGate, Step toLane) {
        String caseId = "EMPTY-" + cases.incrementAndGet();
        as(engine, RELEASE_OWNER, () -> toGate.run(() -> start(engine, caseId, "x", "")));
        complete(engine, caseId, RecoveryProcess.GOVERNANCE_DECISION.name(), "confirm", new Step());
        complete(engine, caseId, RecoveryProcess.RELEASE_DECISION.name(), "release", toLane);
    }

    private void complete(ProcessEngine engine, String caseId, String variable, String decision, Step step) {
        String task = Measuring.theTask(engine, caseId).getId();
        as(
                engine,
                RELEASE_OWNER,
                () -> step.run(() -> engine.getTaskService().complete(task, Map.of(variable, decision))));
    }

    private static void start(ProcessEngine engine, String caseId, String variable, String value) {
        engine.getRuntimeService()
                .createMessageCorrelation(RecoveryProcess.MESSAGE_READY)
                .processInstanceBusinessKey(caseId)
                .setVariable(variable, Variables.stringValue(value, true))
                .correlateStartMessage();
    }

    private void as(ProcessEngine engine, String person, Runnable work) {
        engine.getIdentityService().setAuthentication(person, groups.get(person));
        try {
            work.run();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    private static void mirror(Doors doors) {
        ObjectNode record = Doors.JSON
                .createObjectNode()
                .put("version", 10)
                .put("status", "APPROVED")
                .put("publishedAt", "2026-04-23T16:00:00Z");
        record.set("content", RecoveryScenario.document("records.json").path(0).path("content"));
        require(201, doors.put("incident-tracker", "/api/records/incident-timeline/INC-88213", record));
    }

    private static void require(int status, Doors.Answer answer) {
        if (answer.status() != status) {
            throw new IllegalStateException(answer.status() + ": " + answer.text());
        }
    }

    // ---- fifty readers of one lane

    private void measureALane() throws Exception {
        Path folder = Files.createDirectories(Path.of("target", "benchmark", "lane"));
        List<String> readers = IntStream.rangeClosed(1, READERS)
                .mapToObj("executive-%02d"::formatted)
                .toList();
        try (ConfigurableApplicationContext node = Measuring.node(
                PostgresServer.newDatabase(),
                "gatehouse.directory=file:" + withReaders(folder, readers),
                "gatehouse.policy.overlay=file:" + withRoom(folder) + "/")) {
            Doors doors = Measuring.doors(node);
            String caseId = released(doors, readers);
            String path = "/api/lanes/" + LANE + "/packets/" + caseId;
            // everybody once before it counts: passwords are checked slowly the first time
            read(doors, readers, path, Duration.ofSeconds(3));
            int before = reads(doors, caseId);
            Instant start = Instant.now();
            List<Double> latencies = read(doors, readers, path, READING);
            double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
            latencies.sort(null);
            Measuring.report(
                    READERS + " readers of one lane at once",
                    "%.0f reads/s, median %.0f ms, p95 %.0f ms, longest %.0f ms (%d reads, %d entries in the ledger)",
                    latencies.size() / seconds,
                    Measuring.at(latencies, 0.5),
                    Measuring.at(latencies, 0.95),
                    Measuring.at(latencies, 1),
                    latencies.size(),
                    reads(doors, caseId) - before);
        }
    }

    /** The demo's people, and as many executives as are to read. */
    private static Path withReaders(Path folder, List<String> readers) throws IOException {
        ObjectNode people = (ObjectNode) Doors.JSON.readTree(
                Path.of("src/main/resources/demo/people.json").toFile());
        readers.forEach(reader -> ((ArrayNode) people.path("people"))
                .addObject()
                .put("id", reader)
                .putArray("groups")
                .add("executives"));
        return Files.writeString(folder.resolve("people.json"), people.toString())
                .toAbsolutePath();
    }

    /** The demo's tables, with room for them in the lane. */
    private static Path withRoom(Path folder) throws IOException {
        Path tables = Files.createDirectories(folder.resolve("dmn"));
        try (Stream<Path> demo = Files.list(Path.of("src/main/resources/demo/dmn"))) {
            for (Path table : demo.toList()) {
                Files.writeString(
                        tables.resolve(table.getFileName()),
                        Files.readString(table).replace("<text>5</text>", "<text>" + READERS + "</text>"));
            }
        }
        return tables.toAbsolutePath();
    }

    private static String released(Doors doors, List<String> readers) {
        mirror(doors);
        String caseId = "BENCH-LANE";
        ObjectNode request = RecoveryScenario.request().put("caseId", caseId);
        readers.forEach(request.putArray("audience")::add);
        require(200, doors.start(STARTER, RecoveryProcess.KEY, request));
        decide(doors, caseId, GOVERNANCE, RecoveryProcess.CONFIRM_GOVERNANCE, "confirm");
        decide(doors, caseId, RELEASE_OWNER, RecoveryProcess.APPROVE_RELEASE, "release");
        ObjectNode opened = Doors.JSON
                .createObjectNode()
                .put("specversion", "1.0")
                .put("id", "open")
                .put("source", "urn:source:bridge-chat")
                .put("type", "support.clock.advanced")
                .put("subject", caseId)
                .put("time", "2026-04-24T08:00:00Z");
        opened.putObject("data");
        require(202, doors.state(opened));
        return caseId;
    }

    private static void decide(Doors doors, String caseId, String person, String gate, String decision) {
        String task = doors.awaitGate(person, caseId, gate);
        JsonNode review = doors.review(person, task);
        Map<String, String> sent = new HashMap<>(Map.of("decision", decision));
        for (String hash : List.of("sha256", "optionSetSha256", "manifestSha256")) {
            sent.put(hash, review.path(hash).asText());
        }
        require(204, doors.decide(person, task, sent));
    }

    /** Everybody reads again and again, for that long; how long each read took, in milliseconds. */
    private static List<Double> read(Doors doors, List<String> readers, String path, Duration time) throws Exception {
        Instant end = Instant.now().plus(time);
        ExecutorService threads = Executors.newFixedThreadPool(readers.size());
        try {
            List<Callable<List<Double>>> all = new ArrayList<>();
            readers.forEach(reader -> all.add(() -> {
                List<Double> took = new ArrayList<>();
                while (Instant.now().isBefore(end)) {
                    long start = System.nanoTime();
                    require(200, doors.get(reader, path));
                    took.add((System.nanoTime() - start) / 1e6);
                }
                return took;
            }));
            List<Double> took = new ArrayList<>();
            for (Future<List<Double>> one : threads.invokeAll(all)) {
                took.addAll(one.get());
            }
            return took;
        } finally {
            threads.shutdownNow();
        }
    }

    private static int reads(Doors doors, String caseId) {
        return (int) doors.get("arno.weiss", "/api/cases/" + caseId + "/ledger")
                .json()
                .path("entries")
                .valueStream()
                .filter(entry -> entry.path("kind").asText().equals("READ"))
                .count();
    }
}
