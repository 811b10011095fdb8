package dev.gatehouse.recovery.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A wish to release to fewer people or for a shorter time.
 *
 * @param audience null to leave it as it is
 * @param validUntil null to leave it as it is
 */
public record Narrowing(
        @Nullable List<String> audience, @Nullable Instant validUntil) {

    /** Why a narrowing is none. */
    public enum Refusal {
        NOTHING_NARROWED,
        NOBODY_LEFT,
        NAMED_TWICE,
        AUDIENCE_WIDENED,
        VALIDITY_WIDENED,
        VALIDITY_NOT_IN_THE_FUTURE,
        VALIDITY_BEFORE_ITS_START
    }

    /** Empty when it narrows these terms. */
    public Optional<Refusal> refusal(ReleaseTerms terms, Instant now) {
        if (audience == null && validUntil == null) {
            return Optional.of(Refusal.NOTHING_NARROWED);
        }
        return audienceRefusal(terms).or(() -> validityRefusal(terms, now)).or(() -> unchanged(terms));
    }

    private Optional<Refusal> audienceRefusal(ReleaseTerms terms) {
        if (audience == null) {
            return Optional.empty();
        }
        if (audience.isEmpty()) {
            return Optional.of(Refusal.NOBODY_LEFT);
        }
        if (audience.stream().distinct().count() != audience.size()) {
            return Optional.of(Refusal.NAMED_TWICE);
        }
        return terms.includes(audience) ? Optional.empty() : Optional.of(Refusal.AUDIENCE_WIDENED);
    }

    private Optional<Refusal> validityRefusal(ReleaseTerms terms, Instant now) {
        if (validUntil == null) {
            return Optional.empty();
        }
        if (validUntil.isAfter(terms.to())) {
            return Optional.of(Refusal.VALIDITY_WIDENED);
        }
        if (!validUntil.isAfter(now)) {
            return Optional.of(Refusal.VALIDITY_NOT_IN_THE_FUTURE);
        }
        return validUntil.isAfter(terms.from()) ? Optional.empty() : Optional.of(Refusal.VALIDITY_BEFORE_ITS_START);
    }

    private Optional<Refusal> unchanged(ReleaseTerms terms) {
        return applied(terms).equals(terms) ? Optional.of(Refusal.NOTHING_NARROWED) : Optional.empty();
    }

    /** The narrower terms; the audience keeps the order in which it was first named. */
    public ReleaseTerms applied(ReleaseTerms terms) {
        ReleaseTerms fewer = audience == null
                ? terms
                : terms.withAudience(
                        terms.audience().stream().filter(audience::contains).toList());
        return validUntil == null ? fewer : fewer.until(validUntil);
    }
}
