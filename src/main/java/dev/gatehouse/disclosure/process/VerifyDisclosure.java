package dev.gatehouse.disclosure.process;

import dev.gatehouse.disclosure.Chartering;
import dev.gatehouse.gate.StartRequest;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Opens the case for a good request; for a bad one the start fails with every fault. */
@Component
class VerifyDisclosure implements JavaDelegate {

    private final Chartering chartering;

    VerifyDisclosure(Chartering chartering) {
        this.chartering = chartering;
    }

    @Override
    public void execute(DelegateExecution execution) {
        StartRequest.open(execution, chartering::open);
    }
}
