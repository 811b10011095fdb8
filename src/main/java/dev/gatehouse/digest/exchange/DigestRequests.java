package dev.gatehouse.digest.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.intake.DocumentSchema;
import dev.gatehouse.intake.Fault;
import dev.gatehouse.intake.FaultsException;
import dev.gatehouse.intake.Place;
import dev.gatehouse.release.exchange.ReleaseRules;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads requests, events and what people add to a digest. What is wrong with the form of a request is refused with every
 * fault in one answer; what the repository says of it is asked later. Source: spec 4, "The model".
 */
public final class DigestRequests {
    /** The type of the event that starts a case; its data is the request. */
    public static final String PUBLISHED = "support.runbook.published";

    public static final String CLOCK_ADVANCED = "support.clock.advanced";

    private static final String SCHEMAS = "/schema/digest.schema.json";
    private static final DocumentSchema REQUEST = DocumentSchema.of(SCHEMAS, "request");
    private static final DocumentSchema CLOCK = DocumentSchema.of(SCHEMAS, "clock-advanced");
    private static final DocumentSchema CORRECTION = DocumentSchema.of(SCHEMAS, "correction");
    private static final DocumentSchema CLARIFICATION = DocumentSchema.of(SCHEMAS, "clarification");
    private static final DocumentSchema CLOSING = DocumentSchema.of(SCHEMAS, "closing");
    private static final Set<String> NO_SEGMENT = Set.of(".", "..", ".git");

    private final Premises premises;

    private final List<Function<Place, Stream<Fault>>> rules = List.of(
            this::repositoryIsConfigured,
            DigestRequests::pathStaysInside,
            DigestRequests::baselineIsAnotherTag,
            this::peopleMayReadTheDigest,
            DigestRequests::nobodyIsOnTheRotaTwice);

    private DigestRequests(Premises premises) {
        this.premises = premises;
    }

    /** @throws FaultsException with all faults, each with its pointer, in order of the document */
    public static void check(JsonNode request, Premises premises) {
        Place root = Place.root(request);
        FaultsException.throwIfAny(Stream.concat(
                REQUEST.faults(request).stream(),
                new DigestRequests(premises).rules.stream().flatMap(rule -> rule.apply(root))));
    }

    /** What is wrong with the data of an event that changes a case. */
    public static List<Fault> eventFaults(JsonNode data) {
        return CLOCK.faults(data);
    }

    /** @throws FaultsException for what is no correction */
    public static void checkCorrection(JsonNode body) {
        FaultsException.throwIfAny(CORRECTION.faults(body).stream());
    }

    /** @throws FaultsException for what is no clarification */
    public static void checkClarification(JsonNode body) {
        FaultsException.throwIfAny(CLARIFICATION.faults(body).stream());
    }

    /** @throws FaultsException for what closes nothing */
    public static void checkClosing(JsonNode body) {
        FaultsException.throwIfAny(CLOSING.faults(body).stream());
    }

    private Stream<Fault> repositoryIsConfigured(Place request) {
        Place repository = request.at("repository");
        return repository
                .text()
                .filter(name -> !premises.repositories().contains(name))
                .map(name -> repository.fault("no repository is configured as \"%s\"; expected %s"
                        .formatted(
                                name,
                                premises.repositories().isEmpty()
                                        ? "one that gatehouse.runbooks names, and it names none"
                                        : "one of " + String.join(", ", premises.repositories()))))
                .stream();
    }

    private static Stream<Fault> pathStaysInside(Place request) {
        Place path = request.at("path");
        return path
                .text()
                .filter(text -> Stream.of(text.split("/")).anyMatch(NO_SEGMENT::contains))
                .map(text ->
                        path.fault("\"%s\" leads elsewhere; expected a path without . or .. or .git".formatted(text)))
                .stream();
    }

    private static Stream<Fault> baselineIsAnotherTag(Place request) {
        Place baseline = request.at("baseline");
        return baseline
                .text()
                .filter(tag -> request.text("revision").filter(tag::equals).isPresent())
                .map(tag -> baseline.fault("is the revision itself; expected an earlier tag, or none"))
                .stream();
    }

    private Stream<Fault> peopleMayReadTheDigest(Place request) {
        return Stream.concat(Stream.of(request.at("reviewer")), request.each("dutyManagers").stream())
                .flatMap(person -> person.text().flatMap(id -> reader(person, id)).stream());
    }

    private Optional<Fault> reader(Place person, String id) {
        if (!premises.isPerson(id)) {
            return Optional.of(person.fault(
                    "nobody named \"%s\" is known; expected the id of a person of this organisation".formatted(id)));
        }
        return premises.isInTheLane(id)
                ? Optional.empty()
                : Optional.of(person.fault(
                        "the lane of digests does not let %s in; expected a duty manager or a premium support lead"
                                .formatted(id)));
    }

    private static Stream<Fault> nobodyIsOnTheRotaTwice(Place request) {
        return ReleaseRules.eachOnce(request.each("dutyManagers").stream());
    }
}
