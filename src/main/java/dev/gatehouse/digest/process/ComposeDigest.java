package dev.gatehouse.digest.process;

import static dev.gatehouse.digest.process.FindOpenItems.COMPOSITION;

import dev.gatehouse.digest.DigestComposing;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Makes what was found the candidate that is reviewed. */
@Component
class ComposeDigest implements JavaDelegate {

    private final DigestComposing composing;

    ComposeDigest(DigestComposing composing) {
        this.composing = composing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        composing.compose(execution.getProcessBusinessKey(), COMPOSITION.get(execution));
    }
}
