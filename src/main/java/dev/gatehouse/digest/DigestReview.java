package dev.gatehouse.digest;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.gate.Gate.Decision;
import dev.gatehouse.gate.Gate.Holder;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.lane.CaseClock;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.people.Directory;
import dev.gatehouse.policy.DelegateMapping;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;

/** What the reviewer of a digest decides; every method runs in the decision's transaction, under the case's lock. */
@Service
public class DigestReview {

    private final Digests digests;
    private final DigestComposing composing;
    private final DigestSharing sharing;
    private final DigestEndings endings;
    private final Directory directory;
    private final DelegateMapping mapping;
    private final CaseClock clock;

    DigestReview(
            Digests digests,
            DigestComposing composing,
            DigestSharing sharing,
            DigestEndings endings,
            Directory directory,
            DelegateMapping mapping,
            CaseClock clock) {
        this.digests = digests;
        this.composing = composing;
        this.sharing = sharing;
        this.endings = endings;
        this.directory = directory;
        this.mapping = mapping;
        this.clock = clock;
    }

    public Optional<Holder> reviewer(CaseFile caseFile) {
        return Optional.ofNullable(digests.standing(caseFile.caseId()).reviewer())
                .filter(directory::isPerson)
                .map(person -> new Holder(person, null));
    }

    /** Who of these may review in the reviewer's place at this moment. */
    public Set<String> delegates(CaseFile caseFile, Collection<String> among) {
        return reviewer(caseFile)
                .map(reviewer -> Set.copyOf(
                        mapping.of("reviewer", reviewer.person(), caseFile.flow(), clock.now(caseFile), among)))
                .orElse(Set.of());
    }

    public Revision candidate(CaseFile caseFile) {
        return composing.candidate(caseFile.caseId());
    }

    /** @throws dev.gatehouse.gate.RefusedException CONFLICT that names what no longer holds, or what the lane does not take */
    public void mayShare(CaseFile caseFile, Decision decision) {
        sharing.mustHold(caseFile, decision.by());
    }

    /** Cases that {@link #share} may put out of force. */
    public List<String> replaceable(CaseFile caseFile) {
        return sharing.replaceable(caseFile);
    }

    public void share(CaseFile caseFile, GateRecord gate, Decision decision) {
        sharing.approve(caseFile, gate, decision.by());
    }

    public void stop(CaseFile caseFile, Decision decision) {
        endings.stop(caseFile.caseId(), "" + decision.reason());
    }
}
