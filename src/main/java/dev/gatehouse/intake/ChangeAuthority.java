package dev.gatehouse.intake;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether an account may state a fact; the policy table {@code change-authority} decides, never code. */
public interface ChangeAuthority {
    /**
     * @param account the authenticated account, which is known to be a source
     * @param type the event's type
     * @param role the role the fact is about, null where none matters
     */
    Ruling rule(String account, String type, @Nullable String role);

    /**
     * What the table said.
     *
     * @param authoritative whether the account may state the fact
     * @param policies the table's name and the version that was asked, for the ledger
     */
    record Ruling(boolean authoritative, Map<String, String> policies) {
        public Ruling {
            policies = Map.copyOf(policies);
        }
    }
}
