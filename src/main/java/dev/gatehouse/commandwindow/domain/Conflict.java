package dev.gatehouse.commandwindow.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that really happened although a rule forbids it. Shown, never repaired: facts outrank rules.
 *
 * @param kind the rule's name, or {@code COMPLETED_BEFORE_STARTED}
 * @param subject what the rule is about, see {@link Constraint}
 * @param stated the instant that a fact states
 * @param allowed the instant that the rule would have allowed; null when it allowed none
 */
public record Conflict(
        String checkpointId,
        String kind,
        @Nullable String subject,
        Instant stated,
        @Nullable Instant allowed,
        List<EventReference> causedBy) {

    static final String COMPLETED_BEFORE_STARTED = "COMPLETED_BEFORE_STARTED";
}
