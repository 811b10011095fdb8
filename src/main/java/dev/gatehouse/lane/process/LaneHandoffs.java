package dev.gatehouse.lane.process;

import static dev.gatehouse.lane.process.LaneHandoffProcess.ACKNOWLEDGE_INTAKE;
import static dev.gatehouse.lane.process.LaneHandoffProcess.ATTEMPTS_NOTED;
import static dev.gatehouse.lane.process.LaneHandoffProcess.MESSAGE_ATTEMPT;
import static dev.gatehouse.lane.process.LaneHandoffProcess.MESSAGE_CHANGE;
import static dev.gatehouse.lane.process.LaneHandoffProcess.MESSAGE_ENDED;
import static dev.gatehouse.lane.process.LaneHandoffProcess.REVIEW_RELEASED;
import static dev.gatehouse.lane.process.LaneHandoffProcess.WATCH_LANE;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.engine.identity.AsTheEngine;
import dev.gatehouse.gate.Gate;
import dev.gatehouse.gate.Gate.Decision;
import dev.gatehouse.gate.Gate.Holder;
import dev.gatehouse.gate.GateKeeper;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.gate.GateReview;
import dev.gatehouse.gate.Gates;
import dev.gatehouse.intake.Inbox;
import dev.gatehouse.intake.TimeWords;
import dev.gatehouse.lane.CaseClock;
import dev.gatehouse.lane.LaneCopy;
import dev.gatehouse.lane.LaneEnd;
import dev.gatehouse.lane.Lanes;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerEntry;
import dev.gatehouse.ledger.LedgerKind;
import dev.gatehouse.notice.Notices;
import dev.gatehouse.packet.RevisionState;
import dev.gatehouse.packet.Revisions;
import dev.gatehouse.people.Directory;
import dev.gatehouse.policy.DelegateMapping;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** Carries a released case on at its lane, step by step; every method runs in the engine's transaction. */
@Service
public class LaneHandoffs {

    private static final Set<String> GATES = Set.of(ACKNOWLEDGE_INTAKE, WATCH_LANE, REVIEW_RELEASED);
    private static final Set<String> FOR_THE_RELEASE_OWNER = Set.of(WATCH_LANE, REVIEW_RELEASED);
    private static final String THE_SYSTEM = "gatehouse";
    private static final String BECAUSE = "because";

    private final Lanes lanes;
    private final Cases cases;
    private final Gates gates;
    private final Revisions revisions;
    private final Ledger ledger;
    private final Inbox inbox;
    private final Notices notices;
    private final CaseClock clock;
    private final Directory directory;
    private final DelegateMapping mapping;
    private final AsTheEngine engine;
    private final ObjectProvider<GateKeeper> keeper;
    private final ObjectProvider<RuntimeService> runtime;

    /** @param runtime asked for late, like the keeper: gates of the handoff are made with this */
    LaneHandoffs(
            Lanes lanes,
            Cases cases,
            Gates gates,
            Revisions revisions,
            Ledger ledger,
            Inbox inbox,
            Notices notices,
            CaseClock clock,
            Directory directory,
            DelegateMapping mapping,
            AsTheEngine engine,
            ObjectProvider<GateKeeper> keeper,
            ObjectProvider<RuntimeService> runtime) {
        this.lanes = lanes;
        this.cases = cases;
        this.gates = gates;
        this.revisions = revisions;
        this.ledger = ledger;
        this.inbox = inbox;
        this.notices = notices;
        this.clock = clock;
        this.directory = directory;
        this.mapping = mapping;
        this.engine = engine;
        this.keeper = keeper;
        this.runtime = runtime;
    }

    /** Carries the case on at its lane, in the transaction that has released it. */
    public void begin(String caseId) {
        // who released may not start processes; the release does
        ProcessInstance instance = engine.call(() -> runtime.getObject()
                .startProcessInstanceByKey(LaneHandoffProcess.KEY, caseId, Map.of(ATTEMPTS_NOTED.name(), 0)));
        cases.continueIn(caseId, instance.getId());
        wakeAtTheEnd(cases.get(caseId), copy(caseId));
    }

    /** Whether the case has been released, so that what concerns it happens here. */
    public boolean concerns(CaseFile caseFile) {
        return lanes.find(caseFile.caseId()).isPresent();
    }

    /** Whether the gate is one of the handoff's. */
    public boolean owns(GateRecord gate) {
        return GATES.contains(gate.gate());
    }

