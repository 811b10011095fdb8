package dev.gatehouse.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.Cases;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A digest of the newest publication of the demo's runbook; once that is over, of the next one. */
@Component
@Order(4)
@Profile("demo")
class DemoDigest implements DemoCase {

    private final DemoRunbooks runbooks;
    private final DemoRecords records;
    private final Cases cases;

    DemoDigest(DemoRunbooks runbooks, DemoRecords records, Cases cases) {
        this.runbooks = runbooks;
        this.records = records;
        this.cases = cases;
    }

    @Override
    public boolean isShown() {
        return runbooks.areTheDemos();
    }

    @Override
    public String name() {
        return "DIGEST-DEMO";
    }

    @Override
    public String file() {
        return "runbook-digest.json";
    }

    @Override
    public String moment() {
        return "/publishedAt";
    }

    @Override
    public String startType() {
        return "support.runbook.published";
    }

    @Override
    public String account() {
        return "runbook-feed";
    }

    @Override
    public String firstGate() {
        return "review-digest for dora.quinn";
    }

    @Override
    public ObjectNode completed(ObjectNode request) {
        String newest = runbooks.newest();
        boolean digested = cases.all().stream().anyMatch(one -> one.caseId().startsWith(name()));
        records.mirrored(request).remove("publishedAt");
        return request.put("revision", digested ? runbooks.publishNext() : newest);
    }
}
