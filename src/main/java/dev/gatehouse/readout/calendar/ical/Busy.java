package dev.gatehouse.readout.calendar.ical;

import dev.gatehouse.readout.domain.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * When somebody is busy.
 *
 * @param fixed merged and in order
 * @param floating what their own clock shows, as if it showed UTC: all-day events and those without a zone; merged, in order
 */
public record Busy(List<TimeSpan> fixed, List<TimeSpan> floating) {

    public Busy {
        fixed = List.copyOf(fixed);
        floating = List.copyOf(floating);
    }

    /** All of it, for an owner who lives there. */
    public List<TimeSpan> by(ZoneId owners, TimeSpan window) {
        List<TimeSpan> all = new ArrayList<>(fixed);
        floating.forEach(span -> all.add(inZone(span, owners)));
        return Spans.merged(all, window);
    }

    /** The moments at which a clock there shows these times. */
    public static TimeSpan inZone(TimeSpan floating, ZoneId zone) {
        WallClock clock = WallClock.of(zone);
        Instant from = clock.at(WallClock.UTC.show(floating.from()));
        Instant to = clock.at(WallClock.UTC.show(floating.to()));
        // where clocks are set forward in between, the end may be shown first
        return new TimeSpan(from, to.isAfter(from) ? to : from.plus(Duration.between(floating.from(), floating.to())));
    }
}
