package dev.gatehouse.readout.domain.ranking;

import dev.gatehouse.readout.domain.LocalTimes;
import dev.gatehouse.readout.domain.RoleHolder;
import dev.gatehouse.readout.domain.Slot;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A slot by everybody's clock. */
final class LocalClocks {

    private LocalClocks() {}

    static List<LocalTimes> of(PreparedCalendars calendars, Judgement judgement, Slot slot) {
        var local = new ArrayList<LocalTimes>();
        Attendance attendance = judgement.at(calendars.horizon().index(slot.start()));
        for (RoleHolder holder : attendance.lineup().holders()) {
            local.add(person(attendance.person(holder.person()), holder.role(), slot));
        }
        calendars.problem().optional().stream()
                .filter(person -> attendance.lineup().holders().stream()
                        .noneMatch(holder -> holder.person().equals(person)))
                .sorted()
                .forEach(person -> local.add(person(calendars.person(person), null, slot)));
        calendars.interpreters().stream()
                .filter(starts -> starts.interpreter().key().equals(slot.interpreter()))
                .forEach(starts -> local.add(times(
                        starts.interpreter().key(),
                        LocalTimes.INTERPRETER,
                        starts.interpreter().zone(),
                        starts.hours(),
                        slot)));
        return List.copyOf(local);
    }

    private static LocalTimes person(PersonStarts starts, @Nullable String role, Slot slot) {
        return times(starts.person().person(), role, starts.person().zone(), starts.hours(), slot);
    }

    private static LocalTimes times(String person, @Nullable String role, ZoneId zone, Stretches hours, Slot slot) {
        return new LocalTimes(
                person,
                role,
                zone,
                slot.start().atZone(zone).toOffsetDateTime(),
                slot.end().atZone(zone).toOffsetDateTime(),
                hours.enclose(slot.start().getEpochSecond(), slot.end().getEpochSecond()));
    }
}
