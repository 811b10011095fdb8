package dev.gatehouse.disclosure.domain;

import java.util.Map;

/**
 * Why a change is not made, as data; sentences are made at the edge.
 *
 * @param facts what the sentence needs, by name
 */
public record Refusal(Code code, Map<String, String> facts) {

    /** What is against it. */
    public enum Code {
        NOT_IN_THE_CHARTER,
        NOT_THE_SECTION_OWNER,
        NOT_THE_ARTIFACT_OWNER,
        NOT_THE_RAISER,
        UNKNOWN_SECTION,
        UNKNOWN_SUGGESTION,
        UNKNOWN_OBJECTION,
        UNKNOWN_BASE,
        CHARTER_NOT_APPROVED,
        PACKET_CLOSED,
        STALE_BASE,
        ALREADY_RULED,
        KIND_MISSING,
        REASON_MISSING,
        FLAGGED_WITHOUT_REASON,
        SECTION_EXISTS,
        LAST_SECTION,
        NOT_AN_ANNEX,
        SAME_STATE,
        ONLY_GATES_ACCEPT,
        NOTHING_CHANGES,
        BLOCKING_OBJECTION,
        STALE_EVIDENCE,
        WINDOW_OVER,
        RESIDUALS_UNNAMED,
        NOT_RESIDUAL,
        PROMOTIONS_UNCONFIRMED
    }

    public Refusal {
        facts = Map.copyOf(facts);
    }

    public static Refusal of(Code code) {
        return new Refusal(code, Map.of());
    }

    public static Refusal of(Code code, String name, String value) {
        return new Refusal(code, Map.of(name, value));
    }

    public String fact(String name) {
        return facts.getOrDefault(name, "");
    }
}
