package dev.gatehouse.readout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.readout.calendar.BusyTimes;
import dev.gatehouse.readout.calendar.CalendarSet;
import dev.gatehouse.readout.domain.TimeSpan;
import dev.gatehouse.testing.Doors;
import dev.gatehouse.testing.Doors.Answer;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.ManagementService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** The scenario of flow 3 in every variant that its notes name, through the doors that a user has. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class ReadoutScenarioIT {

    private static final String FLOW = ReadoutRequests.FLOW;
    private static final String MANAGER = ReadoutRequests.MANAGER;
    private static final String ESCALATION = "kofi.mensah";
    private static final String DUTY = "dora.quinn";
    private static final String AUDITOR = "arno.weiss";
    private static final String CONFIRM = "confirm-slot";
    private static final String EXCEPTION = "decide-exception";
    private static final String COMPLETE = "complete-roles";
    private static final String THE_SLOT = "2026-04-27T16:00:00Z";

    @LocalServerPort
    private int port;

    @Autowired
    private ManagementService management;

    @Autowired
    private BusyTimes busyTimes;

    private Doors doors;
    private String caseId;
    private ObjectNode request;
    private int events;

    @BeforeEach
    void takeTheScenario() {
        doors = new Doors("http://127.0.0.1:" + port);
        caseId = "ESC-" + UUID.randomUUID().toString().substring(0, 8);
        request = ReadoutRequests.scenario(caseId);
    }

    // ---- the notes

    @Test
    void findsTheOneSlotHoldsAndBooksIt() {
        start();
        String task = doors.awaitGate(MANAGER, caseId, CONFIRM);
        JsonNode review = doors.review(MANAGER, task);
        assertThat(review.path("deadline").asText()).isEqualTo("2026-04-28T00:00:00Z");
        assertThat(review.path("now").asText()).isEqualTo("2026-04-20T15:00:00Z");
        assertThat(review.path("slots").findValuesAsText("start")).contains(THE_SLOT);
        assertThat(review.path("slots")).hasSize(1);
        JsonNode slot = review.path("slots").path(0);
        assertThat(slot.path("interpreter").asText()).isEqualTo("interp-es-2");
        assertThat(slot.path("hold").path("state").asText()).isEqualTo("held");
        assertThat(slot.path("hold").path("until").asText()).isEqualTo("2026-04-20T19:00:00Z");
        assertThat(slot.path("terms")).hasSize(5);
        assertThat(slot.path("terms")
                        .valueStream()
                        .mapToLong(term -> term.path("points").asLong())
                        .sum())
                .isEqualTo(slot.path("score").asLong());
        assertThat(local(slot, "jorge.paz@bancosur.example").path("start").asText())
                .isEqualTo("2026-04-27T10:00:00-06:00");
        assertThat(review.path("lost").isNull()).isTrue();
        everyStartIsInOnePlace(review);
        JsonNode holidays = review.path("sources").path(0);
        assertThat(holidays.path("register").asText() + " "
                        + holidays.path("key").asText())
                .isEqualTo("holidays MX");
        assertThat(holidays.path("shipped").asBoolean())
                .as("nobody has mirrored one")
                .isTrue();
        assertThat(holidays.path("coversHorizon").asBoolean()).isTrue();

        assertThat(decided(MANAGER, task, "confirm", Map.of("slotId", "slot-2026-04-27T16:15:00Z")))
                .as("not held")
                .isEqualTo(400);
        Map<String, String> sent =
                Map.of("decision", "confirm", "slotId", slot.path("slotId").asText());
        assertThat(doors.decide(MANAGER, task, sent).status())
                .as("without a hash")
                .isEqualTo(400);
        assertThat(doors.decide("ana.torres", task, with(sent, review)).status())
                .isEqualTo(403);
        assertThat(doors.decide("agent-chronology", task, with(sent, review)).status())
                .isEqualTo(403);
        assertThat(doors.decide(MANAGER, task, with(sent, review)).status()).isEqualTo(204);

        JsonNode ended = awaitEnd();
        assertThat(ended.path("outcome").path("state").asText()).isEqualTo("scheduled");
        assertThat(ended.path("outcome").path("start").asText()).isEqualTo(THE_SLOT);
        assertThat(ended.path("outcome").path("end").asText()).isEqualTo("2026-04-27T17:00:00Z");
        assertThat(ended.path("outcome").path("interpreter").asText()).isEqualTo("interp-es-2");
        assertThat(ended.path("holds").findValuesAsText("state")).containsExactly("confirmed");
        assertThat(ended.path("authoritativeRevision").path("sha256")).isEqualTo(review.path("sha256"));
        ledgerIsIntact();
    }

    @Test
    void letsTheProgramManagersDelegateConfirm() {
        String table = Doors.policy("delegate-mapping");
        doors.putInForce(
                "delegate-mapping",
                table.replace("\"release-owner\"", "\"program-manager\"")
                        .replace("\"renata.lima\"", "\"petra.lang\"")
                        .replace("\"sven.olsen\"", "\"rosa.ito\""));
        try {
            start();
            String task = doors.awaitGate(MANAGER, caseId, CONFIRM);
            assertThat(doors.review("rosa.ito", task).path("actingFor").asText())
                    .isEqualTo(MANAGER);
            assertThat(decided("rosa.ito", task, "confirm", Map.of("slotId", "slot-" + THE_SLOT)))
                    .isEqualTo(204);
            assertThat(awaitEnd().path("outcome").path("state").asText()).isEqualTo("scheduled");
        } finally {
            doors.putInForce("delegate-mapping", table);
        }
    }

    @Test
    void letsTheEscalationManagerConfirmToo() {
        start();
        String task = doors.awaitGate(MANAGER, caseId, CONFIRM);
        assertThat(doors.review(ESCALATION, task).path("assignee").asText()).isEqualTo(MANAGER);
        assertThat(decided(ESCALATION, task, "confirm", Map.of("slotId", "slot-" + THE_SLOT)))
                .isEqualTo(204);
        assertThat(awaitEnd().path("outcome").path("state").asText()).isEqualTo("scheduled");
    }

    @Test
    void offersExceptionsWhereNoSlotIsInPolicy() {
        jorgeIsBusyUntil("2026-04-27T16:30:00Z");
        start();
        String task = doors.awaitGate(AUDITOR, caseId, EXCEPTION);
        JsonNode review = doors.review(DUTY, task);
        assertThat(review.path("slots")).isEmpty();
        Map<Integer, Long> bySize = new HashMap<>();
        review.path("exceptions").forEach(one -> bySize.merge(one.path("rules").size(), 1L, Long::sum));
        assertThat(bySize).isEqualTo(Map.of(1, 3L, 2, 68L, 3, 54L));
        assertThat(review.path("exceptions").valueStream().limit(3).map(one -> one.path("start")
                        .asText()))
                .containsExactly("2026-04-20T15:30:00Z", "2026-04-20T15:45:00Z", "2026-04-20T16:00:00Z");
        assertThat(review.path("exceptions").path(0).path("rules").findValuesAsText("rule"))
                .containsExactly("notice");
        everyStartIsInOnePlace(review);

        assertThat(decided(MANAGER, task, "decline", Map.of("reason", "no"))).isEqualTo(403);
        assertThat(decided(DUTY, task, "decline", Map.of()))
                .as("without a reason")
                .isEqualTo(400);
        assertThat(decided(DUTY, task, "decline", Map.of("reason", "Tomorrow is another day.")))
                .isEqualTo(204);
        JsonNode ended = awaitEnd();
        assertThat(ended.path("outcome").path("state").asText()).isEqualTo("unscheduled");
        assertThat(kinds()).contains("EXCEPTION_REQUESTED", "EXCEPTION_DECIDED", "CASE_SEALED");
        JsonNode figures = doors.get(AUDITOR, "/api/evaluation?flow=" + FLOW + "&includeDrills=true")
                .json();
        assertThat(figures.path("escalations").asInt()).isPositive();
        assertThat(figures.path("escalationsByCause").path("blackout").asInt())
                .as("on 22 April nothing else is in the way")
                .isPositive();
        ledgerIsIntact();
    }

    @Test
    void relaxesAnApprovedExceptionForItsSlotOnly() {
        jorgeIsBusyUntil("2026-04-27T16:30:00Z");
        start();
        String task = doors.awaitGate(AUDITOR, caseId, EXCEPTION);
        assertThat(doors.post("emil.braun", "/engine-rest/task/" + task + "/claim", user("emil.braun"))
                        .status())
                .isEqualTo(204);
        assertThat(decided(DUTY, task, "decline", Map.of("reason", "mine?")))
                .as("claiming binds it")
                .isEqualTo(403);
        JsonNode wanted = exception(doors.review("emil.braun", task), "2026-04-27T16:30:00Z");
        assertThat(wanted.path("rules").findValuesAsText("rule"))
                .containsExactlyInAnyOrder("coverage-hours", "working-hours");
        assertThat(decided("emil.braun", task, "approve", Map.of("exceptionId", "none")))
                .isEqualTo(400);
        assertThat(decided(
                        "emil.braun",
                        task,
                        "approve",
                        Map.of("exceptionId", wanted.path("exceptionId").asText())))
                .isEqualTo(204);
        String confirm = doors.awaitGate(MANAGER, caseId, CONFIRM);
        JsonNode review = doors.review(MANAGER, confirm);
        assertThat(review.path("slots")).hasSize(1);
        assertThat(review.path("slots").path(0).path("start").asText()).isEqualTo("2026-04-27T16:30:00Z");
        assertThat(review.path("slots").path(0).path("exceptionId")).isEqualTo(wanted.path("exceptionId"));
        JsonNode given = review.path("slots").path(0).path("rules");
        assertThat(given.findValuesAsText("rule")).containsExactly("working-hours", "coverage-hours");
        assertThat(given).allMatch(rule -> rule.path("detail").isTextual());
        assertThat(given.path(1).has("person")).as("coverage is nobody's own").isFalse();
        assertThat(decided(MANAGER, confirm, "confirm", Map.of("slotId", "slot-2026-04-27T16:30:00Z")))
                .isEqualTo(204);
        assertThat(awaitEnd().path("outcome").path("start").asText()).isEqualTo("2026-04-27T16:30:00Z");
    }

    @Test
    void asksTheDutyManagerWhenEverythingHeldWasRejected() {
        start();
        String task = doors.awaitGate(MANAGER, caseId, CONFIRM);
        assertThat(decided(MANAGER, task, "reject-all", Map.of()))
                .as("without a reason")
                .isEqualTo(400);
        assertThat(decided(MANAGER, task, "reject-all", Map.of("reason", "Too late in the week.")))
                .isEqualTo(204);
        String asked = doors.awaitGate(AUDITOR, caseId, EXCEPTION);
        JsonNode review = doors.review(DUTY, asked);
        assertThat(review.path("holds").findValuesAsText("state")).containsExactly("released");
        assertThat(review.path("asked").path("reason").asText()).contains("rejected");
        assertThat(review.path("exceptions")).hasSizeGreaterThan(100);
    }

    @Test
    void letsHoldsExpireByTheClockOfTheDrillAndAsksAfterThreeRounds() {
        request.with("holds").put("ttl", "PT1H");
        start();
        for (int round = 1; round <= 3; round++) {
            awaitRevision(CONFIRM, round);
            hourGoesBy(round);
        }
        String asked = doors.awaitGate(AUDITOR, caseId, EXCEPTION);
        JsonNode review = doors.review(DUTY, asked);
        assertThat(review.path("rounds").path("used").asInt()).isEqualTo(3);
        assertThat(review.path("holds").findValuesAsText("state")).containsExactly("expired", "expired", "expired");
        assertThat(review.path("exceptions").path(0).path("start").asText()).isEqualTo(THE_SLOT);
        assertThat(review.path("exceptions").path(0).path("rules")).isEmpty();
    }

    @Test
    void holdsWhatWasApprovedForThreeRoundsAtMost() {
        jorgeIsBusyUntil("2026-04-27T16:30:00Z");
        request.with("holds").put("ttl", "PT1H");
        start();
        String task = doors.awaitGate(AUDITOR, caseId, EXCEPTION);
        assertThat(decided(DUTY, task, "approve", Map.of("exceptionId", "exception-2026-04-27T16:30:00Z")))
                .isEqualTo(204);
        for (int round = 1; round <= 3; round++) {
            awaitRevision(CONFIRM, round + 1);
            hourGoesBy(round);
        }
        JsonNode review = doors.review(DUTY, doors.awaitGate(AUDITOR, caseId, EXCEPTION));
        assertThat(review.path("holds").findValuesAsText("state")).containsExactly("expired", "expired", "expired");
        assertThat(exception(review, "2026-04-27T16:30:00Z").path("rules"))
                .as("it would have to be approved again")
                .hasSize(2);
    }

    private void hourGoesBy(int round) {
        assertThat(stated(event(
                        "bridge-chat",
                        "support.clock.advanced",
                        "2026-04-20T%02d:30:00Z".formatted(15 + round * 2),
                        "{}")))
                .isEqualTo("accepted");
    }

    @Test
    void saysWhereATableOfHolidaysKnowsNothingOfTheYear() {
        ObjectNode table = Doors.JSON
                .createObjectNode()
                .put("version", 1)
                .put("status", "APPROVED")
                .put("publishedAt", "2025-01-01T00:00:00Z");
        table.putObject("content")
                .putArray("days")
                .addObject()
                .put("date", "2025-01-01")
                .put("name", "New Year");
        assertThat(doors.put("hr-calendar", "/api/records/holidays/QX", table).status())
                .isBetween(200, 201);
        ((ObjectNode) request.path("deadline")).put("holidays", "QX");
        start();
        JsonNode holidays = doors.review(MANAGER, doors.awaitGate(MANAGER, caseId, CONFIRM))
                .path("sources")
                .path(0);
        assertThat(holidays.path("lastYear").asInt()).isEqualTo(2025);
        assertThat(holidays.path("coversHorizon").asBoolean(true)).isFalse();
    }

    // ---- changes

    @Test
    void letsHoldsGoWhenARoleIsVacatedAndEndsWithTheDeadline() {
        start();
        doors.awaitGate(MANAGER, caseId, CONFIRM);
        assertThat(stated(event(
                        "on-call", "support.attendee.changed", "2026-04-20T16:00:00Z", "{\"role\":\"fix-owner\"}")))
                .isEqualTo("accepted");
        doors.awaitGate(MANAGER, caseId, COMPLETE);
        JsonNode vacant = doors.caseOf(AUDITOR, caseId);
        assertThat(vacant.path("holds").findValuesAsText("state")).containsExactly("released");
        assertThat(vacant.at("/revisions/0/state").asText()).isEqualTo("SUPERSEDED");
        assertThat(stated(event("bridge-chat", "support.clock.advanced", "2026-04-27T23:30:00Z", "{}")))
                .isEqualTo("accepted");
        Doors.await("people are told", () -> Optional.of(
                        doors.get(MANAGER, "/api/notices").text())
                .filter(text -> text.contains("The deadline of readout " + caseId + " is near")));
        assertThat(stated(event("bridge-chat", "support.clock.advanced", "2026-04-28T00:00:00Z", "{}")))
                .isEqualTo("accepted");
        assertThat(awaitEnd().path("outcome").path("state").asText()).isEqualTo("unscheduled");
        assertThat(doors.get(DUTY, "/api/notices").text())
                .contains("The deadline has passed and nobody holds the role fix-owner");
    }

    @Test
    void plansAnewWhenACalendarChangesBeforeConfirmation() {
        start();
        String task = doors.awaitGate(MANAGER, caseId, CONFIRM);
        JsonNode review = doors.review(MANAGER, task);
        assertThat(stated(calendar("grace.liu", "{\"from\":\"2026-04-27T16:30:00Z\",\"to\":\"2026-04-27T17:30:00Z\"}")))
                .isEqualTo("accepted");
        String asked = doors.awaitGate(AUDITOR, caseId, EXCEPTION);
        Answer late =
                doors.decide(MANAGER, task, with(Map.of("decision", "confirm", "slotId", "slot-" + THE_SLOT), review));
        assertThat(late.status()).as(late.text()).isEqualTo(409);
        JsonNode now = doors.review(DUTY, asked);
        assertThat(now.path("holds").findValuesAsText("state")).doesNotContain("held");
        assertThat(blockers(now, THE_SLOT)).contains("busy");
    }

    @Test
    void treatsACalendarThatCannotBeReadAsNeverFree() {
        start();
        doors.awaitGate(MANAGER, caseId, CONFIRM);
        assertThat(stated(event(
                        "calendar-feed",
                        "support.calendar.changed",
                        "2026-04-20T16:00:00Z",
                        "{\"person\":\"ana.torres\",\"unreadable\":true}")))
                .isEqualTo("accepted");
        JsonNode ended = awaitEnd();
        assertThat(ended.path("outcome").path("state").asText()).isEqualTo("unscheduled");
        JsonNode log =
                doors.get(AUDITOR, "/api/cases/" + caseId + "/coordination-log").json();
        assertThat(log.path("entries").findValuesAsText("kind")).contains("SLOT_HELD", "SLOT_RELEASED");
        assertThat(ended.path("unreadableCalendars").findValuesAsText("person")).containsExactly("ana.torres");
        int last = ended.path("revisions").size();
        assertThat(ended.at("/revisions/" + (last - 1) + "/state").asText()).isEqualTo("WITHDRAWN");
        everyStartIsInOnePlace(ranked(last));
        assertThat(log.path("rejected")
                        .valueStream()
                        .filter(one -> one.path("revision").asInt() == last)
                        .flatMap(one -> one.path("blockers").valueStream())
                        .map(blocker -> blocker.path("rule").asText()))
                .contains("unreadable-calendar");
        assertThat(doors.get(DUTY, "/api/notices").text())
                .contains("Case " + caseId + " has no slot to hold", "The calendar of ana.torres could not be read");
    }

    @Test
    void saysWhyNotWhereNobodySpeaksTheLanguage() {
        ((ObjectNode) request.path("interpreter")).put("language", "ja-JP");
        int before = escalationsFor("interpreter");
        start();
        JsonNode ended = awaitEnd();
        assertThat(ended.path("outcome").path("state").asText()).isEqualTo("unscheduled");
        JsonNode ranked = ranked(1);
        everyStartIsInOnePlace(ranked);
        assertThat(ranked.path("slots")).isEmpty();
        assertThat(ranked.path("infeasible"))
                .isNotEmpty()
                .allMatch(one -> one.path("blockers").findValuesAsText("rule").contains("interpreter"));
        JsonNode log =
                doors.get(AUDITOR, "/api/cases/" + caseId + "/coordination-log").json();
        assertThat(log.path("rejected")).hasSameSizeAs(ranked.path("infeasible"));
        assertThat(log.path("entries").findValuesAsText("text"))
                .anyMatch(text -> text.contains("no exception would open any of them"));
        assertThat(doors.get(DUTY, "/api/notices").text()).contains("No approved interpreter speaks ja-JP");
        assertThat(escalationsFor("interpreter")).isEqualTo(before + 1);
    }

    private JsonNode ranked(int revision) {
        return doors.get(AUDITOR, "/api/packets/" + caseId + "/revisions/" + revision)
                .json()
                .path("packet");
    }

    private int escalationsFor(String cause) {
        return doors.get(AUDITOR, "/api/evaluation?flow=" + FLOW + "&includeDrills=true")
                .json()
                .path("escalationsByCause")
                .path(cause)
                .asInt();
    }

    @Test
    void respectsABlackoutThatIsMovedAndALiftedOne() {
        start();
        doors.awaitGate(MANAGER, caseId, CONFIRM);
        assertThat(
                        stated(
                                event(
                                        "contracts",
                                        "support.blackout.changed",
                                        "2026-04-20T16:00:00Z",
                                        "{\"blackouts\":[{\"from\":\"2026-04-27T00:00:00Z\",\"to\":\"2026-04-28T00:00:00Z\",\"reason\":\"CAB\"}]}")))
                .isEqualTo("accepted");
        String task = awaitRevision(CONFIRM, 2);
        List<String> slots = doors.review(MANAGER, task).path("slots").findValuesAsText("slotId");
        assertThat(slots).contains("slot-2026-04-22T15:30:00Z").noneMatch(slot -> slot.contains("2026-04-27"));

        // what was so before arrives after
        assertThat(stated(event("contracts", "support.blackout.changed", "2026-04-20T15:30:00Z", "{\"blackouts\":[]}")))
                .isEqualTo("accepted");
        String later = awaitRevision(CONFIRM, 3);
        assertThat(doors.review(MANAGER, later).path("slots").findValuesAsText("slotId"))
                .isEqualTo(slots);
        booksNobodyButWhomSomebodyConfirmed(later, doors.review(MANAGER, later));
    }

    /** Another interpreter is free at that start, too, but is not on the ranking that was confirmed. */
    private void booksNobodyButWhomSomebodyConfirmed(String task, JsonNode review) {
        JsonNode slot = review.path("slots")
                .valueStream()
                .filter(one -> one.path("hold").path("state").asText().equals("held"))
                .findFirst()
                .orElseThrow();
        String confirmed = slot.path("interpreter").asText();
        suspended("book-slot", true);
        try {
            assertThat(decided(
                            MANAGER,
                            task,
                            "confirm",
                            Map.of("slotId", slot.path("slotId").asText())))
                    .isEqualTo(204);
            assertThat(stated(
                            calendar(confirmed, "{\"from\":\"2026-04-22T00:00:00Z\",\"to\":\"2026-04-23T00:00:00Z\"}")))
                    .isEqualTo("accepted");
        } finally {
            suspended("book-slot", false);
        }
        JsonNode next = doors.review(MANAGER, awaitRevision(CONFIRM, 4));
        assertThat(next.path("lost").path("start")).isEqualTo(slot.path("start"));
        assertThat(next.path("lost").path("blockers").findValuesAsText("rule")).containsExactly("interpreter");
        assertThat(next.path("slots")
                        .valueStream()
                        .filter(one -> one.path("start").equals(slot.path("start")))
                        .map(one -> one.path("interpreter").asText()))
                .isNotEmpty()
                .doesNotContain(confirmed);
    }

    @Test
    void asksForAPersonWhenARoleIsVacantAndGoesOnWithThem() {
        for (JsonNode seat : request.path("required")) {
            if (seat.path("role").asText().equals("fix-owner")) {
                ((ObjectNode) seat).remove("person");
            }
        }
        start();
        String task = doors.awaitGate(MANAGER, caseId, COMPLETE);
        assertThat(doors.caseOf(MANAGER, caseId).path("holds")).isEmpty();
        assertThat(decided(MANAGER, task, "complete", Map.of()))
                .as("without roles")
                .isEqualTo(400);
        Answer wrong = doors.decide(
                MANAGER,
                task,
                Map.of(
                        "decision",
                        "complete",
                        "roles",
                        "[{\"role\":\"fix-owner\",\"person\":\"x.y\",\"zone\":\"Mars/Base\"}]"));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text()).contains("/0/zone", "/0/workingHours");
        assertThat(
                        decided(
                                MANAGER,
                                task,
                                "complete",
                                Map.of(
                                        "roles",
                                        "[{\"role\":\"fix-owner\",\"person\":\"ana.torres\",\"workingHours\":\"08:00-08:30\"}]")))
                .as("shorter than the readout")
                .isEqualTo(400);
        assertThat(decided(
                        MANAGER,
                        task,
                        "complete",
                        Map.of("roles", "[{\"role\":\"fix-owner\",\"person\":\"ana.torres\"}]")))
                .isEqualTo(204);
        JsonNode review = doors.review(MANAGER, doors.awaitGate(MANAGER, caseId, CONFIRM));
        assertThat(review.path("slots").findValuesAsText("start")).contains(THE_SLOT);
    }

    @Test
    void losesARoleAndTakesASubstituteOnlyByException() {
        start();
        doors.awaitGate(MANAGER, caseId, CONFIRM);
        assertThat(
                        stated(
                                event(
                                        "on-call",
                                        "support.attendee.changed",
                                        "2026-04-20T16:00:00Z",
                                        "{\"role\":\"fix-owner\",\"person\":\"lea.hartmann\",\"zone\":\"Europe/London\",\"workingHours\":\"09:00-18:00\"}")))
                .isEqualTo("accepted");
        String asked = doors.awaitGate(AUDITOR, caseId, EXCEPTION);
        JsonNode review = doors.review(DUTY, asked);
        JsonNode substitute = review.path("exceptions")
                .valueStream()
                .filter(one -> one.path("rules").size() == 1
                        && one.path("rules").path(0).path("rule").asText().equals("substitute"))
                .findFirst()
                .orElseThrow();
        assertThat(substitute.path("rules").path(0).path("role").asText()).isEqualTo("fix-owner");
        assertThat(substitute.path("rules").path(0).path("person").asText()).isEqualTo("lea.hartmann");
        assertThat(decided(
                        DUTY,
                        asked,
                        "approve",
                        Map.of("exceptionId", substitute.path("exceptionId").asText())))
                .isEqualTo(204);
        String confirm = doors.awaitGate(MANAGER, caseId, CONFIRM);
        JsonNode slots = doors.review(MANAGER, confirm).path("slots");
        JsonNode opened = slots.valueStream()
                .filter(slot -> slot.has("exceptionId"))
                .findFirst()
                .orElseThrow();
        assertThat(opened.path("hold").path("state").asText()).isEqualTo("held");
        assertThat(local(opened, "lea.hartmann").path("role").asText()).isEqualTo("fix-owner");
        assertThat(slots.valueStream()
                        .filter(slot -> !slot.has("exceptionId"))
                        .map(slot -> local(slot, "ana.torres").path("role").asText()))
                .containsOnly("fix-owner");
    }

    @Test
    void leavesARoleVacantWhateverWasStatedOfItBefore() {
        start();
        doors.awaitGate(MANAGER, caseId, CONFIRM);
        assertThat(stated(event(
                        "on-call", "support.attendee.changed", "2026-04-20T16:00:00Z", "{\"role\":\"fix-owner\"}")))
                .isEqualTo("accepted");
        String task = doors.awaitGate(MANAGER, caseId, COMPLETE);
        assertThat(stated(event(
                        "on-call",
                        "support.attendee.changed",
                        "2026-04-20T15:30:00Z",
                        "{\"role\":\"fix-owner\",\"person\":\"ana.torres\"}")))
                .isEqualTo("accepted");
        String next = Doors.await("the gate is opened anew", () -> doors.openGate(MANAGER, caseId, COMPLETE)
                .filter(other -> !other.equals(task)));
        assertThat(doors.review(MANAGER, next)
                        .path("seats")
                        .valueStream()
                        .filter(seat -> seat.path("person").isNull())
                        .map(seat -> seat.path("role").asText()))
                .containsExactly("fix-owner");
    }

    @Test
    void endsWhenTheDraftIsWithdrawn() {
        start();
        doors.awaitGate(MANAGER, caseId, CONFIRM);
        assertThat(stated(event("escalation-desk", "support.rca.withdrawn", "2026-04-20T16:00:00Z", "{}")))
                .isEqualTo("accepted");
        JsonNode ended = awaitEnd();
        assertThat(ended.path("outcome").path("state").asText()).isEqualTo("withdrawn");
        assertThat(ended.path("holds").findValuesAsText("state")).containsExactly("released");
        ledgerIsIntact();
    }

    @Test
    void asksForAStartThatAManagerWantsAndRefusesWhatCanNeverGive() {
        start();
        String task = doors.awaitGate(MANAGER, caseId, CONFIRM);
        Answer never = doors.decide(
                MANAGER,
                task,
                with(
                        Map.of("decision", "ask-exception", "reason", "sooner", "start", "2026-04-22T15:30:00Z"),
                        doors.review(MANAGER, task)));
        assertThat(never.status()).isEqualTo(400);
        assertThat(never.text()).contains("CAB");
        assertThat(decided(
                        MANAGER,
                        task,
                        "ask-exception",
                        Map.of("reason", "The customer asks.", "start", "2026-04-21T16:30:00Z", "askedBy", "customer")))
                .isEqualTo(204);
        String asked = doors.awaitGate(AUDITOR, caseId, EXCEPTION);
        JsonNode review = doors.review(DUTY, asked);
        assertThat(review.path("exceptions").path(0).path("start").asText()).isEqualTo("2026-04-21T16:30:00Z");
        assertThat(review.path("asked").path("askedBy").asText()).isEqualTo("customer");
        assertThat(decided(DUTY, asked, "decline", Map.of("reason", "Coverage is coverage.")))
                .isEqualTo(204);
        String again = doors.awaitGate(MANAGER, caseId, CONFIRM);
        assertThat(doors.review(MANAGER, again)
                        .path("slots")
                        .path(0)
                        .path("start")
                        .asText())
                .isEqualTo(THE_SLOT);
        holdsWhatWasApprovedInPlaceOfWhatItOverlaps(again);
    }

    private void holdsWhatWasApprovedInPlaceOfWhatItOverlaps(String task) {
        String wanted = "2026-04-27T16:30:00Z";
        assertThat(decided(MANAGER, task, "ask-exception", Map.of("reason", "Half an hour later.", "start", wanted)))
                .isEqualTo(204);
        String asked = doors.awaitGate(AUDITOR, caseId, EXCEPTION);
        assertThat(decided(DUTY, asked, "approve", Map.of("exceptionId", "exception-" + wanted)))
                .isEqualTo(204);
        String confirm = doors.awaitGate(MANAGER, caseId, CONFIRM);
        JsonNode review = doors.review(MANAGER, confirm);
        assertThat(review.path("slots")
                        .valueStream()
                        .filter(one -> one.hasNonNull("hold"))
                        .map(one -> one.path("start").asText()))
                .containsExactly(wanted);
        assertThat(decided(MANAGER, confirm, "confirm", Map.of("slotId", "slot-" + wanted)))
                .isEqualTo(204);
        JsonNode ended = awaitEnd();
        assertThat(ended.path("outcome").path("start").asText()).isEqualTo(wanted);
        assertThat(ended.path("holds").findValuesAsText("state")).containsExactly("released", "confirmed");
    }

    @Test
    void takesThePersonThatTheOnCallScheduleNamesForAVacantRole() {
        for (JsonNode seat : request.path("required")) {
            if (seat.path("role").asText().equals("fix-owner")) {
                ((ObjectNode) seat).remove("person");
            }
        }
        start();
        String task = doors.awaitGate(MANAGER, caseId, COMPLETE);
        assertThat(stated(event(
                        "on-call",
                        "support.attendee.changed",
                        "2026-04-20T15:30:00Z",
                        "{\"role\":\"fix-owner\",\"person\":\"paul.meyer\"}")))
                .isEqualTo("accepted");
        JsonNode slot = doors.review(MANAGER, doors.awaitGate(MANAGER, caseId, CONFIRM))
                .path("slots")
                .path(0);
        assertThat(local(slot, "paul.meyer").path("role").asText())
                .as("who was optional")
                .isEqualTo("fix-owner");
        assertThat(slot.path("local").findValuesAsText("person")).containsOnlyOnce("paul.meyer");
        Answer late = doors.decide(
                MANAGER,
                task,
                Map.of("decision", "complete", "roles", "[{\"role\":\"fix-owner\",\"person\":\"grace.liu\"}]"));
        assertThat(late.status()).as(late.text()).isEqualTo(409);
    }

    @Test
    void givesTheReadoutUpForWantOfPeople() {
        for (JsonNode seat : request.path("required")) {
            ((ObjectNode) seat).remove("person");
        }
        start();
        String task = doors.awaitGate(MANAGER, caseId, COMPLETE);
        assertThat(doors.review(MANAGER, task).path("seats")).hasSize(4);
        assertThat(decided(MANAGER, task, "withdraw", Map.of("reason", "Nobody is left.")))
                .isEqualTo(204);
        assertThat(awaitEnd().path("outcome").path("state").asText()).isEqualTo("withdrawn");
    }

    @Test
    void goesBackToASlotThatBecomesFreeWhileADutyManagerIsAsked() {
        jorgeIsBusyUntil("2026-04-27T16:30:00Z");
        start();
        String asked = doors.awaitGate(AUDITOR, caseId, EXCEPTION);
        JsonNode review = doors.review(DUTY, asked);
        assertThat(stated(calendar(
                        "jorge.paz@bancosur.example",
                        "{\"from\":\"2026-04-27T15:00:00Z\",\"to\":\"2026-04-27T16:00:00Z\"}")))
                .isEqualTo("accepted");
        doors.awaitGate(MANAGER, caseId, CONFIRM);
        Answer late = doors.decide(
                DUTY,
                asked,
                with(
                        Map.of(
                                "decision",
                                "approve",
                                "exceptionId",
                                review.path("exceptions")
                                        .path(0)
                                        .path("exceptionId")
                                        .asText()),
                        review));
        assertThat(late.status()).as(late.text()).isEqualTo(409);
    }

    // ---- between two steps

    @Test
    void booksNothingWhereTheSlotHasGoneSinceItWasConfirmed() {
        start();
        String task = doors.awaitGate(MANAGER, caseId, CONFIRM);
        suspended("book-slot", true);
        try {
            assertThat(decided(MANAGER, task, "confirm", Map.of("slotId", "slot-" + THE_SLOT)))
                    .isEqualTo(204);
            assertThat(stated(calendar(
                            "grace.liu", "{\"from\":\"2026-04-27T16:30:00Z\",\"to\":\"2026-04-27T17:30:00Z\"}")))
                    .isEqualTo("accepted");
        } finally {
            suspended("book-slot", false);
        }
        String asked = doors.awaitGate(AUDITOR, caseId, EXCEPTION);
        JsonNode review = doors.review(DUTY, asked);
        assertThat(review.path("lost").path("start").asText()).isEqualTo(THE_SLOT);
        assertThat(review.path("lost").path("blockers").findValuesAsText("rule"))
                .containsExactly("busy");
        assertThat(review.path("lost").path("blockers").findValuesAsText("person"))
                .containsExactly("grace.liu");
        assertThat(doors.caseOf(AUDITOR, caseId).path("outcome").isNull()).isTrue();
    }

    @Test
    void asksWhereNothingCouldBeHeld() {
        suspended("place-holds", true);
        try {
            start();
            Doors.await("slots are ranked", () -> Optional.of(management
                            .createJobQuery()
                            .suspended()
                            .processDefinitionKey(FLOW)
                            .count())
                    .filter(waiting -> waiting > 0));
            busyTimes.replace(
                    CalendarSet.ofDrill(caseId),
                    "grace.liu",
                    List.of(new TimeSpan(Instant.parse("2026-04-27T16:30:00Z"), Instant.parse("2026-04-27T17:30:00Z"))),
                    Instant.parse("2026-04-20T15:30:00Z"));
        } finally {
            suspended("place-holds", false);
        }
        JsonNode review = doors.review(DUTY, doors.awaitGate(AUDITOR, caseId, EXCEPTION));
        assertThat(review.path("holds")).isEmpty();
        assertThat(blockers(review, THE_SLOT)).containsExactly("busy");
    }

    /** Lets jobs of one element wait, as a node that is down would. */
    private void suspended(String element, boolean suspend) {
        management
                .createJobDefinitionQuery()
                .processDefinitionKey(FLOW)
                .activityIdIn(element)
                .list()
                .forEach(job -> {
                    if (suspend) {
                        management.suspendJobDefinitionById(job.getId(), true);
                    } else {
                        management.activateJobDefinitionById(job.getId(), true);
                    }
                });
    }

    // ---- bad requests

    @Test
    void refusesABadRequestWithEveryFaultAtOnce() {
        request.put("customerSafe", false)
                .put("granularity", "PT25M")
                .put("duration", "PT20H")
                .put("coverage", "none");
        ((ObjectNode) request.path("people").path(0)).put("zone", "Europe/Lodnon");
        ((ObjectNode) request.path("people").path(0))
                .putArray("protectedHandoffs")
                .addObject()
                .put("from", "24:00")
                .put("to", "01:00")
                .putArray("days")
                .add("MON");
        ((ObjectNode) request.path("deadline")).put("holidays", "XX");
        ((ObjectNode) request.path("busy").path("ana.torres").path(0)).put("to", "2026-04-21T15:00:00Z");
        ((ArrayNode) request.path("required"))
                .addObject()
                .put("role", "fix-owner")
                .put("person", "grace.liu");
        Answer refused = doors.start(MANAGER, FLOW, request);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text())
                .contains(
                        "/customerSafe",
                        "/granularity",
                        "/coverage",
                        "/people/0/zone",
                        "/people/0/protectedHandoffs/0/from",
                        "/deadline/holidays",
                        "/busy/ana.torres/0/to",
                        "workingHours",
                        "/required/4");
        assertThat(doors.get(AUDITOR, "/api/cases/" + caseId).status()).isEqualTo(404);
    }

    @Test
    void refusesBusyTimesInALiveCase() {
        request.put("rehearsal", false);
        Answer refused = doors.start(MANAGER, FLOW, request);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("/busy");
    }

    // ---- helpers

    private void start() {
        Answer answer = doors.start(MANAGER, FLOW, request);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private void jorgeIsBusyUntil(String to) {
        ((ObjectNode) request.path("busy").path("jorge.paz@bancosur.example").path(0)).put("to", to);
    }

    private static JsonNode local(JsonNode slot, String person) {
        return slot.path("local")
                .valueStream()
                .filter(one -> one.path("person").asText().equals(person))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode exception(JsonNode review, String start) {
        return review.path("exceptions")
                .valueStream()
                .filter(one -> one.path("start").asText().equals(start))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> blockers(JsonNode review, String start) {
        Instant at = Instant.parse(start);
        return review.path("infeasible")
                .valueStream()
                .filter(one -> !at.isBefore(Instant.parse(one.path("from").asText()))
                        && at.isBefore(Instant.parse(one.path("to").asText())))
                .flatMap(one -> one.path("blockers").valueStream())
                .map(blocker -> blocker.path("rule").asText())
                .toList();
    }

    /** A complete "why not": every start of the horizon is a slot or in exactly one interval. */
    private static void everyStartIsInOnePlace(JsonNode review) {
        Instant deadline = Instant.parse(review.path("deadline").asText());
        for (Instant start = Instant.parse(review.path("now").asText());
                start.isBefore(deadline);
                start = start.plusSeconds(900)) {
            String at = start.toString();
            long places = review.path("slots")
                            .valueStream()
                            .filter(slot -> slot.path("start").asText().equals(at))
                            .count()
                    + review.path("infeasible")
                            .valueStream()
                            .filter(one -> one.path("from").asText().compareTo(at) <= 0
                                    && one.path("to").asText().compareTo(at) > 0)
                            .count();
            assertThat(places).as(at).isEqualTo(1);
        }
    }

    private static Map<String, String> with(Map<String, String> sent, JsonNode review) {
        Map<String, String> all = new HashMap<>(sent);
        all.put("sha256", review.path("sha256").asText());
        return all;
    }

    private int decided(String person, String task, String decision, Map<String, String> more) {
        Map<String, String> sent = new HashMap<>(more);
        sent.put("decision", decision);
        JsonNode review = doors.review(AUDITOR, task);
        if (review.hasNonNull("sha256")) {
            sent.put("sha256", review.path("sha256").asText());
        }
        return doors.decide(person, task, sent).status();
    }

    private static ObjectNode user(String id) {
        return Doors.JSON.createObjectNode().put("userId", id);
    }

    private String awaitRevision(String gate, int revision) {
        return Doors.await(
                caseId + " waits at " + gate + " with revision " + revision, () -> doors.caseOf(AUDITOR, caseId)
                        .path("openGates")
                        .valueStream()
                        .filter(open -> open.path("gate").asText().equals(gate)
                                && open.path("revision").asInt() == revision)
                        .map(open -> open.path("taskId").asText())
                        .findFirst());
    }

    private JsonNode awaitEnd() {
        return Doors.await(caseId + " has ended", () -> Optional.of(doors.caseOf(AUDITOR, caseId))
                .filter(one -> one.path("state").asText().equals("ENDED")));
    }

    private ObjectNode calendar(String person, String busy) {
        return event(
                "calendar-feed",
                "support.calendar.changed",
                "2026-04-20T16:00:00Z",
                "{\"person\":\"" + person + "\",\"busy\":[" + busy + "]}");
    }

    private ObjectNode event(String source, String type, String time, String data) {
        ObjectNode event = Doors.JSON
                .createObjectNode()
                .put("specversion", "1.0")
                .put("id", "e" + ++events + "-" + caseId)
                .put("source", "urn:source:" + source)
                .put("type", type)
                .put("subject", caseId)
                .put("time", time)
                .put("datacontenttype", "application/json");
        try {
            event.set("data", Doors.JSON.readTree(data));
        } catch (IOException wrong) {
            throw new IllegalArgumentException(wrong);
        }
        return event;
    }

    private String stated(ObjectNode event) {
        Answer answer = doors.state(event);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return answer.json().path(0).path("disposition").asText();
    }

    private List<String> kinds() {
        return doors.get(AUDITOR, "/api/cases/" + caseId + "/ledger")
                .json()
                .path("entries")
                .findValuesAsText("kind");
    }

    private void ledgerIsIntact() {
        assertThat(doors.get(AUDITOR, "/api/cases/" + caseId + "/ledger/verification")
                        .json()
                        .path("intact")
                        .asBoolean())
                .isTrue();
    }
}
