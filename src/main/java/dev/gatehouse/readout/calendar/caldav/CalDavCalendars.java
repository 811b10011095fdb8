package dev.gatehouse.readout.calendar.caldav;

import dev.gatehouse.readout.calendar.CalendarSet;
import dev.gatehouse.readout.calendar.CalendarTrouble;
import dev.gatehouse.readout.calendar.Calendars;
import dev.gatehouse.readout.calendar.Hold;
import dev.gatehouse.readout.calendar.Invite;
import dev.gatehouse.readout.calendar.PlacedEntry;
import dev.gatehouse.readout.calendar.PlacedEntry.Kind;
import dev.gatehouse.readout.calendar.Placement;
import dev.gatehouse.readout.calendar.Placement.Conflict;
import dev.gatehouse.readout.calendar.embedded.EntryBook;
import dev.gatehouse.readout.calendar.ical.OwnEvents;
import dev.gatehouse.readout.calendar.ical.Spans;
import dev.gatehouse.readout.domain.CalendarReading;
import dev.gatehouse.readout.domain.TimeSpan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;

/**
 * The live calendars, on a server. Whatever is to be placed is entered in our own book first, under the locks of all its
 * calendars: between cases the book decides, against everybody else the reading before and after writing does.
 */
final class CalDavCalendars implements Calendars {
    private static final CalendarSet SET = CalendarSet.LIVE;
    /** Reading, writing, reading back and reading again, of one calendar. */
    private static final int ANSWERS_TO_PLACE = 6;

    private final CalDavSettings settings;
    private final DavClient client;
    private final EntryBook book;
    private final Clock clock;
    private final Everybody everybody;
    private final Map<String, ZoneId> zones;

    CalDavCalendars(
            CalDavSettings settings,
            DavClient client,
            EntryBook book,
            Clock clock,
            Everybody everybody,
            Map<String, ZoneId> zones) {
        this.settings = settings;
        this.client = client;
        this.book = book;
        this.clock = clock;
        this.everybody = everybody;
        this.zones = Map.copyOf(zones);
    }

    /** @param threads as many as it likes: each waits for a server most of the time */
    static CalDavCalendars of(CalDavSettings settings, EntryBook book, Clock clock, ExecutorService threads) {
        return new CalDavCalendars(
                settings, new DavClient(settings, threads), book, clock, new Everybody(threads), Map.of());
    }

    @Override
    public Calendars inZones(Map<String, ZoneId> stated) {
        return new CalDavCalendars(settings, client, book, clock, everybody, stated);
    }

    private DavCalendar calendar(String person) {
        return new DavCalendar(client, person, settings.calendarOf(person), zones.get(person));
    }

    @Override
    public Map<String, CalendarReading> freeBusy(Collection<String> people, TimeSpan window, String caseId) {
        TimeSpan whole = inWholeSeconds(window);
        Map<String, List<PlacedEntry>> own = ofCase(people, caseId);
        var answers = everybody.ask(people, settings.patience(), person -> calendar(person)
                .busy(whole, caseId, Objects.requireNonNull(own.get(person))));
        Map<String, CalendarReading> readings = new LinkedHashMap<>();
        answers.forEach((person, answer) -> readings.put(
                person,
                answer.failure() == null
                        ? CalendarReading.busy(Spans.merged(answer.value(), window))
                        : CalendarReading.unreadable(unreadable(person, answer.failure()))));
        return readings;
    }

    /** The protocol knows no fractions. */
    private static TimeSpan inWholeSeconds(TimeSpan window) {
        Instant to = window.to().truncatedTo(ChronoUnit.SECONDS);
        return new TimeSpan(
                window.from().truncatedTo(ChronoUnit.SECONDS), to.equals(window.to()) ? to : to.plusSeconds(1));
    }

    private Map<String, List<PlacedEntry>> ofCase(Collection<String> people, String caseId) {
        return Objects.requireNonNull(book.atOnce().execute(status -> {
            Map<String, List<PlacedEntry>> own = new LinkedHashMap<>();
            people.forEach(person -> own.put(person, book.ofCase(SET, person, caseId)));
            return own;
        }));
    }

