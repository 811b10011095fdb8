package dev.gatehouse.readout.calendar.embedded;

import dev.gatehouse.readout.calendar.BusyTimes;
import dev.gatehouse.readout.calendar.CalendarSet;
import dev.gatehouse.readout.calendar.ical.Busy;
import dev.gatehouse.readout.calendar.ical.Spans;
import dev.gatehouse.readout.domain.CalendarReading;
import dev.gatehouse.readout.domain.TimeSpan;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/** Takes in what is told of people's time. */
@Service
class ToldTimes implements BusyTimes {
    /** Wider than any time that a database keeps is of interest. */
    private static final TimeSpan ALWAYS =
            new TimeSpan(Instant.parse("1600-01-01T00:00:00Z"), Instant.parse("2200-01-01T00:00:00Z"));

    private static final int LONGEST_REASON = 1_000;

    private final BusyStore store;
    private final EntryBook book;
    private final boolean liveElsewhere;

    ToldTimes(BusyStore store, EntryBook book, @Value("${gatehouse.calendars.caldav.url:}") String caldav) {
        this.store = store;
        this.book = book;
        this.liveElsewhere = !caldav.isBlank();
    }

    @Override
    public boolean takes(CalendarSet set) {
        return set.isDrill() || !liveElsewhere;
    }

    @Override
    public Told replace(CalendarSet set, String person, Collection<TimeSpan> busy, Instant asOf) {
        // in whole seconds, as calendars are read: of a shorter time the database would keep nothing
        List<TimeSpan> merged = Spans.merged(CalendarReading.busy(busy).times(), ALWAYS);
        return replace(set, person, BusyStore.Calendar.read(null, null, asOf), new Busy(merged, List.of()));
    }

    @Override
    public Told unreadable(CalendarSet set, String person, String reason, Instant asOf) {
        String kept = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
        return replace(set, person, BusyStore.Calendar.unreadable(kept, asOf), new Busy(List.of(), List.of()));
    }

    Told replace(CalendarSet set, String person, BusyStore.Calendar calendar, Busy busy) {
        if (!takes(set)) {
            throw new IllegalArgumentException("live calendars are on a CalDAV server, which knows its own busy times");
        }
        return Objects.requireNonNull(book.atOnce().execute(status -> {
            book.lock(set, List.of(person));
            boolean overtaken = store.find(set, person)
                    .filter(known -> known.asOf().isAfter(calendar.asOf()))
                    .isPresent();
            if (overtaken) {
                return Told.OVERTAKEN;
            }
            store.replace(set, person, calendar, busy);
            return Told.TAKEN;
        }));
    }

    @Override
    public void forget(CalendarSet drill) {
        if (!drill.isDrill()) {
            throw new IllegalArgumentException("only the calendars of a drill can be forgotten");
        }
        book.atOnce().executeWithoutResult(status -> store.forget(drill));
    }
}
