package dev.gatehouse.engine.identity;

import dev.gatehouse.people.Directory;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.stereotype.Component;

/**
 * Lets the engine act as the person who asks, with the groups they are in now, so that its own authorizations hold. What
 * is left on the thread afterwards is nobody.
 */
@Component
public class EngineIdentity {
    private final IdentityService identity;
    private final Directory directory;
    private final String name;

    EngineIdentity(ProcessEngine engine, IdentityService identity, Directory directory) {
        this.name = engine.getName();
        this.identity = identity;
        this.directory = directory;
    }

    /** The engine's name, as it stands in the webapp's paths. */
    public String name() {
        return name;
    }

    public void as(String user, FilterChain rest, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        identity.setAuthentication(user, new ArrayList<>(directory.groupsOf(user)));
        try {
            rest.doFilter(request, response);
        } finally {
            identity.clearAuthentication();
        }
    }
}
