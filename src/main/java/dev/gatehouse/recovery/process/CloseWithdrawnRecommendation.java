package dev.gatehouse.recovery.process;

import dev.gatehouse.recovery.HoldResolution;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Seals the ledger of a case that was never released. */
@Component
class CloseWithdrawnRecommendation implements JavaDelegate {

    private final HoldResolution resolution;

    CloseWithdrawnRecommendation(HoldResolution resolution) {
        this.resolution = resolution;
    }

    @Override
    public void execute(DelegateExecution execution) {
        resolution.closeWithdrawn(execution.getProcessBusinessKey());
    }
}
