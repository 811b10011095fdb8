package dev.gatehouse.readout.domain.ranking;

import dev.gatehouse.readout.domain.Blackout;
import dev.gatehouse.readout.domain.Buffers;
import dev.gatehouse.readout.domain.CalendarReading;
import dev.gatehouse.readout.domain.Coverage;
import dev.gatehouse.readout.domain.Customer;
import dev.gatehouse.readout.domain.Customer.Holiday;
import dev.gatehouse.readout.domain.Interpreter;
import dev.gatehouse.readout.domain.InterpreterNeed;
import dev.gatehouse.readout.domain.Person;
import dev.gatehouse.readout.domain.ProblemFaults;
import dev.gatehouse.readout.domain.ReadoutProblem;
import dev.gatehouse.readout.domain.Relaxation;
import dev.gatehouse.readout.domain.RoleHolder;
import dev.gatehouse.readout.domain.Rule;
import dev.gatehouse.readout.domain.RuleOf;
import dev.gatehouse.readout.domain.Substitute;
import dev.gatehouse.readout.domain.TimeSpan;
import dev.gatehouse.readout.domain.WeeklyHours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/**
 * Readouts of a few days and a few people, often around a clock change, in zones that do and do not have them, off the
 * hour too; hours that run past midnight, whole days, holidays, buffers, handoffs, approved exceptions.
 */
final class RandomReadouts {
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("America/Mexico_City"),
            ZoneId.of("America/Los_Angeles"),
            ZoneId.of("America/New_York"),
            ZoneId.of("Europe/London"),
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("Asia/Kolkata"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Africa/Casablanca"),
            ZoneId.of("Pacific/Chatham"),
            ZoneId.of("UTC"));

    /** Days on which, or right before which, clocks change somewhere above; Mexico's last change was in 2022. */
    private static final List<String> DAYS = List.of(
            "2026-03-07",
            "2026-03-28",
            "2026-04-04",
            "2026-09-26",
            "2026-10-03",
            "2026-10-24",
            "2026-10-31",
            "2022-10-29",
            "2026-02-14",
            "2026-03-21",
            "2026-07-01",
            "2026-12-30");

    static final List<String> PEOPLE = List.of("ada", "ben", "cleo", "dora", "eli");

    /** A readout and what the calendars say about it. */
    record Case(ReadoutProblem problem, Map<String, CalendarReading> calendars, Random random) {}

    private final Random random;
    private final Map<String, CalendarReading> calendars = new HashMap<>();
    private Instant now;
    private Duration horizon;

    private RandomReadouts(long seed) {
        random = new Random(seed);
    }

    static Arbitrary<Case> cases() {
        return Arbitraries.longs().map(seed -> new RandomReadouts(seed).make(seed));
    }

    private Case make(long seed) {
        now = Instant.parse(any(DAYS) + "T00:00:00Z").plus(Duration.ofMinutes(random.nextInt(2 * 1440)));
        horizon = Duration.ofMinutes(600 + random.nextInt(4 * 1440));
        int step = any(List.of(5, 10, 15, 15, 20, 30, 60));
        Duration duration = Duration.ofMinutes(any(List.of(10, 25, 45, 60, 60, 90, 130)));
        List<Person> people = new ArrayList<>();
        for (String person : PEOPLE) {
            people.add(person(person));
            calendars.put(person, random.nextInt(25) == 0 ? CalendarReading.unreadable("no answer") : busy());
        }
        List<Interpreter> interpreters = new ArrayList<>();
        for (int number = random.nextInt(4); number > 0; number--) {
            interpreters.add(interpreter("interpreter-" + number));
        }
        List<RoleHolder> required = new ArrayList<>(List.of(
                new RoleHolder("escalation-manager", "ada"),
                new RoleHolder(RoleHolder.CUSTOMER_INCIDENT_MANAGER, "ben")));
        if (random.nextBoolean()) {
            required.add(new RoleHolder("fix-owner", any(List.of("ada", "cleo"))));
        }
        ReadoutProblem problem = new ReadoutProblem(
                now,
                now.plus(horizon),
                duration,
                Duration.ofMinutes(step),
                Duration.ofMinutes(random.nextInt(600)),
                required,
                random.nextBoolean() ? List.of("eli", "dora") : List.of(),
                people,
                new Customer(any(ZONES), random.nextBoolean() ? List.of(holiday()) : List.of()),
                coverage(),
                random.nextBoolean() ? List.of() : List.of(new Blackout(time(400), "CAB")),
                random.nextInt(3) == 0 ? null : new InterpreterNeed("es-MX", random.nextInt(4) > 0),
                interpreters,
                relaxations(step));
        if (!ProblemFaults.of(problem).isEmpty()) {
            throw new IllegalStateException("seed " + seed + ": " + ProblemFaults.of(problem));
        }
        return new Case(problem, calendars, random);
    }

