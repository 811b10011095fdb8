package dev.gatehouse.readout.calendar;

import dev.gatehouse.readout.domain.TimeSpan;
import java.util.List;

/** What became of a hold or an invite that was to be placed: on all of its calendars, or on none. */
public sealed interface Placement {

    /**
     * It is on every calendar that counts.
     *
     * @param missing calendars of optional people that could not be written
     */
    record Placed(List<CalendarTrouble> missing) implements Placement {
        public Placed {
            missing = List.copyOf(missing);
        }

        public Placed() {
            this(List.of());
        }
    }

    /**
     * Nothing is held: these calendars have something else at the time, as read while placing.
     *
     * @param conflicts at least one
     */
    record Conflicting(List<Conflict> conflicts) implements Placement {
        public Conflicting {
            conflicts = List.copyOf(conflicts);
        }
    }

    /**
     * Nothing is held, because these calendars could not be read or written. What had already been written is removed
     * again, by the sweep where it cannot be at once.
     *
     * @param troubles at least one
     */
    record Failed(List<CalendarTrouble> troubles) implements Placement {
        public Failed {
            troubles = List.copyOf(troubles);
        }
    }

    /**
     * Somebody who is not free.
     *
     * @param time with what it collides, not clipped to the slot
     */
    record Conflict(String person, TimeSpan time) {}
}
