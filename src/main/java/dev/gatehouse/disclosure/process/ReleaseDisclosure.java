package dev.gatehouse.disclosure.process;

import dev.gatehouse.disclosure.Disclosure;
import dev.gatehouse.gate.EngineRefusal;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.lane.process.LaneHandoffs;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Signs the manifest, puts the approved packet into its lane and hands the case on to the lane. */
@Component
class ReleaseDisclosure implements JavaDelegate {

    private final Disclosure disclosure;
    private final LaneHandoffs handoffs;

    ReleaseDisclosure(Disclosure disclosure, LaneHandoffs handoffs) {
        this.disclosure = disclosure;
        this.handoffs = handoffs;
    }

    @Override
    public void execute(DelegateExecution execution) {
        try {
            disclosure.release(execution.getProcessBusinessKey());
            handoffs.begin(execution.getProcessBusinessKey());
        } catch (RefusedException refused) {
            throw EngineRefusal.of(refused);
        }
    }
}
