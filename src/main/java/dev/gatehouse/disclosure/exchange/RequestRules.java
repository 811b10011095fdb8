package dev.gatehouse.disclosure.exchange;

import dev.gatehouse.intake.Fault;
import dev.gatehouse.intake.Place;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a request must be beyond its shape. Each rule judges only what has the right shape. */
final class RequestRules {

    private final DisclosurePremises premises;

    private final List<Function<Place, Stream<Fault>>> rules = List.of(
            this::peopleAreKnown,
            this::agentsAreAgents,
            RequestRules::nobodyIsNamedTwice,
            RequestRules::sectionsHaveIdsOfTheirOwn,
            this::citationsExist,
            RequestRules::recordsAreCitedOnce,
            RequestRules::drillsHaveAFirstMoment,
            RequestRules::validityEndsAfterItStarts,
            this::validityIsNotPast,
            this::supersededCaseHasTheSameReleaseOwner);

    RequestRules(DisclosurePremises premises) {
        this.premises = premises;
    }

    Stream<Fault> faults(Place request) {
        return rules.stream().flatMap(rule -> rule.apply(request));
    }

    private Stream<Fault> peopleAreKnown(Place request) {
        return Stream.of(
                        Stream.of(request.at("artifactOwner"), request.at("releaseOwner")),
                        lists(request, "audience", "signers", "reviewers"),
                        request.each("sections").stream().map(section -> section.at("owner")))
                .flatMap(places -> places)
                .flatMap(this::known);
    }

    /** A blank or missing name is the schema's fault to tell. */
    Stream<Fault> known(Place person) {
        return person
                .text()
                .filter(id -> !id.isEmpty() && !premises.isPerson(id))
                .map(id -> person.fault("\"%s\" is nobody we know; expected the id of a person".formatted(id)))
                .stream();
    }

    private Stream<Fault> agentsAreAgents(Place request) {
        return request.each("agents").stream()
                .flatMap(agent -> agent
                        .text()
                        .filter(id -> !premises.isAgent(id))
                        .map(id -> agent.fault("\"%s\" is no agent's account; expected one".formatted(id)))
                        .stream());
    }

    private static Stream<Fault> nobodyIsNamedTwice(Place request) {
        return Stream.of("audience", "signers", "reviewers", "agents")
                .flatMap(list -> duplicates(request.each(list).stream(), "is named in this list already"));
    }

    private static Stream<Fault> sectionsHaveIdsOfTheirOwn(Place request) {
        return duplicates(
                request.each("sections").stream().map(section -> section.at("sectionId")),
                "is another section's id already; expected an id of its own");
    }

    static Stream<Fault> duplicates(Stream<Place> places, String sentence) {
        Set<String> seen = new HashSet<>();
        return places.filter(place -> place.text().filter(id -> !seen.add(id)).isPresent())
                .map(place -> place.fault("\"%s\" %s".formatted(place.text().orElse(""), sentence)));
    }

    private Stream<Fault> citationsExist(Place request) {
        return request.each("sections").stream().flatMap(this::citationsOf);
    }

    /** The citations of anything that has some. */
    Stream<Fault> citationsOf(Place holder) {
        return holder.each("citations").stream().flatMap(citation -> {
            Optional<String> register = citation.text("register");
            Optional<String> key = citation.text("key");
            long version = citation.at("version").node().asLong(0);
            return register.isEmpty()
                            || key.isEmpty()
                            || version < 1
                            || premises.citable(register.get(), key.get(), version)
                    ? Stream.empty()
                    : Stream.of(citation.fault("register %s has no approved version %d of %s; expected one that it has"
                            .formatted(register.get(), version, key.get())));
        });
    }

    private static Stream<Fault> recordsAreCitedOnce(Place request) {
        return request.each("sections").stream().flatMap(RequestRules::citedOnce);
    }

    static Stream<Fault> citedOnce(Place holder) {
        Set<String> seen = new HashSet<>();
        return holder.each("citations").stream()
                .filter(citation -> citation.text("register").isPresent()
                        && citation.text("key").isPresent()
                        && !seen.add(citation.text("register").get() + "\n"
                                + citation.text("key").get()))
                .map(citation -> citation.fault("cites a record that is cited here already; expected each once"));
    }

    private static Stream<Place> lists(Place request, String... names) {
        return Stream.of(names).flatMap(name -> request.each(name).stream());
    }

    private static boolean isDrill(Place request) {
        return request.at("rehearsal").node().asBoolean(false);
    }

    private static Stream<Fault> drillsHaveAFirstMoment(Place request) {
        return isDrill(request) && request.at("declaredAt").node().isMissingNode()
                ? Stream.of(request.at("declaredAt")
                        .fault("is missing; expected, of a drill, the moment at which its clock begins"))
                : Stream.empty();
    }

    private static Stream<Fault> validityEndsAfterItStarts(Place request) {
        Place validity = request.at("validity");
        Instant from = validity.instant("from").orElse(null);
        Instant to = validity.instant("to").orElse(null);
        return from == null || to == null || from.isBefore(to)
                ? Stream.empty()
                : Stream.of(validity.at("to")
                        .fault("is %s; expected a moment after from, which is %s".formatted(to, from)));
    }

    private Stream<Fault> validityIsNotPast(Place request) {
        Place to = request.at("validity").at("to");
        Instant now = isDrill(request) ? request.instant("declaredAt").orElse(null) : premises.now();
        return to
                .instant()
                .filter(end -> now != null && !end.isAfter(now))
                .map(end -> to.fault("is %s, which is past: it is %s; expected a moment to come".formatted(end, now)))
                .stream();
    }

    private Stream<Fault> supersededCaseHasTheSameReleaseOwner(Place request) {
        Place older = request.at("supersedes");
        Optional<String> owner = request.text("releaseOwner");
        return older
                .text()
                .filter(caseId ->
                        owner.isPresent() && !premises.releaseOwnerOf(caseId).equals(owner))
                .map(caseId ->
                        older.fault("\"%s\" is no case of this flow that %s releases; expected such a case, or none"
                                .formatted(caseId, owner.orElse(""))))
                .stream();
    }
}
