package dev.gatehouse.digest.process;

import dev.gatehouse.digest.DigestOpening;
import dev.gatehouse.gate.StartRequest;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Opens the case for a good request; for a bad one the start fails with every fault. */
@Component
class OpenDigest implements JavaDelegate {

    private final DigestOpening opening;

    OpenDigest(DigestOpening opening) {
        this.opening = opening;
    }

    @Override
    public void execute(DelegateExecution execution) {
        StartRequest.open(execution, opening::open);
    }
}