    private static String unreadable(String person, String failure) {
        return "The calendar of " + person + " cannot be read: the server " + failure + ".";
    }

    @Override
    public Placement place(Hold hold) {
        Instant placedAt = now();
        List<PlacedEntry> entries = hold.required().keySet().stream()
                .map(person -> new PlacedEntry(
                        Kind.HOLD, hold.caseId(), hold.holdId(), person, hold.time(), hold.until(), placedAt, false))
                .toList();
        List<Conflict> booked = enter(hold, entries);
        if (!booked.isEmpty()) {
            return new Placement.Conflicting(booked);
        }
        Placement before = read(hold);
        Placement written = before instanceof Placement.Placed
                ? written(write(entries, entry -> OwnEvents.hold(hold, entry.person(), placedAt)), Set.of())
                : before;
        // somebody else may have written between the first reading and our writing
        Placement after = written instanceof Placement.Placed ? read(hold) : written;
        if (!(after instanceof Placement.Placed)) {
            release(hold.caseId(), hold.holdId());
        }
        return after;
    }

    /** In the book, unless another case is there first. */
    private List<Conflict> enter(Hold hold, List<PlacedEntry> entries) {
        return Objects.requireNonNull(book.atOnce().execute(status -> {
            book.lock(SET, hold.required().keySet());
            refuseAnotherTime(Kind.HOLD, hold.holdId(), hold.time());
            List<Conflict> conflicts = new ArrayList<>();
            hold.required().forEach((person, free) -> book.ofOthers(SET, person, free, hold.caseId()).stream()
                    .findFirst()
                    .ifPresent(other -> conflicts.add(new Conflict(person, other.time()))));
            if (conflicts.isEmpty()) {
                entries.forEach(entry -> book.put(SET, entry));
            }
            return conflicts;
        }));
    }

    /** An id is for one time: the caller's mistake, not an answer. */
    private void refuseAnotherTime(Kind kind, String id, TimeSpan time) {
        book.find(SET, kind, id).forEach(known -> {
            if (!known.time().equals(time)) {
                throw new IllegalArgumentException(
                        "%s stands for %s already and cannot be placed at %s".formatted(id, known.time(), time));
            }
        });
    }

    private Placement read(Hold hold) {
        Map<String, List<PlacedEntry>> own = ofCase(hold.required().keySet(), hold.caseId());
        var answers = everybody.ask(hold.required().keySet(), patienceToPlace(), person -> calendar(person)
                .busy(
                        inWholeSeconds(Objects.requireNonNull(hold.required().get(person))),
                        hold.caseId(),
                        Objects.requireNonNull(own.get(person))));
        List<Conflict> conflicts = new ArrayList<>();
        List<CalendarTrouble> troubles = new ArrayList<>();
        answers.forEach((person, answer) -> {
            if (answer.failure() != null) {
                troubles.add(new CalendarTrouble(person, unreadable(person, answer.failure())));
            } else {
                answer.value().stream().findFirst().ifPresent(busy -> conflicts.add(new Conflict(person, busy)));
            }
        });
        if (!troubles.isEmpty()) {
            return new Placement.Failed(troubles);
        }
        return conflicts.isEmpty() ? new Placement.Placed() : new Placement.Conflicting(conflicts);
    }

    private interface EventText {
        String of(PlacedEntry entry);
    }

    /** @return the calendars that could not be written */
    private List<CalendarTrouble> write(List<PlacedEntry> entries, EventText text) {
        Map<String, PlacedEntry> byPerson = new LinkedHashMap<>();
        entries.forEach(entry -> byPerson.put(entry.person(), entry));
        var answers = everybody.ask(byPerson.keySet(), patienceToPlace(), person -> {
            PlacedEntry entry = Objects.requireNonNull(byPerson.get(person));
            calendar(person).put(entry, text.of(entry));
            return List.of();
        });
        List<CalendarTrouble> troubles = new ArrayList<>();
        answers.forEach((person, answer) -> {
            if (answer.failure() != null) {
                troubles.add(new CalendarTrouble(
                        person,
                        "The calendar of " + person + " cannot be written: the server " + answer.failure() + "."));
            }
        });
        return troubles;
    }

