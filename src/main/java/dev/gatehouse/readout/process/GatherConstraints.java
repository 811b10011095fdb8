package dev.gatehouse.readout.process;

import dev.gatehouse.gate.StartRequest;
import dev.gatehouse.readout.Opening;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Opens the case for a good request; for a bad one the start fails with every fault. */
@Component
class GatherConstraints implements JavaDelegate {

    private final Opening opening;

    GatherConstraints(Opening opening) {
        this.opening = opening;
    }

    @Override
    public void execute(DelegateExecution execution) {
        StartRequest.open(execution, opening::open);
    }
}
