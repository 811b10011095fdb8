package dev.gatehouse.readout.domain;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The same hours on some days of every week, by the clock on the wall: working hours, coverage hours, a protected handoff.
 * Hours whose end is not after their start run past midnight and belong to the day they start on; equal ones are a whole
 * day. A local time that a clock change skips counts as that much later, one that it repeats as the first of the two.
 *
 * @param days the days that the hours start on; at least one
 * @param from minutes after midnight, 0 to 1439
 * @param to minutes after midnight, 0 to 1440 ({@code 24:00})
 */
public record WeeklyHours(Set<DayOfWeek> days, int from, int to) {
    /** What holds for working hours unless {@code workingDays} says otherwise. */
    public static final Set<DayOfWeek> MONDAY_TO_FRIDAY = Set.copyOf(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));

    private static final int DAY = 1440;
    private static final Pattern CLOCK = Pattern.compile("([01]\\d|2[0-3]):([0-5]\\d)|24:00");

    public WeeklyHours {
        if (days.isEmpty()) {
            throw new IllegalArgumentException("hours need at least one day of the week");
        }
        if (from < 0 || from >= DAY || to < 0 || to > DAY) {
            throw new IllegalArgumentException("hours start from 00:00 to 23:59 and end from 00:00 to 24:00");
        }
        days = Set.copyOf(days);
    }

    /** From Monday to Friday; {@code hours} as in {@code 09:00-18:00}. */
    public static WeeklyHours parse(String hours) {
        return parse(MONDAY_TO_FRIDAY, hours);
    }

    /**
     * @param hours {@code HH:mm-HH:mm}, the second up to {@code 24:00}
     * @throws IllegalArgumentException with a sentence when they are written otherwise
     */
    public static WeeklyHours parse(Set<DayOfWeek> days, String hours) {
        String[] ends = hours.split("-", -1);
        if (ends.length != 2) {
            throw new IllegalArgumentException("hours are written like 09:00-18:00, not " + hours);
        }
        return of(days, ends[0], ends[1]);
    }

    /** As {@link #parse(Set, String)}, with both ends apart. */
    public static WeeklyHours of(Set<DayOfWeek> days, String from, String to) {
        return new WeeklyHours(days, minutes(from), minutes(to));
    }

    private static int minutes(String clock) {
        Matcher matcher = CLOCK.matcher(clock);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a time of day is written like 09:00, up to 24:00, not " + clock);
        }
        return matcher.group(1) == null
                ? DAY
                : Integer.parseInt(matcher.group(1)) * 60 + Integer.parseInt(matcher.group(2));
    }

    public boolean runPastMidnight() {
        return to <= from;
    }

    /** From the start's midnight to the end, in minutes by the clock on the wall: more than 1440 past midnight. */
    public int endAfterMidnight() {
        return runPastMidnight() ? to + DAY : to;
    }

    /** Minutes by the clock on the wall, 1 to 1440. */
    public int length() {
        return endAfterMidnight() - from;
    }

    /** The hours that begin on a day; none when they do not, or when a clock change swallows them whole. */
    public Optional<TimeSpan> on(LocalDate day, ZoneId zone) {
        Instant start = at(day, from, zone);
        Instant end = endOn(day, zone);
        return days.contains(day.getDayOfWeek()) && start.isBefore(end)
                ? Optional.of(new TimeSpan(start, end))
                : Optional.empty();
    }

    /** When hours that begin on a day end, whether or not they do. */
    public Instant endOn(LocalDate day, ZoneId zone) {
        return at(day, endAfterMidnight(), zone);
    }

    private static Instant at(LocalDate day, int minutes, ZoneId zone) {
        return day.atStartOfDay().plusMinutes(minutes).atZone(zone).toInstant();
    }

    /** As in {@code 09:00-18:00}. */
    public String text() {
        return clock(from) + "-" + clock(to);
    }

    private static String clock(int minutes) {
        return "%02d:%02d".formatted(minutes / 60, minutes % 60);
    }
}
