package dev.gatehouse.readout.calendar;

import dev.gatehouse.readout.domain.TimeSpan;
import java.time.Instant;
import java.util.Collection;

/**
 * What embedded calendars are told of people's time from outside. Like {@link Calendars} it works in transactions of its
 * own: told again, it says the same. In a drill, somebody of whom nothing was told is free; in the live set their calendar
 * is unreadable.
 */
public interface BusyTimes {

    /** What became of what was told. */
    enum Told {
        /** It holds from now on. */
        TAKEN,
        /** Something later was told of the person before; that stays. */
        OVERTAKEN
    }

    /** Whether the set's calendars are embedded ones: live ones may be on a server, which knows its own busy times. */
    boolean takes(CalendarSet set);

    /**
     * Replaces all that was told of a person's time; holds and invites stay.
     *
     * @param busy in any order, overlapping or not; everything else is free, for ever
     * @param asOf when it was so
     * @throws IllegalArgumentException when the set does not take it
     */
    Told replace(CalendarSet set, String person, Collection<TimeSpan> busy, Instant asOf);

    /**
     * Says that a person's calendar cannot be read, until something is told anew.
     *
     * @param reason a sentence for people
     */
    Told unreadable(CalendarSet set, String person, String reason, Instant asOf);

    /** Forgets the calendars of a drill that has ended, with all that stands on them. */
    void forget(CalendarSet drill);
}
