package dev.gatehouse.commandwindow.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A resequenced timeline with a reason for each move and each hold.
 *
 * @param checkpoints one entry for each checkpoint of the problem, in order of checkpoint id
 * @param proven whether the objective is a proven optimum
 */
public record Resequencing(List<Entry> checkpoints, Objective objective, boolean proven) {

    public enum State {
        SCHEDULED,
        PROVISIONAL,
        HELD,
        IN_PROGRESS,
        COMPLETED
    }

    /** In the order in which they apply: the first that fits is the reason. */
    public enum HoldReason {
        EVIDENCE_MISSING,
        EVIDENCE_STALE,
        AUTHORITY_MISSING,
        DEPENDS_ON_HELD,
        NO_IN_POLICY_WINDOW,
        PROTECTED_BOUNDARY
    }

    /**
     * @param start null when HELD; likewise {@code end}
     * @param owner null when nobody is authorised
     * @param move why it is not at its old place; null when it is, or is held, or has started
     * @param hold set exactly when HELD
     */
    public record Entry(
            String checkpointId,
            State state,
            @Nullable Instant start,
            @Nullable Instant end,
            @Nullable String owner,
            @Nullable Explanation move,
            @Nullable Hold hold) {}

    /**
     * @param root the held checkpoint at the bottom of a DEPENDS_ON_HELD, else null
     * @param binding the constraint that leaves no place, with its figures; null for DEPENDS_ON_HELD
     * @param releasedBy the facts that would release it, most direct first
     */
    public record Hold(
            HoldReason reason,
            @Nullable String root,
            @Nullable Explanation binding,
            List<Release> releasedBy) {}

    /**
     * A fact that would release a hold.
     *
     * @param kind what kind of fact, as a word: {@code boundary-exception}, {@code evidence-time},
     *     {@code evidence-earlier}, {@code evidence-confirmed-again}, {@code delegate-rotated}, {@code checkpoint-released},
     *     {@code window-changed}, {@code window-extended}, {@code freeze-lifted}, {@code owner-available}
     * @param subject the evidence, role, checkpoint, freeze or person it is about
     * @param person who can state or grant it, where one person can
     * @param by the latest (or needed) time, where there is one
     */
    public record Release(
            String kind,
            String subject,
            @Nullable String person,
            @Nullable Instant by) {}

    /**
     * One rule that stands in the way, checkable by machine: put the checkpoint at {@code testedStart}, everything else as
     * it is, and {@code constraint} breaks by {@code shortBy}.
     *
     * @param subject what the constraint is about, see {@link Constraint}
     * @param testedStart the old place, or one grid step closer to it than the new one
     * @param needs the instant that the tested place would need
     * @param allowed the instant that the constraint allows
     * @param shortBy how far apart these are, positive
     * @param causedBy the events that made the constraint so, directly or through the checkpoints it waits for; empty
     *     when it was declared
     */
    public record Explanation(
            Constraint constraint,
            @Nullable String subject,
            Instant testedStart,
            Instant needs,
            Instant allowed,
            Duration shortBy,
            List<EventReference> causedBy) {}

    /** In order of rank. HELD counts in the first two only; started and completed ones are left out of all. */
    public record Objective(
            int heldProtected,
            int held,
            int moved,
            Duration movement,
            @Nullable Instant end,
            long sumOfStartSteps) implements Comparable<Objective> {
        /** The better one is less. */
        @Override
        public int compareTo(Objective other) {
            return Comparator.comparingInt(Objective::heldProtected)
                    .thenComparingInt(Objective::held)
                    .thenComparingInt(Objective::moved)
                    .thenComparing(Objective::movement)
                    .thenComparing(Objective::end, Comparator.nullsFirst(Comparator.naturalOrder()))
                    .thenComparingLong(Objective::sumOfStartSteps)
                    .compare(this, other);
        }
    }
}
