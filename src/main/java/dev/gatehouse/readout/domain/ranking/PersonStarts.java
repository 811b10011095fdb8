package dev.gatehouse.readout.domain.ranking;

import dev.gatehouse.readout.domain.CalendarReading;
import dev.gatehouse.readout.domain.CalendarReading.Busy;
import dev.gatehouse.readout.domain.Person;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is in the way of a readout with one person, as sets of starts.
 *
 * @param worktime when the person works
 * @param handoffs protected ones
 * @param inHandoff starts whose slot touches one
 * @param nearHandoff starts whose slot is close to one or touches it
 * @param busy starts that the person is not free for; null when the calendar could not be read
 */
record PersonStarts(
        Person person,
        Worktime worktime,
        Stretches handoffs,
        Starts inHandoff,
        Starts nearHandoff,
        CalendarReading reading,
        @Nullable Starts busy) {

    /** 30 minutes away still counts as near; so that a slot exactly that far away is touched, one second more. */
    private static final long NEAR = 30 * 60 + 1;

    /** @param holidays days that the person does not work on */
    static PersonStarts of(
            Person person, Hours zone, Set<LocalDate> holidays, CalendarReading reading, Horizon horizon) {
        Stretches handoffs = Stretches.union(person.protectedHandoffs().stream()
                .map(handoff -> zone.stretches(handoff, Set.of()))
                .toList());
        return new PersonStarts(
                person,
                zone.worktime(person.workingHours(), holidays),
                handoffs,
                horizon.touching(handoffs),
                near(handoffs, horizon),
                reading,
                reading instanceof Busy busy ? busy(busy, person, horizon) : null);
    }

    PersonStarts keeping(Set<LocalDate> holidays, Horizon horizon) {
        Worktime worktimeThen = Hours.in(person.zone(), horizon).worktime(person.workingHours(), holidays);
        return new PersonStarts(person, worktimeThen, handoffs, inHandoff, nearHandoff, reading, busy);
    }

    private static Starts near(Stretches handoffs, Horizon horizon) {
        var near = new Starts(horizon.size());
        for (int at = 0; at < handoffs.size(); at++) {
            horizon.markTouching(near, handoffs.from(at) - NEAR, handoffs.to(at) + NEAR);
        }
        return near;
    }

    /** Free for the slot and the buffers around it: as if each busy time were longer by the other buffer on each side. */
    private static Starts busy(Busy busy, Person person, Horizon horizon) {
        long before = person.buffers().before().toSeconds();
        long after = person.buffers().after().toSeconds();
        var starts = new Starts(horizon.size());
        for (int at = 0; at < busy.size(); at++) {
            horizon.markTouching(starts, busy.from(at) - after, busy.to(at) + before);
        }
        return starts;
    }

    Stretches hours() {
        return worktime.hours();
    }

    Starts outsideHours() {
        return worktime.outside();
    }

    boolean isAvailable(int start) {
        return busy != null && !busy.contains(start) && !outsideHours().contains(start);
    }
}
