package dev.gatehouse.digest.domain.claims;

import dev.gatehouse.digest.domain.comparison.Difference;
import java.util.Locale;

/** Something that was added, removed, changed or moved between two revisions. */
public record ChangedClaim(Difference difference, Sources sources) {

    public String claimId() {
        return difference.kind().name().toLowerCase(Locale.ROOT) + ":" + anchor();
    }

    /** The baseline's for what was removed, the revision's for everything else. */
    public String anchor() {
        return difference.anchor();
    }
}
