package dev.gatehouse.digest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.digest.domain.claims.Claims;
import dev.gatehouse.digest.domain.claims.Compared;
import dev.gatehouse.digest.domain.claims.Context;
import dev.gatehouse.digest.domain.claims.OpenItem;
import dev.gatehouse.digest.domain.claims.OpenItems;
import dev.gatehouse.digest.domain.comparison.Difference;
import dev.gatehouse.digest.domain.comparison.RunbookComparison;
import dev.gatehouse.lane.CaseClock;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerKind;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.packet.RevisionState;
import dev.gatehouse.packet.Revisions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Composes a digest step by step; every method runs in the engine's transaction. */
@Service
public class DigestComposing {

    private static final String THE_SYSTEM = "gatehouse";

    private final Cases cases;
    private final Digests digests;
    private final RunbookTexts texts;
    private final DigestRecords records;
    private final DigestPackets packets;
    private final OpenItemRegister register;
    private final DigestPolicy policy;
    private final Revisions revisions;
    private final CaseClock clock;
    private final Ledger ledger;

    DigestComposing(
            Cases cases,
            Digests digests,
            RunbookTexts texts,
            DigestRecords records,
            DigestPackets packets,
            OpenItemRegister register,
            DigestPolicy policy,
            Revisions revisions,
            CaseClock clock,
            Ledger ledger) {
        this.cases = cases;
        this.digests = digests;
        this.texts = texts;
        this.records = records;
        this.packets = packets;
        this.register = register;
        this.policy = policy;
        this.revisions = revisions;
        this.clock = clock;
        this.ledger = ledger;
    }

    /** What the records in force say of what the runbook relies on. */
    public Context context(String caseId) {
        return context(texts.compared(caseId), now(caseId));
    }

    private Context context(Compared compared, Instant at) {
        return Context.of(compared, records.at(at), at);
    }

    private Instant now(String caseId) {
        return clock.now(cases.locked(caseId));
    }

    /** What is open by these records, with every claim that they leave standing. */
    public Composition find(String caseId, Context context) {
        return compose(texts.compared(caseId), context, now(caseId));
    }

    /** Everything once more, from the records that are in force now. */
    Composition again(String caseId) {
        Compared compared = texts.compared(caseId);
        // asked before a decision too, when nobody holds the case's lock
        Instant at = clock.now(cases.get(caseId));
        return compose(compared, context(compared, at), at);
    }

    private static Composition compose(Compared compared, Context context, Instant at) {
        List<Difference> differences =
                compared.comparison().map(RunbookComparison::differences).orElse(List.of());
        List<OpenItem> items = OpenItems.of(compared, differences, context);
        return new Composition(
                compared, differences, context, items, Claims.of(compared, differences, context, items), at);
    }

    /** Makes it a candidate, in the place of the one before. */
    public Revision compose(String caseId, Composition composition) {
        digests.recheck(caseId, null);
        ObjectNode packet = packets.of(caseId, composition);
        packet.path("open")
                .forEach(item -> register.found(
                        caseId,
                        item.path("itemId").asText(),
                        item.path("kind").asText(),
                        Instant.parse(item.path("since").asText()),
                        OpenItem.valuesHash(DigestPackets.values(item)),
                        DigestPackets.values(item).get("question")));
        return publish(caseId, packet, THE_SYSTEM, "Composed from current records.");
    }

    /** Puts a packet on the gate, in the place of the candidate before. */
    Revision publish(String caseId, ObjectNode packet, String actor, String cause) {
        Optional<Revision> before = revisions.candidate(caseId);
        before.ifPresent(old -> revisions.changeState(caseId, old.number(), RevisionState.SUPERSEDED, actor, cause));
        Revision candidate =
                revisions.store(caseId, packet, before.map(Revision::number).orElse(null), actor);
        revisions.changeState(caseId, candidate.number(), RevisionState.CANDIDATE, actor, cause);
        ledger.append(
                caseId,
                actor,
                LedgerKind.CANDIDATE_PUBLISHED,
                "revision " + candidate.number(),
                payload(candidate),
                policy.versions());
        return candidate;
    }

    /** References and counts only; of an open item its id, kind and since when. */
    private static ObjectNode payload(Revision candidate) {
        JsonNode packet = candidate.content();
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put("revision", candidate.number())
                .put("sha256", candidate.sha256())
                .put("supersedes", candidate.supersedes())
                .put("changed", packet.path("changed").size())
                .put("applies", packet.path("applies").size())
                .put("withoutSource", withoutSource(packet));
        ArrayNode open = payload.putArray("open");
        packet.path("open").forEach(item -> open.addObject()
                .put("itemId", item.path("itemId").asText())
                .put("kind", item.path("kind").asText())
                .put("since", item.path("since").asText()));
        return payload;
    }

    /** How many statements carry no source; the types keep it at none. */
    private static int withoutSource(JsonNode packet) {
        int count = 0;
        for (String part : List.of("changed", "applies", "open")) {
            for (JsonNode statement : packet.path(part)) {
                count += statement.path("sources").isEmpty() ? 1 : 0;
            }
        }
        return count;
    }

    /** What is on the gate. */
    Revision candidate(String caseId) {
        return revisions.candidate(caseId).orElseThrow();
    }
}
