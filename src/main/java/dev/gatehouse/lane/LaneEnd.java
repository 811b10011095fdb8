package dev.gatehouse.lane;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a copy ended.
 *
 * @param at by the case's clock
 * @param reason a sentence or what somebody wrote
 * @param supersededBy the case that took its place; null for the other ends
 */
public record LaneEnd(
        LaneState state,
        Instant at,
        String actor,
        String reason,
        @Nullable String supersededBy) {}
