package dev.gatehouse.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.web.security.Caller.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.JdbcTemplate;

/** What may be asked of the engine by REST, by whom, at both of its doors. */
class EngineDoorIT extends DoorsOfTheRunningApplication {

    @Autowired
    private JdbcTemplate jdbc;

    private static void assertRefused(Answer answer, int status) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.json().path("type").asText()).as(answer.toString()).isNotEmpty();
        assertThat(answer.json().path("message").asText()).as(answer.toString()).isNotEmpty();
    }

    private String webapp(String path) {
        return inWebapp("/camunda/api/engine/engine/{engine}") + path;
    }

    // --- starting

    static Stream<String> starts() {
        return Stream.of(
                "/process-definition/key/guarded-case/start",
                "/process-definition/key/guarded-case/submit-form",
                "/process-definition/{id}/start",
                "/process-definition/{id}/submit-form",
                "/message");
    }

    private String body(String path, String type, String caseId) {
        return path.equals("/message")
                ? "{\"messageName\":\"guarded-case-declared\",\"businessKey\":\"" + caseId + "\",\"processVariables\":"
                        + request(type) + "}"
                : "{\"businessKey\":\"" + caseId + "\",\"variables\":" + request(type) + "}";
    }

    private String withId(String path) {
        return path.replace(
                "{id}",
                engine.getRepositoryService()
                        .createProcessDefinitionQuery()
                        .processDefinitionKey("guarded-case")
                        .latestVersion()
                        .singleResult()
                        .getId());
    }

    @ParameterizedTest
    @MethodSource("starts")
    void startsACaseAndKeepsNothingOfTheRequest(String path) {
        for (String type : List.of("Json", "String")) {
            String caseId = newCaseId();
            Answer bySource = basic("bridge-workspace").post("/engine-rest" + withId(path), body(path, type, caseId));
            assertThat(bySource.status()).as(bySource.toString()).isIn(200, 204);
            String other = newCaseId();
            Answer byLead = inTasklist("tom.baker").post(webapp(withId(path)), body(path, type, other));
            assertThat(byLead.status()).as(byLead.toString()).isIn(200, 204);
            for (String started : List.of(caseId, other)) {
                assertThat(engine.getRuntimeService()
                                .createProcessInstanceQuery()
                                .processInstanceBusinessKey(started)
                                .count())
                        .isEqualTo(1);
            }
        }
        assertThat(tracesOf(SECRET)).isEmpty();
    }

    /** Tables of the engine in which the text stands somewhere. */
    private List<String> tracesOf(String text) {
        List<String> traces = new ArrayList<>();
        jdbc.queryForList("select table_name, column_name, data_type from information_schema.columns"
                        + " where upper(table_name) like 'ACT!_%' escape '!' and (data_type like '%CHAR%'"
                        + " or data_type like '%BINARY%' or data_type like '%OBJECT%')")
                .forEach(column -> {
                    String table = String.valueOf(column.get("table_name"));
                    String name = String.valueOf(column.get("column_name"));
                    for (Map<String, Object> row : jdbc.queryForList(
                            "select " + name + " as v from " + table + " where " + name + " is not null")) {
                        Object value = row.get("v");
                        String shown = value instanceof byte[] bytes
                                ? new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)
                                : String.valueOf(value);
                        if (shown.contains(text)) {
                            traces.add(table + "." + name);
                        }
                    }
                });
        return traces;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ines.novak", "sam.okafor", "arno.weiss", "agent-chronology", "bridge-chat", "contracts", "admin"
            })
    void letsNobodyElseStart(String user) {
        for (String path : starts().toList()) {
            String caseId = newCaseId();
            assertRefused(basic(user).post("/engine-rest" + withId(path), body(path, "Json", caseId)), 403);
            assertThat(engine.getRuntimeService()
                            .createProcessInstanceQuery()
                            .processInstanceBusinessKey(caseId)
                            .count())
                    .isZero();
            assertThat(watch.refused).anyMatch(refusal -> refusal.startsWith(user) && refusal.endsWith(caseId));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"variables\":{\"other\":{\"value\":\"x\",\"type\":\"String\"}}}",
                "{\"variables\":{\"decision\":{\"value\":\"x\",\"type\":\"String\"}}}",
                "{\"variables\":{\"request\":{\"value\":\"rO0ABQ==\",\"type\":\"Object\",\"valueInfo\":{\"objectTypeName\":\"java.util.ArrayList\",\"serializationDataFormat\":\"application/x-java-serialized-object\"}}}}",
                "{\"variables\":{\"request\":{\"value\":\"<a/>\",\"type\":\"Xml\"}}}",
                "{\"variables\":{\"request\":{\"value\":\"eA==\",\"type\":\"Bytes\"}}}",
                "{\"variables\":{\"request\":{\"value\":\"eA==\",\"type\":\"File\",\"valueInfo\":{\"filename\":\"x\"}}}}",
                "{\"withVariablesInReturn\":true}",
                "{\"skipCustomListeners\":true}",
                "{\"skipIoMappings\":true}",
                "{\"startInstructions\":[{\"type\":\"startAfterActivity\",\"activityId\":\"open-the-gate\"}]}",
                "{\"caseInstanceId\":\"x\"}"
            })
    void refusesWhatAStartDoesNotTake(String body) {
        assertRefused(basic("maria.keller").post("/engine-rest/process-definition/key/guarded-case/start", body), 403);
        assertRefused(
                inTasklist("maria.keller").post(webapp("/process-definition/key/guarded-case/submit-form"), body), 403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"messageName\":\"authoritative-change\"}",
                "{\"messageName\":\"\"}",
                "{}",
                "{\"messageName\":\"guarded-case-declared\",\"processInstanceId\":\"x\"}",
                "{\"messageName\":\"guarded-case-declared\",\"correlationKeys\":{\"a\":{\"value\":1}}}",
                "{\"messageName\":\"guarded-case-declared\",\"localCorrelationKeys\":{\"a\":{\"value\":1}}}",
                "{\"messageName\":\"guarded-case-declared\",\"processVariablesLocal\":{\"a\":{\"value\":1}}}",
                "{\"messageName\":\"guarded-case-declared\",\"all\":true}",
                "{\"messageName\":\"guarded-case-declared\",\"variablesInResultEnabled\":true}",
                "{\"messageName\":\"guarded-case-declared\",\"processVariables\":{\"a\":{\"value\":1}}}"
            })
    void takesNoMessageButTheStart(String body) {
        assertRefused(basic("maria.keller").post("/engine-rest/message", body), 403);
        assertRefused(basic("bridge-workspace").post("/engine-rest/message", body), 403);
    }

    @Test
    void startsNoProcessThatIsNoFlow() {
        assertRefused(basic("maria.keller").post("/engine-rest/process-definition/key/other/start", "{}"), 403);
    }

    // --- gates

    @ParameterizedTest
    @ValueSource(strings = {"complete", "submit-form"})
    void decidesAtBothDoorsAndKeepsNothingOfTheReason(String verb) {
        String decision =
                "{\"variables\":{\"decision\":{\"value\":\"adopt\",\"type\":\"String\"},\"reason\":{\"value\":\""
                        + SECRET + "\",\"type\":\"String\",\"valueInfo\":{\"transient\":false}}}}";
        String one = taskOf(startedInstance());
        Answer basic = basic("maria.keller").post("/engine-rest/task/" + one + "/" + verb, decision);
        assertThat(basic.status()).as(basic.toString()).isEqualTo(204);
        String two = taskOf(startedInstance());
        Answer tasklist = inTasklist("maria.keller").post(webapp("/task/" + two + "/" + verb), decision);
        assertThat(tasklist.status()).as(tasklist.toString()).isEqualTo(204);
        assertThat(watch.questions).isEqualTo(2);
        assertThat(tracesOf(SECRET)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tom.baker", "ines.novak", "admin", "arno.weiss", "agent-chronology", "bridge-workspace"})
    void letsNobodyElseDecideOrClaim(String user) {
        String task = taskOf(startedInstance());
        for (String verb : List.of("complete", "submit-form")) {
            assertRefused(basic(user).post("/engine-rest/task/" + task + "/" + verb, "{}"), 403);
        }
        Answer claim = basic(user).post("/engine-rest/task/" + task + "/claim", "{\"userId\":\"" + user + "\"}");
        assertRefused(claim, 403);
        assertThat(engine.getTaskService()
                        .createTaskQuery()
                        .taskId(task)
                        .taskAssignee("maria.keller")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void claimsForOneselfAlone() {
        String task = taskOf(startedInstance());
        assertRefused(
                basic("maria.keller").post("/engine-rest/task/" + task + "/claim", "{\"userId\":\"tom.baker\"}"), 403);
        assertRefused(
                inTasklist("maria.keller").post(webapp("/task/" + task + "/claim"), "{\"userId\":\"tom.baker\"}"), 403);
        assertRefused(basic("maria.keller").post("/engine-rest/task/" + task + "/claim", "{}"), 403);
        assertThat(basic("maria.keller")
                        .post("/engine-rest/task/" + task + "/claim", "{\"userId\":\"maria.keller\"}")
                        .status())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource({"FORBIDDEN,403", "CONFLICT,409", "INVALID,400", "UNKNOWN,404", "GONE,410"})
    void answersWithWhatTheGateSays(RefusedException.Kind kind, int status) {
        String task = taskOf(startedInstance());
        watch.answer = new RefusedException(kind, "because", "A sentence for Maria.");
        for (Answer answer : List.of(
                basic("maria.keller").post("/engine-rest/task/" + task + "/complete", "{}"),
                inTasklist("maria.keller").post(webapp("/task/" + task + "/submit-form"), "{}"),
                basic("maria.keller").post("/engine-rest/task/" + task + "/claim", "{\"userId\":\"maria.keller\"}"))) {
            assertRefused(answer, status);
            assertThat(answer.json().path("message").asText()).isEqualTo("A sentence for Maria.");
            assertThat(answer.json().path("type").asText()).isEqualTo("because");
        }
        if (kind != RefusedException.Kind.INVALID) {
            assertThat(watch.refused).anyMatch(refusal -> refusal.contains("A sentence for Maria.|" + task));
        }
    }

    @Test
    void asksToSendAgainWhatTheDatabaseCouldNotDoNow() {
        String instance = startedInstance();
        String task = taskOf(instance);
        watch.answer = new CannotAcquireLockException("the words of a driver");
        for (Answer answer : List.of(
                basic("maria.keller").post("/engine-rest/task/" + task + "/complete", "{}"),
                inTasklist("maria.keller").post(webapp("/task/" + task + "/submit-form"), "{}"))) {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("1");
            assertThat(answer.json().path("type").asText()).isEqualTo("busy");
            assertThat(answer.json().path("message").asText())
                    .contains("nothing has changed")
                    .doesNotContain("driver");
        }
        watch.answer = null;
        assertThat(taskOf(instance)).isEqualTo(task);
    }

    @Test
    void tellsTheLosersOfARaceThatTheyCameSecond() throws Exception {
        String task = taskOf(startedInstance());
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> attempts = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                attempts.add(() -> basic("maria.keller")
                        .post("/engine-rest/task/" + task + "/complete", "{}")
                        .status());
            }
            List<Integer> statuses = new ArrayList<>();
            for (var result : threads.invokeAll(attempts)) {
                statuses.add(result.get());
            }
            assertThat(statuses).containsOnlyOnce(204);
            assertThat(statuses).hasSize(20).containsOnly(204, 409);
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"variables\":{\"adopted\":{\"value\":\"x\",\"type\":\"String\"}}}",
                "{\"variables\":{\"request\":{\"value\":\"x\",\"type\":\"String\"}}}",
                "{\"variables\":{\"reason\":{\"value\":\"x\",\"type\":\"Object\"}}}",
                "{\"withVariablesInReturn\":true}"
            })
    void refusesWhatADecisionDoesNotTake(String body) {
        String task = taskOf(startedInstance());
        assertRefused(basic("maria.keller").post("/engine-rest/task/" + task + "/complete", body), 403);
        assertRefused(inTasklist("maria.keller").post(webapp("/task/" + task + "/submit-form"), body), 403);
        assertThat(watch.questions).isZero();
    }

    /** Every way around a decision that the engine offers for a task, an instance or a job. */
    static Stream<String> waysAround() {
        return Stream.of(
                "POST /task/{task}/unclaim",
                "POST /task/{task}/assignee",
                "POST /task/{task}/delegate",
                "POST /task/{task}/resolve",
                "POST /task/{task}/bpmnError",
                "POST /task/{task}/bpmnEscalation",
                "PUT /task/{task}",
                "DELETE /task/{task}",
                "POST /task/create",
                "POST /task/{task}/identity-links",
                "POST /task/{task}/identity-links/delete",
                "POST /task/{task}/variables",
                "PUT /task/{task}/variables/decision",
                "POST /task/{task}/variables/decision/data",
                "DELETE /task/{task}/variables/decision",
                "POST /task/{task}/localVariables",
                "PUT /task/{task}/localVariables/decision",
                "DELETE /task/{task}/localVariables/decision",
                "POST /task/{task}/comment/create",
                "POST /task/{task}/attachment/create",
                "POST /process-instance/{instance}/modification",
                "POST /process-instance/{instance}/modification-async",
                "POST /process-instance/{instance}/variables",
                "DELETE /process-instance/{instance}/variables/decision",
                "POST /process-instance/variables-async",
                "POST /process-instance/delete",
                "PUT /process-instance/suspended",
                "POST /process-instance/suspended-async",
                "POST /process-instance/job-retries",
                "POST /process-instance/message-async",
                "PUT /process-definition/{definition}/suspended",
                "PUT /process-definition/key/guarded-case/suspended",
                "DELETE /process-definition/{definition}",
                "DELETE /process-definition/key/guarded-case/delete",
                "PUT /process-definition/{definition}/history-time-to-live",
                "POST /process-definition/{definition}/restart",
                "POST /process-definition/{definition}/restart-async",
                "POST /process-definition/key/guarded-case/tenant-id/x/start",
                "POST /modification/execute",
                "POST /modification/executeAsync",
                "POST /migration/generate",
                "POST /migration/validate",
                "POST /migration/execute",
                "POST /migration/executeAsync",
                "POST /execution/{instance}/signal",
                "POST /execution/{instance}/localVariables",
                "POST /execution/{instance}/messageSubscriptions/x/trigger",
                "POST /execution/{instance}/create-incident",
                "POST /signal",
                "POST /condition",
                "POST /external-task/fetchAndLock",
                "POST /external-task/x/complete",
                "POST /external-task/x/failure",
                "POST /external-task/x/bpmnError",
                "POST /job/{job}/execute",
                "PUT /job/{job}/duedate",
                "POST /job/{job}/duedate/recalculate",
                "PUT /job/{job}/suspended",
                "PUT /job/{job}/priority",
                "DELETE /job/{job}",
                "POST /job/retries",
                "PUT /job/suspended",
                "PUT /job-definition/x/suspended",
                "PUT /job-definition/x/jobPriority",
                "POST /deployment/create",
                "POST /deployment/x/redeploy",
                "DELETE /deployment/x",
                "POST /decision-definition/key/x/evaluate",
                "PUT /decision-definition/x/history-time-to-live",
                "POST /case-definition/key/x/create",
                "DELETE /batch/x",
                "PUT /batch/x/suspended",
                "POST /history/cleanup",
                "POST /history/process-instance/delete",
                "DELETE /history/process-instance/{instance}",
                "DELETE /history/process-instance/{instance}/variable-instances",
                "POST /history/process-instance/set-removal-time",
                "PUT /history/user-operation/x/set-annotation",
                "DELETE /history/variable-instance/x",
                "POST /authorization/create",
                "PUT /authorization/x",
                "DELETE /authorization/x",
                "POST /tenant/create",
                "POST /identity/verify",
                "POST /telemetry/configuration",
                "DELETE /metrics/task-worker",
                "PUT /incident/x/annotation",
                "DELETE /incident/x");
    }

    @ParameterizedTest
    @MethodSource("waysAround")
    void closesEveryWayAroundADecision(String way) {
        String instance = startedInstance();
        String task = taskOf(instance);
        String[] methodAndPath = way.replace("{task}", task)
                .replace("{instance}", instance)
                .replace("{definition}", withId("{id}"))
                .replace("{job}", "x")
                .split(" ");
        for (String user : List.of("maria.keller", "admin", "bridge-workspace")) {
            assertRefused(basic(user).call(methodAndPath[0], "/engine-rest" + methodAndPath[1], "{}"), 403);
        }
        String named = "/engine-rest/engine/" + engine.getName() + methodAndPath[1];
        assertRefused(basic("maria.keller").call(methodAndPath[0], named, "{}"), 403);
        assertRefused(inTasklist("maria.keller").call(methodAndPath[0], webapp(methodAndPath[1]), "{}"), 403);
        assertThat(nobody().call(methodAndPath[0], "/engine-rest" + methodAndPath[1], "{}")
                        .status())
                .isEqualTo(401);
        assertThat(taskOf(instance)).isEqualTo(task);
    }

    // --- reading

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/process-instance",
                "/process-instance/count",
                "/execution",
                "/variable-instance",
                "/incident",
                "/job",
                "/history/process-instance",
                "/history/variable-instance",
                "/history/detail",
                "/history/task",
                "/history/activity-instance",
                "/history/user-operation",
                "/external-task",
                "/deployment",
                "/decision-definition",
                "/authorization",
                "/user",
                "/batch",
                "/process-definition/statistics"
            })
    void showsInstancesAndHistoryToAdminsAlone(String path) {
        assertThat(basic("admin").get("/engine-rest" + path).status()).isEqualTo(200);
        for (String user : List.of("maria.keller", "arno.weiss", "agent-chronology", "bridge-workspace")) {
            assertRefused(basic(user).get("/engine-rest" + path), 403);
        }
        assertRefused(inTasklist("maria.keller").get(webapp(path)), 403);
        assertThat(inTasklist("admin").get(webapp(path)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/variables",
                "/variables/x",
                "/localVariables",
                "/form-variables",
                "/variables?deserializeValues=true"
            })
    void showsNobodyTheVariablesOfATask(String path) {
        String task = taskOf(startedInstance());
        assertRefused(basic("maria.keller").get("/engine-rest/task/" + task + path), 403);
        assertRefused(inTasklist("maria.keller").get(webapp("/task/" + task + path)), 403);
    }

    @Test
    void showsAnEmptyHistoryInTasklistInsteadOfAnError() {
        String task = taskOf(startedInstance());
        engine.getTaskService().createComment(task, null, "said by an admin");
        Caller maria = inTasklist("maria.keller");
        assertThat(maria.get(webapp("/task/" + task + "/comment")).body()).isEqualTo("[]");
        assertThat(maria.get(webapp("/history/user-operation?taskId=" + task)).body())
                .isEqualTo("[]");
        assertThat(maria.get(webapp("/history/user-operation/count?taskId=" + task))
                        .body())
                .isEqualTo("{\"count\":0}");
        assertThat(basic("admin").get("/engine-rest/task/" + task + "/comment").body())
                .contains("said by an admin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/task?processVariables=a_eq_b",
                "/task?taskVariables=a_eq_b",
                "/task?withTaskVariablesInReturn=true",
                "/task/count?processVariables=a_eq_b"
            })
    void answersNoQuestionAboutVariables(String path) {
        assertRefused(basic("maria.keller").get("/engine-rest" + path), 403);
    }

    @Test
    void answersNoQuestionAboutVariablesInABody() {
        assertRefused(
                basic("maria.keller")
                        .post(
                                "/engine-rest/task",
                                "{\"orQueries\":[{\"processVariables\":[{\"name\":\"a\",\"operator\":\"eq\",\"value\":\"b\"}]}]}"),
                403);
    }

    @Test
    void showsPeopleTheirOwnTasksAndNobodyElses() {
        String task = taskOf(startedInstance());
        assertThat(basic("maria.keller").get("/engine-rest/task").body()).contains(task);
        assertThat(basic("tom.baker").get("/engine-rest/task").body()).doesNotContain(task);
        assertThat(basic("admin").get("/engine-rest/task").body()).contains(task);
        assertThat(basic("tom.baker").get("/engine-rest/task/" + task).status()).isIn(403, 404);
        assertRefused(basic("agent-chronology").get("/engine-rest/task"), 403);
        assertRefused(basic("bridge-workspace").get("/engine-rest/task/" + task), 403);
        assertRefused(basic("arno.weiss").get("/engine-rest/task"), 403);

        engine.getTaskService().setAssignee(task, "tom.baker");
        assertThat(basic("tom.baker").get("/engine-rest/task").body()).contains(task);
        assertThat(basic("maria.keller").get("/engine-rest/task").body()).doesNotContain(task);
    }

    @Test
    void showsNobodyElsesAccount() {
        Caller maria = basic("maria.keller");
        assertThat(maria.get("/engine-rest/user/maria.keller/profile").status()).isEqualTo(200);
        assertRefused(maria.get("/engine-rest/user/tom.baker/profile"), 403);
        assertThat(maria.get("/engine-rest/identity/groups?userId=maria.keller").body())
                .contains("bridgeLeads")
                .doesNotContain("tom.baker");
        assertRefused(maria.get("/engine-rest/identity/groups?userId=admin"), 403);
        assertRefused(maria.get("/engine-rest/identity/groups?userId=maria.keller&userId=admin"), 403);
        assertRefused(maria.put("/engine-rest/user/tom.baker/credentials", "{\"password\":\"x\"}"), 403);
        assertRefused(basic("bridge-workspace").get("/engine-rest/user/bridge-workspace/profile"), 403);
    }

    // --- expressions

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"assigneeExpression\":\"${1+1}\"}",
                "{\"orQueries\":[{\"assigneeExpression\":\"${1+1}\"}]}",
                "{\"orQueries\":[{\"dueBeforeExpression\":\"${now()}\"}]}",
                "{\"orQueries\":[{\"candidateGroupsExpression\":\"${x}\"}]}",
                "{\"or\\u0051ueries\":[{\"assignee\\u0045xpression\":\"${1+1}\"}]}"
            })
    void evaluatesNoExpressionOfAnybody(String query) {
        String filter = engine.getFilterService()
                .createFilterQuery()
                .filterName("My tasks")
                .singleResult()
                .getId();
        for (String user : List.of("maria.keller", "admin")) {
            assertRefused(basic(user).post("/engine-rest/task", query), 403);
            assertRefused(basic(user).post("/engine-rest/task/count", query), 403);
            assertRefused(basic(user).post("/engine-rest/filter/" + filter + "/list", query), 403);
            assertRefused(basic(user).post("/engine-rest/filter/" + filter + "/count", query), 403);
            assertRefused(basic(user).post("/engine-rest/filter/" + filter + "/singleResult", query), 403);
            assertRefused(inTasklist(user).post(webapp("/task"), query), 403);
        }
        String stored = "{\"resourceType\":\"Task\",\"name\":\"x\",\"query\":" + query + ",\"properties\":{}}";
        assertRefused(basic("admin").post("/engine-rest/filter/create", stored), 403);
        assertRefused(basic("admin").put("/engine-rest/filter/" + filter, stored), 403);
        assertRefused(basic("maria.keller").post("/engine-rest/filter/create", stored), 403);
        assertRefused(basic("admin").post("/engine-rest/history/task", "{\"taskAssigneeExpression\":\"${1}\"}"), 403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "assigneeExpression=%24%7B1%2B1%7D",
                "%61ssigneeExpression=x",
                "candidateUserExpression=x",
                "ASSIGNEEEXPRESSION=x"
            })
    void evaluatesNoExpressionInTheQueryString(String query) {
        assertRefused(basic("maria.keller").get("/engine-rest/task?" + query), 403);
        assertRefused(basic("admin").get("/engine-rest/task?" + query), 403);
        assertRefused(inTasklist("maria.keller").get(webapp("/task/count?" + query)), 403);
    }

    @Test
    void offersTheOneFilterWithOnesOwnTasks() {
        String task = taskOf(startedInstance());
        Caller maria = inTasklist("maria.keller");
        String filter = maria.get(webapp("/filter?resourceType=Task"))
                .json()
                .path(0)
                .path("id")
                .asText();
        assertThat(maria.get(webapp("/filter")).json()).hasSize(1);
        assertThat(maria.post(
                                webapp("/filter/" + filter + "/list"),
                                "{\"sorting\":[{\"sortBy\":\"created\",\"sortOrder\":\"desc\"}]}")
                        .body())
                .contains(task);
        assertThat(inTasklist("ines.novak")
                        .get(webapp("/filter/" + filter + "/list"))
                        .body())
                .doesNotContain(task);
        assertRefused(maria.put(webapp("/filter/" + filter), "{\"name\":\"x\",\"resourceType\":\"Task\"}"), 403);
        assertRefused(maria.delete(webapp("/filter/" + filter)), 403);
    }

    // --- admins

    private Job failingJob() {
        String instance = startedInstance();
        engine.getTaskService().complete(taskOf(instance));
        Job job = engine.getManagementService()
                .createJobQuery()
                .processInstanceId(instance)
                .singleResult();
        engine.getManagementService().setJobRetries(job.getId(), 0);
        return job;
    }

    @Test
    void letsAdminsRetryAndSuspendAndNothingMore() {
        Job job = failingJob();
        String retries = "/engine-rest/job/" + job.getId() + "/retries";
        assertRefused(basic("maria.keller").put(retries, "{\"retries\":1}"), 403);
        assertRefused(basic("admin").put(retries, "{\"retries\":1,\"dueDate\":\"2020-01-01T00:00:00.000+0000\"}"), 403);
        assertRefused(basic("admin").put(retries, "{\"retries\":0}"), 400);
        String suspended = "/engine-rest/process-instance/" + job.getProcessInstanceId() + "/suspended";
        assertThat(basic("admin").put(suspended, "{\"suspended\":true}").status())
                .isEqualTo(204);
        assertThat(basic("admin").put(retries, "{\"retries\":1}").status()).isEqualTo(204);
        assertThat(inTasklist("admin")
                        .put(webapp("/job/" + job.getId() + "/retries"), "{\"retries\":1}")
                        .status())
                .isEqualTo(204);
        assertThat(engine.getManagementService()
                        .createJobQuery()
                        .jobId(job.getId())
                        .singleResult()
                        .getRetries())
                .isEqualTo(1);
        assertRefused(basic("tom.baker").put(suspended, "{\"suspended\":false}"), 403);
    }

    @Test
    void lendsForceOnlyForAReasonAndRecordsIt() {
        String instance = startedInstance();
        String path = "/engine-rest/process-instance/" + instance;
        assertRefused(basic("admin").delete(path), 403);
        assertRefused(basic("maria.keller").delete(path), 403);
        Caller admin = basic("admin");
        assertRefused(
                admin.send(admin.request(path + "?skipCustomListeners=true")
                        .header("Gatehouse-Break-Glass", "test")
                        .DELETE()),
                403);
        assertThat(watch.force).isEmpty();
        Answer variable = admin.send(admin.request(path + "/variables/windowEnd")
                .header("Gatehouse-Break-Glass", "wrong clock")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"value\":\"x\",\"type\":\"String\"}")));
        assertThat(variable.status()).as(variable.toString()).isEqualTo(204);
        assertRefused(
                admin.send(admin.request(path + "/variables/windowEnd")
                        .header("Gatehouse-Break-Glass", "wrong clock")
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString("{\"value\":\"x\",\"type\":\"Object\"}"))),
                403);
        Answer deleted = admin.send(admin.request(path)
                .header("Gatehouse-Break-Glass", "declared twice")
                .DELETE());
        assertThat(deleted.status()).as(deleted.toString()).isEqualTo(204);
        assertThat(watch.force)
                .containsExactly(
                        "admin|wrong clock|PUT /process-instance/" + instance + "/variables/windowEnd",
                        "admin|declared twice|DELETE /process-instance/" + instance);
        Caller maria = basic("maria.keller");
        assertRefused(
                maria.send(maria.request("/engine-rest/process-instance/" + startedInstance())
                        .header("Gatehouse-Break-Glass", "because")
                        .DELETE()),
                403);
    }

    @Test
    void letsAdminsLookAfterAccountsButNotMachinesNorTheLastAdmin() {
        Caller admin = basic("admin");
        assertThat(admin.post(
                                "/engine-rest/user/create",
                                "{\"profile\":{\"id\":\"new.person\",\"firstName\":\"New\",\"lastName\":\"Person\"},\"credentials\":{\"password\":\"long-enough-1\"}}")
                        .status())
                .isEqualTo(204);
        assertThat(admin.put("/engine-rest/group/securityReview/members/new.person", "")
                        .status())
                .isEqualTo(204);
        assertThat(Caller.basic(port, "new.person", "long-enough-1")
                        .get("/engine-rest/task")
                        .status())
                .isEqualTo(200);
        assertThat(admin.delete("/engine-rest/user/new.person").status()).isEqualTo(204);
        assertRefused(admin.delete("/engine-rest/group/agents/members/agent-chronology"), 403);
        assertRefused(admin.delete("/engine-rest/group/sources"), 403);
        assertRefused(admin.delete("/engine-rest/group/camunda-admin/members/admin"), 403);
        assertRefused(admin.delete("/engine-rest/group/camunda-admin"), 403);
        assertRefused(admin.delete("/engine-rest/user/admin"), 403);
        assertRefused(basic("maria.keller").put("/engine-rest/group/camunda-admin/members/maria.keller", ""), 403);
        assertRefused(basic("maria.keller").delete("/engine-rest/user/maria.keller"), 403);
    }

    // --- pollution

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"variables\":{},\"variables\":{\"request\":{\"value\":\"x\"}}}",
                "{\"variables\":",
                "{} {}",
                "[",
                "{\"variables\":{\"request\":{\"value\":\"\\ud800\"}}}",
                "\u0000"
            })
    void refusesBodiesThatTwoReadersCouldReadDifferently(String body) {
        Answer answer = basic("maria.keller").post("/engine-rest/process-definition/key/guarded-case/start", body);
        assertRefused(answer, 400);
        assertRefused(inTasklist("maria.keller").post(webapp("/task"), body), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/xml",
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/json; charset=utf-16",
                "application/hal+json",
                "nonsense"
            })
    void readsNothingButJson(String type) {
        Caller maria = basic("maria.keller");
        for (String path : List.of("/process-definition/key/guarded-case/start", "/message", "/task")) {
            Answer answer = maria.send(maria.request("/engine-rest" + path)
                    .header("Content-Type", type)
                    .POST(BodyPublishers.ofString("{\"a\":1}&variables=x")));
            assertRefused(answer, 415);
        }
    }

    @Test
    void readsNoMoreThanOneMebibyte() {
        String body = "{\"variables\":{\"request\":{\"value\":\"" + "x".repeat(1 << 20) + "\"}}}";
        assertRefused(basic("maria.keller").post("/engine-rest/process-definition/key/guarded-case/start", body), 413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/engine-rest//task",
                "/engine-rest/task;x=1/{task}/bpmnError",
                "/engine-rest/./process-instance",
                "/engine-rest/task/../process-instance",
                "/engine-rest/task/%2e%2e/process-instance",
                "/engine-rest/task%2f..%2fprocess-instance",
                "/engine-rest/process%2dinstance",
                "/engine-rest/PROCESS-INSTANCE",
                "/engine-rest/process-instance/",
                "/engine-rest/engine/{engine}/process-instance",
                "/engine-rest/engine/other/process-instance",
                "/engine-rest/%70rocess-instance",
                "/engine-rest\\\\process-instance",
                "/ENGINE-REST/process-instance",
                "/camunda/api/engine/process-instance",
                "/camunda/api/engine/engine/other/process-instance",
                "/camunda/api/engine/engine/{engine}//process-instance"
            })
    void isNotFooledByHowAPathIsWritten(String path) {
        Caller.RawAnswer answer =
                basic("maria.keller").raw("GET", inWebapp(path).replace("{task}", "x"));
        assertThat(answer.status()).as(path + " " + answer).isIn(400, 401, 403, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "OPTIONS", "TRACE", "PATCH", "PROPFIND", "get"})
    void isNotFooledByAnotherMethod(String method) {
        Caller.RawAnswer answer = basic("maria.keller").raw(method, "/engine-rest/process-instance");
        assertThat(answer.status()).as(answer.toString()).isIn(400, 401, 403, 405, 501);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
    void isNotFooledByAMethodInAHeader(String header) {
        Caller admin = basic("admin");
        String instance = startedInstance();
        Answer answer = admin.send(admin.request("/engine-rest/process-instance/" + instance)
                .header(header, "DELETE")
                .GET());
        assertRefused(answer, 400);
        assertThat(admin.get("/engine-rest/process-instance/" + instance + "?_method=DELETE")
                        .status())
                .isEqualTo(200);
        assertThat(taskOf(instance)).isNotEmpty();
    }
}
