package dev.gatehouse.readout.calendar.ical;

/** By what our own events are known again. */
final class OwnEvents {
    /** The escalation. */
    static final String CASE = "X-GATEHOUSE-CASE";
    /** {@code HOLD} or {@code INVITE}, and the id. */
    static final String ENTRY = "X-GATEHOUSE-ENTRY";

    static final String UNTIL = "X-GATEHOUSE-UNTIL";
    static final String PLACED = "X-GATEHOUSE-PLACED";

    private OwnEvents() {}
}
