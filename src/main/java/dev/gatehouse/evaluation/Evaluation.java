package dev.gatehouse.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.RefusedException.Kind;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerEntry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** Computes each flow's figures, for the door and for Prometheus. */
@Service
public class Evaluation {

    private final List<FlowFigures> figures;
    private final Cases cases;
    private final Ledger ledger;
    private final MultiGauge gauge;

    /** A sealed ledger never grows: it is read once while memory lasts. */
    private final Map<String, List<LedgerEntry>> sealed = new ConcurrentHashMap<>();

    Evaluation(List<FlowFigures> figures, Cases cases, Ledger ledger, MeterRegistry meters) {
        this.figures = figures;
        this.cases = cases;
        this.ledger = ledger;
        this.gauge = MultiGauge.builder("gatehouse.evaluation")
                .description("Figures of each flow, computed from the ledger, without drills")
                .register(meters);
    }

    /** @throws RefusedException INVALID for a flow that does not exist */
    public ObjectNode of(String flow, boolean includeDrills) {
        FlowFigures asked = figures.stream()
                .filter(one -> one.flow().equals(flow))
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        Kind.INVALID,
                        "unknown-flow",
                        "The parameter flow must be one of "
                                + String.join(
                                        ", ",
                                        figures.stream().map(FlowFigures::flow).toList())
                                + "."));
        Map<String, List<LedgerEntry>> ledgers = new TreeMap<>();
        for (CaseFile caseFile : cases.all()) {
            if (caseFile.flow().equals(flow) && (includeDrills || !caseFile.drill())) {
                ledgers.put(caseFile.caseId(), entries(caseFile));
            }
        }
        ObjectNode answer = asked.of(ledgers);
        answer.put("flow", flow).put("includeDrills", includeDrills).put("cases", ledgers.size());
        return answer;
    }

    private List<LedgerEntry> entries(CaseFile caseFile) {
        return caseFile.isOpen() ? ledger.of(caseFile.caseId()) : sealed.computeIfAbsent(caseFile.caseId(), ledger::of);
    }

    @Scheduled(fixedDelayString = "${gatehouse.evaluation.refresh:PT30S}")
    void refreshMetrics() {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        figures.forEach(one -> addRows(rows, one.flow(), "", of(one.flow(), false)));
        gauge.register(rows, true);
    }

    private static void addRows(List<MultiGauge.Row<?>> rows, String flow, String prefix, JsonNode node) {
        node.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isObject()) {
                addRows(rows, flow, prefix + field.getKey() + ".", value);
            } else if (value.isNumber()) {
                rows.add(MultiGauge.Row.of(Tags.of("flow", flow, "figure", prefix + field.getKey()), value.asDouble()));
            }
        });
    }
}
