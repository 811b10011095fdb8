package dev.gatehouse.commandwindow.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a boundary owner decided about a checkpoint held {@code NO_IN_POLICY_WINDOW}: a grant relaxes that constraint for
 * it from {@code allowed} to {@code needs} and no further; a refusal makes the hold final. Source: spec 1, "The model" 8.
 *
 * @param person who decided
 * @param subject what the constraint is about, see {@link Constraint}
 */
public record BoundaryRuling(
        String checkpointId,
        String person,
        boolean granted,
        Constraint constraint,
        @Nullable String subject,
        Instant needs,
        Instant allowed) {}
