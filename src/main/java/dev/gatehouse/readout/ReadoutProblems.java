package dev.gatehouse.readout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.intake.Place;
import dev.gatehouse.policy.Policies;
import dev.gatehouse.policy.Policies.ExceptionRule;
import dev.gatehouse.readout.domain.Blackout;
import dev.gatehouse.readout.domain.Coverage;
import dev.gatehouse.readout.domain.Customer;
import dev.gatehouse.readout.domain.Deadline;
import dev.gatehouse.readout.domain.ExceptionRules;
import dev.gatehouse.readout.domain.Interpreter;
import dev.gatehouse.readout.domain.InterpreterNeed;
import dev.gatehouse.readout.domain.Person;
import dev.gatehouse.readout.domain.ReadoutProblem;
import dev.gatehouse.readout.domain.RoleHolder;
import dev.gatehouse.readout.domain.Rule;
import dev.gatehouse.readout.domain.SlotPreference;
import dev.gatehouse.readout.domain.Term;
import dev.gatehouse.readout.domain.TimeSpan;
import dev.gatehouse.readout.domain.WeeklyHours;
import dev.gatehouse.readout.exchange.Premises;
import dev.gatehouse.readout.exchange.ReadoutText;
import dev.gatehouse.records.FreshnessLimits;
import dev.gatehouse.records.MirroredRecord;
import dev.gatehouse.records.Records;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together what is ranked: the request, what has changed since, mirrored records and policy tables. */
@Component
class ReadoutProblems {

    static final String INTERPRETERS = "interpreters";

    private static final Duration DEFAULT_DURATION = Duration.ofHours(1);
    private static final Duration DEFAULT_GRANULARITY = Duration.ofMinutes(15);
    /** Of a customer whose incident manager is not described: the whole of each business day. */
    private static final WeeklyHours WHOLE_DAYS = WeeklyHours.parse("00:00-24:00");

    private final Premises premises;
    private final Policies policies;
    private final Records records;
    private final FreshnessLimits freshness;

    ReadoutProblems(Premises premises, Policies policies, Records records, FreshnessLimits freshness) {
        this.premises = premises;
        this.policies = policies;
        this.records = records;
        this.freshness = freshness;
    }

    /** The problem as it stands now; {@link dev.gatehouse.readout.domain.ProblemFaults} says whether it can be ranked. */
    ReadoutProblem problem(JsonNode request, Standing standing, Instant now) {
        Place root = Place.root(request);
        ObjectNode described = JsonNodeFactory.instance.objectNode();
        standing.people().forEach(described.putArray("people")::add);
        List<Person> people = ReadoutText.people(Place.root(described));
        List<RoleHolder> holders = inTheOrderOf(request, standing.holders());
        ZoneId zone = zone(root).orElse(null);
        List<Customer.Holiday> holidays = root.at("deadline")
                .text("holidays")
                .flatMap(premises::holidays)
                .map(Premises.Holidays::days)
                .orElse(List.of());
        return new ReadoutProblem(
                now,
                deadline(root, zone, holidays, holders, people),
                duration(request),
                root.duration("granularity").orElse(DEFAULT_GRANULARITY),
                root.duration("minimumNotice").orElse(Duration.ZERO),
                holders,
                optional(request, holders),
                people,
                new Customer(zone, holidays),
                root.text("coverage").flatMap(premises::coverage).orElse(new Coverage("none", List.of())),
                blackouts(request, standing),
                need(root),
                interpreters(),
                standing.relaxations());
    }

    /** How long the readout takes. */
    static Duration duration(JsonNode request) {
        return Place.root(request).duration("duration").orElse(DEFAULT_DURATION);
    }

    /** Whoever has come to hold a role takes part for it; a request that names somebody twice itself is a mistake. */
    private static List<String> optional(JsonNode request, List<RoleHolder> holders) {
        Set<String> stated = request.path("required")
                .valueStream()
                .map(seat -> seat.path("person").asText())
                .collect(Collectors.toSet());
        return ReadoutText.texts(request, "optional").stream()
                .filter(person -> stated.contains(person)
                        || holders.stream().noneMatch(holder -> holder.person().equals(person)))
                .toList();
    }

