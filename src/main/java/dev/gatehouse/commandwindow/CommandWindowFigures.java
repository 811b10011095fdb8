package dev.gatehouse.commandwindow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.evaluation.FlowFigures;
import dev.gatehouse.ledger.LedgerEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What flow 1 is measured by. Source: the last section of its source document; spec 1, "Figures". */
@Component
class CommandWindowFigures implements FlowFigures {

    @Override
    public String flow() {
        return CommandWindowProcess.KEY;
    }

    @Override
    public ObjectNode of(Map<String, List<LedgerEntry>> ledgers) {
        Count count = new Count();
        ledgers.values().forEach(count::add);
        ObjectNode figures = JsonNodeFactory.instance.objectNode();
        ObjectNode latency = figures.putObject("changeToCandidate");
        latency.put("changes", count.latencies.size());
        latency.put("medianSeconds", count.quantile(0.5));
        latency.put("p95Seconds", count.quantile(0.95));
        figures.put("heldVisibleAsHolds", ratio(count.heldVisible, count.held));
        figures.put("adoptedAsProposed", ratio(count.adoptedAsProposed, count.adopted));
        figures.put("candidatesAdopted", ratio(count.adopted, count.decided));
        figures.put("supersessionsPerWindow", ratio(count.superseded, ledgers.size()));
        figures.put("candidatesDiscardedPerEvent", ratio(count.superseded + count.withdrawn, count.accepted));
        ObjectNode holds = figures.putObject("holdsByReason");
        count.holds.forEach(holds::put);
        return figures;
    }

    private static @Nullable Double ratio(long part, long whole) {
        return whole == 0 ? null : (double) part / whole;
    }

    /** Goes through ledgers entry by entry. */
    private static final class Count {
        private final List<Duration> latencies = new ArrayList<>();
        private final Map<String, Integer> holds = new TreeMap<>();
        private long accepted;
        private long superseded;
        private long withdrawn;
        private long adopted;
        private long decided;
        private long adoptedAsProposed;
        private long held;
        private long heldVisible;

        void add(List<LedgerEntry> ledger) {
            List<Instant> waiting = new ArrayList<>();
            String published = null;
            for (LedgerEntry entry : ledger) {
                JsonNode payload = entry.payload();
                switch (entry.kind()) {
                    case EVENT_ACCEPTED -> accepted++;
                    case CHANGE_SET_APPLIED ->
                        payload.path("events")
                                .forEach(event -> waiting.add(
                                        Instant.parse(event.path("receivedAt").asText())));
                    case NO_CANDIDATE -> waiting.clear();
                    case CANDIDATE_SUPERSEDED -> superseded++;
                    case CANDIDATE_PUBLISHED -> {
                        waiting.forEach(since -> latencies.add(Duration.between(since, entry.at())));
                        waiting.clear();
                        published = payload.path("sha256").asText();
                    }
                    case ADOPTED -> {
                        if (published != null) {
                            countAdoption(payload, published);
                        }
                    }
                    case DECISION -> countDecision(entry);
                    default -> {}
                }
            }
        }

        private void countAdoption(JsonNode payload, String published) {
            adopted++;
            adoptedAsProposed += payload.path("sha256").asText().equals(published) ? 1 : 0;
            payload.path("heldCheckpoints").forEach(checkpoint -> {
                held++;
                heldVisible += payload.path("holds").has(checkpoint.asText()) ? 1 : 0;
            });
            payload.path("holds")
                    .properties()
                    .forEach(hold -> holds.merge(hold.getValue().asText(), 1, Integer::sum));
        }

        private void countDecision(LedgerEntry entry) {
            if (entry.subject().equals(CommandWindowProcess.ADOPT_PACKET)) {
                decided++;
                withdrawn += entry.payload().path("decision").asText().equals("adopt") ? 0 : 1;
            }
        }

        @Nullable
        Double quantile(double share) {
            if (latencies.isEmpty()) {
                return null;
            }
            List<Duration> sorted = latencies.stream().sorted().toList();
            int index = (int) Math.ceil(share * sorted.size()) - 1;
            return sorted.get(Math.max(index, 0)).toMillis() / 1000.0;
        }
    }
}
