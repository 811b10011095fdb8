package dev.gatehouse.commandwindow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.commandwindow.domain.CommandPacket;
import dev.gatehouse.commandwindow.domain.Declaration;
import dev.gatehouse.commandwindow.domain.Disposition;
import dev.gatehouse.commandwindow.domain.EventReference;
import dev.gatehouse.commandwindow.domain.PacketAssembler;
import dev.gatehouse.commandwindow.domain.Resequencer;
import dev.gatehouse.commandwindow.domain.Resequencing;
import dev.gatehouse.commandwindow.domain.Timeline;
import dev.gatehouse.commandwindow.domain.TimelineChecker;
import dev.gatehouse.commandwindow.domain.Violation;
import dev.gatehouse.commandwindow.exchange.CommandPacketJson;
import dev.gatehouse.commandwindow.exchange.CommandWindowRequests;
import dev.gatehouse.gate.Gate.Holder;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.RefusedException.Kind;
import dev.gatehouse.gate.StartRequest;
import dev.gatehouse.intake.FaultsException;
import dev.gatehouse.intake.Inbox;
import dev.gatehouse.intake.InboxEvent;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerKind;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.packet.RevisionState;
import dev.gatehouse.packet.Revisions;
import dev.gatehouse.packet.Sha256;
import dev.gatehouse.people.Directory;
import dev.gatehouse.policy.Policies;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** What happens to a command window, step by step; every method runs in the engine's transaction. */
@Service
public class CommandWindow {

    private static final String[] POLICIES = {"change-authority", "delegate-mapping", "freshness", "material-change"};

    private static final String HELD = Resequencing.State.HELD.name();

    /** How many events a sentence names before it counts the rest. */
    private static final int EVENTS_NAMED = 3;

    /** A drill's clock is its events; its engine timer must never fire. */
    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    /** @param timerDate when the engine ends the window */
    public record Declared(String caseId, Instant timerDate) {}

    private final Cases cases;
    private final Revisions revisions;
    private final Ledger ledger;
    private final Inbox inbox;
    private final Policies policies;
    private final Directory directory;
    private final WindowReader reader;
    private final BoundaryExceptions exceptions;
    private final Resequencer resequencer;
    private final Announcements announcements;
    private final JdbcClient jdbc;

    CommandWindow(
            Cases cases,
            Revisions revisions,
            Ledger ledger,
            Inbox inbox,
            Policies policies,
            Directory directory,
            WindowReader reader,
            BoundaryExceptions exceptions,
            Resequencer resequencer,
            Announcements announcements,
            JdbcClient jdbc) {
        this.cases = cases;
        this.revisions = revisions;
        this.ledger = ledger;
        this.inbox = inbox;
        this.policies = policies;
        this.directory = directory;
        this.reader = reader;
        this.exceptions = exceptions;
        this.resequencer = resequencer;
        this.announcements = announcements;
        this.jdbc = jdbc;
    }

    /**
     * Opens the case of a good request, with the declared timeline as revision 1 on the first gate.
     *
     * @param businessKey the case id that the door was given, null when none was
     * @throws FaultsException every fault of the request
     * @throws RefusedException CONFLICT when the case exists
     */
    public Declared declare(
            @Nullable String businessKey, String requestText, String processInstanceId, String starter) {
        JsonNode request = StartRequest.read(requestText);
        Declaration declaration = CommandWindowRequests.read(request, directory::isPerson);
        String caseId = declaration.caseId();
        StartRequest.mustBeNamedAs(businessKey, caseId);
        cases.open(
                caseId, CommandWindowProcess.KEY, declaration.title(), declaration.drill(), processInstanceId, request);
        cases.addParticipants(caseId, people(declaration));
        Revision first = store(caseId, PacketAssembler.declared(declaration, policies.versions(POLICIES)), null, 0);
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put("requestSha256", Sha256.hex(CanonicalJson.bytes(request)))
                .put("drill", declaration.drill())
                .put("revision", first.number())
                .put("sha256", first.sha256());
        ledger.append(
                caseId,
                starter,
                LedgerKind.CASE_STARTED,
                CommandWindowProcess.KEY,
                payload,
                policies.versions(POLICIES));
        return new Declared(
                caseId, timerDate(declaration.drill(), declaration.window().to()));
    }

    static Instant timerDate(boolean drill, Instant closesAt) {
        return drill ? NEVER : closesAt;
    }

