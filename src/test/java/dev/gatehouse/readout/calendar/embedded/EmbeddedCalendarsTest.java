package dev.gatehouse.readout.calendar.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.readout.calendar.BusyTimes.Told;
import dev.gatehouse.readout.calendar.CalendarSet;
import dev.gatehouse.readout.calendar.CalendarTrouble;
import dev.gatehouse.readout.calendar.Calendars;
import dev.gatehouse.readout.calendar.Hold;
import dev.gatehouse.readout.calendar.HoldSweep;
import dev.gatehouse.readout.calendar.Invite;
import dev.gatehouse.readout.calendar.PlacedEntry;
import dev.gatehouse.readout.calendar.Placement;
import dev.gatehouse.readout.calendar.Placement.Conflict;
import dev.gatehouse.readout.domain.CalendarReading;
import dev.gatehouse.readout.domain.TimeSpan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmbeddedCalendarsTest {
    private static final Instant NOW = Instant.parse("2026-04-20T15:00:00Z");
    private static final Instant UNTIL = NOW.plus(Duration.ofHours(4));
    private static final TimeSpan WEEK = span("2026-04-20T00:00:00Z", "2026-04-28T00:00:00Z");
    private static final TimeSpan SLOT = span("2026-04-27T16:00:00Z", "2026-04-27T17:00:00Z");
    private static final List<String> THREE = List.of("kofi.mensah", "ana.torres", "grace.liu");

    private final CalendarDatabase database = database();
    private final ToldTimes told = database.told();
    private final Calendars live = calendars(CalendarSet.LIVE, NOW);

    CalendarDatabase database() {
        return CalendarDatabase.h2();
    }

    private Calendars calendars(CalendarSet set, Instant now) {
        return database.calendars(set, Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void cannotReadACalendarThatNobodyImported() {
        assertThat(live.freeBusy(List.of("ana.torres"), WEEK, "ESC-1").get("ana.torres"))
                .isEqualTo(CalendarReading.unreadable("No calendar of ana.torres has been imported."));
        assertThat(live.place(hold("ESC-1", "h1", SLOT, "ana.torres")))
                .isEqualTo(new Placement.Failed(
                        List.of(new CalendarTrouble("ana.torres", "No calendar of ana.torres has been imported."))));
    }

    @Test
    void takesEverybodyInADrillForFreeOfWhomNothingWasTold() {
        Calendars drill = calendars(CalendarSet.ofDrill("ESC-1"), NOW);

        assertThat(drill.freeBusy(List.of("ana.torres"), WEEK, "ESC-1").get("ana.torres"))
                .isEqualTo(CalendarReading.busy(List.of()));
    }

    @Test
    void keepsTheCalendarsOfDrillsApart() {
        told.replace(CalendarSet.ofDrill("ESC-1"), "ana.torres", List.of(SLOT), NOW);
        told.replace(CalendarSet.LIVE, "ana.torres", List.of(), NOW);

        assertThat(busy(calendars(CalendarSet.ofDrill("ESC-1"), NOW), "ana.torres", "ESC-1"))
                .containsExactly(SLOT);
        assertThat(busy(calendars(CalendarSet.ofDrill("ESC-2"), NOW), "ana.torres", "ESC-2"))
                .isEmpty();
        assertThat(busy(live, "ana.torres", "ESC-3")).isEmpty();

        told.forget(CalendarSet.ofDrill("ESC-1"));

        assertThat(busy(calendars(CalendarSet.ofDrill("ESC-1"), NOW), "ana.torres", "ESC-1"))
                .isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> told.forget(CalendarSet.LIVE));
    }

    @Test
    void replacesAllThatWasToldOfAPersonUnlessSomethingLaterWas() {
        told.replace(CalendarSet.LIVE, "ana.torres", List.of(SLOT), NOW);
        TimeSpan other = span("2026-04-24T16:00:00Z", "2026-04-24T17:00:00Z");

        assertThat(told.replace(CalendarSet.LIVE, "ana.torres", List.of(other), NOW.plusSeconds(1)))
                .isEqualTo(Told.TAKEN);
        assertThat(told.replace(CalendarSet.LIVE, "ana.torres", List.of(SLOT), NOW))
                .isEqualTo(Told.OVERTAKEN);
        assertThat(told.unreadable(CalendarSet.LIVE, "ana.torres", "late", NOW)).isEqualTo(Told.OVERTAKEN);
        assertThat(busy(live, "ana.torres", "ESC-1")).containsExactly(other);
    }

    @Test
    void widensTimesToWholeSeconds() {
        told.replace(
                CalendarSet.LIVE,
                "ana.torres",
                List.of(span("2026-04-21T16:00:00.0000001Z", "2026-04-21T16:00:00.0000004Z")),
                NOW);

        assertThat(busy(live, "ana.torres", "ESC-1"))
                .containsExactly(span("2026-04-21T16:00:00Z", "2026-04-21T16:00:01Z"));
    }

    @Test
    void mergesOverlappingBusyTimesAndCutsThemToTheWindow() {
        told.replace(
                CalendarSet.LIVE,
                "ana.torres",
                List.of(
                        span("2026-04-19T00:00:00Z", "2026-04-20T01:00:00Z"),
                        span("2026-04-21T10:00:00Z", "2026-04-21T12:00:00Z"),
                        span("2026-04-21T10:00:00Z", "2026-04-21T11:00:00Z"),
                        span("2026-04-21T12:00:00Z", "2026-04-21T13:00:00Z")),
                NOW);

        assertThat(busy(live, "ana.torres", "ESC-1"))
                .containsExactly(
                        span("2026-04-20T00:00:00Z", "2026-04-20T01:00:00Z"),
                        span("2026-04-21T10:00:00Z", "2026-04-21T13:00:00Z"));
    }

    @Test
    void doesNotReadACalendarThatWasSaidToBeUnreadableUntilSomethingIsToldAnew() {
        told.unreadable(CalendarSet.LIVE, "ana.torres", "The feed of ana.torres is down.", NOW);

        assertThat(live.freeBusy(List.of("ana.torres"), WEEK, "ESC-1").get("ana.torres"))
                .isEqualTo(CalendarReading.unreadable("The feed of ana.torres is down."));

        told.replace(CalendarSet.LIVE, "ana.torres", List.of(), NOW.plusSeconds(1));

        assertThat(busy(live, "ana.torres", "ESC-1")).isEmpty();
    }

    @Test
    void refusesBusyTimesForCalendarsThatAreOnAServer() {
        ToldTimes elsewhere = database.toldWithServer();

        assertThat(elsewhere.takes(CalendarSet.LIVE)).isFalse();
        assertThat(elsewhere.takes(CalendarSet.ofDrill("ESC-1"))).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> elsewhere.replace(CalendarSet.LIVE, "ana.torres", List.of(), NOW));
    }

    @Test
    void holdsASlotOnAllCalendarsAndShowsItToOtherCasesOnly() {
        everybodyIsFree();

        assertThat(live.place(hold("ESC-1", "h1", SLOT, "kofi.mensah", "ana.torres")))
                .isEqualTo(new Placement.Placed());

        assertThat(busy(live, "kofi.mensah", "ESC-1")).isEmpty();
        assertThat(busy(live, "kofi.mensah", "ESC-2")).containsExactly(SLOT);
        assertThat(busy(live, "grace.liu", "ESC-2")).isEmpty();
    }

    @Test
    void holdsNothingWhenOneOfThemIsBusyAndSaysWhoAndWhen() {
        everybodyIsFree();
        TimeSpan meeting = span("2026-04-27T15:30:00Z", "2026-04-27T16:15:00Z");
        told.replace(CalendarSet.LIVE, "grace.liu", List.of(meeting), NOW);

        assertThat(live.place(hold("ESC-1", "h1", SLOT, "kofi.mensah", "ana.torres", "grace.liu")))
                .isEqualTo(new Placement.Conflicting(List.of(new Conflict("grace.liu", meeting))));
        assertThat(live.entries().entries()).isEmpty();
    }

    @Test
    void countsBuffersWhenHolding() {
        everybodyIsFree();
        TimeSpan before = span("2026-04-27T15:00:00Z", "2026-04-27T16:00:00Z");
        told.replace(CalendarSet.LIVE, "grace.liu", List.of(before), NOW);
        TimeSpan withBuffer = span("2026-04-27T15:45:00Z", "2026-04-27T17:00:00Z");

        assertThat(live.place(new Hold("ESC-1", "h1", SLOT, UNTIL, Map.of("grace.liu", withBuffer))))
                .isEqualTo(new Placement.Conflicting(List.of(new Conflict("grace.liu", before))));
        assertThat(live.place(hold("ESC-1", "h2", SLOT, "grace.liu"))).isEqualTo(new Placement.Placed());
    }

    @Test
    void placesTheSameHoldAgainWithoutASecondEntry() {
        everybodyIsFree();
        live.place(hold("ESC-1", "h1", SLOT, "kofi.mensah"));
        Instant later = UNTIL.plusSeconds(60);

        assertThat(live.place(Hold.of("ESC-1", "h1", SLOT, later, List.of("kofi.mensah"))))
                .isEqualTo(new Placement.Placed());

        assertThat(live.entries().entries())
                .singleElement()
                .extracting(PlacedEntry::until)
                .isEqualTo(later);
    }

    @Test
    void refusesAnIdThatStandsForAnotherTime() {
        everybodyIsFree();
        live.place(hold("ESC-1", "h1", SLOT, "kofi.mensah"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> live.place(
                        hold("ESC-1", "h1", span("2026-04-24T16:00:00Z", "2026-04-24T17:00:00Z"), "kofi.mensah")));
    }

    @Test
    void releasesAHoldAsOftenAsAsked() {
        everybodyIsFree();
        live.place(hold("ESC-1", "h1", SLOT, "kofi.mensah", "ana.torres"));

        assertThat(live.release("ESC-1", "h1")).isEmpty();
        assertThat(live.release("ESC-1", "h1")).isEmpty();
        assertThat(live.release("ESC-1", "never-placed")).isEmpty();
        assertThat(busy(live, "kofi.mensah", "ESC-2")).isEmpty();
        assertThat(live.entries().entries()).isEmpty();
    }

    @Test
    void writesAnInviteWhereTheHoldIsAndTakesItOffAgain() {
        everybodyIsFree();
        live.place(hold("ESC-1", "h1", SLOT, "kofi.mensah", "ana.torres"));

        assertThat(live.write(invite("ESC-1", "i1"))).isEqualTo(new Placement.Placed());
        assertThat(live.write(invite("ESC-1", "i1"))).isEqualTo(new Placement.Placed());
        live.release("ESC-1", "h1");

        assertThat(busy(live, "ana.torres", "ESC-2")).containsExactly(SLOT);
        assertThat(live.entries().entries()).extracting(PlacedEntry::kind).containsOnly(PlacedEntry.Kind.INVITE);

        live.remove("ESC-1", "i1");

        assertThat(busy(live, "ana.torres", "ESC-2")).isEmpty();
    }

    @Test
    void letsOneOfManyCasesHaveATime() throws Exception {
        everybodyIsFree();
        int cases = 8;
        CyclicBarrier start = new CyclicBarrier(cases);
        List<Callable<Placement>> racing = IntStream.range(0, cases)
                .<Callable<Placement>>mapToObj(number -> () -> {
                    // each in another order, and each at a time that overlaps all others
                    List<String> people = new ArrayList<>(THREE);
                    java.util.Collections.rotate(people, number);
                    TimeSpan time = new TimeSpan(SLOT.from().plusSeconds(60L * number), SLOT.to());
                    start.await();
                    return live.place(hold("ESC-" + number, "h" + number, time, people.toArray(String[]::new)));
                })
                .toList();

        assertThat(inParallel(racing))
                .filteredOn(Placement.Placed.class::isInstance)
                .hasSize(1);
        assertThat(live.entries().entries())
                .hasSize(3)
                .extracting(PlacedEntry::caseId)
                .containsOnly(live.entries().entries().get(0).caseId());
    }

    @Test
    void makesTheCalendarOfAPersonOnceHoweverManyAskFirst() throws Exception {
        Calendars drill = calendars(CalendarSet.ofDrill("ESC-1"), NOW);
        CyclicBarrier start = new CyclicBarrier(6);
        List<Callable<Placement>> racing = IntStream.range(0, 6)
                .<Callable<Placement>>mapToObj(number -> () -> {
                    start.await();
                    return drill.place(hold("ESC-1", "h" + number, SLOT, "new.person"));
                })
                .toList();

        assertThat(inParallel(racing)).containsOnly(new Placement.Placed());
    }

    @Test
    void readsFloatingTimesByTheClockOfWhoeverOwnsThem() {
        database.told()
                .replace(
                        CalendarSet.LIVE,
                        "ana.torres",
                        BusyStore.Calendar.read(null, null, NOW),
                        new dev.gatehouse.readout.calendar.ical.Busy(
                                List.of(), List.of(span("2026-04-21T00:00:00Z", "2026-04-22T00:00:00Z"))));

        assertThat(live.freeBusy(List.of("ana.torres"), WEEK, "ESC-1").get("ana.torres"))
                .isInstanceOfSatisfying(CalendarReading.Unreadable.class, unreadable -> assertThat(unreadable.reason())
                        .contains("in which time zone ana.torres lives"));
        assertThat(busy(live.inZones(Map.of("ana.torres", ZoneId.of("America/Los_Angeles"))), "ana.torres", "ESC-1"))
                .containsExactly(span("2026-04-21T07:00:00Z", "2026-04-22T07:00:00Z"));
        assertThat(busy(live.inZones(Map.of("ana.torres", ZoneId.of("Asia/Kolkata"))), "ana.torres", "ESC-1"))
                .containsExactly(span("2026-04-20T18:30:00Z", "2026-04-21T18:30:00Z"));
    }

    @Test
    void doesNotTakeTimeForFreeThatAnImportDidNotReach() {
        database.told()
                .replace(
                        CalendarSet.LIVE,
                        "ana.torres",
                        BusyStore.Calendar.read(null, span("2026-04-20T00:00:00Z", "2026-04-25T00:00:00Z"), NOW),
                        new dev.gatehouse.readout.calendar.ical.Busy(List.of(), List.of()));

        assertThat(live.freeBusy(List.of("ana.torres"), WEEK, "ESC-1").get("ana.torres"))
                .isInstanceOfSatisfying(CalendarReading.Unreadable.class, unreadable -> assertThat(unreadable.reason())
                        .contains("to 2026-04-25 only"));
        assertThat(live.place(hold("ESC-1", "h1", SLOT, "ana.torres"))).isInstanceOf(Placement.Failed.class);
        assertThat(live.place(hold("ESC-1", "h2", span("2026-04-24T16:00:00Z", "2026-04-24T17:00:00Z"), "ana.torres")))
                .isInstanceOf(Placement.Placed.class);
    }

    @Test
    void sweepsHoldsWhoseTimeIsUpOrThatNobodyRecorded() {
        everybodyIsFree();
        live.place(Hold.of("ESC-1", "over", SLOT, NOW, List.of("kofi.mensah")));
        live.place(hold(
                "ESC-2", "unknown", span("2026-04-24T10:00:00Z", "2026-04-24T11:00:00Z"), "kofi.mensah", "ana.torres"));
        live.place(hold("ESC-3", "wanted", span("2026-04-24T12:00:00Z", "2026-04-24T13:00:00Z"), "kofi.mensah"));
        live.write(invite("ESC-4", "orphan"));

        Instant soon = NOW.plusSeconds(10);
        HoldSweep atFirst = new HoldSweep(Clock.fixed(soon, ZoneOffset.UTC), Duration.ofMinutes(5));
        assertThat(atFirst.sweep(live, entry -> entry.entryId().equals("wanted"))
                        .removed())
                .as("whoever places may still be about to record it")
                .extracting(PlacedEntry::entryId)
                .containsExactly("over");

        HoldSweep later =
                new HoldSweep(Clock.fixed(NOW.plus(Duration.ofMinutes(6)), ZoneOffset.UTC), Duration.ofMinutes(5));
        HoldSweep.Swept swept = later.sweep(live, entry -> entry.entryId().equals("wanted"));

        assertThat(swept.troubles()).isEmpty();
        assertThat(swept.removed())
                .extracting(entry -> entry.entryId() + " " + entry.person())
                .containsExactlyInAnyOrder(
                        "unknown ana.torres", "unknown kofi.mensah", "orphan ana.torres", "orphan kofi.mensah");
        assertThat(live.entries().entries()).extracting(PlacedEntry::entryId).containsExactly("wanted");
    }

    @Test
    void sweepsNothingThatIsPlacedOnceMoreOrRecordedWhileItLooks() {
        everybodyIsFree();
        Hold hold = hold("ESC-2", "taken-over", SLOT, "kofi.mensah", "ana.torres");
        live.place(hold);
        Instant later = NOW.plus(Duration.ofMinutes(6));
        Calendars ofWhoTakesOver = calendars(CalendarSet.LIVE, later);
        HoldSweep sweep = new HoldSweep(Clock.fixed(later, ZoneOffset.UTC), Duration.ofMinutes(5));

        assertThat(sweep.sweep(live, entry -> {
                            ofWhoTakesOver.place(hold);
                            return false;
                        })
                        .removed())
                .as("placed once more")
                .isEmpty();
        live.place(hold);
        AtomicInteger asked = new AtomicInteger();
        assertThat(sweep.sweep(live, entry -> asked.incrementAndGet() > 2).removed())
                .as("recorded between the first look and the second")
                .isEmpty();
        assertThat(live.entries().entries()).hasSize(2);
        assertThat(sweep.sweep(live, entry -> false).removed()).hasSize(2);
    }

    @Test
    void answersForEverybodyInTheOrderAsked() {
        everybodyIsFree();

        assertThat(live.freeBusy(List.of("grace.liu", "nobody", "ana.torres"), WEEK, "ESC-1")
                        .keySet())
                .containsExactly("grace.liu", "nobody", "ana.torres");
    }

    private void everybodyIsFree() {
        THREE.forEach(person -> told.replace(CalendarSet.LIVE, person, List.of(), NOW));
    }

    private static List<Placement> inParallel(List<Callable<Placement>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            List<Placement> results = new ArrayList<>();
            for (Future<Placement> result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<TimeSpan> busy(Calendars calendars, String person, String caseId) {
        CalendarReading reading =
                calendars.freeBusy(List.of(person), WEEK, caseId).get(person);
        assertThat(reading).isInstanceOf(CalendarReading.Busy.class);
        return ((CalendarReading.Busy) reading).times();
    }

    private static Hold hold(String caseId, String id, TimeSpan time, String... people) {
        return Hold.of(caseId, id, time, UNTIL, List.of(people));
    }

    private static Invite invite(String caseId, String id) {
        ZoneId zone = ZoneId.of("Europe/London");
        return new Invite(
                caseId,
                id,
                "Root-cause readout",
                SLOT,
                "video",
                new Invite.Party("petra.lang", "program-manager", zone, null),
                List.of(
                        new Invite.Party("kofi.mensah", "escalation-manager", zone, null),
                        new Invite.Party("ana.torres", "fix-owner", zone, null)));
    }

    private static TimeSpan span(String from, String to) {
        return new TimeSpan(Instant.parse(from), Instant.parse(to));
    }
}
