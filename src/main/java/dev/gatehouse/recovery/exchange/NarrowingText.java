package dev.gatehouse.recovery.exchange;

import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.RefusedException.Kind;
import dev.gatehouse.intake.TimeWords;
import dev.gatehouse.intake.Times;
import dev.gatehouse.recovery.domain.Narrowing;
import dev.gatehouse.recovery.domain.ReleaseTerms;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A narrowing as it is sent, and what is said of one that is none. */
public final class NarrowingText {

    private NarrowingText() {}

    /**
     * @param audience ids separated by commas; null to leave the audience as it is
     * @param validUntil an instant; null to leave the end as it is
     * @throws RefusedException INVALID for a text that is no instant
     */
    public static Narrowing read(@Nullable String audience, @Nullable String validUntil) {
        List<String> people = audience == null
                ? null
                : Arrays.stream(audience.split(",", -1))
                        .map(String::strip)
                        .filter(person -> !person.isEmpty())
                        .toList();
        return new Narrowing(people, validUntil == null || validUntil.isBlank() ? null : instant(validUntil.strip()));
    }

    private static Instant instant(String text) {
        return Times.instant(text)
                .orElseThrow(() -> new RefusedException(
                        Kind.INVALID,
                        "no-instant",
                        "The variable validUntil is \"" + text
                                + "\"; expected an instant with its offset, such as 2026-05-01T18:00:00Z."));
    }

    public static String sentence(Narrowing.Refusal refusal, ReleaseTerms terms) {
        String readers = String.join(", ", terms.audience());
        return switch (refusal) {
            case NOTHING_NARROWED ->
                "Narrowing takes fewer readers than %s in audience, or an end before %s in validUntil."
                        .formatted(readers, TimeWords.moment(terms.to()));
            case NOBODY_LEFT -> "The narrowed audience is empty; expected some of %s.".formatted(readers);
            case NAMED_TWICE -> "The narrowed audience names somebody twice.";
            case AUDIENCE_WIDENED ->
                "The audience can only be narrowed, to some of %s; a wider one is stated by governance."
                        .formatted(readers);
            case VALIDITY_WIDENED ->
                "The window can only be narrowed; it ends at %s already.".formatted(TimeWords.moment(terms.to()));
            case VALIDITY_NOT_IN_THE_FUTURE -> "The narrowed window must end in the future.";
            case VALIDITY_BEFORE_ITS_START ->
                "The narrowed window must end after it starts, at %s.".formatted(TimeWords.moment(terms.from()));
        };
    }
}
