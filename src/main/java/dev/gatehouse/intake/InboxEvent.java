package dev.gatehouse.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event of a case as it was received. Start events are not among a case's events: they are its request.
 *
 * @param arrival grows with every event; within a case also the order in which they were committed
 * @param time what holds when facts contradict; any precision the sender gave
 * @param receivedAt when it was answered, by the server's clock
 * @param disposition {@link Disposition#ACCEPTED} or {@link Disposition#REFUSED}
 * @param refusedBecause the sentence of a refusal, else null
 * @param applied whether a change-set has taken it up; a refused one counts as applied, it never has an effect
 * @param data the event's data, an object
 */
public record InboxEvent(
        long arrival,
        String source,
        String eventId,
        String caseId,
        String type,
        Instant time,
        String account,
        Instant receivedAt,
        Disposition disposition,
        @Nullable String refusedBecause,
        boolean applied,
        JsonNode data) {

    /** What sentences call it. */
    public String named() {
        return eventId + " (" + type + ")";
    }
}