    private static Set<String> people(Declaration declaration) {
        Set<String> people = new HashSet<>();
        people.add(declaration.bridgeLead());
        declaration.people().forEach(one -> people.add(one.person()));
        declaration.checkpoints().forEach(one -> {
            String boundaryOwner = one.boundaryOwner();
            if (boundaryOwner != null) {
                people.add(boundaryOwner);
            }
        });
        return people;
    }

    /** Takes up everything that has arrived, and supersedes the candidate or request that it overtakes. */
    public ChangeSet takeUpChanges(String caseId) {
        cases.lock(caseId);
        ChangeSet changes = reader.read(cases.get(caseId));
        List<InboxEvent> news = changes.news();
        inbox.markApplied(caseId, news.stream().map(InboxEvent::arrival).toList());
        ledger.append(
                caseId,
                "gatehouse",
                LedgerKind.CHANGE_SET_APPLIED,
                CommandWindowProcess.KEY,
                arrivals(news),
                policies.versions(POLICIES));
        revisions.candidate(caseId).ifPresent(candidate -> {
            revisions.changeState(
                    caseId, candidate.number(), RevisionState.SUPERSEDED, "gatehouse", "A material change arrived.");
            ObjectNode payload =
                    arrivals(news).put("revision", candidate.number()).put("sha256", candidate.sha256());
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

    private static ObjectNode arrivals(List<InboxEvent> news) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        ArrayNode events = payload.putArray("events");
        news.forEach(event -> events.addObject()
                .put("source", event.source())
                .put("eventId", event.eventId())
                .put("receivedAt", event.receivedAt().toString()));
        return payload;
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
        boolean differs = packet(changes, sequence).timeline().differs(changes.timeline());
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
        Revision candidate = store(caseId, packet(changes, sequence), authoritative.number(), changes.reachesArrival());
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
                policies.versions(POLICIES));
        cases.addParticipants(caseId, owners(candidate.content()));
        announcements.escalated(changes.caseFile(), candidate);
        return candidate;
    }

    private CommandPacket packet(ChangeSet changes, Resequencing sequence) {
        Revision authoritative = changes.authoritative().orElseThrow();
        return PacketAssembler.assemble(
                changes.situation(),
                changes.timeline(),
                sequence,
                settled(changes, authoritative),
                new CommandPacket.Lineage(
                        authoritative.sha256(), adoptedChain(changes.caseFile().caseId())),
                policies.versions(POLICIES));
    }

    /** Reason by held checkpoint: what the figures about holds are made of. */
    private static ObjectNode holds(JsonNode packet) {
        ObjectNode holds = JsonNodeFactory.instance.objectNode();
        packet.path("holds")
                .forEach(hold -> holds.put(
                        hold.path("checkpointId").asText(), hold.path("reason").asText()));
        return holds;
    }

    private Revision store(String caseId, CommandPacket packet, @Nullable Integer supersedes, long reachesArrival) {
        Revision draft = revisions.store(caseId, CommandPacketJson.write(packet), supersedes, "gatehouse");
        revisions.changeState(caseId, draft.number(), RevisionState.CANDIDATE, "gatehouse", "Assembled.");
        jdbc.sql("insert into gh_window_revision (case_id, number, reaches_arrival) values (?, ?, ?)")
                .params(caseId, draft.number(), reachesArrival)
                .update();
        return draft;
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

    /** The events that the authoritative revision knows: what has become of them is no cause of the next one. */
    private Set<EventReference> settled(ChangeSet changes, Revision authoritative) {
        long known = reachesArrival(changes.caseFile().caseId(), authoritative.number());
        return changes.arrivals().stream()
                .filter(event -> event.arrival() <= known)
                .map(WindowReader::reference)
                .collect(Collectors.toSet());
    }

    long reachesArrival(String caseId, int revision) {
        return jdbc.sql("select reaches_arrival from gh_window_revision where case_id = ? and number = ?")
                .params(caseId, revision)
                .query(Long.class)
                .single();
    }

    /** Hashes of every revision that was ever adopted, oldest first; the last one is in force. */
    private List<String> adoptedChain(String caseId) {
        Map<Integer, String> hashes = new HashMap<>();
        revisions.references(caseId).forEach(one -> hashes.put(one.number(), one.sha256()));
        return revisions.moves(caseId).stream()
                .filter(move -> move.state() == RevisionState.ADOPTED)
                .map(move -> Objects.requireNonNull(hashes.get(move.number())))
                .toList();
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
                policies.versions(POLICIES));
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
        cases.lock(caseId);
        CaseFile caseFile = cases.get(caseId);
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
        ledger.append(caseId, "gatehouse", LedgerKind.CASE_SEALED, outcome, payload, policies.versions(POLICIES));
        inbox.markApplied(
                caseId, changes.news().stream().map(InboxEvent::arrival).toList());
        cases.end(caseId, outcome);
    }

    public ChangeSet read(CaseFile caseFile) {
        return reader.read(caseFile);
    }

    /** A case that has ended takes nothing up any more. */
    public void setAside(CaseFile caseFile) {
        inbox.markApplied(
                caseFile.caseId(),
                inbox.unapplied(caseFile.caseId()).stream()
                        .map(InboxEvent::arrival)
                        .toList());
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

    /** What withdraws the open gate, as a sentence; empty when no unapplied arrival is material. */
    public Optional<String> supersededByNews(ChangeSet changes) {
        List<InboxEvent> material = materialNews(changes);
        return material.isEmpty()
                ? Optional.empty()
                : Optional.of("Superseded by "
                        + material.stream()
                                .limit(EVENTS_NAMED)
                                .map(event -> event.eventId() + " (" + event.type() + ")")
                                .collect(Collectors.joining(", "))
                        + (material.size() > EVENTS_NAMED
                                ? " and " + (material.size() - EVENTS_NAMED) + " more."
                                : "."));
    }

    /** Whether the window would be resequenced otherwise than what is on the gate, or in force, says. */
    public boolean wouldDiffer(ChangeSet changes) {
        Timeline again = packet(changes, resequence(changes)).timeline();
        Timeline shown = revisions
                .candidate(changes.caseFile().caseId())
                .map(candidate -> CommandPacketJson.timeline(candidate.content()))
                .orElse(changes.timeline());
        return again.differs(shown);
    }

    /** Notes arrivals that change nothing; they stay listed with what arrived since and as causes of the next revision. */
    public void noteWithoutEffect(ChangeSet changes) {
        List<InboxEvent> news = changes.news();
        inbox.markApplied(
                changes.caseFile().caseId(),
                news.stream().map(InboxEvent::arrival).toList());
        ledger.append(
                changes.caseFile().caseId(),
                "gatehouse",
                LedgerKind.CHANGE_SET_APPLIED,
                "without effect",
                arrivals(news),
                policies.versions(POLICIES));
    }

    /** Who leads the bridge now, by every accepted fact; empty when the lead departed and nobody approved took over. */
    public Optional<Holder> bridgeLead(CaseFile caseFile) {
        ChangeSet changes = reader.read(caseFile);
        String declared = changes.declaration().bridgeLead();
        return changes.situation().bridgeLead().map(lead -> new Holder(lead, lead.equals(declared) ? null : declared));
    }

    /** A sentence that names the accepted material events that no candidate knows yet. */
    public Optional<String> unappliedMaterialNews(CaseFile caseFile) {
        ChangeSet changes = reader.read(caseFile);
        List<String> material =
                materialNews(changes).stream().map(InboxEvent::eventId).toList();
        return material.isEmpty()
                ? Optional.empty()
                : Optional.of("A material change has just arrived and is being worked in (event "
                        + String.join(", ", material)
                        + "); this revision is being superseded. Wait for the next one.");
    }

    /** The unapplied arrivals that supersede what is on a gate, by the policy table {@code material-change}. */
    List<InboxEvent> materialNews(ChangeSet changes) {
        List<InboxEvent> news = changes.news();
        if (news.isEmpty()) {
            return List.of();
        }
        Map<EventReference, Disposition> dispositions = new HashMap<>();
        changes.situation()
                .dispositions()
                .forEach(disposition -> dispositions.put(disposition.event().reference(), disposition));
        return news.stream()
                .filter(event -> isMaterial(dispositions.get(WindowReader.reference(event))))
                .toList();
    }

    private boolean isMaterial(@Nullable Disposition disposition) {
        return disposition != null
                && policies.materialChange(
                                CommandWindowProcess.KEY,
                                disposition.event().type().eventType(),
                                disposition
                                        .kind()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-'))
                        .yes();
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
