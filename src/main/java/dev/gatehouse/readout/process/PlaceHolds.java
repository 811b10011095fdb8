package dev.gatehouse.readout.process;

import static dev.gatehouse.readout.ReadoutProcess.SLOTS_HELD;

import dev.gatehouse.readout.Planning;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Holds the best few slots. */
@Component
class PlaceHolds implements JavaDelegate {

    private final Planning planning;

    PlaceHolds(Planning planning) {
        this.planning = planning;
    }

    @Override
    public void execute(DelegateExecution execution) {
        SLOTS_HELD.set(execution, planning.hold(execution.getProcessBusinessKey()));
    }
}
