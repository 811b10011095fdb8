package dev.gatehouse.ledger.verify;

import org.jspecify.annotations.Nullable;

/**
 * Something that does not hold.
 *
 * @param sequence null when it lies in no entry
 * @param reason a sentence
 */
public record Fault(
        Kind kind, @Nullable String caseId, @Nullable Long sequence, String reason) {

    /** Where it lies. */
    public enum Kind {
        /** In the chain: an entry was changed, removed, inserted or reordered. */
        ENTRY,
        /** In the line of signed checkpoints. */
        CHECKPOINT,
        /** Between both: an entry that no checkpoint vouches for, or another one than it vouches for. */
        COVERAGE,
        /** In a revision, or between it and what the ledger states about it. */
        REVISION
    }

    static Fault at(Kind kind, EntryRow entry, String reason) {
        return new Fault(kind, entry.caseId(), entry.sequence(), reason);
    }
}
