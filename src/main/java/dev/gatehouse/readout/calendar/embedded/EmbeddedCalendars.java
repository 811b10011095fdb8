package dev.gatehouse.readout.calendar.embedded;

import dev.gatehouse.readout.calendar.CalendarSet;
import dev.gatehouse.readout.calendar.CalendarTrouble;
import dev.gatehouse.readout.calendar.Calendars;
import dev.gatehouse.readout.calendar.Hold;
import dev.gatehouse.readout.calendar.Invite;
import dev.gatehouse.readout.calendar.PlacedEntry;
import dev.gatehouse.readout.calendar.PlacedEntry.Kind;
import dev.gatehouse.readout.calendar.Placement;
import dev.gatehouse.readout.calendar.Placement.Conflict;
import dev.gatehouse.readout.calendar.ical.Busy;
import dev.gatehouse.readout.calendar.ical.Spans;
import dev.gatehouse.readout.domain.CalendarReading;
import dev.gatehouse.readout.domain.TimeSpan;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A set of calendars in the database. */
final class EmbeddedCalendars implements Calendars {
    private final CalendarSet set;
    private final BusyStore store;
    private final EntryBook book;
    private final Clock clock;
    private final boolean untoldIsFree;
    private final Map<String, ZoneId> zones;

    /** @param untoldIsFree whether somebody of whom nothing was told is free; otherwise their calendar is unreadable */
    EmbeddedCalendars(
            CalendarSet set,
            BusyStore store,
            EntryBook book,
            Clock clock,
            boolean untoldIsFree,
            Map<String, ZoneId> zones) {
        this.set = set;
        this.store = store;
        this.book = book;
        this.clock = clock;
        this.untoldIsFree = untoldIsFree;
        this.zones = Map.copyOf(zones);
    }

    @Override
    public Calendars inZones(Map<String, ZoneId> stated) {
        return new EmbeddedCalendars(set, store, book, clock, untoldIsFree, stated);
    }

    @Override
    public Map<String, CalendarReading> freeBusy(Collection<String> people, TimeSpan window, String caseId) {
        return Objects.requireNonNull(book.atOnce().execute(status -> {
            Map<String, CalendarReading> answers = new LinkedHashMap<>();
            for (String person : people) {
                Known known = known(person, window, caseId);
                answers.put(
                        person,
                        known.unreadable() == null
                                ? CalendarReading.busy(Spans.merged(known.busy(), window))
                                : CalendarReading.unreadable(known.unreadable()));
            }
            return answers;
        }));
    }

    /**
     * What a calendar says.
     *
     * @param busy whole times that overlap the window
     * @param unreadable why it says nothing
     */
    private record Known(List<TimeSpan> busy, @Nullable String unreadable) {}

    private Known known(String person, TimeSpan window, String caseId) {
        Optional<BusyStore.Calendar> calendar = store.find(set, person);
        if (calendar.isEmpty() && !untoldIsFree) {
            return new Known(List.of(), "No calendar of " + person + " has been imported.");
        }
        Busy told = calendar.isEmpty() ? new Busy(List.of(), List.of()) : store.busy(set, person, window);
        ZoneId zone = zones.getOrDefault(
                person, calendar.map(BusyStore.Calendar::zone).orElse(null));
        String unreadable = calendar.map(known -> unreadable(person, known, window, told, zone))
                .orElse(null);
        List<TimeSpan> busy = new ArrayList<>(told.fixed());
        if (zone != null) {
            told.floating().stream()
                    .map(span -> Busy.inZone(span, zone))
                    .filter(window::overlaps)
                    .forEach(busy::add);
        }
        book.ofOthers(set, person, window, caseId).forEach(entry -> busy.add(entry.time()));
        return new Known(busy, unreadable);
    }

    private static @Nullable String unreadable(
            String person, BusyStore.Calendar calendar, TimeSpan window, Busy told, @Nullable ZoneId zone) {
        if (calendar.unreadable() != null) {
            return calendar.unreadable();
        }
        TimeSpan known = calendar.known();
        if (known != null
                && (window.from().isBefore(known.from()) || window.to().isAfter(known.to()))) {
            return "The calendar of %s, imported on %s, reaches from %s to %s only; it has to be imported again."
                    .formatted(person, day(calendar.asOf()), day(known.from()), day(known.to()));
        }
        if (zone == null && !told.floating().isEmpty()) {
            return "The calendar of " + person
                    + " has all-day events or events without a time zone, and nobody has said" + " in which time zone "
                    + person + " lives.";
        }
        return null;
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    @Override
    public Placement place(Hold hold) {
        return Objects.requireNonNull(book.atOnce().execute(status -> {
            book.lock(set, hold.required().keySet());
            refuseAnotherTime(Kind.HOLD, hold.holdId(), hold.time());
            List<Conflict> conflicts = new ArrayList<>();
            List<CalendarTrouble> troubles = new ArrayList<>();
            hold.required().forEach((person, free) -> {
                Known known = known(person, free, hold.caseId());
                if (known.unreadable() != null) {
                    troubles.add(new CalendarTrouble(person, known.unreadable()));
                } else {
                    known.busy().stream().findFirst().ifPresent(busy -> conflicts.add(new Conflict(person, busy)));
                }
            });
            if (!troubles.isEmpty()) {
                return new Placement.Failed(troubles);
            }
            if (!conflicts.isEmpty()) {
                return new Placement.Conflicting(conflicts);
            }
            hold.required()
                    .keySet()
                    .forEach(person -> book.put(
                            set, entry(Kind.HOLD, hold.caseId(), hold.holdId(), person, hold.time(), hold.until())));
            return new Placement.Placed();
        }));
    }

    @Override
    public Placement write(Invite invite) {
        List<String> people =
                invite.attendees().stream().map(Invite.Party::person).toList();
        return Objects.requireNonNull(book.atOnce().execute(status -> {
            book.lock(set, people);
            refuseAnotherTime(Kind.INVITE, invite.inviteId(), invite.time());
            people.forEach(person ->
                    book.put(set, entry(Kind.INVITE, invite.caseId(), invite.inviteId(), person, invite.time(), null)));
            return new Placement.Placed();
        }));
    }

    private PlacedEntry entry(
            Kind kind, String caseId, String id, String person, TimeSpan time, @Nullable Instant until) {
        return new PlacedEntry(
                kind, caseId, id, person, time, until, clock.instant().truncatedTo(ChronoUnit.MICROS), false);
    }

    /** An id is for one time: the caller's mistake, not an answer. */
    private void refuseAnotherTime(Kind kind, String id, TimeSpan time) {
        book.find(set, kind, id).forEach(known -> {
            if (!known.time().equals(time)) {
                throw new IllegalArgumentException(
                        "%s stands for %s already and cannot be placed at %s".formatted(id, known.time(), time));
            }
        });
    }

    @Override
    public List<CalendarTrouble> release(String caseId, String holdId) {
        return remove(Kind.HOLD, holdId);
    }

    @Override
    public List<CalendarTrouble> remove(String caseId, String inviteId) {
        return remove(Kind.INVITE, inviteId);
    }

    private List<CalendarTrouble> remove(Kind kind, String id) {
        book.atOnce().executeWithoutResult(status -> book.remove(set, kind, id));
        return List.of();
    }

    @Override
    public Entries entries() {
        return new Entries(Objects.requireNonNull(book.atOnce().execute(status -> book.all(set))), List.of());
    }
}
