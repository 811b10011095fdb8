package dev.gatehouse.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.gate.Gate.Decision;
import dev.gatehouse.gate.Gate.Holder;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.RefusedException.Kind;
import dev.gatehouse.gate.StartRequest;
import dev.gatehouse.intake.ChangeSets;
import dev.gatehouse.intake.Fault;
import dev.gatehouse.intake.FaultsException;
import dev.gatehouse.intake.Inbox;
import dev.gatehouse.lane.CaseClock;
import dev.gatehouse.lane.Lanes;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerEntry;
import dev.gatehouse.ledger.LedgerKind;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.MalformedJsonException;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.packet.RevisionReference;
import dev.gatehouse.packet.RevisionState;
import dev.gatehouse.packet.Revisions;
import dev.gatehouse.packet.Sha256;
import dev.gatehouse.packet.StrictJson;
import dev.gatehouse.packet.manifest.BlockedTerm;
import dev.gatehouse.packet.manifest.LedgerHead;
import dev.gatehouse.packet.manifest.OptionSet;
import dev.gatehouse.packet.manifest.ReleaseManifest;
import dev.gatehouse.packet.manifest.Signer;
import dev.gatehouse.packet.manifest.Validity;
import dev.gatehouse.people.Directory;
import dev.gatehouse.recovery.Recommendations.Stated;
import dev.gatehouse.recovery.domain.HoldFault;
import dev.gatehouse.recovery.domain.HoldFault.Code;
import dev.gatehouse.recovery.domain.HoldRules;
import dev.gatehouse.recovery.domain.Narrowing;
import dev.gatehouse.recovery.domain.Recommendation;
import dev.gatehouse.recovery.domain.ReleaseTerms;
import dev.gatehouse.recovery.exchange.HoldSentences;
import dev.gatehouse.recovery.exchange.NarrowingText;
import dev.gatehouse.recovery.exchange.Premises;
import dev.gatehouse.recovery.exchange.RecommendationJson;
import dev.gatehouse.release.Manifests;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What happens to a recommendation's release, step by step; every method runs in the engine's transaction. */
@Service
public class RecoveryRelease {

    /** Where this workflow stops; on every screen and in every manifest. */
    public static final String BOUNDARY =
            "Release is not approval of a remedy: it opens this exact packet to the named readers of one lane for one"
                    + " window. Which option is granted, credits, contract changes and word to the customer are decided"
                    + " and done elsewhere.";

    public static final String AS_GOVERNANCE_OWNER = "governance-owner";
    public static final String AS_RELEASE_OWNER = "release-owner";

    private static final String THE_SYSTEM = "gatehouse";
    private static final String AUTHOR = "author";
    private static final String PACKET = "packet";
    private static final String RELEASE_OWNER = "releaseOwner";
    private static final String GOVERNANCE_OWNER = "governanceOwner";
    private static final String PACKET_OWNER = "packetOwner";

    private final Cases cases;
    private final Revisions revisions;
    private final Recommendations recommendations;
    private final Manifests manifests;
    private final ChangeReader changes;
    private final Lanes lanes;
    private final CaseClock clock;
    private final TablePolicy policy;
    private final Premises premises;
    private final Ledger ledger;
    private final ChangeSets changeSets;
    private final Inbox inbox;
    private final Directory directory;

    RecoveryRelease(
            Cases cases,
            Revisions revisions,
            Recommendations recommendations,
            Manifests manifests,
            ChangeReader changes,
            Lanes lanes,
            CaseClock clock,
            TablePolicy policy,
            Premises premises,
            Ledger ledger,
            ChangeSets changeSets,
            Inbox inbox,
            Directory directory) {
        this.cases = cases;
        this.revisions = revisions;
        this.recommendations = recommendations;
        this.manifests = manifests;
        this.changes = changes;
        this.lanes = lanes;
        this.clock = clock;
        this.policy = policy;
        this.premises = premises;
        this.ledger = ledger;
        this.changeSets = changeSets;
        this.inbox = inbox;
        this.directory = directory;
    }

