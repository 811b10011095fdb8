package dev.gatehouse.gate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.intake.CaseStarter;
import dev.gatehouse.intake.FaultsException;
import dev.gatehouse.packet.CanonicalJson;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.rest.exception.InvalidRequestException;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Starts a flow from its start event, through the same message and the same checks as every other door. */
@Component
class StartByEvent implements CaseStarter {

    private final RuntimeService runtime;
    private final IdentityService identity;
    private final ObjectProvider<FlowDoor> flows;

    StartByEvent(RuntimeService runtime, IdentityService identity, ObjectProvider<FlowDoor> flows) {
        this.runtime = runtime;
        this.identity = identity;
        this.flows = flows;
    }

    @Override
    public void start(String startType, String caseId, JsonNode request, String account) {
        FlowDoor flow = flows.stream()
                .filter(one -> one.startType().equals(startType))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no flow is started by " + startType));
        Authentication before = identity.getCurrentAuthentication();
        try {
            // the event door has asked the policy who may start; the engine records who did
            identity.setAuthenticatedUserId(account);
            runtime.createMessageCorrelation(flow.startMessage())
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
        } finally {
            if (before == null) {
                identity.clearAuthentication();
            } else {
                identity.setAuthentication(before.getUserId(), before.getGroupIds(), before.getTenantIds());
            }
        }
    }
}
