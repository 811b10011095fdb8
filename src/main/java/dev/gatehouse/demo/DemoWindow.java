package dev.gatehouse.demo;

import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A command window that opened twenty minutes ago; its first checkpoint is ten minutes away. */
@Component
@Order(1)
@Profile("demo")
class DemoWindow implements DemoCase {

    @Override
    public String name() {
        return "SEV1-DEMO";
    }

    @Override
    public String file() {
        return "command-window.json";
    }

    @Override
    public String moment() {
        return "/opensAt";
    }

    @Override
    public String startType() {
        return "support.command-window.declared";
    }

    @Override
    public String account() {
        return "bridge-workspace";
    }

    @Override
    public String firstGate() {
        return "confirm-scope for maria.keller";
    }
}
