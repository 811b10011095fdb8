package dev.gatehouse.commandwindow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.commandwindow.domain.Disposition;
import dev.gatehouse.commandwindow.domain.EventReference;
import dev.gatehouse.commandwindow.domain.TimelineChecker;
import dev.gatehouse.commandwindow.exchange.FactJson;
import dev.gatehouse.commandwindow.exchange.PacketSentences;
import dev.gatehouse.commandwindow.exchange.PacketView;
import dev.gatehouse.gate.Gate;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.RefusedException.Kind;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.packet.RevisionMove;
import dev.gatehouse.packet.RevisionState;
import dev.gatehouse.packet.Revisions;
import dev.gatehouse.people.Directory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** What people see of a command window: the revision itself, cut down for them, and what has happened around it since. */
@Component
public class CommandWindowViews {

    private final WindowReader reader;
    private final CommandWindow window;
    private final WindowRevisions made;
    private final Revisions revisions;
    private final BoundaryExceptions exceptions;
    private final Acknowledgements acknowledgements;
    private final AuthorityRules authority;
    private final Directory directory;

    CommandWindowViews(
            WindowReader reader,
            CommandWindow window,
            WindowRevisions made,
            Revisions revisions,
            BoundaryExceptions exceptions,
            Acknowledgements acknowledgements,
            AuthorityRules authority,
            Directory directory) {
        this.reader = reader;
        this.window = window;
        this.made = made;
        this.revisions = revisions;
        this.exceptions = exceptions;
        this.acknowledgements = acknowledgements;
        this.authority = authority;
        this.directory = directory;
    }

    /**
     * The revision's packet as this reader's roles in the case may see it.
     *
     * @throws RefusedException FORBIDDEN when that is nothing
     */
    public ObjectNode view(CaseFile caseFile, Revision revision, String person) {
        return cut(reader.read(caseFile), revision, person);
    }

    private ObjectNode cut(ChangeSet changes, Revision revision, String person) {
        return PacketView.cut(revision.content(), reading(changes, person))
                .orElseThrow(() -> new RefusedException(
                        Kind.FORBIDDEN,
                        "nothing-for-you",
                        "Revision " + revision.number() + " of case " + revision.caseId() + " holds nothing for "
                                + person + ", who has no role in it."));
    }

    private PacketView.Reader reading(ChangeSet changes, String person) {
        return new PacketView.Reader(person, changes.situation().rolesOf(person), directory.groupsOf(person));
    }

    /** Whether the person leads the bridge, or owns a protected boundary of the case. */
    public boolean ownsGates(CaseFile caseFile, String person) {
        ChangeSet changes = reader.read(caseFile);
        return changes.situation().bridgeLead().filter(person::equals).isPresent()
                || changes.declaration().checkpoints().stream()
                        .anyMatch(checkpoint -> person.equals(checkpoint.boundaryOwner()));
    }

    /** What the form of a gate shows. */
    public ObjectNode review(CaseFile caseFile, GateRecord gate, Gate kind, String person) {
        String caseId = caseFile.caseId();
        ChangeSet changes = reader.read(caseFile);
        Revision revision = window.revision(caseId, Objects.requireNonNull(gate.revision()));
        ObjectNode review = JsonNodeFactory.instance
                .objectNode()
                .put("caseId", caseId)
                .put("taskId", gate.taskId())
                .put("gate", gate.gate())
                .put("gateTitle", kind.title())
                .put("state", gate.state().name().toLowerCase(Locale.ROOT))
                .put("title", caseFile.title())
                .put("drill", caseFile.drill())
                .put("revision", revision.number())
                .put("sha256", revision.sha256())
                .put("assignee", gate.assignee())
                .put("actingFor", gate.actingFor())
                .put("now", changes.situation().now().toString())
                .put("summary", PacketSentences.whatChanged(revision.content()));
        review.set("packet", cut(changes, revision, person));
        ArrayNode decisions = review.putArray("decisions");
        kind.options().forEach(option -> decisions
                .addObject()
                .put("decision", option.decision())
                .put("label", option.label())
                .put("explanation", option.explanation())
                .put("reasonRequired", option.reasonRequired()));
        review.put("previousRevision", revision.supersedes());
        review.set("supersededCandidates", supersededCandidates(caseId, revision));
        review.set("arrivedSince", arrivedSince(changes, revision, person));
        review.set("acknowledgements", acknowledged(caseId));
        review.set("withdrawn", withdrawn(gate));
        switch (gate.gate()) {
            case CommandWindowProcess.CONFIRM_SCOPE -> {
                review.set("faults", faults(changes));
                review.set("authority", authority.statements(changes.declaration()));
                review.set(
                        "delegates",
                        authority.delegates(
                                changes.declaration(), changes.situation().now()));
            }
            case CommandWindowProcess.ADOPT_PACKET ->
                review.set("exceptionCandidates", exceptionCandidates(revision.content()));
            case CommandWindowProcess.DECIDE_BOUNDARY_EXCEPTION -> review.set("exception", exception(caseId, revision));
            case CommandWindowProcess.ACKNOWLEDGE_DELTA -> review.set("delta", delta(gate, revision));
            default -> {}
        }
        return review;
    }

