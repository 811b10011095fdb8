package dev.gatehouse.commandwindow.process;

import static dev.gatehouse.commandwindow.CommandWindowProcess.AFFECTED_PEOPLE;
import static dev.gatehouse.commandwindow.CommandWindowProcess.MESSAGE_ACKNOWLEDGEMENTS_SUPERSEDED;

import dev.gatehouse.commandwindow.Acknowledgements;
import dev.gatehouse.gate.GateKeeper;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Withdraws the acknowledgements of the earlier revision and lists whom the new one affects. */
@Component
class OpenAcknowledgements implements JavaDelegate {

    private final Acknowledgements acknowledgements;

    OpenAcknowledgements(Acknowledgements acknowledgements) {
        this.acknowledgements = acknowledgements;
    }

    @Override
    public void execute(DelegateExecution execution) {
        GateKeeper.WITHDRAWN_BECAUSE.set(
                execution,
                "A newer revision was adopted; what it changes for you since your last acknowledgement is asked anew.");
        execution
                .getProcessEngineServices()
                .getRuntimeService()
                .createMessageCorrelation(MESSAGE_ACKNOWLEDGEMENTS_SUPERSEDED)
                .processInstanceId(execution.getProcessInstanceId())
                .correlateAll();
        AFFECTED_PEOPLE.set(execution, acknowledgements.awaited(execution.getProcessBusinessKey()));
    }
}
