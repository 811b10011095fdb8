package dev.gatehouse.readout.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.gate.StartByEvent;
import dev.gatehouse.intake.CaseStarter;
import dev.gatehouse.readout.ReadoutProcess;
import dev.gatehouse.readout.exchange.ReadoutEvents;
import org.springframework.stereotype.Component;

/** Starts the search for a slot from its start event. */
@Component
class ReadoutStart implements CaseStarter {

    private final StartByEvent start;

    ReadoutStart(StartByEvent start) {
        this.start = start;
    }

    @Override
    public String startType() {
        return ReadoutEvents.APPROVED;
    }

    @Override
    public void start(String caseId, JsonNode request, String account) {
        start.start(ReadoutProcess.MESSAGE_APPROVED, caseId, request, account);
    }
}
