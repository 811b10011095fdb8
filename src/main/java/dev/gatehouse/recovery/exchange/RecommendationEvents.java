package dev.gatehouse.recovery.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.intake.DocumentSchema;
import dev.gatehouse.intake.Fault;
import dev.gatehouse.intake.Place;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The events that can change a case of this flow, and what is wrong with their data. */
public final class RecommendationEvents {
    /** The type of the event that starts a case; its data is the request. */
    public static final String READY = "support.recommendation.ready";

    public static final String REVISED = "support.recommendation.revised";
    public static final String EVIDENCE_CHANGED = "support.evidence.changed";
    public static final String CONTRACT_CHANGED = "support.contract.changed";
    public static final String AUDIENCE_CHANGED = "support.audience.changed";
    public static final String CLOCK_ADVANCED = "support.clock.advanced";

    private static final Map<String, DocumentSchema> SCHEMAS = Map.of(
            EVIDENCE_CHANGED, RecommendationJson.schema("evidence-changed"),
            CONTRACT_CHANGED, RecommendationJson.schema("contract-changed"),
            AUDIENCE_CHANGED, RecommendationJson.schema("audience-changed"),
            CLOCK_ADVANCED, RecommendationJson.schema("clock-advanced"));

    private RecommendationEvents() {}

    /** Without {@link #READY}. */
    public static Set<String> types() {
        return Set.of(REVISED, EVIDENCE_CHANGED, CONTRACT_CHANGED, AUDIENCE_CHANGED, CLOCK_ADVANCED);
    }

    /** What is wrong with an event's data, pointers relative to it; empty when it fits. */
    public static List<Fault> validate(String type, JsonNode data, Premises premises) {
        if (type.equals(REVISED)) {
            return RecommendationJson.revisionFaults(data, premises);
        }
        Place root = Place.root(data);
        return Fault.ordered(Stream.of(
                        Objects.requireNonNull(SCHEMAS.get(type), type).faults(data).stream(),
                        root.each("audience").stream().flatMap(person -> PacketRules.known(person, premises)),
                        PacketRules.duplicates(root.each("audience").stream()))
                .flatMap(faults -> faults));
    }
}
