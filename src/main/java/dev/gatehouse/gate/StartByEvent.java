package dev.gatehouse.gate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.intake.FaultsException;
import dev.gatehouse.packet.CanonicalJson;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.rest.exception.InvalidRequestException;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/** Starts a case from its flow's start event, through the same message and the same checks as every other door. */
@Component
public class StartByEvent {

    private final RuntimeService runtime;
    private final IdentityService identity;

    StartByEvent(RuntimeService runtime, IdentityService identity) {
        this.runtime = runtime;
        this.identity = identity;
    }

    /**
     * @param message the flow's start message
     * @param account who states the event
     * @throws FaultsException every fault of the request, pointers relative to it
     * @throws RefusedException CONFLICT that names the existing case when the id has been seen
     */
    public void start(String message, String caseId, JsonNode request, String account) {
        Authentication before = identity.getCurrentAuthentication();
        try {
            // the event door has asked the policy who may start; the engine records who did
            identity.setAuthenticatedUserId(account);
            runtime.createMessageCorrelation(message)
                    .processInstanceBusinessKey(caseId)
                    .setVariable(StartRequest.VARIABLE, Variables.stringValue(CanonicalJson.text(request), true))
                    .correlateStartMessage();
        } catch (InvalidRequestException refusal) {
            if (refusal.getCause() instanceof FaultsException faults) {
                throw faults;
            }
            if (refusal.getCause() instanceof RefusedException refused) {
                throw refused;
            }
            throw refusal;
        } catch (OptimisticLockingException conflict) {
            throw new ConcurrencyFailureException("the engine lost against another request", conflict);
        } finally {
            if (before == null) {
                identity.clearAuthentication();
            } else {
                identity.setAuthentication(before.getUserId(), before.getGroupIds(), before.getTenantIds());
            }
        }
    }
}
