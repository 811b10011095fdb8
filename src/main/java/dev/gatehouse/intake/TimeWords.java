package dev.gatehouse.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Moments and lengths of time in sentences for people. What programs read keeps RFC 3339 and ISO 8601. */
public final class TimeWords {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private TimeWords() {}

    /** A length of time whichever way it goes: {@code 38 days 10 hours}. */
    public static String length(Duration duration) {
        Duration length = duration.abs();
        List<String> parts = new ArrayList<>();
        add(parts, length.toDays(), "day");
        add(parts, length.toHoursPart(), "hour");
        add(parts, length.toMinutesPart(), "minute");
        add(parts, length.toSecondsPart(), "second");
        if (parts.isEmpty()) {
            return length.isZero() ? "no time" : "less than a second";
        }
        return String.join(" ", parts);
    }

    private static void add(List<String> parts, long number, String unit) {
        if (number > 0) {
            parts.add(number + " " + unit + (number == 1 ? "" : "s"));
        }
    }

    /** A moment that something depends on: {@code 2026-05-01 18:00 UTC}, with its seconds where it has any. */
    public static String moment(Instant moment) {
        Instant second = moment.truncatedTo(ChronoUnit.SECONDS);
        return (second.equals(moment.truncatedTo(ChronoUnit.MINUTES)) ? MINUTE : SECOND).format(second);
    }

    /** When something happened, or what the time is: to the minute. */
    public static String minute(Instant moment) {
        return MINUTE.format(moment);
    }
}
