package dev.gatehouse.commandwindow.domain.resequencing;

import dev.gatehouse.commandwindow.domain.Constraint;
import dev.gatehouse.commandwindow.domain.EventReference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rule that a tested place breaks.
 *
 * @param needs the instant that the tested place would need; later than {@code allowed} when it ends or starts too late,
 *     earlier when too early
 * @param causedBy the events that made the rule so, without those behind other checkpoints' places
 */
record Break(
        Constraint constraint,
        @Nullable String subject,
        Instant needs,
        Instant allowed,
        List<EventReference> causedBy) {
    Duration shortBy() {
        return Duration.between(allowed, needs).abs();
    }

    boolean tooLate() {
        return needs.isAfter(allowed);
    }

    /** Whether the rule leads on to another checkpoint, its subject. */
    boolean waitsForAnother() {
        return constraint == Constraint.DEPENDENCY || constraint == Constraint.OWNER_BUSY;
    }
}
