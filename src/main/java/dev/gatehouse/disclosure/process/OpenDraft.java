package dev.gatehouse.disclosure.process;

import dev.gatehouse.disclosure.Disclosure;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Work on the packet begins. */
@Component
class OpenDraft implements JavaDelegate {

    private final Disclosure disclosure;

    OpenDraft(Disclosure disclosure) {
        this.disclosure = disclosure;
    }

    @Override
    public void execute(DelegateExecution execution) {
        disclosure.openDraft(execution.getProcessBusinessKey());
    }
}
