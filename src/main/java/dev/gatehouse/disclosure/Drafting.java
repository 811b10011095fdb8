package dev.gatehouse.disclosure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.disclosure.domain.Comment;
import dev.gatehouse.disclosure.domain.Draft;
import dev.gatehouse.disclosure.domain.DraftRules;
import dev.gatehouse.disclosure.domain.Objection;
import dev.gatehouse.disclosure.domain.Objection.Severity;
import dev.gatehouse.disclosure.domain.Objection.Standing;
import dev.gatehouse.disclosure.domain.Refusal;
import dev.gatehouse.disclosure.domain.Section;
import dev.gatehouse.disclosure.domain.Stage;
import dev.gatehouse.disclosure.domain.Suggestion;
import dev.gatehouse.disclosure.exchange.DisclosurePremises;
import dev.gatehouse.disclosure.exchange.DisclosureRequests;
import dev.gatehouse.disclosure.exchange.DisclosureRequests.Sent;
import dev.gatehouse.disclosure.exchange.DraftSentences;
import dev.gatehouse.disclosure.exchange.ReleasedForm;
import dev.gatehouse.gate.RefusalLog;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.RefusedException.Kind;
import dev.gatehouse.intake.Fault;
import dev.gatehouse.intake.FaultsException;
import dev.gatehouse.lane.CaseClock;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerKind;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.packet.RevisionState;
import dev.gatehouse.packet.Revisions;
import dev.gatehouse.release.Causes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Work on a draft, as people and agents ask for it at the doors: each change in a transaction of its own, under the case's
 * lock, with its ledger entry. A change to what is on the gates takes it off them.
 */
@Service
class Drafting {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Cases cases;
    private final Drafts drafts;
    private final Disclosure disclosure;
    private final Candidates candidates;
    private final Revisions revisions;
    private final DisclosurePolicy policy;
    private final DisclosurePremises premises;
    private final CaseClock clock;
    private final Ledger ledger;
    private final RefusalLog refusals;
    private final OpenGates gates;
    private final TransactionTemplate transaction;

    Drafting(
            Cases cases,
            Drafts drafts,
            Disclosure disclosure,
            Candidates candidates,
            Revisions revisions,
            DisclosurePolicy policy,
            DisclosurePremises premises,
            CaseClock clock,
            Ledger ledger,
            RefusalLog refusals,
            OpenGates gates,
            PlatformTransactionManager transactions) {
        this.cases = cases;
        this.drafts = drafts;
        this.disclosure = disclosure;
        this.candidates = candidates;
        this.revisions = revisions;
        this.policy = policy;
        this.premises = premises;
        this.clock = clock;
        this.ledger = ledger;
        this.refusals = refusals;
        this.gates = gates;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Somebody works on a text that is no longer there; both texts are for them to see. */
    static final class StaleBaseException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // a refusal is never serialized
        private final RefusedException refusal;

        private final String baseText;
        private final String currentText;
        private final String yourText;
        private final int currentRevision;

        StaleBaseException(
                RefusedException refusal, String baseText, String currentText, String yourText, int currentRevision) {
            super(refusal.sentence());
            this.refusal = refusal;
            this.baseText = baseText;
            this.currentText = currentText;
            this.yourText = yourText;
            this.currentRevision = currentRevision;
        }

        ObjectNode problem() {
            return NODES.objectNode()
                    .put("type", "about:blank")
                    .put("title", "Conflict")
                    .put("status", refusal.kind().status())
                    .put("detail", refusal.sentence())
                    .put("code", refusal.code())
                    .put("baseText", baseText)
                    .put("currentText", currentText)
                    .put("yourText", yourText)
                    .put("currentRevision", currentRevision);
        }
    }

    /** What somebody asks for, once the case is locked. */
    private interface Work {
        ObjectNode on(Change change);
    }

    /** One change being made. */
    private final class Change {
        private final CaseFile caseFile;
        private final String who;
        private final JsonNode body;
        private final Draft draft;

        Change(CaseFile caseFile, String who, JsonNode body) {
            this.caseFile = caseFile;
            this.who = who;
            this.body = body;
            this.draft = drafts.get(caseFile.caseId());
        }

        DraftRules rules() {
            return new DraftRules(draft);
        }

        @Nullable
        String text(String name) {
            return body.path(name).asText(null);
        }

        void check(Optional<Refusal> refusal) {
            refusal.ifPresent(against -> {
                throw DraftSentences.refused(against, who);
            });
        }

