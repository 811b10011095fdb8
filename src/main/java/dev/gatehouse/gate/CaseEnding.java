package dev.gatehouse.gate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerKind;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.packet.RevisionState;
import dev.gatehouse.packet.Revisions;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/**
 * Ends the case of a process instance that ends without its model having done so: whoever deletes an instance by force
 * leaves no open case behind that nothing could ever close. What is in force stays in force and on record.
 */
@Component
class CaseEnding {

    static final String DELETED = "deleted";

    private final Cases cases;
    private final Revisions revisions;
    private final Ledger ledger;

    CaseEnding(Cases cases, Revisions revisions, Ledger ledger) {
        this.cases = cases;
        this.revisions = revisions;
        this.ledger = ledger;
    }

    void instanceEnds(DelegateExecution execution) {
        cases.ofProcessInstance(execution.getProcessInstanceId())
                .filter(CaseFile::isOpen)
                .ifPresent(caseFile -> end(caseFile.caseId()));
    }

    private void end(String caseId) {
        cases.locked(caseId);
        revisions
                .candidate(caseId)
                .ifPresent(candidate -> revisions.changeState(
                        caseId,
                        candidate.number(),
                        RevisionState.WITHDRAWN,
                        "gatehouse",
                        "The case's process instance was deleted by force."));
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put("outcome", DELETED)
                .put(
                        "authoritative",
                        revisions.authoritative(caseId).map(Revision::sha256).orElse(null));
        ledger.append(caseId, "gatehouse", LedgerKind.CASE_SEALED, DELETED, payload, Map.of());
        cases.end(caseId, DELETED);
    }
}
