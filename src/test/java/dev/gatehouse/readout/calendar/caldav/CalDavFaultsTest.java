package dev.gatehouse.readout.calendar.caldav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.readout.calendar.CalendarSet;
import dev.gatehouse.readout.calendar.CalendarTrouble;
import dev.gatehouse.readout.calendar.Calendars;
import dev.gatehouse.readout.calendar.Hold;
import dev.gatehouse.readout.calendar.HoldSweep;
import dev.gatehouse.readout.calendar.Invite;
import dev.gatehouse.readout.calendar.PlacedEntry;
import dev.gatehouse.readout.calendar.Placement;
import dev.gatehouse.readout.calendar.Placement.Conflict;
import dev.gatehouse.readout.calendar.caldav.FaultyServer.Reply;
import dev.gatehouse.readout.calendar.embedded.CalendarDatabase;
import dev.gatehouse.readout.domain.CalendarReading;
import dev.gatehouse.readout.domain.TimeSpan;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server can do wrong; none of it may make anybody free. */
class CalDavFaultsTest {
    private static final Instant NOW = Instant.parse("2026-04-20T15:00:00Z");
    private static final TimeSpan WINDOW = span("2026-04-20T00:00:00Z", "2026-04-28T00:00:00Z");
    private static final TimeSpan SLOT = span("2026-04-27T16:00:00Z", "2026-04-27T17:00:00Z");

    private final FaultyServer server = start();
    private final CalendarDatabase database = CalendarDatabase.h2();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Calendars calendars = calendars(server.url());

