package dev.gatehouse.digest.process;

import dev.gatehouse.digest.DigestComposing;
import dev.gatehouse.digest.domain.claims.Context;
import dev.gatehouse.engine.PassedOn;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Looks up what the runbook relies on. */
@Component
class AssembleContext implements JavaDelegate {

    static final PassedOn<Context> CONTEXT = new PassedOn<>("context", Context.class);

    private final DigestComposing composing;

    AssembleContext(DigestComposing composing) {
        this.composing = composing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        CONTEXT.set(execution, composing.context(execution.getProcessBusinessKey()));
    }
}
