package dev.gatehouse.commandwindow.process;

import static dev.gatehouse.commandwindow.CommandWindowProcess.AFFECTED_PERSON;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.commandwindow.Acknowledgements;
import dev.gatehouse.commandwindow.CommandWindow;
import dev.gatehouse.commandwindow.CommandWindowProcess;
import dev.gatehouse.gate.Gate;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.packet.Revision;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Somebody whom an adopted revision affects says that they have seen how. Blocks nobody. */
@Component
class AcknowledgeDelta implements Gate {

    static final String ACKNOWLEDGE = "acknowledge";

    private final CommandWindow window;
    private final Acknowledgements acknowledgements;

    AcknowledgeDelta(CommandWindow window, Acknowledgements acknowledgements) {
        this.window = window;
        this.acknowledgements = acknowledgements;
    }

    @Override
    public String key() {
        return CommandWindowProcess.ACKNOWLEDGE_DELTA;
    }

    @Override
    public String title() {
        return "Acknowledge the delta";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option(ACKNOWLEDGE, "Acknowledge", "The bridge lead sees that you know your changes.", false));
    }

    @Override
    public boolean oneForEachPerson() {
        return true;
    }

    @Override
    public HashRule hashRule() {
        return HashRule.CHECKED_WHEN_SENT;
    }

    @Override
    public Opening open(CaseFile caseFile, DelegateExecution execution) {
        Revision adopted = window.authoritative(caseFile.caseId());
        return new Opening(
                new Holder(AFFECTED_PERSON.get(execution), null),
                adopted.number(),
                adopted.sha256(),
                title() + ": " + caseFile.caseId() + ", revision " + adopted.number());
    }

    @Override
    public Optional<Holder> holder(CaseFile caseFile, GateRecord gate) {
        return Optional.ofNullable(gate.assignee()).map(person -> new Holder(person, null));
    }

    @Override
    public Optional<String> unappliedNews(CaseFile caseFile) {
        return Optional.empty();
    }

    @Override
    public void decide(CaseFile caseFile, GateRecord gate, Decision decision, DelegateExecution execution) {
        acknowledgements.acknowledged(caseFile, gate, decision.by());
    }
}
