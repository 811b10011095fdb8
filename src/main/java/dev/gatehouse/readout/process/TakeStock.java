package dev.gatehouse.readout.process;

import static dev.gatehouse.readout.ReadoutProcess.NEXT_STEP;

import dev.gatehouse.readout.Stocktaking;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Lets time pass, takes up what has arrived and says what is next. */
@Component
class TakeStock implements JavaDelegate {

    private final Stocktaking stocktaking;

    TakeStock(Stocktaking stocktaking) {
        this.stocktaking = stocktaking;
    }

    @Override
    public void execute(DelegateExecution execution) {
        NEXT_STEP.set(
                execution,
                stocktaking.takeStock(execution.getProcessBusinessKey()).word());
    }
}
