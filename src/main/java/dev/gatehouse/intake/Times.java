package dev.gatehouse.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Instants and durations as requests and events state them; empty means that the text is none it could work with. */
public final class Times {
    /** Earlier ones are mistakes. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    /** This and later ones are mistakes. */
    private static final Instant TOO_LATE = Instant.parse("2100-01-01T00:00:00Z");

    private static final Duration LONGEST = Duration.ofDays(31);

    private Times() {}

    public static Optional<Instant> instant(String text) {
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            return instant.isBefore(EARLIEST) || !instant.isBefore(TOO_LATE) ? Optional.empty() : Optional.of(instant);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Negative ones and zero too: whether these make sense depends on where they stand. */
    public static Optional<Duration> duration(String text) {
        try {
            Duration duration = Duration.parse(text);
            return duration.compareTo(LONGEST) > 0 || duration.compareTo(LONGEST.negated()) < 0
                    ? Optional.empty()
                    : Optional.of(duration);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
