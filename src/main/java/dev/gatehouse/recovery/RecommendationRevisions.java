package dev.gatehouse.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerKind;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.packet.RevisionReference;
import dev.gatehouse.packet.RevisionState;
import dev.gatehouse.packet.Revisions;
import dev.gatehouse.packet.manifest.OptionSet;
import dev.gatehouse.recovery.Recommendations.Stated;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The revisions of a recommendation, with what the flow keeps beside them. */
@Service
class RecommendationRevisions {

    private static final String THE_SYSTEM = "gatehouse";

    private final Revisions revisions;
    private final Recommendations recommendations;
    private final Ledger ledger;

    RecommendationRevisions(Revisions revisions, Recommendations recommendations, Ledger ledger) {
        this.revisions = revisions;
        this.recommendations = recommendations;
        this.ledger = ledger;
    }

    /** The latest revision, whatever became of it. */
    Revision current(String caseId) {
        List<RevisionReference> all = all(caseId);
        return Objects.requireNonNull(
                revisions.find(caseId, all.get(all.size() - 1).number()).orElse(null), "a case has a revision");
    }

    List<RevisionReference> all(String caseId) {
        return revisions.references(caseId);
    }

    Revision first(String caseId, JsonNode packet, String author, Instant at, String actor) {
        return store(caseId, packet, null, author, at, actor);
    }

    /**
     * Another revision takes the place of the latest; its own cause is the first of what it exists for.
     *
     * @param at when it was stated, by its event or the case's clock
     */
    void renew(String caseId, JsonNode packet, String author, Instant at, String actor, ObjectNode cause) {
        Revision before = current(caseId);
        if (before.state() == RevisionState.CANDIDATE || before.state() == RevisionState.DRAFT) {
            revisions.changeState(
                    caseId,
                    before.number(),
                    RevisionState.SUPERSEDED,
                    actor,
                    cause.path("because").asText());
            ledger.append(
                    caseId,
                    THE_SYSTEM,
                    LedgerKind.CANDIDATE_SUPERSEDED,
                    "revision " + before.number(),
                    before.named(),
                    Map.of());
        }
        recommendations.stands(caseId, recommendations.standing(caseId).renewed(cause));
        store(caseId, packet, before.number(), author, at, actor);
    }

    private Revision store(
            String caseId, JsonNode packet, @Nullable Integer supersedes, String author, Instant at, String actor) {
        Revision stored = revisions.store(caseId, packet, supersedes, actor);
        recommendations.stated(caseId, new Stated(stored.number(), author, OptionSet.sha256(packet), at));
        return stored;
    }
}
