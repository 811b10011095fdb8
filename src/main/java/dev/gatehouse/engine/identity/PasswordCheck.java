package dev.gatehouse.engine.identity;

import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * The one place where a password is checked, for the login page and HTTP Basic alike. The engine throttles: after each
 * wrong password an account waits, longer every time, and is locked after the tenth until an admin unlocks it. Grants
 * nothing but the name; what somebody may do is looked up afresh at every request.
 */
@Component
class PasswordCheck implements AuthenticationProvider {
    private final IdentityService identity;
    private final AsTheEngine asTheEngine;

    PasswordCheck(IdentityService identity, AsTheEngine asTheEngine) {
        this.identity = identity;
        this.asTheEngine = asTheEngine;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String name = attempt.getName();
        String password = attempt.getCredentials() instanceof String typed ? typed : "";
        if (name.isEmpty() || password.isEmpty() || !matches(name, password)) {
            throw new BadCredentialsException("Name or password is wrong, or the account waits after wrong attempts.");
        }
        UsernamePasswordAuthenticationToken known =
                UsernamePasswordAuthenticationToken.authenticated(name, null, List.of());
        known.setDetails(attempt.getDetails());
        return known;
    }

    private boolean matches(String name, String password) {
        try {
            return asTheEngine.call(() -> identity.checkPassword(name, password)
                    // the database may find an account under a name that differs in more than the eye sees
                    && identity.createUserQuery()
                            .userId(name)
                            .singleResult()
                            .getId()
                            .equals(name));
        } catch (OptimisticLockingException anotherAttemptAtTheSameMoment) {
            return false;
        }
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
