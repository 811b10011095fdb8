package dev.gatehouse.disclosure.process;

import dev.gatehouse.disclosure.Chartering;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Work on the packet begins. */
@Component
class OpenDraft implements JavaDelegate {

    private final Chartering chartering;

    OpenDraft(Chartering chartering) {
        this.chartering = chartering;
    }

    @Override
    public void execute(DelegateExecution execution) {
        chartering.openDraft(execution.getProcessBusinessKey());
    }
}
