package dev.gatehouse.web.security;

import dev.gatehouse.engine.identity.EngineIdentity;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Stands in front of the engine's REST resources. */
@Component
class EngineDoor extends OncePerRequestFilter {
    private final EngineIdentity engine;

    EngineDoor(EngineIdentity engine) {
        this.engine = engine;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getRequestURI().startsWith(Paths.ENGINE_REST)) {
            engine.as(request.getUserPrincipal().getName(), chain, request, response);
        } else {
            chain.doFilter(request, response);
        }
    }
}
