package dev.gatehouse.web.security;

import static dev.gatehouse.web.security.OpenCall.Handling.ADMINISTRATION;
import static dev.gatehouse.web.security.OpenCall.Handling.BREAK_GLASS;
import static dev.gatehouse.web.security.OpenCall.Handling.CLAIM;
import static dev.gatehouse.web.security.OpenCall.Handling.DECISION;
import static dev.gatehouse.web.security.OpenCall.Handling.NOTHING_THERE;
import static dev.gatehouse.web.security.OpenCall.Handling.OWN_ACCOUNT;
import static dev.gatehouse.web.security.OpenCall.Handling.QUERY;
import static dev.gatehouse.web.security.OpenCall.Handling.READ;
import static dev.gatehouse.web.security.OpenCall.Handling.RETRIES;
import static dev.gatehouse.web.security.OpenCall.Handling.START;
import static dev.gatehouse.web.security.OpenCall.Handling.START_MESSAGE;
import static dev.gatehouse.web.security.OpenCall.Handling.SUSPEND;

import java.util.List;
import java.util.function.Predicate;

/**
 * Everything that may be asked of the engine by REST, and by whom. A call that is not here is refused, a new version's
 * new resources included. Whom the engine itself would not let is refused by the engine.
 */
final class OpenCalls {
    private static final Predicate<EngineCall> WORKER = EngineCall::worker;
    private static final Predicate<EngineCall> PERSON = EngineCall::person;
    private static final Predicate<EngineCall> ADMIN = EngineCall::admin;
    /** Works in Tasklist, and is shown no history there. */
    private static final Predicate<EngineCall> NO_HISTORIAN = WORKER.and(ADMIN.negate());

    /** Who may start is a matter of the flow that is started. */
    private static final Predicate<EngineCall> STARTER = call -> true;

    private static final String FORCE = "Only an admin can do this, and by force alone.";

