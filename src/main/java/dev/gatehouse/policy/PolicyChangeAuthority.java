package dev.gatehouse.policy;

import dev.gatehouse.intake.ChangeAuthority;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers the event door from the table {@code change-authority}. */
@Component
class PolicyChangeAuthority implements ChangeAuthority {

    private final Policies policies;

    PolicyChangeAuthority(Policies policies) {
        this.policies = policies;
    }

    @Override
    public Ruling rule(String account, String type, @Nullable String role) {
        dev.gatehouse.policy.Ruling ruling = policies.changeAuthority(account, type, role);
        return new Ruling(ruling.yes(), Map.of(ruling.table(), Integer.toString(ruling.version())));
    }
}
