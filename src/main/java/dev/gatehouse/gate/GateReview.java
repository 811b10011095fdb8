package dev.gatehouse.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import java.util.Locale;

/** What every gate's review has in common; a flow adds what its form shows. */
public final class GateReview {

    private GateReview() {}

    public static ObjectNode of(CaseFile caseFile, GateRecord gate, Gate kind) {
        ObjectNode review = JsonNodeFactory.instance
                .objectNode()
                .put("caseId", caseFile.caseId())
                .put("taskId", gate.taskId())
                .put("gate", gate.gate())
                .put("gateTitle", kind.title())
                .put("state", gate.state().name().toLowerCase(Locale.ROOT))
                .put("title", caseFile.title())
                .put("drill", caseFile.drill())
                .put("revision", gate.revision())
                .put("sha256", gate.sha256())
                .put("assignee", gate.assignee())
                .put("actingFor", gate.actingFor());
        ArrayNode decisions = review.putArray("decisions");
        kind.options().forEach(option -> decisions
                .addObject()
                .put("decision", option.decision())
                .put("label", option.label())
                .put("explanation", option.explanation())
                .put("reasonRequired", option.reasonRequired()));
        review.set("withdrawn", withdrawn(gate));
        return review;
    }

    private static JsonNode withdrawn(GateRecord gate) {
        return gate.state() == GateRecord.State.WITHDRAWN
                ? JsonNodeFactory.instance
                        .objectNode()
                        .put("because", gate.withdrawnBecause())
                        .put("successorTaskId", gate.successorTaskId())
                : JsonNodeFactory.instance.nullNode();
    }
}
