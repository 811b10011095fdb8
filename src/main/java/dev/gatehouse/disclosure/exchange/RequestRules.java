package dev.gatehouse.disclosure.exchange;

import dev.gatehouse.intake.Fault;
import dev.gatehouse.intake.Place;
import dev.gatehouse.release.exchange.ReleaseRules;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a request must be beyond its shape. Each rule judges only what has the right shape. */
final class RequestRules {

    private final DisclosurePremises premises;
    private final ReleaseRules shared;

    private final List<Function<Place, Stream<Fault>>> rules = List.of(
            this::peopleAreKnown,
            this::agentsAreAgents,
            RequestRules::nobodyIsNamedTwice,
            RequestRules::sectionsHaveIdsOfTheirOwn,
            this::citationsExist,
            RequestRules::recordsAreCitedOnce);

    RequestRules(DisclosurePremises premises) {
        this.premises = premises;
        this.shared = new ReleaseRules(premises);
    }

    Stream<Fault> faults(Place request) {
        return Stream.concat(shared.faults(request), rules.stream().flatMap(rule -> rule.apply(request)));
    }

    private Stream<Fault> peopleAreKnown(Place request) {
        return Stream.of(
                        Stream.of(request.at("artifactOwner"), request.at("releaseOwner")),
                        lists(request, "signers", "reviewers"),
                        request.each("sections").stream().map(section -> section.at("owner")))
                .flatMap(places -> places)
                .flatMap(shared::known);
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
        return Stream.of("signers", "reviewers", "agents")
                .flatMap(list -> ReleaseRules.eachOnce(request.each(list).stream()));
    }

    private static Stream<Fault> sectionsHaveIdsOfTheirOwn(Place request) {
        return ReleaseRules.eachOnce(request.each("sections").stream().map(section -> section.at("sectionId")));
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
}
