package dev.gatehouse.readout.calendar;

import dev.gatehouse.readout.domain.CalendarReading;
import dev.gatehouse.readout.domain.TimeSpan;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * One set of calendars, as an outside system is: every method does its work at once and for good, in transactions of its
 * own, whatever becomes of the caller's. So every method can be repeated, and nothing here is undone by a rollback; what a
 * crash leaves behind is found by the {@link HoldSweep}. Never call it while holding a database lock that another caller
 * of these calendars may want.
 *
 * <p>An outage of a calendar is an answer, not an exception.
 */
public interface Calendars {

    /**
     * The same calendars, read by somebody who knows where people live: all-day events and those without a time zone go by
     * their owner's clock. Of somebody in no zone stated here or with the calendar itself, a calendar with such events is
     * unreadable.
     *
     * @param zones by person
     */
    Calendars inZones(Map<String, ZoneId> zones);

    /**
     * What these people are busy with now, including holds and invites of other cases; holds of the case itself are left
     * out, and so is everything else of the events but their times. TRANSPARENT and CANCELLED events are free, TENTATIVE
     * ones busy.
     *
     * @param window what is asked for; busy times are cut to it
     * @param caseId the case that asks
     * @return an answer for each person, in the order given; Unreadable where the calendar is missing, failed, was too slow
     *     or answered with something that cannot be trusted
     */
    Map<String, CalendarReading> freeBusy(Collection<String> people, TimeSpan window, String caseId);

    /**
     * Holds a slot on all of its calendars or on none, if each person is free then, reading each calendar anew. Of two cases
     * that race for one person's time one is told of the conflict. A hold that stands already is {@code Placed} again, with
     * {@code until} as stated now.
     */
    Placement place(Hold hold);

    /**
     * Takes a hold off every calendar. One that is not there is no trouble.
     *
     * @return the calendars that could not be reached: the entry is marked and the sweep goes on trying
     */
    List<CalendarTrouble> release(String caseId, String holdId);

    /**
     * Writes the invite to the calendars of all attendees or of none; an optional person's calendar that cannot be written
     * stops nothing, and the answer names it. Does not ask whether they are free, which the caller
     * has just read under the protection of the case's hold. An invite that stands already is {@code Placed} again.
     * Sends no mail.
     */
    Placement write(Invite invite);

    /** Takes an invite off every calendar; as {@link #release}. */
    List<CalendarTrouble> remove(String caseId, String inviteId);

    /**
     * Every hold and invite of ours on these calendars: those in the book and, where calendars are elsewhere, those that the
     * servers have and the book lacks.
     */
    Entries entries();

    /**
     * What was found.
     *
     * @param entries by person, then time
     * @param troubles calendars that could not be searched
     */
    record Entries(List<PlacedEntry> entries, List<CalendarTrouble> troubles) {
        public Entries {
            entries = List.copyOf(entries);
            troubles = List.copyOf(troubles);
        }
    }
}
