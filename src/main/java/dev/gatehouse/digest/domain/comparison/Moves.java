package dev.gatehouse.digest.domain.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which matched units stand elsewhere: under another heading or list item, or in another order among their siblings. What
 * lies in a unit that moved went with it and did not move itself.
 */
final class Moves {
    private final Matching matching;
    /** By number in the baseline. */
    private final boolean[] moved;

    private Moves(Matching matching) {
        this.matching = matching;
        moved = new boolean[matching.baseline.size()];
    }

    /** For each unit of the baseline whether it moved. */
    static boolean[] of(Matching matching) {
        Moves moves = new Moves(matching);
        moves.siblings().values().forEach(moves::reordered);
        return moves.moved;
    }

    /** By their common place, in the baseline's order; marks what has none as moved. */
    private Map<Integer, List<Integer>> siblings() {
        Map<Integer, List<Integer>> siblings = new TreeMap<>();
        for (int before = 0; before < matching.baseline.size(); before++) {
            int after = matching.inRevision(before);
            if (after != Matching.NONE) {
                int parent = matching.baseline.parent(before);
                if (matching.inRevision(parent) != matching.revision.parent(after)) {
                    moved[before] = true;
                } else if (matching.baseline.ordered(before) && matching.revision.ordered(after)) {
                    siblings.computeIfAbsent(parent, first -> new ArrayList<>()).add(before);
                }
            }
        }
        return siblings;
    }

    private void reordered(List<Integer> siblings) {
        boolean[] kept =
                Sequence.kept(siblings.stream().mapToInt(matching::inRevision).toArray());
        for (int i = 0; i < kept.length; i++) {
            moved[siblings.get(i)] |= !kept[i];
        }
    }
}
