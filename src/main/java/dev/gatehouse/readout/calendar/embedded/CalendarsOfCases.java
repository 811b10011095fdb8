package dev.gatehouse.readout.calendar.embedded;

import dev.gatehouse.readout.calendar.CalendarSet;
import dev.gatehouse.readout.calendar.CalendarSets;
import dev.gatehouse.readout.calendar.Calendars;
import java.time.Clock;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Embedded calendars for every drill, and for live cases unless another {@link Calendars} is configured. */
@Component
class CalendarsOfCases implements CalendarSets {
    private final BusyStore store;
    private final EntryBook book;
    private final Clock clock;
    private final ObjectProvider<Calendars> elsewhere;

    CalendarsOfCases(BusyStore store, EntryBook book, Clock clock, ObjectProvider<Calendars> elsewhere) {
        this.store = store;
        this.book = book;
        this.clock = clock;
        this.elsewhere = elsewhere;
    }

    @Override
    public Calendars of(CalendarSet set) {
        Calendars configured = set.isDrill() ? null : elsewhere.getIfAvailable();
        return configured == null ? new EmbeddedCalendars(set, store, book, clock, Map.of()) : configured;
    }
}
