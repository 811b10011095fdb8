package dev.gatehouse.readout.process;

import dev.gatehouse.readout.Stocktaking;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** Shows in Cockpit which calendars a case waits for; the incident goes when the waiting ends. */
@Component
class AwaitCalendars implements ExecutionListener {

    private static final String INCIDENT_TYPE = "calendars-unreadable";

    private final Stocktaking stocktaking;

    AwaitCalendars(Stocktaking stocktaking) {
        this.stocktaking = stocktaking;
    }

    @Override
    public void notify(DelegateExecution execution) {
        String caseId = execution.getProcessBusinessKey();
        execution.createIncident(INCIDENT_TYPE, caseId, stocktaking.awaitCalendars(caseId));
    }
}
