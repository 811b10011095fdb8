package dev.gatehouse.commandwindow.process;

import static dev.gatehouse.commandwindow.CommandWindowProcess.SCOPE_DECISION;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.commandwindow.CommandWindow;
import dev.gatehouse.commandwindow.CommandWindowProcess;
import dev.gatehouse.gate.GateRecord;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** The lead confirms what was declared, before anything is resequenced. */
@Component
class ConfirmScope extends LeadGate {

    static final String CONFIRM = "confirm";
    static final String DECLINE = "decline";

    ConfirmScope(CommandWindow window) {
        super(window);
    }

    @Override
    public String key() {
        return CommandWindowProcess.CONFIRM_SCOPE;
    }

    @Override
    public String title() {
        return "Confirm scope";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option(
                        CONFIRM,
                        "Confirm scope",
                        "The declared timeline becomes revision 1, adopted; what breaks a rule is resequenced at once.",
                        false),
                new Option(DECLINE, "Decline", "The case ends; nothing is resequenced.", true));
    }

    @Override
    public HashRule hashRule() {
        return HashRule.CHECKED_WHEN_SENT;
    }

    /** Events that arrive before the scope is confirmed wait; they do not stand in the way. */
    @Override
    public Optional<String> unappliedNews(CaseFile caseFile) {
        return Optional.empty();
    }

    @Override
    public void decide(CaseFile caseFile, GateRecord gate, Decision decision, DelegateExecution execution) {
        SCOPE_DECISION.set(execution, decision.decision());
        if (decision.decision().equals(CONFIRM)) {
            window.adopt(caseFile, gate, decision.by());
        } else {
            window.withdraw(caseFile, gate, decision.by(), "The scope was declined: " + decision.reason());
        }
    }
}
