package dev.gatehouse.readout.calendar.ical;

import dev.gatehouse.readout.calendar.ical.Component.Property;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the value types DATE, DATE-TIME, PERIOD and DURATION of RFC 5545. */
final class Moments {
    private static final Pattern MOMENT = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(?:T(\\d{2})(\\d{2})(\\d{2})(Z)?)?");
    private static final Pattern DURATION = Pattern.compile(
            "([+-])?P(?:(\\d{1,4})W|(?:(\\d{1,5})D)?(?:T(?:(\\d{1,6})H)?(?:(\\d{1,8})M)?(?:(\\d{1,9})S)?)?)");
    // zones are often said to begin in 1601
    private static final int FIRST_YEAR = 1600;
    private static final int LAST_YEAR = 2199;

    private final Zones zones;

    Moments(Zones zones) {
        this.zones = zones;
    }

    Moment one(Component in, Property property) throws UnreadableCalendarException {
        return moment(in, property, property.value().trim());
    }

    /** EXDATE and RDATE: several in one line. */
    List<Moment> several(Component in, Property property) throws UnreadableCalendarException {
        List<Moment> moments = new ArrayList<>();
        for (String text : property.value().split(",", -1)) {
            moments.add(moment(in, property, text.trim()));
        }
        return moments;
    }

    /** FREEBUSY, and RDATE with {@code VALUE=PERIOD}. */
    List<Extent> extents(Component in, Property property) throws UnreadableCalendarException {
        List<Extent> extents = new ArrayList<>();
        for (String text : property.value().split(",", -1)) {
            String[] ends = text.trim().split("/", -1);
            if (ends.length != 2) {
                throw fault(in, property, "is no period; expected start/end or start/duration");
            }
            Moment start = moment(in, property, ends[0]);
            extents.add(
                    ends[1].startsWith("P") || ends[1].startsWith("+") || ends[1].startsWith("-")
                            ? new Extent(start, start.instant().plus(exact(in, property, ends[1])))
                            : new Extent(start, moment(in, property, ends[1]).instant()));
        }
        return extents;
    }

    /** Where a stated period begins and ends. */
    record Extent(Moment start, Instant end) {}

    /** Days and weeks are those of the calendar, a day on which the clocks change included; the rest is exact. */
    Length length(Component in, Property property) throws UnreadableCalendarException {
        return length(in, property, property.value().trim());
    }

    /** A DURATION in its two parts. */
    record Length(int days, Duration time) {
        boolean negative() {
            return days < 0 || time.isNegative();
        }
    }

    private Duration exact(Component in, Property property, String text) throws UnreadableCalendarException {
        Length length = length(in, property, text);
        return Duration.ofDays(length.days()).plus(length.time());
    }

    private static Length length(Component in, Property property, String text) throws UnreadableCalendarException {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches() || text.endsWith("P") || text.endsWith("T")) {
            throw fault(in, property, "is no duration; expected a form such as PT1H30M or P1D");
        }
        int sign = "-".equals(matcher.group(1)) ? -1 : 1;
        int days = 7 * number(matcher.group(2)) + number(matcher.group(3));
        Duration time = Duration.ofHours(number(matcher.group(4)))
                .plusMinutes(number(matcher.group(5)))
                .plusSeconds(number(matcher.group(6)));
        return new Length(sign * days, time.multipliedBy(sign));
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private Moment moment(Component in, Property property, String text) throws UnreadableCalendarException {
        Matcher matcher = MOMENT.matcher(text);
        if (!matcher.matches()) {
            throw fault(in, property, "is no date or time; expected a form such as 20260427T160000Z or 20260427");
        }
        try {
            LocalDate date = LocalDate.of(
                    Integer.parseInt(matcher.group(1)),
                    Integer.parseInt(matcher.group(2)),
                    Integer.parseInt(matcher.group(3)));
            if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
                throw fault(in, property, "is in a year outside of " + FIRST_YEAR + " to " + LAST_YEAR);
            }
            if (matcher.group(4) == null) {
                return new Moment(date.atStartOfDay(), true, WallClock.OWNERS);
            }
            LocalDateTime local = LocalDateTime.of(date, time(matcher));
            WallClock clock = matcher.group(7) != null ? WallClock.UTC : zones.of(in, property);
            return new Moment(local, false, clock);
        } catch (DateTimeException e) {
            throw fault(in, property, "is no day or time that there is");
        }
    }

    private static LocalTime time(Matcher matcher) {
        int second = Integer.parseInt(matcher.group(6));
        // a leap second, which no clock here knows
        return LocalTime.of(
                Integer.parseInt(matcher.group(4)), Integer.parseInt(matcher.group(5)), second == 60 ? 59 : second);
    }

    static UnreadableCalendarException fault(Component in, Property property, String message) {
        return new UnreadableCalendarException(in.place() + "/" + property.name(), message);
    }
}
