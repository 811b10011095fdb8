package dev.gatehouse.disclosure.domain;

import java.util.Map;

/** What a policy table holds against a charter. */
public record CharterFault(Code code, String subject, Map<String, String> facts) {

    /** With the table that says so. */
    public enum Code {
        LANE_CLOSED("audience-scope"),
        READER_OUTSIDE_LANE("audience-scope"),
        AUDIENCE_TOO_LARGE("audience-scope"),
        SIGNER_GROUP_MISSING("required-signers"),
        VALIDITY_TOO_LONG("validity-limits"),
        NO_VALIDITY("validity-limits");

        private final String policy;

        Code(String policy) {
            this.policy = policy;
        }

        public String policy() {
            return policy;
        }
    }

    public CharterFault {
        facts = Map.copyOf(facts);
    }
}