    /** Faults point into the request, so its own order is kept; roles that came later follow by name. */
    private static List<RoleHolder> inTheOrderOf(JsonNode request, List<RoleHolder> holders) {
        List<String> stated = request.path("required")
                .valueStream()
                .map(seat -> seat.path("role").asText())
                .toList();
        return holders.stream()
                .sorted(Comparator.comparingInt((RoleHolder holder) ->
                                stated.contains(holder.role()) ? stated.indexOf(holder.role()) : stated.size())
                        .thenComparing(RoleHolder::role))
                .toList();
    }

    private Optional<ZoneId> zone(Place request) {
        return request.at("customer")
                .text("zone")
                .or(() -> account(request.node())
                        .map(account -> account.path("zone").textValue()))
                .flatMap(ReadoutText::zone);
    }

    private Optional<JsonNode> account(JsonNode request) {
        return premises.account(request.path("account").asText());
    }

    private static Instant deadline(
            Place request,
            @Nullable ZoneId zone,
            List<Customer.Holiday> holidays,
            List<RoleHolder> holders,
            List<Person> people) {
        Place deadline = request.at("deadline");
        Instant approved = request.instant("rcaApprovedAt").orElse(Instant.EPOCH);
        JsonNode days = deadline.at("businessDays").node();
        if (days.isIntegralNumber() && days.intValue() >= 1 && days.intValue() <= 60) {
            ZoneId counted = zone == null ? ZoneOffset.UTC : zone;
            return Deadline.after(
                            approved, days.intValue(), counted, holidays, incidentManager(counted, holders, people))
                    .at();
        }
        return deadline.instant("at").orElse(approved.plus(Duration.ofDays(1)));
    }

    private static Person incidentManager(ZoneId zone, List<RoleHolder> holders, List<Person> people) {
        return holders.stream()
                .filter(holder -> holder.role().equals(RoleHolder.CUSTOMER_INCIDENT_MANAGER))
                .flatMap(holder ->
                        people.stream().filter(person -> person.person().equals(holder.person())))
                .findFirst()
                .orElse(new Person(RoleHolder.CUSTOMER_INCIDENT_MANAGER, zone, WHOLE_DAYS));
    }

    private static @Nullable InterpreterNeed need(Place request) {
        Place interpreter = request.at("interpreter");
        return interpreter
                .text("language")
                .map(language -> new InterpreterNeed(
                        language, interpreter.at("required").node().asBoolean(false)))
                .orElse(null);
    }

    // ---- blackouts: what the case was told, and what the account's record says

    private List<Blackout> blackouts(JsonNode request, Standing standing) {
        return Stream.concat(told(standing).stream(), recorded(request).stream())
                .distinct()
                .toList();
    }

    private static List<Blackout> told(Standing standing) {
        ObjectNode holder = JsonNodeFactory.instance.objectNode();
        standing.blackouts().forEach(holder.putArray("blackouts")::add);
        return ReadoutText.blackouts(Place.root(holder));
    }

    private List<Blackout> recorded(JsonNode request) {
        return account(request)
                .map(account -> ReadoutText.blackouts(Place.root(account)))
                .orElse(List.of());
    }

    /** Blackouts that only one of both knows; none where the account has no record. Both count. */
    ArrayNode differences(JsonNode request, Standing standing) {
        ArrayNode differences = JsonNodeFactory.instance.arrayNode();
        if (account(request).isEmpty()) {
            return differences;
        }
        only(told(standing), recorded(request), "request", differences);
        only(recorded(request), told(standing), "account", differences);
        return differences;
    }

    private static void only(List<Blackout> these, List<Blackout> others, String where, ArrayNode differences) {
        List<TimeSpan> known = others.stream().map(Blackout::time).toList();
        these.stream().filter(one -> !known.contains(one.time())).forEach(one -> differences
                .addObject()
                .put("from", one.time().from().toString())
                .put("to", one.time().to().toString())
                .put("reason", one.reason())
                .put("onlyIn", where));
    }

    // ---- interpreters

    private List<Interpreter> interpreters() {
        return records.newestApproved(INTERPRETERS).stream()
                .flatMap(record -> interpreter(record).stream())
                .toList();
    }

