package dev.gatehouse.commandwindow.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.commandwindow.domain.Declaration;
import dev.gatehouse.commandwindow.domain.FactType;
import dev.gatehouse.people.Groups;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * A packet cut down for its reader, field by field from what the reader may see: what is not named here leaves for nobody.
 * The lead and auditors see all but restricted evidence. Participants see timing, holds and what concerns themselves;
 * account management also the account and contract causes, security review also its own evidence and windows. Anybody else
 * sees nothing. Source: spec 1, "The packet".
 */
public final class PacketView {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final List<String> EVERYTHING = List.of(
            "caseId",
            "title",
            "severity",
            "account",
            "drill",
            "bridgeLead",
            "declaredLead",
            "window",
            "protectedHolds",
            "escalation",
            "ledger",
            "holds",
            "deltas",
            "causes",
            "windows",
            "freezes",
            "unavailable",
            "conflicts",
            "exceptions",
            "lineage",
            "policies",
            "objective",
            "proven");
    private static final List<String> COMMON = List.of(
            "caseId",
            "title",
            "severity",
            "drill",
            "bridgeLead",
            "declaredLead",
            "window",
            "lineage",
            "policies",
            "proven");
    private static final List<String> TIMING = List.of(
            "checkpointId",
            "title",
            "role",
            "protected",
            "state",
            "start",
            "end",
            "duration",
            "owner",
            "previousStart",
            "previousOwner",
            "dependsOn");
    private static final List<String> FIGURES =
            List.of("kind", "constraint", "subject", "testedStart", "needs", "allowed", "shortBy");
    private static final List<String> CAUSE =
            List.of("eventId", "source", "type", "time", "disposition", "reason", "overtakenBy", "about", "data");
    private static final List<String> CHANGE = List.of("checkpointId", "title", "kind", "from", "to", "by", "owner");
    private static final Set<String> OPEN = Set.of("public", "internal");
    private static final Set<String> UNRESTRICTED = Set.of("public", "internal", "confidential");

    /**
     * Who reads.
     *
     * @param roles the roles that they hold in the case, by declaration or as delegate in force
     * @param groups the groups that they are in
     */
    public record Reader(String person, Set<String> roles, Set<String> groups) {
        public Reader {
            roles = Set.copyOf(roles);
            groups = Set.copyOf(groups);
        }
    }

    private final JsonNode packet;
    private final Reader reader;
    private final boolean account;
    private final boolean security;
    private final Set<String> own = new HashSet<>();
    private final Set<String> securityCheckpoints = new HashSet<>();
    private final Set<String> securityEvidence = new HashSet<>();
    private final Set<String> ownEvidence = new HashSet<>();

    private PacketView(JsonNode packet, Reader reader) {
        this.packet = packet;
        this.reader = reader;
        this.account = reader.roles().contains(Declaration.ACCOUNT_MANAGEMENT);
        this.security = reader.roles().contains(Declaration.SECURITY_REVIEW);
        for (JsonNode line : packet.path("ledger")) {
            String id = line.path("checkpointId").asText();
            if (isOwn(line)) {
                own.add(id);
                line.path("requires").forEach(one -> ownEvidence.add(one.asText()));
            }
            if (line.path("role").asText().equals(Declaration.SECURITY_REVIEW)) {
                securityCheckpoints.add(id);
                line.path("requires").forEach(one -> securityEvidence.add(one.asText()));
            }
        }
    }

    /** What the reader may see of a packet; empty when that is nothing. The packet itself stays as it is. */
    public static Optional<ObjectNode> cut(JsonNode packet, Reader reader) {
        PacketView view = new PacketView(packet, reader);
        if (view.seesAll()) {
            return Optional.of(view.whole());
        }
        return view.takesPart() ? Optional.of(view.part()) : Optional.empty();
    }

