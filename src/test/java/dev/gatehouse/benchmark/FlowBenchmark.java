package dev.gatehouse.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.Gatehouse;
import dev.gatehouse.commandwindow.CommandWindowProcess;
import dev.gatehouse.commandwindow.exchange.CommandWindowEvents;
import dev.gatehouse.gate.StartRequest;
import dev.gatehouse.packet.Revisions;
import dev.gatehouse.testing.ApplicationProcess;
import dev.gatehouse.testing.PostgresDatabase;
import dev.gatehouse.testing.PostgresServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The running application on PostgreSQL: how long a change takes to its candidate, quiet and in a storm; how the flow's
 * throughput compares with the same model whose delegates do nothing but answer the gateways; what an idle node holds
 * in memory. Prints one line per figure. Started by {@code ./benchmark}.
 */
public final class FlowBenchmark {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SCENARIO = Path.of("src/test/resources/scenarios/1-command-window/request.json");
    private static final Path MODEL = Path.of("bpmn", CommandWindowProcess.KEY + ".bpmn");
    private static final String LEAD = "maria.keller";
    private static final int QUIET_CHANGES = 60;
    private static final int STORM_EVENTS = 1000;
    private static final int STORM_BATCH = 10;
    private static final Duration STORM = Duration.ofMinutes(1);
    private static final int ROUNDS = 3;

    private final Path folder = Path.of("target", "benchmark");
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger cases = new AtomicInteger();

    public static void main(String[] arguments) throws Exception {
        FlowBenchmark benchmark = new FlowBenchmark();
        Files.createDirectories(benchmark.folder);
        for (String part : arguments) {
            switch (part) {
                case "node" -> benchmark.measureANode();
                case "throughput" -> benchmark.measureThroughput();
                default -> throw new IllegalArgumentException("node or throughput, not " + part);
            }
        }
        System.exit(0);
    }

    private void measureANode() throws Exception {
        PostgresDatabase database = PostgresServer.newDatabase();
        try (ApplicationProcess node =
                ApplicationProcess.start(folder.resolve("node.log"), Measuring.properties(database))) {
            String url = node.awaitStarted(Duration.ofMinutes(5));
            Thread.sleep(Duration.ofSeconds(60).toMillis());
            Measuring.report("idle resident memory (started with -Xmx512m)", "%d MB", residentMegabytes(node.pid()));

            // the first changes warm the node up and are not counted
            changes(url, 20, 1, Duration.ofMillis(250));
            reportChanges(database, "quiet", changes(url, QUIET_CHANGES, 1, Duration.ofSeconds(1)));
            reportChanges(
                    database,
                    "storm",
                    changes(url, STORM_EVENTS, STORM_BATCH, STORM.dividedBy(STORM_EVENTS / STORM_BATCH)));
        }
    }

    /** States new readiness times, {@code batch} at once, every {@code pause}; returns the case when all are applied. */
    private String changes(String url, int events, int batch, Duration pause) throws Exception {
        String caseId = "BENCH-" + cases.incrementAndGet();
        ObjectNode start = event("urn:source:bridge-workspace", CommandWindowEvents.START_TYPE, caseId, 0);
        start.set("data", declaration(caseId, "2026-04-17T15:00:00Z"));
        post(url, "bridge-workspace", JSON.createArrayNode().add(start));
        confirm(url, caseId);
        Instant next = Instant.now();
        for (int sent = 0; sent < events; sent += batch) {
            ArrayNode together = JSON.createArrayNode();
            for (int one = 0; one < batch; one++) {
                int number = sent + one + 1;
                ObjectNode event = event("urn:source:incident-tracker", "support.evidence.rescheduled", caseId, number);
                event.putObject("data")
                        .put("evidenceId", "workaround-verification")
                        .put("readyAt", "2026-04-17T15:%02d:00Z".formatted(20 + number % 4 * 5));
                together.add(event);
            }
            post(url, "incident-tracker", together);
            next = next.plus(pause);
            Thread.sleep(Math.max(0, Duration.between(Instant.now(), next).toMillis()));
        }
        Thread.sleep(Duration.ofSeconds(10).toMillis());
        return caseId;
    }

