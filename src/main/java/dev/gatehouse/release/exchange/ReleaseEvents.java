package dev.gatehouse.release.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.intake.DocumentSchema;
import dev.gatehouse.intake.Fault;
import dev.gatehouse.intake.Place;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The events that can change a case of every flow that releases into a lane, and what is wrong with their data. */
public final class ReleaseEvents {

    public static final String EVIDENCE_CHANGED = "support.evidence.changed";
    public static final String CONTRACT_CHANGED = "support.contract.changed";
    public static final String AUDIENCE_CHANGED = "support.audience.changed";
    public static final String CLOCK_ADVANCED = "support.clock.advanced";

    private static final String SCHEMAS = "/schema/release-events.schema.json";
    private static final Map<String, DocumentSchema> BY_TYPE = Map.of(
            EVIDENCE_CHANGED, DocumentSchema.of(SCHEMAS, "evidence-changed"),
            CONTRACT_CHANGED, DocumentSchema.of(SCHEMAS, "contract-changed"),
            AUDIENCE_CHANGED, DocumentSchema.of(SCHEMAS, "audience-changed"),
            CLOCK_ADVANCED, DocumentSchema.of(SCHEMAS, "clock-advanced"));

    private ReleaseEvents() {}

    public static Set<String> types() {
        return BY_TYPE.keySet();
    }

    /** What is wrong with an event's data, pointers relative to it; empty when it fits. */
    public static List<Fault> faults(String type, JsonNode data, ReleasePremises premises) {
        return Fault.ordered(Stream.concat(
                Objects.requireNonNull(BY_TYPE.get(type), type).faults(data).stream(),
                new ReleaseRules(premises).audience(Place.root(data))));
    }

    /** Who is named in the audience of an event that was checked. */
    public static List<String> audience(JsonNode data) {
        return Place.root(data).each("audience").stream()
                .flatMap(person -> person.text().stream())
                .toList();
    }
}
