package dev.gatehouse.disclosure.process;

import dev.gatehouse.disclosure.Disclosure;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Ends a case whose charter was declined. */
@Component
class CloseDeclinedCharter implements JavaDelegate {

    private final Disclosure disclosure;

    CloseDeclinedCharter(Disclosure disclosure) {
        this.disclosure = disclosure;
    }

    @Override
    public void execute(DelegateExecution execution) {
        disclosure.closeDeclined(execution.getProcessBusinessKey());
    }
}
