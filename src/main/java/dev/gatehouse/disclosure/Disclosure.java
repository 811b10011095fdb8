package dev.gatehouse.disclosure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.disclosure.domain.CharterFault;
import dev.gatehouse.disclosure.domain.CharterRules;
import dev.gatehouse.disclosure.domain.CharterRules.Window;
import dev.gatehouse.disclosure.domain.Citation;
import dev.gatehouse.disclosure.domain.Draft;
import dev.gatehouse.disclosure.domain.DraftRules;
import dev.gatehouse.disclosure.domain.Objection;
import dev.gatehouse.disclosure.domain.Objection.Severity;
import dev.gatehouse.disclosure.domain.Refusal;
import dev.gatehouse.disclosure.domain.Stage;
import dev.gatehouse.disclosure.exchange.DisclosurePremises;
import dev.gatehouse.disclosure.exchange.DisclosureRequests;
import dev.gatehouse.disclosure.exchange.DraftSentences;
import dev.gatehouse.disclosure.exchange.ReleasedForm;
import dev.gatehouse.gate.Gate.Decision;
import dev.gatehouse.gate.Gate.Holder;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.RefusedException.Kind;
import dev.gatehouse.gate.StartRequest;
import dev.gatehouse.intake.ChangeSets;
import dev.gatehouse.intake.FaultsException;
import dev.gatehouse.intake.Inbox;
import dev.gatehouse.intake.InboxEvent;
import dev.gatehouse.lane.CaseClock;
import dev.gatehouse.lane.Lanes;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerEntry;
import dev.gatehouse.ledger.LedgerKind;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.packet.RevisionState;
import dev.gatehouse.packet.Revisions;
import dev.gatehouse.packet.Sha256;
import dev.gatehouse.packet.manifest.AcceptedResidual;
import dev.gatehouse.packet.manifest.BlockedTerm;
import dev.gatehouse.packet.manifest.LedgerHead;
import dev.gatehouse.packet.manifest.ReleaseManifest;
import dev.gatehouse.packet.manifest.Signer;
import dev.gatehouse.packet.manifest.Validity;
import dev.gatehouse.people.Directory;
import dev.gatehouse.records.FreshnessLimits;
import dev.gatehouse.records.Records;
import dev.gatehouse.release.Manifests;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What happens to a disclosure packet at its gates, step by step; every method runs in the engine's transaction. */
@Service
public class Disclosure {

    public static final String AS_SIGNER = "signer";
    public static final String AS_RELEASE_OWNER = "release-owner";

    static final String THE_SYSTEM = "gatehouse";

    private final Cases cases;
    private final Revisions revisions;
    private final Drafts drafts;
    private final Manifests manifests;
    private final DisclosureChanges changes;
    private final DisclosurePolicy policy;
    private final DisclosurePremises premises;
    private final Records records;
    private final FreshnessLimits freshness;
    private final Lanes lanes;
    private final CaseClock clock;
    private final Ledger ledger;
    private final ChangeSets changeSets;
    private final Inbox inbox;
    private final Directory directory;

    Disclosure(
            Cases cases,
            Revisions revisions,
            Drafts drafts,
            Manifests manifests,
            DisclosureChanges changes,
            DisclosurePolicy policy,
            DisclosurePremises premises,
            Records records,
            FreshnessLimits freshness,
            Lanes lanes,
            CaseClock clock,
            Ledger ledger,
            ChangeSets changeSets,
            Inbox inbox,
            Directory directory) {
        this.cases = cases;
        this.revisions = revisions;
        this.drafts = drafts;
        this.manifests = manifests;
        this.changes = changes;
        this.policy = policy;
        this.premises = premises;
        this.records = records;
        this.freshness = freshness;
        this.lanes = lanes;
        this.clock = clock;
        this.ledger = ledger;
        this.changeSets = changeSets;
        this.inbox = inbox;
        this.directory = directory;
    }

    // ---- the charter