    /** Empty for somebody the roster does not approve, or describes so that nobody could meet them. */
    private static Optional<Interpreter> interpreter(MirroredRecord record) {
        JsonNode content = record.content();
        Optional<ZoneId> zone =
                Optional.ofNullable(content.path("zone").textValue()).flatMap(ReadoutText::zone);
        if (!content.path("approved").asBoolean(false) || zone.isEmpty()) {
            return Optional.empty();
        }
        Person described = ReadoutText.person(Place.root(content));
        return Optional.of(new Interpreter(
                record.key(),
                new LinkedHashSet<>(ReadoutText.texts(content, "languages")),
                zone.get(),
                described.workingHours(),
                absences(content, zone.get()),
                content.path("load").asInt()));
    }

    /** Whole days in the interpreter's zone, the last one not included. */
    private static List<TimeSpan> absences(JsonNode content, ZoneId zone) {
        return content.path("absent")
                .valueStream()
                .flatMap(absence -> absence(absence, zone).stream())
                .toList();
    }

    private static Optional<TimeSpan> absence(JsonNode absence, ZoneId zone) {
        try {
            Instant from = LocalDate.parse(absence.path("from").asText())
                    .atStartOfDay(zone)
                    .toInstant();
            Instant to = LocalDate.parse(absence.path("to").asText())
                    .atStartOfDay(zone)
                    .toInstant();
            return from.isBefore(to) ? Optional.of(new TimeSpan(from, to)) : Optional.empty();
        } catch (DateTimeException asInstants) {
            return ReadoutText.span(Place.root(absence));
        }
    }

    /** Whom a calendar is asked of: everybody who is described, and whoever speaks the language that is needed. */
    static Set<String> calendars(ReadoutProblem problem) {
        Set<String> calendars = new LinkedHashSet<>();
        problem.people().forEach(person -> calendars.add(person.person()));
        InterpreterNeed need = problem.interpreter();
        if (need != null && need.required()) {
            problem.interpreters().stream()
                    .filter(interpreter -> interpreter.languages().contains(need.language()))
                    .forEach(interpreter -> calendars.add(interpreter.key()));
        }
        return calendars;
    }

    // ---- what the tables say

    SlotPreference preference() {
        Map<Term, Integer> weights = new HashMap<>();
        for (Term term : Term.values()) {
            weights.put(term, policies.slotPreference(term.word()));
        }
        return new SlotPreference(weights);
    }

    ExceptionRules exceptionRules() {
        Map<Rule, Integer> weights = new HashMap<>();
        int most = 1;
        for (Rule rule : Rule.values()) {
            ExceptionRule says = policies.exceptionRule(rule.word());
            most = Math.max(most, says.maxRules());
            if (says.mayGive() && rule.canGive()) {
                weights.put(rule, says.weight());
            }
        }
        return new ExceptionRules(weights, most);
    }

    // ---- what it all rests on

    /** Every record that the ranking rests on, with a mark on those that are older than their register's limit. */
    ArrayNode sources(JsonNode request, Instant now) {
        ArrayNode sources = JsonNodeFactory.instance.arrayNode();
        Optional.ofNullable(request.path("deadline").path("holidays").textValue())
                .flatMap(premises::holidays)
                .ifPresent(table -> sources.add(table.citation()));
        Stream.concat(
                        records
                                .newestApproved(
                                        ReadoutPremises.ACCOUNTS,
                                        request.path("account").asText())
                                .stream(),
                        needed(request))
                .forEach(record -> sources.add(record.citation()
                        .put("publishedAt", record.publishedAt().toString())
                        .put("stale", freshness.of(record, now).stale())));
        return sources;
    }

    private Stream<MirroredRecord> needed(JsonNode request) {
        String language = request.path("interpreter").path("language").asText();
        return !request.path("interpreter").path("required").asBoolean(false)
                ? Stream.empty()
                : records.newestApproved(INTERPRETERS).stream()
                        .filter(record ->
                                ReadoutText.texts(record.content(), "languages").contains(language));
    }

    /** The tables that a ranking and what follows from it are judged by. */
    Map<String, String> versions() {
        return policies.versions(
                "required-roles",
                "coverage-hours",
                "slot-preference",
                "exception-rules",
                "deadline-nearing",
                "freshness",
                "change-authority",
                "material-change");
    }
}
