package dev.gatehouse.lane.process;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.gate.Gate;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.lane.LaneCopy;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;

/** A gate at a lane: about a copy that was released, and over with it. */
public abstract class LaneGate implements Gate {

    final LaneHandoffs handoffs;

    protected LaneGate(LaneHandoffs handoffs) {
        this.handoffs = handoffs;
    }

    @Override
    public HashRule hashRule() {
        return HashRule.CHECKED_WHEN_SENT;
    }

    @Override
    public Opening open(CaseFile caseFile, DelegateExecution execution) {
        LaneCopy copy = handoffs.copy(caseFile.caseId());
        return new Opening(
                opensFor(caseFile, execution),
                copy.revision(),
                copy.sha256(),
                null,
                copy.manifestSha256(),
                title() + ": " + caseFile.caseId() + ", revision " + copy.revision());
    }

    protected @Nullable Holder opensFor(CaseFile caseFile, DelegateExecution execution) {
        return handoffs.releaseOwner(caseFile).orElse(null);
    }

    @Override
    public Optional<Holder> holder(CaseFile caseFile, GateRecord gate) {
        return handoffs.releaseOwner(caseFile);
    }

    @Override
    public Optional<String> unappliedNews(CaseFile caseFile) {
        return handoffs.over(caseFile);
    }
}