    // ---- the start

    /**
     * Opens the case of a good request with its packet as revision 1.
     *
     * @param businessKey the case id that the door was given, null when none was
     * @throws FaultsException every fault of the request
     * @throws RefusedException CONFLICT when the case exists
     */
    public String open(@Nullable String businessKey, String requestText, String processInstanceId, String starter) {
        JsonNode request = StartRequest.read(requestText);
        RecommendationJson.check(request, premises);
        String caseId = request.path("caseId").asText();
        StartRequest.mustBeNamedAs(businessKey, caseId);
        mustBeOfferedToTheSameLane(caseId, request.path("lane").asText());
        boolean drill = request.path("rehearsal").asBoolean(false);
        cases.open(caseId, RecoveryProcess.KEY, request.path("title").asText(), drill, processInstanceId, request);
        cases.addParticipants(
                caseId,
                Stream.of(AUTHOR, PACKET_OWNER, RELEASE_OWNER, GOVERNANCE_OWNER)
                        .map(role -> request.path(role).asText())
                        .collect(Collectors.toSet()));
        Instant now = clock.now(cases.get(caseId));
        ObjectNode cause = Causes.by(starter, now, "The workspace finished the packet.");
        recommendations.open(caseId, new Standing(RecommendationJson.terms(request), List.of(), List.of(cause), now));
        Revision first =
                store(caseId, request.path(PACKET), null, request.path(AUTHOR).asText(), now, starter);
        ObjectNode payload = payload(first)
                .put("requestSha256", Sha256.hex(CanonicalJson.bytes(request)))
                .put("drill", drill);
        ledger.append(caseId, starter, LedgerKind.CASE_STARTED, RecoveryProcess.KEY, payload, policy.versions());
        return caseId;
    }

    /** The same packet for another lane is another release, whatever became of the first. */
    private void mustBeOfferedToTheSameLane(String caseId, String lane) {
        cases.find(caseId)
                .filter(earlier -> earlier.flow().equals(RecoveryProcess.KEY))
                .map(earlier -> cases.request(caseId).path("lane").asText())
                .filter(first -> !first.equals(lane))
                .ifPresent(first -> {
                    throw new FaultsException(List.of(new Fault(
                            "/lane",
                            "is %s, but case %s releases into the lane %s; expected a case id of its own for another lane"
                                    .formatted(lane, caseId, first))));
                });
    }

    private Revision store(
            String caseId, JsonNode packet, @Nullable Integer supersedes, String author, Instant at, String actor) {
        Revision stored = revisions.store(caseId, packet, supersedes, actor);
        recommendations.stated(caseId, new Stated(stored.number(), author, OptionSet.sha256(packet), at));
        return stored;
    }

    // ---- what the tables say

    /**
     * Asks every table about the revision as it stands; one that something is held against goes no further.
     *
     * @return whether it may go on to its gates
     */
    public boolean judge(String caseId) {
        CaseFile caseFile = cases.locked(caseId);
        Revision current = current(caseId);
        boolean standing = current.state() == RevisionState.DRAFT || current.state() == RevisionState.CANDIDATE;
        List<HoldFault> faults = faults(caseFile, current);
        if (!standing || faults.isEmpty()) {
            return standing;
        }
        boolean expired = current.state() == RevisionState.CANDIDATE
                && faults.stream().anyMatch(fault -> fault.code() == Code.WINDOW_OVER);
        revisions.changeState(
                caseId,
                current.number(),
                expired ? RevisionState.EXPIRED : RevisionState.HELD,
                THE_SYSTEM,
                sentences(faults));
        ObjectNode payload = payload(current);
        ArrayNode because = payload.putArray("faults");
        faults.forEach(fault -> because.addObject()
                .put("code", fault.code().name())
                .put("policy", fault.code().policy())
                .put("subject", fault.subject()));
        ledger.append(caseId, THE_SYSTEM, LedgerKind.HOLD, "revision " + current.number(), payload, policy.versions());
        return false;
    }

