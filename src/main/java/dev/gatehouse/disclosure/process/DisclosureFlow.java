package dev.gatehouse.disclosure.process;

import static dev.gatehouse.disclosure.DisclosureProcess.MESSAGE_CHANGE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.cases.Flow;
import dev.gatehouse.disclosure.DisclosureChanges;
import dev.gatehouse.disclosure.DisclosureProcess;
import dev.gatehouse.disclosure.DisclosureRelease;
import dev.gatehouse.disclosure.DisclosureViews;
import dev.gatehouse.gate.Gate.Holder;
import dev.gatehouse.gate.GateKeeper;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.gate.Gates;
import dev.gatehouse.lane.process.LaneHandoffs;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.packet.RevisionState;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;

/** Brings what has arrived for a packet to its process instance: the flow's, and after its release the lane's. */
@Component
class DisclosureFlow implements Flow {

    private final DisclosureRelease release;
    private final DisclosureChanges changes;
    private final DisclosureViews views;
    private final LaneHandoffs handoffs;
    private final Cases cases;
    private final Gates gates;
    private final GateKeeper keeper;
    private final RuntimeService runtime;

    DisclosureFlow(
            DisclosureRelease release,
            DisclosureChanges changes,
            DisclosureViews views,
            LaneHandoffs handoffs,
            Cases cases,
            Gates gates,
            GateKeeper keeper,
            RuntimeService runtime) {
        this.release = release;
        this.changes = changes;
        this.views = views;
        this.handoffs = handoffs;
        this.cases = cases;
        this.gates = gates;
        this.keeper = keeper;
        this.runtime = runtime;
    }

    @Override
    public String key() {
        return DisclosureProcess.KEY;
    }

    @Override
    public void takeUp(CaseFile caseFile) {
        if (!caseFile.isOpen()) {
            changes.setAside(caseFile);
            cases.wakeAt(caseFile.caseId(), null);
            return;
        }
        // asked once: whatever the answer, the case looks at itself now
        Optional<String> reconsider = cases.takeReconsideration(caseFile.caseId());
        if (handoffs.concerns(caseFile)) {
            handoffs.takeUp(caseFile, changes.takeUpAfterRelease(caseFile));
            return;
        }
        // what a changed table would judge otherwise is asked anew
        Optional<String> superseding = changes.superseding(caseFile)
                .or(() -> reconsider.flatMap(because -> changes.reconsidered(caseFile, because)));
        if (superseding.isPresent()) {
            runtime.createMessageCorrelation(MESSAGE_CHANGE)
                    .processInstanceId(caseFile.processInstanceId())
                    .setVariable(GateKeeper.WITHDRAWN_BECAUSE.name(), Variables.stringValue(superseding.get(), true))
                    .correlate();
        } else {
            changes.note(caseFile);
            gates.open(caseFile.caseId()).stream()
                    .filter(gate -> gate.gate().equals(DisclosureProcess.APPROVE_RELEASE))
                    .forEach(gate -> handOver(caseFile, gate));
        }
        cases.wakeAt(caseFile.caseId(), changes.nextChange(caseFile).orElse(null));
    }

    /** Whoever may release now has the gate; that nobody might is no incident any more. */
    private void handOver(CaseFile caseFile, GateRecord gate) {
        Optional<Holder> releaser = release.releaser(caseFile);
        releaser.ifPresent(holder -> release.takesPart(caseFile, holder));
        keeper.reassign(gate, releaser.orElse(null));
        if (releaser.isPresent()) {
            runtime.createIncidentQuery()
                    .processInstanceId(caseFile.processInstanceId())
                    .incidentType(ApproveDisclosureRelease.NOBODY_MAY_RELEASE)
                    .list()
                    .forEach(incident -> runtime.resolveIncident(incident.getId()));
        }
    }

    @Override
    public ObjectNode review(CaseFile caseFile, GateRecord gate, String reader) {
        return handoffs.owns(gate)
                ? handoffs.review(caseFile, gate)
                : views.review(caseFile, gate, keeper.kind(caseFile, gate), reader);
    }

    @Override
    public ObjectNode view(CaseFile caseFile, Revision revision, String reader) {
        return views.view(caseFile, revision, reader);
    }

    /** What is hashed is the released form: of an annex it holds the commitment alone. */
    @Override
    public boolean maySeeWhole(CaseFile caseFile, Revision revision, String reader) {
        return true;
    }

    @Override
    public RevisionState stateShown(CaseFile caseFile, RevisionState state) {
        return views.stateShown(caseFile, state);
    }

    @Override
    public boolean ownsGates(CaseFile caseFile, String person) {
        return views.ownsGates(caseFile, person);
    }
}
