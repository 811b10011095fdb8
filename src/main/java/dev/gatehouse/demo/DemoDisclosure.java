package dev.gatehouse.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A disclosure packet that was asked for twenty minutes ago, on records that are still fresh. */
@Component
@Order(2)
@Profile("demo")
class DemoDisclosure implements DemoCase {

    private final DemoRecords records;

    DemoDisclosure(DemoRecords records) {
        this.records = records;
    }

    @Override
    public String name() {
        return "DISC-DEMO";
    }

    @Override
    public String file() {
        return "disclosure-packet.json";
    }

    @Override
    public String moment() {
        return "/declaredAt";
    }

    @Override
    public String startType() {
        return "support.disclosure.chartered";
    }

    @Override
    public String account() {
        return "escalation-desk";
    }

    @Override
    public String firstGate() {
        return "approve-charter for renata.lima";
    }

    @Override
    public ObjectNode completed(ObjectNode request) {
        return records.mirrored(request);
    }
}
