package dev.gatehouse.ledger.verify;

import org.jspecify.annotations.Nullable;

/** Something that does not hold; {@code sequence} is null when it lies in no entry. */
record Fault(@Nullable String caseId, @Nullable Long sequence, String reason) {

    static Fault at(EntryRow entry, String reason) {
        return new Fault(entry.caseId(), entry.sequence(), reason);
    }
}