    /** Those of some events, listed like a packet's causes, that a reader of the packet may see. */
    public static ArrayNode causes(JsonNode packet, JsonNode causes, Reader reader) {
        PacketView view = new PacketView(packet, reader);
        boolean all = view.seesAll();
        ArrayNode seen = NODES.arrayNode();
        for (JsonNode cause : causes) {
            if (all || (view.takesPart() && view.maySeeCause(cause))) {
                seen.add(copy(cause, CAUSE));
            }
        }
        return seen;
    }

    private boolean seesAll() {
        return reader.roles().contains(Declaration.BRIDGE_LEAD)
                || reader.groups().contains(Groups.AUDITORS);
    }

    private boolean takesPart() {
        return !reader.roles().isEmpty()
                || !own.isEmpty()
                || any(packet.path("deltas"), one -> is(one, "person"))
                || is(packet, "declaredLead");
    }

    private boolean isOwn(JsonNode line) {
        return is(line, "owner") || is(line, "previousOwner") || is(line, "boundaryOwner");
    }

    private boolean is(JsonNode node, String field) {
        return reader.person().equals(node.path(field).textValue());
    }

    private ObjectNode whole() {
        ObjectNode json = copy(packet, EVERYTHING);
        json.set("evidence", each("evidence", one -> true, one -> evidence(one, UNRESTRICTED)));
        return json;
    }

    private ObjectNode part() {
        ObjectNode json = copy(packet, COMMON);
        json.set("account", account ? packet.path("account") : NODES.nullNode());
        json.set(
                "protectedHolds",
                each("protectedHolds", one -> true, one -> hold(one, List.of("checkpointId", "title", "reason"))));
        json.set("ledger", each("ledger", one -> true, this::line));
        json.set(
                "holds",
                each("holds", one -> true, one -> hold(one, List.of("checkpointId", "title", "reason", "root"))));
        json.set("deltas", each("deltas", one -> is(one, "person"), this::delta));
        json.set("causes", each("causes", this::maySeeCause, one -> copy(one, CAUSE)));
        json.set("evidence", each("evidence", this::maySeeEvidence, one -> evidence(one, OPEN)));
        json.set(
                "windows",
                each(
                        "windows",
                        this::maySeeWindows,
                        one -> copy(one, List.of("checkpointId", "protected", "windows"))));
        json.set("freezes", each("freezes", one -> true, one -> copy(one, List.of("freezeId", "from", "to"))));
        json.set(
                "unavailable",
                each("unavailable", one -> is(one, "person"), one -> copy(one, List.of("person", "from", "to"))));
        json.set(
                "conflicts",
                each(
                        "conflicts",
                        this::isAboutOwn,
                        one -> withCauses(
                                copy(one, List.of("checkpointId", "kind", "subject", "stated", "allowed")), one)));
        json.set(
                "exceptions",
                each(
                        "exceptions",
                        this::isAboutOwn,
                        one -> copy(
                                one,
                                List.of(
                                        "checkpointId",
                                        "person",
                                        "granted",
                                        "constraint",
                                        "subject",
                                        "needs",
                                        "allowed"))));
        json.set("objective", NODES.nullNode());
        return json;
    }

    private ObjectNode line(JsonNode line) {
        ObjectNode json = copy(line, TIMING);
        boolean mine = isOwn(line);
        json.set("requires", mine ? line.path("requires") : NODES.arrayNode());
        json.set("boundaryOwner", mine ? line.path("boundaryOwner") : NODES.nullNode());
        ArrayNode because = json.putArray("because");
        if (mine) {
            line.path("because").forEach(one -> because.add(withCauses(copy(one, FIGURES), one)));
        }
        return json;
    }

    /** State and reason for everybody; figures and what would release it for whom it concerns. */
    private ObjectNode hold(JsonNode hold, List<String> always) {
        ObjectNode json = copy(hold, always);
        boolean mine = isAboutOwn(hold);
        if (hold.has("binding")) {
            JsonNode binding = hold.path("binding");
            json.set(
                    "binding",
                    mine && binding.isObject() ? withCauses(copy(binding, FIGURES), binding) : NODES.nullNode());
        }
        ArrayNode releasedBy = json.putArray("releasedBy");
        if (mine) {
            hold.path("releasedBy")
                    .forEach(one -> releasedBy.add(copy(one, List.of("kind", "subject", "person", "by"))));
        }
        return json;
    }

