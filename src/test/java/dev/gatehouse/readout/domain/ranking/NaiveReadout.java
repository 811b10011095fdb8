package dev.gatehouse.readout.domain.ranking;

import dev.gatehouse.readout.domain.CalendarReading;
import dev.gatehouse.readout.domain.Coverage;
import dev.gatehouse.readout.domain.Interpreter;
import dev.gatehouse.readout.domain.Person;
import dev.gatehouse.readout.domain.ReadoutProblem;
import dev.gatehouse.readout.domain.Relaxation;
import dev.gatehouse.readout.domain.RoleHolder;
import dev.gatehouse.readout.domain.Rule;
import dev.gatehouse.readout.domain.RuleOf;
import dev.gatehouse.readout.domain.Substitute;
import dev.gatehouse.readout.domain.TimeSpan;
import dev.gatehouse.readout.domain.WeeklyHours;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The specification once more, minute by minute, as slowly as it reads. Shares nothing with what it checks but the data
 * types; wants everything on whole minutes.
 */
final class NaiveReadout {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ReadoutProblem problem;
    private final Map<String, CalendarReading> calendars;

    /** Asked again and again, so remembered: by what and which minute. */
    private final Map<Object, Map<Instant, Boolean>> remembered = new HashMap<>();

    NaiveReadout(ReadoutProblem problem, Map<String, CalendarReading> calendars) {
        this.problem = problem;
        this.calendars = calendars;
    }

    List<Instant> starts() {
        var starts = new ArrayList<Instant>();
        for (Instant at = problem.now(); at.isBefore(problem.deadline()); at = at.plusSeconds(1)) {
            if (at.getEpochSecond() % problem.granularity().toSeconds() == 0) {
                starts.add(at);
                at = at.plus(problem.granularity()).minusSeconds(1);
            }
        }
        return starts;
    }

    /** Who has to take part in a start. */
    Map<String, String> holders(Instant start, Substitute asked) {
        var holders = new LinkedHashMap<String, String>();
        for (RoleHolder holder : problem.required()) {
            holders.put(holder.role(), holder.person());
        }
        for (Relaxation relaxation : problem.relaxations()) {
            if (relaxation.start().equals(start)) {
                relaxation.substitutes().forEach(substitute -> holders.put(substitute.role(), substitute.person()));
            }
        }
        if (asked != null) {
            holders.put(asked.role(), asked.person());
        }
        return holders;
    }

    Set<RuleOf> blockers(Instant start, Substitute asked) {
        var blockers = new TreeSet<RuleOf>();
        Instant end = start.plus(problem.duration());
        Map<String, String> holders = holders(start, asked);
        for (String id : new HashSet<>(holders.values())) {
            Person person = person(id);
            if (calendars.get(id) instanceof CalendarReading.Busy) {
                if (!free(
                        id,
                        start.minus(person.buffers().before()),
                        end.plus(person.buffers().after()))) {
                    blockers.add(new RuleOf(Rule.BUSY, id));
                }
            } else {
                blockers.add(new RuleOf(Rule.UNREADABLE_CALENDAR, id));
            }
            if (!works(person, holders, start, end)) {
                blockers.add(new RuleOf(Rule.WORKING_HOURS, id));
            }
            if (minutes(start, end).stream().anyMatch(minute -> inHandoff(person, minute))) {
                blockers.add(new RuleOf(Rule.HANDOFF, id));
            }
        }
        if (!minutes(start, end).stream().allMatch(this::covered)) {
            blockers.add(RuleOf.of(Rule.COVERAGE_HOURS));
        }
        if (minutes(start, end).stream().anyMatch(this::blackedOut)) {
            blockers.add(RuleOf.of(Rule.BLACKOUT));
        }
        if (problem.interpreter() != null && problem.interpreter().required() && interpreter(start) == null) {
            blockers.add(RuleOf.of(Rule.INTERPRETER));
        }
        if (start.isBefore(problem.now().plus(problem.minimumNotice()))) {
            blockers.add(RuleOf.of(Rule.NOTICE));
        }
        if (end.isAfter(problem.deadline())) {
            blockers.add(RuleOf.of(Rule.DEADLINE));
        }
        for (Relaxation relaxation : problem.relaxations()) {
            if (relaxation.start().equals(start)) {
                blockers.removeAll(relaxation.rules());
            }
        }
        return blockers;
    }

    String interpreter(Instant start) {
        if (problem.interpreter() == null || !problem.interpreter().required()) {
            return null;
        }
        Interpreter best = null;
        Instant end = start.plus(problem.duration());
        for (Interpreter interpreter : problem.interpreters()) {
            boolean free =
                    interpreter.languages().contains(problem.interpreter().language())
                            && calendars.get(interpreter.key()) instanceof CalendarReading.Busy
                            && free(interpreter.key(), start, end)
                            && minutes(start, end).stream().allMatch(minute -> available(interpreter, minute));
            if (free && (best == null || isBetter(interpreter, best))) {
                best = interpreter;
            }
        }
        return best == null ? null : best.key();
    }

    private static boolean isBetter(Interpreter one, Interpreter other) {
        return one.load() != other.load()
                ? one.load() < other.load()
                : one.key().compareTo(other.key()) < 0;
    }

    int comfort(Instant start) {
        Instant end = start.plus(problem.duration());
        Map<String, String> holders = holders(start, null);
        int least = 120;
        for (String id : new HashSet<>(holders.values())) {
            Person person = person(id);
            if (!works(person, holders, start, end)) {
                return 0;
            }
            int before = 0;
            while (before < 120 && worksAt(person, holders, start.minus(MINUTE.multipliedBy(before + 1)))) {
                before++;
            }
            int after = 0;
            while (after < 120 && worksAt(person, holders, end.plus(MINUTE.multipliedBy(after)))) {
                after++;
            }
            least = Math.min(least, Math.min(before, after));
        }
        return ratio(least, 120);
    }

