package dev.gatehouse.commandwindow.domain.resequencing;

import dev.gatehouse.commandwindow.domain.Constraint;
import dev.gatehouse.commandwindow.domain.resequencing.Rule.Side;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a checkpoint is not at its old place. In a settled timeline one grid step closer to it always breaks a rule; when
 * the old place breaks the same rule, that is what is shown.
 */
final class Moves {
    private static final Comparator<Break> MOST_TELLING = Comparator.<Break, Boolean>comparing(
                    broken -> broken.causedBy().isEmpty() && !broken.waitsForAnother())
            .thenComparing(Break::shortBy, Comparator.reverseOrder())
            .thenComparing(Break::constraint)
            .thenComparing(broken -> Objects.requireNonNullElse(broken.subject(), ""));

    private Moves() {}

    /** Null when it is at its old place, held or started. */
    static @Nullable Finding of(Placement placement, Node node) {
        if (!placement.isPlaced(node.index())
                || Score.distance(placement.network(), node, placement.start(node.index())) == 0) {
            return null;
        }
        Network network = placement.network();
        long start = placement.start(node.index());
        boolean later = network.grid().at(start).isAfter(node.oldPlace());
        long closer = later ? start - 1 : start + 1;
        if (Score.distance(network, node, closer) >= Score.distance(network, node, start)) {
            return offGrid(network.grid(), node);
        }
        Side side = later ? Side.TOO_EARLY : Side.TOO_LATE;
        List<Rule> broken = placement.rules(node).stream()
                .filter(rule -> !rule.permitted().contains(closer))
                .toList();
        if (network.grid().holds(node.oldPlace())) {
            Optional<Finding> atOldPlace = atOldPlace(network.grid(), node, broken, closer, side);
            if (atOldPlace.isPresent()) {
                return atOldPlace.get();
            }
        }
        Break mostTelling = broken.stream()
                .map(rule -> rule.at(closer, side))
                .min(MOST_TELLING)
                .orElseThrow(() -> new IllegalStateException(
                        node.id() + " was moved though nothing stands in the way; the timeline is not settled"));
        return new Finding(network.grid().at(closer), mostTelling);
    }

    private static Optional<Finding> atOldPlace(Grid grid, Node node, List<Rule> broken, long closer, Side side) {
        long old = grid.floor(node.oldPlace());
        return broken.stream()
                .filter(rule -> !rule.permitted().contains(old))
                .filter(rule -> isSame(rule.at(closer, side), rule.at(old, side)))
                .map(rule -> rule.at(old, side))
                .min(MOST_TELLING)
                .map(atOld -> new Finding(node.oldPlace(), atOld));
    }

    private static boolean isSame(Break one, Break other) {
        return one.constraint() == other.constraint()
                && Objects.equals(one.subject(), other.subject())
                && one.tooLate() == other.tooLate();
    }

    private static Finding offGrid(Grid grid, Node node) {
        Instant old = node.oldPlace();
        return new Finding(old, new Break(Constraint.GRID, null, old, grid.roundUp(old), List.of()));
    }
}
