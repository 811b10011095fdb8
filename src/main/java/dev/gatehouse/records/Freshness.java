package dev.gatehouse.records;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How old a record is against how old it may be.
 *
 * @param state STALE when it is older than allowed; exactly as old is FRESH
 * @param publishedAt what the age is counted from
 * @param at the moment of the question, by the case's clock
 * @param longest how old it may be; null when the register has no limit
 */
public record Freshness(
        State state,
        Instant publishedAt,
        Instant at,
        @Nullable Duration longest) {

    /** Whether a record may be used without a mark. */
    public enum State {
        FRESH,
        STALE
    }

    static Freshness of(Instant publishedAt, Instant at, @Nullable Duration longest) {
        boolean stale = longest != null && publishedAt.plus(longest).isBefore(at);
        return new Freshness(stale ? State.STALE : State.FRESH, publishedAt, at, longest);
    }

    public boolean stale() {
        return state == State.STALE;
    }

    /** Zero for a record that says it will be published later. */
    public Duration age() {
        Duration age = Duration.between(publishedAt, at);
        return age.isNegative() ? Duration.ZERO : age;
    }

    /** From when on it is STALE: the first moment after this one; null when it never is. */
    public @Nullable Instant freshUntil() {
        return longest == null ? null : publishedAt.plus(longest);
    }
}
