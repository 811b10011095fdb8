package dev.gatehouse.disclosure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is to be known of a packet beside its draft.
 *
 * @param causes why its candidate exists, the oldest first
 * @param held who holds the candidate at the last gate, and why; null when nobody does
 * @param audienceStatedAt by event time: an earlier statement comes too late
 * @param windowLeft whether a candidate was proposed after the window that the request asks for
 * @param judgedBy versions of the tables that judged the candidate when it was proposed; empty while there is none
 */
record PacketStanding(
        List<JsonNode> causes,
        @Nullable JsonNode held,
        Instant audienceStatedAt,
        boolean windowLeft,
        Map<String, String> judgedBy) {

    PacketStanding {
        causes = List.copyOf(causes);
        judgedBy = Map.copyOf(judgedBy);
    }

    /** A packet that was just chartered. */
    static PacketStanding chartered(JsonNode cause, Instant at) {
        return new PacketStanding(List.of(cause), null, at, false, Map.of());
    }

    PacketStanding with(JsonNode cause) {
        List<JsonNode> all = new ArrayList<>(causes);
        all.add(cause);
        return new PacketStanding(all, held, audienceStatedAt, windowLeft, judgedBy);
    }

    /** A candidate is over: what comes next exists for other causes. */
    PacketStanding renewed() {
        return new PacketStanding(List.of(), null, audienceStatedAt, windowLeft, Map.of());
    }

    PacketStanding heldBy(JsonNode hold) {
        return new PacketStanding(causes, hold, audienceStatedAt, windowLeft, judgedBy);
    }

    PacketStanding audienceStated(Instant at) {
        return new PacketStanding(causes, held, at, windowLeft, judgedBy);
    }

    /** From here on each manifest has a window of its own. */
    PacketStanding leavingItsWindow() {
        return new PacketStanding(causes, held, audienceStatedAt, true, judgedBy);
    }

    PacketStanding judgedBy(Map<String, String> versions) {
        return new PacketStanding(causes, held, audienceStatedAt, windowLeft, versions);
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("audienceStatedAt", audienceStatedAt.toString())
                .put("windowLeft", windowLeft);
        ArrayNode list = json.putArray("causes");
        causes.forEach(list::add);
        ObjectNode tables = json.putObject("judgedBy");
        new TreeMap<>(judgedBy).forEach(tables::put);
        json.set("held", held == null ? JsonNodeFactory.instance.nullNode() : held);
        return json;
    }

    static PacketStanding of(JsonNode json) {
        List<JsonNode> causes = new ArrayList<>();
        json.path("causes").forEach(causes::add);
        Map<String, String> judgedBy = new TreeMap<>();
        json.path("judgedBy")
                .properties()
                .forEach(table -> judgedBy.put(table.getKey(), table.getValue().asText()));
        return new PacketStanding(
                causes,
                json.hasNonNull("held") ? json.path("held") : null,
                Instant.parse(json.path("audienceStatedAt").asText()),
                json.path("windowLeft").asBoolean(false),
                judgedBy);
    }
}
