package dev.gatehouse.release;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.gate.Gate.Holder;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.RefusedException.Kind;
import dev.gatehouse.lane.CaseClock;
import dev.gatehouse.lane.Lanes;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerEntry;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.packet.RevisionState;
import dev.gatehouse.packet.Revisions;
import dev.gatehouse.packet.manifest.LedgerHead;
import dev.gatehouse.packet.manifest.ReleaseManifest;
import dev.gatehouse.packet.manifest.Signer;
import java.util.List;
import org.springframework.stereotype.Component;

/** From a manifest on its gates to its packet in the lane; every method runs in the engine's transaction. */
@Component
public class Releases {

    public static final String AS_RELEASE_OWNER = "release-owner";

    private final Cases cases;
    private final Revisions revisions;
    private final Manifests manifests;
    private final Lanes lanes;
    private final CaseClock clock;
    private final Ledger ledger;

    Releases(Cases cases, Revisions revisions, Manifests manifests, Lanes lanes, CaseClock clock, Ledger ledger) {
        this.cases = cases;
        this.revisions = revisions;
        this.manifests = manifests;
        this.lanes = lanes;
        this.clock = clock;
        this.ledger = ledger;
    }

    /** The ledger as a manifest that is assembled now refers to it. */
    public LedgerHead ledgerHead(String caseId) {
        List<LedgerEntry> entries = ledger.of(caseId);
        LedgerEntry head = entries.get(entries.size() - 1);
        return new LedgerHead(head.sequence(), head.hash());
    }

    /** The manifest that is on the gates. */
    public ReleaseManifest onTheGates(String caseId) {
        return manifests.latest(caseId).orElseThrow();
    }

    /**
     * Somebody signs exactly the manifest that their gate shows.
     *
     * @param as what they sign as
     * @throws RefusedException CONFLICT when another one would be released by now
     */
    public void sign(CaseFile caseFile, GateRecord gate, Holder by, String as) {
        String caseId = caseFile.caseId();
        ReleaseManifest shown = manifests
                .latest(caseId)
                .filter(manifest -> manifest.manifestSha256().equals(gate.manifestSha256()))
                .orElseThrow(() -> notTheCandidate(
                        "What this gate shows of case " + caseId + " is no longer what would be released."));
        manifests.signed(caseId, shown.manifestSha256(), new Signer(by.described(), as, clock.now(caseFile)));
    }

    /**
     * Who has signed a manifest as this.
     *
     * @throws IllegalStateException when nobody has
     */
    public static Signer signer(ReleaseManifest manifest, String as) {
        return manifest.signers().stream()
                .filter(signer -> signer.as().equals(as))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "the manifest of " + manifest.packetId() + " has no signature of its " + as));
    }

    /**
     * Puts what was approved into its lane, read back from the store by its hash, and the case that it supersedes out of
     * force.
     *
     * @param signed the manifest with everybody who must have signed it
     * @param releaseOwner who may withdraw it later
     * @throws RefusedException CONFLICT when its revision is no candidate any more, and what {@link Lanes#release} refuses
     */
    public void release(ReleaseManifest signed, String releaseOwner) {
        release(signed, releaseOwner, AS_RELEASE_OWNER);
    }

    /**
     * Likewise.
     *
     * @param as what whoever releases has signed as
     */
    public void release(ReleaseManifest signed, String releaseOwner, String as) {
        String caseId = signed.packetId();
        String releaser = signer(signed, as).account();
        Revision approved = revisions
                .bySha(caseId, signed.sha256())
                .filter(one -> one.number() == signed.revision() && one.state() == RevisionState.CANDIDATE)
                .orElseThrow(() -> notTheCandidate(
                        "Revision " + signed.revision() + " is no longer the candidate of case " + caseId + "."));
        lanes.release(signed, approved.content(), releaseOwner, releaser);
        revisions.changeState(
                caseId, approved.number(), RevisionState.RELEASED, releaser, "Released into " + signed.lane() + ".");
        superseded(caseId).forEach(older -> lanes.supersede(older, caseId, releaser));
    }

    /**
     * The case that a release of this one puts out of force, as its request names it; none for most. Whoever is about to
     * release locks it together with this one.
     */
    public List<String> superseded(String caseId) {
        String older = cases.request(caseId).path("supersedes").asText(null);
        return older == null ? List.of() : List.of(older);
    }

    private static RefusedException notTheCandidate(String sentence) {
        return new RefusedException(Kind.CONFLICT, "not-the-candidate", sentence);
    }
}
