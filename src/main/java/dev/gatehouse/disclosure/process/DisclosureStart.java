package dev.gatehouse.disclosure.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.disclosure.DisclosureProcess;
import dev.gatehouse.disclosure.exchange.DisclosureRequests;
import dev.gatehouse.gate.StartByEvent;
import dev.gatehouse.intake.CaseStarter;
import org.springframework.stereotype.Component;

/** Charters a disclosure packet from its start event. */
@Component
class DisclosureStart implements CaseStarter {

    private final StartByEvent start;

    DisclosureStart(StartByEvent start) {
        this.start = start;
    }

    @Override
    public String startType() {
        return DisclosureRequests.CHARTERED;
    }

    @Override
    public void start(String caseId, JsonNode request, String account) {
        start.start(DisclosureProcess.MESSAGE_CHARTERED, caseId, request, account);
    }
}
