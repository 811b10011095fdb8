package dev.gatehouse.recovery.domain;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the policy tables in force say of one release; the rules repeat none of it. */
public interface ReleasePolicy {

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

    /** The groups whose members the lane lets in; empty for a lane that is none of the flow's. */
    Set<String> groupsOfTheLane(String lane);

    int largestAudience(String lane);

    /** Empty when nothing is released into the lane. */
    Optional<Duration> longestValidity(String lane);

    /** The groups of which somebody has to sign. */
    Set<String> requiredSigners(String lane);

    Set<String> groupsOf(String person);
}
