package dev.gatehouse.digest.process;

import dev.gatehouse.lane.process.LaneHandoffs;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Ends the case of a digest whose copy at the lane has ended. */
@Component
class CloseDigest implements JavaDelegate {

    private final LaneHandoffs handoffs;

    CloseDigest(LaneHandoffs handoffs) {
        this.handoffs = handoffs;
    }

    @Override
    public void execute(DelegateExecution execution) {
        handoffs.close(execution.getProcessBusinessKey());
    }
}
