package dev.gatehouse.disclosure;

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
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What flow 2 is measured by. Source: the last section of its source document; spec 2, "Figures". */
@Component
class DisclosureFigures implements FlowFigures {

    private static final Set<String> FOUND_BY_RECIPIENTS =
            Set.of("hidden-disagreement", "stale-evidence", "wrong-audience");

    @Override
    public String flow() {
        return DisclosureProcess.KEY;
    }

    @Override
    public ObjectNode of(Map<String, List<LedgerEntry>> ledgers) {
        Count count = new Count();
        ledgers.values().forEach(count::add);
        ObjectNode figures = JsonNodeFactory.instance.objectNode();
        figures.put("releases", count.released);
        figures.put("laneAcceptances", count.acceptances);
        ObjectNode bounces = figures.putObject("laneBouncesByKind");
        count.bounces.forEach(bounces::put);
        figures.put(
                "releasedWithoutBounceForDisagreementEvidenceOrAudience",
                count.released == 0 ? null : (double) count.clean / count.released);
        ObjectNode time = figures.putObject("changeToSynchronisedCandidate");
        time.put("changes", count.times.size());
        time.put("medianSeconds", count.quantile(0.5));
        time.put("p95Seconds", count.quantile(0.95));
        figures.put(
                "releasedRevisionIsSignedAndLaneHash",
                count.released == 0 ? null : (double) count.bound / count.released);
        ObjectNode rejections = figures.putObject("agentEditsRejectedByKind");
        count.rejections.forEach(rejections::put);
        return figures;
    }

    /** Goes through ledgers entry by entry. */
    private static final class Count {
        private final Map<String, Integer> bounces = new TreeMap<>();
        private final Map<String, Integer> rejections = new TreeMap<>();
        private final List<Duration> times = new ArrayList<>();
        private long released;
        private long acceptances;
        private long clean;
        private long bound;

        void add(List<LedgerEntry> ledger) {
            Instant changedAt = null;
            List<JsonNode> signed = new ArrayList<>();
            JsonNode approved = null;
            boolean isReleased = false;
            boolean isClean = true;
            for (LedgerEntry entry : ledger) {
                JsonNode payload = entry.payload();
                switch (entry.kind()) {
                    // the first of what a candidate has to catch up with
                    case CHANGE_SET_APPLIED, COMMENTED, OBJECTION_RAISED, CANDIDATE_SUPERSEDED ->
                        changedAt = changedAt == null ? entry.at() : changedAt;
                    case CANDIDATE_PUBLISHED -> {
                        if (changedAt != null) {
                            times.add(Duration.between(changedAt, entry.at()));
                            changedAt = null;
                        }
                        signed.clear();
                    }
                    case SUGGESTION_REJECTED -> {
                        if (payload.path("byAgent").asBoolean()) {
                            rejections.merge(payload.path("kind").asText(), 1, Integer::sum);
                        }
                    }
                    case DECISION -> {
                        if (entry.subject().equals(DisclosureProcess.SIGN_MANIFEST)) {
                            signed.add(payload.path("sha256"));
                        } else if (entry.subject().equals(DisclosureProcess.APPROVE_RELEASE)) {
                            approved = payload.path("sha256");
                        }
                    }
                    case RELEASED -> {
                        released++;
                        isReleased = true;
                        bound += isBound(payload.path("sha256"), signed, approved) ? 1 : 0;
                    }
                    case ACKNOWLEDGED -> {
                        String kind = payload.path("kind").asText();
                        if (payload.path("decision").asText().equals("bounce")) {
                            bounces.merge(kind, 1, Integer::sum);
                            isClean = isClean && !FOUND_BY_RECIPIENTS.contains(kind);
                        } else {
                            acceptances++;
                        }
                    }
                    default -> {}
                }
            }
            clean += isReleased && isClean ? 1 : 0;
        }

        /** Whether what the lane has is what every signer signed and the release owner approved. */
        private static boolean isBound(JsonNode atTheLane, List<JsonNode> signed, @Nullable JsonNode approved) {
            return !signed.isEmpty() && signed.stream().allMatch(atTheLane::equals) && atTheLane.equals(approved);
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
