package dev.gatehouse.readout.domain;

import java.time.ZoneId;
import java.util.List;

/**
 * Somebody who takes part, or may take part instead of somebody else.
 *
 * @param workingHours in the person's zone
 * @param protectedHandoffs times that no readout may touch while the person is required, in the person's zone
 */
public record Person(
        String person, ZoneId zone, WeeklyHours workingHours, List<WeeklyHours> protectedHandoffs, Buffers buffers) {
    public Person {
        protectedHandoffs = List.copyOf(protectedHandoffs);
    }

    /** Without handoffs and buffers. */
    public Person(String person, ZoneId zone, WeeklyHours workingHours) {
        this(person, zone, workingHours, List.of(), Buffers.NONE);
    }
}