    /**
     * Opens the case of a good request with its packet as revision 1.
     *
     * @param businessKey the case id that the door was given, null when none was
     * @throws FaultsException every fault of the request
     * @throws RefusedException CONFLICT when the case exists
     */
    public String open(@Nullable String businessKey, String requestText, String processInstanceId, String starter) {
        JsonNode request = StartRequest.read(requestText);
        DisclosureRequests.check(request, premises);
        String caseId = request.path("caseId").asText();
        StartRequest.mustBeNamedAs(businessKey, caseId);
        boolean drill = request.path("rehearsal").asBoolean(false);
        cases.open(caseId, DisclosureProcess.KEY, request.path("title").asText(), drill, processInstanceId, request);
        Draft draft = DisclosureRequests.draft(request);
        cases.addParticipants(caseId, draft.people());
        cases.addParticipants(caseId, draft.charter().agents());
        Instant now = clock.now(cases.get(caseId));
        drafts.open(
                caseId,
                draft,
                PacketStanding.chartered(DisclosureChanges.by(starter, now, "The packet was chartered."), now));
        Revision first = revisions.store(caseId, ReleasedForm.of(caseId, draft), null, starter);
        ObjectNode payload = payload(first)
                .put("requestSha256", Sha256.hex(CanonicalJson.bytes(request)))
                .put("drill", drill);
        ledger.append(caseId, starter, LedgerKind.CASE_STARTED, DisclosureProcess.KEY, payload, policy.versions());
        return caseId;
    }

    /** Everything that the tables hold against the charter now. */
    public List<CharterFault> charterFaults(CaseFile caseFile) {
        Window window =
                DisclosureRequests.window(cases.request(caseFile.caseId())).orElse(null);
        return CharterRules.faults(drafts.get(caseFile.caseId()).charter(), window, policy);
    }

    /** @throws RefusedException CONFLICT when policy refuses the charter */
    public void approveCharter(CaseFile caseFile, Holder by) {
        mustPassPolicy(caseFile);
        String caseId = caseFile.caseId();
        Draft draft = drafts.get(caseId);
        for (var section : draft.sections()) {
            draft = draft.flagged(
                    policy.flags(section.markdown()),
                    section.sectionId(),
                    "In the text that was chartered.",
                    by.described());
        }
        drafts.keep(caseId, draft);
    }

    private void mustPassPolicy(CaseFile caseFile) {
        List<CharterFault> faults = charterFaults(caseFile);
        if (!faults.isEmpty()) {
            throw new RefusedException(
                    Kind.CONFLICT,
                    "policy-refuses",
                    "Policy refuses this packet as it is. "
                            + faults.stream().map(DraftSentences::of).collect(Collectors.joining(" ")));
        }
    }

    /** Work on the packet begins. */
    public void openDraft(String caseId) {
        cases.locked(caseId);
        drafts.keep(caseId, drafts.get(caseId).at(Stage.DRAFT));
    }

    /** Ends a case whose charter was declined. */
    public void closeDeclined(String caseId) {
        cases.locked(caseId);
        Revision current = current(caseId);
        revisions.changeState(
                caseId, current.number(), RevisionState.WITHDRAWN, THE_SYSTEM, "The charter was declined.");
        drafts.keep(caseId, drafts.get(caseId).at(Stage.WITHDRAWN));
        String outcome = Stage.WITHDRAWN.word();
        ledger.append(caseId, THE_SYSTEM, LedgerKind.CASE_SEALED, outcome, payload(current), policy.versions());
        setAside(cases.get(caseId));
        cases.end(caseId, outcome);
    }

    // ---- the proposal

