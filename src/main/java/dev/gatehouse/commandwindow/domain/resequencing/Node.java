package dev.gatehouse.commandwindow.domain.resequencing;

import dev.gatehouse.commandwindow.domain.ResequencingProblem.Checkpoint;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Execution;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Tenure;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One checkpoint with the rules that do not depend on where the others are put.
 *
 * @param steps its duration on the grid
 * @param holders who may own it, with the starts at which they would from start to end
 * @param rules empty once it has started
 * @param missing evidence that it requires and that has no time
 * @param waitsFor what it comes after
 * @param starts the starts that its own rules and the earliest places of what it waits for leave; empty when it has to be
 *     held, or has started
 */
public record Node(
        int index,
        Checkpoint checkpoint,
        long steps,
        List<Holder> holders,
        List<Rule> rules,
        List<String> missing,
        List<Link> waitsFor,
        Starts starts) {

    /** What a tenure means on the grid. */
    public record Holder(Tenure tenure, Starts starts) {
        public String person() {
            return tenure.person();
        }
    }

    /** {@code node} ends {@code gap} steps before. */
    public record Link(int node, long gap) {}

    public String id() {
        return checkpoint.checkpointId();
    }

    public boolean hasStarted() {
        return checkpoint.execution() != null;
    }

    public @Nullable Execution execution() {
        return checkpoint.execution();
    }

    /** Whether every timeline holds it. */
    public boolean mustBeHeld() {
        return !hasStarted() && starts.isEmpty();
    }

    public Instant oldPlace() {
        return checkpoint.before().start();
    }

    /** Who owns it from start to end when it starts there; null when nobody does. */
    public @Nullable Holder holderAt(long start) {
        for (Holder holder : holders) {
            if (holder.starts().contains(start)) {
                return holder;
            }
        }
        return null;
    }

    /** Whether every other start that is left lies further from the old place. */
    public boolean isOnlyNearest(Network network, long start) {
        long distance = Score.distance(network, this, start);
        long before = starts.floor(start - 1);
        long after = starts.ceiling(start + 1);
        return (before == Starts.NOWHERE || Score.distance(network, this, before) > distance)
                && (after == Starts.NOWHERE || Score.distance(network, this, after) > distance);
    }

    Node with(Starts remaining) {
        return new Node(index, checkpoint, steps, holders, rules, missing, waitsFor, remaining);
    }
}
