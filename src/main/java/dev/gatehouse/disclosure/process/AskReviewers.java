package dev.gatehouse.disclosure.process;

import static dev.gatehouse.disclosure.DisclosureProcess.APPROVED;
import static dev.gatehouse.disclosure.DisclosureProcess.BLOCKED;
import static dev.gatehouse.disclosure.DisclosureProcess.REVIEWERS;

import dev.gatehouse.disclosure.Disclosure;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Lists who reviews the candidate; nobody has stopped it yet. */
@Component
class AskReviewers implements JavaDelegate {

    private final Disclosure disclosure;

    AskReviewers(Disclosure disclosure) {
        this.disclosure = disclosure;
    }

    @Override
    public void execute(DelegateExecution execution) {
        REVIEWERS.set(
                execution,
                disclosure.draft(execution.getProcessBusinessKey()).charter().reviewers());
        BLOCKED.set(execution, false);
        APPROVED.set(execution, false);
    }
}
