package dev.gatehouse.commandwindow.process;

import static dev.gatehouse.commandwindow.CommandWindowProcess.WINDOW_END;

import dev.gatehouse.commandwindow.Declarations;
import dev.gatehouse.gate.StartRequest;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Opens the case for a good request; for a bad one the start fails with every fault. */
@Component
class VerifyDeclaration implements JavaDelegate {

    private final Declarations declarations;

    VerifyDeclaration(Declarations declarations) {
        this.declarations = declarations;
    }

    @Override
    public void execute(DelegateExecution execution) {
        StartRequest.open(execution, (businessKey, request, processInstanceId, starter) -> {
            Declarations.Declared declared = declarations.declare(businessKey, request, processInstanceId, starter);
            WINDOW_END.set(execution, Date.from(declared.timerDate()));
            return declared.caseId();
        });
    }
}
