package dev.gatehouse.commandwindow.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.commandwindow.domain.CommandPacket;
import dev.gatehouse.commandwindow.domain.CommandPacket.Because;
import dev.gatehouse.commandwindow.domain.CommandPacket.Escalation;
import dev.gatehouse.commandwindow.domain.CommandPacket.Line;
import dev.gatehouse.commandwindow.domain.Conflict;
import dev.gatehouse.commandwindow.domain.Delta;
import dev.gatehouse.commandwindow.domain.EventReference;
import dev.gatehouse.commandwindow.domain.Resequencing.Explanation;
import dev.gatehouse.commandwindow.domain.Resequencing.Hold;
import dev.gatehouse.commandwindow.domain.Resequencing.Objective;
import dev.gatehouse.commandwindow.domain.Resequencing.Release;
import dev.gatehouse.commandwindow.domain.Situation;
import dev.gatehouse.commandwindow.domain.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of command packets. Instants are ISO 8601 in UTC, durations ISO 8601 with the sign in front; what is
 * absent is null or an empty list, only {@code escalation} is left out.
 */
public final class CommandPacketJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private CommandPacketJson() {}

    public static ObjectNode write(CommandPacket packet) {
        ObjectNode json = NODES.objectNode();
        json.put("caseId", packet.declaration().caseId());
        json.put("title", packet.declaration().title());
        json.put("severity", packet.declaration().severity());
        json.put("account", packet.declaration().account());
        json.put("drill", packet.declaration().drill());
        json.put("bridgeLead", packet.bridgeLead());
        json.put("declaredLead", packet.declaration().bridgeLead());
        json.set("window", window(packet));
        json.set("protectedHolds", list(packet.protectedHeld(), CommandPacketJson::protectedHold));
        Escalation escalation = packet.escalation();
        if (escalation != null) {
            json.set("escalation", escalation(escalation));
        }
        json.set("ledger", list(packet.ledger(), CommandPacketJson::line));
        json.set("holds", list(packet.held(), CommandPacketJson::hold));
        Map<String, String> titles = titles(packet);
        json.set("deltas", list(packet.deltas(), delta -> delta(delta, titles)));
        json.set("causes", FactJson.causes(packet.causes()));
        json.set("evidence", list(packet.evidence(), CommandPacketJson::evidence));
        json.set("windows", windows(packet));
        json.set("freezes", list(packet.freezes(), CommandPacketJson::freeze));
        json.set("unavailable", list(packet.absences(), one -> NODES.objectNode()
                .put("person", one.person())
                .<ObjectNode>setAll(FactJson.interval(one.interval()))));
        json.set("conflicts", list(packet.conflicts(), CommandPacketJson::conflict));
        json.set("exceptions", list(packet.rulings(), one -> NODES.objectNode()
                .put("checkpointId", one.checkpointId())
                .put("person", one.person())
                .put("granted", one.granted())
                .put("constraint", one.constraint().name())
                .put("subject", one.subject())
                .put("needs", one.needs().toString())
                .put("allowed", one.allowed().toString())));
        ObjectNode lineage =
                json.putObject("lineage").put("previous", packet.lineage().previous());
        ArrayNode supersedes = lineage.putArray("supersedes");
        packet.lineage().supersedes().forEach(supersedes::add);
        ObjectNode policies = json.putObject("policies");
        new TreeMap<>(packet.policies()).forEach(policies::put);
        json.set("objective", objective(packet.objective()));
        json.put("proven", packet.proven());
        return json;
    }

    /** What people work from where this is the content of the authoritative revision. */
    public static Timeline timeline(JsonNode content) {
        var places = new LinkedHashMap<String, Timeline.Place>();
        for (JsonNode line : content.path("ledger")) {
            boolean held = line.path("state").asText().equals("HELD");
            places.put(
                    line.path("checkpointId").asText(),
                    new Timeline.Place(
                            Instant.parse(
                                    line.path(held ? "previousStart" : "start").asText()),
                            line.path("owner").textValue(),
                            held));
        }
        return new Timeline(places);
    }

    /** The events that a packet lists among its causes. */
    public static Set<EventReference> causes(JsonNode content) {
        var causes = new LinkedHashSet<EventReference>();
        content.path("causes")
                .forEach(one -> causes.add(new EventReference(
                        one.path("source").asText(), one.path("eventId").asText())));
        return causes;
    }

    /** What changes for a person from one packet to another; an empty list when nothing does. */
    public static ArrayNode changes(String person, JsonNode earlier, JsonNode later) {
        var titles = new LinkedHashMap<String, String>();
        later.path("ledger")
                .forEach(one -> titles.put(
                        one.path("checkpointId").asText(), one.path("title").asText()));
        return Delta.between(timeline(earlier), timeline(later)).stream()
                .filter(delta -> delta.person().equals(person))
                .findFirst()
                .map(delta -> changes(delta, titles))
                .orElseGet(NODES::arrayNode);
    }

    /** The figures of an explanation; null for none. */
    public static JsonNode explanation(@Nullable Explanation it) {
        return it == null ? NODES.nullNode() : figures(NODES.objectNode(), it, it.causedBy());
    }

    private static ObjectNode figures(ObjectNode json, @Nullable Explanation it, Collection<EventReference> causedBy) {
        json.put("constraint", it == null ? null : it.constraint().name());
        json.put("subject", it == null ? null : it.subject());
        json.put("testedStart", it == null ? null : it.testedStart().toString());
        json.put("needs", it == null ? null : it.needs().toString());
        json.put("allowed", it == null ? null : it.allowed().toString());
        json.put("shortBy", it == null ? null : signed(it.shortBy()));
        json.set("causedBy", FactJson.references(causedBy));
        return json;
    }

    private static ObjectNode window(CommandPacket packet) {
        return NODES.objectNode()
                .put("opensAt", packet.window().from().toString())
                .put("closesAt", packet.window().to().toString())
                .put("granularity", packet.declaration().granularity().toString());
    }

    private static ObjectNode protectedHold(Line line) {
        Hold hold = line.hold();
        ObjectNode json = NODES.objectNode()
                .put("checkpointId", line.checkpointId())
                .put("title", line.checkpoint().title())
                .put("reason", hold == null ? null : hold.reason().name());
        json.set("releasedBy", releases(hold));
        return json;
    }

    private static ObjectNode escalation(Escalation it) {
        ObjectNode json = NODES.objectNode();
        json.set("because", list(it.because(), one -> NODES.objectNode()
                .put("checkpointId", one.checkpointId())
                .put("reason", one.reason().name())));
        ArrayNode to = json.putArray("to");
        it.to().forEach(to::add);
        return json;
    }

    private static ObjectNode line(Line it) {
        ObjectNode json = NODES.objectNode();
        json.put("checkpointId", it.checkpointId());
        json.put("title", it.checkpoint().title());
        json.put("role", it.checkpoint().role());
        json.put("protected", it.checkpoint().guarded());
        json.put("state", it.state().name());
        json.put("start", FactJson.text(it.start()));
        json.put("end", FactJson.text(it.end()));
        json.put("duration", it.checkpoint().duration().toString());
        json.put("owner", it.owner());
        json.put("previousStart", it.previousStart().toString());
        json.put("previousOwner", it.previousOwner());
        json.set("dependsOn", texts(it.checkpoint().dependsOn()));
        json.set("requires", texts(it.checkpoint().requires()));
        json.put("boundaryOwner", it.checkpoint().boundaryOwner());
        json.set("because", list(it.because(), CommandPacketJson::because));
        return json;
    }

    private static ObjectNode because(Because it) {
        return figures(NODES.objectNode().put("kind", word(it.kind())), it.explanation(), it.causedBy());
    }

    private static ObjectNode hold(Line line) {
        Hold hold = line.hold();
        ObjectNode json = NODES.objectNode();
        json.put("checkpointId", line.checkpointId());
        json.put("title", line.checkpoint().title());
        json.put("reason", hold == null ? null : hold.reason().name());
        json.put("root", hold == null ? null : hold.root());
        json.set("binding", explanation(hold == null ? null : hold.binding()));
        json.set("releasedBy", releases(hold));
        return json;
    }

    private static ArrayNode releases(@Nullable Hold hold) {
        return list(hold == null ? List.<Release>of() : hold.releasedBy(), one -> NODES.objectNode()
                .put("kind", one.kind())
                .put("subject", one.subject())
                .put("person", one.person())
                .put("by", FactJson.text(one.by())));
    }

    private static ObjectNode delta(Delta delta, Map<String, String> titles) {
        ObjectNode json = NODES.objectNode().put("person", delta.person());
        json.set("changes", changes(delta, titles));
        return json;
    }

    private static ArrayNode changes(Delta delta, Map<String, String> titles) {
        return list(delta.changes(), one -> NODES.objectNode()
                .put("checkpointId", one.checkpointId())
                .put("title", titles.get(one.checkpointId()))
                .put("kind", word(one.kind()))
                .put("from", FactJson.text(one.from()))
                .put("to", FactJson.text(one.to()))
                .put("by", one.by() == null ? null : signed(one.by()))
                .put("owner", one.owner()));
    }

    private static ObjectNode evidence(Situation.EvidenceState it) {
        return NODES.objectNode()
                .put("evidenceId", it.evidence().evidenceId())
                .put("title", it.evidence().title())
                .put("classification", word(it.evidence().classification()))
                .put("readyAt", FactJson.text(it.readyAt()))
                .put("state", word(it.state()));
    }

    private static ArrayNode windows(CommandPacket packet) {
        ArrayNode windows = NODES.arrayNode();
        packet.ledger().stream()
                .sorted(Comparator.comparing(Line::checkpointId))
                .forEach(line -> {
                    var own = packet.windows().get(line.checkpointId());
                    if (own != null) {
                        windows.addObject()
                                .put("checkpointId", line.checkpointId())
                                .put("protected", line.checkpoint().guarded())
                                .set("windows", FactJson.intervals(own));
                    }
                });
        return windows;
    }

    private static ObjectNode freeze(Situation.Freeze it) {
        ObjectNode json = NODES.objectNode().put("freezeId", it.freezeId());
        json.setAll(FactJson.interval(it.interval()));
        return json.put("reason", it.reason());
    }

    private static ObjectNode conflict(Conflict it) {
        ObjectNode json = NODES.objectNode()
                .put("checkpointId", it.checkpointId())
                .put("kind", it.kind())
                .put("subject", it.subject())
                .put("stated", it.stated().toString())
                .put("allowed", FactJson.text(it.allowed()));
        json.set("causedBy", FactJson.references(it.causedBy()));
        return json;
    }

    private static JsonNode objective(@Nullable Objective it) {
        return it == null
                ? NODES.nullNode()
                : NODES.objectNode()
                        .put("heldProtected", it.heldProtected())
                        .put("held", it.held())
                        .put("moved", it.moved())
                        .put("movement", it.movement().toString())
                        .put("end", FactJson.text(it.end()))
                        .put("sumOfStartSteps", it.sumOfStartSteps());
    }

    private static Map<String, String> titles(CommandPacket packet) {
        var titles = new LinkedHashMap<String, String>();
        packet.ledger()
                .forEach(line ->
                        titles.put(line.checkpointId(), line.checkpoint().title()));
        return titles;
    }

    /** A constant as packets spell it: {@code no-effect}. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String signed(Duration duration) {
        return duration.isNegative() ? "-" + duration.negated() : duration.toString();
    }

    private static ArrayNode texts(Collection<String> texts) {
        ArrayNode list = NODES.arrayNode();
        texts.stream().sorted().forEach(list::add);
        return list;
    }

    private static <T> ArrayNode list(Collection<T> elements, Function<T, ObjectNode> each) {
        ArrayNode list = NODES.arrayNode();
        elements.forEach(one -> list.add(each.apply(one)));
        return list;
    }
}
