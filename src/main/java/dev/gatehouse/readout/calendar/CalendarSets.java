package dev.gatehouse.readout.calendar;

/** Finds the calendars of a case. A drill's are always embedded, whatever is configured for live cases. */
public interface CalendarSets {

    Calendars of(CalendarSet set);

    /** The usual question. */
    default Calendars of(String caseId, boolean drill) {
        return of(CalendarSet.of(caseId, drill));
    }
}
