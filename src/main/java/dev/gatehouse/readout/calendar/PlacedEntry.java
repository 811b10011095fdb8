package dev.gatehouse.readout.calendar;

import dev.gatehouse.readout.domain.TimeSpan;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A hold or an invite of ours that stands on one calendar, or might: of one that was begun and never finished nobody
 * knows.
 *
 * @param caseId as the entry itself carries it
 * @param entryId the hold's or the invite's
 * @param until when a hold is over; null for an invite
 * @param placedAt when it was begun
 * @param released asked to go; still here because its calendar could not be reached then
 */
public record PlacedEntry(
        Kind kind,
        String caseId,
        String entryId,
        String person,
        TimeSpan time,
        @Nullable Instant until,
        Instant placedAt,
        boolean released) {

    /** What stands there. */
    public enum Kind {
        HOLD,
        INVITE
    }
}
