package dev.gatehouse.readout.domain;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A slot as one attendee's clock shows it.
 *
 * @param role null for optional people; {@value #INTERPRETER} for the interpreter
 * @param withinHours wholly inside the attendee's working hours
 */
public record LocalTimes(
        String person,
        @Nullable String role,
        ZoneId zone,
        OffsetDateTime start,
        OffsetDateTime end,
        boolean withinHours) {
    public static final String INTERPRETER = "interpreter";
}
