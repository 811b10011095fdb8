package dev.gatehouse.records;

import dev.gatehouse.intake.Fault;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** The moment a record states of itself: RFC 3339 with its zone, in years that every database keeps. */
final class PublishedAt {
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2199;

    private PublishedAt() {}

    static Instant read(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    /** At most one fault. */
    static List<Fault> faults(String text) {
        try {
            int year = read(text).atOffset(ZoneOffset.UTC).getYear();
            return FIRST_YEAR <= year && year <= LAST_YEAR
                    ? List.of()
                    : List.of(new Fault(
                            "/publishedAt",
                            "is in the year " + year + "; expected a year from " + FIRST_YEAR + " to " + LAST_YEAR));
        } catch (DateTimeException e) {
            return List.of(
                    new Fault("/publishedAt", "is no moment of the calendar; expected an RFC 3339 time with its zone"));
        }
    }
}
