package dev.gatehouse.ledger.verify;

import org.jspecify.annotations.Nullable;

/**
 * What a verification found.
 *
 * @param entries how many entries were read
 * @param caseId the case of {@code firstBad}; null when intact or when no single case is concerned
 * @param firstBad sequence number of the first entry that does not hold, or that should be there and is not; null when
 *     intact or when the fault lies in no entry
 * @param reason a sentence; null when intact
 */
public record Verification(
        boolean intact,
        long entries,
        @Nullable String caseId,
        @Nullable Long firstBad,
        @Nullable String reason) {

    static Verification of(long entries, @Nullable Fault fault) {
        return fault == null
                ? new Verification(true, entries, null, null, null)
                : new Verification(false, entries, fault.caseId(), fault.sequence(), fault.reason());
    }
}
