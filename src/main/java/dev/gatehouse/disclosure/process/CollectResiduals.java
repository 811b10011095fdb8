package dev.gatehouse.disclosure.process;

import static dev.gatehouse.disclosure.DisclosureProcess.RESIDUALS_OPEN;

import dev.gatehouse.disclosure.Disclosure;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Makes what the review has collected part of the candidate, and says whether any of it is open. */
@Component
class CollectResiduals implements JavaDelegate {

    private final Disclosure disclosure;

    CollectResiduals(Disclosure disclosure) {
        this.disclosure = disclosure;
    }

    @Override
    public void execute(DelegateExecution execution) {
        RESIDUALS_OPEN.set(execution, disclosure.collectResiduals(execution.getProcessBusinessKey()));
    }
}