    /** Everything that is held against the release now. */
    public List<HoldFault> faults(CaseFile caseFile) {
        return faults(caseFile, current(caseFile.caseId()));
    }

    private List<HoldFault> faults(CaseFile caseFile, Revision current) {
        Standing standing = recommendations.standing(caseFile.caseId());
        return Stream.concat(
                        standing.holds().stream(),
                        HoldRules.faults(
                                RecommendationJson.packet(current.content()),
                                standing.terms(),
                                signers(caseFile),
                                policy,
                                clock.now(caseFile))
                                .stream())
                .toList();
    }

    private Set<String> signers(CaseFile caseFile) {
        return Set.of(owner(caseFile, GOVERNANCE_OWNER), owner(caseFile, RELEASE_OWNER));
    }

    private static String sentences(List<HoldFault> faults) {
        return faults.stream().map(HoldSentences::of).collect(Collectors.joining(" "));
    }

    // ---- the manifest

    /** Puts the revision on its gates under a manifest of its own. */
    public ReleaseManifest assemble(String caseId) {
        CaseFile caseFile = cases.locked(caseId);
        Revision current = current(caseId);
        if (current.state() == RevisionState.DRAFT) {
            revisions.changeState(caseId, current.number(), RevisionState.CANDIDATE, THE_SYSTEM, "Assembled.");
        }
        ReleaseManifest manifest = manifest(caseFile, current);
        manifests.assembled(manifest);
        ObjectNode payload = payload(current)
                .put("optionSetSha256", manifest.optionSetSha256())
                .put("manifestSha256", manifest.manifestSha256());
        ledger.append(
                caseId,
                THE_SYSTEM,
                LedgerKind.CANDIDATE_PUBLISHED,
                "revision " + current.number(),
                payload,
                manifest.policies());
        cases.wakeAt(caseId, nextChange(caseFile).orElse(null));
        return manifest;
    }

    /** What a manifest of this revision would say now. */
    ReleaseManifest manifest(CaseFile caseFile, Revision revision) {
        ReleaseTerms terms = recommendations.standing(caseFile.caseId()).terms();
        List<LedgerEntry> entries = ledger.of(caseFile.caseId());
        LedgerEntry head = entries.get(entries.size() - 1);
        Recommendation packet = RecommendationJson.packet(revision.content());
        return new ReleaseManifest(
                caseFile.caseId(),
                revision.number(),
                revision.sha256(),
                OptionSet.sha256(revision.content()),
                terms.lane(),
                terms.audience(),
                List.of(),
                List.of(),
                packet.blockedTerms().stream()
                        .map(term -> BlockedTerm.of(term.term(), term.reason()))
                        .toList(),
                new Validity(terms.from(), terms.to()),
                policy.versions(),
                new LedgerHead(head.sequence(), head.hash()),
                BOUNDARY,
                caseFile.drill());
    }

    // ---- the gates

    /** Governance has seen audience, expiry and every blocked term of exactly this manifest. */
    public void confirm(CaseFile caseFile, GateRecord gate, Holder by) {
        sign(caseFile, gate, by, AS_GOVERNANCE_OWNER);
    }

    /** The release owner releases exactly this manifest. */
    public void approve(CaseFile caseFile, GateRecord gate, Holder by) {
        sign(caseFile, gate, by, AS_RELEASE_OWNER);
    }

    private void sign(CaseFile caseFile, GateRecord gate, Holder by, String as) {
        manifests.signed(
                caseFile.caseId(),
                onTheGate(caseFile, gate).manifestSha256(),
                new Signer(by.described(), as, clock.now(caseFile)));
    }

    /** The latest manifest; a gate that shows another one decides nothing any more. */
    private ReleaseManifest onTheGate(CaseFile caseFile, GateRecord gate) {
        return manifests
                .latest(caseFile.caseId())
                .filter(manifest -> manifest.manifestSha256().equals(gate.manifestSha256()))
                .orElseThrow(() -> new RefusedException(
                        Kind.CONFLICT,
                        "not-the-candidate",
                        "What this gate shows of case " + caseFile.caseId() + " is no longer what would be released."));
    }

