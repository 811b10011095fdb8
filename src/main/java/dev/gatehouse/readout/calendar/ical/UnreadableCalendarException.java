package dev.gatehouse.readout.calendar.ical;

import dev.gatehouse.intake.Fault;
import java.util.List;
import java.util.stream.Collectors;

/** A calendar that cannot be understood, and is therefore not free. Carries no cause: a parser's message quotes its input. */
public final class UnreadableCalendarException extends Exception {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never serialized
    private final List<Fault> faults;

    UnreadableCalendarException(List<Fault> faults) {
        super(faults.stream()
                .map(fault -> fault.pointer().isEmpty() ? fault.message() : fault.pointer() + " " + fault.message())
                .collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    UnreadableCalendarException(String place, String message) {
        this(List.of(new Fault(place, message)));
    }

    /** At least one; the pointer is the place in the calendar, such as {@code /VEVENT/3/DTSTART}, counted from 1. */
    public List<Fault> faults() {
        return faults;
    }
}
