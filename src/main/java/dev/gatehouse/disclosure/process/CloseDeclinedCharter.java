package dev.gatehouse.disclosure.process;

import dev.gatehouse.disclosure.Chartering;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Ends a case whose charter was declined. */
@Component
class CloseDeclinedCharter implements JavaDelegate {

    private final Chartering chartering;

    CloseDeclinedCharter(Chartering chartering) {
        this.chartering = chartering;
    }

    @Override
    public void execute(DelegateExecution execution) {
        chartering.closeDeclined(execution.getProcessBusinessKey());
    }
}
