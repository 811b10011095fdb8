package dev.gatehouse.gate;

import dev.gatehouse.intake.FaultsException;
import jakarta.ws.rs.core.Response.Status;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.rest.exception.InvalidRequestException;

/**
 * A refusal in the form that the engine's REST doors answer with the right status. Thrown from an execution listener or
 * delegate; the original refusal is the cause where the engine's type can carry one.
 */
public final class EngineRefusal {

    private EngineRefusal() {}

    public static RuntimeException of(RefusedException refused) {
        if (refused.kind() == RefusedException.Kind.FORBIDDEN) {
            return new AuthorizationException(refused.sentence());
        }
        return new InvalidRequestException(Status.fromStatusCode(refused.kind().status()), refused, refused.sentence());
    }

    public static RuntimeException of(FaultsException faults) {
        return new InvalidRequestException(Status.BAD_REQUEST, faults, faults.getMessage());
    }
}
