package dev.gatehouse.digest.process;

import dev.gatehouse.digest.DigestEndings;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Ends a case that shares nothing. */
@Component
class CloseUndigested implements JavaDelegate {

    private final DigestEndings endings;

    CloseUndigested(DigestEndings endings) {
        this.endings = endings;
    }

    @Override
    public void execute(DelegateExecution execution) {
        endings.close(execution.getProcessBusinessKey());
    }
}