    /**
     * Looks at the lane as it stands now, and at what has made its copy stale.
     *
     * @param stale what the flow holds to be material since the release, as sentences
     */
    public void takeUp(CaseFile caseFile, List<String> stale) {
        String caseId = caseFile.caseId();
        LaneCopy copy = copy(caseId);
        lanes.expire(caseId);
        Optional<LaneEnd> end = lanes.endOf(copy);
        if (end.isPresent()) {
            cases.wakeAt(caseId, null);
            correlate(caseFile, MESSAGE_ENDED, noLongerThere(end.get().reason()));
            return;
        }
        stale.forEach(because -> lanes.markStale(caseId, because, THE_SYSTEM));
        List<String> open = gates.open(caseId).stream().map(GateRecord::gate).toList();
        if (!stale.isEmpty()) {
            // a review that is open is asked for anew: it was about less than there is
            correlate(caseFile, MESSAGE_CHANGE, "Superseded. " + stale.get(stale.size() - 1));
        }
        if (!open.contains(WATCH_LANE) && lanes.attempts(copy).size() > attemptsNoted(caseFile)) {
            correlate(caseFile, MESSAGE_ATTEMPT, null);
        }
        wakeAtTheEnd(caseFile, copy);
    }

    private int attemptsNoted(CaseFile caseFile) {
        Object noted = runtime.getObject().getVariable(caseFile.processInstanceId(), ATTEMPTS_NOTED.name());
        return noted instanceof Integer count ? count : 0;
    }

    /** A drill's window ends by its events alone. */
    private void wakeAtTheEnd(CaseFile caseFile, LaneCopy copy) {
        cases.wakeAt(
                caseFile.caseId(), caseFile.drill() ? null : copy.validity().to());
    }

    private void correlate(CaseFile caseFile, String message, @Nullable String withdrawnBecause) {
        var correlation =
                runtime.getObject().createMessageCorrelation(message).processInstanceId(caseFile.processInstanceId());
        if (withdrawnBecause != null) {
            correlation.setVariable(GateKeeper.WITHDRAWN_BECAUSE.name(), Variables.stringValue(withdrawnBecause, true));
        }
        correlation.correlate();
    }

    /** The copy has ended: the case is over, whom it was for is told, and its ledger gets its last entry. */
    public void close(String caseId) {
        CaseFile caseFile = cases.locked(caseId);
        LaneCopy copy = copy(caseId);
        LaneEnd end = lanes.endOf(copy).orElseThrow();
        String outcome = end.state().name().toLowerCase(Locale.ROOT);
        Set<String> people = new LinkedHashSet<>(copy.marks().keySet());
        people.add(copy.releaseOwner());
        notices.announce(
                caseId,
                caseFile.drill(),
                "lane-ended",
                people,
                "Case " + caseId + ": its packet is " + outcome,
                "The packet of case " + caseId + " is " + outcome + " and is read no more at the lane " + copy.lane()
                        + ". Use no copy of it. What the lane says of it is at /api/lanes/" + copy.lane() + "/packets/"
                        + caseId + ".");
        ledger.append(caseId, THE_SYSTEM, LedgerKind.CASE_SEALED, outcome, payload(copy), Map.of());
        cases.end(caseId, outcome);
    }

    /** The released revision ends with its copy; whatever a flow has made of it before stays so. */
    void ended(LaneCopy copy, LaneEnd end) {
        RevisionState state =
                switch (end.state()) {
                    case SUPERSEDED -> RevisionState.SUPERSEDED;
                    case WITHDRAWN -> RevisionState.WITHDRAWN;
                    case EXPIRED -> RevisionState.EXPIRED;
                    case RELEASED -> throw new IllegalArgumentException("RELEASED is no end");
                };
        revisions
                .find(copy.packetId(), copy.revision())
                .filter(revision -> revision.state() == RevisionState.RELEASED)
                .ifPresent(revision ->
                        revisions.changeState(copy.packetId(), copy.revision(), state, end.actor(), end.reason()));
    }

    // ---- the gates

    public List<String> recipients(String caseId) {
        return List.copyOf(copy(caseId).marks().keySet());
    }

    LaneCopy copy(String caseId) {
        return lanes.find(caseId)
                .orElseThrow(() -> new IllegalStateException("case " + caseId + " has released nothing"));
    }

    Optional<Holder> releaseOwner(CaseFile caseFile) {
        return Optional.of(copy(caseFile.caseId()).releaseOwner())
                .filter(directory::isPerson)
                .map(person -> new Holder(person, null));
    }

    /** Who of these may act in the release owner's place at this moment. */
    Set<String> delegates(CaseFile caseFile, Collection<String> among) {
        return Set.copyOf(mapping.of(
                DelegateMapping.RELEASE_OWNER,
                copy(caseFile.caseId()).releaseOwner(),
                caseFile.flow(),
                clock.now(caseFile),
                among));
    }

    /** Why nothing is decided at this lane any more; empty while the copy stands. */
    Optional<String> over(CaseFile caseFile) {
        LaneCopy copy = copy(caseFile.caseId());
        return lanes.endOf(copy)
                .map(end -> noLongerThere(end.reason()))
                .or(() -> copy.validity().over(clock.now(caseFile))
                        ? Optional.of("The window of this packet was over at "
                                + TimeWords.moment(copy.validity().to()) + ".")
                        : Optional.empty());
    }

