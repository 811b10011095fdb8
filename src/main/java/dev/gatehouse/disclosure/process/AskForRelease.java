package dev.gatehouse.disclosure.process;

import dev.gatehouse.disclosure.DisclosureRelease;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Everybody has signed. */
@Component
class AskForRelease implements JavaDelegate {

    private final DisclosureRelease release;

    AskForRelease(DisclosureRelease release) {
        this.release = release;
    }

    @Override
    public void execute(DelegateExecution execution) {
        release.everybodySigned(execution.getProcessBusinessKey());
    }
}
