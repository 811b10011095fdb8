package dev.gatehouse.digest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.digest.OpenItemRegister.Item;
import dev.gatehouse.digest.Standing.Clarification;
import dev.gatehouse.digest.Standing.Correction;
import dev.gatehouse.digest.domain.claims.OpenItem;
import dev.gatehouse.digest.exchange.DigestRequests;
import dev.gatehouse.digest.exchange.Quotations;
import dev.gatehouse.gate.GateDelegates;
import dev.gatehouse.gate.GateKeeper;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.gate.Gates;
import dev.gatehouse.gate.RefusalLog;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.RefusedException.Kind;
import dev.gatehouse.intake.Fault;
import dev.gatehouse.intake.FaultsException;
import dev.gatehouse.lane.CaseClock;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerKind;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.packet.Revisions;
import dev.gatehouse.people.Directory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What people add to a digest while it is reviewed, and what they close. Each addition makes another revision, which takes
 * the candidate's place on the same task: its old hash decides nothing any more.
 */
@Service
public class DigestNotes {

    private final Cases cases;
    private final Digests digests;
    private final DigestComposing composing;
    private final DigestPackets packets;
    private final RunbookTexts texts;
    private final OpenItemRegister register;
    private final DigestPolicy policy;
    private final DigestNews news;
    private final Revisions revisions;
    private final Gates gates;
    private final GateKeeper keeper;
    private final GateDelegates delegates;
    private final Directory directory;
    private final CaseClock clock;
    private final Ledger ledger;
    private final RefusalLog refusals;
    private final TransactionTemplate transaction;