    int optional(Instant start) {
        if (problem.optional().isEmpty()) {
            return 1000;
        }
        Instant end = start.plus(problem.duration());
        long available = problem.optional().stream()
                .filter(id -> calendars.get(id) instanceof CalendarReading.Busy)
                .filter(id -> free(
                        id,
                        start.minus(person(id).buffers().before()),
                        end.plus(person(id).buffers().after())))
                .filter(id -> works(person(id), Map.of(), start, end))
                .count();
        return ratio(available, problem.optional().size());
    }

    int early(Instant start) {
        return 1000
                - BigDecimal.valueOf(
                                1000L * Duration.between(problem.now(), start).toSeconds())
                        .divide(
                                BigDecimal.valueOf(Duration.between(problem.now(), problem.deadline())
                                        .toSeconds()),
                                0,
                                RoundingMode.UP)
                        .intValueExact();
    }

    int margin(Instant start) {
        long left = Duration.between(start.plus(problem.duration()), problem.deadline())
                .toSeconds();
        return Math.min(1000, ratio(left, Duration.ofDays(1).toSeconds()));
    }

    int handoff(Instant start) {
        Instant end = start.plus(problem.duration());
        // a minute of a handoff that is 30 minutes away begins 31 before the slot, or 30 after its end
        List<Instant> near = minutes(start.minus(Duration.ofMinutes(31)), end.plus(Duration.ofMinutes(31)));
        for (String id : new HashSet<>(holders(start, null).values())) {
            for (Instant minute : near) {
                if (inHandoff(person(id), minute)) {
                    return 0;
                }
            }
        }
        return 1000;
    }

    private static int ratio(long part, long whole) {
        return BigDecimal.valueOf(1000L * part)
                .divide(BigDecimal.valueOf(whole), 0, RoundingMode.DOWN)
                .intValueExact();
    }

    private boolean works(Person person, Map<String, String> holders, Instant from, Instant to) {
        return minutes(from, to).stream().allMatch(minute -> worksAt(person, holders, minute));
    }

    private boolean worksAt(Person person, Map<String, String> holders, Instant minute) {
        boolean customers = person.person().equals(holders.get("customer-incident-manager"));
        Set<LocalDate> off = customers ? problem.customer().holidayDates() : Set.of();
        return within(person.workingHours(), person.zone(), off, minute);
    }

    private boolean inHandoff(Person person, Instant minute) {
        return person.protectedHandoffs().stream()
                .anyMatch(handoff -> within(handoff, person.zone(), Set.of(), minute));
    }

    private boolean covered(Instant minute) {
        for (Coverage.Hours hours : problem.coverage().hours()) {
            if (within(hours.weekly(), hours.zone(), Set.of(), minute)) {
                return true;
            }
        }
        return false;
    }

    private boolean available(Interpreter interpreter, Instant minute) {
        return within(interpreter.hours(), interpreter.zone(), Set.of(), minute)
                && interpreter.absences().stream().noneMatch(absence -> contains(absence, minute));
    }

    private boolean blackedOut(Instant minute) {
        return problem.blackouts().stream().anyMatch(blackout -> contains(blackout.time(), minute));
    }

    private boolean free(String id, Instant from, Instant to) {
        CalendarReading.Busy busy = (CalendarReading.Busy) calendars.get(id);
        for (Instant minute : minutes(from, to)) {
            boolean isBusy = remembered
                    .computeIfAbsent(List.of("busy", id), first -> new HashMap<>())
                    .computeIfAbsent(minute, first -> busy.times().stream().anyMatch(time -> contains(time, first)));
            if (isBusy) {
                return false;
            }
        }
        return true;
    }

    private static boolean contains(TimeSpan time, Instant minute) {
        return !minute.isBefore(time.from()) && minute.isBefore(time.to());
    }

    /** Whether the minute lies in the hours that begin on its own local day, the day before or the day after. */
    private boolean within(WeeklyHours hours, ZoneId zone, Set<LocalDate> off, Instant minute) {
        return remembered
                .computeIfAbsent(List.of(hours, zone, off), first -> new HashMap<>())
                .computeIfAbsent(minute, first -> isWithin(hours, zone, off, first));
    }

    private static boolean isWithin(WeeklyHours hours, ZoneId zone, Set<LocalDate> off, Instant minute) {
        LocalDate today = minute.atZone(zone).toLocalDate();
        for (LocalDate day = today.minusDays(2); !day.isAfter(today.plusDays(1)); day = day.plusDays(1)) {
            if (hours.days().contains(day.getDayOfWeek()) && !off.contains(day)) {
                LocalDateTime from = day.atTime(LocalTime.MIDNIGHT).plusMinutes(hours.from());
                LocalDateTime to = (hours.to() <= hours.from() ? day.plusDays(1) : day)
                        .atTime(LocalTime.MIDNIGHT)
                        .plusMinutes(hours.to());
                if (!minute.isBefore(from.atZone(zone).toInstant())
                        && minute.isBefore(to.atZone(zone).toInstant())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<Instant> minutes(Instant from, Instant to) {
        var minutes = new ArrayList<Instant>();
        for (Instant minute = from; minute.isBefore(to); minute = minute.plus(MINUTE)) {
            minutes.add(minute);
        }
        return minutes;
    }

    private Person person(String id) {
        for (Person person : problem.people()) {
            if (person.person().equals(id)) {
                return person;
            }
        }
        throw new IllegalArgumentException(id);
    }
}
