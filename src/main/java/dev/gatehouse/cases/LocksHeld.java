package dev.gatehouse.cases;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The cases that a transaction has locked. Whoever needs several locks them in the order of their ids, or two transactions
 * could each wait for what the other holds. One that locks otherwise is stopped at once, and not only on the day on which
 * another comes the other way.
 */
final class LocksHeld implements TransactionSynchronization {

    private final TreeSet<String> waitedFor = new TreeSet<>();
    private final Set<String> opened = new HashSet<>();

    private LocksHeld() {}

    /** Those of the transaction that runs; outside of one nothing is held longer than a statement takes. */
    static LocksHeld byThisTransaction() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return new LocksHeld();
        }
        return TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(LocksHeld.class::isInstance)
                .map(LocksHeld.class::cast)
                .findFirst()
                .orElseGet(() -> {
                    LocksHeld none = new LocksHeld();
                    TransactionSynchronizationManager.registerSynchronization(none);
                    return none;
                });
    }

    /** Nobody else can wait for a case that nobody else can see yet. */
    void opened(String caseId) {
        opened.add(caseId);
    }

    /** @throws IllegalStateException when a case that comes later is locked already, or this only reads, see {@link Snapshot} */
    void aboutToLock(String caseId) {
        // PostgreSQL refuses it; on H2 nobody would notice
        if (TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
            throw new IllegalStateException("case %s is locked by who only reads".formatted(caseId));
        }
        if (opened.contains(caseId) || waitedFor.contains(caseId)) {
            return;
        }
        String later = waitedFor.higher(caseId);
        if (later != null) {
            throw new IllegalStateException("case %s is locked after %s: several cases are locked together, by lockAll"
                    .formatted(caseId, later));
        }
        waitedFor.add(caseId);
    }
}
