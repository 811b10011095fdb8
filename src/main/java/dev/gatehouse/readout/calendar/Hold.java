package dev.gatehouse.readout.calendar;

import dev.gatehouse.readout.domain.TimeSpan;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One slot to be held for a case on several calendars.
 *
 * @param caseId the escalation; stands in every event that is written
 * @param holdId unique over all cases and the idempotency key: placing the same hold again changes nothing. At most 100
 *     characters out of {@code A-Z a-z 0-9 . _ -}, because it becomes part of addresses
 * @param time the slot, which is what other cases find held
 * @param until when the hold is over at the latest; the sweep then removes it
 * @param required every person whose calendar the hold goes to, with the time that must be free there: the slot widened
 *     by the person's buffers
 */
public record Hold(String caseId, String holdId, TimeSpan time, Instant until, Map<String, TimeSpan> required) {

    public Hold {
        EntryId.check(holdId);
        if (required.isEmpty()) {
            throw new IllegalArgumentException("a hold goes to at least one calendar");
        }
        // in one order everywhere, so that two holds never wait for each other's locks
        required = Collections.unmodifiableMap(new TreeMap<>(required));
    }

    /** Without buffers. */
    public static Hold of(String caseId, String holdId, TimeSpan time, Instant until, Collection<String> people) {
        return new Hold(
                caseId,
                holdId,
                time,
                until,
                people.stream().distinct().collect(Collectors.toMap(Function.identity(), person -> time)));
    }
}
