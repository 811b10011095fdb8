package dev.gatehouse.commandwindow.process;

import static dev.gatehouse.commandwindow.CommandWindowProcess.CANDIDATE_REVISION;
import static dev.gatehouse.commandwindow.CommandWindowProcess.CANDIDATE_SHA256;
import static dev.gatehouse.commandwindow.CommandWindowProcess.CHANGE_SET;
import static dev.gatehouse.commandwindow.CommandWindowProcess.SEQUENCE;

import dev.gatehouse.commandwindow.CommandWindow;
import dev.gatehouse.packet.Revision;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Makes the timeline an immutable candidate revision. */
@Component
class AssemblePacket implements JavaDelegate {

    private final CommandWindow window;

    AssemblePacket(CommandWindow window) {
        this.window = window;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Revision candidate = window.publish(CHANGE_SET.get(execution), SEQUENCE.get(execution));
        CANDIDATE_REVISION.set(execution, candidate.number());
        CANDIDATE_SHA256.set(execution, candidate.sha256());
    }
}
