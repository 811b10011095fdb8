package dev.gatehouse.packet.manifest;

import java.time.Instant;

/**
 * A window: open from {@code from} on, over at {@code to}.
 *
 * @throws IllegalArgumentException when it ends before it starts, or as it starts
 */
public record Validity(Instant from, Instant to) {
    public Validity {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a validity ends after it starts, not %s to %s".formatted(from, to));
        }
    }

    public boolean opened(Instant at) {
        return !at.isBefore(from);
    }

    public boolean over(Instant at) {
        return !at.isBefore(to);
    }

    public boolean holds(Instant at) {
        return opened(at) && !over(at);
    }
}
