package dev.gatehouse.recovery.process;

import dev.gatehouse.recovery.RecoveryRelease;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Puts the revision on its gates under a manifest of its own. */
@Component
class AssembleReleaseManifest implements JavaDelegate {

    private final RecoveryRelease release;

    AssembleReleaseManifest(RecoveryRelease release) {
        this.release = release;
    }

    @Override
    public void execute(DelegateExecution execution) {
        release.assemble(execution.getProcessBusinessKey());
    }
}
