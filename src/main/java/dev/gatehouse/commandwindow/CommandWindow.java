package dev.gatehouse.commandwindow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.commandwindow.domain.Declaration;
import dev.gatehouse.commandwindow.domain.Resequencer;
import dev.gatehouse.commandwindow.domain.Resequencing;
import dev.gatehouse.commandwindow.domain.Timeline;
import dev.gatehouse.commandwindow.domain.TimelineChecker;
import dev.gatehouse.commandwindow.domain.Violation;
import dev.gatehouse.commandwindow.exchange.CommandPacketJson;
import dev.gatehouse.gate.Gate.Holder;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.RefusedException.Kind;
import dev.gatehouse.intake.ChangeSets;
import dev.gatehouse.intake.InboxEvent;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerKind;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.packet.RevisionState;
import dev.gatehouse.packet.Revisions;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What happens to a command window, step by step; every method runs in the engine's transaction. */
@Service
public class CommandWindow {

    private static final String HELD = Resequencing.State.HELD.name();

    private final Cases cases;
    private final Revisions revisions;
    private final Ledger ledger;
    private final ChangeSets changeSets;
    private final WindowRevisions made;
    private final WindowReader reader;
    private final BoundaryExceptions exceptions;
    private final Resequencer resequencer;
    private final Announcements announcements;

    CommandWindow(
            Cases cases,
            Revisions revisions,
            Ledger ledger,
            ChangeSets changeSets,
            WindowRevisions made,
            WindowReader reader,
            BoundaryExceptions exceptions,
            Resequencer resequencer,
            Announcements announcements) {
        this.cases = cases;
        this.revisions = revisions;
        this.ledger = ledger;
        this.changeSets = changeSets;
        this.made = made;
        this.reader = reader;
        this.exceptions = exceptions;
        this.resequencer = resequencer;
        this.announcements = announcements;
    }

    /** Takes up everything that has arrived, and supersedes the candidate or request that it overtakes. */
    public ChangeSet takeUpChanges(String caseId) {
        ChangeSet changes = reader.read(cases.locked(caseId));
        List<InboxEvent> news = changes.news();
        changeSets.takenUp(caseId, news, CommandWindowProcess.KEY, made.policies());
        revisions.candidate(caseId).ifPresent(candidate -> {
            revisions.changeState(
                    caseId, candidate.number(), RevisionState.SUPERSEDED, "gatehouse", "A material change arrived.");
            ObjectNode payload = ChangeSets.arrivals(news)
                    .put("revision", candidate.number())
                    .put("sha256", candidate.sha256());
            ledger.append(
                    caseId,
                    "gatehouse",
                    LedgerKind.CANDIDATE_SUPERSEDED,
                    "revision " + candidate.number(),
                    payload,
                    Map.of());
        });
        exceptions.withdrawOpen(caseId);
        return changes;
    }

    public Resequencing resequence(ChangeSet changes) {
        return resequencer.resequence(changes.situation().toProblem(changes.timeline()));
    }

    /**
     * Lets a timeline pass only when the independent checker accepts it.
     *
     * @return whether a start, an owner or a hold differs from what people work from
     */
    public boolean check(ChangeSet changes, Resequencing sequence) {
        List<Violation> violations =
                TimelineChecker.violations(changes.situation().toProblem(changes.timeline()), sequence);
        if (!violations.isEmpty()) {
            throw new IllegalStateException("the resequenced timeline of case "
                    + changes.caseFile().caseId() + " breaks its rules and is not shown: " + violations);
        }
        boolean differs = made.packet(changes, sequence).timeline().differs(changes.timeline());
        if (!differs) {
            ledger.append(
                    changes.caseFile().caseId(),
                    "gatehouse",
                    LedgerKind.NO_CANDIDATE,
                    CommandWindowProcess.KEY,
                    JsonNodeFactory.instance.objectNode(),
                    Map.of());
        }
        return differs;
    }

    /** Stores the timeline as the candidate; escalates when a protected checkpoint is held. */
    public Revision publish(ChangeSet changes, Resequencing sequence) {
        String caseId = changes.caseFile().caseId();
        Revision authoritative = changes.authoritative().orElseThrow();
        Revision candidate =
                made.store(caseId, made.packet(changes, sequence), authoritative.number(), changes.reachesArrival());
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put("revision", candidate.number())
                .put("sha256", candidate.sha256())
                .put("proven", sequence.proven());
        payload.set("holds", holds(candidate.content()));
        ledger.append(
                caseId,
                "gatehouse",
                LedgerKind.CANDIDATE_PUBLISHED,
                "revision " + candidate.number(),
                payload,
                made.policies());
        cases.addParticipants(caseId, owners(candidate.content()));
        announcements.escalated(changes.caseFile(), candidate);
        return candidate;
    }

    /** Reason by held checkpoint: what the figures about holds are made of. */
    private static ObjectNode holds(JsonNode packet) {
        ObjectNode holds = JsonNodeFactory.instance.objectNode();
        packet.path("holds")
                .forEach(hold -> holds.put(
                        hold.path("checkpointId").asText(), hold.path("reason").asText()));
        return holds;
    }

    /** Whoever owns a checkpoint, or did before: a delegate who takes over becomes a participant. */
    private static Set<String> owners(JsonNode packet) {
        Set<String> owners = new HashSet<>();
        packet.path("ledger").forEach(entry -> {
            if (entry.path("owner").isTextual()) {
                owners.add(entry.path("owner").asText());
            }
        });
        return owners;
    }

