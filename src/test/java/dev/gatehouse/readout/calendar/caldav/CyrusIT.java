package dev.gatehouse.readout.calendar.caldav;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.readout.calendar.CalendarSet;
import dev.gatehouse.readout.calendar.Calendars;
import dev.gatehouse.readout.calendar.Hold;
import dev.gatehouse.readout.calendar.HoldSweep;
import dev.gatehouse.readout.calendar.Invite;
import dev.gatehouse.readout.calendar.Placement;
import dev.gatehouse.readout.calendar.Placement.Conflict;
import dev.gatehouse.readout.calendar.embedded.CalendarDatabase;
import dev.gatehouse.readout.calendar.ical.OwnEvents;
import dev.gatehouse.readout.domain.CalendarReading;
import dev.gatehouse.readout.domain.TimeSpan;
import java.net.http.HttpResponse;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against the reference server. Every test has people of its own. */
class CyrusIT {
    private static final Instant NOW = Instant.parse("2026-04-20T15:00:00Z");
    private static final Instant UNTIL = NOW.plus(Duration.ofHours(4));
    private static final TimeSpan WINDOW = span("2026-04-20T00:00:00Z", "2026-04-28T00:00:00Z");
    private static final TimeSpan SLOT = span("2026-04-27T16:00:00Z", "2026-04-27T17:00:00Z");
    private static final List<String> PEOPLE = List.of(
            "reader",
            "kofi.mensah",
            "ana.torres",
            "under",
            "raced",
            "racer",
            "swept",
            "lost",
            "invited",
            "wrong",
            "moved");

    private static CyrusServer server;

    private final CalendarDatabase database = CalendarDatabase.h2();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Calendars calendars = calendars(server.sharedUrl(), CyrusServer.PASSWORD);