    private void confirm(String url, String caseId) throws IOException, InterruptedException {
        String tasks = send(request(url + "/engine-rest/task?processInstanceBusinessKey=" + caseId, LEAD)
                .GET()
                .build());
        String task = JSON.readTree(tasks).path(0).path("id").asText();
        send(request(url + "/engine-rest/task/" + task + "/complete", LEAD)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"variables\":{\"decision\":{\"value\":\"confirm\",\"type\":\"String\"}}}"))
                .build());
    }

    private void post(String url, String account, ArrayNode events) throws IOException, InterruptedException {
        send(request(url + "/api/events", account)
                .header("Content-Type", "application/cloudevents-batch+json")
                .POST(HttpRequest.BodyPublishers.ofString(events.toString()))
                .build());
    }

    private static HttpRequest.Builder request(String url, String account) {
        String login = Base64.getEncoder().encodeToString((account + ":" + account).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Basic " + login);
    }

    private String send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(request.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private static ObjectNode event(String source, String type, String caseId, int number) {
        return JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", caseId + "-" + number)
                .put("source", source)
                .put("type", type)
                .put("subject", caseId)
                .put(
                        "time",
                        Instant.parse("2026-04-17T14:00:00Z")
                                .plusSeconds(number)
                                .toString())
                .put("datacontenttype", "application/json");
    }

    private static ObjectNode declaration(String caseId, String evidenceReadyAt) throws IOException {
        ObjectNode request = (ObjectNode) JSON.readTree(Files.readString(SCENARIO));
        request.put("caseId", caseId).put("rehearsal", true);
        ((ObjectNode) request.path("evidence").path(1)).put("readyAt", evidenceReadyAt);
        return request;
    }

    /** From the ledger: each accepted event's arrival to the gate that its change-set opened. */
    private void reportChanges(PostgresDatabase database, String name, String caseId) throws Exception {
        List<Double> latencies = new ArrayList<>();
        int candidates = 0;
        try (Connection connection = database.asSuperuser();
                PreparedStatement query = connection.prepareStatement(
                        "select kind, subject, at, payload from gh_ledger where case_id = ? order by sequence")) {
            query.setString(1, caseId);
            List<Instant> waiting = new ArrayList<>();
            try (ResultSet entry = query.executeQuery()) {
                while (entry.next()) {
                    Instant at = entry.getObject("at", OffsetDateTime.class).toInstant();
                    switch (entry.getString("kind")) {
                        case "CHANGE_SET_APPLIED" -> {
                            JsonNode payload = JSON.readTree(entry.getBytes("payload"));
                            payload.path("events")
                                    .forEach(event -> waiting.add(Instant.parse(
                                            event.path("receivedAt").asText())));
                        }
                        case "NO_CANDIDATE" -> waiting.clear();
                        case "GATE_OPENED" -> {
                            candidates++;
                            waiting.forEach(received ->
                                    latencies.add(Duration.between(received, at).toNanos() / 1e6));
                            waiting.clear();
                        }
                        default -> {}
                    }
                }
            }
        }
        latencies.sort(null);
        Measuring.report(
                "change to candidate on the gate, " + name,
                "median %.0f ms, p95 %.0f ms, longest %.0f ms (%d changes, %d candidates)",
                Measuring.at(latencies, 0.5),
                Measuring.at(latencies, 0.95),
                Measuring.at(latencies, 1),
                latencies.size(),
                candidates);
    }

    private void measureThroughput() throws Exception {
        PostgresDatabase database = PostgresServer.newDatabase();
        String[] arguments = Measuring.properties(database).stream()
                .map(property -> "--" + property)
                .toArray(String[]::new);
        try (ConfigurableApplicationContext node = new SpringApplicationBuilder(Gatehouse.class)
                .run(Stream.concat(Stream.of(arguments), Stream.of("--server.port=0"))
                        .toArray(String[]::new))) {
            ProcessEngine real = node.getBean(ProcessEngine.class);
            JavaDelegate differs =
                    execution -> execution.setVariable(CommandWindowProcess.SEQUENCE_DIFFERS.name(), true);
            JavaDelegate affected = execution -> execution.setVariable(
                    CommandWindowProcess.AFFECTED_PEOPLE.name(),
                    Variables.untypedValue(List.of("sam.okafor", "victor.hale", "nadia.rossi"), true));
            ProcessEngine empty = Measuring.emptyEngine(
                    PostgresServer.newDatabase(),
                    real,
                    MODEL,
                    Map.of("checkSequence", differs, "openAcknowledgements", affected),
                    LEAD);
            Revisions revisions = node.getBean(Revisions.class);
            List<String> groups = real.getIdentityService().createGroupQuery().groupMember(LEAD).list().stream()
                    .map(Group::getId)
                    .toList();
            double emptyRate = 0;
            double flowRate = 0;
            Measuring.rate(() -> adoptedEmpty(empty, groups));
            Measuring.rate(() -> adoptedCase(real, revisions, groups));
            Measuring.analyze(database);
            for (int round = 0; round < ROUNDS; round++) {
                emptyRate += Measuring.rate(() -> adoptedEmpty(empty, groups)) / ROUNDS;
                flowRate += Measuring.rate(() -> adoptedCase(real, revisions, groups)) / ROUNDS;
            }
            Measuring.report(
                    "from declaration to adoption, " + Measuring.THREADS + " threads",
                    "flow %.1f/s, same model with empty delegates %.1f/s, share %.2f",
                    flowRate,
                    emptyRate,
                    flowRate / emptyRate);
            empty.close();
        }
    }

    /** A window that breaks a rule as declared: confirmed, resequenced, checked, assembled, adopted. */
    private Void adoptedCase(ProcessEngine engine, Revisions revisions, List<String> groups) throws IOException {
        String caseId = "BENCH-" + cases.incrementAndGet();
        IdentityService identity = engine.getIdentityService();
        identity.setAuthentication(LEAD, groups);
        try {
            engine.getRuntimeService()
                    .createMessageCorrelation(CommandWindowProcess.MESSAGE_DECLARED)
                    .processInstanceBusinessKey(caseId)
                    .setVariable(
                            StartRequest.VARIABLE,
                            Variables.stringValue(
                                    declaration(caseId, "2026-04-17T15:50:00Z").toString(), true))
                    .correlateStartMessage();
            Task confirm = Measuring.theTask(engine, caseId);
            engine.getTaskService().complete(confirm.getId(), Map.of("decision", "confirm"));
            Task adopt = Measuring.theTask(engine, caseId);
            String sha256 = revisions.candidate(caseId).orElseThrow().sha256();
            engine.getTaskService().complete(adopt.getId(), Map.of("decision", "adopt", "sha256", sha256));
        } finally {
            identity.clearAuthentication();
        }
        return null;
    }

    private Void adoptedEmpty(ProcessEngine engine, List<String> groups) {
        String caseId = "EMPTY-" + cases.incrementAndGet();
        engine.getIdentityService().setAuthentication(LEAD, groups);
        try {
            engine.getRuntimeService()
                    .createMessageCorrelation(CommandWindowProcess.MESSAGE_DECLARED)
                    .processInstanceBusinessKey(caseId)
                    .setVariable(
                            CommandWindowProcess.WINDOW_END.name(), Date.from(Instant.parse("2099-01-01T00:00:00Z")))
                    .correlateStartMessage();
            engine.getTaskService()
                    .complete(
                            Measuring.theTask(engine, caseId).getId(),
                            Map.of(CommandWindowProcess.SCOPE_DECISION.name(), "confirm"));
            engine.getTaskService()
                    .complete(
                            Measuring.theTask(engine, caseId).getId(),
                            Map.of(CommandWindowProcess.ADOPTION_DECISION.name(), "adopt"));
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
        return null;
    }

    private static long residentMegabytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }
}
