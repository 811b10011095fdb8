package dev.gatehouse.recovery.process;

import dev.gatehouse.recovery.RecoveryRelease;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Seals the ledger of a case that was never released. */
@Component
class CloseWithdrawnRecommendation implements JavaDelegate {

    private final RecoveryRelease release;

    CloseWithdrawnRecommendation(RecoveryRelease release) {
        this.release = release;
    }

    @Override
    public void execute(DelegateExecution execution) {
        release.closeWithdrawn(execution.getProcessBusinessKey());
    }
}