        /** Like {@link #check}, with both texts where somebody works on an old one and may see them. */
        void check(Optional<Refusal> refusal, String sectionId, int baseRevision, String yourText) {
            Optional<Draft> base = drafts.at(caseFile.caseId(), baseRevision);
            if (refusal.isPresent()
                    && refusal.get().code() == Refusal.Code.STALE_BASE
                    && DisclosureViews.maySee(draft, sectionId, who)
                    && base.filter(before -> DisclosureViews.maySee(before, sectionId, who))
                            .isPresent()) {
                throw new StaleBaseException(
                        DraftSentences.refused(refusal.get(), who),
                        base.flatMap(before -> before.section(sectionId))
                                .map(Section::markdown)
                                .orElse(""),
                        draft.section(sectionId).map(Section::markdown).orElse(""),
                        yourText,
                        draft.revision());
            }
            check(refusal);
        }

        void append(LedgerKind kind, String subject, ObjectNode payload) {
            ledger.append(caseFile.caseId(), who, kind, subject, payload, Map.of());
        }

        void appendJudged(LedgerKind kind, String subject, ObjectNode payload) {
            ledger.append(caseFile.caseId(), who, kind, subject, payload, policy.versions());
        }

        /** The draft has another revision: what was current is superseded by it, and open gates follow or go. */
        ObjectNode revised(Draft next, String because) {
            String caseId = caseFile.caseId();
            boolean wasOnGates = draft.stage().onGates();
            Revision before = disclosure.current(caseId);
            if (wasOnGates) {
                drafts.stands(
                        caseId, drafts.standing(caseId).renewed().with(Causes.by(who, clock.now(caseFile), because)));
                candidates.superseded(caseId, before, because);
            } else {
                revisions.changeState(caseId, before.number(), RevisionState.SUPERSEDED, who, because);
            }
            Draft stored = next.at(Stage.DRAFT);
            drafts.keep(caseId, stored);
            drafts.keepRevision(caseId, stored);
            cases.addParticipants(caseId, stored.people());
            Revision revision = revisions.store(caseId, ReleasedForm.of(caseId, stored), before.number(), who);
            append(
                    LedgerKind.DRAFT_REVISED,
                    "revision " + revision.number(),
                    revision.named().put("because", because));
            if (wasOnGates) {
                gates.candidateChanged(caseFile, because);
            } else {
                gates.draftRevised(caseFile, revision, !stored.sectionOwners().equals(draft.sectionOwners()));
            }
            return reference(revision);
        }
    }

    ObjectNode suggest(String caseId, String who, JsonNode body) {
        return worked("suggest", caseId, who, body, Sent.SUGGESTION, change -> {
            String sectionId = body.path("sectionId").asText();
            int base = body.path("baseRevision").asInt();
            String markdown = body.path("markdown").asText();
            change.check(change.rules().suggest(who, sectionId, base), sectionId, base, markdown);
            Suggestion suggestion = new Suggestion(
                    "s-" + (change.draft.suggestions().size() + 1),
                    sectionId,
                    who,
                    base,
                    markdown,
                    body.path("rationale").asText(""),
                    DisclosureRequests.citations(body.path("citations")),
                    policy.flags(markdown),
                    null);
            drafts.keep(caseId, change.draft.suggested(suggestion));
            ObjectNode payload = NODES.objectNode()
                    .put("suggestionId", suggestion.suggestionId())
                    .put("sectionId", sectionId)
                    .put("baseRevision", base);
            suggestion.flags().forEach(payload.putArray("flags")::add);
            change.appendJudged(LedgerKind.SUGGESTED, suggestion.suggestionId(), payload);
            ObjectNode answer = NODES.objectNode()
                    .put("suggestionId", suggestion.suggestionId())
                    .put("state", suggestion.state().word());
            suggestion.flags().forEach(answer.putArray("flags")::add);
            return answer;
        });
    }

    ObjectNode decide(String caseId, String suggestionId, String who, JsonNode body) {
        return worked(
                "decide on a suggestion",
                caseId,
                who,
                body,
                Sent.SUGGESTION_DECISION,
                change -> body.path("decision").asText().equals("accept")
                        ? accept(change, suggestionId)
                        : reject(change, suggestionId));
    }

