package dev.gatehouse.readout.calendar.ical;

import dev.gatehouse.readout.domain.TimeSpan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Sets of time. */
public final class Spans {
    private Spans() {}

    /** Their union within a window, in order, neither overlapping nor touching. */
    public static List<TimeSpan> merged(Collection<TimeSpan> spans, TimeSpan window) {
        List<TimeSpan> sorted = spans.stream()
                .filter(window::overlaps)
                .map(span -> cut(span, window))
                .sorted(Comparator.comparing(TimeSpan::from))
                .toList();
        List<TimeSpan> merged = new ArrayList<>();
        for (TimeSpan span : sorted) {
            int last = merged.size() - 1;
            if (last >= 0 && !span.from().isAfter(merged.get(last).to())) {
                merged.set(
                        last,
                        new TimeSpan(
                                merged.get(last).from(), later(merged.get(last).to(), span.to())));
            } else {
                merged.add(span);
            }
        }
        return merged;
    }

    /** What of the first is not in the second; both merged. */
    public static List<TimeSpan> without(List<TimeSpan> spans, List<TimeSpan> taken) {
        List<TimeSpan> rest = new ArrayList<>();
        for (TimeSpan span : spans) {
            Instant from = span.from();
            for (TimeSpan hole : taken) {
                if (!hole.overlaps(span) || !hole.to().isAfter(from)) {
                    continue;
                }
                if (hole.from().isAfter(from)) {
                    rest.add(new TimeSpan(from, hole.from()));
                }
                from = hole.to();
            }
            if (from.isBefore(span.to())) {
                rest.add(new TimeSpan(from, span.to()));
            }
        }
        return rest;
    }

    private static TimeSpan cut(TimeSpan span, TimeSpan window) {
        return new TimeSpan(
                later(span.from(), window.from()), span.to().isBefore(window.to()) ? span.to() : window.to());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
