package dev.gatehouse.disclosure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.disclosure.domain.Citation;
import dev.gatehouse.disclosure.domain.Draft;
import dev.gatehouse.disclosure.domain.DraftRules;
import dev.gatehouse.disclosure.domain.Objection;
import dev.gatehouse.disclosure.domain.Objection.Severity;
import dev.gatehouse.disclosure.domain.Stage;
import dev.gatehouse.disclosure.exchange.DisclosurePremises;
import dev.gatehouse.disclosure.exchange.DisclosureRequests;
import dev.gatehouse.disclosure.exchange.ReleasedForm;
import dev.gatehouse.gate.Gate.Decision;
import dev.gatehouse.gate.Gate.Holder;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.lane.CaseClock;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerKind;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.packet.RevisionState;
import dev.gatehouse.packet.Revisions;
import dev.gatehouse.packet.Sha256;
import dev.gatehouse.records.FreshnessLimits;
import dev.gatehouse.records.Records;
import dev.gatehouse.release.Causes;
import dev.gatehouse.release.MaterialChange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** A draft becomes a candidate, is reviewed, disagreed with, and goes back; every method runs in the engine's transaction. */
@Service
public class Candidates {

    private final Cases cases;
    private final Revisions revisions;
    private final Drafts drafts;
    private final DisclosureChanges changes;
    private final DisclosurePolicy policy;
    private final PacketWindow window;
    private final DisclosurePremises premises;
    private final Records records;
    private final FreshnessLimits freshness;
    private final CaseClock clock;
    private final Ledger ledger;
    private final Disclosure disclosure;

    Candidates(
            Cases cases,
            Revisions revisions,
            Drafts drafts,
            DisclosureChanges changes,
            DisclosurePolicy policy,
            PacketWindow window,
            DisclosurePremises premises,
            Records records,
            FreshnessLimits freshness,
            CaseClock clock,
            Ledger ledger,
            Disclosure disclosure) {
        this.cases = cases;
        this.revisions = revisions;
        this.drafts = drafts;
        this.changes = changes;
        this.policy = policy;
        this.window = window;
        this.premises = premises;
        this.records = records;
        this.freshness = freshness;
        this.clock = clock;
        this.ledger = ledger;
        this.disclosure = disclosure;
    }

    /**
     * Freezes the draft, with every objection that there is, as the candidate.
     *
     * @throws RefusedException CONFLICT while something blocks, INVALID where a reason is due: while evidence is STALE, and
     *     when the window that the request asks for is over
     */
    public void propose(CaseFile caseFile, Decision decision) {
        String caseId = caseFile.caseId();
        Draft draft = drafts.get(caseId);
        Optional<String> windowWasOverAt = window.askedWasOverAt(caseFile);
        Disclosure.refuse(
                new DraftRules(draft)
                        .propose(staleEvidence(caseFile, draft), windowWasOverAt.orElse(null), decision.reason()),
                decision.by());
        windowWasOverAt.ifPresent(end -> drafts.stands(
                caseId,
                drafts.standing(caseId)
                        .leavingItsWindow()
                        .with(Causes.by(
                                decision.by().described(),
                                clock.now(caseFile),
                                "The window that was asked for was over at %s; proposed for a window of its own: %s"
                                        .formatted(end, decision.reason())))));
        Draft proposed = withNewlyFlagged(draft).at(Stage.REVIEW);
        drafts.keep(caseId, proposed);
        drafts.stands(caseId, drafts.standing(caseId).judgedBy(policy.versions()));
        Revision candidate = restated(caseId, proposed, decision.by().described());
        revisions.changeState(
                caseId,
                candidate.number(),
                RevisionState.CANDIDATE,
                decision.by().described(),
                "Proposed.");
        ledger.append(
                caseId,
                decision.by().described(),
                LedgerKind.CANDIDATE_PUBLISHED,
                "revision " + candidate.number(),
                candidate.named(),
                policy.versions());
        window.watch(caseFile);
    }

    /** Text may have been written under an earlier table: what the one in force flags in it is in the manifest too. */
    private Draft withNewlyFlagged(Draft draft) {
        Draft flagged = draft;
        for (var section : draft.sections()) {
            List<String> words = policy.flags(section).stream()
                    .filter(word -> draft.flaggedWords().stream()
                            .noneMatch(known -> known.word().equals(word)
                                    && known.sectionId().equals(section.sectionId())
                                    && known.accepted()))
                    .toList();
            flagged = flagged.flagged(
                    words, section.sectionId(), "In the text before the table flagged it.", Disclosure.THE_SYSTEM);
        }
        return flagged;
    }

    private Revision restated(String caseId, Draft draft, String actor) {
        return revisions.restate(caseId, draft.revision(), ReleasedForm.of(caseId, draft), actor);
    }

    /** What the packet cites and policy holds to be too old by the case's clock. */
    List<String> staleEvidence(CaseFile caseFile, Draft draft) {
        Instant now = clock.now(caseFile);
        return draft.citations().stream()
                .filter(citation -> records.approved(citation.register(), citation.key(), citation.version())
                        .map(record -> freshness.of(record, now).stale())
                        .orElse(true))
                .map(Candidates::named)
                .toList();
    }

    private static String named(Citation citation) {
        return citation.register() + " " + citation.key() + " version " + citation.version();
    }

