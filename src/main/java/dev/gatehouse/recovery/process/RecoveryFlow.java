package dev.gatehouse.recovery.process;

import static dev.gatehouse.recovery.RecoveryProcess.MESSAGE_CHANGE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.cases.Flow;
import dev.gatehouse.gate.GateKeeper;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.lane.process.LaneHandoffs;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.recovery.Judgement;
import dev.gatehouse.recovery.RecoveryChanges;
import dev.gatehouse.recovery.RecoveryProcess;
import dev.gatehouse.recovery.RecoveryViews;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;

/** Brings what has arrived for a recommendation to its process instance: the release's, and after it the lane's. */
@Component
class RecoveryFlow implements Flow {

    private final RecoveryChanges changes;
    private final Judgement judgement;
    private final RecoveryViews views;
    private final LaneHandoffs handoffs;
    private final Cases cases;
    private final GateKeeper keeper;
    private final RuntimeService runtime;

    RecoveryFlow(
            RecoveryChanges changes,
            Judgement judgement,
            RecoveryViews views,
            LaneHandoffs handoffs,
            Cases cases,
            GateKeeper keeper,
            RuntimeService runtime) {
        this.changes = changes;
        this.judgement = judgement;
        this.views = views;
        this.handoffs = handoffs;
        this.cases = cases;
        this.keeper = keeper;
        this.runtime = runtime;
    }

    @Override
    public String key() {
        return RecoveryProcess.KEY;
    }

    @Override
    public void takeUp(CaseFile caseFile) {
        if (!caseFile.isOpen()) {
            changes.setAside(caseFile);
            cases.wakeAt(caseFile.caseId(), null);
            return;
        }
        // asked once: whatever the answer, the case looks at itself now
        cases.takeReconsideration(caseFile.caseId());
        if (handoffs.concerns(caseFile)) {
            handoffs.takeUp(caseFile, changes.takeUpAfterRelease(caseFile));
            return;
        }
        Optional<String> superseding = changes.superseding(caseFile);
        if (superseding.isPresent()) {
            runtime.createMessageCorrelation(MESSAGE_CHANGE)
                    .processInstanceId(caseFile.processInstanceId())
                    .setVariable(GateKeeper.WITHDRAWN_BECAUSE.name(), Variables.stringValue(superseding.get(), true))
                    .correlate();
        } else {
            changes.noteWithoutEffect(caseFile);
        }
        cases.wakeAt(caseFile.caseId(), judgement.nextChange(caseFile).orElse(null));
    }

    @Override
    public ObjectNode review(CaseFile caseFile, GateRecord gate, String reader) {
        return handoffs.owns(gate)
                ? handoffs.review(caseFile, gate)
                : views.review(caseFile, gate, keeper.kind(caseFile, gate));
    }

    @Override
    public ObjectNode view(CaseFile caseFile, Revision revision, String reader) {
        return views.view(revision);
    }

    @Override
    public boolean ownsGates(CaseFile caseFile, String person) {
        return views.ownsGates(caseFile, person);
    }
}
