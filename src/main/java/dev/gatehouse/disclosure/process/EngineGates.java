package dev.gatehouse.disclosure.process;

import static dev.gatehouse.disclosure.DisclosureProcess.MAINTAIN_DRAFT;
import static dev.gatehouse.disclosure.DisclosureProcess.MAINTAIN_SECTION;
import static dev.gatehouse.disclosure.DisclosureProcess.MESSAGE_CHANGE;
import static dev.gatehouse.disclosure.DisclosureProcess.MESSAGE_OWNERS;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.disclosure.OpenGates;
import dev.gatehouse.engine.identity.AsTheEngine;
import dev.gatehouse.gate.GateKeeper;
import dev.gatehouse.gate.Gates;
import dev.gatehouse.packet.Revision;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;

/** Moves the flow's instance when work on the draft changes what its gates are about. */
@Component
class EngineGates implements OpenGates {

    private static final Set<String> ON_DRAFTS = Set.of(MAINTAIN_DRAFT, MAINTAIN_SECTION);

    private final Gates gates;
    private final GateKeeper keeper;
    private final RuntimeService runtime;
    private final AsTheEngine engine;

    EngineGates(Gates gates, GateKeeper keeper, RuntimeService runtime, AsTheEngine engine) {
        this.gates = gates;
        this.keeper = keeper;
        this.runtime = runtime;
        this.engine = engine;
    }

    @Override
    public void candidateChanged(CaseFile caseFile, String because) {
        correlate(caseFile, MESSAGE_CHANGE, "Superseded. " + because);
    }

    @Override
    public void draftRevised(CaseFile caseFile, Revision revision, boolean otherOwners) {
        gates.open(caseFile.caseId()).stream()
                .filter(gate -> ON_DRAFTS.contains(gate.gate()))
                .forEach(gate -> keeper.rebind(gate, revision.number(), revision.sha256()));
        if (otherOwners) {
            correlate(caseFile, MESSAGE_OWNERS, "The packet has other sections now; whoever owns one is asked anew.");
        }
    }

    /** Whoever works on a draft may not move processes; the change does. */
    private void correlate(CaseFile caseFile, String message, String because) {
        engine.call(() -> {
            runtime.createMessageCorrelation(message)
                    .processInstanceId(caseFile.processInstanceId())
                    .setVariable(GateKeeper.WITHDRAWN_BECAUSE.name(), Variables.stringValue(because, true))
                    .correlate();
            return true;
        });
    }
}
