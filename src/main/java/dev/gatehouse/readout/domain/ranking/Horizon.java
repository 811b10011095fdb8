package dev.gatehouse.readout.domain.ranking;

import dev.gatehouse.readout.domain.ReadoutProblem;
import dev.gatehouse.readout.domain.TimeSpan;
import java.time.Instant;

/**
 * The starts that are judged: every multiple of the granularity from now on up to, not including, the deadline. All times
 * are seconds since 1970-01-01T00:00Z.
 *
 * @param first the first start
 * @param size how many starts there are
 * @param reciprocal of the step, for {@link #steps}
 */
record Horizon(long first, long step, int size, long duration, long reciprocal) {

    static Horizon of(ReadoutProblem problem) {
        long step = problem.granularity().toSeconds();
        long first = ceilDiv(problem.now().getEpochSecond(), step) * step;
        long size = Math.max(0, ceilDiv(problem.deadline().getEpochSecond() - first, step));
        return new Horizon(
                first, step, Math.toIntExact(size), problem.duration().toSeconds(), reciprocal(step));
    }

    /** 2^64 / step, rounded up: exact for every number of seconds below 2^64 / step, which is longer than time is kept. */
    private static long reciprocal(long step) {
        return Long.divideUnsigned(-1L, step) + 1;
    }

    long start(int index) {
        return first + index * step;
    }

    long end(int index) {
        return start(index) + duration;
    }

    Instant startInstant(int index) {
        return Instant.ofEpochSecond(start(index));
    }

    Instant endInstant(int index) {
        return Instant.ofEpochSecond(end(index));
    }

    /** From the first slot's start to the end of the last of {@code [from, to)}. */
    TimeSpan slots(int from, int to) {
        return new TimeSpan(startInstant(from), endInstant(to - 1));
    }

    /** The place of a start; -1 when it is none. */
    int index(Instant start) {
        long offset = start.getEpochSecond() - first;
        boolean onGrid = start.getNano() == 0 && offset >= 0 && offset % step == 0 && offset / step < size;
        return onGrid ? (int) (offset / step) : -1;
    }

    /** The first start whose slot ends after an instant. */
    int firstEndingAfter(long instant) {
        long offset = instant - duration - first;
        return offset < 0 ? 0 : (int) Math.min(size, steps(offset) + 1);
    }

    /** The first start at or after an instant: those before it start sooner. */
    int firstStartingAt(long instant) {
        long offset = instant - first;
        return offset <= 0 ? 0 : (int) Math.min(size, steps(offset - 1) + 1);
    }

    /** Whole steps in a time that is not negative: a division, which there are many of, as a multiplication. */
    private long steps(long seconds) {
        return Math.multiplyHigh(seconds, reciprocal);
    }

    /** Marks every start whose slot touches {@code [from, to)}. */
    void markTouching(Starts starts, long from, long to) {
        starts.mark(firstEndingAfter(from), firstStartingAt(to));
    }

    /** Marks every start whose slot lies wholly inside {@code [from, to)}. */
    void markInside(Starts starts, long from, long to) {
        starts.mark(firstStartingAt(from), firstEndingAfter(to));
    }

    Starts touching(Stretches stretches) {
        var touching = new Starts(size);
        for (int at = 0; at < stretches.size(); at++) {
            markTouching(touching, stretches.from(at), stretches.to(at));
        }
        return touching;
    }

    Starts notInside(Stretches stretches) {
        var inside = new Starts(size);
        for (int at = 0; at < stretches.size(); at++) {
            markInside(inside, stretches.from(at), stretches.to(at));
        }
        return inside.complement();
    }

    private static long ceilDiv(long dividend, long divisor) {
        return -Math.floorDiv(-dividend, divisor);
    }
}
