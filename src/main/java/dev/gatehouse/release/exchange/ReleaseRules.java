package dev.gatehouse.release.exchange;

import dev.gatehouse.intake.Fault;
import dev.gatehouse.intake.Place;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a request for a release must be in every flow. Each rule judges only what has the right shape. */
public final class ReleaseRules {

    private final ReleasePremises premises;

    public ReleaseRules(ReleasePremises premises) {
        this.premises = premises;
    }

    /** Of its audience, its window, its clock and the case that it supersedes. */
    public Stream<Fault> faults(Place request) {
        return Stream.of(
                        audience(request),
                        drillsHaveAFirstMoment(request),
                        validityEndsAfterItStarts(request),
                        validityIsNotPast(request),
                        supersededCaseHasTheSameReleaseOwner(request),
                        supersededCaseIsADrillWhereThisOneIs(request))
                .flatMap(faults -> faults);
    }

    /** Of a list of readers: they are known, and named once. */
    public Stream<Fault> audience(Place document) {
        return Stream.concat(
                document.each("audience").stream().flatMap(this::known), eachOnce(document.each("audience").stream()));
    }

    /** Of a person at a place who must exist. */
    public Stream<Fault> known(Place person) {
        return person
                .text()
                .filter(id -> !premises.isPerson(id))
                .map(id -> person.fault(
                        "nobody named \"%s\" is known; expected the id of a person of this organisation".formatted(id)))
                .stream();
    }

    /** Of names that must differ. */
    public static Stream<Fault> eachOnce(Stream<Place> places) {
        Set<String> seen = new HashSet<>();
        return places.toList().stream()
                .filter(place -> place.text().filter(text -> !seen.add(text)).isPresent())
                .map(place -> place.fault("\"%s\" is named before; expected each once"
                        .formatted(place.text().orElse(""))));
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

    /** By the case clock as it will stand before the first event. */
    private Stream<Fault> validityIsNotPast(Place request) {
        Place to = request.at("validity").at("to");
        Optional<Instant> now = isDrill(request) ? request.instant("declaredAt") : Optional.of(premises.now());
        return now
                .flatMap(clock -> to.instant()
                        .filter(end -> !end.isAfter(clock))
                        .map(end -> to.fault("is %s, which is past: it is %s; expected a moment to come"
                                .formatted(end, clock.truncatedTo(ChronoUnit.SECONDS)))))
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

    /** A drill must put nothing out of force that is in force, and no live release waits for a drill. */
    private Stream<Fault> supersededCaseIsADrillWhereThisOneIs(Place request) {
        Place older = request.at("supersedes");
        boolean drill = isDrill(request);
        return older
                .text()
                .filter(caseId -> premises.releaseOwnerOf(caseId).isPresent() && premises.isDrill(caseId) != drill)
                .map(caseId -> older.fault(
                        drill
                                ? "\"%s\" is no drill and this case is one; expected a drill, or none".formatted(caseId)
                                : "\"%s\" is a drill and this case is none; expected a case that is no drill, or none"
                                        .formatted(caseId)))
                .stream();
    }
}
