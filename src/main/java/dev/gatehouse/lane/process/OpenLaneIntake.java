package dev.gatehouse.lane.process;

import static dev.gatehouse.lane.process.LaneHandoffProcess.RECIPIENTS;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Lists who is asked to acknowledge the packet. */
@Component
class OpenLaneIntake implements JavaDelegate {

    private final LaneHandoffs handoffs;

    OpenLaneIntake(LaneHandoffs handoffs) {
        this.handoffs = handoffs;
    }

    @Override
    public void execute(DelegateExecution execution) {
        RECIPIENTS.set(execution, handoffs.recipients(execution.getProcessBusinessKey()));
    }
}
