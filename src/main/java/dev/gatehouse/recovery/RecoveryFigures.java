package dev.gatehouse.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.evaluation.FlowFigures;
import dev.gatehouse.ledger.LedgerEntry;
import dev.gatehouse.recovery.domain.HoldFault.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What flow 5 is measured by. Source: the last section of its source document; spec 5, "Figures". */
@Component
class RecoveryFigures implements FlowFigures {

    private static final Set<String> FOR_EVIDENCE = Set.of(Code.FACTS_CHANGED.name(), Code.EVIDENCE_STALE.name());
    private static final String SUPERSEDED = "SUPERSEDED";

    @Override
    public String flow() {
        return RecoveryProcess.KEY;
    }

    @Override
    public ObjectNode of(Map<String, List<LedgerEntry>> ledgers) {
        Count count = new Count();
        ledgers.values().forEach(count::add);
        ObjectNode figures = JsonNodeFactory.instance.objectNode();
        figures.put("releases", count.released);
        figures.put(
                "releasedExactlyAndNeverCorrected", count.released == 0 ? null : (double) count.exact / count.released);
        ObjectNode blocked = figures.putObject("blockedBeforeReviewByCause");
        count.blocked.forEach(blocked::put);
        ObjectNode time = figures.putObject("readyToReleaseWithoutEvidenceHolds");
        time.put("releases", count.times.size());
        time.put("medianSeconds", count.quantile(0.5));
        time.put("p95Seconds", count.quantile(0.95));
        ObjectNode corrections = figures.putObject("recipientsCorrectionsByKind");
        count.corrections.forEach(corrections::put);
        return figures;
    }

    /** Goes through ledgers entry by entry. */
    private static final class Count {
        private final Map<String, Integer> blocked = new TreeMap<>();
        private final Map<String, Integer> corrections = new TreeMap<>();
        private final List<Duration> times = new ArrayList<>();
        private long released;
        private long exact;

        void add(List<LedgerEntry> ledger) {
            Instant ready = null;
            Instant heldSince = null;
            Duration held = Duration.ZERO;
            JsonNode published = null;
            JsonNode approved = null;
            boolean isExact = false;
            for (LedgerEntry entry : ledger) {
                JsonNode payload = entry.payload();
                switch (entry.kind()) {
                    case CASE_STARTED -> ready = entry.at();
                    case HOLD -> {
                        payload.path("faults")
                                .forEach(fault -> block(fault.path("code").asText()));
                        heldSince = heldSince == null && isForEvidence(payload) ? entry.at() : heldSince;
                    }
                    case CANDIDATE_SUPERSEDED -> block(SUPERSEDED);
                    case CANDIDATE_PUBLISHED -> {
                        published = payload;
                        if (heldSince != null) {
                            held = held.plus(Duration.between(heldSince, entry.at()));
                            heldSince = null;
                        }
                    }
                    case DECISION ->
                        approved = entry.subject().equals(RecoveryProcess.APPROVE_RELEASE) ? payload : approved;
                    case RELEASED -> {
                        released++;
                        isExact = same(payload, published) && same(payload, approved);
                        if (ready != null) {
                            times.add(Duration.between(ready, entry.at()).minus(held));
                        }
                    }
                    case ACKNOWLEDGED -> {
                        if (payload.path("decision").asText().equals("bounce")) {
                            corrections.merge(payload.path("kind").asText(), 1, Integer::sum);
                            isExact = false;
                        }
                    }
                    case LANE_WITHDRAWN, LANE_SUPERSEDED -> isExact = false;
                    default -> {}
                }
            }
            exact += isExact ? 1 : 0;
        }

        private void block(String cause) {
            blocked.merge(cause, 1, Integer::sum);
        }

        private static boolean isForEvidence(JsonNode payload) {
            return payload.path("faults")
                    .valueStream()
                    .anyMatch(fault -> FOR_EVIDENCE.contains(fault.path("code").asText()));
        }

        /** Whether two entries name the same packet and manifest. */
        private static boolean same(JsonNode one, @Nullable JsonNode other) {
            return other != null
                    && one.path("sha256").equals(other.path("sha256"))
                    && one.path("manifestSha256").equals(other.path("manifestSha256"));
        }

        @Nullable
        Double quantile(double share) {
            if (times.isEmpty()) {
                return null;
            }
            List<Duration> sorted = times.stream().sorted().toList();
            int index = (int) Math.ceil(share * sorted.size()) - 1;
            return sorted.get(Math.max(index, 0)).toMillis() / 1000.0;
        }
    }
}
