package dev.gatehouse.readout.domain.ranking;

import dev.gatehouse.readout.domain.ClockChange;
import dev.gatehouse.readout.domain.Person;
import dev.gatehouse.readout.domain.ReadoutProblem;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Changes of the clocks of everybody concerned: people, customer, coverage and interpreters. */
final class ClockChanges {

    private ClockChanges() {}

    static List<ClockChange> of(PreparedCalendars calendars) {
        ReadoutProblem problem = calendars.problem();
        return zones(calendars)
                .filter(Objects::nonNull)
                .distinct()
                .flatMap(zone -> changes(zone, problem.now(), problem.deadline()))
                .sorted(Comparator.comparing(ClockChange::at)
                        .thenComparing(change -> change.zone().getId()))
                .toList();
    }

    private static Stream<ZoneId> zones(PreparedCalendars calendars) {
        ReadoutProblem problem = calendars.problem();
        return Stream.of(
                        problem.people().stream().map(Person::zone),
                        Stream.ofNullable(problem.customer().zone()),
                        problem.coverage().hours().stream().map(hours -> hours.zone()),
                        calendars.interpreters().stream()
                                .map(starts -> starts.interpreter().zone()))
                .flatMap(zones -> zones);
    }

    private static Stream<ClockChange> changes(ZoneId zone, Instant from, Instant to) {
        var changes = new ArrayList<ClockChange>();
        ZoneOffsetTransition next = zone.getRules().nextTransition(from.minusNanos(1));
        while (next != null && next.getInstant().isBefore(to)) {
            changes.add(new ClockChange(zone, next.getInstant(), next.getOffsetBefore(), next.getOffsetAfter()));
            next = zone.getRules().nextTransition(next.getInstant());
        }
        return changes.stream();
    }
}
