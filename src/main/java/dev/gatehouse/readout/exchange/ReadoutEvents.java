package dev.gatehouse.readout.exchange;

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
public final class ReadoutEvents {
    /** The type of the event that starts a case; its data is the request. */
    public static final String APPROVED = "support.rca.approved";

    public static final String WITHDRAWN = "support.rca.withdrawn";
    public static final String CALENDAR_CHANGED = "support.calendar.changed";
    public static final String BLACKOUT_CHANGED = "support.blackout.changed";
    public static final String ATTENDEE_CHANGED = "support.attendee.changed";
    public static final String CLOCK_ADVANCED = "support.clock.advanced";

    private static final Map<String, DocumentSchema> SCHEMAS = Map.of(
            WITHDRAWN, ReadoutJson.schema("rca-withdrawn"),
            CALENDAR_CHANGED, ReadoutJson.schema("calendar-changed"),
            BLACKOUT_CHANGED, ReadoutJson.schema("blackout-changed"),
            ATTENDEE_CHANGED, ReadoutJson.schema("attendee-changed"),
            CLOCK_ADVANCED, ReadoutJson.schema("clock-advanced"));

    private ReadoutEvents() {}

    /** Without {@link #APPROVED}. */
    public static Set<String> types() {
        return SCHEMAS.keySet();
    }

    /** What is wrong with an event's data, pointers relative to it; empty when it fits. */
    public static List<Fault> validate(String type, JsonNode data) {
        Place root = Place.root(data);
        return Fault.ordered(Stream.of(
                        Objects.requireNonNull(SCHEMAS.get(type), type).faults(data).stream(),
                        Stream.of("busy", "blackouts")
                                .flatMap(list -> root.each(list).stream())
                                .flatMap(RequestRules::endsAfterItStarts),
                        RequestRules.zone(root),
                        type.equals(CALENDAR_CHANGED) ? saysOneThing(root) : Stream.<Fault>empty())
                .flatMap(found -> found));
    }

    private static Stream<Fault> saysOneThing(Place data) {
        boolean busy = data.node().has("busy");
        boolean unreadable = data.at("unreadable").node().asBoolean(false);
        return busy == unreadable
                ? Stream.of(data.fault(
                        busy
                                ? "states busy times of a calendar that cannot be read; expected one of both"
                                : "says nothing of the calendar; expected busy, or unreadable true"))
                : Stream.empty();
    }
}