    DigestNotes(
            Cases cases,
            Digests digests,
            DigestComposing composing,
            DigestPackets packets,
            RunbookTexts texts,
            OpenItemRegister register,
            DigestPolicy policy,
            DigestNews news,
            Revisions revisions,
            Gates gates,
            GateKeeper keeper,
            GateDelegates delegates,
            Directory directory,
            CaseClock clock,
            Ledger ledger,
            RefusalLog refusals,
            PlatformTransactionManager transactions) {
        this.cases = cases;
        this.digests = digests;
        this.composing = composing;
        this.packets = packets;
        this.texts = texts;
        this.register = register;
        this.policy = policy;
        this.news = news;
        this.revisions = revisions;
        this.gates = gates;
        this.keeper = keeper;
        this.delegates = delegates;
        this.directory = directory;
        this.clock = clock;
        this.ledger = ledger;
        this.refusals = refusals;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * The reviewer's sentence takes the place of a generated one, which stays visible.
     *
     * @throws FaultsException for what is no correction, names no claim, or says what a digest does not say
     * @throws RefusedException FORBIDDEN for anybody but the reviewer, CONFLICT when no digest is on a gate
     */
    public ObjectNode correct(String caseId, String who, JsonNode body) {
        return settled(caseId, who, "corrections", caseFile -> correct(caseFile, who, body));
    }

    private ObjectNode correct(CaseFile caseFile, String who, JsonNode body) {
        String caseId = caseFile.caseId();
        mustReview(caseFile, who, "corrects");
        DigestRequests.checkCorrection(body);
        Revision candidate = candidate(caseFile);
        String claimId = body.path("claimId").asText();
        ObjectNode statement = DigestPackets.statement(candidate.content(), claimId)
                .orElseThrow(() -> fault(
                        "/claimId",
                        "names no claim of revision " + candidate.number()
                                + "; expected the claimId or itemId of one that the review shows"));
        mustNotBeBlocked(caseId, body);
        Correction correction = new Correction(
                claimId,
                body.path("text").asText(),
                body.path("kind").asText(),
                who,
                clock.now(caseFile),
                DigestPackets.essence(statement));
        digests.stands(caseId, digests.standing(caseId).corrected(correction));
        ledger.append(
                caseId,
                who,
                LedgerKind.CORRECTED,
                claimId,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("claimId", claimId)
                        .put("kind", correction.kind())
                        .put("revision", candidate.number()),
                policy.versions());
        return replaced(caseFile, candidate, who, "Corrected " + claimId + ".");
    }

    /**
     * Adds a clarification of an open item, or a question that stays open until somebody closes it.
     *
     * @throws FaultsException for what is no clarification, names no open item, or says what a digest does not say
     * @throws RefusedException FORBIDDEN for whoever takes no part in the digest, CONFLICT when none is on a gate
     */
    public ObjectNode clarify(String caseId, String who, JsonNode body) {
        return settled(caseId, who, "clarifications", caseFile -> clarify(caseFile, who, body));
    }

    private ObjectNode clarify(CaseFile caseFile, String who, JsonNode body) {
        String caseId = caseFile.caseId();
        mustTakePart(caseFile, who, "clarify");
        DigestRequests.checkClarification(body);
        Revision candidate = candidate(caseFile);
        String text = body.path("text").asText();
        String about = body.path("itemId").asText(null);
        if (about != null
                && candidate.content().path("open").valueStream().noneMatch(item -> item.path("itemId")
                        .asText()
                        .equals(about))) {
            throw fault(
                    "/itemId",
                    "names no open item of revision " + candidate.number()
                            + "; expected one that the review shows, or none");
        }
        mustNotBeBlocked(caseId, body);
        Standing standing = digests.standing(caseId);
        Instant at = clock.now(caseFile);
        String runbook = Objects.requireNonNull(standing.runbookId());
        String itemId = about == null ? OpenItem.questionId(runbook, text) : about;
        String clarificationId = "clarification-" + (standing.clarifications().size() + 1);
        if (about == null) {
            register.found(caseId, itemId, OpenItem.Kind.CARRIED_OVER.name(), at, OpenItem.questionHash(text), text);
        }
        digests.stands(caseId, standing.clarified(new Clarification(clarificationId, itemId, text, who, at)));
        ledger.append(
                caseId,
                who,
                LedgerKind.CLARIFIED,
                itemId,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("clarificationId", clarificationId)
                        .put("itemId", itemId)
                        .put("question", about == null)
                        .put("revision", candidate.number()),
                policy.versions());
        return replaced(caseFile, candidate, who, "Clarified " + itemId + ".")
                .put("clarificationId", clarificationId)
                .put("itemId", itemId);
    }

    /**
     * A named person closes what is open, with a reason; it opens again when what it is about changes.
     *
     * @throws FaultsException for a body without a reason
     * @throws RefusedException FORBIDDEN for whoever takes no part in the digest, UNKNOWN for an item that it never had,
     *     CONFLICT for one that is closed already, or when the case has ended: what is still open is closed in the digest
     *     that took its place
     */
    public ObjectNode close(String caseId, String itemId, String who, JsonNode body) {
        return settled(caseId, who, "closing", caseFile -> close(caseFile, itemId, who, body));
    }

    private ObjectNode close(CaseFile caseFile, String itemId, String who, JsonNode body) {
        String caseId = caseFile.caseId();
        mustTakePart(caseFile, who, "close open items of");
        DigestRequests.checkClosing(body);
        mustGoOn(caseFile);
        Item item = register.find(caseId, itemId)
                .orElseThrow(() -> new RefusedException(
                        Kind.UNKNOWN, "unknown-item", "The digest " + caseId + " has no open item " + itemId + "."));
        if (register.isClosed(caseId, itemId, item.valuesHash())) {
            throw new RefusedException(
                    Kind.CONFLICT, "already-closed", "The item " + itemId + " of " + caseId + " is closed already.");
        }
        Instant at = clock.now(caseFile);
        register.closed(caseId, item, who, at, body.path("reason").asText());
        ledger.append(
                caseId,
                who,
                LedgerKind.ITEM_CLOSED,
                itemId,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("itemId", itemId)
                        .put("kind", item.kind())
                        .put("since", item.since().toString())
                        .put("closedAt", at.toString())
                        .put("reason", body.path("reason").asText()),
                Map.of());
        ObjectNode answer =
                JsonNodeFactory.instance.objectNode().put("itemId", itemId).put("state", "closed");
        Optional<Revision> candidate = reviewGate(caseFile).flatMap(gate -> revisions.candidate(caseId));
        candidate.ifPresent(one -> answer.setAll(replaced(caseFile, one, who, "Closed " + itemId + ".")));
        return answer;
    }

    // ---- who may

    /** In a transaction of its own, under the case's lock; a refusal is entered in the ledger after it has rolled back. */
    private ObjectNode settled(String caseId, String who, String door, Function<CaseFile, ObjectNode> work) {
        try {
            return Objects.requireNonNull(transaction.execute(status -> work.apply(digest(caseId))));
        } catch (RefusedException refused) {
            if (refused.kind() != Kind.UNKNOWN) {
                refusals.refused(who, door, refused.sentence(), null, caseId);
            }
            throw refused;
        }
    }

    private CaseFile digest(String caseId) {
        CaseFile caseFile = cases.locked(caseId);
        if (!caseFile.flow().equals(DigestProcess.KEY)) {
            throw new RefusedException(Kind.UNKNOWN, "no-digest", "The case " + caseId + " is no digest of a runbook.");
        }
        return caseFile;
    }

    private void mustReview(CaseFile caseFile, String who, String what) {
        String reviewer = digests.standing(caseFile.caseId()).reviewer();
        boolean reviews = who.equals(reviewer)
                || reviewGate(caseFile)
                        .filter(gate -> delegates.isDelegate(gate, who))
                        .isPresent();
        if (!directory.isPerson(who) || !reviews) {
            throw new RefusedException(
                    Kind.FORBIDDEN,
                    "not-the-reviewer",
                    "The reviewer of %s %s it%s; %s is not the reviewer."
                            .formatted(
                                    caseFile.caseId(), what, reviewer == null ? "" : ", and that is " + reviewer, who));
        }
    }

    private void mustTakePart(CaseFile caseFile, String who, String what) {
        boolean takesPart = cases.participants(caseFile.caseId()).contains(who) || delegates.isDelegate(caseFile, who);
        if (!directory.isPerson(who) || !takesPart) {
            throw new RefusedException(
                    Kind.FORBIDDEN,
                    "not-a-participant",
                    "Only its reviewer, the people on its rota and support operations may %s the digest %s; %s is none of them."
                            .formatted(what, caseFile.caseId(), who));
        }
    }

    /** Behind the seal of a case nothing is entered in its ledger any more. */
    private void mustGoOn(CaseFile caseFile) {
        if (!caseFile.isOpen()) {
            throw new RefusedException(
                    Kind.CONFLICT,
                    "case-ended",
                    "The case %s has ended as %s, so nothing of it is closed any more. What is still open of its runbook is closed in %s."
                            .formatted(
                                    caseFile.caseId(),
                                    caseFile.outcome(),
                                    successor(caseFile)
                                            .map(successor -> "the digest " + successor)
                                            .orElse("the next digest, which finds it again")));
        }
    }

    /** The newest digest of the runbook that goes on. */
    private Optional<String> successor(CaseFile caseFile) {
        return digests.place(caseFile.caseId())
                .flatMap(place -> digests.publications(place.runbook(), caseFile.drill()).stream()
                        .filter(other -> other.isNewerThan(place)
                                && cases.get(other.caseId()).isOpen())
                        .reduce((one, other) -> one.isNewerThan(other.place()) ? one : other)
                        .map(Digests.Publication::caseId));
    }

    /** What is on the gate, once nothing that has arrived is about to take it away. */
    private Revision candidate(CaseFile caseFile) {
        if (reviewGate(caseFile).isEmpty()) {
            throw new RefusedException(
                    Kind.CONFLICT,
                    "not-in-review",
                    "No digest of the case " + caseFile.caseId() + " is on a gate; nothing can be added to it.");
        }
        news.unappliedNews(caseFile).ifPresent(sentence -> {
            throw new RefusedException(Kind.CONFLICT, "change-not-applied", sentence);
        });
        return revisions.candidate(caseFile.caseId()).orElseThrow();
    }

    private Optional<GateRecord> reviewGate(CaseFile caseFile) {
        return gates.open(caseFile.caseId()).stream()
                .filter(gate -> gate.gate().equals(DigestProcess.REVIEW_DIGEST))
                .findFirst();
    }

    private void mustNotBeBlocked(String caseId, JsonNode body) {
        List<String> words = policy.blockedWords(Quotations.ownWords(
                body.path("text").asText(), texts.compared(caseId).runbooks()));
        if (!words.isEmpty()) {
            throw fault(
                    "/text",
                    "says %s, which a digest does not: it informs, and neither advises, ranks nor commits. Leave these words out, or quote the runbook word for word between “ and ”"
                            .formatted(String.join(", ", words)));
        }
    }

    private static FaultsException fault(String pointer, String message) {
        return new FaultsException(List.of(new Fault(pointer, message)));
    }

    // ---- the revision that takes the candidate's place

    /** The packet as it was composed, with what was added since; records are looked up again at share. */
    private ObjectNode replaced(CaseFile caseFile, Revision before, String who, String cause) {
        String caseId = caseFile.caseId();
        ObjectNode packet = packets.annotated(caseId, (ObjectNode) before.content());
        Revision now = composing.publish(caseId, packet, who, cause);
        reviewGate(caseFile).ifPresent(gate -> keeper.rebind(gate, now.number(), now.sha256()));
        return JsonNodeFactory.instance
                .objectNode()
                .put("revision", now.number())
                .put("sha256", now.sha256());
    }
}
