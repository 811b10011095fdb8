package dev.gatehouse.recovery.process;

import static dev.gatehouse.recovery.RecoveryProcess.HOLD_DECISION;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.gate.Gate;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.gate.GateVariables;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.recovery.HoldResolution;
import dev.gatehouse.recovery.Owners;
import dev.gatehouse.recovery.RecoveryChanges;
import dev.gatehouse.recovery.RecoveryProcess;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** The packet owner resolves what is held against the release, or takes the packet back. */
@Component
class ResolveHold implements Gate {

    static final String SUPERSEDE = "supersede";
    static final String REAFFIRM = "reaffirm";
    static final String WITHDRAW = "withdraw";
    static final String REVISION = "revision";

    private final HoldResolution resolution;
    private final Owners owners;
    private final RecoveryChanges changes;

    ResolveHold(HoldResolution resolution, Owners owners, RecoveryChanges changes) {
        this.resolution = resolution;
        this.owners = owners;
        this.changes = changes;
    }

    @Override
    public String key() {
        return RecoveryProcess.RESOLVE_HOLD;
    }

    @Override
    public String title() {
        return "Resolve the hold";
    }

    @Override
    public boolean serves(String flow) {
        return flow.equals(RecoveryProcess.KEY);
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option(
                        SUPERSEDE,
                        "State another revision",
                        "It is judged by the tables and goes to governance when nothing is held against it.",
                        false),
                new Option(
                        REAFFIRM,
                        "Reaffirm the same bytes",
                        "After what has changed you stand by this packet; it becomes the next revision, with your reason.",
                        true),
                new Option(WITHDRAW, "Withdraw the packet", "The case ends; nothing is released.", true));
    }

    @Override
    public List<String> variables() {
        return GateVariables.and(REVISION);
    }

    @Override
    public HashRule hashRule() {
        return HashRule.CHECKED_WHEN_SENT;
    }

    @Override
    public Opening open(CaseFile caseFile, DelegateExecution execution) {
        Revision held = resolution.held(caseFile.caseId());
        return new Opening(
                owners.packetOwner(caseFile).orElse(null),
                held.number(),
                held.sha256(),
                title() + ": " + caseFile.caseId() + ", revision " + held.number());
    }

    @Override
    public Optional<Holder> holder(CaseFile caseFile, GateRecord gate) {
        return owners.packetOwner(caseFile);
    }

    @Override
    public Set<String> delegates(CaseFile caseFile, Collection<String> among) {
        return owners.packetDelegates(caseFile, among);
    }

    @Override
    public Optional<String> unappliedNews(CaseFile caseFile) {
        return changes.unappliedNews(caseFile);
    }

    @Override
    public void check(CaseFile caseFile, GateRecord gate, Decision decision) {
        if (decision.decision().equals(SUPERSEDE)) {
            resolution.mustResolve(caseFile, decision.sent(REVISION));
        }
    }

    @Override
    public void decide(CaseFile caseFile, GateRecord gate, Decision decision, DelegateExecution execution) {
        HOLD_DECISION.set(execution, decision.decision());
        switch (decision.decision()) {
            case SUPERSEDE -> resolution.supersede(caseFile, decision, decision.sent(REVISION));
            case REAFFIRM -> resolution.reaffirm(caseFile, decision);
            case WITHDRAW -> {}
            default -> throw new IllegalStateException("not an option of this gate: " + decision.decision());
        }
    }
}
