package dev.gatehouse.readout.calendar;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Finds holds and invites that nobody wants any more and takes them off their calendars: holds whose time is up or whose
 * case is gone, what was placed by a node that died before it was recorded, and what could not be removed when it should
 * have been.
 */
public final class HoldSweep {
    private final Clock clock;
    private final Duration grace;

    /**
     * @param grace how long after it was begun an entry that nobody knows is left alone: its case may be about to record
     *     it. Longer than a transaction of the flow takes
     */
    public HoldSweep(Clock clock, Duration grace) {
        this.clock = clock;
        this.grace = grace;
    }

    /**
     * One sweep. Repeat it: what fails now is tried again next time.
     *
     * @param wanted whether the case that an entry names still lives and has recorded the entry as standing. Not asked for
     *     holds whose time is up, for what was to be released, nor within the grace
     */
    public Swept sweep(Calendars calendars, Predicate<PlacedEntry> wanted) {
        Calendars.Entries found = calendars.entries();
        Instant now = clock.instant();
        Map<String, List<PlacedEntry>> stale = new LinkedHashMap<>();
        for (PlacedEntry entry : found.entries()) {
            if (isOver(entry, now) || isOrphan(entry, now, wanted)) {
                stale.computeIfAbsent(entry.caseId() + "/" + entry.entryId(), key -> new ArrayList<>())
                        .add(entry);
            }
        }
        List<PlacedEntry> removed = new ArrayList<>();
        List<CalendarTrouble> troubles = new ArrayList<>(found.troubles());
        for (List<PlacedEntry> entries : stale.values()) {
            if (entries.stream().allMatch(entry -> isOver(entry, now)) || areStillOrphans(calendars, entries, wanted)) {
                remove(calendars, entries, removed, troubles);
            }
        }
        return new Swept(removed, troubles);
    }

    /** Whoever takes over from a node that died places the same entries once more: they may have become new meanwhile. */
    private static boolean areStillOrphans(
            Calendars calendars, List<PlacedEntry> entries, Predicate<PlacedEntry> wanted) {
        return calendars.entries().entries().containsAll(entries)
                && entries.stream().noneMatch(wanted);
    }

    private static boolean isOver(PlacedEntry entry, Instant now) {
        return entry.released() || (entry.until() != null && !entry.until().isAfter(now));
    }

    private boolean isOrphan(PlacedEntry entry, Instant now, Predicate<PlacedEntry> wanted) {
        return entry.placedAt().plus(grace).isBefore(now) && !wanted.test(entry);
    }

    private static void remove(
            Calendars calendars, List<PlacedEntry> entries, List<PlacedEntry> removed, List<CalendarTrouble> troubles) {
        PlacedEntry first = entries.get(0);
        List<CalendarTrouble> now = first.kind() == PlacedEntry.Kind.HOLD
                ? calendars.release(first.caseId(), first.entryId())
                : calendars.remove(first.caseId(), first.entryId());
        troubles.addAll(now);
        entries.stream()
                .filter(entry ->
                        now.stream().noneMatch(trouble -> trouble.person().equals(entry.person())))
                .forEach(removed::add);
    }

    /**
     * What a sweep did.
     *
     * @param removed what is gone now: every one is a release for the coordination log
     * @param troubles calendars that could not be searched or written this time
     */
    public record Swept(List<PlacedEntry> removed, List<CalendarTrouble> troubles) {
        public Swept {
            removed = List.copyOf(removed);
            troubles = List.copyOf(troubles);
        }
    }
}
