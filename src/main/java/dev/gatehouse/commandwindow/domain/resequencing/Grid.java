package dev.gatehouse.commandwindow.domain.resequencing;

import java.time.Duration;
import java.time.Instant;

/**
 * The grid that starts lie on: whole steps counted from the opening of the command window. Refuses a step that is not
 * positive. Instants further than some 280 years from the origin count as that far away.
 */
public record Grid(Instant origin, Duration step) {
    private static final long FURTHEST_SECONDS = 9_000_000_000L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    public Grid {
        if (step.isNegative() || step.isZero()) {
            throw new IllegalArgumentException("a grid's step must be positive: " + step);
        }
    }

    /** The last step at or before the instant. */
    public long floor(Instant instant) {
        return Math.floorDiv(nanos(Duration.between(origin, instant)), nanos(step));
    }

    /** The first step at or after the instant. */
    public long ceil(Instant instant) {
        return -Math.floorDiv(-nanos(Duration.between(origin, instant)), nanos(step));
    }

    /** How many steps the duration takes, rounded up. */
    public long steps(Duration duration) {
        return -Math.floorDiv(-nanos(duration), nanos(step));
    }

    public Instant at(long steps) {
        return origin.plus(step.multipliedBy(steps));
    }

    public Instant roundUp(Instant instant) {
        return at(ceil(instant));
    }

    public boolean holds(Instant instant) {
        return floor(instant) == ceil(instant);
    }

    /** The largest duration that divides the step and reaches every given instant: the grid itself when all lie on it. */
    Duration unitReaching(Iterable<Instant> instants) {
        long unit = nanos(step);
        for (Instant instant : instants) {
            unit = greatestCommonDivisor(unit, Math.abs(nanos(Duration.between(origin, instant))));
        }
        return Duration.ofNanos(unit);
    }

    private static long greatestCommonDivisor(long a, long b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    private static long nanos(Duration duration) {
        long seconds = Math.max(-FURTHEST_SECONDS, Math.min(FURTHEST_SECONDS, duration.getSeconds()));
        return seconds * NANOS_PER_SECOND + duration.getNano();
    }
}
