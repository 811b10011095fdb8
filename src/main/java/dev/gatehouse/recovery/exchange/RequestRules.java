package dev.gatehouse.recovery.exchange;

import dev.gatehouse.intake.Fault;
import dev.gatehouse.intake.Place;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a request's people, lane and times must be. Each rule judges only what has the right shape. */
final class RequestRules {

    private static final List<String> OTHER_ROLES = List.of("author", "packetOwner", "governanceOwner");

    private final Premises premises;

    private final List<Function<Place, Stream<Fault>>> rules = List.of(
            this::ownersAreKnown,
            this::audienceIsKnown,
            RequestRules::nobodyIsInTheAudienceTwice,
            RequestRules::releaseOwnerStandsApart,
            this::laneIsThisFlows,
            RequestRules::drillsHaveAFirstMoment,
            RequestRules::validityEndsAfterItStarts,
            this::validityIsNotPast,
            this::supersededCaseHasTheSameReleaseOwner);

    RequestRules(Premises premises) {
        this.premises = premises;
    }

    Stream<Fault> faults(Place request) {
        return rules.stream().flatMap(rule -> rule.apply(request));
    }

    /** By the case clock as it will stand before the first event. */
    static Optional<Instant> now(Place request, Premises premises) {
        return isDrill(request) ? request.instant("declaredAt") : Optional.of(premises.now());
    }

    private static boolean isDrill(Place request) {
        return request.at("rehearsal").node().asBoolean(false);
    }

    private Stream<Fault> ownersAreKnown(Place request) {
        return Stream.of("packetOwner", "releaseOwner", "governanceOwner")
                .flatMap(role -> PacketRules.known(request.at(role), premises));
    }

    private Stream<Fault> audienceIsKnown(Place request) {
        return request.each("audience").stream().flatMap(person -> PacketRules.known(person, premises));
    }

    private static Stream<Fault> nobodyIsInTheAudienceTwice(Place request) {
        return PacketRules.duplicates(request.each("audience").stream());
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
        Instant now = now(request, premises).orElse(null);
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