    private Person person(String person) {
        return new Person(
                person,
                any(ZONES),
                hours(240),
                random.nextInt(3) > 0 ? List.of() : List.of(hours(0), hours(0)).subList(0, 1 + random.nextInt(2)),
                random.nextInt(3) > 0
                        ? Buffers.NONE
                        : new Buffers(Duration.ofMinutes(random.nextInt(40)), Duration.ofMinutes(random.nextInt(40))));
    }

    /** Long ones when a length is given, so that something remains feasible; else short ones. */
    private WeeklyHours hours(int atLeast) {
        int from = 5 * random.nextInt(288);
        int length = atLeast == 0 ? 10 + random.nextInt(60) : atLeast + random.nextInt(1441 - atLeast);
        int end = from + length;
        return new WeeklyHours(days(), from, end == 1440 || end % 1440 == 0 ? 1440 : end % 1440);
    }

    private Set<DayOfWeek> days() {
        return random.nextInt(3) == 0 ? WeeklyHours.MONDAY_TO_FRIDAY : EnumSet.allOf(DayOfWeek.class);
    }

    private Interpreter interpreter(String key) {
        calendars.put(key, random.nextInt(15) == 0 ? CalendarReading.unreadable("no answer") : busy());
        return new Interpreter(
                key,
                random.nextInt(5) == 0 ? Set.of("fr-FR") : Set.of("es-MX", "pt-BR"),
                any(ZONES),
                hours(600),
                random.nextBoolean() ? List.of() : List.of(time(900)),
                random.nextInt(2));
    }

    private CalendarReading busy() {
        var busy = new ArrayList<TimeSpan>();
        for (int count = random.nextInt(7); count > 0; count--) {
            busy.add(time(200));
        }
        return CalendarReading.busy(busy);
    }

    private Coverage coverage() {
        var hours = new ArrayList<Coverage.Hours>();
        hours.add(new Coverage.Hours(hours(900), any(ZONES)));
        if (random.nextBoolean()) {
            hours.add(new Coverage.Hours(hours(300), any(ZONES)));
        }
        return new Coverage("everywhere", hours);
    }

    private Holiday holiday() {
        return new Holiday(LocalDate.ofInstant(now, ZoneId.of("UTC")).plusDays(random.nextInt(4)), "Holiday");
    }

    private List<Relaxation> relaxations(int step) {
        var relaxations = new ArrayList<Relaxation>();
        Instant start = now;
        for (int count = random.nextInt(4); count > 0; count--) {
            long later = start.getEpochSecond() / 60 + 1 + random.nextInt(1000);
            start = Instant.ofEpochSecond(later / step * step * 60 + step * 60L);
            relaxations.add(new Relaxation(
                    "exception-" + count,
                    start,
                    Set.of(
                            RuleOf.of(Rule.COVERAGE_HOURS),
                            new RuleOf(Rule.WORKING_HOURS, any(PEOPLE)),
                            new RuleOf(Rule.HANDOFF, any(PEOPLE))),
                    random.nextBoolean() ? Set.of() : Set.of(new Substitute("escalation-manager", any(PEOPLE)))));
        }
        return relaxations;
    }

    private TimeSpan time(int longest) {
        Instant from = now.minus(Duration.ofHours(6))
                .plus(Duration.ofMinutes(random.nextInt((int) horizon.toMinutes() + 600)));
        return new TimeSpan(from, from.plus(Duration.ofMinutes(1 + random.nextInt(longest))));
    }

    private <T> T any(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
