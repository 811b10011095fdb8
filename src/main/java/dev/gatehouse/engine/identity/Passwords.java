package dev.gatehouse.engine.identity;

import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** The first password of an account: its own name in the demo profile; elsewhere one that nobody knows. */
@Component
class Passwords {
    private final SecureRandom random = new SecureRandom();
    private final boolean demo;

    Passwords(Environment environment) {
        this.demo = environment.acceptsProfiles(Profiles.of("demo"));
    }

    String firstFor(String account) {
        if (demo) {
            return account;
        }
        byte[] unknown = new byte[32];
        random.nextBytes(unknown);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(unknown);
    }
}
