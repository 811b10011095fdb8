package dev.gatehouse.disclosure.process;

import static dev.gatehouse.disclosure.DisclosureProcess.RESIDUALS_OPEN;

import dev.gatehouse.disclosure.Candidates;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Makes what the review has collected part of the candidate, and says whether any of it is open. */
@Component
class CollectResiduals implements JavaDelegate {

    private final Candidates candidates;

    CollectResiduals(Candidates candidates) {
        this.candidates = candidates;
    }

    @Override
    public void execute(DelegateExecution execution) {
        RESIDUALS_OPEN.set(execution, candidates.collectResiduals(execution.getProcessBusinessKey()));
    }
}
