package dev.gatehouse.readout.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.intake.Fault;
import dev.gatehouse.intake.Place;
import dev.gatehouse.intake.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a request must be beyond its shape and beyond what makes a problem impossible to rank. */
final class RequestRules {

    private static final Duration LONGEST_HOLD = Duration.ofDays(7);

    private final Premises premises;

    private final List<Function<Place, Stream<Fault>>> rules = List.of(
            RequestRules::draftIsSafeForTheCustomer,
            this::managersAreKnown,
            RequestRules::zonesAreKnown,
            RequestRules::buffersAreNotNegative,
            RequestRules::rolesAreStatedOnce,
            RequestRules::everybodyIsDescribed,
            RequestRules::deadlineIsOneOfBoth,
            this::countryHasHolidays,
            this::coverageIsPublished,
            RequestRules::holdsLastALittle,
            RequestRules::timesEndAfterTheyStart,
            RequestRules::busyTimesAreADrills);

    RequestRules(Premises premises) {
        this.premises = premises;
    }

    Stream<Fault> faults(Place request) {
        return rules.stream().flatMap(rule -> rule.apply(request));
    }

    private static Stream<Fault> draftIsSafeForTheCustomer(Place request) {
        Place safe = request.at("customerSafe");
        return safe.node().isBoolean() && !safe.node().booleanValue()
                ? Stream.of(safe.fault(
                        "is false; expected true: nothing may be scheduled before the draft is safe for the customer"))
                : Stream.empty();
    }

    private Stream<Fault> managersAreKnown(Place request) {
        return Stream.of("programManager", "escalationManager")
                .map(request::at)
                .filter(person -> person.text().filter(id -> !premises.isPerson(id)).isPresent())
                .map(person -> person.fault("\"%s\" is nobody here; expected a person with an account, who opens gates"
                        .formatted(person.text().orElse(""))));
    }

    private static Stream<Fault> zonesAreKnown(Place request) {
        return Stream.concat(
                        request.each("people").stream(), Stream.of(request.at("customer")))
                .flatMap(RequestRules::zone);
    }

    /** A zone that is none. */
    static Stream<Fault> zone(Place holder) {
        Place zone = holder.at("zone");
        return zone.text()
                .filter(text -> ReadoutText.zone(text).isEmpty())
                .map(text -> zone.fault(
                        "\"%s\" is no time zone; expected one of the IANA's, such as America/Mexico_City"
                                .formatted(text)))
                .stream();
    }

    private static Stream<Fault> buffersAreNotNegative(Place request) {
        return request.each("people").stream()
                .map(person -> person.at("buffers"))
                .flatMap(buffers -> Stream.of("before", "after").map(buffers::at))
                .filter(buffer -> buffer.text()
                        .flatMap(Times::duration)
                        .filter(Duration::isNegative)
                        .isPresent())
                .map(buffer -> buffer.fault("is %s; expected a duration that is not negative"
                        .formatted(buffer.text().orElse(""))));
    }

    private static Stream<Fault> rolesAreStatedOnce(Place request) {
        Set<String> seen = new HashSet<>();
        return request.each("required").stream()
                .map(seat -> seat.at("role"))
                .filter(role -> role.text().filter(name -> !seen.add(name)).isPresent())
                .map(role -> role.fault(
                        "the role %s is there twice; expected one holder for it".formatted(role.text().orElse(""))));
    }

    /** Whom a role or a busy time names has to be among the people, or nobody knows their zone. */
    private static Stream<Fault> everybodyIsDescribed(Place request) {
        Set<String> described = request.each("people").stream()
                .flatMap(person -> person.text("person").stream())
                .collect(Collectors.toSet());
        return Stream.concat(
                        request.each("required").stream().map(seat -> seat.at("person")),
                        request.each("optional").stream())
                .filter(person -> person.text().filter(id -> !described.contains(id)).isPresent())
                .map(person -> person.fault("\"%s\" is not among the people; expected somebody with zone and hours there"
                        .formatted(person.text().orElse(""))));
    }

    private static Stream<Fault> deadlineIsOneOfBoth(Place request) {
        Place deadline = request.at("deadline");
        if (!deadline.node().isObject()) {
            return Stream.empty();
        }
        boolean days = deadline.node().has("businessDays");
        boolean at = deadline.node().has("at");
        if (days == at) {
            return Stream.of(deadline.fault("has %s; expected either businessDays with holidays, or at"
                    .formatted(days ? "both businessDays and at" : "neither businessDays nor at")));
        }
        return days && !deadline.node().has("holidays")
                ? Stream.of(deadline.at("holidays")
                        .fault("is missing; expected the country whose holidays are no business days, such as MX"))
                : Stream.empty();
    }

    private Stream<Fault> countryHasHolidays(Place request) {
        Place country = request.at("deadline").at("holidays");
        return country.text()
                .filter(name -> premises.holidays(name).isEmpty())
                .map(name -> country.fault(
                        "there is no table of holidays for \"%s\"; expected a country of the register holidays, such as MX"
                                .formatted(name)))
                .stream();
    }

    private Stream<Fault> coverageIsPublished(Place request) {
        Place coverage = request.at("coverage");
        return coverage.text()
                .filter(name -> premises.coverage(name).isEmpty())
                .map(name -> coverage.fault(
                        "\"%s\" are no published coverage hours; expected a row of the table coverage-hours"
                                .formatted(name)))
                .stream();
    }

    private static Stream<Fault> holdsLastALittle(Place request) {
        Place ttl = request.at("holds").at("ttl");
        return request.at("holds").duration("ttl")
                .filter(time -> time.compareTo(Duration.ofMinutes(1)) < 0 || time.compareTo(LONGEST_HOLD) > 0)
                .map(time -> ttl.fault("is %s; expected a minute to seven days: a hold is short-lived".formatted(time)))
                .stream();
    }

    private static Stream<Fault> timesEndAfterTheyStart(Place request) {
        return Stream.concat(
                        request.at("customer").each("blackouts").stream(),
                        people(request.at("busy")).stream()
                                .flatMap(person -> request.at("busy").each(person).stream()))
                .flatMap(RequestRules::endsAfterItStarts);
    }

    /** A time that ends before it starts. */
    static Stream<Fault> endsAfterItStarts(Place time) {
        Optional<Instant> from = time.instant("from");
        Optional<Instant> to = time.instant("to");
        return from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())
                ? Stream.of(time.at("to")
                        .fault("is %s; expected a moment after from, which is %s".formatted(to.get(), from.get())))
                : Stream.empty();
    }

    private static Stream<Fault> busyTimesAreADrills(Place request) {
        Place busy = request.at("busy");
        return !busy.node().isMissingNode()
                        && !request.at("rehearsal").node().asBoolean(false)
                ? Stream.of(busy.fault(
                        "is not for a live case; expected nothing here: free-busy comes from the calendars"))
                : Stream.empty();
    }

    private static Set<String> people(Place busy) {
        Set<String> people = new HashSet<>();
        JsonNode node = busy.node();
        node.fieldNames().forEachRemaining(people::add);
        return people;
    }
}
