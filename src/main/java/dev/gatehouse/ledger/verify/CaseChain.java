package dev.gatehouse.ledger.verify;

import dev.gatehouse.ledger.verify.Fault.Kind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows the entries of one case in order and keeps the first fault. */
final class CaseChain {
    private final String caseId;
    private final CoveredHashes covered;
    private final Set<Long> waiting;
    private final StoredRevisions revisions;

    private long last;
    private String lastHash;
    private @Nullable Fault fault;

    /**
     * @param covered what checkpoints state about this case
     * @param waiting the entries that no checkpoint covers yet
     */
    CaseChain(String caseId, CoveredHashes covered, Set<Long> waiting, StoredRevisions revisions) {
        this.caseId = caseId;
        this.covered = covered;
        this.waiting = waiting;
        this.revisions = revisions;
        this.lastHash = Digests.genesis(caseId);
    }

    void take(EntryRow entry) {
        if (fault == null) {
            fault = faultOf(entry);
        }
        last = entry.sequence();
        lastHash = entry.hash();
    }

    /** The first fault so far; null when there is none. */
    @Nullable
    Fault fault() {
        return fault;
    }

    /** After the last entry: the first fault, null when there is none. */
    @Nullable
    Fault end() {
        long known = waiting.stream().mapToLong(Long::longValue).reduce(covered.last(), Math::max);
        if (fault == null && known > last) {
            fault = new Fault(
                    Kind.COVERAGE,
                    caseId,
                    last + 1,
                    "Entry %d of case %s is missing: the ledger ends before it.".formatted(last + 1, caseId));
        }
        return fault != null ? fault : revisions.remaining();
    }

    private @Nullable Fault faultOf(EntryRow entry) {
        if (entry.sequence() > last + 1) {
            return new Fault(
                    Kind.ENTRY, caseId, last + 1, "Entry %d of case %s is missing.".formatted(last + 1, caseId));
        }
        Fault own = fault(Kind.ENTRY, entry, ownReason(entry));
        if (own != null) {
            return own;
        }
        Fault uncovered = fault(Kind.COVERAGE, entry, uncoveredReason(entry));
        return uncovered != null ? uncovered : fault(Kind.REVISION, entry, revisions.refusalOf(entry));
    }

    private @Nullable Fault fault(Kind kind, EntryRow entry, @Nullable String reason) {
        return reason == null
                ? null
                : Fault.at(
                        kind,
                        entry,
                        "Entry %d of case %s does not hold: %s.".formatted(entry.sequence(), caseId, reason));
    }

    private @Nullable String ownReason(EntryRow entry) {
        if (entry.sequence() != last + 1) {
            return "it has no place in the numbering";
        }
        if (!Digests.sha256(entry.payload()).equals(entry.payloadSha256())) {
            return "its payload has another hash than it states";
        }
        if (!Digests.entry(entry).equals(entry.hash())) {
            return "what it says does not give its hash";
        }
        if (!entry.previousHash().equals(lastHash)) {
            return "it does not follow the entry before it";
        }
        return null;
    }

    private @Nullable String uncoveredReason(EntryRow entry) {
        String vouched = covered.at(entry.sequence());
        if (vouched == null && !waiting.contains(entry.sequence())) {
            return "no valid checkpoint covers it and it does not wait for one";
        }
        if (vouched != null && !vouched.equals(entry.hash())) {
            return "it is not the entry that a checkpoint covers";
        }
        return null;
    }
}