    /** What has arrived and was not looked at yet; empty when the review shows everything. */
    Optional<String> arrived(CaseFile caseFile) {
        return inbox.unapplied(caseFile.caseId()).stream()
                .findFirst()
                .map(event -> "%s (%s) has arrived and was not looked at yet; load the review again."
                        .formatted(event.eventId(), event.type()));
    }

    void acknowledged(CaseFile caseFile, GateRecord gate, Decision decision) {
        LaneCopy copy = copy(caseFile.caseId());
        ObjectNode payload = payload(copy)
                .put("decision", decision.decision())
                .put("kind", decision.sent(Acknowledgement.KIND))
                .put("reason", decision.reason())
                .put("at", clock.now(caseFile).toString());
        ledger.append(
                caseFile.caseId(), decision.by().person(), LedgerKind.ACKNOWLEDGED, copy.lane(), payload, Map.of());
        if (decision.decision().equals(Acknowledgement.BOUNCE)) {
            notices.announce(
                    caseFile.caseId(),
                    caseFile.drill(),
                    "bounce-" + gate.taskId(),
                    List.of(copy.releaseOwner()),
                    "Case " + caseFile.caseId() + ": a recipient bounced the packet",
                    "A recipient at the lane " + copy.lane() + " bounced the packet of case " + caseFile.caseId()
                            + ". What they said is in the case's ledger; look at /cases/" + caseFile.caseId() + ".");
        }
    }

    int attempts(CaseFile caseFile) {
        return lanes.attempts(copy(caseFile.caseId())).size();
    }

    /** Takes the copy back; returns why the gates that are left at the lane are over, as a sentence. */
    String withdraw(CaseFile caseFile, Decision decision) {
        String reason = Objects.requireNonNullElse(decision.reason(), "Withdrawn by its release owner.");
        lanes.withdraw(caseFile.caseId(), decision.by().described(), reason);
        return noLongerThere(reason);
    }

    private static String noLongerThere(String reason) {
        return "The packet is no longer at its lane: " + reason;
    }

    /** What the form of a gate shows; the packet itself is read at the lane, by whoever may. */
    public ObjectNode review(CaseFile caseFile, GateRecord gate) {
        LaneCopy copy = copy(caseFile.caseId());
        Gate kind = keeper.getObject().kind(caseFile, gate);
        ObjectNode review = GateReview.of(caseFile, gate, kind)
                .put("now", clock.now(caseFile).toString())
                .put("packetId", copy.packetId())
                .put("lane", copy.lane())
                .put("manifestSha256", copy.manifestSha256())
                .put("releaseOwner", copy.releaseOwner())
                .put("releasedAt", copy.releasedAt().toString())
                .put("packetAt", "/api/lanes/" + copy.lane() + "/packets/" + copy.packetId());
        recipients(caseFile.caseId()).forEach(review.putArray("audience")::add);
        review.putObject("validity")
                .put("from", copy.validity().from().toString())
                .put("to", copy.validity().to().toString());
        Optional<LaneEnd> end = lanes.endOf(copy);
        review.put("laneState", end.map(one -> one.state().name()).orElse("RELEASED"))
                .put("endedBecause", end.map(LaneEnd::reason).orElse(null));
        ArrayNode stale = review.putArray("staleBecause");
        ledger.of(caseFile.caseId()).stream()
                .filter(entry -> entry.kind() == LedgerKind.LANE_STALE)
                .map(LedgerEntry::payload)
                .forEach(payload -> stale.add(payload.path(BECAUSE).asText()));
        if (FOR_THE_RELEASE_OWNER.contains(gate.gate())) {
            review.set("attempts", attemptsOf(copy));
            review.set("acknowledgements", acknowledgements(caseFile));
        }
        return review;
    }

    private ArrayNode attemptsOf(LaneCopy copy) {
        ArrayNode attempts = JsonNodeFactory.instance.arrayNode();
        lanes.attempts(copy).forEach(attempt -> attempts.addObject()
                .put("person", attempt.person())
                .put("lane", attempt.lane())
                .put("what", attempt.what())
                .put("at", attempt.at().toString())
                .put(BECAUSE, attempt.detail()));
        return attempts;
    }

    private ArrayNode acknowledgements(CaseFile caseFile) {
        ArrayNode given = JsonNodeFactory.instance.arrayNode();
        ledger.of(caseFile.caseId()).stream()
                .filter(entry -> entry.kind() == LedgerKind.ACKNOWLEDGED)
                .forEach(entry -> given.addObject()
                        .put("person", entry.actor())
                        .put("decision", entry.payload().path("decision").asText())
                        .put("kind", entry.payload().path("kind").asText(null))
                        .put("reason", entry.payload().path("reason").asText(null))
                        .put("at", entry.payload().path("at").asText()));
        return given;
    }

    private static ObjectNode payload(LaneCopy copy) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("lane", copy.lane())
                .put("revision", copy.revision())
                .put("sha256", copy.sha256());
    }
}
