package dev.gatehouse.readout.process;

import dev.gatehouse.readout.Booking;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Ends a case that found no slot, or whose draft was withdrawn. */
@Component
class CloseWithoutReadout implements JavaDelegate {

    private final Booking booking;

    CloseWithoutReadout(Booking booking) {
        this.booking = booking;
    }

    @Override
    public void execute(DelegateExecution execution) {
        booking.close(execution.getProcessBusinessKey());
    }
}
