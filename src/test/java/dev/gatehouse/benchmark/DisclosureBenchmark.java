package dev.gatehouse.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.disclosure.DisclosureProcess;
import dev.gatehouse.disclosure.DisclosureScenario;
import dev.gatehouse.gate.StartRequest;
import dev.gatehouse.testing.Doors;
import dev.gatehouse.testing.PostgresDatabase;
import dev.gatehouse.testing.PostgresServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A disclosure packet on PostgreSQL from its charter into its lane: start until the first gate, the proposal until its
 * reviewers are asked, and the release, each beside the same model whose delegates do nothing.
 */
final class DisclosureBenchmark {
    private static final String ARTIFACT_OWNER = "paul.meyer";
    private static final String TIMELINE_OWNER = "iris.cole";
    private static final String REVIEWER = "colin.reyes";
    private static final String RELEASE_OWNER = "renata.lima";
    private static final Path MODEL = Path.of("bpmn", DisclosureProcess.KEY + ".bpmn");
    private static final int ROUNDS = 2;

    private final AtomicInteger cases = new AtomicInteger();
    private final Map<String, List<String>> groups = new HashMap<>();

    private record Steps(Step toGate, Step toReviewers, Step toLane) {
        Steps() {
            this(new Step(), new Step(), new Step());
        }
    }

    void measure() throws Exception {
        PostgresDatabase database = PostgresServer.newDatabase();
        try (ConfigurableApplicationContext node = Measuring.node(database)) {
            mirror(Measuring.doors(node));
            ProcessEngine real = node.getBean(ProcessEngine.class);
            JdbcClient jdbc = node.getBean(JdbcClient.class);
            for (String person : List.of(ARTIFACT_OWNER, TIMELINE_OWNER, REVIEWER, RELEASE_OWNER)) {
                groups.put(
                        person,
                        real.getIdentityService().createGroupQuery().groupMember(person).list().stream()
                                .map(Group::getId)
                                .toList());
            }
            ProcessEngine empty =
                    Measuring.emptyEngine(PostgresServer.newDatabase(), real, MODEL, modelsOwn(), RELEASE_OWNER);
            round(real, jdbc, empty, new Steps(), new Steps());
            Measuring.analyze(database);
            Steps flow = new Steps();
            Steps nothing = new Steps();
            for (int round = 0; round < ROUNDS; round++) {
                round(real, jdbc, empty, flow, nothing);
            }
            flow.toGate().report("disclosure, charter to gate", nothing.toGate());
            flow.toReviewers().report("disclosure, proposal to reviewers", nothing.toReviewers());
            flow.toLane().report("disclosure, release", nothing.toLane());
            empty.close();
        }
    }

    /** What the model itself reads: for whom its parallel gates are, and which way its gateways go. */
    private static Map<String, JavaDelegate> modelsOwn() {
        List<String> two = List.of("one", "two");
        return Map.of(
                "listSectionOwners",
                execution ->
                        execution.setVariable(DisclosureProcess.SECTION_OWNERS.name(), List.of("one", "two", "three")),
                "askReviewers",
                execution -> {
                    execution.setVariable(DisclosureProcess.REVIEWERS.name(), two);
                    execution.setVariable(DisclosureProcess.BLOCKED.name(), false);
                },
                "collectResiduals",
                execution -> execution.setVariable(DisclosureProcess.RESIDUALS_OPEN.name(), false),
                "assembleDisclosureManifest",
                execution -> execution.setVariable(DisclosureProcess.SIGNERS.name(), two));
    }

    private void round(ProcessEngine real, JdbcClient jdbc, ProcessEngine empty, Steps flow, Steps nothing)
            throws Exception {
        Measuring.rate(() -> {
            releaseNothing(empty, nothing);
            return null;
        });
        Measuring.rate(() -> {
            releaseOne(real, jdbc, flow);
            return null;
        });
    }

