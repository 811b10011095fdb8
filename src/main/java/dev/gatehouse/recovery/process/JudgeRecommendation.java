package dev.gatehouse.recovery.process;

import static dev.gatehouse.recovery.RecoveryProcess.WITHIN_POLICY;

import dev.gatehouse.recovery.Judgement;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Asks the policy tables about the revision as it stands. */
@Component
class JudgeRecommendation implements JavaDelegate {

    private final Judgement judgement;

    JudgeRecommendation(Judgement judgement) {
        this.judgement = judgement;
    }

    @Override
    public void execute(DelegateExecution execution) {
        WITHIN_POLICY.set(execution, judgement.judge(execution.getProcessBusinessKey()));
    }
}
