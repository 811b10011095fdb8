package dev.gatehouse.evaluation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.ledger.LedgerEntry;
import java.util.List;
import java.util.Map;

/** What one flow is measured by; one bean per flow. */
public interface FlowFigures {

    /** The flow's process key. */
    String flow();

    /**
     * The figures that the flow's source document asks for.
     *
     * @param ledgers the ledger of each case that counts, by case id
     */
    ObjectNode of(Map<String, List<LedgerEntry>> ledgers);
}
