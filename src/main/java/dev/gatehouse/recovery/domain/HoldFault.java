package dev.gatehouse.recovery.domain;

import dev.gatehouse.release.domain.LaneFault;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
        LANE_CLOSED(LaneFault.Code.LANE_CLOSED),
        OUTSIDE_THE_LANE(LaneFault.Code.READER_OUTSIDE_LANE),
        AUDIENCE_TOO_LARGE(LaneFault.Code.AUDIENCE_TOO_LARGE),
        VALIDITY_TOO_LONG(LaneFault.Code.VALIDITY_TOO_LONG),
        NO_VALIDITY(LaneFault.Code.NO_VALIDITY),
        SIGNER_MISSING(LaneFault.Code.SIGNER_GROUP_MISSING),
        WINDOW_OVER(""),
        FACTS_CHANGED("material-change"),
        HELD_AT_A_GATE("");

        private final String policy;
        private final LaneFault.@Nullable Code ofTheLane;

        Code(String policy) {
            this.policy = policy;
            this.ofTheLane = null;
        }

        Code(LaneFault.Code ofTheLane) {
            this.policy = ofTheLane.policy();
            this.ofTheLane = ofTheLane;
        }

        /** The policy table that says so; empty where none does. */
        public String policy() {
            return policy;
        }

        /** What it is called in every flow that releases into lanes; null where it is this flow's own. */
        public LaneFault.@Nullable Code ofTheLane() {
            return ofTheLane;
        }
    }

    public HoldFault {
        facts = Map.copyOf(facts);
    }

    /** What the lane's tables hold against it. */
    static HoldFault of(LaneFault fault) {
        Code code = Stream.of(Code.values())
                .filter(one -> one.ofTheLane == fault.code())
                .findFirst()
                .orElseThrow();
        return new HoldFault(code, fault.subject(), fault.facts());
    }

    public static HoldFault of(Code code, String subject, String... namesAndValues) {
        Map<String, String> facts = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            facts.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new HoldFault(code, subject, facts);
    }
}
