package dev.gatehouse.readout.process;

import dev.gatehouse.readout.Planning;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Asks every calendar that the case needs. */
@Component
class ReadFreeBusy implements JavaDelegate {

    private final Planning planning;

    ReadFreeBusy(Planning planning) {
        this.planning = planning;
    }

    @Override
    public void execute(DelegateExecution execution) {
        planning.read(execution.getProcessBusinessKey());
    }
}
