package dev.gatehouse.digest.domain.comparison;

import dev.gatehouse.digest.domain.runbook.Unit;
import dev.gatehouse.digest.domain.runbook.UnitKind;
import java.util.HashMap;
import java.util.Map;

/** The same explicit anchor is the same unit, whatever became of it. Front matter is known by its field. */
final class ByAnchor {

    private ByAnchor() {}

    static void match(Matching matching) {
        Map<String, Integer> named = new HashMap<>();
        for (int before = 0; before < matching.baseline.size(); before++) {
            if (isName(matching.baseline.unit(before))) {
                named.put(matching.baseline.unit(before).anchor(), before);
            }
        }
        for (int after = 0; after < matching.revision.size(); after++) {
            Unit unit = matching.revision.unit(after);
            Integer before = isName(unit) ? named.get(unit.anchor()) : null;
            if (before != null && matching.baseline.unit(before).explicit() == unit.explicit()) {
                matching.pair(before, after);
            }
        }
    }

    private static boolean isName(Unit unit) {
        return unit.explicit() || unit.is(UnitKind.FRONT_MATTER);
    }
}
