package dev.gatehouse.readout.process;

import static dev.gatehouse.readout.ReadoutProcess.RANKED;

import dev.gatehouse.readout.Planning;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Ranks every start and says what follows. */
@Component
class RankSlots implements JavaDelegate {

    private final Planning planning;

    RankSlots(Planning planning) {
        this.planning = planning;
    }

    @Override
    public void execute(DelegateExecution execution) {
        RANKED.set(execution, planning.rank(execution.getProcessBusinessKey()).word());
    }
}
