package dev.gatehouse.web.security;

import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** The doors and the engine as they run in the demo, without the flows: what is refused here is refused for all. */
@SpringBootTest(
        classes = DoorsOfTheRunningApplication.Doors.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "gatehouse.directory=classpath:demo/people.json",
            "management.prometheus.metrics.export.enabled=true"
        })
@ActiveProfiles("demo")
abstract class DoorsOfTheRunningApplication {

    @SpringBootApplication(scanBasePackages = {"dev.gatehouse.engine", "dev.gatehouse.web.security"})
    static class Doors {}

    @LocalServerPort
    int port;

    @Autowired
    ProcessEngine engine;

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
}
