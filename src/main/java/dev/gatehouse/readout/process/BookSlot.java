package dev.gatehouse.readout.process;

import static dev.gatehouse.readout.ReadoutProcess.SLOT_BOOKED;

import dev.gatehouse.readout.Booking;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Writes the invite, or finds that the slot has gone. */
@Component
class BookSlot implements JavaDelegate {

    private final Booking booking;

    BookSlot(Booking booking) {
        this.booking = booking;
    }

    @Override
    public void execute(DelegateExecution execution) {
        SLOT_BOOKED.set(execution, booking.book(execution.getProcessBusinessKey()));
    }
}