    static final List<OpenCall> ALL = List.of(
            // Tasklist: lists
            OpenCall.of("GET", "", PERSON, READ),
            OpenCall.of("GET OPTIONS", "/filter", WORKER, READ),
            OpenCall.of("GET", "/filter/count", WORKER, READ),
            OpenCall.of("GET OPTIONS", "/filter/{}", WORKER, READ),
            OpenCall.of("GET", "/filter/{}/list", WORKER, READ),
            OpenCall.of("POST", "/filter/{}/list", WORKER, QUERY),
            OpenCall.of("GET", "/filter/{}/count", WORKER, READ),
            OpenCall.of("POST", "/filter/{}/count", WORKER, QUERY),
            OpenCall.of("GET", "/filter/{}/singleResult", WORKER, READ),
            OpenCall.of("POST", "/filter/{}/singleResult", WORKER, QUERY),
            OpenCall.of("GET", "/task", WORKER, READ),
            OpenCall.of("POST", "/task", WORKER, QUERY),
            OpenCall.of("GET", "/task/count", WORKER, READ),
            OpenCall.of("POST", "/task/count", WORKER, QUERY),
            // Tasklist: one task
            OpenCall.of("GET", "/task/{}", WORKER, READ),
            OpenCall.of("GET", "/task/{}/form", WORKER, READ),
            OpenCall.of("GET", "/task/{}/rendered-form", WORKER, READ),
            OpenCall.of("GET", "/task/{}/deployed-form", WORKER, READ),
            OpenCall.of("GET", "/task/{}/identity-links", WORKER, READ),
            OpenCall.of("GET", "/task/{}/comment", NO_HISTORIAN, NOTHING_THERE),
            OpenCall.of("GET", "/history/user-operation", OpenCalls::ofOneTask, NOTHING_THERE),
            OpenCall.of("GET", "/history/user-operation/count", OpenCalls::ofOneTask, NOTHING_THERE),
            OpenCall.of("GET", "/task/{}/attachment", WORKER, READ),
            OpenCall.of("POST", "/task/{}/claim", PERSON, CLAIM)
                    .otherwise("A task is a person's; agents and source systems take none."),
            OpenCall.of("POST", "/task/{}/complete", PERSON, DECISION)
                    .otherwise("A gate is opened by the person it names; agents and source systems open none."),
            OpenCall.of("POST", "/task/{}/submit-form", PERSON, DECISION)
                    .otherwise("A gate is opened by the person it names; agents and source systems open none."),
            // starting
            OpenCall.of("GET", "/process-definition", WORKER, READ),
            OpenCall.of("GET", "/process-definition/count", WORKER, READ),
            OpenCall.of("GET", "/process-definition/{}", WORKER, READ),
            OpenCall.of("GET", "/process-definition/{}/xml", WORKER, READ),
            OpenCall.of("GET", "/process-definition/{}/startForm", WORKER, READ),
            OpenCall.of("GET", "/process-definition/{}/rendered-form", WORKER, READ),
            OpenCall.of("GET", "/process-definition/{}/deployed-start-form", WORKER, READ),
            OpenCall.of("GET", "/process-definition/key/{}", WORKER, READ),
            OpenCall.of("GET", "/process-definition/key/{}/xml", WORKER, READ),
            OpenCall.of("GET", "/process-definition/key/{}/startForm", WORKER, READ),
            OpenCall.of("GET", "/process-definition/key/{}/deployed-start-form", WORKER, READ),
            OpenCall.of("POST", "/process-definition/{}/start", STARTER, START),
            OpenCall.of("POST", "/process-definition/{}/submit-form", STARTER, START),
            OpenCall.of("POST", "/process-definition/key/{}/start", STARTER, START),
            OpenCall.of("POST", "/process-definition/key/{}/submit-form", STARTER, START),
            OpenCall.of("POST", "/message", STARTER, START_MESSAGE),
            // oneself
            OpenCall.of("GET", "/user/{}/profile", OpenCalls::oneself, READ),
            OpenCall.of("OPTIONS", "/user/{}", OpenCalls::oneself, READ),
            OpenCall.of("PUT", "/user/{}/profile", OpenCalls::oneself, OWN_ACCOUNT),
            OpenCall.of("PUT", "/user/{}/credentials", OpenCalls::oneself, OWN_ACCOUNT),
            OpenCall.of("GET", "/identity/groups", OpenCalls::asksForOneself, READ),
            OpenCall.of("GET", "/identity/password-policy", PERSON, READ),
            OpenCall.of("POST", "/identity/password-policy", PERSON, OWN_ACCOUNT),
            OpenCall.of("GET", "/authorization/check", OpenCalls::aboutOneself, READ),
            OpenCall.of("GET", "/version", PERSON, READ),
            // Cockpit and Admin: reading
            OpenCall.of("GET OPTIONS", "/**", ADMIN, READ),
            OpenCall.of("POST", "/process-instance", ADMIN, QUERY),
            OpenCall.of("POST", "/process-instance/count", ADMIN, QUERY),
            OpenCall.of("POST", "/execution", ADMIN, QUERY),
            OpenCall.of("POST", "/execution/count", ADMIN, QUERY),
            OpenCall.of("POST", "/variable-instance", ADMIN, QUERY),
            OpenCall.of("POST", "/variable-instance/count", ADMIN, QUERY),
            OpenCall.of("POST", "/job", ADMIN, QUERY),
            OpenCall.of("POST", "/job/count", ADMIN, QUERY),
            OpenCall.of("POST", "/job-definition", ADMIN, QUERY),
            OpenCall.of("POST", "/job-definition/count", ADMIN, QUERY),
            OpenCall.of("POST", "/external-task", ADMIN, QUERY),
            OpenCall.of("POST", "/external-task/count", ADMIN, QUERY),
            OpenCall.of("POST", "/group", ADMIN, QUERY),
            OpenCall.of("POST", "/group/count", ADMIN, QUERY),
            OpenCall.of("POST", "/history/process-instance", ADMIN, QUERY),
            OpenCall.of("POST", "/history/process-instance/count", ADMIN, QUERY),
            OpenCall.of("POST", "/history/activity-instance", ADMIN, QUERY),
            OpenCall.of("POST", "/history/activity-instance/count", ADMIN, QUERY),
            OpenCall.of("POST", "/history/task", ADMIN, QUERY),
            OpenCall.of("POST", "/history/task/count", ADMIN, QUERY),
            OpenCall.of("POST", "/history/variable-instance", ADMIN, QUERY),
            OpenCall.of("POST", "/history/variable-instance/count", ADMIN, QUERY),
            OpenCall.of("POST", "/history/detail", ADMIN, QUERY),
            OpenCall.of("POST", "/history/job-log", ADMIN, QUERY),
            OpenCall.of("POST", "/history/job-log/count", ADMIN, QUERY),
            // Cockpit and Admin: repairing, looking after accounts
            OpenCall.of("PUT", "/job/{}/retries", ADMIN, RETRIES),
            OpenCall.of("PUT", "/job-definition/{}/retries", ADMIN, RETRIES),
            OpenCall.of("PUT", "/process-instance/{}/suspended", ADMIN, SUSPEND),
            OpenCall.of("POST", "/filter/create", ADMIN, ADMINISTRATION),
            OpenCall.of("PUT DELETE", "/filter/{}", ADMIN, ADMINISTRATION),
            OpenCall.of("POST", "/user/create", ADMIN, ADMINISTRATION),
            OpenCall.of("PUT", "/user/{}/profile", ADMIN, ADMINISTRATION),
            OpenCall.of("PUT", "/user/{}/credentials", ADMIN, ADMINISTRATION),
            OpenCall.of("POST", "/user/{}/unlock", ADMIN, ADMINISTRATION),
            OpenCall.of("DELETE", "/user/{}", ADMIN, ADMINISTRATION),
            OpenCall.of("POST", "/group/create", ADMIN, ADMINISTRATION),
            OpenCall.of("PUT DELETE", "/group/{}", ADMIN, ADMINISTRATION),
            OpenCall.of("PUT DELETE", "/group/{}/members/{}", ADMIN, ADMINISTRATION),
            // force
            OpenCall.of("DELETE", "/process-instance/{}", ADMIN, BREAK_GLASS).otherwise(FORCE),
            OpenCall.of("PUT", "/process-instance/{}/variables/{}", ADMIN, BREAK_GLASS)
                    .otherwise(FORCE));

    private OpenCalls() {}

    private static boolean ofOneTask(EngineCall call) {
        return NO_HISTORIAN.test(call) && call.parameters().containsKey("taskId");
    }

    private static boolean oneself(EngineCall call) {
        return call.person() && call.path().split("/")[2].equals(call.user());
    }

    private static boolean asksForOneself(EngineCall call) {
        return call.person()
                && call.parameters().getOrDefault("userId", List.of()).equals(List.of(call.user()));
    }

    private static boolean aboutOneself(EngineCall call) {
        return call.person() && !call.parameters().containsKey("userId");
    }
}
