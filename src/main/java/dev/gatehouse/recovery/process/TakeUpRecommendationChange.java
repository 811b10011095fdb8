package dev.gatehouse.recovery.process;

import dev.gatehouse.recovery.RecoveryRelease;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Takes up everything that has arrived: another revision, another audience, what holds the one there is. */
@Component
class TakeUpRecommendationChange implements JavaDelegate {

    private final RecoveryRelease release;

    TakeUpRecommendationChange(RecoveryRelease release) {
        this.release = release;
    }

    @Override
    public void execute(DelegateExecution execution) {
        release.takeUpChanges(execution.getProcessBusinessKey());
    }
}
