package dev.gatehouse.recovery.process;

import static dev.gatehouse.recovery.RecoveryProcess.WITHIN_POLICY;

import dev.gatehouse.recovery.RecoveryRelease;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Asks the policy tables about the revision as it stands. */
@Component
class JudgeRecommendation implements JavaDelegate {

    private final RecoveryRelease release;

    JudgeRecommendation(RecoveryRelease release) {
        this.release = release;
    }

    @Override
    public void execute(DelegateExecution execution) {
        WITHIN_POLICY.set(execution, release.judge(execution.getProcessBusinessKey()));
    }
}