    /** Somebody holds the release at a gate. */
    public void hold(CaseFile caseFile, GateRecord gate, Decision decision) {
        String because = decision.by().described() + " holds it at " + gate.gate() + ": " + decision.reason();
        Standing standing = recommendations.standing(caseFile.caseId());
        recommendations.stands(
                caseFile.caseId(),
                standing.with(HoldFault.of(Code.HELD_AT_A_GATE, gate.gate(), "because", because))
                        .with(Causes.by(decision.by().described(), clock.now(caseFile), because)));
    }

    /** @throws RefusedException INVALID when it widens or narrows nothing */
    public void mustNarrow(CaseFile caseFile, Narrowing narrowing) {
        ReleaseTerms terms = recommendations.standing(caseFile.caseId()).terms();
        narrowing.refusal(terms, clock.now(caseFile)).ifPresent(refusal -> {
            throw new RefusedException(Kind.INVALID, "not-narrower", NarrowingText.sentence(refusal, terms));
        });
    }

    /** Releases to fewer people or for a shorter time; {@link #mustNarrow} has been asked. */
    public void narrow(CaseFile caseFile, Decision decision, Narrowing narrowing) {
        Standing standing = recommendations.standing(caseFile.caseId());
        ReleaseTerms narrower = narrowing.applied(standing.terms());
        String because = "%s narrowed it to %s until %s: %s"
                .formatted(
                        decision.by().described(),
                        String.join(", ", narrower.audience()),
                        narrower.to(),
                        decision.reason());
        recommendations.stands(
                caseFile.caseId(),
                standing.with(narrower).with(Causes.by(decision.by().described(), clock.now(caseFile), because)));
    }

    /** What the release owner approved goes into its lane, read back from the store by its hash. */
    public void release(String caseId) {
        CaseFile caseFile = cases.locked(caseId);
        ReleaseManifest manifest = manifests.latest(caseId).orElseThrow();
        signer(manifest, AS_GOVERNANCE_OWNER);
        Signer releaser = signer(manifest, AS_RELEASE_OWNER);
        Revision approved = revisions
                .bySha(caseId, manifest.sha256())
                .filter(one -> one.number() == manifest.revision() && one.state() == RevisionState.CANDIDATE)
                .orElseThrow(() -> new RefusedException(
                        Kind.CONFLICT,
                        "not-the-candidate",
                        "Revision " + manifest.revision() + " is no longer the candidate of case " + caseId + "."));
        lanes.release(manifest, approved.content(), owner(caseFile, RELEASE_OWNER), releaser.account());
        revisions.changeState(
                caseId,
                approved.number(),
                RevisionState.RELEASED,
                releaser.account(),
                "Released into " + manifest.lane() + ".");
        String older = cases.request(caseId).path("supersedes").asText(null);
        if (older != null) {
            lanes.supersede(older, caseId, releaser.account());
        }
    }

