package dev.gatehouse.readout.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.intake.DocumentSchema;
import dev.gatehouse.intake.Fault;
import dev.gatehouse.intake.Place;
import dev.gatehouse.readout.domain.ProblemFaults;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What people send to complete vacant roles, or to ask for a substitute. */
public final class RolesText {
    private static final DocumentSchema ROLES = ReadoutJson.schema("roles");

    private RolesText() {}

    /**
     * All faults of a list of roles with their people.
     *
     * @param vacant the roles that need somebody, all of them
     * @param people whose zone and hours are known, as requests describe them
     * @param duration of the readout, which has to fit into everybody's hours
     */
    public static List<Fault> faults(
            JsonNode roles, List<String> vacant, Collection<JsonNode> people, Duration duration) {
        Place holder = new Place("", roles);
        List<Place> each = elements(holder);
        Set<String> described =
                people.stream().map(one -> one.path("person").asText()).collect(Collectors.toSet());
        return Fault.ordered(Stream.of(
                        ROLES.faults(roles).stream(),
                        each.stream().flatMap(seat -> isVacant(seat, vacant)),
                        twice(each),
                        missing(each, vacant),
                        each.stream().flatMap(seat -> personFaults(seat, described).stream()),
                        each.stream().flatMap(seat -> fits(seat, people, duration)))
                .flatMap(found -> found));
    }

    private static List<Place> elements(Place list) {
        return IntStream.range(0, list.node().isArray() ? list.node().size() : 0)
                .mapToObj(index -> new Place("/" + index, list.node().get(index)))
                .toList();
    }

    private static Stream<Fault> isVacant(Place seat, List<String> vacant) {
        return seat
                .text("role")
                .filter(role -> !vacant.contains(role))
                .map(role -> seat.at("role")
                        .fault("\"%s\" is not vacant; expected one of %s".formatted(role, String.join(", ", vacant))))
                .stream();
    }

    private static Stream<Fault> twice(List<Place> seats) {
        Set<String> seen = new HashSet<>();
        return seats.stream()
                .filter(seat ->
                        seat.text("role").filter(role -> !seen.add(role)).isPresent())
                .map(seat -> seat.at("role").fault("this role is there twice; expected one person for it"));
    }

    private static Stream<Fault> missing(List<Place> seats, List<String> vacant) {
        Set<String> named =
                seats.stream().flatMap(seat -> seat.text("role").stream()).collect(Collectors.toSet());
        List<String> left =
                vacant.stream().filter(role -> !named.contains(role)).toList();
        return left.isEmpty()
                ? Stream.empty()
                : Stream.of(new Fault(
                        "",
                        "Nobody is named for %s; expected somebody for every vacant role"
                                .formatted(String.join(", ", left))));
    }

    /** Hours that no slot fits into are somebody's mistake; nothing could ever be held. */
    private static Stream<Fault> fits(Place seat, Collection<JsonNode> people, Duration duration) {
        boolean stated = seat.text("workingHours").isPresent();
        Optional<Place> hours = stated
                ? Optional.of(seat)
                : people.stream()
                        .map(Place::root)
                        .filter(one -> one.text("person").equals(seat.text("person")))
                        .findFirst();
        return hours
                .map(one -> ReadoutText.person(one).workingHours())
                .filter(known -> ProblemFaults.isLongerThan(duration, known))
                .map(known -> seat.at(stated ? "workingHours" : "person")
                        .fault(
                                "the readout takes %s, longer than the working hours %s; expected hours that it fits into"
                                        .formatted(duration, known.text())))
                .stream();
    }

    /** What is wrong with how somebody is described: zone and hours are needed of whoever is new. */
    public static List<Fault> personFaults(Place person, Collection<String> described) {
        boolean known = person.text("person").filter(described::contains).isPresent();
        return Fault.ordered(Stream.concat(
                RequestRules.zone(person),
                Stream.of("zone", "workingHours")
                        .map(person::at)
                        .filter(field -> !known && field.node().isMissingNode())
                        .map(field -> field.fault("is missing; expected it of somebody who is new to this readout"))));
    }
}