    @BeforeAll
    static void start() throws Exception {
        server = CyrusServer.start(PEOPLE);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private Calendars calendars(String url, String password) {
        CalDavSettings settings = new CalDavSettings(
                url, CyrusServer.ACCOUNT, password, Duration.ofSeconds(20), Duration.ofSeconds(40), Map.of());
        return CalDavCalendars.of(settings, database.book(), Clock.fixed(NOW, ZoneOffset.UTC), threads);
    }

    @Test
    void readsRepeatedExceptedMovedTentativeAndTransparentEvents() {
        event("reader", "series.ics", """
            BEGIN:VTIMEZONE
            TZID:America/New_York
            BEGIN:DAYLIGHT
            DTSTART:20070311T020000
            TZOFFSETFROM:-0500
            TZOFFSETTO:-0400
            RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
            END:DAYLIGHT
            BEGIN:STANDARD
            DTSTART:20071104T020000
            TZOFFSETFROM:-0400
            TZOFFSETTO:-0500
            RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
            END:STANDARD
            END:VTIMEZONE
            BEGIN:VEVENT
            UID:series
            DTSTAMP:20260101T000000Z
            SUMMARY:secret-canary
            DTSTART;TZID=America/New_York:20260302T100000
            DTEND;TZID=America/New_York:20260302T110000
            RRULE:FREQ=DAILY
            EXDATE;TZID=America/New_York:20260421T100000
            END:VEVENT
            BEGIN:VEVENT
            UID:series
            DTSTAMP:20260101T000000Z
            RECURRENCE-ID;TZID=America/New_York:20260422T100000
            DTSTART;TZID=America/New_York:20260422T150000
            DTEND;TZID=America/New_York:20260422T160000
            END:VEVENT
            """);
        event("reader", "tentative.ics", one("tentative", "20260420T060000Z", "20260420T070000Z", "STATUS:TENTATIVE"));
        event("reader", "free.ics", one("free", "20260420T080000Z", "20260420T090000Z", "TRANSP:TRANSPARENT"));
        event("reader", "off.ics", one("off", "20260420T100000Z", "20260420T110000Z", "STATUS:CANCELLED"));

        assertThat(busy("reader", span("2026-04-20T00:00:00Z", "2026-04-24T00:00:00Z"), "ESC-1"))
                .containsExactly(
                        span("2026-04-20T06:00:00Z", "2026-04-20T07:00:00Z"),
                        span("2026-04-20T14:00:00Z", "2026-04-20T15:00:00Z"),
                        span("2026-04-22T19:00:00Z", "2026-04-22T20:00:00Z"),
                        span("2026-04-23T14:00:00Z", "2026-04-23T15:00:00Z"));
    }

    @Test
    void holdsASlotOnEveryCalendarAsATentativeEventThatMailsNobody() {
        assertThat(calendars.place(hold("ESC-1", "h1", SLOT, "kofi.mensah", "ana.torres")))
                .isEqualTo(new Placement.Placed());

        for (String person : List.of("kofi.mensah", "ana.torres")) {
            HttpResponse<String> seen = seen(person, "gatehouse-hold-h1.ics");
            assertThat(seen.statusCode()).isEqualTo(200);
            assertThat(seen.body())
                    .contains("STATUS:TENTATIVE", "X-GATEHOUSE-CASE:ESC-1", "DTSTART:20260427T160000Z")
                    .doesNotContain("ATTENDEE", "ORGANIZER");
            assertThat(busy(person, WINDOW, "ESC-1")).isEmpty();
            assertThat(busy(person, WINDOW, "ESC-2")).containsExactly(SLOT);
        }

        assertThat(calendars.place(
                        Hold.of("ESC-1", "h1", SLOT, UNTIL.plusSeconds(60), List.of("kofi.mensah", "ana.torres"))))
                .as("the same hold again, for longer")
                .isEqualTo(new Placement.Placed());
        assertThat(seen("ana.torres", "gatehouse-hold-h1.ics").body())
                .contains("X-GATEHOUSE-UNTIL:2026-04-20T19:01:00Z");

        event("ana.torres", "meeting.ics", one("meeting", "20260424T160000Z", "20260424T170000Z", ""));
        assertThat(calendars.place(hold(
                        "ESC-1",
                        "h2",
                        span("2026-04-24T16:30:00Z", "2026-04-24T17:30:00Z"),
                        "kofi.mensah",
                        "ana.torres")))
                .as("one of them is busy")
                .isEqualTo(new Placement.Conflicting(
                        List.of(new Conflict("ana.torres", span("2026-04-24T16:30:00Z", "2026-04-24T17:00:00Z")))));
        assertThat(seen("kofi.mensah", "gatehouse-hold-h2.ics").statusCode()).isEqualTo(404);

        assertThat(calendars.release("ESC-1", "h1")).isEmpty();
        assertThat(calendars.release("ESC-1", "h1")).isEmpty();
        assertThat(seen("ana.torres", "gatehouse-hold-h1.ics").statusCode()).isEqualTo(404);
        assertThat(busy("ana.torres", SLOT, "ESC-2")).isEmpty();
    }

    @Test
    void seesWhatSomebodyPutUnderTheCasesOwnHold() {
        calendars.place(hold("ESC-1", "under", SLOT, "under"));
        event("under", "beneath.ics", one("beneath", "20260427T163000Z", "20260427T170000Z", "SUMMARY:secret-canary"));

        assertThat(busy("under", WINDOW, "ESC-1"))
                .containsExactly(span("2026-04-27T16:30:00Z", "2026-04-27T17:00:00Z"));
        assertThat(calendars.place(hold("ESC-1", "under", SLOT, "under"))).isInstanceOf(Placement.Conflicting.class);
        assertThat(seen("under", "gatehouse-hold-under.ics").statusCode()).isEqualTo(404);
    }

    @Test
    void letsOneOfSeveralCasesHaveATime() throws Exception {
        int cases = 4;
        CyclicBarrier start = new CyclicBarrier(cases);
        List<Callable<Placement>> racing = IntStream.range(0, cases)
                .<Callable<Placement>>mapToObj(number -> () -> {
                    start.await();
                    return calendars.place(hold(
                            "ESC-" + number,
                            "race" + number,
                            new TimeSpan(SLOT.from().plusSeconds(60L * number), SLOT.to()),
                            number % 2 == 0 ? "raced" : "racer",
                            number % 2 == 0 ? "racer" : "raced"));
                })
                .toList();
        List<Placement> placements = new ArrayList<>();
        for (Future<Placement> placement : threads.invokeAll(racing)) {
            placements.add(placement.get());
        }

        assertThat(placements).filteredOn(Placement.Placed.class::isInstance).hasSize(1);
        assertThat(calendars.entries().entries()).hasSize(2);
    }

    @Test
    void sweepsWhatANodeLeftThatDiedBetweenWritingAndRecording() {
        calendars.place(hold("ESC-1", "left", SLOT, "swept"));
        Wire.put(
                CyrusServer.ACCOUNT,
                CyrusServer.PASSWORD,
                java.net.URI.create(server.sharedUrl().replace("{person}", "swept")),
                "gatehouse-hold-forgotten.ics",
                OwnEvents.hold(
                                hold(
                                        "ESC-2",
                                        "forgotten",
                                        span("2026-04-24T10:00:00Z", "2026-04-24T11:00:00Z"),
                                        "swept"),
                                "swept",
                                NOW)
                        .replaceAll("(?s).*(BEGIN:VEVENT.*END:VEVENT\r\n).*", "$1")
                        .replace("\r\n", "\n"));

        HoldSweep.Swept swept = new HoldSweep(Clock.fixed(NOW.plusSeconds(600), ZoneOffset.UTC), Duration.ofMinutes(5))
                .sweep(calendars, entry -> false);

        assertThat(swept.troubles()).isEmpty();
        assertThat(swept.removed())
                .extracting(entry -> entry.caseId() + " " + entry.entryId())
                .containsExactlyInAnyOrder("ESC-1 left", "ESC-2 forgotten");
        assertThat(busy("swept", WINDOW, "ESC-3")).isEmpty();
        assertThat(database.book().all(CalendarSet.LIVE)).isEmpty();
    }

    @Test
    void writesAnInviteThatItsAttendeesSeeAndTakesItOffAgain() {
        calendars.place(hold("ESC-1", "chosen", SLOT, "invited"));

        assertThat(calendars.write(invite("i1", "invited"))).isEqualTo(new Placement.Placed());
        assertThat(calendars.write(invite("i1", "invited"))).isEqualTo(new Placement.Placed());
        calendars.release("ESC-1", "chosen");

        HttpResponse<String> seen = seen("invited", "gatehouse-invite-i1.ics");
        assertThat(seen.statusCode()).isEqualTo(200);
        assertThat(seen.body().replace("\r\n ", ""))
                .contains("SUMMARY:Root-cause readout", "mailto:invited@example.org", "STATUS:CONFIRMED")
                .contains("Mon 2026-04-27 17:00 to 18:00 (Europe/London")
                .contains("SCHEDULE-AGENT=CLIENT");
        assertThat(busy("invited", WINDOW, "ESC-2")).containsExactly(SLOT);

        assertThat(calendars.remove("ESC-1", "i1")).isEmpty();
        assertThat(busy("invited", WINDOW, "ESC-2")).isEmpty();
    }

    @Test
    void writesAnInviteOnAllCalendarsOrOnNone() {
        Placement placement = calendars.write(invite("i2", "lost", "nobody.at.all"));

        assertThat(placement).isInstanceOfSatisfying(Placement.Failed.class, failed -> assertThat(failed.troubles())
                .singleElement()
                .satisfies(trouble -> assertThat(trouble.person()).isEqualTo("nobody.at.all")));
        assertThat(seen("lost", "gatehouse-invite-i2.ics").statusCode()).isEqualTo(404);
    }

    @Test
    void takesACalendarThatIsNotThereOrNotOursForUnreadable() {
        assertThat(reading(calendars, "nobody.at.all")).isInstanceOf(CalendarReading.Unreadable.class);
        assertThat(reading(calendars(server.sharedUrl(), "guessed"), "wrong"))
                .isEqualTo(CalendarReading.unreadable(
                        "The calendar of wrong cannot be read: the server refuses our account (401)."));
        assertThat(calendars.place(hold("ESC-1", "nowhere", SLOT, "wrong", "nobody.at.all")))
                .isInstanceOf(Placement.Failed.class);
        assertThat(seen("wrong", "gatehouse-hold-nowhere.ics").statusCode()).isEqualTo(404);
    }

    private CalendarReading reading(Calendars asked, String person) {
        return asked.freeBusy(List.of(person), WINDOW, "ESC-1").get(person);
    }

    private List<TimeSpan> busy(String person, TimeSpan window, String caseId) {
        CalendarReading reading =
                calendars.freeBusy(List.of(person), window, caseId).get(person);
        assertThat(reading).isInstanceOf(CalendarReading.Busy.class);
        return ((CalendarReading.Busy) reading).times();
    }

    private static void event(String person, String name, String event) {
        Wire.put(person, CyrusServer.PASSWORD, server.ownUrl(person), name, event);
    }

    private static HttpResponse<String> seen(String person, String name) {
        return Wire.send(
                person, CyrusServer.PASSWORD, "GET", server.ownUrl(person).resolve(name), "");
    }

    private static String one(String uid, String start, String end, String line) {
        return "BEGIN:VEVENT\nUID:" + uid + "\nDTSTAMP:20260101T000000Z\nDTSTART:" + start + "\nDTEND:" + end + "\n"
                + (line.isEmpty() ? "" : line + "\n") + "END:VEVENT\n";
    }

    private static Hold hold(String caseId, String id, TimeSpan time, String... people) {
        return Hold.of(caseId, id, time, UNTIL, List.of(people));
    }

    private static Invite invite(String id, String... people) {
        ZoneId zone = ZoneId.of("Europe/London");
        return new Invite(
                "ESC-1",
                id,
                "Root-cause readout",
                SLOT,
                "video",
                new Invite.Party("petra.lang", "program-manager", zone, "petra.lang@example.org"),
                java.util.Arrays.stream(people)
                        .map(person -> new Invite.Party(person, "fix-owner", zone, person + "@example.org"))
                        .toList());
    }

    private static TimeSpan span(String from, String to) {
        return new TimeSpan(Instant.parse(from), Instant.parse(to));
    }
}
