package dev.gatehouse.readout.domain.ranking;

import dev.gatehouse.readout.domain.Blackout;
import dev.gatehouse.readout.domain.CalendarReading;
import dev.gatehouse.readout.domain.Interpreter;
import dev.gatehouse.readout.domain.InterpreterNeed;
import dev.gatehouse.readout.domain.Person;
import dev.gatehouse.readout.domain.ProblemFault;
import dev.gatehouse.readout.domain.ProblemFaults;
import dev.gatehouse.readout.domain.ReadoutProblem;
import dev.gatehouse.readout.domain.Relaxation;
import dev.gatehouse.readout.domain.Rule;
import dev.gatehouse.readout.domain.RuleOf;
import dev.gatehouse.readout.domain.SlotPreference;
import dev.gatehouse.readout.domain.Substitute;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A problem with what the calendars said about it, as sets of starts: what has to be done once, whatever is asked of it
 * afterwards. Immutable.
 */
public final class PreparedCalendars {
    /** What counts as said by a calendar that nobody asked. */
    private static final CalendarReading NOT_READ = CalendarReading.unreadable("the calendar was not read");

    private final ReadoutProblem problem;
    private final Horizon horizon;
    private final Set<LocalDate> holidays;
    private final @Nullable String keeperOfHolidays;
    private final Map<String, PersonStarts> people;
    private final List<InterpreterStarts> interpreters;
    private final List<Obstacle> common;
    private final Attendance required;

    private PreparedCalendars(ReadoutProblem problem, Map<String, CalendarReading> calendars) {
        this.problem = problem;
        horizon = Horizon.of(problem);
        holidays = problem.customer().holidayDates();
        Lineup stated = new Lineup(problem.required());
        keeperOfHolidays = stated.keeperOfHolidays();
        people = new HashMap<>();
        var zones = new HashMap<ZoneId, Hours>();
        Function<ZoneId, Hours> hours = zone -> zones.computeIfAbsent(zone, first -> Hours.in(first, horizon));
        for (Person person : problem.people()) {
            people.put(
                    person.person(),
                    PersonStarts.of(
                            person,
                            hours.apply(person.zone()),
                            daysOff(person.person().equals(keeperOfHolidays)),
                            calendars.getOrDefault(person.person(), NOT_READ),
                            horizon));
        }
        interpreters = speakers(problem, calendars, hours, horizon);
        common = common(hours);
        required = attendanceOf(stated);
    }

