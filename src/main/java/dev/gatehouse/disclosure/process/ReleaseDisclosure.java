package dev.gatehouse.disclosure.process;

import dev.gatehouse.disclosure.DisclosureRelease;
import dev.gatehouse.gate.EngineRefusal;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.lane.process.LaneHandoffs;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Signs the manifest, puts the approved packet into its lane and hands the case on to the lane. */
@Component
class ReleaseDisclosure implements JavaDelegate {

    private final DisclosureRelease release;
    private final LaneHandoffs handoffs;

    ReleaseDisclosure(DisclosureRelease release, LaneHandoffs handoffs) {
        this.release = release;
        this.handoffs = handoffs;
    }

    @Override
    public void execute(DelegateExecution execution) {
        try {
            release.release(execution.getProcessBusinessKey());
            handoffs.begin(execution.getProcessBusinessKey());
        } catch (RefusedException refused) {
            throw EngineRefusal.of(refused);
        }
    }
}
