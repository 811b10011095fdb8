package dev.gatehouse.digest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.evaluation.Durations;
import dev.gatehouse.evaluation.FlowFigures;
import dev.gatehouse.ledger.LedgerEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What flow 4 is measured by. Source: the last section of its source document; spec 4, "Figures". */
@Component
class DigestFigures implements FlowFigures {

    private static final List<String> KINDS = List.of("assumption", "other", "ownership", "summary");

    @Override
    public String flow() {
        return DigestProcess.KEY;
    }

    @Override
    public ObjectNode of(Map<String, List<LedgerEntry>> ledgers) {
        Count count = new Count();
        ledgers.values().forEach(count::add);
        ObjectNode figures = JsonNodeFactory.instance.objectNode();
        figures.put("publications", count.publications)
                .put("shared", count.shared)
                .put("completeDigests", count.complete)
                .put(
                        "completeDigestsOverPublications",
                        count.publications == 0 ? null : (double) count.complete / count.publications);
        int corrections =
                count.corrections.values().stream().mapToInt(Integer::intValue).sum();
        figures.put("correctionsPerDigest", count.digests == 0 ? null : (double) corrections / count.digests);
        ObjectNode byKind = figures.putObject("correctionsByKind");
        KINDS.forEach(kind -> byKind.put(kind, count.corrections.getOrDefault(kind, 0)));
        figures.put("openItemsSurfaced", count.surfaced.size());
        ObjectNode surfaced = figures.putObject("openItemsByKind");
        count.surfacedByKind.forEach(surfaced::put);
        count.ages.into(figures.putObject("openItemAgeWhenClosed"), "closed");
        count.toShare.into(figures.putObject("publicationToShared"), "digests");
        return figures;
    }

    /** Goes through ledgers entry by entry. */
    private static final class Count {
        private final Map<String, Integer> corrections = new TreeMap<>();
        private final Set<String> surfaced = new HashSet<>();
        private final Map<String, Integer> surfacedByKind = new TreeMap<>();
        private final Durations ages = new Durations();
        private final Durations toShare = new Durations();
        private int publications;
        private int digests;
        private int shared;
        private int complete;

        void add(List<LedgerEntry> ledger) {
            Instant published = null;
            JsonNode candidate = null;
            boolean verified = false;
            boolean composed = false;
            for (LedgerEntry entry : ledger) {
                JsonNode payload = entry.payload();
                switch (entry.kind()) {
                    case PUBLICATION_VERIFIED -> {
                        // looked at again after a resolution it is the same one
                        publications += verified ? 0 : 1;
                        verified = true;
                        published = Instant.parse(payload.path("taggedAt").asText());
                    }
                    case CANDIDATE_PUBLISHED -> {
                        candidate = payload;
                        digests += composed ? 0 : 1;
                        composed = true;
                        payload.path("open").forEach(this::surfaced);
                    }
                    case CORRECTED -> corrections.merge(payload.path("kind").asText(), 1, Integer::sum);
                    case ITEM_CLOSED ->
                        ages.add(Duration.between(
                                Instant.parse(payload.path("since").asText()),
                                Instant.parse(payload.path("closedAt").asText())));
                    case RELEASED -> released(published, payload, candidate);
                    default -> {}
                }
            }
        }

        private void surfaced(JsonNode item) {
            if (surfaced.add(item.path("itemId").asText())) {
                surfacedByKind.merge(item.path("kind").asText(), 1, Integer::sum);
            }
        }

        /** Both moments by the case's clock. A tagger's clock that is ahead of it makes no time that is less than none. */
        private void released(@Nullable Instant published, JsonNode release, @Nullable JsonNode candidate) {
            shared++;
            if (candidate != null && candidate.path("withoutSource").asInt() == 0) {
                complete++;
            }
            if (published != null) {
                Duration took = Duration.between(
                        published, Instant.parse(release.path("at").asText()));
                toShare.add(took.isNegative() ? Duration.ZERO : took);
            }
        }
    }
}