    /**
     * @param calendars by person, and by key for interpreters; one that is missing counts as unreadable. Without the case's
     *     own holds, with those of others
     * @throws IllegalArgumentException when the problem has faults
     */
    public static PreparedCalendars of(ReadoutProblem problem, Map<String, CalendarReading> calendars) {
        List<ProblemFault> faults = ProblemFaults.of(problem);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("a problem with faults cannot be ranked: " + faults);
        }
        return new PreparedCalendars(problem, calendars);
    }

    /** Every feasible start, best first. */
    public Ranking rank(SlotPreference preference) {
        return new Ranking(this, preference);
    }

    ReadoutProblem problem() {
        return problem;
    }

    Horizon horizon() {
        return horizon;
    }

    /** Those who speak the language, in the order in which they are taken; none where none is needed. */
    List<InterpreterStarts> interpreters() {
        return interpreters;
    }

    PersonStarts person(String person) {
        PersonStarts starts = people.get(person);
        if (starts == null) {
            throw new IllegalArgumentException(person + " is not among the people of this problem");
        }
        return starts;
    }

    /** Whom a start gets: the first free one; null where none is needed or none is free. */
    @Nullable
    String interpreterFor(int start) {
        for (InterpreterStarts interpreter : interpreters) {
            if (interpreter.free().contains(start)) {
                return interpreter.interpreter().key();
            }
        }
        return null;
    }

    /** In whole seconds. The notice is a minimum: a start exactly that far away keeps it. */
    Instant earliest() {
        return problem.now()
                .plus(problem.minimumNotice())
                .plusNanos(999_999_999)
                .truncatedTo(ChronoUnit.SECONDS);
    }

    /** With the relaxations, and with somebody in another's place where that is asked for. */
    Judgement judge(@Nullable Substitute asked) {
        List<Substitute> everywhere = asked == null ? List.of() : List.of(asked);
        Attendance general =
                everywhere.isEmpty() ? required : attendance(required.lineup().with(everywhere));
        Obstacles obstacles = general.obstacles();
        var relaxed = new HashMap<Integer, Judgement.Relaxed>();
        for (Relaxation relaxation : problem.relaxations()) {
            int start = horizon.index(relaxation.start());
            if (start >= 0) {
                Lineup lineup = required.lineup().with(relaxation.substitutes()).with(everywhere);
                Attendance attendance = attendance(lineup);
                obstacles = obstacles.with(start, attendance.obstacles(), relaxation.rules());
                relaxed.put(start, new Judgement.Relaxed(relaxation, attendance));
            }
        }
        return new Judgement(general, obstacles, Map.copyOf(relaxed));
    }

    private Attendance attendance(Lineup lineup) {
        return lineup.equals(required.lineup()) ? required : attendanceOf(lineup);
    }

    private Attendance attendanceOf(Lineup lineup) {
        String keeper = lineup.keeperOfHolidays();
        List<PersonStarts> of = lineup.people().stream()
                .map(person -> as(person, person.equals(keeper)))
                .toList();
        return Attendance.of(lineup, of, common, horizon);
    }

    /** Holidays go with the role. */
    private PersonStarts as(String person, boolean keepsHolidays) {
        PersonStarts starts = person(person);
        return keepsHolidays == person.equals(keeperOfHolidays)
                ? starts
                : starts.keeping(daysOff(keepsHolidays), horizon);
    }

    private Set<LocalDate> daysOff(boolean keepsHolidays) {
        return keepsHolidays ? holidays : Set.of();
    }

    private static List<InterpreterStarts> speakers(
            ReadoutProblem problem,
            Map<String, CalendarReading> calendars,
            Function<ZoneId, Hours> hours,
            Horizon horizon) {
        InterpreterNeed need = problem.interpreter();
        if (need == null || !need.required()) {
            return List.of();
        }
        return problem.interpreters().stream()
                .filter(interpreter -> interpreter.languages().contains(need.language()))
                .sorted(Comparator.comparingInt(Interpreter::load).thenComparing(Interpreter::key))
                .map(interpreter -> InterpreterStarts.of(
                        interpreter,
                        hours.apply(interpreter.zone()),
                        calendars.getOrDefault(interpreter.key(), NOT_READ),
                        horizon))
                .toList();
    }

    /** What is nobody's own, in the order of the rules. */
    private List<Obstacle> common(Function<ZoneId, Hours> hours) {
        var all = new ArrayList<Obstacle>();
        all.add(new Obstacle(RuleOf.of(Rule.COVERAGE_HOURS), outsideCoverage(hours)));
        all.add(new Obstacle(RuleOf.of(Rule.BLACKOUT), inBlackout()));
        InterpreterNeed need = problem.interpreter();
        if (need != null && need.required()) {
            all.add(new Obstacle(RuleOf.of(Rule.INTERPRETER), withoutInterpreter()));
        }
        all.add(new Obstacle(RuleOf.of(Rule.NOTICE), tooSoon()));
        all.add(new Obstacle(RuleOf.of(Rule.DEADLINE), tooLate()));
        return List.copyOf(all);
    }

    private Starts outsideCoverage(Function<ZoneId, Hours> hours) {
        return horizon.notInside(Stretches.union(problem.coverage().hours().stream()
                .map(covered -> hours.apply(covered.zone()).stretches(covered.weekly(), Set.of()))
                .toList()));
    }

    private Starts inBlackout() {
        return horizon.touching(Stretches.of(CalendarReading.busy(
                problem.blackouts().stream().map(Blackout::time).toList())));
    }

    private Starts withoutInterpreter() {
        var free = new Starts(horizon.size());
        interpreters.forEach(interpreter -> free.addAll(interpreter.free()));
        return free.complement();
    }

    private Starts tooSoon() {
        var starts = new Starts(horizon.size());
        starts.mark(0, horizon.firstStartingAt(earliest().getEpochSecond()));
        return starts;
    }

    private Starts tooLate() {
        var starts = new Starts(horizon.size());
        starts.mark(horizon.firstEndingAfter(problem.deadline().getEpochSecond()), horizon.size());
        return starts;
    }
}
