package dev.gatehouse.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.gate.Gate.Decision;
import dev.gatehouse.gate.Gate.Holder;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.RefusedException.Kind;
import dev.gatehouse.gate.StartRequest;
import dev.gatehouse.intake.Fault;
import dev.gatehouse.intake.FaultsException;
import dev.gatehouse.intake.TimeWords;
import dev.gatehouse.lane.CaseClock;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerKind;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.packet.RevisionState;
import dev.gatehouse.packet.Revisions;
import dev.gatehouse.packet.Sha256;
import dev.gatehouse.packet.manifest.BlockedTerm;
import dev.gatehouse.packet.manifest.OptionSet;
import dev.gatehouse.packet.manifest.ReleaseManifest;
import dev.gatehouse.packet.manifest.Validity;
import dev.gatehouse.recovery.domain.HoldFault;
import dev.gatehouse.recovery.domain.HoldFault.Code;
import dev.gatehouse.recovery.domain.Narrowing;
import dev.gatehouse.recovery.domain.Recommendation;
import dev.gatehouse.recovery.domain.ReleaseTerms;
import dev.gatehouse.recovery.exchange.NarrowingText;
import dev.gatehouse.recovery.exchange.Premises;
import dev.gatehouse.recovery.exchange.RecommendationJson;
import dev.gatehouse.release.Baseline;
import dev.gatehouse.release.Causes;
import dev.gatehouse.release.Manifests;
import dev.gatehouse.release.Releases;
import java.time.Instant;
import java.util.List;
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

    private static final String THE_SYSTEM = "gatehouse";
    private static final String AUTHOR = "author";
    private static final String PACKET = "packet";

    private final Cases cases;
    private final Revisions revisions;
    private final Recommendations recommendations;
    private final Manifests manifests;
    private final RecommendationRevisions made;
    private final Owners owners;
    private final Judgement judgement;
    private final Releases releases;
    private final CaseClock clock;
    private final Baseline baseline;
    private final TablePolicy policy;
    private final Premises premises;
    private final Ledger ledger;

    RecoveryRelease(
            Cases cases,
            Revisions revisions,
            Recommendations recommendations,
            Manifests manifests,
            RecommendationRevisions made,
            Owners owners,
            Judgement judgement,
            Releases releases,
            CaseClock clock,
            Baseline baseline,
            TablePolicy policy,
            Premises premises,
            Ledger ledger) {
        this.cases = cases;
        this.revisions = revisions;
        this.recommendations = recommendations;
        this.manifests = manifests;
        this.made = made;
        this.owners = owners;
        this.judgement = judgement;
        this.releases = releases;
        this.clock = clock;
        this.baseline = baseline;
        this.policy = policy;
        this.premises = premises;
        this.ledger = ledger;
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
                Stream.of(AUTHOR, Owners.PACKET_OWNER, Owners.RELEASE_OWNER, Owners.GOVERNANCE_OWNER)
                        .map(role -> request.path(role).asText())
                        .collect(Collectors.toSet()));
        Instant now = clock.now(cases.get(caseId));
        ObjectNode cause = Causes.by(starter, now, "The workspace finished the packet.");
        Instant stated = baseline.of(caseId, request, now);
        recommendations.open(
                caseId, new Standing(RecommendationJson.terms(request), List.of(), List.of(cause), stated));
        Revision first =
                made.first(caseId, request.path(PACKET), request.path(AUTHOR).asText(), stated, starter);
        ObjectNode payload = first.named()
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

    // ---- the manifest

    /** Puts the revision on its gates under a manifest of its own. */
    public ReleaseManifest assemble(String caseId) {
        CaseFile caseFile = cases.locked(caseId);
        Revision current = made.current(caseId);
        if (current.state() == RevisionState.DRAFT) {
            revisions.changeState(caseId, current.number(), RevisionState.CANDIDATE, THE_SYSTEM, "Assembled.");
        }
        ReleaseManifest manifest = manifest(caseFile, current);
        manifests.assembled(manifest);
        ObjectNode payload = current.named()
                .put("optionSetSha256", manifest.optionSetSha256())
                .put("manifestSha256", manifest.manifestSha256());
        ledger.append(
                caseId,
                THE_SYSTEM,
                LedgerKind.CANDIDATE_PUBLISHED,
                "revision " + current.number(),
                payload,
                manifest.policies());
        cases.wakeAt(caseId, judgement.nextChange(caseFile).orElse(null));
        return manifest;
    }

    /** What a manifest of this revision would say now. */
    ReleaseManifest manifest(CaseFile caseFile, Revision revision) {
        ReleaseTerms terms = recommendations.standing(caseFile.caseId()).terms();
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
                releases.ledgerHead(caseFile.caseId()),
                BOUNDARY,
                caseFile.drill());
    }

    // ---- the gates

    /** Governance has seen audience, expiry and every blocked term of exactly this manifest. */
    public void confirm(CaseFile caseFile, GateRecord gate, Holder by) {
        releases.sign(caseFile, gate, by, AS_GOVERNANCE_OWNER);
    }

    /** The release owner releases exactly this manifest. */
    public void approve(CaseFile caseFile, GateRecord gate, Holder by) {
        releases.sign(caseFile, gate, by, Releases.AS_RELEASE_OWNER);
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
                        TimeWords.moment(narrower.to()),
                        decision.reason());
        recommendations.stands(
                caseFile.caseId(),
                standing.with(narrower).with(Causes.by(decision.by().described(), clock.now(caseFile), because)));
    }

    /** What the release owner approved goes into its lane, read back from the store by its hash. */
    public void release(String caseId) {
        CaseFile caseFile = cases.locked(caseId);
        ReleaseManifest manifest = releases.onTheGates(caseId);
        Releases.signer(manifest, AS_GOVERNANCE_OWNER);
        releases.release(manifest, owners.releases(caseFile));
    }

    /** The manifest that is on the gates. */
    public ReleaseManifest manifest(String caseId) {
        return releases.onTheGates(caseId);
    }
}
