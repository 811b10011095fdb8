package dev.gatehouse.readout.domain;

import java.time.Instant;

/** A stretch of time, {@code [from, to)}. Refuses an empty or reversed one. */
public record TimeSpan(Instant from, Instant to) {
    public TimeSpan {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a time span must end after it starts: " + from + " to " + to);
        }
    }

    /** Whether both share any instant; touching is no overlap. */
    public boolean overlaps(TimeSpan other) {
        return from.isBefore(other.to) && other.from.isBefore(to);
    }
}
