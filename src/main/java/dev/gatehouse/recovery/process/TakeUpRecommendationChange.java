package dev.gatehouse.recovery.process;

import dev.gatehouse.recovery.RecoveryChanges;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Takes up everything that has arrived: another revision, another audience, what holds the one there is. */
@Component
class TakeUpRecommendationChange implements JavaDelegate {

    private final RecoveryChanges changes;

    TakeUpRecommendationChange(RecoveryChanges changes) {
        this.changes = changes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        changes.takeUpChanges(execution.getProcessBusinessKey());
    }
}
