package dev.gatehouse.lane.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Ends the case of a copy that has ended. */
@Component
class CloseLane implements JavaDelegate {

    private final LaneHandoffs handoffs;

    CloseLane(LaneHandoffs handoffs) {
        this.handoffs = handoffs;
    }

    @Override
    public void execute(DelegateExecution execution) {
        handoffs.close(execution.getProcessBusinessKey());
    }
}
