package dev.gatehouse.digest.process;

import static dev.gatehouse.digest.DigestProcess.VERDICT;

import dev.gatehouse.digest.PublicationVerification;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Asks the repository what was published. */
@Component
class VerifyPublication implements JavaDelegate {

    private final PublicationVerification verification;

    VerifyPublication(PublicationVerification verification) {
        this.verification = verification;
    }

    @Override
    public void execute(DelegateExecution execution) {
        VERDICT.set(
                execution,
                verification.verify(execution.getProcessBusinessKey()).word());
    }
}
