package dev.gatehouse.disclosure.exchange;

import dev.gatehouse.disclosure.domain.Refusal;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.RefusedException.Kind;
import java.util.Locale;

/** Refusals and faults for the people they are meant for. */
public final class DraftSentences {

    private DraftSentences() {}

    /** @param who was refused */
    public static RefusedException refused(Refusal refusal, String who) {
        return new RefusedException(
                kind(refusal.code()),
                refusal.code().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                sentence(refusal, who));
    }

    private static Kind kind(Refusal.Code code) {
        return switch (code) {
            case NOT_IN_THE_CHARTER, NOT_THE_SECTION_OWNER, NOT_THE_ARTIFACT_OWNER, NOT_THE_RAISER -> Kind.FORBIDDEN;
            case UNKNOWN_SECTION, UNKNOWN_SUGGESTION, UNKNOWN_OBJECTION -> Kind.UNKNOWN;
            case UNKNOWN_BASE,
                    KIND_MISSING,
                    REASON_MISSING,
                    FLAGGED_WITHOUT_REASON,
                    ONLY_GATES_ACCEPT,
                    NOTHING_CHANGES,
                    STALE_EVIDENCE,
                    WINDOW_OVER,
                    RESIDUALS_UNNAMED,
                    NOT_RESIDUAL -> Kind.INVALID;
            case CHARTER_NOT_APPROVED,
                    PACKET_CLOSED,
                    STALE_BASE,
                    ALREADY_RULED,
                    SECTION_EXISTS,
                    LAST_SECTION,
                    NOT_AN_ANNEX,
                    SAME_STATE,
                    BLOCKING_OBJECTION,
                    PROMOTIONS_UNCONFIRMED -> Kind.CONFLICT;
        };
    }

    private static String sentence(Refusal refusal, String who) {
        return switch (refusal.code()) {
            case NOT_IN_THE_CHARTER -> who + " is not in this packet's charter and contributes nothing to it.";
            case NOT_THE_SECTION_OWNER ->
                "Only the owner of the section " + refusal.fact("sectionId") + " does this; " + who + " is not.";
            case NOT_THE_ARTIFACT_OWNER -> "Only the artifact owner, " + refusal.fact("owner") + ", does this.";
            case NOT_THE_RAISER -> "Only " + refusal.fact("raisedBy") + ", who raised this objection, says this of it.";
            case UNKNOWN_SECTION -> "The packet has no section " + refusal.fact("sectionId") + ".";
            case UNKNOWN_SUGGESTION -> "The packet has no suggestion " + refusal.fact("suggestionId") + ".";
            case UNKNOWN_OBJECTION -> "The packet has no objection " + refusal.fact("objectionId") + ".";
            case UNKNOWN_BASE ->
                "The packet has no revision " + refusal.fact("baseRevision")
                        + "; name the revision that you looked at.";
            case CHARTER_NOT_APPROVED -> "The charter is not approved yet; nobody works on the packet before.";
            case PACKET_CLOSED -> "The packet is " + refusal.fact("stage") + "; nothing in it changes any more.";
            case STALE_BASE ->
                "The section " + refusal.fact("sectionId") + " has changed since revision "
                        + refusal.fact("baseRevision") + ": revision " + refusal.fact("changedIn")
                        + " has another text. Both are shown; work from the newer one.";
            case ALREADY_RULED -> "This suggestion is " + refusal.fact("state") + " already.";
            case KIND_MISSING -> "A rejection says in kind what is wrong: wrong-fact, wording or out-of-bounds.";
            case REASON_MISSING -> "This needs a reason.";
            case FLAGGED_WITHOUT_REASON ->
                "This text commits to something (" + refusal.fact("words") + "); it goes in with a reason only.";
            case SECTION_EXISTS -> "The packet has a section " + refusal.fact("sectionId") + " already.";
            case LAST_SECTION -> "A packet keeps at least one section.";
            case NOT_AN_ANNEX ->
                "The section " + refusal.fact("sectionId") + " is no annex; there is nothing to promote.";
            case SAME_STATE -> "The objection " + refusal.fact("objectionId") + " is in that state already.";
            case ONLY_GATES_ACCEPT ->
                "An objection becomes accepted-residual at the release owner's gate only; here it becomes open, resolved or withdrawn.";
            case NOTHING_CHANGES -> "This is what the section says already.";
            case BLOCKING_OBJECTION ->
                "Nothing is proposed while a blocking objection is open: " + refusal.fact("objections") + ".";
            case STALE_EVIDENCE ->
                "What the packet cites is STALE (" + refusal.fact("evidence") + "); proposing it needs a reason.";
            case WINDOW_OVER ->
                "The window that the packet was chartered for was over at " + refusal.fact("end")
                        + "; proposing it for a window of its own, as long as its lane allows, needs a reason.";
            case RESIDUALS_UNNAMED ->
                "The variable accepted must name every open residual objection; missing: " + refusal.fact("missing")
                        + ".";
            case NOT_RESIDUAL ->
                "The variable accepted names what is no open residual objection: " + refusal.fact("others") + ".";
            case PROMOTIONS_UNCONFIRMED ->
                "Annex sections were promoted to the lane: " + orNone(refusal.fact("promoted"))
                        + ". The variable promoted must name exactly these; it names "
                        + orNone(refusal.fact("confirmed")) + ".";
        };
    }

    private static String orNone(String names) {
        return names.isEmpty() ? "none" : names;
    }
}
