package dev.gatehouse.engine.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationProvider;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;

/**
 * Lets Tasklist, Cockpit and Admin trust the one login: whoever the request belongs to there is who they are here.
 * Instantiated by the engine's webapp, by name.
 */
public final class WebappLogin implements AuthenticationProvider {

    @Override
    public AuthenticationResult extractAuthenticatedUser(HttpServletRequest request, ProcessEngine engine) {
        Principal principal = request.getUserPrincipal();
        if (principal == null || principal.getName().isEmpty()) {
            return AuthenticationResult.unsuccessful();
        }
        AuthenticationResult result = AuthenticationResult.successful(principal.getName());
        result.setGroups(engine.getIdentityService().createGroupQuery().groupMember(principal.getName()).list().stream()
                .map(Group::getId)
                .toList());
        return result;
    }

    @Override
    public void augmentResponseByAuthenticationChallenge(HttpServletResponse response, ProcessEngine engine) {
        // the security chain in front has asked already
    }
}
