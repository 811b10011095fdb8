package dev.gatehouse.digest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.ledger.LedgerEntry;
import dev.gatehouse.ledger.LedgerKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The figures of flow 4, from ledgers as its cases write them. */
class DigestFiguresTest {

    private static final Instant START = Instant.parse("2026-04-15T09:00:00Z");

    private static final Instant PUBLISHED = START.minusSeconds(7200);

    private final List<LedgerEntry> ledger = new ArrayList<>();

    @Test
    void countsADigestThatWasSharedWithEveryStatementSourced() {
        share(0);

        assertThat(figures().path("publications").asInt()).isEqualTo(1);
        assertThat(figures().path("completeDigestsOverPublications").asDouble()).isEqualTo(1.0);
        assertThat(figures().path("publicationToShared").path("medianSeconds").asDouble())
                .as("from the tag to the share, by the case's clock")
                .isEqualTo(7200.0);
    }

    @Test
    void takesNoTimeForATagFromAClockThatIsAhead() {
        share(0, PUBLISHED.minusSeconds(60));

        assertThat(figures().path("publicationToShared").path("medianSeconds").asDouble())
                .isZero();
    }

    @Test
    void countsNoDigestOfWhichAStatementHasNoSource() {
        share(1);

        assertThat(figures().path("shared").asInt()).isEqualTo(1);
        assertThat(figures().path("completeDigestsOverPublications").asDouble()).isZero();
    }

    @Test
    void countsAPublicationThatWasResolvedAndVerifiedAgainOnce() {
        entry(0, LedgerKind.CASE_STARTED, payload());
        entry(1, LedgerKind.PUBLICATION_VERIFIED, published());
        entry(2, LedgerKind.PUBLICATION_VERIFIED, published());

        assertThat(figures().path("publications").asInt()).isEqualTo(1);
        assertThat(figures().path("completeDigestsOverPublications").asDouble()).isZero();
    }

    @Test
    void saysNothingWhereNothingWasPublished() {
        assertThat(figures().path("completeDigestsOverPublications").isNull()).isTrue();
        assertThat(figures().path("correctionsPerDigest").isNull()).isTrue();
    }

    @Test
    void countsCorrectionsByKindOverDigests() {
        share(0);
        entry(310, LedgerKind.CORRECTED, payload().put("kind", "summary"));
        entry(311, LedgerKind.CORRECTED, payload().put("kind", "ownership"));
        entry(312, LedgerKind.CORRECTED, payload().put("kind", "ownership"));

        assertThat(figures().path("correctionsPerDigest").asDouble()).isEqualTo(3.0);
        assertThat(figures().path("correctionsByKind").toString())
                .isEqualTo("{\"assumption\":0,\"other\":0,\"ownership\":2,\"summary\":1}");
    }

    @Test
    void countsAnOpenItemOnceAndItsAgeWhenItWasClosed() {
        share(0);
        candidate(400, 0);
        entry(
                500,
                LedgerKind.ITEM_CLOSED,
                payload()
                        .put("since", START.toString())
                        .put("closedAt", START.plusSeconds(86_400).toString()));

        assertThat(figures().path("openItemsSurfaced").asInt()).isEqualTo(2);
        assertThat(figures().path("openItemsByKind").toString()).isEqualTo("{\"OWNER_MISMATCH\":1,\"RECORD_STALE\":1}");
        assertThat(figures().path("openItemAgeWhenClosed").path("medianSeconds").asDouble())
                .isEqualTo(86_400.0);
    }

    private void share(int withoutSource) {
        share(withoutSource, START);
    }

    private void share(int withoutSource, Instant at) {
        entry(0, LedgerKind.CASE_STARTED, payload());
        entry(10, LedgerKind.PUBLICATION_VERIFIED, published());
        candidate(20, withoutSource);
        entry(300, LedgerKind.RELEASED, payload().put("at", at.toString()));
    }

    private static ObjectNode published() {
        return payload().put("taggedAt", PUBLISHED.toString());
    }

    private void candidate(int second, int withoutSource) {
        ObjectNode candidate = payload().put("withoutSource", withoutSource);
        candidate.putArray("open").addObject().put("itemId", "item-1").put("kind", "OWNER_MISMATCH");
        candidate.withArray("open").addObject().put("itemId", "item-2").put("kind", "RECORD_STALE");
        entry(second, LedgerKind.CANDIDATE_PUBLISHED, candidate);
    }

    private void entry(int second, LedgerKind kind, JsonNode payload) {
        ledger.add(new LedgerEntry(
                "DIGEST-1",
                ledger.size() + 1,
                START.plusSeconds(second),
                "gatehouse",
                kind,
                "",
                payload,
                "",
                Map.of(),
                "",
                ""));
    }

    private static ObjectNode payload() {
        return JsonNodeFactory.instance.objectNode();
    }

    private JsonNode figures() {
        return new DigestFigures().of(Map.of("DIGEST-1", ledger));
    }
}
