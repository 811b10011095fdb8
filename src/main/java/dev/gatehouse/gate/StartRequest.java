package dev.gatehouse.gate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.gate.RefusedException.Kind;
import dev.gatehouse.intake.Fault;
import dev.gatehouse.intake.FaultsException;
import dev.gatehouse.packet.MalformedJsonException;
import dev.gatehouse.packet.StrictJson;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;

/** What a case is started with, the same at every door. */
public final class StartRequest {

    /** The request as JSON text; lives only while the start is verified. */
    public static final String VARIABLE = "request";

    /** How a flow opens a case. */
    @FunctionalInterface
    public interface Opening {

        /**
         * @param businessKey the case's id, where the door was given one
         * @param request as it was sent
         * @param starter the account that starts it
         * @return the id of the case
         * @throws FaultsException when the request is wrong, with everything that is wrong
         * @throws RefusedException when the starter may not start it
         */
        String open(@Nullable String businessKey, String request, String processInstanceId, String starter);
    }

    private StartRequest() {}

    /** Opens the case for a good request; for a bad one the start fails with every fault, in the engine's form. */
    public static void open(DelegateExecution execution, Opening opening) {
        try {
            execution.setProcessBusinessKey(opening.open(
                    execution.getProcessBusinessKey(),
                    text(execution),
                    execution.getProcessInstanceId(),
                    starter(execution)));
        } catch (FaultsException faults) {
            throw EngineRefusal.of(faults);
        } catch (RefusedException refused) {
            throw EngineRefusal.of(refused);
        }
    }

    /** The request as it was sent; refused, in the engine's form, when there is none. */
    private static String text(DelegateExecution execution) {
        TypedValue request = execution.getVariableTyped(VARIABLE, false);
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

    /** Who starts the case; refused, in the engine's form, when nobody is logged in. */
    private static String starter(DelegateExecution execution) {
        Authentication authentication =
                execution.getProcessEngineServices().getIdentityService().getCurrentAuthentication();
        if (authentication == null || authentication.getUserId() == null) {
            throw EngineRefusal.of(
                    new RefusedException(Kind.FORBIDDEN, "nobody", "A case is started by somebody who is logged in."));
        }
        return authentication.getUserId();
    }

    /** @throws FaultsException when it is not JSON that can be kept exactly */
    public static JsonNode read(String text) {
        try {
            return StrictJson.read(text);
        } catch (MalformedJsonException malformed) {
            throw new FaultsException(List.of(new Fault("", "The request is not JSON: " + malformed.getMessage())));
        }
    }

    /** @throws FaultsException when a door was given a business key that is not the request's case id */
    public static void mustBeNamedAs(@Nullable String businessKey, String caseId) {
        if (businessKey != null && !businessKey.equals(caseId)) {
            throw new FaultsException(List.of(new Fault(
                    "/caseId",
                    "The caseId is " + caseId + " but the business key is " + businessKey
                            + "; both must be the same.")));
        }
    }
}
