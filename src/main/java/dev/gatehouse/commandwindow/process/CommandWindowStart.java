package dev.gatehouse.commandwindow.process;

import static dev.gatehouse.commandwindow.CommandWindowProcess.MESSAGE_DECLARED;
import static dev.gatehouse.commandwindow.CommandWindowProcess.REQUEST;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.commandwindow.exchange.CommandWindowEvents;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.intake.CaseStarter;
import dev.gatehouse.intake.FaultsException;
import dev.gatehouse.packet.CanonicalJson;
import java.nio.charset.StandardCharsets;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.rest.exception.InvalidRequestException;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/** Starts a command window from its start event, through the same message and the same checks as every other door. */
@Component
class CommandWindowStart implements CaseStarter {

    private final RuntimeService runtime;
    private final IdentityService identity;

    CommandWindowStart(RuntimeService runtime, IdentityService identity) {
        this.runtime = runtime;
        this.identity = identity;
    }

    @Override
    public String startType() {
        return CommandWindowEvents.START_TYPE;
    }

    @Override
    public void start(String caseId, JsonNode request, String account) {
        Authentication before = identity.getCurrentAuthentication();
        try {
            // the event door has asked the policy who may start; the engine records who did
            identity.setAuthenticatedUserId(account);
            String text = new String(CanonicalJson.bytes(request), StandardCharsets.UTF_8);
            runtime.createMessageCorrelation(MESSAGE_DECLARED)
                    .processInstanceBusinessKey(caseId)
                    .setVariable(REQUEST, Variables.stringValue(text, true))
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
