package dev.gatehouse.disclosure.process;

import static dev.gatehouse.disclosure.DisclosureProcess.SIGNERS;

import dev.gatehouse.disclosure.Disclosure;
import dev.gatehouse.disclosure.DisclosureRelease;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Puts the candidate under the manifest that people sign, and lists who has to. */
@Component
class AssembleDisclosureManifest implements JavaDelegate {

    private final Disclosure disclosure;
    private final DisclosureRelease release;

    AssembleDisclosureManifest(Disclosure disclosure, DisclosureRelease release) {
        this.disclosure = disclosure;
        this.release = release;
    }

    @Override
    public void execute(DelegateExecution execution) {
        release.assemble(execution.getProcessBusinessKey());
        SIGNERS.set(
                execution,
                disclosure.draft(execution.getProcessBusinessKey()).charter().signers());
    }
}
