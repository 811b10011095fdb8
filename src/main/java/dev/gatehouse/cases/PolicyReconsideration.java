package dev.gatehouse.cases;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerKind;
import dev.gatehouse.policy.PolicyChanges;
import dev.gatehouse.policy.PolicyProposal;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** A changed policy is entered in every open case, which then looks at what it has on a gate once more. */
@Component
class PolicyReconsideration implements PolicyChanges.Listener {

    private final Cases cases;
    private final Ledger ledger;

    PolicyReconsideration(Cases cases, Ledger ledger) {
        this.cases = cases;
        this.ledger = ledger;
    }

    @Override
    public void inForce(String table, int version, PolicyProposal proposal) {
        String approver = "" + proposal.decidedBy();
        List<String> open = cases.all().stream()
                .filter(CaseFile::isOpen)
                .map(CaseFile::caseId)
                .toList();
        // one may have ended while its lock was waited for; the last entry of its ledger stays the last
        cases.lockAll(open).stream()
                .filter(CaseFile::isOpen)
                .map(CaseFile::caseId)
                .forEach(caseId -> {
                    ObjectNode payload = JsonNodeFactory.instance
                            .objectNode()
                            .put("table", table)
                            .put("version", version)
                            .put("sha256", proposal.sha256())
                            .put("reason", proposal.reason())
                            .put("proposedBy", proposal.proposedBy());
                    ledger.append(
                            caseId,
                            approver,
                            LedgerKind.POLICY_CHANGED,
                            table,
                            payload,
                            Map.of(table, Integer.toString(version)));
                    cases.reconsider(
                            caseId,
                            "the policy table " + table + " changed to version " + version + ", approved by "
                                    + approver);
                });
    }
}
