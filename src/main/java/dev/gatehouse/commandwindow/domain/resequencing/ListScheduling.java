package dev.gatehouse.commandwindow.domain.resequencing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Puts one checkpoint after the other into the first or nearest place that is left: the hint for the exact search, and
 * what stands in for it where that cannot run.
 *
 * <p>Tries a few orders and both ways to choose the place, takes the best by objective, and settles it. The order of the
 * input is of no consequence: what a rule leaves equal is decided by checkpoint id.
 */
public final class ListScheduling {
    private enum Preference {
        /** As early as it can be. */
        FIRST,
        /** As near to its old place as it can be. */
        NEAREST
    }

    private static final Comparator<Node> BY_OLD_PLACE =
            Comparator.comparing(Node::oldPlace).thenComparing(Node::index);
    private static final List<Comparator<Node>> ORDERS = List.of(
            BY_OLD_PLACE,
            Comparator.<Node, Boolean>comparing(node -> !node.checkpoint().guarded())
                    .thenComparing(BY_OLD_PLACE),
            Comparator.<Node>comparingLong(node -> node.starts().first()).thenComparing(BY_OLD_PLACE),
            Comparator.<Node>comparingLong(node -> node.starts().last()).thenComparing(BY_OLD_PLACE));

    private ListScheduling() {}

    public static Placement best(Network network) {
        Placement best = null;
        Score bestScore = null;
        for (Comparator<Node> order : ORDERS) {
            for (Preference preference : Preference.values()) {
                Placement placement = Settling.settle(place(network, order, preference));
                Score score = Score.of(placement);
                if (best == null || bestScore == null || score.compareTo(bestScore) < 0) {
                    best = placement;
                    bestScore = score;
                }
            }
        }
        return best == null ? new Placement(network) : best;
    }

    private static Placement place(Network network, Comparator<Node> order, Preference preference) {
        Placement placement = new Placement(network);
        List<Node> waiting = new ArrayList<>(network.nodes());
        waiting.removeIf(node -> node.starts().isEmpty());
        waiting.sort(order);
        boolean[] open = new boolean[network.nodes().size()];
        waiting.forEach(node -> open[node.index()] = true);
        while (!waiting.isEmpty()) {
            Node next = waiting.stream()
                    .filter(node -> node.waitsFor().stream().noneMatch(link -> open[link.node()]))
                    .findFirst()
                    .orElseThrow();
            waiting.remove(next);
            open[next.index()] = false;
            Starts starts = placement.open(next);
            if (!starts.isEmpty()) {
                placement.put(
                        next.index(),
                        preference == Preference.FIRST ? starts.first() : Settling.nearest(network, next, starts));
            }
        }
        return placement;
    }
}
