package dev.gatehouse.records;

import dev.gatehouse.policy.Policies;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Judges ages by the policy table {@code freshness} in force. */
@Component
public class FreshnessLimits {
    private static final String TABLE = "freshness";

    private final Policies policies;

    FreshnessLimits(Policies policies) {
        this.policies = policies;
    }

    /** @param at by the case's clock */
    public Freshness of(MirroredRecord used, Instant at) {
        return of(used.register(), used.publishedAt(), at);
    }

    /**
     * For evidence that states its own {@code asOf}.
     *
     * @param at by the case's clock
     */
    public Freshness of(String register, Instant asOf, Instant at) {
        return Freshness.of(asOf, at, policies.freshness(register).orElse(null));
    }

    /** The version of the table that judges now, for the ledger entry of what it decides. */
    public Map<String, String> policyVersion() {
        return policies.versions(TABLE);
    }
}