    /** Candidates since the authoritative revision that never came to a decision, oldest first. */
    private ArrayNode supersededCandidates(String caseId, Revision revision) {
        ArrayNode superseded = JsonNodeFactory.instance.arrayNode();
        int since = revision.supersedes() == null ? 0 : revision.supersedes();
        Map<Integer, RevisionMove> last = new HashMap<>();
        revisions.moves(caseId).forEach(move -> last.put(move.number(), move));
        revisions.references(caseId).stream()
                .filter(one -> one.number() > since && one.number() < revision.number())
                .filter(one -> one.state() != RevisionState.ADOPTED)
                .forEach(one -> superseded
                        .addObject()
                        .put("revision", one.number())
                        .put("sha256", one.sha256())
                        .put("state", one.state().name())
                        .put(
                                "cause",
                                Objects.requireNonNull(last.get(one.number())).cause()));
        return superseded;
    }

    /** What has arrived since the revision was assembled, refused events too, as far as the reader may see it. */
    private ArrayNode arrivedSince(ChangeSet changes, Revision revision, String person) {
        long known = made.reachesArrival(changes.caseFile().caseId(), revision.number());
        Set<EventReference> since = new HashSet<>();
        changes.arrivals().stream()
                .filter(event -> event.arrival() > known)
                .forEach(event -> since.add(WindowReader.reference(event)));
        List<Disposition> arrived = changes.situation().dispositions().stream()
                .filter(disposition -> since.contains(disposition.event().reference()))
                .toList();
        return PacketView.causes(revision.content(), FactJson.causes(arrived), reading(changes, person));
    }

    private ArrayNode acknowledged(String caseId) {
        ArrayNode standing = JsonNodeFactory.instance.arrayNode();
        acknowledgements.given(caseId).forEach(one -> standing.addObject()
                .put("person", one.person())
                .put("revision", one.revision())
                .put("at", one.at().toString()));
        revisions.authoritative(caseId).ifPresent(inForce -> new TreeSet<>(acknowledgements.awaited(caseId))
                .forEach(person -> standing.addObject()
                        .put("person", person)
                        .put("revision", inForce.number())
                        .putNull("at")));
        return standing;
    }

    private static JsonNode withdrawn(GateRecord gate) {
        return gate.state() == GateRecord.State.WITHDRAWN
                ? JsonNodeFactory.instance
                        .objectNode()
                        .put("because", gate.withdrawnBecause())
                        .put("successorTaskId", gate.successorTaskId())
                : JsonNodeFactory.instance.nullNode();
    }

    /** The rules that the declared timeline already breaks. */
    private static ArrayNode faults(ChangeSet changes) {
        ArrayNode faults = JsonNodeFactory.instance.arrayNode();
        TimelineChecker.violationsOf(changes.situation().toProblem(changes.timeline()))
                .forEach(violation -> faults.addObject()
                        .put("code", violation.code().name())
                        .put("checkpointId", violation.checkpointId())
                        .put("text", PacketSentences.violation(violation, changes.declaration())));
        return faults;
    }

    private static ArrayNode exceptionCandidates(JsonNode packet) {
        ArrayNode candidates = JsonNodeFactory.instance.arrayNode();
        BoundaryExceptions.eligible(packet).forEach(hold -> {
            ObjectNode candidate = candidates.addObject();
            candidate.set("checkpointId", hold.path("checkpointId"));
            candidate.put(
                    "boundaryOwner",
                    BoundaryExceptions.boundaryOwner(packet, hold).orElseThrow());
            candidate.set("binding", hold.path("binding"));
        });
        return candidates;
    }

    private ObjectNode exception(String caseId, Revision revision) {
        BoundaryExceptions.Requested requested =
                exceptions.ofRevision(caseId, revision.number()).orElseThrow();
        ObjectNode exception = JsonNodeFactory.instance
                .objectNode()
                .put("checkpointId", requested.checkpointId())
                .put("owner", requested.owner())
                .put("requestedBy", requested.requestedBy())
                .put("reason", requested.reason());
        exception.set("binding", requested.binding());
        return exception;
    }

    private ObjectNode delta(GateRecord gate, Revision revision) {
        String person = Objects.requireNonNull(gate.assignee());
        ObjectNode delta = JsonNodeFactory.instance
                .objectNode()
                .put("person", person)
                .put(
                        "comparedWith",
                        acknowledgements.baseline(gate.caseId(), person).number());
        delta.set("changes", acknowledgements.delta(revision, person));
        return delta;
    }
}
