package dev.gatehouse.readout.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** What a calendar said: times only. Nothing that could not be read is ever free. */
public sealed interface CalendarReading {

    /** A calendar that was read; whatever is not busy is free. In any order, overlapping or not. */
    static Busy busy(Collection<TimeSpan> busy) {
        long[] seconds = new long[2 * busy.size()];
        int at = 0;
        for (TimeSpan time : busy) {
            seconds[at++] = time.from().getEpochSecond();
            Instant to = time.to();
            seconds[at++] = to.getEpochSecond() + (to.getNano() == 0 ? 0 : 1);
        }
        return new Busy(seconds);
    }

    /**
     * The same without objects, for calendars with very many entries.
     *
     * @param seconds from, to, from, to, ... in seconds since 1970-01-01T00:00Z
     * @throws IllegalArgumentException when one ends before it starts, or has no end
     */
    static Busy busy(long... seconds) {
        for (int at = 0; at < seconds.length; at += 2) {
            if (at + 1 == seconds.length || seconds[at] >= seconds[at + 1]) {
                throw new IllegalArgumentException(
                        "a busy time must end after it starts: " + Instant.ofEpochSecond(seconds[at]));
            }
        }
        return new Busy(seconds.clone());
    }

    /** @param reason a sentence for people; nothing out of an event */
    static Unreadable unreadable(String reason) {
        return new Unreadable(reason);
    }

    /** Busy times, in whole seconds: what begins or ends between two is widened to them. */
    final class Busy implements CalendarReading {
        private final long[] seconds;

        private Busy(long[] seconds) {
            this.seconds = seconds;
        }

        public int size() {
            return seconds.length / 2;
        }

        /** Seconds since 1970-01-01T00:00Z. */
        public long from(int index) {
            return seconds[2 * index];
        }

        /** Seconds since 1970-01-01T00:00Z. */
        public long to(int index) {
            return seconds[2 * index + 1];
        }

        /** In the order they came in. */
        public List<TimeSpan> times() {
            var times = new ArrayList<TimeSpan>(size());
            for (int index = 0; index < size(); index++) {
                times.add(new TimeSpan(Instant.ofEpochSecond(from(index)), Instant.ofEpochSecond(to(index))));
            }
            return times;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Busy that && Arrays.equals(seconds, that.seconds);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(seconds);
        }
    }

    record Unreadable(String reason) implements CalendarReading {}
}
