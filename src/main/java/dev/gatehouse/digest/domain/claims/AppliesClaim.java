package dev.gatehouse.digest.domain.claims;

import dev.gatehouse.digest.domain.comparison.NumberChange;
import dev.gatehouse.digest.domain.runbook.Unit;
import org.jspecify.annotations.Nullable;

/**
 * A passage that both revisions have, by equal hashes, and that no record contradicts.
 *
 * @param unit of the revision
 * @param stale whether it rests on a record that is older than its register allows
 * @param questioned whether something about it is open
 * @param number where the list that it stands in counts it otherwise now; null where it does not
 */
public record AppliesClaim(
        Unit unit,
        boolean stale,
        boolean questioned,
        @Nullable NumberChange number,
        Sources sources) {

    public String claimId() {
        return "applies:" + unit.anchor();
    }

    public String anchor() {
        return unit.anchor();
    }
}
