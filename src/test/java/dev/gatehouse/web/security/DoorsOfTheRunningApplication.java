package dev.gatehouse.web.security;

import dev.gatehouse.gate.BreakGlass;
import dev.gatehouse.gate.DecisionGuard;
import dev.gatehouse.gate.FlowDoor;
import dev.gatehouse.gate.GateVariables;
import dev.gatehouse.gate.RefusalLog;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.ProcessEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.test.context.ActiveProfiles;

/** The doors and the engine as they run in the demo, in front of a small case of their own instead of the flows. */
@SpringBootTest(
        classes = DoorsOfTheRunningApplication.Doors.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "gatehouse.directory=classpath:demo/people.json",
            "camunda.bpm.job-execution.enabled=false",
            "management.prometheus.metrics.export.enabled=true"
        })
@ActiveProfiles("demo")
abstract class DoorsOfTheRunningApplication {

    /** What a caller types; must be found nowhere afterwards. */
    static final String SECRET = "the-customer-is-blue-heron";

    /** No {@code @Configuration}: the scan of another test would find it. */
    @EnableAutoConfiguration
    @ComponentScan(basePackages = {"dev.gatehouse.engine", "dev.gatehouse.web"})
    static class Doors {

        @Bean
        FlowDoor guardedCase() {
            return new FlowDoor(
                    "guarded-case", "guarded-case-declared", "support.command-window.declared", Set.of("bridgeLeads"));
        }

        @Bean
        Watch watch() {
            return new Watch();
        }
    }

    /** Stands where the gates stand, and remembers what it was told. */
    static final class Watch implements DecisionGuard, RefusalLog, BreakGlass {
        final List<String> refused = Collections.synchronizedList(new ArrayList<>());
        final List<String> force = Collections.synchronizedList(new ArrayList<>());
        volatile @Nullable RuntimeException answer;
        volatile int questions;

        @Override
        public void beforeClaim(String user, String taskId) {
            ask();
        }

        @Override
        public List<String> variables(String taskId) {
            return GateVariables.COMMON;
        }

        @Override
        public void beforeDecision(String user, String taskId, Map<String, String> variables) {
            ask();
        }

        private void ask() {
            questions++;
            RuntimeException told = answer;
            if (told != null) {
                throw told;
            }
        }

        @Override
        public void refused(
                String user, String door, String sentence, @Nullable String taskId, @Nullable String caseId) {
            refused.add(user + "|" + door + "|" + sentence + "|" + taskId + "|" + caseId);
        }

        @Override
        public void record(String user, String reason, String what, String processInstanceId) {
            force.add(user + "|" + reason + "|" + what);
        }
    }

    private static final Map<String, Caller> SESSIONS = new ConcurrentHashMap<>();

    @LocalServerPort
    int port;

    @Autowired
    ProcessEngine engine;

    @Autowired
    Watch watch;

    @BeforeEach
    void deployTheCaseAndForget() {
        engine.getRepositoryService()
                .createDeployment()
                .name("guarded-case")
                .addClasspathResource("doors/guarded-case.bpmn")
                .enableDuplicateFiltering(true)
                .deploy();
        watch.refused.clear();
        watch.force.clear();
        watch.answer = null;
        watch.questions = 0;
    }

    /** A path of the webapp, which names the engine it means. */
    String inWebapp(String path) {
        return path.replace("{engine}", engine.getName());
    }

    Caller nobody() {
        return Caller.nobody(port);
    }

    Caller basic(String name) {
        return Caller.basic(port, name);
    }

    Caller session(String name) {
        return Caller.session(port, name);
    }

    /** A session that has opened the webapp, and so has the webapp's token. */
    Caller inTasklist(String name) {
        return SESSIONS.computeIfAbsent(port + name, unknown -> {
            Caller caller = session(name);
            caller.navigate(inWebapp(
                    name.equals("admin") ? "/camunda/app/cockpit/{engine}/" : "/camunda/app/tasklist/{engine}/"));
            return caller;
        });
    }

    static String newCaseId() {
        return "case-" + UUID.randomUUID();
    }

    String startedInstance() {
        return engine.getRuntimeService()
                .startProcessInstanceByKey("guarded-case", newCaseId())
                .getId();
    }

    String taskOf(String instanceId) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instanceId)
                .singleResult()
                .getId();
    }

    static String request(String type) {
        return "{\"request\":{\"type\":\"" + type + "\",\"value\":\"{\\\"note\\\":\\\"" + SECRET
                + "\\\"}\",\"valueInfo\":{\"transient\":false}}}";
    }
}
