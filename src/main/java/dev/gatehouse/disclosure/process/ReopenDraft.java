package dev.gatehouse.disclosure.process;

import dev.gatehouse.disclosure.Disclosure;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Takes up what has arrived and opens the draft again; the candidate that was on the gates is superseded. */
@Component
class ReopenDraft implements JavaDelegate {

    private final Disclosure disclosure;

    ReopenDraft(Disclosure disclosure) {
        this.disclosure = disclosure;
    }

    @Override
    public void execute(DelegateExecution execution) {
        disclosure.reopen(execution.getProcessBusinessKey());
    }
}
