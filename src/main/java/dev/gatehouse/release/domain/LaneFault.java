package dev.gatehouse.release.domain;

import java.util.Map;

/**
 * What a policy table holds against a release into a lane: data, from which sentences are made at the edge.
 *
 * @param subject what it is about: the lane, a reader, a group
 * @param facts figures by name, as text
 */
public record LaneFault(Code code, String subject, Map<String, String> facts) {

    /** With the table that says so. */
    public enum Code {
        LANE_CLOSED("audience-scope"),
        READER_OUTSIDE_LANE("audience-scope"),
        AUDIENCE_TOO_LARGE("audience-scope"),
        VALIDITY_TOO_LONG("validity-limits"),
        NO_VALIDITY("validity-limits"),
        SIGNER_GROUP_MISSING("required-signers");

        private final String policy;

        Code(String policy) {
            this.policy = policy;
        }

        public String policy() {
            return policy;
        }
    }

    public LaneFault {
        facts = Map.copyOf(facts);
    }
}