    private static Signer signer(ReleaseManifest manifest, String as) {
        return manifest.signers().stream()
                .filter(signer -> signer.as().equals(as))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "the manifest of " + manifest.packetId() + " has no signature of its " + as));
    }

    // ---- a hold is resolved

    /** @throws FaultsException every fault of a revision that is to resolve the hold */
    public JsonNode mustResolve(CaseFile caseFile, @Nullable String revisionText) {
        JsonNode revision = revision(revisionText);
        List<Fault> faults = new ArrayList<>(RecommendationJson.revisionFaults(revision, premises));
        if (revision.path(AUTHOR).asText().equals(owner(caseFile, RELEASE_OWNER))) {
            faults.add(new Fault(
                    "/author",
                    "is the release owner of this case; expected somebody else, for nobody releases what they wrote"));
        }
        if (revision.path("sha256").asText().equals(current(caseFile.caseId()).sha256())) {
            faults.add(new Fault(
                    "/sha256", "is that of the held revision; expected another packet, or the decision reaffirm"));
        }
        if (!faults.isEmpty()) {
            throw new FaultsException(faults);
        }
        return revision;
    }

    /** The packet owner states another revision. */
    public void supersede(CaseFile caseFile, Decision decision, @Nullable String revisionText) {
        JsonNode revision = mustResolve(caseFile, revisionText);
        renew(
                caseFile,
                revision.path(PACKET),
                revision.path(AUTHOR).asText(),
                clock.now(caseFile),
                decision.by().described(),
                Causes.by(
                        decision.by().described(),
                        clock.now(caseFile),
                        "The packet owner stated another revision to resolve the hold."
                                + (decision.reason() == null ? "" : " " + decision.reason())));
    }

    private static JsonNode revision(@Nullable String text) {
        if (text == null) {
            throw new FaultsException(List.of(new Fault(
                    "",
                    "The variable revision is missing: it holds packet, sha256, optionSetSha256 and author as JSON.")));
        }
        try {
            return StrictJson.read(text);
        } catch (MalformedJsonException malformed) {
            throw new FaultsException(List.of(new Fault("", "The revision is not JSON: " + malformed.getMessage())));
        }
    }

    /** The packet owner stands by the same bytes after what has changed. */
    public void reaffirm(CaseFile caseFile, Decision decision) {
        Revision held = current(caseFile.caseId());
        renew(
                caseFile,
                held.content(),
                recommendations.stated(caseFile.caseId(), held.number()).author(),
                clock.now(caseFile),
                decision.by().described(),
                Causes.by(
                        decision.by().described(),
                        clock.now(caseFile),
                        "The packet owner reaffirmed the same bytes: " + decision.reason()));
    }

    private Revision renew(
            CaseFile caseFile, JsonNode packet, String author, Instant at, String actor, ObjectNode cause) {
        String caseId = caseFile.caseId();
        Revision before = current(caseId);
        if (before.state() == RevisionState.CANDIDATE || before.state() == RevisionState.DRAFT) {
            revisions.changeState(
                    caseId,
                    before.number(),
                    RevisionState.SUPERSEDED,
                    actor,
                    cause.path("because").asText());
            ledger.append(
                    caseId,
                    THE_SYSTEM,
                    LedgerKind.CANDIDATE_SUPERSEDED,
                    "revision " + before.number(),
                    payload(before),
                    Map.of());
        }
        recommendations.stands(caseId, recommendations.standing(caseId).renewed(cause));
        return store(caseId, packet, before.number(), author, at, actor);
    }

    /** Ends a case that was never released. */
    public void closeWithdrawn(String caseId) {
        CaseFile caseFile = cases.locked(caseId);
        String outcome = "withdrawn";
        ledger.append(caseId, THE_SYSTEM, LedgerKind.CASE_SEALED, outcome, payload(current(caseId)), policy.versions());
        setAside(caseFile);
        cases.end(caseId, outcome);
    }

    // ---- what arrives

    /** Takes up everything that has arrived: the next revision, another audience, what holds the one there is. */
    public void takeUpChanges(String caseId) {
        CaseFile caseFile = cases.locked(caseId);
        List<Change> material = changes.material(caseFile);
        applied(caseFile, RecoveryProcess.KEY);
        material.forEach(change -> takeUp(caseFile, change));
    }

    private void takeUp(CaseFile caseFile, Change change) {
        String caseId = caseFile.caseId();
        Standing standing = recommendations.standing(caseId);
        if (change instanceof Change.Revised revised) {
            renew(
                    caseFile,
                    revised.revision().path(PACKET),
                    revised.revision().path(AUTHOR).asText(),
                    revised.at(),
                    revised.account(),
                    revised.cause());
        } else if (change instanceof Change.Audience audience) {
            recommendations.stands(
                    caseId,
                    standing.withAudience(audience.audience(), audience.at()).with(audience.cause()));
        } else if (change instanceof Change.Facts facts) {
            HoldFault hold = HoldFault.of(Code.FACTS_CHANGED, facts.subject(), "because", facts.because());
            recommendations.stands(caseId, standing.with(hold).with(facts.cause()));
        }
    }

    /** Notes arrivals that change nothing that is on a gate. */
    public void noteWithoutEffect(CaseFile caseFile) {
        if (!inbox.unapplied(caseFile.caseId()).isEmpty()) {
            applied(caseFile, "without effect");
        }
        recommendations.recordsApplied(caseFile.caseId());
    }

    private void applied(CaseFile caseFile, String subject) {
        String caseId = caseFile.caseId();
        changeSets.takenUp(caseId, inbox.unapplied(caseId), subject, policy.versions());
        recommendations.recordsApplied(caseId);
    }

    /** Takes up what has arrived since the release; the sentences say what makes the lane's copy stale. */
    public List<String> takeUpAfterRelease(CaseFile caseFile) {
        List<Change> material = changes.material(caseFile);
        noteWithoutEffect(caseFile);
        return material.stream()
                .map(change -> change.cause().path("because").asText() + " (" + change.name() + ")")
                .toList();
    }

    /** A case that has ended takes nothing up any more. */
    public void setAside(CaseFile caseFile) {
        changeSets.setAside(caseFile.caseId());
        recommendations.recordsApplied(caseFile.caseId());
    }

    /** What withdraws the open gate, as a sentence: what has arrived, time, or a table that judges otherwise now. */
    public Optional<String> superseding(CaseFile caseFile) {
        List<String> arrived =
                changes.material(caseFile).stream().map(Change::name).toList();
        if (!arrived.isEmpty()) {
            return Optional.of("Superseded by " + ChangeSets.named(arrived) + ".");
        }
        Revision current = current(caseFile.caseId());
        List<HoldFault> faults = current.state() == RevisionState.CANDIDATE ? faults(caseFile, current) : List.of();
        return faults.isEmpty() ? Optional.empty() : Optional.of("It is held now. " + sentences(faults));
    }

    /** A sentence that names what is accepted and not worked in yet; empty when a decision may be taken. */
    public Optional<String> unappliedNews(CaseFile caseFile) {
        return superseding(caseFile)
                .map(sentence ->
                        sentence + " What this gate shows is being worked over; wait for what takes its place.");
    }

    /** When time alone will hold what is on a gate; empty in a drill, whose clock is its events. */
    public Optional<Instant> nextChange(CaseFile caseFile) {
        Revision current = current(caseFile.caseId());
        return caseFile.drill() || current.state() != RevisionState.CANDIDATE
                ? Optional.empty()
                : HoldRules.nextChange(
                        RecommendationJson.packet(current.content()),
                        recommendations.standing(caseFile.caseId()).terms(),
                        policy,
                        clock.now(caseFile));
    }

    // ---- who and what

    public Optional<Holder> governanceOwner(CaseFile caseFile) {
        return holder(caseFile, GOVERNANCE_OWNER);
    }

    public Optional<Holder> releaseOwner(CaseFile caseFile) {
        return holder(caseFile, RELEASE_OWNER);
    }

    public Optional<Holder> packetOwner(CaseFile caseFile) {
        return holder(caseFile, PACKET_OWNER);
    }

    private Optional<Holder> holder(CaseFile caseFile, String role) {
        return Optional.of(owner(caseFile, role)).filter(directory::isPerson).map(person -> new Holder(person, null));
    }

    private String owner(CaseFile caseFile, String role) {
        return cases.request(caseFile.caseId()).path(role).asText();
    }

    /** The latest revision, whatever became of it. */
    public Revision current(String caseId) {
        List<RevisionReference> all = revisions.references(caseId);
        return Objects.requireNonNull(
                revisions.find(caseId, all.get(all.size() - 1).number()).orElse(null), "a case has a revision");
    }

    /** The manifest that is on the gates. */
    public ReleaseManifest manifest(String caseId) {
        return manifests.latest(caseId).orElseThrow();
    }

    private static ObjectNode payload(Revision revision) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("revision", revision.number())
                .put("sha256", revision.sha256());
    }
}
