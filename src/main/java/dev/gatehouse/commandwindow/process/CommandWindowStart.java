package dev.gatehouse.commandwindow.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.commandwindow.CommandWindowProcess;
import dev.gatehouse.commandwindow.exchange.CommandWindowEvents;
import dev.gatehouse.gate.StartByEvent;
import dev.gatehouse.intake.CaseStarter;
import org.springframework.stereotype.Component;

/** Starts a command window from its start event. */
@Component
class CommandWindowStart implements CaseStarter {

    private final StartByEvent start;

    CommandWindowStart(StartByEvent start) {
        this.start = start;
    }

    @Override
    public String startType() {
        return CommandWindowEvents.START_TYPE;
    }

    @Override
    public void start(String caseId, JsonNode request, String account) {
        start.start(CommandWindowProcess.MESSAGE_DECLARED, caseId, request, account);
    }
}
