package dev.gatehouse.gate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.gate.RefusedException.Kind;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerKind;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Enters what an admin does by force in the case's ledger, before it is done. */
@Component
class BreakGlassLedger implements BreakGlass {

    private final Cases cases;
    private final Ledger ledger;

    BreakGlassLedger(Cases cases, Ledger ledger) {
        this.cases = cases;
        this.ledger = ledger;
    }

    @Override
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void record(String user, String reason, String what, String processInstanceId) {
        CaseFile caseFile = cases.ofProcessInstance(processInstanceId)
                .orElseThrow(() -> new RefusedException(
                        Kind.UNKNOWN,
                        "unknown-instance",
                        "No case runs as process instance " + processInstanceId + "."));
        cases.locked(caseFile.caseId());
        ObjectNode payload =
                JsonNodeFactory.instance.objectNode().put("what", what).put("reason", reason);
        ledger.append(caseFile.caseId(), user, LedgerKind.BREAK_GLASS, what, payload, Map.of());
    }
}
