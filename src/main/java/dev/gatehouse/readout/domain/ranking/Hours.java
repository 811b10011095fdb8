package dev.gatehouse.readout.domain.ranking;

import dev.gatehouse.readout.domain.WeeklyHours;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns weekly hours into stretches of time over a horizon, in one zone with its current rules. For one thread. */
final class Hours {
    private static final long DAY = 86_400;

    /** Days on either side of the horizon: for hours past midnight, and so that no cut looks like the end of a day. */
    private static final int MARGIN = 3;

    private final Horizon horizon;
    private final Map<Kept, Worktime> worked = new HashMap<>();
    private final long firstDay;
    private final long lastDay;

    /** Of the days concerned, one more than there are clock changes; in seconds. */
    private final int[] offsets;

    /** The local time at which each offset but the first begins to count; in seconds. */
    private final long[] begins;

    private record Kept(WeeklyHours hours, Set<LocalDate> except) {}

    private Hours(ZoneRules rules, Horizon horizon) {
        this.horizon = horizon;
        firstDay = Math.floorDiv(horizon.first(), DAY) - MARGIN;
        lastDay = Math.floorDiv(horizon.end(horizon.size()), DAY) + MARGIN;
        Instant from = Instant.ofEpochSecond((firstDay - MARGIN) * DAY);
        Instant to = Instant.ofEpochSecond((lastDay + MARGIN) * DAY);
        List<ZoneOffsetTransition> changes = changes(rules, from, to);
        offsets = new int[changes.size() + 1];
        begins = new long[changes.size()];
        offsets[0] = rules.getOffset(from).getTotalSeconds();
        for (int at = 0; at < begins.length; at++) {
            ZoneOffsetTransition change = changes.get(at);
            int before = change.getOffsetBefore().getTotalSeconds();
            int after = change.getOffsetAfter().getTotalSeconds();
            offsets[at + 1] = after;
            // both what a change skips and what it repeats counts with the offset before
            begins[at] = change.toEpochSecond() + Math.max(before, after);
        }
    }

    private static List<ZoneOffsetTransition> changes(ZoneRules rules, Instant from, Instant to) {
        var changes = new ArrayList<ZoneOffsetTransition>();
        ZoneOffsetTransition change = rules.nextTransition(from);
        while (change != null && change.getInstant().isBefore(to)) {
            changes.add(change);
            change = rules.nextTransition(change.getInstant());
        }
        return changes;
    }

    static Hours in(ZoneId zone, Horizon horizon) {
        return new Hours(zone.getRules(), horizon);
    }

    /** The same for the same hours: most people keep those of others, and they are worked out once. */
    Worktime worktime(WeeklyHours hours, Set<LocalDate> except) {
        return worked.computeIfAbsent(new Kept(hours, except), kept -> {
            Stretches stretches = stretches(hours, except);
            return new Worktime(stretches, horizon.notInside(stretches));
        });
    }

    /**
     * @param except days on which the hours do not begin
     */
    Stretches stretches(WeeklyHours hours, Set<LocalDate> except) {
        int days = (int) (lastDay - firstDay + 1);
        long[] from = new long[days];
        long[] to = new long[days];
        int count = 0;
        boolean[] worked = byWeekday(hours.days());
        for (long day = firstDay; day <= lastDay; day++) {
            if (worked[Math.floorMod(day + 3, 7)]
                    && (except.isEmpty() || !except.contains(LocalDate.ofEpochDay(day)))) {
                from[count] = second(day, hours.from());
                to[count] = second(day, hours.endAfterMidnight());
                // hours that a clock change swallows whole are none
                count += from[count] < to[count] ? 1 : 0;
            }
        }
        return Stretches.union(Arrays.copyOf(from, count), Arrays.copyOf(to, count));
    }

    /** By weekday, Monday first. Day 0 of the epoch is a Thursday. */
    private static boolean[] byWeekday(Set<DayOfWeek> days) {
        boolean[] worked = new boolean[7];
        days.forEach(day -> worked[day.getValue() - 1] = true);
        return worked;
    }

    /** When the wall clock shows a time. */
    private long second(long day, int minutes) {
        long local = day * DAY + minutes * 60L;
        int change = 0;
        while (change < begins.length && local >= begins[change]) {
            change++;
        }
        return local - offsets[change];
    }
}
