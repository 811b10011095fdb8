package dev.gatehouse.digest.domain.claims;

import dev.gatehouse.digest.domain.claims.Compared.Published;
import dev.gatehouse.digest.domain.claims.Consulted.Doubt;
import dev.gatehouse.digest.domain.comparison.Difference;
import dev.gatehouse.digest.domain.comparison.RunbookComparison;
import dev.gatehouse.digest.domain.runbook.Unit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which unit an anchor means that was written down outside the runbook. An anchor that the file itself names stays with its
 * unit. A derived one names a place, where another unit may stand by now: it means what the baseline had there.
 */
final class Steps {

    private final Compared compared;
    private @Nullable Map<String, Difference> byAnchorBefore;

    Steps(Compared compared) {
        this.compared = compared;
    }

    /**
     * @param unit the revision's; the baseline's where the revision does not have it under this anchor
     * @param doubt null where the revision has it
     */
    record Step(Unit unit, @Nullable Doubt doubt) {}

    /** Empty for an anchor that neither revision has. */
    Optional<Step> named(String anchor) {
        Optional<Unit> here = compared.revision().runbook().unit(anchor);
        if (here.filter(Unit::explicit).isPresent()) {
            return here.map(unit -> new Step(unit, null));
        }
        return meantBefore(anchor)
                .flatMap(difference -> astray(anchor, difference))
                .or(() -> here.map(unit -> new Step(unit, null)));
    }

    /** What became of the baseline's unit of this anchor. Most anchors are another runbook's: only for the others it is compared. */
    private Optional<Difference> meantBefore(String anchor) {
        Published baseline = compared.baseline();
        if (baseline == null || baseline.runbook().unit(anchor).isEmpty()) {
            return Optional.empty();
        }
        if (byAnchorBefore == null) {
            Map<String, Difference> all = new HashMap<>();
            compared.comparison().map(RunbookComparison::differences).stream()
                    .flatMap(differences -> differences.stream())
                    .forEach(difference -> {
                        if (difference.before() != null) {
                            all.put(difference.before().anchor(), difference);
                        }
                    });
            byAnchorBefore = all;
        }
        return Optional.ofNullable(byAnchorBefore.get(anchor));
    }

    private static Optional<Step> astray(String anchor, Difference difference) {
        Unit before = difference.before();
        Unit after = difference.after();
        if (before == null || (after != null && after.anchor().equals(anchor))) {
            return Optional.empty();
        }
        return Optional.of(new Step(before, after == null ? Doubt.STEP_REMOVED : Doubt.STEP_RENAMED));
    }
}
