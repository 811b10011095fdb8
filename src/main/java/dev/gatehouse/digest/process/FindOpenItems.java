package dev.gatehouse.digest.process;

import static dev.gatehouse.digest.process.AssembleContext.CONTEXT;

import dev.gatehouse.digest.Composition;
import dev.gatehouse.digest.DigestComposing;
import dev.gatehouse.engine.PassedOn;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Names what contradicts, is missing or stale. */
@Component
class FindOpenItems implements JavaDelegate {

    static final PassedOn<Composition> COMPOSITION = new PassedOn<>("composition", Composition.class);

    private final DigestComposing composing;

    FindOpenItems(DigestComposing composing) {
        this.composing = composing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        COMPOSITION.set(execution, composing.find(execution.getProcessBusinessKey(), CONTEXT.get(execution)));
    }
}
