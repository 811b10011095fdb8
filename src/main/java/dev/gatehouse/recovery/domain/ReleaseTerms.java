package dev.gatehouse.recovery.domain;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * To whom and for how long a revision is to be released.
 *
 * @param audience accounts, in the order in which they were named, each once
 * @param from the first moment at which it may be read
 * @param to the first moment at which it may no longer be read
 */
public record ReleaseTerms(String lane, List<String> audience, Instant from, Instant to) {

    public ReleaseTerms {
        audience = List.copyOf(audience);
    }

    public ReleaseTerms withAudience(List<String> others) {
        return new ReleaseTerms(lane, others, from, to);
    }

    public ReleaseTerms until(Instant earlier) {
        return new ReleaseTerms(lane, audience, from, earlier);
    }

    public boolean over(Instant at) {
        return !at.isBefore(to);
    }

    /** Whether everybody in the other audience is in this one. */
    public boolean includes(List<String> others) {
        return Set.copyOf(audience).containsAll(others);
    }
}
