package dev.gatehouse.disclosure.process;

import dev.gatehouse.disclosure.Candidates;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Takes up what has arrived and opens the draft again; the candidate that was on the gates is superseded. */
@Component
class ReopenDraft implements JavaDelegate {

    private final Candidates candidates;

    ReopenDraft(Candidates candidates) {
        this.candidates = candidates;
    }

    @Override
    public void execute(DelegateExecution execution) {
        candidates.reopen(execution.getProcessBusinessKey());
    }
}
