package dev.gatehouse.commandwindow.domain.resequencing;

/**
 * Takes what is left lying about: places whatever is held though it has a place, and moves whatever can be nearer to its
 * old place with all else as it is. Afterwards every hold and every move has a rule that stands in the way.
 */
public final class Settling {
    private Settling() {}

    /** Never worse by the objective than the placement given, which is left unchanged. */
    public static Placement settle(Placement unsettled) {
        Placement placement = unsettled.copy();
        Network network = placement.network();
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int index : network.order()) {
                Node node = network.node(index);
                if (!node.starts().isEmpty() && !isSettled(placement, node)) {
                    Starts open = placement.open(node);
                    if (!open.isEmpty()) {
                        changed |= improve(placement, node, nearest(network, node, open));
                    }
                }
            }
        }
        return placement;
    }

    private static boolean isSettled(Placement placement, Node node) {
        return placement.isPlaced(node.index())
                && Score.distance(placement.network(), node, placement.start(node.index())) == 0;
    }

    private static boolean improve(Placement placement, Node node, long start) {
        Network network = placement.network();
        if (placement.isPlaced(node.index())
                && Score.distance(network, node, start)
                        >= Score.distance(network, node, placement.start(node.index()))) {
            return false;
        }
        placement.put(node.index(), start);
        return true;
    }

    /** The start nearest to the old place; of two equally near the earlier. */
    static long nearest(Network network, Node node, Starts starts) {
        long before = starts.floor(network.grid().floor(node.oldPlace()));
        long after = starts.ceiling(network.grid().ceil(node.oldPlace()));
        if (before == Starts.NOWHERE || after == Starts.NOWHERE) {
            return before == Starts.NOWHERE ? after : before;
        }
        return Score.distance(network, node, before) <= Score.distance(network, node, after) ? before : after;
    }
}
