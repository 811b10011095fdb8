package dev.gatehouse.readout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.testing.Doors;
import dev.gatehouse.testing.Doors.Answer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ActiveProfiles;

/** Readouts by the clock on the wall, on calendars that cases share. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class ReadoutLiveIT {

    private static final String MANAGER = ReadoutRequests.MANAGER;
    private static final String AUDITOR = "arno.weiss";
    private static final String CONFIRM = "confirm-slot";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private ReadoutSweep sweep;

    @Autowired
    private ManagementService management;

    @Autowired
    private Readouts readouts;

    private Doors doors;
    private String run;

    @BeforeEach
    void nameTheRun() {
        doors = new Doors("http://127.0.0.1:" + port);
        run = UUID.randomUUID().toString().substring(0, 8);
    }

    @Test
    void booksOnCalendarsThatOthersThenFindBusy() {
        String first = start("A");
        JsonNode review = review(first);
        List<String> held = held(review);
        assertThat(held).hasSize(3);

        // another case with the same people finds these times busy and holds others
        String second = start("B");
        assertThat(held(review(second))).hasSize(3).doesNotContainAnyElementsOf(held);

        assertThat(decide(first, "confirm", Map.of("slotId", "slot-" + held.get(0))))
                .isEqualTo(204);
        JsonNode ended = Doors.await("the readout is booked", () -> Optional.of(doors.caseOf(AUDITOR, first))
                .filter(one -> one.path("state").asText().equals("ENDED")));
        assertThat(ended.path("outcome").path("state").asText()).isEqualTo("scheduled");
        assertThat(ended.path("outcome").path("start").asText()).isEqualTo(held.get(0));
        assertThat(ended.path("holds").findValuesAsText("state"))
                .containsExactlyInAnyOrder("confirmed", "released", "released");
        Answer busy = doors.get(
                MANAGER,
                "/api/calendars/owner-" + run + "@example.org/free-busy?from=" + held.get(0) + "&to="
                        + Instant.parse(held.get(0)).plus(1, ChronoUnit.HOURS));
        assertThat(busy.status()).as(busy.text()).isEqualTo(200);
        assertThat(busy.text()).contains("FREEBUSY").doesNotContain("Root-cause");
    }

    @Test
    void letsHoldsExpireWhenTheirTimeIsUp() {
        String caseId = start("D");
        List<String> held = held(review(caseId));
        Doors.await("the case wakes when its holds are over", () -> Optional.of(wakesAt(caseId))
                .filter(untilOf(caseId)::equals));

        // four hours later
        jdbc.update(
                "update gh_readout_hold set until_time = ? where case_id = ?",
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                caseId);
        jdbc.update("update gh_case set wake_at = current_timestamp where case_id = ?", caseId);
        JsonNode next = Doors.await("another round of holds", () -> doors.openGate(MANAGER, caseId, CONFIRM)
                .map(task -> doors.review(MANAGER, task))
                .filter(review -> review.at("/rounds/used").asInt() == 1));
        assertThat(held(next)).hasSize(3);
        assertThat(doors.caseOf(AUDITOR, caseId).path("holds").findValuesAsText("state"))
                .filteredOn("expired"::equals)
                .hasSameSizeAs(held);
    }

    @Test
    void waitsForACalendarThatAloneKeepsItFromASlot() {
        String caseId = start("E");
        review(caseId);
        unreadable(caseId, "owner");
        JsonNode waiting = awaitWaiting(caseId);
        assertThat(waiting.path("state").asText()).isEqualTo("OPEN");
        assertThat(waiting.path("unreadableCalendars").findValuesAsText("person"))
                .containsExactly("owner-" + run + "@example.org");
        assertThat(waiting.path("holds").findValuesAsText("state")).containsOnly("lost");
        assertThat(incident(caseId).getIncidentMessage())
                .contains("they are read again every five minutes", "calendar-feed says that it cannot be read");
        assertThat(doors.get("dora.quinn", "/api/notices").text())
                .contains("Readout " + caseId + " waits for calendars");

        // still away after five minutes: it waits on, and tells nobody again
        Job timer = timer(caseId).orElseThrow();
        management.executeJob(timer.getId());
        Doors.await("it waits again", () -> timer(caseId)
                .filter(next -> !next.getId().equals(timer.getId())));
        assertThat(notices(caseId, "calendars-away")).isEqualTo(3);

        // it comes back in between
        Answer told = doors.put(
                "calendar-feed",
                "/api/calendars/owner-" + run + "@example.org",
                "text/calendar",
                calendar(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()));
        assertThat(told.status()).as(told.text()).isEqualTo(200);
        assertThat(held(review(caseId))).hasSize(3);
        assertThat(doors.caseOf(AUDITOR, caseId).path("unreadableCalendars")).isEmpty();
        assertThat(incidents(caseId)).isEmpty();
    }

    @Test
    void endsAsWithdrawnWhileItWaitsForACalendar() {
        String caseId = start("F");
        review(caseId);
        unreadable(caseId, "owner");
        awaitWaiting(caseId);
        state(caseId, "escalation-desk", "support.rca.withdrawn", Doors.JSON.createObjectNode());
        assertThat(awaitEnd(caseId).at("/outcome/state").asText()).isEqualTo("withdrawn");
        assertThat(incidents(caseId)).isEmpty();
    }

    @Test
    void concludesWhereACalendarThatCannotBeReadIsNotAllThatIsInTheWay() {
        String caseId = start("G");
        review(caseId);
        ObjectNode always = Doors.JSON.createObjectNode().put("person", "success-" + run + "@example.org");
        always.putArray("busy").addObject().put("from", "2026-01-01T00:00:00Z").put("to", "2099-01-01T00:00:00Z");
        unreadable(caseId, "owner");
        awaitWaiting(caseId);
        state(caseId, "calendar-feed", "support.calendar.changed", always);
        assertThat(awaitEnd(caseId).at("/outcome/state").asText()).isEqualTo("unscheduled");
    }

    @Test
    void letsGoOfTheHoldsOfACaseThatIsDeletedByForce() {
        String caseId = start("H");
        List<String> held = held(review(caseId));
        assertThat(doors.deleteByForce("admin", instance(caseId), "wrong customer")
                        .status())
                .isEqualTo(204);

        sweep.sweep();

        JsonNode gone = doors.caseOf(AUDITOR, caseId);
        assertThat(gone.path("holds").findValuesAsText("state"))
                .hasSameSizeAs(held)
                .containsOnly("released");
        assertThat(doors.get(AUDITOR, "/api/cases/" + caseId + "/coordination-log")
                        .text())
                .contains("The hold is released. The case is gone; it ended deleted.");
        assertThat(doors.get(AUDITOR, "/api/cases/" + caseId + "/ledger/verification")
                        .json()
                        .path("intact")
                        .asBoolean())
                .isTrue();
        assertThat(held(review(start("I")))).as("everybody is free again").isEqualTo(held);
    }

    private void unreadable(String caseId, String who) {
        state(
                caseId,
                "calendar-feed",
                "support.calendar.changed",
                Doors.JSON
                        .createObjectNode()
                        .put("person", who + "-" + run + "@example.org")
                        .put("unreadable", true));
    }

    private void state(String caseId, String account, String type, ObjectNode data) {
        ObjectNode event = Doors.JSON
                .createObjectNode()
                .put("specversion", "1.0")
                .put("id", UUID.randomUUID().toString())
                .put("source", "urn:source:" + account)
                .put("type", type)
                .put("subject", caseId)
                .put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        event.set("data", data);
        Answer answer = doors.state(event);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        assertThat(answer.json().at("/0/disposition").asText()).isEqualTo("accepted");
    }

    private JsonNode awaitWaiting(String caseId) {
        Doors.await(caseId + " waits for calendars", () -> timer(caseId));
        return doors.caseOf(AUDITOR, caseId);
    }

    private JsonNode awaitEnd(String caseId) {
        return Doors.await(caseId + " has ended", () -> Optional.of(doors.caseOf(AUDITOR, caseId))
                .filter(one -> one.path("state").asText().equals("ENDED")));
    }

    /** What ends the waiting for calendars. */
    private Optional<Job> timer(String caseId) {
        return Optional.ofNullable(management
                .createJobQuery()
                .processInstanceId(instance(caseId))
                .activityId("read-again")
                .singleResult());
    }

    private Incident incident(String caseId) {
        return incidents(caseId).get(0);
    }

    private List<Incident> incidents(String caseId) {
        return runtime.createIncidentQuery().processInstanceId(instance(caseId)).list();
    }

    private String instance(String caseId) {
        return Objects.requireNonNull(
                jdbc.queryForObject("select process_instance_id from gh_case where case_id = ?", String.class, caseId));
    }

    private int notices(String caseId, String key) {
        return Objects.requireNonNull(jdbc.queryForObject(
                "select count(*) from gh_notice where case_id = ? and notice_key like ?",
                Integer.class,
                caseId,
                key + "%"));
    }

    private Instant untilOf(String caseId) {
        return Instant.parse(jdbc.queryForObject(
                "select max(until_time) from gh_readout_hold where case_id = ?", String.class, caseId));
    }

    /** The epoch when it does not. */
    private Instant wakesAt(String caseId) {
        return jdbc
                .query(
                        "select wake_at from gh_case where case_id = ? and wake_at is not null",
                        (row, number) ->
                                row.getObject("wake_at", OffsetDateTime.class).toInstant(),
                        caseId)
                .stream()
                .findFirst()
                .orElse(Instant.EPOCH);
    }

    @Test
    void plansAnewWhenACalendarIsImported() {
        String caseId = start("C");
        JsonNode review = review(caseId);
        String lost = held(review).get(0);
        // what could not be held is tried again, too
        readouts.stands(caseId, readouts.standing(caseId).unheld(true));
        Answer taken = doors.put(
                "calendar-feed", "/api/calendars/owner-" + run + "@example.org", "text/calendar", calendar(lost));
        assertThat(taken.status()).as(taken.text()).isEqualTo(200);
        Doors.await("another ranking is on the gate", () -> doors.openGate(AUDITOR, caseId, CONFIRM)
                .map(task -> doors.review(AUDITOR, task))
                .filter(now ->
                        now.path("revision").asInt() > review.path("revision").asInt())
                .filter(now -> !held(now).contains(lost)));
        assertThat(doors.caseOf(AUDITOR, caseId).path("holds").findValuesAsText("state"))
                .contains("lost");
    }

    private static String calendar(String busyFrom) {
        String from = busyFrom.replaceAll("[-:]", "");
        return String.join(
                "\r\n",
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//test//EN",
                "BEGIN:VEVENT",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "DTSTART:" + from,
                "DURATION:PT1H",
                "SUMMARY:Dentist",
                "END:VEVENT",
                "END:VCALENDAR",
                "");
    }

    private String start(String name) {
        String caseId = "LIVE-" + run + "-" + name;
        ObjectNode request = ReadoutRequests.live(caseId, ReadoutRequests.peopleOf(run));
        Answer answer = doors.start(MANAGER, ReadoutRequests.FLOW, request);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return caseId;
    }

    private JsonNode review(String caseId) {
        return doors.review(MANAGER, doors.awaitGate(MANAGER, caseId, CONFIRM));
    }

    private static List<String> held(JsonNode review) {
        return review.path("slots")
                .valueStream()
                .filter(slot -> slot.path("hold").path("state").asText().equals("held"))
                .map(slot -> slot.path("start").asText())
                .toList();
    }

    private int decide(String caseId, String decision, Map<String, String> more) {
        String task = doors.awaitGate(MANAGER, caseId, CONFIRM);
        Map<String, String> sent = new HashMap<>(more);
        sent.put("decision", decision);
        sent.put("sha256", doors.review(MANAGER, task).path("sha256").asText());
        return doors.decide(MANAGER, task, sent).status();
    }
}
