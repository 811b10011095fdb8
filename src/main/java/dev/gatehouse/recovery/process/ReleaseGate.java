package dev.gatehouse.recovery.process;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.gate.Gate;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.gate.GateVariables;
import dev.gatehouse.packet.manifest.ReleaseManifest;
import dev.gatehouse.recovery.Owners;
import dev.gatehouse.recovery.RecoveryChanges;
import dev.gatehouse.recovery.RecoveryProcess;
import dev.gatehouse.recovery.RecoveryRelease;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** A gate on the way into the lane: bound to packet, option set and manifest. */
abstract class ReleaseGate implements Gate {

    final RecoveryRelease release;
    final Owners owners;
    private final RecoveryChanges changes;

    ReleaseGate(RecoveryRelease release, Owners owners, RecoveryChanges changes) {
        this.release = release;
        this.owners = owners;
        this.changes = changes;
    }

    abstract Optional<Holder> owner(CaseFile caseFile);

    @Override
    public boolean serves(String flow) {
        return flow.equals(RecoveryProcess.KEY);
    }

    @Override
    public List<String> variables() {
        return GateVariables.RELEASE;
    }

    @Override
    public HashRule hashRule() {
        return HashRule.REQUIRED;
    }

    @Override
    public Opening open(CaseFile caseFile, DelegateExecution execution) {
        ReleaseManifest manifest = release.manifest(caseFile.caseId());
        return new Opening(
                owner(caseFile).orElse(null),
                manifest.revision(),
                manifest.sha256(),
                manifest.optionSetSha256(),
                manifest.manifestSha256(),
                title() + ": " + caseFile.caseId() + ", revision " + manifest.revision());
    }

    @Override
    public Optional<Holder> holder(CaseFile caseFile, GateRecord gate) {
        return owner(caseFile);
    }

    @Override
    public Optional<String> unappliedNews(CaseFile caseFile) {
        return changes.unappliedNews(caseFile);
    }
}
