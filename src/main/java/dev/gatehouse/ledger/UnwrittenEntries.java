package dev.gatehouse.ledger;

import dev.gatehouse.ledger.Ledger.Head;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What one transaction has appended and not written yet. Entries are written together right before the commit: a
 * decision makes half a dozen, and each statement is a way to the database and back.
 */
final class UnwrittenEntries implements TransactionSynchronization {
    private final Ledger ledger;
    private final Map<String, Head> heads = new HashMap<>();
    private final List<Object[]> rows = new ArrayList<>();
    private boolean committing;

    private UnwrittenEntries(Ledger ledger) {
        this.ledger = ledger;
    }

    static UnwrittenEntries ofThisTransaction(Ledger ledger) {
        if (TransactionSynchronizationManager.getResource(ledger) instanceof UnwrittenEntries present) {
            return present;
        }
        UnwrittenEntries entries = new UnwrittenEntries(ledger);
        TransactionSynchronizationManager.registerSynchronization(entries);
        entries.resume();
        return entries;
    }

    /** For whoever reads the ledger in the transaction that appends to it. */
    static void writeThoseOfThisTransaction(Ledger ledger) {
        if (TransactionSynchronizationManager.getResource(ledger) instanceof UnwrittenEntries present) {
            present.write();
        }
    }

    /** The last entry of the case that this transaction appended. */
    Optional<Head> head(String caseId) {
        return Optional.ofNullable(heads.get(caseId));
    }

    void add(Head head, Object[] row) {
        heads.put(head.caseId(), head);
        rows.add(row);
        if (committing) {
            write();
        }
    }

    private void write() {
        if (!rows.isEmpty()) {
            ledger.write(rows);
            rows.clear();
        }
    }

    @Override
    public void beforeCommit(boolean readOnly) {
        committing = true;
        write();
    }

    @Override
    public void suspend() {
        TransactionSynchronizationManager.unbindResource(ledger);
    }

    @Override
    public void resume() {
        TransactionSynchronizationManager.bindResource(ledger, this);
    }

    @Override
    public void afterCompletion(int status) {
        TransactionSynchronizationManager.unbindResourceIfPossible(ledger);
    }
}
