package dev.gatehouse.recovery.domain;

import java.util.Map;
import java.util.TreeMap;

/**
 * Why a revision cannot go on to its gates now: data, from which sentences are made at the edge.
 *
 * @param subject what it is about: an option, a piece of evidence, a person, the lane
 * @param facts figures by name, as text
 */
public record HoldFault(Code code, String subject, Map<String, String> facts) {

    /** Named by the table that judges, or by what has happened. */
    public enum Code {
        OPTION_KIND_NOT_ALLOWED("option-bounds"),
        CAP_MISSING("option-bounds"),
        CAP_NOT_ALLOWED("option-bounds"),
        CAP_ABOVE_BOUND("option-bounds"),
        OTHER_CURRENCY("option-bounds"),
        EVIDENCE_STALE("freshness"),
        OUTSIDE_THE_LANE("audience-scope"),
        AUDIENCE_TOO_LARGE("audience-scope"),
        VALIDITY_TOO_LONG("validity-limits"),
        SIGNER_MISSING("required-signers"),
        WINDOW_OVER(""),
        FACTS_CHANGED("material-change"),
        HELD_AT_A_GATE("");

        private final String policy;

        Code(String policy) {
            this.policy = policy;
        }

        /** The policy table that says so; empty where none does. */
        public String policy() {
            return policy;
        }
    }

    public HoldFault {
        facts = Map.copyOf(facts);
    }

    public static HoldFault of(Code code, String subject, String... namesAndValues) {
        Map<String, String> facts = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            facts.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new HoldFault(code, subject, facts);
    }
}
