package dev.gatehouse.recovery.process;

import static dev.gatehouse.recovery.RecoveryProcess.GOVERNANCE_DECISION;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.recovery.Owners;
import dev.gatehouse.recovery.RecoveryChanges;
import dev.gatehouse.recovery.RecoveryProcess;
import dev.gatehouse.recovery.RecoveryRelease;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Commercial governance confirms audience, expiry and that every blocked term is in sight. */
@Component
class ConfirmGovernance extends ReleaseGate {

    static final String CONFIRM = "confirm";
    static final String HOLD = "hold";

    ConfirmGovernance(RecoveryRelease release, Owners owners, RecoveryChanges changes) {
        super(release, owners, changes);
    }

    @Override
    public String key() {
        return RecoveryProcess.CONFIRM_GOVERNANCE;
    }

    @Override
    public String title() {
        return "Confirm governance";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option(
                        CONFIRM,
                        "Confirm audience, expiry and blocked terms",
                        "The release owner is asked next, about exactly this manifest. It approves no remedy.",
                        false),
                new Option(
                        HOLD,
                        "Hold the release",
                        "The packet owner is asked to resolve what you say; this candidate goes no further.",
                        true));
    }

    @Override
    Optional<Holder> owner(CaseFile caseFile) {
        return owners.governanceOwner(caseFile);
    }

    @Override
    public Set<String> delegates(CaseFile caseFile, Collection<String> among) {
        return owners.governanceDelegates(caseFile, among);
    }

    @Override
    public void decide(CaseFile caseFile, GateRecord gate, Decision decision, DelegateExecution execution) {
        GOVERNANCE_DECISION.set(execution, decision.decision());
        switch (decision.decision()) {
            case CONFIRM -> release.confirm(caseFile, gate, decision.by());
            case HOLD -> release.hold(caseFile, gate, decision);
            default -> throw new IllegalStateException("not an option of this gate: " + decision.decision());
        }
    }
}
