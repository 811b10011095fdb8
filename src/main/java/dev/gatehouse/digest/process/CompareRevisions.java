package dev.gatehouse.digest.process;

import static dev.gatehouse.digest.DigestProcess.WITHIN_SCOPE;

import dev.gatehouse.digest.PublicationVerification;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Compares the two revisions, and says whether so much has changed that a human looks first. */
@Component
class CompareRevisions implements JavaDelegate {

    private final PublicationVerification verification;

    CompareRevisions(PublicationVerification verification) {
        this.verification = verification;
    }

    @Override
    public void execute(DelegateExecution execution) {
        WITHIN_SCOPE.set(execution, verification.isWithinScope(execution.getProcessBusinessKey()));
    }
}
