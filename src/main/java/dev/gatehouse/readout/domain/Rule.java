package dev.gatehouse.readout.domain;

import java.util.Locale;

/** What can be in a start's way; the order is the one in which a start's blockers are listed. Source: spec 3, "Shapes". */
public enum Rule {
    /** A required person is busy, their buffers included. */
    BUSY(true, false),
    /** Not wholly inside a required person's working hours; for the customer's, not on holidays either. */
    WORKING_HOURS(true, true),
    /** Touches a protected handoff of a required person. */
    HANDOFF(true, true),
    /** Not wholly inside published coverage. */
    COVERAGE_HOURS(false, true),
    /** Touches a blackout of the customer's. */
    BLACKOUT(false, false),
    /** No approved interpreter for the language is free. */
    INTERPRETER(false, false),
    /** Starts sooner than the minimum notice after now. */
    NOTICE(false, true),
    /** Ends after the deadline. */
    DEADLINE(false, false),
    /** A required person's calendar could not be read, so that nothing of it is free. */
    UNREADABLE_CALENDAR(true, false),
    /** Another person would have to take a role; only in exceptions, where it was asked for. */
    SUBSTITUTE(true, true);

    private final boolean ofAPerson;
    private final boolean canGive;

    Rule(boolean ofAPerson, boolean canGive) {
        this.ofAPerson = ofAPerson;
        this.canGive = canGive;
    }

    /** Whether a blocker of this rule names a person. */
    public boolean ofAPerson() {
        return ofAPerson;
    }

    /** Whether a duty manager may give it up at all; the table {@code exception-rules} can only take away from these. */
    public boolean canGive() {
        return canGive;
    }

    /** As in {@code working-hours}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
