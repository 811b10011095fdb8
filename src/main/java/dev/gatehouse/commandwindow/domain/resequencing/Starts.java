package dev.gatehouse.commandwindow.domain.resequencing;

import java.util.Arrays;

/** An immutable set of grid steps, kept as sorted closed ranges that neither touch nor overlap. */
public final class Starts {
    /** Beyond every step that occurs; leaves room to add durations. */
    static final long FAR = Long.MAX_VALUE / 8;

    /** What {@link #ceiling} and {@link #floor} answer where there is none. */
    static final long NOWHERE = Long.MIN_VALUE;

    static final Starts NONE = new Starts(new long[0]);
    static final Starts ANYWHERE = new Starts(new long[] {-FAR, FAR});

    private final long[] bounds;

    private Starts(long[] bounds) {
        this.bounds = bounds;
    }

    static Starts between(long first, long last) {
        return first > last ? NONE : new Starts(new long[] {first, last});
    }

    static Starts from(long first) {
        return between(first, FAR);
    }

    static Starts upTo(long last) {
        return between(-FAR, last);
    }

    /** First and last step of each range, alternating. */
    public long[] bounds() {
        return bounds.clone();
    }

    public boolean isEmpty() {
        return bounds.length == 0;
    }

    public long first() {
        return bounds[0];
    }

    public long last() {
        return bounds[bounds.length - 1];
    }

    public boolean contains(long step) {
        return ceiling(step) == step;
    }

    /** The least member at or after the step, or {@link #NOWHERE}. */
    long ceiling(long step) {
        for (int range = 0; range < bounds.length; range += 2) {
            if (step <= bounds[range + 1]) {
                return Math.max(step, bounds[range]);
            }
        }
        return NOWHERE;
    }

    /** The greatest member at or before the step, or {@link #NOWHERE}. */
    long floor(long step) {
        for (int range = bounds.length - 2; range >= 0; range -= 2) {
            if (step >= bounds[range]) {
                return Math.min(step, bounds[range + 1]);
            }
        }
        return NOWHERE;
    }

    public Starts and(Starts other) {
        if (other == ANYWHERE) {
            return this;
        }
        if (this == ANYWHERE) {
            return other;
        }
        long[] common = new long[bounds.length + other.bounds.length];
        int size = 0;
        int mine = 0;
        int theirs = 0;
        while (mine < bounds.length && theirs < other.bounds.length) {
            long first = Math.max(bounds[mine], other.bounds[theirs]);
            long last = Math.min(bounds[mine + 1], other.bounds[theirs + 1]);
            if (first <= last) {
                common[size++] = first;
                common[size++] = last;
            }
            if (bounds[mine + 1] < other.bounds[theirs + 1]) {
                mine += 2;
            } else {
                theirs += 2;
            }
        }
        return new Starts(Arrays.copyOf(common, size));
    }

    public Starts or(Starts other) {
        return complement().and(other.complement()).complement();
    }

    Starts without(Starts other) {
        return and(other.complement());
    }

    private Starts complement() {
        long[] gaps = new long[bounds.length + 2];
        int size = 0;
        long next = -FAR;
        for (int range = 0; range < bounds.length; range += 2) {
            if (next < bounds[range]) {
                gaps[size++] = next;
                gaps[size++] = bounds[range] - 1;
            }
            next = bounds[range + 1] + 1;
        }
        if (next <= FAR) {
            gaps[size++] = next;
            gaps[size++] = FAR;
        }
        return new Starts(Arrays.copyOf(gaps, size));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Starts that && Arrays.equals(bounds, that.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    @Override
    public String toString() {
        return Arrays.toString(bounds);
    }
}
