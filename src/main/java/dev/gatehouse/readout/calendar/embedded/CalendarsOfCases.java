package dev.gatehouse.readout.calendar.embedded;

import dev.gatehouse.readout.calendar.CalendarSet;
import dev.gatehouse.readout.calendar.CalendarSets;
import dev.gatehouse.readout.calendar.Calendars;
import java.time.Clock;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Embedded calendars for every drill, and for live cases unless another {@link Calendars} is configured. */
@Component
class CalendarsOfCases implements CalendarSets {
    private final BusyStore store;
    private final EntryBook book;
    private final Clock clock;
    private final ObjectProvider<Calendars> elsewhere;
    private final boolean untoldIsFree;

    /** @param untoldIsFree whether live calendars of which nothing was told count as empty, as a drill's do */
    CalendarsOfCases(
            BusyStore store,
            EntryBook book,
            Clock clock,
            ObjectProvider<Calendars> elsewhere,
            @Value("${gatehouse.calendars.untold-is-free:false}") boolean untoldIsFree) {
        this.store = store;
        this.book = book;
        this.clock = clock;
        this.elsewhere = elsewhere;
        this.untoldIsFree = untoldIsFree;
    }

    @Override
    public Calendars of(CalendarSet set) {
        Calendars configured = set.isDrill() ? null : elsewhere.getIfAvailable();
        return configured == null ? new EmbeddedCalendars(
                        set, store, book, clock, set.isDrill() || untoldIsFree, Map.of()) : configured;
    }
}
