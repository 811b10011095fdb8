package dev.gatehouse.recovery.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.intake.DocumentSchema;
import dev.gatehouse.intake.Fault;
import dev.gatehouse.intake.FaultsException;
import dev.gatehouse.intake.Place;
import dev.gatehouse.recovery.domain.Recommendation;
import dev.gatehouse.recovery.domain.Recommendation.BlockedTerm;
import dev.gatehouse.recovery.domain.Recommendation.Evidence;
import dev.gatehouse.recovery.domain.Recommendation.Option;
import dev.gatehouse.recovery.domain.ReleaseTerms;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads requests and revisions. What contradicts its schema, its hashes or itself is refused with every fault in one
 * answer; what policy judges is taken, and held by it later. Source: spec 5, "The model".
 */
public final class RecommendationJson {
    /** The type of the event that starts a case; its data is the request. */
    public static final String READY = "support.recommendation.ready";

    /** The type of the event that states another revision. */
    public static final String REVISED = "support.recommendation.revised";

    private static final String SCHEMAS = "/schema/recommendation.schema.json";
    private static final DocumentSchema REQUEST = schema("request");
    private static final DocumentSchema REVISION = schema("revision");

    private RecommendationJson() {}

    /** One definition of the flow's schema. */
    private static DocumentSchema schema(String definition) {
        return DocumentSchema.of(SCHEMAS, definition);
    }

    /**
     * Checks a request.
     *
     * @throws FaultsException with all faults, each with its pointer, in order of the document
     */
    public static void check(JsonNode request, Premises premises) {
        Place root = Place.root(request);
        FaultsException.throwIfAny(Stream.of(
                        REQUEST.faults(request).stream(),
                        new PacketRules(premises).faults(root),
                        new RequestRules(premises).faults(root))
                .flatMap(faults -> faults));
    }

    /** All faults of a revision: {@code packet}, {@code sha256}, {@code optionSetSha256}, {@code author}. */
    public static List<Fault> revisionFaults(JsonNode revision, Premises premises) {
        Place root = Place.root(revision);
        return Fault.ordered(Stream.of(REVISION.faults(revision).stream(), new PacketRules(premises).faults(root))
                .flatMap(faults -> faults));
    }

    /** Of a packet that has been checked. */
    public static Recommendation packet(JsonNode packet) {
        Place root = Place.root(packet);
        return new Recommendation(
                root.each("options").stream().map(RecommendationJson::option).toList(),
                root.each("blockedTerms").stream()
                        .map(term -> new BlockedTerm(text(term, "term"), text(term, "reason")))
                        .toList(),
                root.each("evidence").stream().map(RecommendationJson::evidence).toList());
    }

    private static Option option(Place option) {
        JsonNode cap = option.at("cap").node();
        return new Option(
                text(option, "optionId"),
                text(option, "kind"),
                cap.isNumber() ? cap.decimalValue() : null,
                option.text("currency").orElse(null),
                option.each("evidence").stream()
                        .flatMap(ref -> ref.text().stream())
                        .toList());
    }

    private static Evidence evidence(Place evidence) {
        return new Evidence(
                text(evidence, "ref"),
                text(evidence, "register"),
                text(evidence, "key"),
                evidence.at("version").node().longValue(),
                evidence.instant("asOf").orElseThrow());
    }

    /** The terms of a request that has been checked. */
    public static ReleaseTerms terms(JsonNode request) {
        Place root = Place.root(request);
        Place validity = root.at("validity");
        return new ReleaseTerms(
                text(root, "lane"),
                people(root, "audience"),
                validity.instant("from").orElseThrow(),
                validity.instant("to").orElseThrow());
    }

    /** People named in a list. */
    public static List<String> people(JsonNode document, String name) {
        return people(Place.root(document), name);
    }

    private static List<String> people(Place root, String name) {
        return root.each(name).stream()
                .flatMap(person -> person.text().stream())
                .toList();
    }

    private static String text(Place place, String name) {
        return place.text(name)
                .orElseThrow(() -> new IllegalStateException(
                        "not checked: " + place.at(name).pointer()));
    }
}
