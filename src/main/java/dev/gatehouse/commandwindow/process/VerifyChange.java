package dev.gatehouse.commandwindow.process;

import static dev.gatehouse.commandwindow.CommandWindowProcess.CHANGE_SET;

import dev.gatehouse.commandwindow.CommandWindow;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Takes up everything that has arrived: which facts hold, and whose candidate they supersede. */
@Component
class VerifyChange implements JavaDelegate {

    private final CommandWindow window;

    VerifyChange(CommandWindow window) {
        this.window = window;
    }

    @Override
    public void execute(DelegateExecution execution) {
        CHANGE_SET.set(execution, window.takeUpChanges(execution.getProcessBusinessKey()));
    }
}
