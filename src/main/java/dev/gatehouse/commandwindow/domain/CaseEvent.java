package dev.gatehouse.commandwindow.domain;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * An event of a case: what some account stated when. Compares by {@code time}, then source, then id: of two events about
 * the same thing the greater holds, whichever arrived first.
 *
 * @param account who stated it
 * @param time the event's own time, not its arrival
 * @param refused whether the account may not state such a fact; it then has no effect at all
 * @param refusedBecause why, where refused
 */
public record CaseEvent(
        EventReference reference,
        String account,
        Instant time,
        boolean refused,
        @Nullable String refusedBecause,
        Fact fact)
        implements Comparable<CaseEvent> {

    private static final Comparator<CaseEvent> ORDER =
            Comparator.comparing(CaseEvent::time).thenComparing(CaseEvent::reference);

    public FactType type() {
        return fact.type();
    }

    @Override
    public int compareTo(CaseEvent other) {
        return ORDER.compare(this, other);
    }
}
