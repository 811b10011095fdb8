package dev.gatehouse.readout.domain.ranking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.readout.domain.Blackout;
import dev.gatehouse.readout.domain.Buffers;
import dev.gatehouse.readout.domain.CalendarReading;
import dev.gatehouse.readout.domain.Coverage;
import dev.gatehouse.readout.domain.Customer;
import dev.gatehouse.readout.domain.Customer.Holiday;
import dev.gatehouse.readout.domain.Deadline;
import dev.gatehouse.readout.domain.ExceptionRules;
import dev.gatehouse.readout.domain.Interpreter;
import dev.gatehouse.readout.domain.InterpreterNeed;
import dev.gatehouse.readout.domain.Person;
import dev.gatehouse.readout.domain.ReadoutProblem;
import dev.gatehouse.readout.domain.Relaxation;
import dev.gatehouse.readout.domain.RoleHolder;
import dev.gatehouse.readout.domain.Rule;
import dev.gatehouse.readout.domain.SlotPreference;
import dev.gatehouse.readout.domain.Term;
import dev.gatehouse.readout.domain.TimeSpan;
import dev.gatehouse.readout.domain.WeeklyHours;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The readout of the scenario, to be varied: what the request, the tables and the roster say. */
final class ReadoutScenario {
    static final String KOFI = "kofi.mensah";
    static final String ANA = "ana.torres";
    static final String GRACE = "grace.liu";
    static final String JORGE = "jorge.paz@bancosur.example";
    static final String PAUL = "paul.meyer";
    static final SlotPreference PREFERENCE = new SlotPreference(
            Map.of(Term.COMFORT, 4, Term.OPTIONAL, 2, Term.EARLY, 3, Term.MARGIN, 2, Term.HANDOFF, 1));
    static final ExceptionRules EXCEPTIONS = new ExceptionRules(
            Map.of(Rule.NOTICE, 1, Rule.WORKING_HOURS, 2, Rule.COVERAGE_HOURS, 3, Rule.HANDOFF, 4, Rule.SUBSTITUTE, 5),
            3);

    private final JsonNode request;
    final Map<String, CalendarReading> calendars = new HashMap<>();
    final List<Person> people = new ArrayList<>();
    final List<RoleHolder> required = new ArrayList<>();
    final List<String> optional = new ArrayList<>();
    final List<Blackout> blackouts = new ArrayList<>();
    final List<Interpreter> interpreters = new ArrayList<>();
    final List<Relaxation> relaxations = new ArrayList<>();
    final List<Holiday> holidays =
            new ArrayList<>(List.of(new Holiday(LocalDate.parse("2026-05-01"), "Día del Trabajo")));
    Customer customer;
    Instant now;
    Instant deadline;
    Duration duration;
    Duration granularity;
    InterpreterNeed interpreter;

    ReadoutScenario() {
        request = read();
        now = Instant.parse(request.at("/rcaApprovedAt").asText());
        duration = Duration.parse(request.at("/duration").asText());
        granularity = Duration.parse(request.at("/granularity").asText());
        interpreter = new InterpreterNeed(request.at("/interpreter/language").asText(), true);
        customer = new Customer(ZoneId.of(request.at("/customer/zone").asText()), holidays);
        request.at("/people").forEach(person -> people.add(person(person)));
        request.at("/required")
                .forEach(holder -> required.add(new RoleHolder(
                        holder.at("/role").asText(), holder.at("/person").asText())));
        request.at("/optional").forEach(person -> optional.add(person.asText()));
        request.at("/customer/blackouts")
                .forEach(blackout -> blackouts.add(
                        new Blackout(span(blackout), blackout.at("/reason").asText())));
        request.at("/busy").properties().forEach(busy -> calendars.put(busy.getKey(), busy(busy.getValue())));
        deadline = Deadline.after(now, request.at("/deadline/businessDays").asInt(), customer.zone(), holidays, jorge())
                .at();
        rosterOfTwo();
    }

    /** One of the two is on holiday on the 27th by the local calendar. */
    private void rosterOfTwo() {
        ZoneId zone = ZoneId.of("America/Mexico_City");
        Instant day = LocalDate.parse("2026-04-27").atStartOfDay(zone).toInstant();
        TimeSpan holiday = new TimeSpan(day, day.plus(Duration.ofDays(1)));
        interpreters.add(interpreter("lucia.ramos", 1, List.of(holiday)));
        interpreters.add(interpreter("mateo.silva", 2, List.of()));
    }

    Interpreter interpreter(String key, int load, List<TimeSpan> absences) {
        calendars.put(key, CalendarReading.busy(List.of()));
        return new Interpreter(
                key,
                Set.of("es-MX"),
                ZoneId.of("America/Mexico_City"),
                WeeklyHours.parse("08:00-18:00"),
                absences,
                load);
    }

    Person jorge() {
        return people.stream()
                .filter(person -> person.person().equals(JORGE))
                .findFirst()
                .orElseThrow();
    }

    ReadoutScenario busy(String person, String... times) {
        var spans = new ArrayList<TimeSpan>();
        for (int at = 0; at < times.length; at += 2) {
            spans.add(new TimeSpan(Instant.parse(times[at]), Instant.parse(times[at + 1])));
        }
        calendars.put(person, CalendarReading.busy(spans));
        return this;
    }

    ReadoutProblem problem() {
        return new ReadoutProblem(
                now,
                deadline,
                duration,
                granularity,
                Duration.parse(request.at("/minimumNotice").asText()),
                required,
                optional,
                people,
                customer,
                new Coverage(
                        "premium-emea-amer",
                        List.of(new Coverage.Hours(WeeklyHours.parse("07:00-17:00"), ZoneId.of("UTC")))),
                blackouts,
                interpreter,
                interpreters,
                relaxations);
    }

    PreparedCalendars prepared() {
        return PreparedCalendars.of(problem(), calendars);
    }

    Ranking ranking() {
        return prepared().rank(PREFERENCE);
    }

    private static Person person(JsonNode person) {
        var handoffs = new ArrayList<WeeklyHours>();
        person.path("protectedHandoffs")
                .forEach(handoff -> handoffs.add(WeeklyHours.of(
                        days(handoff.at("/days")),
                        handoff.at("/from").asText(),
                        handoff.at("/to").asText())));
        return new Person(
                person.at("/person").asText(),
                ZoneId.of(person.at("/zone").asText()),
                WeeklyHours.parse(person.at("/workingHours").asText()),
                handoffs,
                Buffers.NONE);
    }

    private static Set<DayOfWeek> days(JsonNode days) {
        return StreamSupport.stream(days.spliterator(), false)
                .map(JsonNode::asText)
                .map(day -> Arrays.stream(DayOfWeek.values())
                        .filter(known -> known.name().startsWith(day))
                        .findFirst()
                        .orElseThrow())
                .collect(Collectors.toSet());
    }

    private static CalendarReading busy(JsonNode busy) {
        var spans = new ArrayList<TimeSpan>();
        busy.forEach(span -> spans.add(span(span)));
        return CalendarReading.busy(spans);
    }

    private static TimeSpan span(JsonNode span) {
        return new TimeSpan(
                Instant.parse(span.at("/from").asText()),
                Instant.parse(span.at("/to").asText()));
    }

    private static JsonNode read() {
        try (InputStream request =
                ReadoutScenario.class.getResourceAsStream("/scenarios/3-readout-scheduling/request.json")) {
            return new ObjectMapper().readTree(request);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
