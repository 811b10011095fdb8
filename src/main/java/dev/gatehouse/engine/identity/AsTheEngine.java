package dev.gatehouse.engine.identity;

import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.stereotype.Component;

/**
 * Runs something with nobody's rights but the engine's own, whoever the current request belongs to, and gives the
 * request its identity back afterwards.
 */
@Component
public class AsTheEngine {
    private final IdentityService identity;

    AsTheEngine(IdentityService identity) {
        this.identity = identity;
    }

    public <T> T call(Supplier<T> work) {
        Authentication current = identity.getCurrentAuthentication();
        if (current == null) {
            return work.get();
        }
        identity.clearAuthentication();
        try {
            return work.get();
        } finally {
            identity.setAuthentication(current);
        }
    }
}
