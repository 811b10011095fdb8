package dev.gatehouse.disclosure.process;

import static dev.gatehouse.disclosure.DisclosureProcess.SIGNERS;

import dev.gatehouse.disclosure.Disclosure;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Puts the candidate under the manifest that people sign, and lists who has to. */
@Component
class AssembleDisclosureManifest implements JavaDelegate {

    private final Disclosure disclosure;

    AssembleDisclosureManifest(Disclosure disclosure) {
        this.disclosure = disclosure;
    }

    @Override
    public void execute(DelegateExecution execution) {
        disclosure.assemble(execution.getProcessBusinessKey());
        SIGNERS.set(
                execution,
                disclosure.draft(execution.getProcessBusinessKey()).charter().signers());
    }
}
