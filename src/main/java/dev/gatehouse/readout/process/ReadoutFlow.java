package dev.gatehouse.readout.process;

import static dev.gatehouse.readout.ReadoutProcess.MESSAGE_CHANGE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.cases.Flow;
import dev.gatehouse.gate.GateKeeper;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.readout.ReadoutProcess;
import dev.gatehouse.readout.ReadoutViews;
import dev.gatehouse.readout.Stocktaking;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;

/** Brings what has arrived for a readout, and what time has done to it, to its process instance. */
@Component
class ReadoutFlow implements Flow {

    private final Stocktaking stocktaking;
    private final ReadoutViews views;
    private final Cases cases;
    private final GateKeeper keeper;
    private final RuntimeService runtime;

    ReadoutFlow(Stocktaking stocktaking, ReadoutViews views, Cases cases, GateKeeper keeper, RuntimeService runtime) {
        this.stocktaking = stocktaking;
        this.views = views;
        this.cases = cases;
        this.keeper = keeper;
        this.runtime = runtime;
    }

    @Override
    public String key() {
        return ReadoutProcess.KEY;
    }

    @Override
    public void takeUp(CaseFile caseFile) {
        if (!caseFile.isOpen()) {
            stocktaking.setAside(caseFile);
            cases.wakeAt(caseFile.caseId(), null);
            return;
        }
        if (!listens(caseFile)) {
            // on its way between two gates: it takes stock before or right after the next one opens
            return;
        }
        cases.takeReconsideration(caseFile.caseId());
        Optional<String> superseding = stocktaking.superseding(caseFile);
        if (superseding.isPresent()) {
            runtime.createMessageCorrelation(MESSAGE_CHANGE)
                    .processInstanceId(caseFile.processInstanceId())
                    .setVariable(GateKeeper.WITHDRAWN_BECAUSE.name(), Variables.stringValue(superseding.get(), true))
                    .correlate();
        } else {
            stocktaking.noteWithoutEffect(caseFile);
        }
        cases.wakeAt(caseFile.caseId(), stocktaking.nextChange(caseFile).orElse(null));
    }

    /** Whether it waits at a gate, or for calendars. */
    private boolean listens(CaseFile caseFile) {
        return runtime.createEventSubscriptionQuery()
                        .processInstanceId(caseFile.processInstanceId())
                        .eventName(MESSAGE_CHANGE)
                        .count()
                > 0;
    }

    @Override
    public ObjectNode review(CaseFile caseFile, GateRecord gate, String reader) {
        return views.review(caseFile, gate, keeper.kind(caseFile, gate));
    }

    @Override
    public ObjectNode view(CaseFile caseFile, Revision revision, String reader) {
        return views.view(caseFile, revision, reader);
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
