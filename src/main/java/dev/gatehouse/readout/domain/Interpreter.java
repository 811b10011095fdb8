package dev.gatehouse.readout.domain;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * An approved interpreter of the roster.
 *
 * @param key of the record in the register {@code interpreters}; the name of the calendar too
 * @param languages as the request writes them, as in {@code es-MX}
 * @param hours in the interpreter's zone
 * @param load the lowest free one is taken, then the first key
 */
public record Interpreter(
        String key, Set<String> languages, ZoneId zone, WeeklyHours hours, List<TimeSpan> absences, int load) {
    public Interpreter {
        languages = Set.copyOf(languages);
        absences = List.copyOf(absences);
    }
}
