package dev.gatehouse.commandwindow.domain;

import java.time.Instant;

/** Half-open stretch of time, {@code from} included, {@code to} excluded. Refuses an empty or reversed one. */
public record Interval(Instant from, Instant to) {
    public Interval {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("an interval must end after it starts: " + from + " to " + to);
        }
    }

    /** Whether both share any instant. */
    public boolean overlaps(Instant start, Instant end) {
        return start.isBefore(to) && from.isBefore(end);
    }

    /** Whether {@code [start, end)} lies wholly inside. */
    public boolean encloses(Instant start, Instant end) {
        return !start.isBefore(from) && !end.isAfter(to);
    }
}