    /**
     * Freezes the draft, with every objection that there is, as the candidate.
     *
     * @throws RefusedException CONFLICT while something blocks, INVALID where a reason is due
     */
    public void propose(CaseFile caseFile, Decision decision) {
        String caseId = caseFile.caseId();
        Draft draft = drafts.get(caseId);
        refuse(new DraftRules(draft).propose(staleEvidence(caseFile, draft), decision.reason()), decision.by());
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
                payload(candidate),
                policy.versions());
    }

    /** Text may have been written under an earlier table: what the one in force flags in it is in the manifest too. */
    private Draft withNewlyFlagged(Draft draft) {
        Draft flagged = draft;
        for (var section : draft.sections()) {
            List<String> words = policy.flags(section.markdown()).stream()
                    .filter(word -> draft.flaggedWords().stream()
                            .noneMatch(known -> known.word().equals(word)
                                    && known.sectionId().equals(section.sectionId())
                                    && known.accepted()))
                    .toList();
            flagged =
                    flagged.flagged(words, section.sectionId(), "In the text before the table flagged it.", THE_SYSTEM);
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
                .map(Disclosure::named)
                .toList();
    }

    private static String named(Citation citation) {
        return citation.register() + " " + citation.key() + " version " + citation.version();
    }

    // ---- review and disagreement

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
        refuse(new DraftRules(draft).object(by.person(), Objects.requireNonNull(sectionId)), by);
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
        restated(caseId, draft, THE_SYSTEM);
        return !draft.openResiduals().isEmpty();
    }

    /**
     * The release owner accepts the disagreement that is left, by name.
     *
     * @throws RefusedException INVALID with what is missing
     */
    public void acceptResiduals(CaseFile caseFile, Holder by, Set<String> named) {
        Draft draft = drafts.get(caseFile.caseId());
        refuse(new DraftRules(draft).acceptResiduals(named), by);
        drafts.keep(
                caseFile.caseId(),
                draft.residualsAccepted(by.described(), clock.now(caseFile).toString()));
    }

    // ---- the manifest

    /** Puts the candidate under the manifest that people sign. */
    public void assemble(String caseId) {
        cases.locked(caseId);
        CaseFile caseFile = cases.get(caseId);
        Draft draft = drafts.get(caseId).at(Stage.SIGNING);
        drafts.keep(caseId, draft);
        ReleaseManifest manifest = manifest(caseFile, draft, candidate(caseId));
        manifests.assembled(manifest);
    }

    /** What a manifest of this revision would say now. */
    ReleaseManifest manifest(CaseFile caseFile, Draft draft, Revision revision) {
        List<LedgerEntry> entries = ledger.of(caseFile.caseId());
        LedgerEntry head = entries.get(entries.size() - 1);
        return new ReleaseManifest(
                caseFile.caseId(),
                revision.number(),
                revision.sha256(),
                null,
                draft.charter().lane(),
                draft.charter().audience(),
                List.of(),
                draft.acceptedResiduals().stream()
                        .map(objection -> new AcceptedResidual(
                                objection.objectionId(),
                                objection.sectionId(),
                                objection.statement(),
                                Objects.requireNonNull(objection.acceptedBy()),
                                Instant.parse(Objects.requireNonNull(objection.acceptedAt()))))
                        .toList(),
                draft.flaggedWords().stream()
                        .map(flagged -> new BlockedTerm(
                                flagged.word(),
                                flagged.reason(),
                                flagged.sectionId(),
                                flagged.accepted() ? "accepted" : "rejected"))
                        .toList(),
                validity(caseFile, draft),
                policy.versions(),
                new LedgerHead(head.sequence(), head.hash()),
                draft.charter().boundary(),
                caseFile.drill());
    }

    /** As the request asks; else from now on for as long as the lane allows: people sign the window that they see. */
    private Validity validity(CaseFile caseFile, Draft draft) {
        Instant now = clock.now(caseFile);
        return DisclosureRequests.window(cases.request(caseFile.caseId()))
                .map(window -> new Validity(window.from(), window.to()))
                .orElseGet(() -> new Validity(
                        now,
                        now.plus(policy.longestValidity(draft.charter().lane())
                                .orElse(java.time.Duration.ofSeconds(1)))));
    }

    /** A required signer signs exactly this manifest. */
    public void sign(CaseFile caseFile, GateRecord gate, Holder by) {
        signed(caseFile, gate, by, AS_SIGNER);
    }

    private void signed(CaseFile caseFile, GateRecord gate, Holder by, String as) {
        String onTheGate = Objects.requireNonNull(gate.manifestSha256());
        String wouldBeReleased = manifest(caseFile.caseId()).manifestSha256();
        if (!wouldBeReleased.equals(onTheGate)) {
            throw new RefusedException(
                    Kind.CONFLICT,
                    "not-the-candidate",
                    "What this gate shows of case " + caseFile.caseId() + " is no longer what would be released.");
        }
        manifests.signed(caseFile.caseId(), onTheGate, new Signer(by.described(), as, clock.now(caseFile)));
    }

    /** A signer refuses: that is a blocking objection, to the first section where none is named. */
    public void refuseToSign(CaseFile caseFile, Holder by, @Nullable String reason) {
        Draft draft = drafts.get(caseFile.caseId());
        raise(
                caseFile.caseId(),
                draft,
                by.person(),
                draft.sections().get(0).sectionId(),
                Severity.BLOCKING,
                "Refused to sign: " + reason);
    }

    // ---- the release

    /** Everybody has signed; the release owner is asked. */
    public void everybodySigned(String caseId) {
        cases.locked(caseId);
        drafts.keep(caseId, drafts.get(caseId).at(Stage.RELEASE));
    }

    /**
     * Who may release: the release owner, or an approved delegate where the candidate holds text of the owner's; empty when
     * everybody who could had a hand in it.
     */
    public Optional<Holder> releaser(CaseFile caseFile) {
        Draft draft = drafts.get(caseFile.caseId());
        String owner = draft.charter().releaseOwner();
        if (!draft.holdsTextOf(owner)) {
            return Optional.of(owner).filter(directory::isPerson).map(person -> new Holder(person, null));
        }
        return policy.delegatesOf(owner, clock.now(caseFile)).stream()
                .filter(person -> !draft.holdsTextOf(person))
                .findFirst()
                .map(person -> new Holder(person, owner));
    }

    /**
     * The release owner releases exactly this manifest.
     *
     * @param promoted the promoted sections that they name
     * @throws RefusedException CONFLICT when these are others, or policy refuses the packet by now
     */
    public void approve(CaseFile caseFile, GateRecord gate, Holder by, Set<String> promoted) {
        refuse(new DraftRules(drafts.get(caseFile.caseId())).release(promoted), by);
        mustPassPolicy(caseFile);
        signed(caseFile, gate, by, AS_RELEASE_OWNER);
    }

    /** The release owner keeps the candidate waiting. */
    public void hold(CaseFile caseFile, Decision decision) {
        String caseId = caseFile.caseId();
        ObjectNode hold =
                DisclosureChanges.by(decision.by().described(), clock.now(caseFile), "Held: " + decision.reason());
        drafts.stands(caseId, drafts.standing(caseId).heldBy(hold).with(hold));
        Revision candidate = candidate(caseId);
        ledger.append(
                caseId,
                decision.by().described(),
                LedgerKind.HOLD,
                "revision " + candidate.number(),
                payload(candidate).put("because", decision.reason()),
                Map.of());
    }

    /** Somebody sends the candidate back to its draft. */
    public void sentBack(CaseFile caseFile, Holder by, String because) {
        String caseId = caseFile.caseId();
        drafts.stands(
                caseId,
                drafts.standing(caseId)
                        .renewed()
                        .with(DisclosureChanges.by(by.described(), clock.now(caseFile), because)));
    }

    /** What was approved goes into its lane, read back from the store by its hash. */
    public void release(String caseId) {
        cases.locked(caseId);
        CaseFile caseFile = cases.get(caseId);
        ReleaseManifest manifest = manifests.latest(caseId).orElseThrow();
        Draft draft = drafts.get(caseId);
        Set<String> signed = manifest.signers().stream()
                .filter(signer -> signer.as().equals(AS_SIGNER))
                .map(Signer::account)
                .collect(Collectors.toSet());
        if (!signed.containsAll(draft.charter().signers())) {
            throw new IllegalStateException("the manifest of " + caseId + " is not signed by all who must");
        }
        Signer releaser = manifest.signers().stream()
                .filter(signer -> signer.as().equals(AS_RELEASE_OWNER))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nobody has approved the release of " + caseId));
        Revision approved = revisions
                .bySha(caseId, manifest.sha256())
                .filter(one -> one.number() == manifest.revision() && one.state() == RevisionState.CANDIDATE)
                .orElseThrow(() -> new RefusedException(
                        Kind.CONFLICT,
                        "not-the-candidate",
                        "Revision " + manifest.revision() + " is no longer the candidate of case " + caseId + "."));
        lanes.release(manifest, approved.content(), draft.charter().releaseOwner(), releaser.account());
        revisions.changeState(
                caseId,
                approved.number(),
                RevisionState.RELEASED,
                releaser.account(),
                "Released into " + manifest.lane() + ".");
        drafts.keep(caseId, draft.at(Stage.RELEASED));
        String older = cases.request(caseFile.caseId()).path("supersedes").asText(null);
        if (older != null) {
            lanes.supersede(older, caseId, releaser.account());
        }
    }

    // ---- what arrives

    /** Opens the draft again: takes up what has arrived, and puts the candidate that is left out of force. */
    public void reopen(String caseId) {
        cases.locked(caseId);
        CaseFile caseFile = cases.get(caseId);
        List<MaterialChange> material = changes.material(caseFile);
        Revision current = current(caseId);
        Draft draft = drafts.get(caseId);
        if (!material.isEmpty()) {
            drafts.stands(caseId, drafts.standing(caseId).renewed());
        }
        draft = takenUp(caseFile, draft, material);
        if (current.state() == RevisionState.CANDIDATE) {
            superseded(caseId, current, because(caseId));
            draft = draft.nextRevision();
            drafts.keepRevision(caseId, draft.at(Stage.DRAFT));
            Revision next = revisions.store(caseId, ReleasedForm.of(caseId, draft), current.number(), THE_SYSTEM);
            ledger.append(
                    caseId,
                    THE_SYSTEM,
                    LedgerKind.DRAFT_REVISED,
                    "revision " + next.number(),
                    payload(next).put("because", "reopened"),
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
        revisions.changeState(caseId, candidate.number(), RevisionState.SUPERSEDED, THE_SYSTEM, because);
        ledger.append(
                caseId,
                THE_SYSTEM,
                LedgerKind.CANDIDATE_SUPERSEDED,
                "revision " + candidate.number(),
                payload(candidate).put("because", because),
                Map.of());
    }

    private Draft takenUp(CaseFile caseFile, Draft draft, List<MaterialChange> material) {
        String caseId = caseFile.caseId();
        Draft next = draft;
        for (MaterialChange change : material) {
            PacketStanding standing = drafts.standing(caseId).with(change.cause());
            List<String> audience = change.audience();
            if (audience != null) {
                next = next.withAudience(audience);
                standing = standing.audienceStated(change.at());
            }
            drafts.stands(caseId, standing);
        }
        applied(caseFile);
        return next;
    }

    /** Nothing is on a gate that an arrival could supersede: it is a cause, shown. */
    public void note(CaseFile caseFile) {
        String caseId = caseFile.caseId();
        List<MaterialChange> material = changes.material(caseFile);
        drafts.keep(caseId, takenUp(caseFile, drafts.get(caseId), material));
    }

    private void applied(CaseFile caseFile) {
        String caseId = caseFile.caseId();
        List<InboxEvent> news = inbox.unapplied(caseId);
        boolean mirrored = !drafts.unappliedRecords(caseId).isEmpty();
        if (news.isEmpty() && !mirrored) {
            return;
        }
        drafts.recordsApplied(caseId);
        changeSets.takenUp(caseId, news, DisclosureProcess.KEY, policy.versions());
    }

    /** Takes up what has arrived since the release; the sentences say what makes the lane's copy stale. */
    public List<String> takeUpAfterRelease(CaseFile caseFile) {
        List<String> stale = changes.material(caseFile).stream()
                .map(change -> change.because() + " (" + change.name() + ")")
                .toList();
        applied(caseFile);
        return stale;
    }

    /** A case that has ended takes nothing up any more. */
    public void setAside(CaseFile caseFile) {
        changeSets.setAside(caseFile.caseId());
        drafts.recordsApplied(caseFile.caseId());
    }

    /** What withdraws the open gates, as a sentence. */
    public Optional<String> superseding(CaseFile caseFile) {
        return drafts.get(caseFile.caseId()).stage().onGates() ? arrived(caseFile) : Optional.empty();
    }

    /**
     * A table has changed: what is on the gates was judged by the earlier versions, and goes back to be asked for under the
     * new ones.
     */
    public Optional<String> reconsidered(CaseFile caseFile, String because) {
        String caseId = caseFile.caseId();
        if (changedTables(caseId).isEmpty()) {
            return Optional.empty();
        }
        drafts.stands(
                caseId,
                drafts.standing(caseId)
                        .renewed()
                        .with(DisclosureChanges.by(
                                THE_SYSTEM, clock.now(caseFile), "Policy changed: " + because + ".")));
        return Optional.of("Superseded, because " + because + ".");
    }

    /** The tables that have changed since they judged what is on the gates. */
    private Set<String> changedTables(String caseId) {
        Map<String, String> judgedBy = drafts.standing(caseId).judgedBy();
        if (!drafts.get(caseId).stage().onGates() || judgedBy.isEmpty()) {
            return Set.of();
        }
        return policy.versions().entrySet().stream()
                .filter(table -> !table.getValue().equals(judgedBy.get(table.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Optional<String> arrived(CaseFile caseFile) {
        List<String> names =
                changes.material(caseFile).stream().map(MaterialChange::name).toList();
        return names.isEmpty() ? Optional.empty() : Optional.of("Superseded by " + ChangeSets.named(names) + ".");
    }

    /** A sentence that names what is accepted and not worked in yet; empty when a decision may be taken. */
    public Optional<String> unappliedNews(CaseFile caseFile) {
        Set<String> tables = changedTables(caseFile.caseId());
        return arrived(caseFile)
                .or(() -> tables.isEmpty()
                        ? Optional.empty()
                        : Optional.of("Superseded by a change of policy: " + String.join(", ", tables) + "."))
                .map(sentence ->
                        sentence + " What this gate shows is being worked over; wait for what takes its place.");
    }

    // ---- who and what

    public Draft draft(String caseId) {
        return drafts.get(caseId);
    }

    public Optional<Holder> artifactOwner(CaseFile caseFile) {
        return person(drafts.get(caseFile.caseId()).charter().artifactOwner());
    }

    public Optional<Holder> releaseOwner(CaseFile caseFile) {
        return person(drafts.get(caseFile.caseId()).charter().releaseOwner());
    }

    public Optional<Holder> person(@Nullable String id) {
        return Optional.ofNullable(id).filter(directory::isPerson).map(person -> new Holder(person, null));
    }

    /** The latest revision, whatever became of it. */
    public Revision current(String caseId) {
        return revisions.find(caseId, drafts.get(caseId).revision()).orElseThrow();
    }

    private Revision candidate(String caseId) {
        return revisions.candidate(caseId).orElseThrow();
    }

    /** The manifest that is on the gates. */
    public ReleaseManifest manifest(String caseId) {
        return manifests.latest(caseId).orElseThrow();
    }

    static void refuse(Optional<Refusal> refusal, Holder by) {
        refusal.ifPresent(against -> {
            throw DraftSentences.refused(against, by.person());
        });
    }

    static ObjectNode payload(Revision revision) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("revision", revision.number())
                .put("sha256", revision.sha256());
    }

    /** Names in one text, separated by commas, as a JSON list or without brackets. */
    public static Set<String> names(@Nullable String text) {
        return text == null
                ? Set.of()
                : java.util.stream.Stream.of(text.split("[\\[\\],\"\\s]+"))
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toCollection(TreeSet::new));
    }
}
