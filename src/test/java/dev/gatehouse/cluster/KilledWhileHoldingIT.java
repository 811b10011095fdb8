package dev.gatehouse.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.readout.ReadoutRequests;
import dev.gatehouse.readout.calendar.caldav.FaultyServer;
import dev.gatehouse.readout.domain.TimeSpan;
import dev.gatehouse.testing.ApplicationProcess;
import dev.gatehouse.testing.Doors;
import dev.gatehouse.testing.Doors.Answer;
import dev.gatehouse.testing.PostgresDatabase;
import dev.gatehouse.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A node is killed with holds on calendars that no case has recorded yet, and another goes on. */
class KilledWhileHoldingIT {

    private static final String MANAGER = ReadoutRequests.MANAGER;
    private static final String AUDITOR = "arno.weiss";
    private static final String CONFIRM = "confirm-slot";
    private static final Duration START = Duration.ofMinutes(4);
    /** Three slots on four calendars. */
    private static final int PLACED = 12;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private PostgresDatabase database;
    private JdbcClient jdbc;

    @BeforeEach
    void newDatabase() {
        database = PostgresServer.newDatabase();
        jdbc = JdbcClient.create(
                new DriverManagerDataSource(database.url(), database.owner(), database.ownerPassword()));
    }

    @Test
    void leavesNoHoldBehindAndHoldsNothingTwice() throws SQLException {
        Set<Instant> placed;
        Instant gone;
        try (Connection inTheWay = database.asOwner();
                ApplicationProcess killed = node("one")) {
            Doors doors = new Doors(killed.awaitStarted(START));
            doors.awaitGate(AUDITOR, "RCA-DEMO", CONFIRM);
            letNobodyRecordHolds(inTheWay);
            start(doors, "SAME");
            start(doors, "MOVED");
            awaitPlaced("SAME");
            awaitPlaced("MOVED");
            placed = starts("SAME");
            gone = starts("MOVED").stream().min(Instant::compareTo).orElseThrow();
            isBusy(doors, "owner-MOVED@example.org", gone);

            killed.kill();
            assertThat(recorded("SAME") + recorded("MOVED")).isZero();
            assertThat(starts("MOVED")).contains(gone);
        }

        try (ApplicationProcess other =
                node("two", "gatehouse.readout.sweep=PT1S", "gatehouse.readout.sweep-grace=PT5S")) {
            Doors doors = new Doors(other.awaitStarted(START));
            assertThat(held(doors, "SAME")).as("the same holds, placed again").isEqualTo(placed);
            assertThat(kinds(doors, "SAME").filter("SLOT_HELD"::equals)).hasSize(3);

            assertThat(held(doors, "MOVED")).hasSize(3).doesNotContain(gone);
            Doors.await("the hold that nobody recorded is swept", () -> Optional.of(starts("MOVED"))
                    .filter(all -> !all.contains(gone)));
            assertThat(log(doors, "MOVED"))
                    .contains("The hold is released. It was placed by a node that stopped before it was recorded.");

            start(doors, "RIVAL", ReadoutRequests.peopleOf("SAME"));
            assertThat(held(doors, "RIVAL")).hasSize(3).doesNotContainAnyElementsOf(placed);
            List.of("SAME", "MOVED", "RIVAL").forEach(this::isOnTheCalendarsExactlyAsRecorded);
            assertThat(overlapping()).isEmpty();
            assertThat(doors.get(AUDITOR, "/api/cases/MOVED/ledger/verification")
                            .json()
                            .path("intact")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void leavesNoEventOfAHalfWrittenHoldOnAServer() throws IOException {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch dead = new CountDownLatch(1);
        try (FaultyServer server = new FaultyServer()) {
            String url = "gatehouse.calendars.caldav.url=" + server.url();
            Instant gone;
            try (ApplicationProcess killed = node("one", url)) {
                Doors doors = new Doors(killed.awaitStarted(START));
                doors.awaitGate(AUDITOR, "RCA-DEMO", CONFIRM);
                server.fails(atTheSecondEventOf("owner-DAV@example.org", writing, dead));
                start(doors, "DAV");
                await(writing);
                awaitEvents(server, "DAV", 7);
                killed.kill();
                assertThat(recorded("DAV")).isZero();
                gone = lastEntered("DAV");
            }
            // what the node had sent arrives, and somebody else takes the time
            dead.countDown();
            awaitEvents(server, "DAV", 8);
            server.isBusy("customer-DAV@example.org", new TimeSpan(gone, gone.plus(Duration.ofHours(1))));

            try (ApplicationProcess other = node("two", url)) {
                Doors doors = new Doors(other.awaitStarted(START));
                Set<Instant> held = held(doors, "DAV");
                assertThat(held).hasSize(3).doesNotContain(gone);
                isOnTheCalendarsExactlyAsRecorded("DAV");
                assertThat(events(server, "DAV")).isEqualTo(PLACED);
                assertThat(overlapping()).isEmpty();
            }
        }
    }

    /** The server has read that event and does nothing with it until the node is dead. */
    private static FaultyServer.Fault atTheSecondEventOf(String person, CountDownLatch writing, CountDownLatch dead) {
        AtomicInteger written = new AtomicInteger();
        return exchange -> {
            boolean theirs = exchange.getRequestURI().getPath().startsWith("/calendars/" + person + "/");
            if (exchange.getRequestMethod().equals("PUT") && theirs && written.incrementAndGet() == 2) {
                writing.countDown();
                await(dead);
            }
            return null;
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private ApplicationProcess node(String name, String... more) {
        List<String> properties = new ArrayList<>(List.of(
                "spring.profiles.active=postgresql,demo",
                "gatehouse.ledger.key-file=" + folder.resolve("key.pem"),
                // what a killed node was at is taken over soon
                "camunda.bpm.job-execution.lock-time-in-millis=10000"));
        properties.addAll(database.properties());
        properties.addAll(List.of(more));
        return ApplicationProcess.start(folder.resolve(name + ".log"), properties);
    }

    // ---- the moment between placing and recording

    /** Whoever records a hold waits until this connection ends; everything else goes on. */
    private static void letNobodyRecordHolds(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("lock table gh_readout_hold in share mode");
        }
    }

    private void awaitPlaced(String caseId) {
        Doors.await("every hold of " + caseId + " is placed", () -> Optional.of(onCalendars(caseId))
                .filter(entries -> entries == PLACED));
    }

    private void isBusy(Doors doors, String person, Instant from) {
        String calendar = String.join(
                "\r\n",
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//test//EN",
                "BEGIN:VEVENT",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "DTSTART:" + from.toString().replaceAll("[-:]", ""),
                "DURATION:PT1H",
                "END:VEVENT",
                "END:VCALENDAR",
                "");
        Answer answer = doors.put("calendar-feed", "/api/calendars/" + person, "text/calendar", calendar);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    // ---- cases

    private static void start(Doors doors, String caseId) {
        start(doors, caseId, ReadoutRequests.peopleOf(caseId));
    }

    private static void start(Doors doors, String caseId, Map<String, String> people) {
        Answer answer = doors.start(MANAGER, ReadoutRequests.FLOW, ReadoutRequests.live(caseId, people));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    /** As the gate shows them. */
    private static Set<Instant> held(Doors doors, String caseId) {
        Set<Instant> held = new HashSet<>();
        doors.review(MANAGER, doors.awaitGate(MANAGER, caseId, CONFIRM))
                .path("slots")
                .valueStream()
                .filter(slot -> slot.at("/hold/state").asText().equals("held"))
                .forEach(slot -> held.add(Instant.parse(slot.path("start").asText())));
        return held;
    }

    private static Stream<String> kinds(Doors doors, String caseId) {
        return doors.get(AUDITOR, "/api/cases/" + caseId + "/ledger")
                .json()
                .path("entries")
                .valueStream()
                .map(entry -> entry.path("kind").asText());
    }

    private static List<String> log(Doors doors, String caseId) {
        return doors.get(AUDITOR, "/api/cases/" + caseId + "/coordination-log")
                .json()
                .path("entries")
                .valueStream()
                .map((JsonNode entry) -> entry.path("text").asText())
                .toList();
    }

    // ---- calendars

    private int onCalendars(String caseId) {
        return jdbc.sql("select count(*) from gh_calendar_entry where case_id = ?")
                .param(caseId)
                .query(Integer.class)
                .single();
    }

    private Set<Instant> starts(String caseId) {
        return new HashSet<>(jdbc.sql("select entry_from from gh_calendar_entry where case_id = ?")
                .param(caseId)
                .query((row, number) ->
                        row.getObject("entry_from", OffsetDateTime.class).toInstant())
                .list());
    }

    private Instant lastEntered(String caseId) {
        return jdbc.sql("select entry_from from gh_calendar_entry where case_id = ? order by placed_at desc limit 1")
                .param(caseId)
                .query((row, number) ->
                        row.getObject("entry_from", OffsetDateTime.class).toInstant())
                .single();
    }

    private static void awaitEvents(FaultyServer server, String caseId, int expected) {
        Doors.await(caseId + " has " + expected + " events", () -> Optional.of(events(server, caseId))
                .filter(events -> events == expected));
    }

    private static int events(FaultyServer server, String caseId) {
        return (int) server.resources().stream()
                .filter(path -> path.contains("-" + caseId + "@example.org/"))
                .count();
    }

    private int recorded(String caseId) {
        return jdbc.sql("select count(*) from gh_readout_hold where case_id = ?")
                .param(caseId)
                .query(Integer.class)
                .single();
    }

    private void isOnTheCalendarsExactlyAsRecorded(String caseId) {
        List<String> recorded = jdbc.sql("select hold_id from gh_readout_hold where case_id = ? and state = 'HELD'")
                .param(caseId)
                .query(String.class)
                .list();
        List<String> placed = jdbc.sql("select entry_id from gh_calendar_entry where case_id = ?"
                        + " group by entry_id having count(*) = 4")
                .param(caseId)
                .query(String.class)
                .list();
        assertThat(placed).as(caseId).containsExactlyInAnyOrderElementsOf(recorded);
        assertThat(onCalendars(caseId)).as(caseId).isEqualTo(PLACED);
    }

    /** People on whose calendars two things of ours stand at one time. */
    private List<String> overlapping() {
        return jdbc.sql("select one.person from gh_calendar_entry one join gh_calendar_entry other"
                        + " on one.calendar_set = other.calendar_set and one.person = other.person"
                        + " and one.entry_id < other.entry_id"
                        + " and one.entry_from < other.entry_to and other.entry_from < one.entry_to")
                .query(String.class)
                .list();
    }
}
