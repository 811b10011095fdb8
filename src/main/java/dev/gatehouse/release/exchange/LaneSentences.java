package dev.gatehouse.release.exchange;

import dev.gatehouse.release.domain.LaneFault;
import java.util.Map;

/** What policy holds against a release into a lane, in sentences. */
public final class LaneSentences {

    private LaneSentences() {}

    public static String of(LaneFault fault) {
        return of(fault.code(), fault.subject(), fault.facts());
    }

    /**
     * Of a fault that a flow keeps in a form of its own.
     *
     * @param facts as {@link LaneFault} has them
     */
    public static String of(LaneFault.Code code, String subject, Map<String, String> facts) {
        return switch (code) {
            case LANE_CLOSED -> "The lane " + subject + " takes nothing of this flow.";
            case READER_OUTSIDE_LANE ->
                "%s is in none of the groups that the lane %s lets in (%s)."
                        .formatted(subject, facts.get("lane"), facts.get("groups"));
            case AUDIENCE_TOO_LARGE ->
                "The audience has %s people; the lane %s takes at most %s."
                        .formatted(facts.get("size"), subject, facts.get("largest"));
            case VALIDITY_TOO_LONG ->
                "The release would be valid for %s; in the lane %s at most %s."
                        .formatted(facts.get("length"), subject, facts.get("longest"));
            case NO_VALIDITY -> "No release into the lane " + subject + " is valid for any time.";
            case SIGNER_GROUP_MISSING ->
                "The lane %s needs the signature of somebody in %s, and nobody at these gates is."
                        .formatted(facts.get("lane"), subject);
        };
    }
}
