package dev.gatehouse.cases;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads a case as it was at one moment, without waiting for whoever works on it. What is put together from several tables
 * or rows without the case's lock is read in here: else half of it is from before somebody's work and half from after.
 */
@Component
public class Snapshot {

    private final TransactionTemplate transaction;

    Snapshot(PlatformTransactionManager transactions) {
        this.transaction = new TransactionTemplate(transactions);
        // as the ledger's verifier: on H2 a weaker level would see what commits while this reads
        transaction.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
        transaction.setReadOnly(true);
    }

    /** @param reading writes nothing; what needs a transaction of its own, such as a refusal, is done before or after */
    public <T> T read(Supplier<T> reading) {
        return Objects.requireNonNull(transaction.execute(status -> reading.get()));
    }
}
