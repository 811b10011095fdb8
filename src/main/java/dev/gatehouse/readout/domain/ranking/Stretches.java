package dev.gatehouse.readout.domain.ranking;

import dev.gatehouse.readout.domain.CalendarReading;
import dev.gatehouse.readout.domain.TimeSpan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Stretches of time in order, neither overlapping nor touching; in seconds since 1970-01-01T00:00Z. */
final class Stretches {
    private final long[] ends;
    private final int size;

    private Stretches(long[] ends, int size) {
        this.ends = ends;
        this.size = size;
    }

    /** What lies in at least one of {@code [from[i], to[i])}. Takes the arrays over. */
    static Stretches union(long[] from, long[] to) {
        Arrays.sort(from);
        Arrays.sort(to);
        long[] ends = new long[2 * from.length];
        int size = 0;
        for (int at = 0; at < from.length; at++) {
            // a gap before one is where as many have ended as began before it
            if (at == 0 || to[at - 1] < from[at]) {
                ends[2 * size++] = from[at];
            }
            ends[2 * size - 1] = to[at];
        }
        return new Stretches(ends, size);
    }

    static Stretches union(List<Stretches> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        int total = parts.stream().mapToInt(Stretches::size).sum();
        long[] from = new long[total];
        long[] to = new long[total];
        int at = 0;
        for (Stretches part : parts) {
            for (int stretch = 0; stretch < part.size; stretch++) {
                from[at] = part.from(stretch);
                to[at++] = part.to(stretch);
            }
        }
        return union(from, to);
    }

    static Stretches of(CalendarReading.Busy busy) {
        long[] from = new long[busy.size()];
        long[] to = new long[busy.size()];
        for (int at = 0; at < from.length; at++) {
            from[at] = busy.from(at);
            to[at] = busy.to(at);
        }
        return union(from, to);
    }

    int size() {
        return size;
    }

    long from(int stretch) {
        return ends[2 * stretch];
    }

    long to(int stretch) {
        return ends[2 * stretch + 1];
    }

    /** Whether one stretch holds all of {@code [from, to)}. */
    boolean enclose(long from, long to) {
        int stretch = firstEndingAfter(from);
        return stretch < size && from(stretch) <= from && to <= to(stretch);
    }

    /** Those that share an instant with {@code [from, to)}, the first ones of too many. */
    List<TimeSpan> touching(long from, long to, int most) {
        int first = firstEndingAfter(from);
        var touching = new ArrayList<TimeSpan>();
        for (int stretch = first; stretch < first + Math.min(most, countTouching(from, to)); stretch++) {
            touching.add(new TimeSpan(Instant.ofEpochSecond(from(stretch)), Instant.ofEpochSecond(to(stretch))));
        }
        return touching;
    }

    /** How many share an instant with {@code [from, to)}. */
    int countTouching(long from, long to) {
        int first = firstEndingAfter(from);
        int last = firstEndingAfter(to - 1);
        return last - first + (last < size && from(last) < to ? 1 : 0);
    }

    private int firstEndingAfter(long instant) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (to(middle) > instant) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
