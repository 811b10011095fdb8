package dev.gatehouse.recovery.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.gate.StartByEvent;
import dev.gatehouse.intake.CaseStarter;
import dev.gatehouse.recovery.RecoveryProcess;
import dev.gatehouse.recovery.exchange.RecommendationJson;
import org.springframework.stereotype.Component;

/** Starts the release of a recommendation from its start event. */
@Component
class RecoveryStart implements CaseStarter {

    private final StartByEvent start;

    RecoveryStart(StartByEvent start) {
        this.start = start;
    }

    @Override
    public String startType() {
        return RecommendationJson.READY;
    }

    @Override
    public void start(String caseId, JsonNode request, String account) {
        start.start(RecoveryProcess.MESSAGE_READY, caseId, request, account);
    }
}
