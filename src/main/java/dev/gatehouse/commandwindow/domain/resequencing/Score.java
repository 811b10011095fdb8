package dev.gatehouse.commandwindow.domain.resequencing;

import dev.gatehouse.commandwindow.domain.Resequencing.Objective;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The objective's figures of a placement, counted in grid steps; less is better, in order of the components. */
public record Score(int heldProtected, int held, int moved, long movement, long end, long sumOfStarts)
        implements Comparable<Score> {
    public static Score of(Placement placement) {
        Network network = placement.network();
        int heldProtected = 0;
        int held = 0;
        int moved = 0;
        long movement = 0;
        long end = 0;
        long sumOfStarts = 0;
        for (Node node : network.nodes()) {
            if (placement.isHeld(node.index())) {
                held++;
                heldProtected += node.checkpoint().guarded() ? 1 : 0;
            } else if (!node.hasStarted()) {
                long distance = distance(network, node, placement.start(node.index()));
                moved += distance == 0 ? 0 : 1;
                movement += distance;
                end = Math.max(end, placement.start(node.index()) + node.steps());
                sumOfStarts += placement.start(node.index());
            }
        }
        return new Score(heldProtected, held, moved, movement, end, sumOfStarts);
    }

    /** How far a start is from the old place, in movement units. */
    public static long distance(Network network, Node node, long start) {
        return Math.abs(start * unitsPerStep(network) - oldPlace(network, node));
    }

    /** The old place in movement units from the grid's origin. */
    public static long oldPlace(Network network, Node node) {
        return new Grid(network.grid().origin(), network.movementUnit()).floor(node.oldPlace());
    }

    public static long unitsPerStep(Network network) {
        return new Grid(network.grid().origin(), network.movementUnit())
                .steps(network.grid().step());
    }

    Objective objective(Placement placement) {
        Network network = placement.network();
        boolean anyPlaced = network.nodes().stream().anyMatch(node -> placement.isPlaced(node.index()));
        @Nullable Instant lastEnd = anyPlaced ? network.grid().at(end) : null;
        Duration total = network.movementUnit().multipliedBy(movement);
        return new Objective(heldProtected, held, moved, total, lastEnd, sumOfStarts);
    }

    @Override
    public int compareTo(Score other) {
        int[] ranks = {
            Integer.compare(heldProtected, other.heldProtected),
            Integer.compare(held, other.held),
            Integer.compare(moved, other.moved),
            Long.compare(movement, other.movement),
            Long.compare(end, other.end),
            Long.compare(sumOfStarts, other.sumOfStarts)
        };
        for (int rank : ranks) {
            if (rank != 0) {
                return rank;
            }
        }
        return 0;
    }
}
