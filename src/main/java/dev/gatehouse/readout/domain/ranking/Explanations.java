package dev.gatehouse.readout.domain.ranking;

import dev.gatehouse.readout.domain.Blackout;
import dev.gatehouse.readout.domain.Blocker;
import dev.gatehouse.readout.domain.CalendarReading.Busy;
import dev.gatehouse.readout.domain.CalendarReading.Unreadable;
import dev.gatehouse.readout.domain.Customer.Holiday;
import dev.gatehouse.readout.domain.Detail;
import dev.gatehouse.readout.domain.Infeasible;
import dev.gatehouse.readout.domain.Person;
import dev.gatehouse.readout.domain.ReadoutProblem;
import dev.gatehouse.readout.domain.RuleOf;
import dev.gatehouse.readout.domain.TimeSpan;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Puts the facts to blockers. Not for use by several threads. */
final class Explanations {
    private final ReadoutProblem problem;
    private final PreparedCalendars calendars;
    private final Horizon horizon;
    private final Map<String, Stretches> busyByPerson = new HashMap<>();

    Explanations(PreparedCalendars calendars) {
        problem = calendars.problem();
        this.calendars = calendars;
        horizon = calendars.horizon();
    }

    Infeasible infeasible(Obstacles.Run run, Attendance attendance) {
        return new Infeasible(
                horizon.startInstant(run.from()),
                horizon.startInstant(run.to()),
                blockers(run.blocking(), run.from(), run.to(), attendance));
    }

    /** For the starts {@code [from, to)}, all of which these rules block. */
    List<Blocker> blockers(List<RuleOf> blocking, int from, int to, Attendance attendance) {
        return blocking.stream()
                .map(of -> new Blocker(of, detail(of, from, to, attendance)))
                .toList();
    }

    private Detail detail(RuleOf of, int from, int to, Attendance attendance) {
        TimeSpan slots = horizon.slots(from, to);
        return switch (of.rule()) {
            case BUSY -> busy(person(of, attendance), slots);
            case WORKING_HOURS -> outsideWorkingHours(person(of, attendance), slots, attendance.lineup());
            case HANDOFF -> handoff(person(of, attendance), slots);
            case COVERAGE_HOURS -> new Detail.OutsideCoverage(problem.coverage(), slots);
            case BLACKOUT -> blackout(slots);
            case INTERPRETER -> noInterpreter(from, to);
            case NOTICE -> new Detail.ShortNotice(problem.minimumNotice(), calendars.earliest());
            case DEADLINE -> new Detail.PastDeadline(problem.deadline());
            case UNREADABLE_CALENDAR -> unreadable(person(of, attendance));
            case SUBSTITUTE -> throw new IllegalArgumentException("a substitute is in no start's way");
        };
    }

    private static PersonStarts person(RuleOf of, Attendance attendance) {
        return attendance.person(Objects.requireNonNull(of.person()));
    }

    private Detail busy(PersonStarts starts, TimeSpan slots) {
        Person person = starts.person();
        Stretches busy = busyByPerson.computeIfAbsent(person.person(), first -> stretches(starts));
        long from = slots.from().minus(person.buffers().before()).getEpochSecond();
        long to = slots.to().plus(person.buffers().after()).getEpochSecond();
        return new Detail.Busy(
                busy.touching(from, to, Detail.Busy.MOST_TIMES), busy.countTouching(from, to), person.buffers());
    }

    private static Stretches stretches(PersonStarts starts) {
        return Stretches.of((Busy) starts.reading());
    }

    private Detail outsideWorkingHours(PersonStarts starts, TimeSpan slots, Lineup lineup) {
        Person person = starts.person();
        List<Holiday> holidays = person.person().equals(lineup.keeperOfHolidays())
                ? problem.customer().holidays().stream()
                        .filter(holiday -> wouldBeWorkedOn(holiday, person, slots))
                        .sorted(Comparator.comparing(Holiday::date))
                        .toList()
                : List.of();
        return new Detail.OutsideWorkingHours(person.zone(), person.workingHours(), slots, holidays);
    }

    private static boolean wouldBeWorkedOn(Holiday holiday, Person person, TimeSpan slots) {
        return person.workingHours().on(holiday.date(), person.zone()).stream().anyMatch(slots::overlaps);
    }

    private Detail handoff(PersonStarts starts, TimeSpan slots) {
        return new Detail.Handoff(
                starts.person().zone(),
                starts.handoffs()
                        .touching(slots.from().getEpochSecond(), slots.to().getEpochSecond(), Integer.MAX_VALUE));
    }

    private Detail blackout(TimeSpan slots) {
        return new Detail.InBlackout(problem.blackouts().stream()
                .filter(blackout -> blackout.time().overlaps(slots))
                .sorted(Comparator.comparing(
                                (Blackout blackout) -> blackout.time().from())
                        .thenComparing(blackout -> blackout.time().to())
                        .thenComparing(Blackout::reason))
                .toList());
    }

    private Detail noInterpreter(int from, int to) {
        String language = Objects.requireNonNull(problem.interpreter()).language();
        return new Detail.NoInterpreter(
                language,
                calendars.interpreters().stream()
                        .map(interpreter -> interpreter.why(from, to))
                        .toList());
    }

    private static Detail unreadable(PersonStarts starts) {
        return new Detail.Unreadable(((Unreadable) starts.reading()).reason());
    }
}
