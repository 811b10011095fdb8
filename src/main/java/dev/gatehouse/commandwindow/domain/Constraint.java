package dev.gatehouse.commandwindow.domain;

/** The scheduling rules of flow 1; what an explanation can name. */
public enum Constraint {
    /** Starts at or after the command window opens. */
    COMMAND_WINDOW_START,
    /** Ends at or before the command window closes. */
    COMMAND_WINDOW_END,
    /** Not before one of its own windows opens (subject: none). */
    WINDOW_START,
    /** Not after its own window closes (subject: none). */
    WINDOW_END,
    /** After each dependency's end plus minimum spacing (subject: the other checkpoint, the one it waits for or that waits). */
    DEPENDENCY,
    /** Not before evidence it requires is ready (subject: the evidence). */
    EVIDENCE_READY,
    /** Not later than freshness allows after the evidence was ready (subject: the evidence). */
    EVIDENCE_FRESH,
    /** Not before now. */
    NOW,
    /** Owned from start to end by whoever holds the role then (subject: the person who does not hold it). */
    OWNER_AUTHORITY,
    /** The owner is available throughout (subject: the person). */
    OWNER_ABSENT,
    /** One checkpoint per person at a time (subject: the other checkpoint). */
    OWNER_BUSY,
    /** Outside freezes (subject: the freeze). */
    FREEZE,
    /** Starts on the grid (subject: none). */
    GRID
}
