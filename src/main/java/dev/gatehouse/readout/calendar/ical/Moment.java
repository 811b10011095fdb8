package dev.gatehouse.readout.calendar.ical;

import java.time.Instant;
import java.time.LocalDateTime;

/**
 * A date or time as a calendar states it.
 *
 * @param day stands for a whole day; the local time is its midnight
 */
record Moment(LocalDateTime local, boolean day, WallClock clock) {

    Instant instant() {
        return clock.at(local);
    }

    /** The same kind of moment at another time. */
    Moment at(LocalDateTime other) {
        return new Moment(other, day, clock);
    }
}
