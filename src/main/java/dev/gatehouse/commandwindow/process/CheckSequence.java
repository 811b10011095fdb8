package dev.gatehouse.commandwindow.process;

import static dev.gatehouse.commandwindow.CommandWindowProcess.CHANGE_SET;
import static dev.gatehouse.commandwindow.CommandWindowProcess.SEQUENCE;
import static dev.gatehouse.commandwindow.CommandWindowProcess.SEQUENCE_DIFFERS;

import dev.gatehouse.commandwindow.CommandWindow;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Lets only a timeline pass that the independent checker accepts, and says whether it differs. */
@Component
class CheckSequence implements JavaDelegate {

    private final CommandWindow window;

    CheckSequence(CommandWindow window) {
        this.window = window;
    }

    @Override
    public void execute(DelegateExecution execution) {
        SEQUENCE_DIFFERS.set(execution, window.check(CHANGE_SET.get(execution), SEQUENCE.get(execution)));
    }
}