    private ObjectNode accept(Change change, String suggestionId) {
        String reason = change.text("reason");
        Suggestion known = change.draft.suggestion(suggestionId).orElse(null);
        change.check(
                change.rules().accept(change.who, suggestionId, reason),
                known == null ? "" : known.sectionId(),
                known == null ? 0 : known.baseRevision(),
                known == null ? "" : known.markdown());
        Suggestion suggestion = Objects.requireNonNull(known);
        ObjectNode payload = decided(suggestion);
        suggestion.flags().forEach(payload.putArray("flags")::add);
        change.append(LedgerKind.SUGGESTION_ACCEPTED, suggestionId, payload.put("reason", reason));
        return change.revised(
                        change.draft.accepted(suggestion, change.who, reason),
                        change.who + " accepted the suggestion " + suggestionId + " into " + suggestion.sectionId()
                                + ".")
                .put("suggestionId", suggestionId)
                .put("state", Suggestion.State.ACCEPTED.word());
    }

    private ObjectNode reject(Change change, String suggestionId) {
        String word = change.text("kind");
        Suggestion.Kind kind = word == null ? null : Suggestion.Kind.of(word);
        String reason = change.text("reason");
        change.check(change.rules().reject(change.who, suggestionId, kind, reason));
        Suggestion suggestion = change.draft.suggestion(suggestionId).orElseThrow();
        drafts.keep(
                change.caseFile.caseId(),
                change.draft.rejected(
                        suggestion, change.who, Objects.requireNonNull(kind), Objects.requireNonNull(reason)));
        change.append(
                LedgerKind.SUGGESTION_REJECTED,
                suggestionId,
                decided(suggestion)
                        .put("kind", kind.word())
                        .put("reason", reason)
                        .put("byAgent", premises.isAgent(suggestion.by())));
        return NODES.objectNode().put("suggestionId", suggestionId).put("state", Suggestion.State.REJECTED.word());
    }

    private static ObjectNode decided(Suggestion suggestion) {
        return NODES.objectNode()
                .put("suggestionId", suggestion.suggestionId())
                .put("sectionId", suggestion.sectionId())
                .put("suggestedBy", suggestion.by());
    }

    ObjectNode object(String caseId, String who, JsonNode body) {
        return worked("object", caseId, who, body, Sent.OBJECTION, change -> {
            String sectionId = body.path("sectionId").asText();
            Severity severity = Severity.of(body.path("severity").asText());
            change.check(change.rules().object(who, sectionId));
            Objection objection = candidates.raise(
                    caseId,
                    change.draft,
                    who,
                    sectionId,
                    severity,
                    body.path("statement").asText());
            ObjectNode answer = change.draft.stage().endsBy(severity)
                    ? interrupted(change, who + " raised the objection " + objection.objectionId() + ".")
                    : NODES.objectNode();
            return answer.put("objectionId", objection.objectionId()).put("state", Objection.State.OPEN.word());
        });
    }

    ObjectNode moveObjection(String caseId, String objectionId, String who, JsonNode body) {
        return worked("move an objection", caseId, who, body, Sent.OBJECTION_STATE, change -> {
            Standing to = Standing.valueOf(body.path("state").asText().toUpperCase(Locale.ROOT));
            String reason = change.text("reason");
            change.check(change.rules().moveObjection(who, objectionId, to, reason));
            Draft moved = change.draft.objectionStands(objectionId, to);
            drafts.keep(caseId, moved);
            change.append(
                    LedgerKind.OBJECTION_MOVED,
                    objectionId,
                    NODES.objectNode()
                            .put("objectionId", objectionId)
                            .put("state", to.name().toLowerCase(Locale.ROOT))
                            .put("reason", reason));
            boolean ends = to == Standing.OPEN
                    && change.draft
                            .stage()
                            .endsBy(change.draft
                                    .objection(objectionId)
                                    .orElseThrow()
                                    .severity());
            ObjectNode answer = ends
                    ? interrupted(change, who + " opened the objection " + objectionId + " again.")
                    : NODES.objectNode();
            return answer.put("objectionId", objectionId)
                    .put(
                            "state",
                            moved.stateOf(moved.objection(objectionId).orElseThrow())
                                    .word());
        });
    }

    /** What is on the gates goes back to its draft, as the revision that is answered. */
    private ObjectNode interrupted(Change change, String because) {
        String caseId = change.caseFile.caseId();
        drafts.stands(
                caseId,
                drafts.standing(caseId).renewed().with(Causes.by(change.who, clock.now(change.caseFile), because)));
        gates.candidateChanged(change.caseFile, because);
        return reference(disclosure.current(caseId));
    }

    private static ObjectNode reference(Revision revision) {
        return NODES.objectNode().put("revision", revision.number()).put("sha256", revision.sha256());
    }

