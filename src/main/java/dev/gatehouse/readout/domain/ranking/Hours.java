package dev.gatehouse.readout.domain.ranking;

import dev.gatehouse.readout.domain.WeeklyHours;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.Set;

/** Turns weekly hours into stretches of time over a horizon, in one zone with its current rules. */
final class Hours {
    private static final long DAY = 86_400;

    /** Days on either side of the horizon: for hours past midnight, and so that no cut looks like the end of a day. */
    private static final int MARGIN = 3;

    private final ZoneRules rules;
    private final long firstDay;
    private final long lastDay;

    /** Of all days concerned, when there is only one; in seconds. */
    private final int offset;

    private final boolean oneOffset;

    private Hours(ZoneRules rules, Horizon horizon) {
        this.rules = rules;
        firstDay = Math.floorDiv(horizon.first(), DAY) - MARGIN;
        lastDay = Math.floorDiv(horizon.end(horizon.size()), DAY) + MARGIN;
        Instant from = Instant.ofEpochSecond((firstDay - 1) * DAY);
        Instant to = Instant.ofEpochSecond((lastDay + MARGIN) * DAY);
        ZoneOffsetTransition next = rules.isFixedOffset() ? null : rules.nextTransition(from);
        oneOffset = next == null || next.getInstant().isAfter(to);
        offset = rules.getOffset(from).getTotalSeconds();
    }

    static Hours in(ZoneId zone, Horizon horizon) {
        return new Hours(zone.getRules(), horizon);
    }

    /**
     * @param except days on which the hours do not begin
     */
    Stretches stretches(WeeklyHours hours, Set<LocalDate> except) {
        int days = (int) (lastDay - firstDay + 1);
        long[] from = new long[days];
        long[] to = new long[days];
        int count = 0;
        boolean[] begins = begins(hours.days());
        for (long day = firstDay; day <= lastDay; day++) {
            if (begins[Math.floorMod(day + 3, 7)]
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
    private static boolean[] begins(Set<DayOfWeek> days) {
        boolean[] begins = new boolean[7];
        days.forEach(day -> begins[day.ordinal()] = true);
        return begins;
    }

    /** What the wall clock's time means: with the offset before a clock change both in its gap and in its overlap. */
    private long second(long day, int minutes) {
        long local = day * DAY + minutes * 60L;
        return local
                - (oneOffset
                        ? offset
                        : rules.getOffset(LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC))
                                .getTotalSeconds());
    }
}
