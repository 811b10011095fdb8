package dev.gatehouse.commandwindow.process;

import static dev.gatehouse.commandwindow.CommandWindowProcess.SCOPE_DECISION;

import dev.gatehouse.commandwindow.CommandWindow;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Seals the final ledger of a window that is over, closed or declined. */
@Component
class SealLedger implements JavaDelegate {

    private final CommandWindow window;

    SealLedger(CommandWindow window) {
        this.window = window;
    }

    @Override
    public void execute(DelegateExecution execution) {
        window.seal(execution.getProcessBusinessKey(), SCOPE_DECISION.find(execution));
    }
}