    ObjectNode comment(String caseId, String who, JsonNode body) {
        return worked("comment", caseId, who, body, Sent.COMMENT, change -> {
            String sectionId = body.path("sectionId").asText();
            change.check(change.rules().comment(who, sectionId));
            Comment comment = new Comment(
                    who,
                    sectionId,
                    body.path("text").asText(),
                    clock.now(change.caseFile).toString());
            drafts.keep(caseId, change.draft.commented(comment));
            change.append(LedgerKind.COMMENTED, sectionId, NODES.objectNode().put("sectionId", sectionId));
            return NODES.objectNode().put("sectionId", sectionId).put("at", comment.at());
        });
    }

    ObjectNode edit(String caseId, String sectionId, String who, JsonNode body) {
        return worked("edit", caseId, who, body, Sent.SECTION_EDIT, change -> {
            int base = body.path("baseRevision").asInt();
            String markdown = body.path("markdown").asText();
            List<String> flags = policy.flags(markdown);
            String reason = change.text("reason");
            change.check(change.rules().edit(who, sectionId, base, flags, reason), sectionId, base, markdown);
            // citations replace the section's list; left out, they stay
            var citations = body.has("citations")
                    ? DisclosureRequests.citations(body.path("citations"))
                    : change.draft.section(sectionId).orElseThrow().citations();
            return change.revised(
                    change.draft.edited(sectionId, who, markdown, citations, flags, reason),
                    who + " edited " + sectionId + ".");
        });
    }

    ObjectNode addSection(String caseId, String who, JsonNode body) {
        return worked("add a section", caseId, who, body, Sent.SECTION, change -> {
            Section section = DisclosureRequests.section(cases.request(caseId), body, change.draft.revision() + 1);
            List<String> flags = policy.flags(section);
            String reason = change.text("reason");
            change.check(change.rules().add(who, section, flags, reason));
            return change.revised(
                            change.draft.withSection(section, who, flags, reason),
                            who + " added the section " + section.sectionId() + ".")
                    .put("sectionId", section.sectionId());
        });
    }

    ObjectNode removeSection(String caseId, String sectionId, String who) {
        return worked("remove a section", caseId, who, NODES.objectNode(), Sent.SECTION_REMOVAL, change -> {
            change.check(change.rules().remove(who, sectionId));
            return change.revised(
                    change.draft.withoutSection(sectionId), who + " removed the section " + sectionId + ".");
        });
    }

    ObjectNode classify(String caseId, String sectionId, String who, JsonNode body) {
        return worked("promote an annex", caseId, who, body, Sent.CLASSIFICATION, change -> {
            change.check(change.rules().promote(who, sectionId, change.text("reason")));
            mustBeThePacketsLane(change);
            return change.revised(
                    change.draft.promoted(sectionId),
                    who + " promoted the annex " + sectionId + " to the lane: " + change.text("reason"));
        });
    }

    /** An annex goes to the packet's one lane; whoever means another is told so. */
    private static void mustBeThePacketsLane(Change change) {
        String lane = change.draft.charter().lane();
        String named = change.text("lane");
        if (!lane.equals(named)) {
            throw new FaultsException(
                    List.of(new Fault("/lane", "is %s; expected %s, the lane of this packet".formatted(named, lane))));
        }
    }

    private ObjectNode worked(String what, String caseId, String who, JsonNode body, Sent shape, Work work) {
        try {
            return Objects.requireNonNull(transaction.execute(status -> {
                CaseFile caseFile = cases.lock(caseId)
                        .filter(one -> one.flow().equals(DisclosureProcess.KEY))
                        .orElseThrow(() -> new RefusedException(
                                Kind.UNKNOWN, "unknown-packet", "There is no packet " + caseId + "."));
                Change change = new Change(caseFile, who, body);
                // a stranger is not told what is wrong with what they sent
                if (!change.rules().mayContribute(who) && !change.draft.hasRaised(who)) {
                    throw DraftSentences.refused(Refusal.of(Refusal.Code.NOT_IN_THE_CHARTER), who);
                }
                DisclosureRequests.check(body, shape, premises);
                return work.on(change);
            }));
        } catch (RefusedException refused) {
            // written down after the change is rolled back, or it would be rolled back with it
            if (refused.kind() == Kind.FORBIDDEN) {
                refusals.refused(who, what, refused.sentence(), null, caseId);
            }
            throw refused;
        }
    }
}
