package dev.gatehouse.commandwindow.domain;

import org.jspecify.annotations.Nullable;

/**
 * What became of an event.
 *
 * @param reason why it was refused or has no effect, or what is special about how it applied; null when nothing is
 * @param overtakenBy the event about the same thing that holds instead
 */
public record Disposition(
        CaseEvent event,
        Kind kind,
        @Nullable String reason,
        @Nullable EventReference overtakenBy) {

    public enum Kind {
        APPLIED,
        REFUSED,
        NO_EFFECT
    }

    /** A later fact of the same type about the same thing holds. */
    public static final String OVERTAKEN = "overtaken";

    public static final String UNKNOWN_CHECKPOINT = "unknown-checkpoint";
    public static final String UNKNOWN_EVIDENCE = "unknown-evidence";
    public static final String UNKNOWN_FREEZE = "unknown-freeze";
    /** The freeze was declared only after this lifted it. */
    public static final String NOTHING_TO_LIFT = "nothing-to-lift";
    /** Neither a participant nor anybody whom a rotation names. */
    public static final String NOT_A_PARTICIPANT = "not-a-participant";
    /** A window can only be made longer. */
    public static final String NOT_LONGER = "not-longer";
    /** A window has a longest length. */
    public static final String LONGER_THAN_ALLOWED = "longer-than-allowed";
    /** Whom a rotation takes off a role does not hold it then. */
    public static final String DOES_NOT_HOLD_ROLE = "does-not-hold-role";
    /** The departure applied, but nobody took over. */
    public static final String DELEGATE_NOT_APPROVED = "delegate-not-approved";
}
