package dev.gatehouse.recovery.exchange;

import dev.gatehouse.intake.Fault;
import dev.gatehouse.intake.Place;
import dev.gatehouse.release.exchange.ReleaseRules;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a request's people, lane and times must be. Each rule judges only what has the right shape. */
final class RequestRules {

    private static final List<String> OTHER_ROLES = List.of("author", "packetOwner", "governanceOwner");

    private final Premises premises;
    private final ReleaseRules shared;

    private final List<Function<Place, Stream<Fault>>> rules =
            List.of(this::ownersAreKnown, RequestRules::releaseOwnerStandsApart, this::laneIsThisFlows);

    RequestRules(Premises premises) {
        this.premises = premises;
        this.shared = new ReleaseRules(premises);
    }

    Stream<Fault> faults(Place request) {
        return Stream.concat(shared.faults(request), rules.stream().flatMap(rule -> rule.apply(request)));
    }

    private Stream<Fault> ownersAreKnown(Place request) {
        return Stream.of("packetOwner", "releaseOwner", "governanceOwner")
                .flatMap(role -> shared.known(request.at(role)));
    }

    private static Stream<Fault> releaseOwnerStandsApart(Place request) {
        Place owner = request.at("releaseOwner");
        List<String> others = OTHER_ROLES.stream()
                .filter(role -> owner.text().isPresent() && owner.text().equals(request.text(role)))
                .toList();
        return others.isEmpty()
                ? Stream.empty()
                : Stream.of(owner.fault("%s is %s as well; expected somebody who is neither of these"
                        .formatted(owner.text().orElse(""), String.join(" and ", others))));
    }

    private Stream<Fault> laneIsThisFlows(Place request) {
        Place lane = request.at("lane");
        return lane
                .text()
                .filter(name -> !name.isEmpty() && !premises.isLane(name))
                .map(name -> lane.fault(
                        "\"%s\" is no lane that this flow releases into; a packet is released into one lane, and another lane needs a case of its own"
                                .formatted(name)))
                .stream();
    }
}
