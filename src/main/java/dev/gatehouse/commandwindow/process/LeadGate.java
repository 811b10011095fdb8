package dev.gatehouse.commandwindow.process;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.commandwindow.CommandWindow;
import dev.gatehouse.gate.Gate;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.packet.Revision;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** A gate on the candidate that whoever leads the bridge at that moment opens. */
abstract class LeadGate implements Gate {

    final CommandWindow window;

    LeadGate(CommandWindow window) {
        this.window = window;
    }

    @Override
    public Opening open(CaseFile caseFile, DelegateExecution execution) {
        Revision candidate = window.candidate(caseFile.caseId());
        return new Opening(
                window.bridgeLead(caseFile).orElse(null),
                candidate.number(),
                candidate.sha256(),
                title() + ": " + caseFile.caseId() + ", revision " + candidate.number());
    }

    @Override
    public Optional<Holder> holder(CaseFile caseFile, GateRecord gate) {
        return window.bridgeLead(caseFile);
    }
}
