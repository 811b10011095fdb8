package dev.gatehouse.readout.calendar;

import java.time.Instant;

/**
 * A stretch of time, {@code [from, to)}.
 *
 * @param to refused when it is not after {@code from}
 */
public record TimeSpan(Instant from, Instant to) {

    public TimeSpan {
        if (!to.isAfter(from)) {
            throw new IllegalArgumentException(
                    "a time span ends after it starts; %s to %s does not".formatted(from, to));
        }
    }

    /** Touching is no overlap. */
    public boolean overlaps(TimeSpan other) {
        return from.isBefore(other.to) && other.from.isBefore(to);
    }
}