    private void releaseOne(ProcessEngine engine, JdbcClient jdbc, Steps steps) {
        String caseId = "BENCH-DISC-" + cases.incrementAndGet();
        String request = DisclosureScenario.request().put("caseId", caseId).toString();
        as(engine, ARTIFACT_OWNER, () -> steps.toGate()
                .run(() -> start(engine, caseId, StartRequest.VARIABLE, request)));
        decide(engine, jdbc, caseId, DisclosureProcess.APPROVE_CHARTER, "approve", new Step());
        decide(engine, jdbc, caseId, DisclosureProcess.MAINTAIN_DRAFT, "propose", steps.toReviewers());
        decide(engine, jdbc, caseId, DisclosureProcess.REVIEW_REVISION, "agree", new Step());
        decide(engine, jdbc, caseId, DisclosureProcess.SIGN_MANIFEST, "sign", new Step());
        decide(engine, jdbc, caseId, DisclosureProcess.APPROVE_RELEASE, "release", steps.toLane());
    }

    /** Everybody who has this gate decides it, on what it shows. */
    private void decide(ProcessEngine engine, JdbcClient jdbc, String caseId, String gate, String decision, Step step) {
        for (Task task : tasks(engine, caseId, gate)) {
            Map<String, Object> sent = new HashMap<>(
                    jdbc.sql("select sha256, manifest_sha256 as \"manifestSha256\" from gh_gate where task_id = ?")
                            .param(task.getId())
                            .query()
                            .singleRow());
            sent.values().removeIf(hash -> hash == null);
            sent.put("decision", decision);
            as(
                    engine,
                    task.getAssignee(),
                    () -> step.run(() -> engine.getTaskService().complete(task.getId(), sent)));
        }
    }

    private void releaseNothing(ProcessEngine engine, Steps steps) {
        String caseId = "EMPTY-DISC-" + cases.incrementAndGet();
        as(engine, RELEASE_OWNER, () -> steps.toGate().run(() -> start(engine, caseId, "x", "")));
        String charter = DisclosureProcess.CHARTER_DECISION.name();
        complete(engine, caseId, DisclosureProcess.APPROVE_CHARTER, Map.of(charter, "approve"), new Step());
        complete(engine, caseId, DisclosureProcess.MAINTAIN_DRAFT, Map.of(), steps.toReviewers());
        complete(engine, caseId, DisclosureProcess.REVIEW_REVISION, Map.of(), new Step());
        complete(engine, caseId, DisclosureProcess.SIGN_MANIFEST, Map.of(), new Step());
        Map<String, Object> released =
                Map.of(DisclosureProcess.RELEASE_DECISION.name(), "release", DisclosureProcess.APPROVED.name(), true);
        complete(engine, caseId, DisclosureProcess.APPROVE_RELEASE, released, steps.toLane());
    }

    private void complete(ProcessEngine engine, String caseId, String gate, Map<String, Object> variables, Step step) {
        for (Task task : tasks(engine, caseId, gate)) {
            as(
                    engine,
                    RELEASE_OWNER,
                    () -> step.run(() -> engine.getTaskService().complete(task.getId(), variables)));
        }
    }

    private static List<Task> tasks(ProcessEngine engine, String caseId, String gate) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(caseId)
                .taskDefinitionKey(gate)
                .list();
    }

    private static void start(ProcessEngine engine, String caseId, String variable, String value) {
        engine.getRuntimeService()
                .createMessageCorrelation(DisclosureProcess.MESSAGE_CHARTERED)
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
        Map<String, String> accounts =
                Map.of("incident-timeline", "incident-tracker", "cases", "crm", "contracts", "contracts");
        for (JsonNode record : DisclosureScenario.records()) {
            String register = record.path("register").asText();
            Doors.Answer answer = doors.put(
                    accounts.get(register),
                    "/api/records/" + register + "/" + record.path("key").asText(),
                    record);
            if (answer.status() > 201) {
                throw new IllegalStateException(answer.status() + ": " + answer.text());
            }
        }
    }
}
