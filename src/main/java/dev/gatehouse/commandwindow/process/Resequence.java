package dev.gatehouse.commandwindow.process;

import static dev.gatehouse.commandwindow.CommandWindowProcess.CHANGE_SET;
import static dev.gatehouse.commandwindow.CommandWindowProcess.SEQUENCE;

import dev.gatehouse.commandwindow.CommandWindow;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Rebuilds the timeline under the facts as they stand. */
@Component
class Resequence implements JavaDelegate {

    private final CommandWindow window;

    Resequence(CommandWindow window) {
        this.window = window;
    }

    @Override
    public void execute(DelegateExecution execution) {
        SEQUENCE.set(execution, window.resequence(CHANGE_SET.get(execution)));
    }
}
