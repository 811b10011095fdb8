package dev.gatehouse.readout.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A start that breaks no rule, or only such as an exception gave up for it.
 *
 * @param values of the terms; {@code Ranking.terms} weighs them
 * @param score the sum of value times weight
 * @param interpreter the key of the one to assign; null when none is needed
 * @param exception the approved one, also when it turns out not to be needed any more
 */
public record Slot(
        Instant start,
        Instant end,
        long score,
        Values values,
        @Nullable String interpreter,
        @Nullable Relaxation exception) {

    /** As in {@code slot-2026-04-27T16:00:00Z}. */
    public String slotId() {
        return "slot-" + start;
    }

    public TimeSpan time() {
        return new TimeSpan(start, end);
    }

    /** Each from 0 to 1000; see {@link Term}. */
    public record Values(int comfort, int optional, int early, int margin, int handoff) {
        public int of(Term term) {
            return switch (term) {
                case COMFORT -> comfort;
                case OPTIONAL -> optional;
                case EARLY -> early;
                case MARGIN -> margin;
                case HANDOFF -> handoff;
            };
        }
    }
}
