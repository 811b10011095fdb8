package dev.gatehouse.recovery.process;

import dev.gatehouse.gate.StartRequest;
import dev.gatehouse.recovery.RecoveryRelease;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Opens the case for a good request; for a bad one the start fails with every fault. */
@Component
class VerifyRecommendation implements JavaDelegate {

    private final RecoveryRelease release;

    VerifyRecommendation(RecoveryRelease release) {
        this.release = release;
    }

    @Override
    public void execute(DelegateExecution execution) {
        StartRequest.open(execution, release::open);
    }
}