    /**
     * A reviewer objects to the candidate.
     *
     * @return whether it blocks
     * @throws RefusedException INVALID when section, severity or statement are not what an objection has
     */
    public boolean objectAtReview(
            CaseFile caseFile,
            Holder by,
            @Nullable String sectionId,
            @Nullable String severity,
            @Nullable String text) {
        ObjectNode objection = JsonNodeFactory.instance.objectNode();
        objection.put("sectionId", sectionId).put("severity", severity).put("statement", text);
        DisclosureRequests.check(objection, DisclosureRequests.Sent.OBJECTION, premises);
        Draft draft = drafts.get(caseFile.caseId());
        Disclosure.refuse(new DraftRules(draft).object(by.person(), Objects.requireNonNull(sectionId)), by);
        Severity how = Severity.of(Objects.requireNonNull(severity));
        raise(caseFile.caseId(), draft, by.person(), sectionId, how, Objects.requireNonNull(text));
        return how == Severity.BLOCKING;
    }

    /** Puts an objection on record. */
    Objection raise(String caseId, Draft draft, String who, String sectionId, Severity severity, String statement) {
        Objection objection = new Objection(
                "o-" + (draft.objections().size() + 1),
                sectionId,
                who,
                severity,
                statement,
                draft.revision(),
                Objection.Standing.OPEN,
                null,
                null,
                null);
        drafts.raised(caseId, objection);
        drafts.keep(caseId, draft.objected(objection));
        ledger.append(
                caseId,
                who,
                LedgerKind.OBJECTION_RAISED,
                objection.objectionId(),
                JsonNodeFactory.instance
                        .objectNode()
                        .put("objectionId", objection.objectionId())
                        .put("sectionId", sectionId)
                        .put("severity", severity.word())
                        .put("revision", draft.revision())
                        .put(
                                "statementSha256",
                                Sha256.hex(CanonicalJson.bytes(JsonNodeFactory.instance.textNode(statement)))),
                Map.of());
        return objection;
    }

    /** The review is over: what it has collected is part of the candidate from here on; true while any of it is open. */
    public boolean collectResiduals(String caseId) {
        cases.locked(caseId);
        Draft draft = drafts.get(caseId).at(Stage.RESIDUAL);
        drafts.keep(caseId, draft);
        restated(caseId, draft, Disclosure.THE_SYSTEM);
        return !draft.openResiduals().isEmpty();
    }

    /**
     * The release owner accepts the disagreement that is left, by name.
     *
     * @throws RefusedException INVALID with what is missing
     */
    public void acceptResiduals(CaseFile caseFile, Holder by, Set<String> named) {
        Draft draft = drafts.get(caseFile.caseId());
        Disclosure.refuse(new DraftRules(draft).acceptResiduals(named), by);
        drafts.keep(
                caseFile.caseId(),
                draft.residualsAccepted(by.described(), clock.now(caseFile).toString()));
    }

    /** Somebody sends the candidate back to its draft. */
    public void sentBack(CaseFile caseFile, Holder by, String because) {
        String caseId = caseFile.caseId();
        drafts.stands(
                caseId,
                drafts.standing(caseId).renewed().with(Causes.by(by.described(), clock.now(caseFile), because)));
    }

    /** Opens the draft again: takes up what has arrived, and puts the candidate that is left out of force. */
    public void reopen(String caseId) {
        cases.locked(caseId);
        CaseFile caseFile = cases.get(caseId);
        List<MaterialChange> material = changes.material(caseFile);
        Revision current = disclosure.current(caseId);
        Draft draft = drafts.get(caseId);
        Optional<String> over = window.over(caseFile);
        if (!material.isEmpty() || over.isPresent()) {
            drafts.stands(caseId, drafts.standing(caseId).renewed());
        }
        over.ifPresent(sentence -> drafts.stands(
                caseId, drafts.standing(caseId).with(Causes.by(Disclosure.THE_SYSTEM, clock.now(caseFile), sentence))));
        draft = changes.takenUp(caseFile, draft, material);
        if (current.state() == RevisionState.CANDIDATE) {
            ended(
                    caseId,
                    current,
                    over.isPresent() ? RevisionState.EXPIRED : RevisionState.SUPERSEDED,
                    over.orElseGet(() -> because(caseId)));
            draft = draft.nextRevision();
            drafts.keepRevision(caseId, draft.at(Stage.DRAFT));
            Revision next =
                    revisions.store(caseId, ReleasedForm.of(caseId, draft), current.number(), Disclosure.THE_SYSTEM);
            ledger.append(
                    caseId,
                    Disclosure.THE_SYSTEM,
                    LedgerKind.DRAFT_REVISED,
                    "revision " + next.number(),
                    next.named().put("because", "reopened"),
                    Map.of());
        }
        drafts.keep(caseId, draft.at(Stage.DRAFT));
    }

    private String because(String caseId) {
        List<JsonNode> causes = drafts.standing(caseId).causes();
        return causes.isEmpty()
                ? "Sent back."
                : causes.get(causes.size() - 1).path("because").asText();
    }

    /** The candidate is no more; its successor is for somebody else to make. */
    void superseded(String caseId, Revision candidate, String because) {
        ended(caseId, candidate, RevisionState.SUPERSEDED, because);
    }

    private void ended(String caseId, Revision candidate, RevisionState state, String because) {
        revisions.changeState(caseId, candidate.number(), state, Disclosure.THE_SYSTEM, because);
        ledger.append(
                caseId,
                Disclosure.THE_SYSTEM,
                LedgerKind.CANDIDATE_SUPERSEDED,
                "revision " + candidate.number(),
                candidate.named().put("because", because),
                Map.of());
    }
}
