package dev.gatehouse.recovery.process;

import static dev.gatehouse.recovery.RecoveryProcess.RELEASE_DECISION;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.gate.GateVariables;
import dev.gatehouse.recovery.Owners;
import dev.gatehouse.recovery.RecoveryChanges;
import dev.gatehouse.recovery.RecoveryProcess;
import dev.gatehouse.recovery.RecoveryRelease;
import dev.gatehouse.recovery.domain.Narrowing;
import dev.gatehouse.recovery.exchange.NarrowingText;
import dev.gatehouse.release.Releases;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** The release owner releases exactly this manifest, holds it, or asks for a narrower one. */
@Component
class ApproveRecommendationRelease extends ReleaseGate {

    static final String RELEASE = "release";
    static final String NARROW = "narrow";
    static final String HOLD = "hold";
    static final String AUDIENCE = "audience";
    static final String VALID_UNTIL = "validUntil";

    private final Releases releases;

    ApproveRecommendationRelease(RecoveryRelease release, Owners owners, RecoveryChanges changes, Releases releases) {
        super(release, owners, changes);
        this.releases = releases;
    }

    @Override
    public String key() {
        return RecoveryProcess.APPROVE_RELEASE;
    }

    @Override
    public String title() {
        return "Approve release";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option(
                        RELEASE,
                        "Release into the lane",
                        "The audience may read exactly this revision in its window. It approves no remedy.",
                        false),
                new Option(
                        NARROW,
                        "Narrow audience or window",
                        "Governance confirms the narrower manifest before you are asked again.",
                        true),
                new Option(
                        HOLD,
                        "Hold the release",
                        "The packet owner is asked to resolve what you say; this candidate goes no further.",
                        true));
    }

    @Override
    public List<String> variables() {
        return GateVariables.and(GateVariables.OPTION_SET_SHA256, GateVariables.MANIFEST_SHA256, AUDIENCE, VALID_UNTIL);
    }

    @Override
    public List<String> alsoChanges(CaseFile caseFile) {
        return releases.superseded(caseFile.caseId());
    }

    @Override
    public Map<String, String> recorded(Decision decision) {
        Map<String, String> recorded = new TreeMap<>(decision.sent());
        recorded.keySet().retainAll(List.of(AUDIENCE, VALID_UNTIL));
        return recorded;
    }

    @Override
    public void check(CaseFile caseFile, GateRecord gate, Decision decision) {
        if (decision.decision().equals(NARROW)) {
            release.mustNarrow(caseFile, narrowing(decision));
        }
    }

    private static Narrowing narrowing(Decision decision) {
        return NarrowingText.read(decision.sent(AUDIENCE), decision.sent(VALID_UNTIL));
    }

    @Override
    Optional<Holder> owner(CaseFile caseFile) {
        return owners.releaseOwner(caseFile);
    }

    @Override
    public Set<String> delegates(CaseFile caseFile, Collection<String> among) {
        return owners.releaseDelegates(caseFile, among);
    }

    @Override
    public void decide(CaseFile caseFile, GateRecord gate, Decision decision, DelegateExecution execution) {
        RELEASE_DECISION.set(execution, decision.decision());
        switch (decision.decision()) {
            case RELEASE -> release.approve(caseFile, gate, decision.by());
            case NARROW -> release.narrow(caseFile, decision, narrowing(decision));
            case HOLD -> release.hold(caseFile, gate, decision);
            default -> throw new IllegalStateException("not an option of this gate: " + decision.decision());
        }
    }
}
