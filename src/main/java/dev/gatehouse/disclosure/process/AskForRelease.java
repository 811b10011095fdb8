package dev.gatehouse.disclosure.process;

import dev.gatehouse.disclosure.Disclosure;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Everybody has signed. */
@Component
class AskForRelease implements JavaDelegate {

    private final Disclosure disclosure;

    AskForRelease(Disclosure disclosure) {
        this.disclosure = disclosure;
    }

    @Override
    public void execute(DelegateExecution execution) {
        disclosure.everybodySigned(execution.getProcessBusinessKey());
    }
}
