package dev.gatehouse.commandwindow.process;

import static dev.gatehouse.commandwindow.CommandWindowProcess.WINDOW_END;

import dev.gatehouse.commandwindow.Declarations;
import dev.gatehouse.gate.EngineRefusal;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.StartRequest;
import dev.gatehouse.intake.FaultsException;
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
        try {
            Declarations.Declared declared = declarations.declare(
                    execution.getProcessBusinessKey(),
                    StartRequest.text(execution),
                    execution.getProcessInstanceId(),
                    StartRequest.starter(execution));
            execution.setProcessBusinessKey(declared.caseId());
            WINDOW_END.set(execution, Date.from(declared.timerDate()));
        } catch (FaultsException faults) {
            throw EngineRefusal.of(faults);
        } catch (RefusedException refused) {
            throw EngineRefusal.of(refused);
        }
    }
}
