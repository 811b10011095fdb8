package dev.gatehouse.digest.process;

import static dev.gatehouse.digest.DigestProcess.RECIPIENTS;

import dev.gatehouse.digest.DigestSharing;
import dev.gatehouse.gate.EngineRefusal;
import dev.gatehouse.gate.RefusedException;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Puts what the reviewer shared into the lane, and lists who is asked to acknowledge it. */
@Component
class ShareDigest implements JavaDelegate {

    private final DigestSharing sharing;

    ShareDigest(DigestSharing sharing) {
        this.sharing = sharing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        try {
            RECIPIENTS.set(execution, sharing.share(execution.getProcessBusinessKey()));
        } catch (RefusedException refused) {
            throw EngineRefusal.of(refused);
        }
    }
}