    /** The candidate on the gate becomes the authority. */
    public void adopt(CaseFile caseFile, GateRecord gate, Holder by) {
        Revision candidate = onTheGate(caseFile.caseId(), gate);
        revisions.changeState(
                caseFile.caseId(),
                candidate.number(),
                RevisionState.ADOPTED,
                by.person(),
                "Adopted by " + by.described());
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put("revision", candidate.number())
                .put("sha256", candidate.sha256())
                .put("actingFor", by.actingFor());
        ArrayNode held = payload.putArray("heldCheckpoints");
        candidate.content().path("ledger").forEach(entry -> {
            if (entry.path("state").asText().equals(HELD)) {
                held.add(entry.path("checkpointId").asText());
            }
        });
        payload.set("holds", holds(candidate.content()));
        ledger.append(
                caseFile.caseId(),
                by.person(),
                LedgerKind.ADOPTED,
                "revision " + candidate.number(),
                payload,
                made.policies());
    }

    /** The candidate on the gate is taken back; what is in force stays so. */
    public void withdraw(CaseFile caseFile, GateRecord gate, Holder by, String because) {
        Revision candidate = onTheGate(caseFile.caseId(), gate);
        revisions.changeState(caseFile.caseId(), candidate.number(), RevisionState.WITHDRAWN, by.person(), because);
    }

    private Revision onTheGate(String caseId, GateRecord gate) {
        return revisions
                .candidate(caseId)
                .filter(candidate -> candidate.sha256().equals(gate.sha256()))
                .orElseThrow(() -> new RefusedException(
                        Kind.CONFLICT,
                        "not-the-candidate",
                        "Revision " + gate.revision() + " is no longer the candidate of case " + caseId + "."));
    }

    /** Ends the case: what is still on a gate is withdrawn, the ledger gets its last entry. */
    public void seal(String caseId, @Nullable String scopeDecision) {
        CaseFile caseFile = cases.locked(caseId);
        ChangeSet changes = reader.read(caseFile);
        String outcome = "decline".equals(scopeDecision)
                ? "declined"
                : changes.situation().closed() ? "closed" : "over";
        if (outcome.equals("over") && !changes.situation().over()) {
            throw new IllegalStateException("the window of case " + caseId + " ends at "
                    + changes.situation().closesAt() + ", not before");
        }
        revisions
                .candidate(caseId)
                .ifPresent(candidate -> revisions.changeState(
                        caseId, candidate.number(), RevisionState.WITHDRAWN, "gatehouse", "The window has ended."));
        exceptions.withdrawOpen(caseId);
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put("outcome", outcome)
                .put(
                        "authoritative",
                        revisions.authoritative(caseId).map(Revision::sha256).orElse(null));
        ledger.append(caseId, "gatehouse", LedgerKind.CASE_SEALED, outcome, payload, made.policies());
        changeSets.setAside(caseId);
        cases.end(caseId, outcome);
    }

    public ChangeSet read(CaseFile caseFile) {
        return reader.read(caseFile);
    }

    /** A case that has ended takes nothing up any more. */
    public void setAside(CaseFile caseFile) {
        changeSets.setAside(caseFile.caseId());
    }

    public String endedBecause(ChangeSet changes) {
        return changes.situation().closed()
                ? "a source closed it."
                : "it closed at " + changes.situation().closesAt() + ".";
    }

    /** When somebody else will lead the bridge by the facts as they stand; empty in a drill and when nobody will. */
    public Optional<Instant> nextLeadChange(ChangeSet changes) {
        return changes.caseFile().drill()
                ? Optional.empty()
                : changes.situation()
                        .nextChangeOf(
                                Declaration.BRIDGE_LEAD, changes.declaration().bridgeLead());
    }

    /** Whether the window would be resequenced otherwise than what is on the gate, or in force, says. */
    public boolean wouldDiffer(ChangeSet changes) {
        Timeline again = made.packet(changes, resequence(changes)).timeline();
        Timeline shown = revisions
                .candidate(changes.caseFile().caseId())
                .map(candidate -> CommandPacketJson.timeline(candidate.content()))
                .orElse(changes.timeline());
        return again.differs(shown);
    }

    /** Notes arrivals that change nothing; they stay listed with what arrived since and as causes of the next revision. */
    public void noteWithoutEffect(ChangeSet changes) {
        changeSets.takenUp(changes.caseFile().caseId(), changes.news(), "without effect", made.policies());
    }

    /** Who leads the bridge now, by every accepted fact; empty when the lead departed and nobody approved took over. */
    public Optional<Holder> bridgeLead(CaseFile caseFile) {
        String declared = reader.declaration(caseFile).bridgeLead();
        return reader.situation(caseFile)
                .bridgeLead()
                .map(lead -> new Holder(lead, lead.equals(declared) ? null : declared));
    }

    public Revision candidate(String caseId) {
        return revisions.candidate(caseId).orElseThrow();
    }

    public Revision authoritative(String caseId) {
        return revisions.authoritative(caseId).orElseThrow();
    }

    public Revision revision(String caseId, int number) {
        return Objects.requireNonNull(revisions.find(caseId, number).orElse(null), "no such revision");
    }
}
