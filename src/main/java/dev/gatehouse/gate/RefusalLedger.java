package dev.gatehouse.gate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes refusals into the case's ledger, in a transaction of their own: they outlive the rollback they cause. */
@Component
class RefusalLedger implements RefusalLog {

    private static final Logger log = LoggerFactory.getLogger(RefusalLedger.class);

    private final Cases cases;
    private final Gates gates;
    private final Ledger ledger;
    private final TransactionTemplate ownTransaction;

    RefusalLedger(Cases cases, Gates gates, Ledger ledger, PlatformTransactionManager transactions) {
        this.cases = cases;
        this.gates = gates;
        this.ledger = ledger;
        this.ownTransaction = new TransactionTemplate(transactions);
        ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public void refused(String user, String door, String sentence, @Nullable String taskId, @Nullable String caseId) {
        String about = caseId != null
                ? caseId
                : taskId == null
                        ? null
                        : gates.find(taskId).map(GateRecord::caseId).orElse(null);
        if (about == null || cases.find(about).isEmpty()) {
            log.warn("refused {} at {}: {}", user, door, sentence);
            return;
        }
        ownTransaction.executeWithoutResult(status -> {
            cases.locked(about);
            ObjectNode payload = JsonNodeFactory.instance
                    .objectNode()
                    .put("door", door)
                    .put("taskId", taskId)
                    .put("because", sentence);
            ledger.append(about, user, LedgerKind.DECISION_REFUSED, door, payload, Map.of());
        });
    }

    /** Waits for the refused transaction to roll back: until then it holds the case's lock. */
    void afterRollback(String user, GateRecord gate, String sentence) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                refused(user, "gate " + gate.gate(), sentence, gate.taskId(), gate.caseId());
            }
        });
    }
}
