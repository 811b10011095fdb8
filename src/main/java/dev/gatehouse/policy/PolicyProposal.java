package dev.gatehouse.policy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A proposed change of a policy table.
 *
 * @param table the table's key
 * @param sha256 of the proposed DMN file: what is approved is exactly that
 * @param version the table's version once approved
 */
public record PolicyProposal(
        long number,
        String table,
        String sha256,
        String reason,
        String proposedBy,
        Instant proposedAt,
        State state,
        @Nullable String decidedBy,
        @Nullable Integer version) {

    public enum State {
        PROPOSED,
        APPROVED,
        REFUSED
    }
}
