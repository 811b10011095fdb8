package dev.gatehouse.commandwindow.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One rule that a timeline breaks.
 *
 * @param constraint the scheduling rule, where it is one; null for what only a resequencing can break
 * @param subject what the rule is about, see {@link Constraint}; null when it is about the checkpoint itself
 * @param needs the instant that the place needs, null where there are no figures; likewise {@code allowed} and
 *     {@code shortBy}
 */
public record Violation(
        Code code,
        @Nullable Constraint constraint,
        String checkpointId,
        @Nullable String subject,
        @Nullable Instant needs,
        @Nullable Instant allowed,
        @Nullable Duration shortBy) {

    public enum Code {
        OUTSIDE_COMMAND_WINDOW,
        OUTSIDE_OWN_WINDOWS,
        BEFORE_A_DEPENDENCY,
        SCHEDULED_AFTER_A_HELD_DEPENDENCY,
        EVIDENCE_NOT_READY,
        EVIDENCE_STALE,
        IN_THE_PAST,
        NOT_OWNED_THROUGHOUT,
        WRONG_OWNER,
        OWNER_ABSENT,
        OWNER_IN_TWO_PLACES,
        INSIDE_A_FREEZE,
        OFF_THE_GRID,
        WRONG_LENGTH,
        EXECUTION_MOVED,
        NOT_EVERY_CHECKPOINT_ONCE,
        HELD_YET_SCHEDULED,
        HOLD_WITHOUT_ITS_REASON,
        HELD_THOUGH_THERE_IS_A_PLACE,
        MOVE_NOT_EXPLAINED,
        EXPLANATION_DOES_NOT_HOLD,
        WRONG_STATE,
        OBJECTIVE_NOT_AS_STATED
    }

    static Violation of(Code code, String checkpointId, @Nullable String subject) {
        return new Violation(code, null, checkpointId, subject, null, null, null);
    }

    static Violation of(
            Code code,
            Constraint constraint,
            String checkpointId,
            @Nullable String subject,
            Instant needs,
            Instant allowed) {
        return new Violation(
                code,
                constraint,
                checkpointId,
                subject,
                needs,
                allowed,
                Duration.between(allowed, needs).abs());
    }
}