    private ObjectNode delta(JsonNode delta) {
        ObjectNode json = copy(delta, List.of("person"));
        ArrayNode changes = json.putArray("changes");
        delta.path("changes").forEach(one -> changes.add(copy(one, CHANGE)));
        return json;
    }

    /** Adds the events that something came from, but for contract events to whom these are not open. */
    private ObjectNode withCauses(ObjectNode json, JsonNode original) {
        ArrayNode causedBy = json.putArray("causedBy");
        for (JsonNode reference : original.path("causedBy")) {
            boolean open = StreamSupport.stream(packet.path("causes").spliterator(), false)
                    .filter(cause -> cause.path("eventId").equals(reference.path("eventId"))
                            && cause.path("source").equals(reference.path("source")))
                    .anyMatch(this::isOpenTo);
            if (open) {
                causedBy.add(copy(reference, List.of("source", "eventId")));
            }
        }
        return json;
    }

    /** Window changes are contract causes, those of security review are its own; all else is open to participants. */
    private boolean isOpenTo(JsonNode cause) {
        String type = cause.path("type").asText();
        if (type.equals(FactType.WINDOW_CHANGED.eventType())) {
            return securityCheckpoints.contains(cause.path("about").asText()) ? security : account;
        }
        return FactType.of(type).isPresent();
    }

    private boolean maySeeCause(JsonNode cause) {
        if (!isOpenTo(cause)) {
            return false;
        }
        boolean window = cause.path("type").asText().equals(FactType.WINDOW_CHANGED.eventType());
        return window || isBehindOwn(cause);
    }

    private boolean isBehindOwn(JsonNode cause) {
        return any(
                packet.path("ledger"),
                line -> isOwn(line)
                        && any(
                                line.path("because"),
                                because -> any(
                                        because.path("causedBy"),
                                        one -> one.path("eventId").equals(cause.path("eventId"))
                                                && one.path("source").equals(cause.path("source")))));
    }

    private boolean maySeeEvidence(JsonNode evidence) {
        String id = evidence.path("evidenceId").asText();
        return ownEvidence.contains(id) || (security && securityEvidence.contains(id));
    }

    private boolean maySeeWindows(JsonNode windows) {
        String id = windows.path("checkpointId").asText();
        boolean ofSecurity = securityCheckpoints.contains(id);
        return own.contains(id) || (security && ofSecurity) || (account && !ofSecurity);
    }

    private ObjectNode evidence(JsonNode evidence, Set<String> open) {
        boolean whole = open.contains(evidence.path("classification").asText())
                || (security
                        && securityEvidence.contains(evidence.path("evidenceId").asText()));
        return copy(
                evidence,
                whole
                        ? List.of("evidenceId", "title", "classification", "readyAt", "state")
                        : List.of("evidenceId", "readyAt"));
    }

    private boolean isAboutOwn(JsonNode node) {
        return own.contains(node.path("checkpointId").asText());
    }

    private ArrayNode each(String list, Predicate<JsonNode> which, Function<JsonNode, ObjectNode> cut) {
        ArrayNode json = NODES.arrayNode();
        for (JsonNode one : packet.path(list)) {
            if (which.test(one)) {
                json.add(cut.apply(one));
            }
        }
        return json;
    }

    private static boolean any(JsonNode list, Predicate<JsonNode> which) {
        return StreamSupport.stream(list.spliterator(), false).anyMatch(which);
    }

    private static ObjectNode copy(JsonNode from, List<String> fields) {
        ObjectNode json = NODES.objectNode();
        for (String field : fields) {
            if (from.has(field)) {
                json.set(field, from.get(field).deepCopy());
            }
        }
        return json;
    }
}