    private static Placement written(List<CalendarTrouble> troubles, Set<String> optional) {
        List<CalendarTrouble> required = troubles.stream()
                .filter(trouble -> !optional.contains(trouble.person()))
                .toList();
        return required.isEmpty() ? new Placement.Placed(troubles) : new Placement.Failed(required);
    }

    private Duration patienceToPlace() {
        return settings.timeout().multipliedBy(ANSWERS_TO_PLACE);
    }

    @Override
    public Placement write(Invite invite) {
        Instant placedAt = now();
        List<PlacedEntry> entries = invite.attendees().stream()
                .map(party -> new PlacedEntry(
                        Kind.INVITE,
                        invite.caseId(),
                        invite.inviteId(),
                        party.person(),
                        invite.time(),
                        null,
                        placedAt,
                        false))
                .toList();
        book.atOnce().executeWithoutResult(status -> {
            book.lock(SET, entries.stream().map(PlacedEntry::person).toList());
            refuseAnotherTime(Kind.INVITE, invite.inviteId(), invite.time());
            entries.forEach(entry -> book.put(SET, entry));
        });
        String text = OwnEvents.invite(invite, placedAt);
        Set<String> optional = invite.attendees().stream()
                .filter(Invite.Party::optional)
                .map(Invite.Party::person)
                .collect(Collectors.toSet());
        // an optional person's entry stays in the book: their server may have taken it and answered too late
        Placement written = written(write(entries, entry -> text), optional);
        if (!(written instanceof Placement.Placed)) {
            remove(invite.caseId(), invite.inviteId());
        }
        return written;
    }

    @Override
    public List<CalendarTrouble> release(String caseId, String holdId) {
        return takeOff(Kind.HOLD, holdId);
    }

    @Override
    public List<CalendarTrouble> remove(String caseId, String inviteId) {
        return takeOff(Kind.INVITE, inviteId);
    }

    /** Marked first: should this node die now, the sweep goes on. */
    private List<CalendarTrouble> takeOff(Kind kind, String id) {
        List<String> people = Objects.requireNonNull(book.atOnce().execute(status -> {
            book.markReleased(SET, kind, id);
            return book.find(SET, kind, id).stream().map(PlacedEntry::person).toList();
        }));
        var answers = everybody.ask(people, settings.patience(), person -> {
            calendar(person).remove(kind, id);
            return List.of();
        });
        List<CalendarTrouble> troubles = new ArrayList<>();
        answers.forEach((person, answer) -> {
            if (answer.failure() == null) {
                book.atOnce().executeWithoutResult(status -> book.remove(SET, kind, id, person));
            } else {
                troubles.add(new CalendarTrouble(
                        person,
                        "The calendar of " + person + " still has an entry that was to go: the server "
                                + answer.failure() + "."));
            }
        });
        return troubles;
    }

    /** What only the server has is taken into the book, so that it can be removed like everything else. */
    @Override
    public Entries entries() {
        List<String> people = Objects.requireNonNull(book.atOnce().execute(status -> book.people(SET)));
        var answers = everybody.ask(
                people, settings.patience(), person -> calendar(person).entries());
        List<CalendarTrouble> troubles = new ArrayList<>();
        answers.forEach((person, answer) -> {
            if (answer.failure() == null) {
                answer.value().forEach(this::adopt);
            } else {
                troubles.add(new CalendarTrouble(person, unreadable(person, answer.failure())));
            }
        });
        List<PlacedEntry> entries = Objects.requireNonNull(book.atOnce().execute(status -> book.all(SET)));
        return new Entries(
                entries.stream()
                        .sorted(Comparator.comparing(PlacedEntry::person)
                                .thenComparing(entry -> entry.time().from()))
                        .toList(),
                troubles);
    }

    private void adopt(PlacedEntry found) {
        book.atOnce().executeWithoutResult(status -> {
            book.lock(SET, List.of(found.person()));
            boolean known = book.find(SET, found.kind(), found.entryId()).stream()
                    .anyMatch(entry -> entry.person().equals(found.person()));
            if (!known) {
                book.put(SET, found);
            }
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
