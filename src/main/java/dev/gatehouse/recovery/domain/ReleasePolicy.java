package dev.gatehouse.recovery.domain;

import dev.gatehouse.release.domain.LanePolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the policy tables in force say of one release; the rules repeat none of it. */
public interface ReleasePolicy extends LanePolicy {

    /**
     * How far an option may go.
     *
     * @param largestCap null for a kind that has no cap: an escalation
     * @param currency null where there is no cap
     */
    record Bound(@Nullable BigDecimal largestCap, @Nullable String currency) {}

    /** Empty for a kind that may not be recommended. */
    Optional<Bound> boundOf(String kind);

    /** How old evidence from the register may be; empty when it never goes stale. */
    Optional<Duration> longestAge(String register);
}
