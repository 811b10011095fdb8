package dev.gatehouse.commandwindow.process;

import static dev.gatehouse.commandwindow.CommandWindowProcess.REQUEST;
import static dev.gatehouse.commandwindow.CommandWindowProcess.WINDOW_END;

import dev.gatehouse.commandwindow.Declarations;
import dev.gatehouse.gate.EngineRefusal;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.RefusedException.Kind;
import dev.gatehouse.intake.Fault;
import dev.gatehouse.intake.FaultsException;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
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
                    requestText(execution),
                    execution.getProcessInstanceId(),
                    starter(execution));
            execution.setProcessBusinessKey(declared.caseId());
            WINDOW_END.set(execution, Date.from(declared.timerDate()));
        } catch (FaultsException faults) {
            throw EngineRefusal.of(faults);
        } catch (RefusedException refused) {
            throw EngineRefusal.of(refused);
        }
    }

    private static String requestText(DelegateExecution execution) {
        TypedValue request = execution.getVariableTyped(REQUEST, false);
        if (request != null && !request.isTransient()) {
            // a door that lets the text be stored is broken; nothing of it may reach runtime or history
            throw new IllegalStateException("the variable request must be transient");
        }
        Object text = request instanceof SerializableValue serialized
                ? serialized.getValueSerialized()
                : request == null ? null : request.getValue();
        if (text instanceof String json) {
            return json;
        }
        throw EngineRefusal.of(new FaultsException(List.of(new Fault(
                "", "The variable request is missing: it holds the request as a JSON string, with type Json."))));
    }

    private static String starter(DelegateExecution execution) {
        Authentication authentication =
                execution.getProcessEngineServices().getIdentityService().getCurrentAuthentication();
        if (authentication == null || authentication.getUserId() == null) {
            throw EngineRefusal.of(
                    new RefusedException(Kind.FORBIDDEN, "nobody", "A case is started by somebody who is logged in."));
        }
        return authentication.getUserId();
    }
}
