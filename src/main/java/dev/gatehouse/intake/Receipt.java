package dev.gatehouse.intake;

import org.jspecify.annotations.Nullable;

/**
 * The answer for one event.
 *
 * @param id the event's id
 * @param source the event's source
 * @param reason a sentence; null when it was accepted
 */
record Receipt(
        String id,
        String source,
        Disposition disposition,
        @Nullable String reason) {}
