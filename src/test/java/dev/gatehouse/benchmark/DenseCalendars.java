package dev.gatehouse.benchmark;

import dev.gatehouse.readout.domain.Buffers;
import dev.gatehouse.readout.domain.CalendarReading;
import dev.gatehouse.readout.domain.Coverage;
import dev.gatehouse.readout.domain.Customer;
import dev.gatehouse.readout.domain.Interpreter;
import dev.gatehouse.readout.domain.InterpreterNeed;
import dev.gatehouse.readout.domain.Person;
import dev.gatehouse.readout.domain.ReadoutProblem;
import dev.gatehouse.readout.domain.RoleHolder;
import dev.gatehouse.readout.domain.TimeSpan;
import dev.gatehouse.readout.domain.WeeklyHours;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Twenty people over thirty days with the clocks changed twice among them, whose busy times are as many as wanted, neither
 * overlapping nor in order, and leave two hours of each working day to everybody.
 */
final class DenseCalendars {
    static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final int DAYS = 30;
    private static final int PEOPLE = 20;
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("Europe/London"),
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("America/New_York"),
            ZoneId.of("Africa/Lagos"),
            ZoneId.of("America/Chicago"));

    /** Seconds after midnight, UTC: inside everybody's hours the whole month. */
    private static final long QUIET_FROM = 15 * 3600L;

    private static final long QUIET_TO = 17 * 3600L;
    private static final long DAY = 86_400;

    final ReadoutProblem problem;
    final Map<String, CalendarReading> calendars = new HashMap<>();
    final Map<String, List<TimeSpan>> spans = new HashMap<>();

    /** @param intervals of all people together */
    DenseCalendars(int intervals) {
        var random = new Random(20_26);
        var people = new ArrayList<Person>();
        var required = new ArrayList<RoleHolder>();
        for (int number = 0; number < PEOPLE; number++) {
            String name = "person-" + number;
            people.add(new Person(
                    name,
                    ZONES.get(number % ZONES.size()),
                    WeeklyHours.parse("08:00-19:00"),
                    number == 0 ? List.of(WeeklyHours.parse("08:00-08:30")) : List.of(),
                    Buffers.NONE));
            if (number < PEOPLE - 2) {
                required.add(
                        new RoleHolder(number == 0 ? RoleHolder.CUSTOMER_INCIDENT_MANAGER : "role-" + number, name));
            }
            addBusy(name, intervals / PEOPLE, random);
        }
        var interpreters = new ArrayList<Interpreter>();
        for (String key : List.of("interpreter-1", "interpreter-2")) {
            interpreters.add(new Interpreter(
                    key, Set.of("es-MX"), ZONES.get(2), WeeklyHours.parse("08:00-19:00"), List.of(), 1));
            calendars.put(key, CalendarReading.busy(List.of()));
        }
        problem = new ReadoutProblem(
                NOW,
                NOW.plus(Duration.ofDays(DAYS)),
                Duration.ofMinutes(60),
                Duration.ofMinutes(15),
                Duration.ofHours(18),
                required,
                List.of("person-18", "person-19"),
                people,
                new Customer(ZONES.get(0), List.of()),
                new Coverage(
                        "weekdays", List.of(new Coverage.Hours(WeeklyHours.parse("07:00-22:00"), ZoneId.of("UTC")))),
                List.of(),
                new InterpreterNeed("es-MX", true),
                interpreters,
                List.of());
    }

    private void addBusy(String name, int count, Random random) {
        long free = DAYS * (DAY - (QUIET_TO - QUIET_FROM));
        double pitch = (double) free / count;
        var busy = new ArrayList<TimeSpan>();
        for (int number = 0; number < count; number++) {
            long begin = busySecond((long) (number * pitch));
            long length = Math.max(1, (long) (pitch * (0.3 + 0.4 * random.nextDouble())));
            Instant from = NOW.plusSeconds(begin);
            busy.add(new TimeSpan(from, from.plusSeconds(Math.min(length, untilQuiet(begin)))));
        }
        Collections.shuffle(busy, random);
        spans.put(name, busy);
        calendars.put(name, CalendarReading.busy(busy));
    }

    /** The n-th second since now that is in nobody's quiet hours. */
    private static long busySecond(long number) {
        long perDay = DAY - (QUIET_TO - QUIET_FROM);
        long inDay = number % perDay;
        long quiet = QUIET_FROM - NOW.getEpochSecond() % DAY;
        return number / perDay * DAY + inDay + (inDay >= quiet ? QUIET_TO - QUIET_FROM : 0);
    }

    private static long untilQuiet(long second) {
        long ofDay = (NOW.getEpochSecond() + second) % DAY;
        return ofDay < QUIET_FROM ? QUIET_FROM - ofDay : DAY;
    }
}
