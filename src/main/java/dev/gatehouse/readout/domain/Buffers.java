package dev.gatehouse.readout.domain;

import java.time.Duration;

/**
 * How long a person must be free before and after a readout. Concerns busy times only: neither working hours nor
 * anything else is widened. Refuses negative ones and fractions of a second.
 */
public record Buffers(Duration before, Duration after) {
    public static final Buffers NONE = new Buffers(Duration.ZERO, Duration.ZERO);

    public Buffers {
        if (before.isNegative() || after.isNegative() || before.toNanosPart() != 0 || after.toNanosPart() != 0) {
            throw new IllegalArgumentException("buffers are whole seconds and not negative: " + before + ", " + after);
        }
    }
}
