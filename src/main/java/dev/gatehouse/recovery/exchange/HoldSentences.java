package dev.gatehouse.recovery.exchange;

import dev.gatehouse.intake.TimeWords;
import dev.gatehouse.recovery.domain.HoldFault;
import dev.gatehouse.release.exchange.LaneSentences;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/** Why a release is held, in sentences. */
public final class HoldSentences {

    private HoldSentences() {}

    public static String of(HoldFault fault) {
        Map<String, String> facts = fault.facts();
        String subject = fault.subject();
        return switch (fault.code()) {
            case OPTION_KIND_NOT_ALLOWED ->
                "The option %s is of the kind %s, which may not be recommended.".formatted(subject, facts.get("kind"));
            case CAP_MISSING ->
                "The option %s has no cap; one of the kind %s has a cap of at most %s %s."
                        .formatted(subject, facts.get("kind"), facts.get("largestCap"), facts.get("currency"));
            case CAP_NOT_ALLOWED ->
                "The option %s has a cap of %s, but one of the kind %s has none: it only says who decides."
                        .formatted(subject, facts.get("cap"), facts.get("kind"));
            case CAP_ABOVE_BOUND ->
                "The option %s has a cap of %s %s; the bound is %s."
                        .formatted(subject, facts.get("cap"), facts.get("currency"), facts.get("largestCap"));
            case OTHER_CURRENCY ->
                "The option %s has its cap of %s in %s; the bound is in %s."
                        .formatted(subject, facts.get("cap"), facts.get("currency"), facts.get("boundIn"));
            case EVIDENCE_STALE ->
                "The evidence %s is as of %s and may be %s old; it is %s."
                        .formatted(
                                subject,
                                TimeWords.moment(time(facts, "asOf")),
                                TimeWords.length(Duration.parse(fact(facts, "longest"))),
                                TimeWords.minute(time(facts, "now")));
            case WINDOW_OVER ->
                "The window of this release was over at %s; it is %s."
                        .formatted(TimeWords.moment(time(facts, "to")), TimeWords.minute(time(facts, "now")));
            case LANE_CLOSED, OUTSIDE_THE_LANE, AUDIENCE_TOO_LARGE, VALIDITY_TOO_LONG, NO_VALIDITY, SIGNER_MISSING ->
                LaneSentences.of(Objects.requireNonNull(fault.code().ofTheLane()), subject, facts);
            case FACTS_CHANGED, HELD_AT_A_GATE -> "" + facts.get("because");
        };
    }

    private static Instant time(Map<String, String> facts, String name) {
        return Instant.parse(fact(facts, name));
    }

    private static String fact(Map<String, String> facts, String name) {
        return Objects.requireNonNull(facts.get(name), name);
    }
}