    private static FaultyServer start() {
        try {
            return new FaultyServer();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Calendars calendars(String url) {
        CalDavSettings settings = new CalDavSettings(
                url, "gatehouse", "secret-canary", Duration.ofSeconds(2), Duration.ofSeconds(4), Map.of());
        return CalDavCalendars.of(settings, database.book(), Clock.fixed(NOW, ZoneOffset.UTC), threads);
    }

    @AfterEach
    void end() {
        server.close();
        threads.shutdownNow();
    }

    @Test
    void readsWhenTheServerIsWell() {
        server.isBusy("ana", SLOT);

        assertThat(reading("ana")).isEqualTo(CalendarReading.busy(List.of(SLOT)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        500 | text/plain       | secret-canary                        | answers a free-busy query with 500
        404 | text/html        | secret-canary                        | answers a free-busy query with 404
        412 | text/plain       | secret-canary                        | answers a free-busy query with 412
        401 | text/plain       | secret-canary                        | refuses our account (401)
        403 | text/plain       | secret-canary                        | refuses our account (403)
        207 | application/xml  | <multistatus xmlns="DAV:"/>          | cannot answer free-busy queries
        200 | text/html        | <p>secret-canary</p>                 | with 200 text/html
        200 | text/calendar    | secret-canary                        | is no iCalendar
        200 | text/calendar    | BEGIN:VCALENDAR~VERSION:2.0~END:VCALENDAR~ | expected a VFREEBUSY
        200 | text/calendar    | BEGIN:VCALENDAR~BEGIN:VFREEBUSY~DTSTART:20260425T000000Z~END:VFREEBUSY~END:VCALENDAR~ | does not cover
        200 | text/calendar    | BEGIN:VCALENDAR~BEGIN:VFREEBUSY~DTEND:20260425T000000Z~END:VFREEBUSY~END:VCALENDAR~ | does not cover
        200 | text/calendar    | BEGIN:VCALENDAR~BEGIN:VFREEBUSY~FREEBUSY:secret-canary~END:VFREEBUSY~END:VCALENDAR~ | is no period
        """)
    void takesNothingForFreeThatIsNoAnswer(int status, String type, String body, String reason) {
        server.fails(exchange -> new Reply(status, type, body.replace("~", "\r\n")));

        assertThat(reading("ana"))
                .isInstanceOfSatisfying(CalendarReading.Unreadable.class, unreadable -> assertThat(unreadable.reason())
                        .startsWith("The calendar of ana cannot be read: the server ")
                        .contains(reason)
                        .doesNotContain("canary"));
        assertThat(calendars.place(hold("h1", "ana"))).isInstanceOf(Placement.Failed.class);
        assertThat(server.resources()).isEmpty();
    }

    @Test
    void doesNotWaitForASlowServerAndReadsTheOthersMeanwhile() {
        server.fails(exchange -> {
            if (exchange.getRequestURI().getPath().contains("slow")) {
                pause(Duration.ofMinutes(2));
            }
            return null;
        });
        long start = System.nanoTime();

        Map<String, CalendarReading> readings = calendars.freeBusy(List.of("slow1", "ana", "slow2"), WINDOW, "ESC-1");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(1));
        assertThat(readings.get("ana")).isEqualTo(CalendarReading.busy(List.of()));
        assertThat(readings.get("slow1"))
                .isInstanceOfSatisfying(CalendarReading.Unreadable.class, unreadable -> assertThat(unreadable.reason())
                        .contains("the server did not answer within"));
        assertThat(readings.get("slow2")).isInstanceOf(CalendarReading.Unreadable.class);
    }

    @Test
    void doesNotWaitForABodyThatDrips() {
        server.fails(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/calendar");
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 20; i++) {
                exchange.getResponseBody()
                        .write("BEGIN:VCALENDAR\r\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                pause(Duration.ofSeconds(1));
            }
            return new Reply(200, "", "");
        });

        assertThat(reading("ana")).isInstanceOf(CalendarReading.Unreadable.class);
    }

    @Test
    void takesAServerThatIsDownForUnreadable() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }

        assertThat(calendars("http://127.0.0.1:" + port + "/{person}/")
                        .freeBusy(List.of("ana"), WINDOW, "ESC-1")
                        .get("ana"))
                .isEqualTo(CalendarReading.unreadable(
                        "The calendar of ana cannot be read: the server cannot be reached or broke off its answer."));
    }

    @Test
    void followsRedirectsOnTheSameServerWithTheSameQuestion() {
        server.isBusy("moved", SLOT);
        server.fails(exchange -> redirect(exchange, "/calendars/ana/", "/calendars/moved/"));

        assertThat(reading("ana")).isEqualTo(CalendarReading.busy(List.of(SLOT)));
        assertThat(server.asked()).containsExactly("REPORT /calendars/ana/", "REPORT /calendars/moved/");
    }

    @Test
    void givesNoOtherServerItsCredentials() throws IOException {
        try (FaultyServer other = new FaultyServer()) {
            server.fails(exchange ->
                    redirect(exchange, "/calendars/ana/", other.url().replace("{person}", "ana")));

            assertThat(reading("ana"))
                    .isInstanceOfSatisfying(
                            CalendarReading.Unreadable.class,
                            unreadable -> assertThat(unreadable.reason()).contains("redirects to another server"));
            assertThat(other.asked()).isEmpty();
        }
    }

    @Test
    void doesNotRunInCircles() {
        server.fails(exchange -> redirect(exchange, "/calendars/ana/", "/calendars/ana/"));

        assertThat(reading("ana"))
                .isInstanceOfSatisfying(CalendarReading.Unreadable.class, unreadable -> assertThat(unreadable.reason())
                        .contains("in a circle"));
    }

    @Test
    void takesEverythingBackWhenOneCalendarCannotBeWritten() {
        server.fails(exchange -> is(exchange, "PUT", "/calendars/kofi/") ? new Reply(500, "", "") : null);

        assertThat(calendars.place(hold("h1", "ana", "kofi")))
                .isEqualTo(new Placement.Failed(List.of(new CalendarTrouble(
                        "kofi",
                        "The calendar of kofi cannot be written: the server answers the"
                                + " writing of an entry with 500."))));
        assertThat(server.resources()).isEmpty();
        assertThat(database.book().all(CalendarSet.LIVE)).isEmpty();
    }

    @Test
    void findsOutAServerThatSaysYesAndKeepsNothing() {
        server.fails(exchange -> is(exchange, "PUT", "/calendars/ana/") ? new Reply(201, "", "") : null);

        assertThat(calendars.place(hold("h1", "ana")))
                .isInstanceOfSatisfying(Placement.Failed.class, failed -> assertThat(
                                failed.troubles().get(0).reason())
                        .contains("does not have the entry that it took"));
    }

    @Test
    void takesBackAHoldWhenSomebodyElseWasThereInBetween() {
        server.fails(exchange -> {
            if (is(exchange, "PUT", "/calendars/kofi/")) {
                server.isBusy("kofi", span("2026-04-27T16:30:00Z", "2026-04-27T18:00:00Z"));
            }
            return null;
        });

        assertThat(calendars.place(hold("h1", "ana", "kofi")))
                .isEqualTo(new Placement.Conflicting(
                        List.of(new Conflict("kofi", span("2026-04-27T16:30:00Z", "2026-04-27T17:00:00Z")))));
        assertThat(server.resources()).isEmpty();
        assertThat(database.book().all(CalendarSet.LIVE)).isEmpty();
    }

    @Test
    void finishesAnAttemptWhoseAnswerWasLost() {
        AtomicInteger attempts = new AtomicInteger();
        server.fails(exchange -> {
            if (is(exchange, "GET", "/calendars/ana/") && attempts.getAndIncrement() == 0) {
                exchange.close();
            }
            return null;
        });
        calendars.place(hold("h1", "ana"));

        assertThat(calendars.place(hold("h1", "ana"))).isEqualTo(new Placement.Placed());
        assertThat(calendars.place(hold("h1", "ana"))).isEqualTo(new Placement.Placed());
        assertThat(server.resources()).containsExactly("/calendars/ana/gatehouse-hold-h1.ics");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        GET | 404 | says that an entry is there and that it is not
        PUT | 412 | answers the change of an entry with 412
        """)
    void doesNotChangeAnEntryAgainstAnETagThatLies(String method, int status, String reason) {
        calendars.place(hold("h1", "ana"));
        Hold longer = Hold.of("ESC-1", "h1", SLOT, NOW.plusSeconds(7200), List.of("ana"));
        server.fails(exchange -> {
            boolean change =
                    method.equals("GET") || exchange.getRequestHeaders().containsKey("If-Match");
            return is(exchange, method, "/calendars/ana/") && change ? new Reply(status, "", "") : null;
        });

        assertThat(calendars.place(longer)).isInstanceOfSatisfying(Placement.Failed.class, failed -> assertThat(
                        failed.troubles().get(0).reason())
                .contains(reason));
    }

    @Test
    void changesAnEntryThatIsThereUnderItsETag() {
        calendars.place(hold("h1", "ana"));

        assertThat(calendars.place(Hold.of("ESC-1", "h1", SLOT, NOW.plusSeconds(7200), List.of("ana"))))
                .isEqualTo(new Placement.Placed());
        assertThat(calendars.entries().entries())
                .singleElement()
                .extracting(PlacedEntry::until)
                .isEqualTo(NOW.plusSeconds(7200));
    }

    @Test
    void invitesWithoutTheCalendarOfAnOptionalPersonThatCannotBeWritten() {
        server.fails(exchange -> is(exchange, "PUT", "/calendars/paul/") ? new Reply(507, "", "") : null);

        assertThat(calendars.write(invite("ana", "kofi", "paul")))
                .isInstanceOfSatisfying(Placement.Placed.class, placed -> assertThat(placed.missing())
                        .extracting(CalendarTrouble::person)
                        .containsExactly("paul"));
        assertThat(server.resources())
                .containsExactlyInAnyOrder(
                        "/calendars/ana/gatehouse-invite-i1.ics", "/calendars/kofi/gatehouse-invite-i1.ics");
    }

    @Test
    void invitesNobodyWhereARequiredCalendarCannotBeWritten() {
        server.fails(exchange -> is(exchange, "PUT", "/calendars/kofi/") ? new Reply(507, "", "") : null);

        assertThat(calendars.write(invite("ana", "kofi", "paul")))
                .isInstanceOfSatisfying(Placement.Failed.class, failed -> assertThat(failed.troubles())
                        .extracting(CalendarTrouble::person)
                        .containsExactly("kofi"));
        assertThat(server.resources()).isEmpty();
        assertThat(database.book().all(CalendarSet.LIVE)).isEmpty();
    }

    /** The last one is optional. */
    private static Invite invite(String... people) {
        ZoneId zone = ZoneId.of("Europe/London");
        List<Invite.Party> attendees = new ArrayList<>();
        for (String person : people) {
            attendees.add(new Invite.Party(person, "any", zone, null, attendees.size() == people.length - 1));
        }
        return new Invite("ESC-1", "i1", "Readout", SLOT, "video", attendees.get(0), attendees);
    }

    @Test
    void remembersWhatCouldNotBeRemovedAndSweepsItLater() {
        calendars.place(hold("h1", "ana", "kofi"));
        server.fails(exchange -> is(exchange, "DELETE", "/calendars/kofi/") ? new Reply(503, "", "") : null);

        assertThat(calendars.release("ESC-1", "h1"))
                .extracting(CalendarTrouble::person)
                .containsExactly("kofi");
        assertThat(calendars.place(Hold.of("ESC-2", "h2", SLOT, NOW, List.of("kofi"))))
                .as("it still stands on the calendar")
                .isInstanceOf(Placement.Conflicting.class);

        HoldSweep sweep = new HoldSweep(Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofMinutes(5));
        assertThat(sweep.sweep(calendars, entry -> true).troubles()).isNotEmpty();
        server.fails(exchange -> null);
        assertThat(sweep.sweep(calendars, entry -> true).removed())
                .as("both holds, the one that was never placed too")
                .extracting(PlacedEntry::entryId)
                .containsExactly("h1", "h2");
        assertThat(server.resources()).isEmpty();
    }

    @Test
    void namesCalendarsThatItCouldNotSearch() {
        calendars.place(hold("h1", "ana", "kofi"));
        server.fails(exchange -> is(exchange, "REPORT", "/calendars/kofi/") ? new Reply(500, "", "") : null);

        Calendars.Entries entries = calendars.entries();

        assertThat(entries.entries()).hasSize(2);
        assertThat(entries.troubles()).extracting(CalendarTrouble::person).containsExactly("kofi");
    }

    @Test
    void refusesAnAddressWithoutAPlaceForThePersonAndKeepsThePasswordToItself() {
        assertThatIllegalArgumentException().isThrownBy(() -> calendars("https://dav.example/calendars/"));
        assertThat(new CalDavSettings(
                        "https://x/{person}/", "u", "secret-canary", Duration.ZERO, Duration.ZERO, Map.of()))
                .asString()
                .doesNotContain("canary");
    }

    @Test
    void findsThePersonsCalendarAndNobodyElses() {
        CalDavSettings settings = new CalDavSettings(
                "https://x/c/{person}", "u", "p", Duration.ZERO, Duration.ZERO, Map.of("own", "https://x/elsewhere"));

        assertThat(settings.calendarOf("jorge.paz@bancosur.example").toString())
                .isEqualTo("https://x/c/jorge.paz%40bancosur.example/");
        assertThat(settings.calendarOf("../ana").toString()).isEqualTo("https://x/c/..%2Fana/");
        assertThat(settings.calendarOf("..").toString()).isEqualTo("https://x/c/no-person-../");
        assertThat(settings.calendarOf("own").toString()).isEqualTo("https://x/elsewhere/");
    }

    private static Reply redirect(com.sun.net.httpserver.HttpExchange exchange, String from, String to) {
        if (!exchange.getRequestURI().getPath().equals(from)) {
            return null;
        }
        exchange.getResponseHeaders().set("Location", to);
        return new Reply(308, "", "");
    }

    private static boolean is(com.sun.net.httpserver.HttpExchange exchange, String method, String path) {
        return exchange.getRequestMethod().equals(method)
                && exchange.getRequestURI().getPath().startsWith(path);
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private CalendarReading reading(String person) {
        return calendars.freeBusy(List.of(person), WINDOW, "ESC-1").get(person);
    }

    private static Hold hold(String id, String... people) {
        return Hold.of("ESC-1", id, SLOT, NOW.plusSeconds(3600), List.of(people));
    }

    private static TimeSpan span(String from, String to) {
        return new TimeSpan(Instant.parse(from), Instant.parse(to));
    }
}
