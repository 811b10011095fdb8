package dev.gatehouse.readout.domain;

import dev.gatehouse.readout.domain.Customer.Holiday;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/** The facts behind a blocker, as far as they concern the starts that it is given for. Lists are in order of time. */
public sealed interface Detail {

    /**
     * @param times when the person is busy, without the buffers; overlapping and touching times are one. Of very many the
     *     first {@value #MOST_TIMES}
     * @param count how many there are
     * @param buffers which are why a time that the readout itself does not touch may be in the way
     */
    record Busy(List<TimeSpan> times, int count, Buffers buffers) implements Detail {
        /** More than can be read is of no use. */
        public static final int MOST_TIMES = 12;
    }

    /**
     * @param slots the whole time that the starts would take, from the first one's start to the last one's end
     * @param holidays of the customer's that the person would have worked on otherwise
     */
    record OutsideWorkingHours(ZoneId zone, WeeklyHours hours, TimeSpan slots, List<Holiday> holidays)
            implements Detail {}

    record Handoff(ZoneId zone, List<TimeSpan> handoffs) implements Detail {}

    record OutsideCoverage(Coverage coverage, TimeSpan slots) implements Detail {}

    record InBlackout(List<Blackout> blackouts) implements Detail {}

    /** @param speakers everybody on the roster who speaks the language; empty when nobody does */
    record NoInterpreter(String language, List<Unavailable> speakers) implements Detail {}

    /** @param because for at least one of the starts; more than one reason where they differ from start to start */
    record Unavailable(String interpreter, Set<Reason> because) {
        public enum Reason {
            OUTSIDE_HOURS,
            ABSENT,
            BUSY,
            UNREADABLE_CALENDAR
        }
    }

    /** @param earliest the first instant at which a readout may start */
    record ShortNotice(Duration minimumNotice, Instant earliest) implements Detail {}

    record PastDeadline(Instant deadline) implements Detail {}

    /** @param reason a sentence of whoever tried to read it */
    record Unreadable(String reason) implements Detail {}

    /**
     * @param role which the substitute would take
     * @param replaced who holds it
     */
    record Substitution(String role, String replaced) implements Detail {}
}
