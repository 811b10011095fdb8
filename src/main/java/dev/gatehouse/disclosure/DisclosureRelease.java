package dev.gatehouse.disclosure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.disclosure.domain.Draft;
import dev.gatehouse.disclosure.domain.DraftRules;
import dev.gatehouse.disclosure.domain.Objection.Severity;
import dev.gatehouse.disclosure.domain.Stage;
import dev.gatehouse.gate.Gate.Decision;
import dev.gatehouse.gate.Gate.Holder;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.lane.CaseClock;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerKind;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.packet.Revisions;
import dev.gatehouse.packet.manifest.AcceptedResidual;
import dev.gatehouse.packet.manifest.BlockedTerm;
import dev.gatehouse.packet.manifest.ReleaseManifest;
import dev.gatehouse.packet.manifest.Signer;
import dev.gatehouse.people.Directory;
import dev.gatehouse.policy.DelegateMapping;
import dev.gatehouse.release.Causes;
import dev.gatehouse.release.Manifests;
import dev.gatehouse.release.Releases;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** A candidate is signed, approved and released into its lane; every method runs in the engine's transaction. */
@Service
public class DisclosureRelease {

    public static final String AS_SIGNER = "signer";

    private final Cases cases;
    private final Revisions revisions;
    private final Drafts drafts;
    private final Manifests manifests;
    private final DisclosurePolicy policy;
    private final DelegateMapping mapping;
    private final Directory directory;
    private final PacketWindow window;
    private final Releases releases;
    private final CaseClock clock;
    private final Ledger ledger;
    private final Disclosure disclosure;
    private final Chartering chartering;
    private final Candidates candidates;

    DisclosureRelease(
            Cases cases,
            Revisions revisions,
            Drafts drafts,
            Manifests manifests,
            DisclosurePolicy policy,
            DelegateMapping mapping,
            Directory directory,
            PacketWindow window,
            Releases releases,
            CaseClock clock,
            Ledger ledger,
            Disclosure disclosure,
            Chartering chartering,
            Candidates candidates) {
        this.cases = cases;
        this.revisions = revisions;
        this.drafts = drafts;
        this.manifests = manifests;
        this.policy = policy;
        this.mapping = mapping;
        this.directory = directory;
        this.window = window;
        this.releases = releases;
        this.clock = clock;
        this.ledger = ledger;
        this.disclosure = disclosure;
        this.chartering = chartering;
        this.candidates = candidates;
    }

    /** Puts the candidate under the manifest that people sign. */
    public void assemble(String caseId) {
        cases.locked(caseId);
        CaseFile caseFile = cases.get(caseId);
        Draft draft = drafts.get(caseId).at(Stage.SIGNING);
        drafts.keep(caseId, draft);
        ReleaseManifest manifest =
                manifest(caseFile, draft, revisions.candidate(caseId).orElseThrow());
        manifests.assembled(manifest);
        window.watch(caseFile);
    }

    /** What a manifest of this revision would say now. */
    ReleaseManifest manifest(CaseFile caseFile, Draft draft, Revision revision) {
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
                window.ofAManifest(caseFile, draft),
                policy.versions(),
                releases.ledgerHead(caseFile.caseId()),
                draft.charter().boundary(),
                caseFile.drill());
    }

    /** A required signer signs exactly this manifest. */
    public void sign(CaseFile caseFile, GateRecord gate, Holder by) {
        releases.sign(caseFile, gate, by, AS_SIGNER);
    }

    /** A signer refuses: that is a blocking objection, to the first section where none is named. */
    public void refuseToSign(CaseFile caseFile, Holder by, @Nullable String reason) {
        Draft draft = drafts.get(caseFile.caseId());
        candidates.raise(
                caseFile.caseId(),
                draft,
                by.person(),
                draft.sections().get(0).sectionId(),
                Severity.BLOCKING,
                "Refused to sign: " + reason);
    }

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
            return disclosure.person(owner);
        }
        return delegatesWithoutText(caseFile, draft, directory.accounts())
                .findFirst()
                .map(person -> new Holder(person, owner));
    }

    private Stream<String> delegatesWithoutText(CaseFile caseFile, Draft draft, Collection<String> among) {
        String owner = draft.charter().releaseOwner();
        return mapping.of(DelegateMapping.RELEASE_OWNER, owner, caseFile.flow(), clock.now(caseFile), among).stream()
                .filter(person -> !draft.holdsTextOf(person));
    }

    /** Who of these may decide in the release owner's place: nobody whose text it is, and not whoever proposes it. */
    public Set<String> delegates(CaseFile caseFile, Collection<String> among) {
        Draft draft = drafts.get(caseFile.caseId());
        return delegatesWithoutText(caseFile, draft, among)
                .filter(person -> !person.equals(draft.charter().artifactOwner()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whoever is asked to release takes part in the case from now on, a delegate too. */
    public void takesPart(CaseFile caseFile, Holder releaser) {
        cases.addParticipants(caseFile.caseId(), List.of(releaser.person()));
    }

    /**
     * The release owner releases exactly this manifest.
     *
     * @param promoted the promoted sections that they name
     * @throws RefusedException CONFLICT when these are others, or policy refuses the packet by now
     */
    public void approve(CaseFile caseFile, GateRecord gate, Holder by, Set<String> promoted) {
        Disclosure.refuse(new DraftRules(drafts.get(caseFile.caseId())).release(promoted), by);
        chartering.mustPassPolicy(caseFile);
        releases.sign(caseFile, gate, by, Releases.AS_RELEASE_OWNER);
    }

    /** The release owner keeps the candidate waiting. */
    public void hold(CaseFile caseFile, Decision decision) {
        String caseId = caseFile.caseId();
        ObjectNode hold = Causes.by(decision.by().described(), clock.now(caseFile), "Held: " + decision.reason());
        drafts.stands(caseId, drafts.standing(caseId).heldBy(hold).with(hold));
        Revision candidate = revisions.candidate(caseId).orElseThrow();
        ledger.append(
                caseId,
                decision.by().described(),
                LedgerKind.HOLD,
                "revision " + candidate.number(),
                candidate.named().put("because", decision.reason()),
                Map.of());
    }

    /** What was approved goes into its lane, read back from the store by its hash. */
    public void release(String caseId) {
        cases.locked(caseId);
        ReleaseManifest manifest = releases.onTheGates(caseId);
        Draft draft = drafts.get(caseId);
        Set<String> signed = manifest.signers().stream()
                .filter(signer -> signer.as().equals(AS_SIGNER))
                .map(Signer::account)
                .collect(Collectors.toSet());
        if (!signed.containsAll(draft.charter().signers())) {
            throw new IllegalStateException("the manifest of " + caseId + " is not signed by all who must");
        }
        releases.release(manifest, draft.charter().releaseOwner());
        drafts.keep(caseId, draft.at(Stage.RELEASED));
    }
}
