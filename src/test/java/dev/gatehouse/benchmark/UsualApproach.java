package dev.gatehouse.benchmark;

import dev.gatehouse.readout.domain.Coverage;
import dev.gatehouse.readout.domain.Interpreter;
import dev.gatehouse.readout.domain.Person;
import dev.gatehouse.readout.domain.ReadoutProblem;
import dev.gatehouse.readout.domain.RoleHolder;
import dev.gatehouse.readout.domain.TimeSpan;
import dev.gatehouse.readout.domain.WeeklyHours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Common free time as it is usually worked out: from the hours of each person subtract each of their busy times, then
 * intersect what is left person by person, then slide the slot over what is common. Only the starts: no score, no reason.
 */
final class UsualApproach {

    private UsualApproach() {}

    static List<Instant> starts(ReadoutProblem problem, Map<String, List<TimeSpan>> busy) {
        List<TimeSpan> common = coverage(problem);
        for (RoleHolder holder : problem.required()) {
            Person person = problem.people().stream()
                    .filter(one -> one.person().equals(holder.person()))
                    .findFirst()
                    .orElseThrow();
            List<TimeSpan> free = hours(problem, person.workingHours(), person.zone());
            for (WeeklyHours handoff : person.protectedHandoffs()) {
                free = subtract(free, hours(problem, handoff, person.zone()));
            }
            common = intersect(common, subtract(free, busy.getOrDefault(person.person(), List.of())));
        }
        return slide(problem, intersect(common, interpreters(problem, busy)));
    }

    private static List<TimeSpan> coverage(ReadoutProblem problem) {
        var coverage = new ArrayList<TimeSpan>();
        for (Coverage.Hours hours : problem.coverage().hours()) {
            coverage.addAll(hours(problem, hours.weekly(), hours.zone()));
        }
        return coverage;
    }

    /** Enough for interpreters with the same hours. */
    private static List<TimeSpan> interpreters(ReadoutProblem problem, Map<String, List<TimeSpan>> busy) {
        Interpreter first = problem.interpreters().get(0);
        return subtract(hours(problem, first.hours(), first.zone()), busy.getOrDefault(first.key(), List.of()));
    }

    private static List<TimeSpan> hours(ReadoutProblem problem, WeeklyHours hours, ZoneId zone) {
        var spans = new ArrayList<TimeSpan>();
        LocalDate last = LocalDate.ofInstant(problem.deadline(), ZoneOffset.UTC).plusDays(1);
        for (LocalDate day = LocalDate.ofInstant(problem.now(), ZoneOffset.UTC).minusDays(1);
                !day.isAfter(last);
                day = day.plusDays(1)) {
            hours.on(day, zone).ifPresent(spans::add);
        }
        return spans;
    }

    private static List<TimeSpan> subtract(List<TimeSpan> free, List<TimeSpan> busy) {
        List<TimeSpan> left = free;
        for (TimeSpan taken : busy) {
            var next = new ArrayList<TimeSpan>(left.size() + 1);
            for (TimeSpan span : left) {
                if (!span.overlaps(taken)) {
                    next.add(span);
                    continue;
                }
                if (span.from().isBefore(taken.from())) {
                    next.add(new TimeSpan(span.from(), taken.from()));
                }
                if (taken.to().isBefore(span.to())) {
                    next.add(new TimeSpan(taken.to(), span.to()));
                }
            }
            left = next;
        }
        return left;
    }

    private static List<TimeSpan> intersect(List<TimeSpan> one, List<TimeSpan> other) {
        var both = new ArrayList<TimeSpan>();
        for (TimeSpan left : one) {
            for (TimeSpan right : other) {
                if (left.overlaps(right)) {
                    both.add(new TimeSpan(
                            left.from().isAfter(right.from()) ? left.from() : right.from(),
                            left.to().isBefore(right.to()) ? left.to() : right.to()));
                }
            }
        }
        return both;
    }

    private static List<Instant> slide(ReadoutProblem problem, List<TimeSpan> common) {
        long step = problem.granularity().toSeconds();
        Instant earliest = problem.now().plus(problem.minimumNotice());
        var starts = new ArrayList<Instant>();
        for (TimeSpan span : common) {
            Instant from = span.from().isAfter(earliest) ? span.from() : earliest;
            Instant to = span.to().isBefore(problem.deadline()) ? span.to() : problem.deadline();
            long first = -Math.floorDiv(-from.getEpochSecond(), step) * step;
            for (Instant start = Instant.ofEpochSecond(first);
                    !start.plus(problem.duration()).isAfter(to);
                    start = start.plusSeconds(step)) {
                starts.add(start);
            }
        }
        return starts;
    }
}
