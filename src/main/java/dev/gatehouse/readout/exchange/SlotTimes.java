package dev.gatehouse.readout.exchange;

import dev.gatehouse.readout.domain.TimeSpan;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times in sentences for people; none is without its zone. The year is left out: a readout is days away, not months. */
public final class SlotTimes {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    private SlotTimes() {}

    /** As in {@code Mon 27 Apr 16:00 UTC}. */
    public static String of(Instant instant) {
        return MOMENT.format(instant.atZone(ZoneOffset.UTC)) + " UTC";
    }

    /** As in {@code Mon 27 Apr 16:00–17:00 UTC}, or {@code ... in Europe/London}. */
    public static String of(TimeSpan time, ZoneId zone) {
        String from = MOMENT.format(time.from().atZone(zone));
        boolean sameDay = time.from()
                .atZone(zone)
                .toLocalDate()
                .equals(time.to().atZone(zone).toLocalDate());
        String to = "–" + (sameDay ? CLOCK : MOMENT).format(time.to().atZone(zone));
        return from + to + " " + (zone.equals(ZoneOffset.UTC) ? "UTC" : "in " + zone.getId());
    }
}
