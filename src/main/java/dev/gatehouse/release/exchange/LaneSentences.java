package dev.gatehouse.release.exchange;

import dev.gatehouse.intake.TimeWords;
import dev.gatehouse.release.domain.LaneFault;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

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
                        .formatted(tooLong(facts), subject, longest(facts));
            case NO_VALIDITY -> "No release into the lane " + subject + " is valid for any time.";
            case SIGNER_GROUP_MISSING ->
                "The lane %s needs the signature of somebody in %s, and nobody at these gates is."
                        .formatted(facts.get("lane"), subject);
        };
    }

    /** Never in the words of the limit itself, however little it is above it. */
    private static String tooLong(Map<String, String> facts) {
        String length = length(facts, "length");
        String longest = longest(facts);
        return length.equals(longest) ? "a moment more than " + longest : length;
    }

    private static String longest(Map<String, String> facts) {
        return length(facts, "longest");
    }

    private static String length(Map<String, String> facts, String name) {
        return TimeWords.length(Duration.parse(Objects.requireNonNull(facts.get(name), name)));
    }
}
