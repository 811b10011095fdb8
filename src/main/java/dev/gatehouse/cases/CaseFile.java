package dev.gatehouse.cases;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One case as its row says.
 *
 * @param flow process key of the flow
 * @param drill event time is its clock and nothing leaves the building
 * @param outcome how it ended, as a word of the flow; null while it is open
 */
public record CaseFile(
        String caseId,
        String flow,
        String title,
        boolean drill,
        State state,
        @Nullable String outcome,
        String processInstanceId,
        Instant openedAt,
        @Nullable Instant endedAt) {

    public enum State {
        OPEN,
        ENDED
    }

    public boolean isOpen() {
        return state == State.OPEN;
    }

    /** Why nobody states its clock, as a sentence; empty for a drill, whose clock is that of its events. */
    public Optional<String> refusesAClock() {
        return drill
                ? Optional.empty()
                : Optional.of("The case " + caseId + " is live and runs by the clock; only a drill's is stated.");
    }
}
