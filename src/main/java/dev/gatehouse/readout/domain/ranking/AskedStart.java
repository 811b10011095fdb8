package dev.gatehouse.readout.domain.ranking;

import dev.gatehouse.readout.domain.Blocker;
import java.util.List;

/**
 * What becomes of the wish for a start.
 *
 * @param blockers that can never give, for {@link Verdict#CAN_NEVER_GIVE}; all of them, for {@link Verdict#TOO_MANY_RULES}
 */
public record AskedStart(Verdict verdict, List<Blocker> blockers) {

    /** Only the first is a wish that can be decided on. */
    public enum Verdict {
        LISTED,
        /** Off the grid, past or not before the deadline. */
        NO_START,
        /** At least one blocker may not be given up, with the substitute or without. */
        CAN_NEVER_GIVE,
        /** Each may be given up, but not as many together. */
        TOO_MANY_RULES
    }
}
