package dev.gatehouse.readout.process;

import static dev.gatehouse.readout.ReadoutProcess.EXCEPTION_POSSIBLE;
import static dev.gatehouse.readout.ReadoutProcess.SLOT_FOUND;

import dev.gatehouse.readout.Planning;
import dev.gatehouse.readout.ReadoutProcess.Ranked;
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
        Ranked ranked = planning.rank(execution.getProcessBusinessKey());
        SLOT_FOUND.set(execution, ranked == Ranked.HOLD);
        EXCEPTION_POSSIBLE.set(execution, ranked == Ranked.ASK);
    }
}
