package dev.gatehouse.digest.process;

import static dev.gatehouse.digest.DigestProcess.MESSAGE_CHANGED;
import static dev.gatehouse.digest.DigestProcess.MESSAGE_COPY_ENDED;
import static dev.gatehouse.digest.DigestProcess.MESSAGE_OVERTAKEN;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.cases.Flow;
import dev.gatehouse.digest.DigestNews;
import dev.gatehouse.digest.DigestProcess;
import dev.gatehouse.digest.DigestViews;
import dev.gatehouse.gate.GateKeeper;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.gate.Gates;
import dev.gatehouse.lane.LaneCopy;
import dev.gatehouse.lane.LaneEnd;
import dev.gatehouse.lane.Lanes;
import dev.gatehouse.lane.process.LaneHandoffs;
import dev.gatehouse.packet.Revision;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;

/** Brings what has become of a digest, of its publication and of its copy at the lane to its process instance. */
@Component
class DigestFlow implements Flow {

    private final DigestNews news;
    private final DigestViews views;
    private final Lanes lanes;
    private final LaneHandoffs handoffs;
    private final Cases cases;
    private final Gates gates;
    private final GateKeeper keeper;
    private final RuntimeService runtime;

    DigestFlow(
            DigestNews news,
            DigestViews views,
            Lanes lanes,
            LaneHandoffs handoffs,
            Cases cases,
            Gates gates,
            GateKeeper keeper,
            RuntimeService runtime) {
        this.news = news;
        this.views = views;
        this.lanes = lanes;
        this.handoffs = handoffs;
        this.cases = cases;
        this.gates = gates;
        this.keeper = keeper;
        this.runtime = runtime;
    }

    @Override
    public String key() {
        return DigestProcess.KEY;
    }

    @Override
    public void takeUp(CaseFile caseFile) {
        if (!caseFile.isOpen()) {
            news.setAside(caseFile);
            return;
        }
        cases.wakeAt(caseFile.caseId(), null);
        Optional<LaneCopy> copy = lanes.find(caseFile.caseId());
        if (copy.isPresent()) {
            atTheLane(caseFile, copy.get());
        } else {
            onGates(caseFile);
        }
    }

    private void atTheLane(CaseFile caseFile, LaneCopy copy) {
        news.note(caseFile);
        cases.takeReconsideration(caseFile.caseId());
        lanes.expire(caseFile.caseId());
        Optional<LaneEnd> end = lanes.endOf(copy);
        if (end.isPresent()) {
            correlate(
                    caseFile,
                    MESSAGE_COPY_ENDED,
                    "The digest is no longer at its lane: " + end.get().reason());
        } else if (!caseFile.drill()) {
            cases.wakeAt(caseFile.caseId(), copy.validity().to());
        }
    }

    /** Between two gates nothing is taken away; the next gate is asked as soon as it is open. */
    private void onGates(CaseFile caseFile) {
        List<GateRecord> open = gates.open(caseFile.caseId());
        if (open.isEmpty()) {
            return;
        }
        boolean reconsidered = cases.takeReconsideration(caseFile.caseId()).isPresent();
        boolean inReview = open.get(0).gate().equals(DigestProcess.REVIEW_DIGEST);
        Optional<String> overtaken = news.overtaken(caseFile);
        Optional<String> changed = news.changed(caseFile);
        if (overtaken.isPresent()) {
            correlate(caseFile, MESSAGE_OVERTAKEN, "Superseded. " + overtaken.get());
        } else if (inReview && changed.isPresent()) {
            correlate(caseFile, MESSAGE_CHANGED, "Superseded. " + changed.get());
        } else if (inReview && reconsidered && views.isJudgedOtherwise(caseFile)) {
            correlate(caseFile, MESSAGE_CHANGED, "Superseded. A policy table has changed.");
        } else {
            news.note(caseFile);
        }
    }

    private void correlate(CaseFile caseFile, String message, String because) {
        runtime.createMessageCorrelation(message)
                .processInstanceId(caseFile.processInstanceId())
                .setVariable(GateKeeper.WITHDRAWN_BECAUSE.name(), Variables.stringValue(because, true))
                .correlate();
    }

    @Override
    public ObjectNode review(CaseFile caseFile, GateRecord gate, String reader) {
        return gate.gate().equals(DigestProcess.ACKNOWLEDGE_DIGEST)
                ? handoffs.review(caseFile, gate)
                : views.review(caseFile, gate, keeper.kind(caseFile, gate));
    }

    @Override
    public ObjectNode view(CaseFile caseFile, Revision revision, String reader) {
        return revision.content().deepCopy();
    }

    @Override
    public void describe(CaseFile caseFile, ObjectNode answer) {
        views.describe(caseFile, answer);
    }

    @Override
    public boolean ownsGates(CaseFile caseFile, String person) {
        return views.ownsGates(caseFile, person);
    }
}
