package dev.gatehouse.readout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.ledger.LedgerEntry;
import dev.gatehouse.ledger.LedgerKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadoutFiguresTest {

    private static final Instant APPROVED = Instant.parse("2026-04-20T15:00:00Z");

    private final Map<String, List<LedgerEntry>> ledgers = new LinkedHashMap<>();

    @Test
    void countFromTheApprovalToTheFirstRankingWithASlotByTheCasesClock() {
        started("A");
        ranked("A", 60, 0);
        ranked("A", 600, 3);
        ranked("A", 1200, 5);

        assertThat(figures().path("approvalToViableSlot").toString())
                .isEqualTo("{\"readouts\":1,\"medianSeconds\":600.0,\"p95Seconds\":600.0}");
    }

    @Test
    void takeTheMedianOverReadoutsThatHadASlot() {
        for (int seconds : new int[] {30, 10, 50}) {
            String caseId = "A" + seconds;
            started(caseId);
            ranked(caseId, seconds, 1);
        }
        started("NONE");
        ranked("NONE", 5, 0);

        JsonNode toSlot = figures().path("approvalToViableSlot");
        assertThat(toSlot.path("readouts").asInt()).isEqualTo(3);
        assertThat(toSlot.path("medianSeconds").asDouble()).isEqualTo(30.0);
    }

    @Test
    void countAsConfirmedWithoutExtraRoundsWhatTookOneDecision() {
        booked("ONE", 1);
        booked("TWO", 2);
        booked("THREE", 1);
        booked("FOUR", 5);

        assertThat(figures().path("scheduled").asInt()).isEqualTo(4);
        assertThat(figures().path("confirmedWithoutExtraRounds").asDouble()).isEqualTo(0.5);
    }

    @Test
    void stateNoShareWithoutAnyReadout() {
        started("A");

        assertThat(figures().path("confirmedWithoutExtraRounds").isNull()).isTrue();
        assertThat(figures().path("approvalToViableSlot").path("medianSeconds").isNull())
                .isTrue();
    }

    @Test
    void nameAsCausesWhatAloneWasInTheWayWhenSomebodyWasAsked() {
        started("A");
        ranked("A", 0, 0, "interpreter", "handoff");
        ranked("A", 10, 0, "blackout", "busy", "notice");
        asked("A");
        asked("A");
        started("B");
        ranked("B", 0, 0, "blackout", "coverage-hours");
        asked("B");
        started("C");
        ranked("C", 0, 0, "blackout");

        assertThat(figures().path("escalations").asInt()).isEqualTo(3);
        assertThat(figures().path("escalationsByCause").toString())
                .isEqualTo("{\"blackout\":3,\"coverage-hours\":1,\"handoff\":0,\"interpreter\":0}");
    }

    @Test
    void countACaseThatEndsWithNothingToAskForOnce() {
        started("A");
        ranked("A", 0, 0, "interpreter").put("exceptions", 0);
        started("ASKED");
        ranked("ASKED", 0, 0, "handoff").put("exceptions", 4);
        asked("ASKED");
        ranked("ASKED", 10, 0, "blackout").put("exceptions", 0);
        started("HELD");
        ranked("HELD", 0, 0, "handoff").put("exceptions", 4);
        asked("HELD");
        ranked("HELD", 10, 1, "blackout");
        ranked("HELD", 20, 0, "blackout").put("exceptions", 0);
        started("DECIDED");
        ranked("DECIDED", 0, 0, "handoff").put("exceptions", 4);
        asked("DECIDED");
        entry("DECIDED", LedgerKind.EXCEPTION_DECIDED, payload());
        ranked("DECIDED", 20, 0, "coverage-hours").put("exceptions", 0);

        assertThat(figures().path("escalations").asInt()).isEqualTo(6);
        assertThat(figures().path("escalationsByCause").toString())
                .isEqualTo("{\"blackout\":1,\"coverage-hours\":1,\"handoff\":3,\"interpreter\":1}");
    }

    @Test
    void countAnEscalationThatCameBeforeAnyRanking() {
        started("A");
        asked("A");

        assertThat(figures().path("escalations").asInt()).isOne();
        assertThat(figures().path("escalationsByCause").path("blackout").asInt())
                .isZero();
    }

    @Test
    void missTheReleaseOfAHoldInTheLogOfACaseThatHasEnded() {
        held("A", LedgerKind.SLOT_HELD, "hold-1");
        held("A", LedgerKind.SLOT_HELD, "hold-2");
        held("A", LedgerKind.SLOT_RELEASED, "hold-1");
        assertThat(figures().path("coordinationLogComplete").asBoolean())
                .as("the case goes on")
                .isTrue();
        assertThat(figures().path("ended").asInt()).isZero();

        entry("A", LedgerKind.CASE_SEALED, payload());
        assertThat(figures().path("coordinationLogComplete").asBoolean()).isFalse();
        assertThat(figures().path("ended").asInt()).isOne();

        held("A", LedgerKind.SLOT_RELEASED, "hold-2");
        assertThat(figures().path("coordinationLogComplete").asBoolean()).isTrue();
    }

    @Test
    void missTheReleaseOfAHoldThatWasPlacedAgain() {
        held("A", LedgerKind.SLOT_HELD, "hold-1");
        held("A", LedgerKind.SLOT_RELEASED, "hold-1");
        held("A", LedgerKind.SLOT_HELD, "hold-1");
        entry("A", LedgerKind.CASE_SEALED, payload());

        assertThat(figures().path("coordinationLogComplete").asBoolean()).isFalse();
    }

    private void started(String caseId) {
        // as a request may state it
        entry(caseId, LedgerKind.CASE_STARTED, payload().put("rcaApprovedAt", "2026-04-20T17:00:00+02:00"));
    }

    private ObjectNode ranked(String caseId, int seconds, int slots, String... alone) {
        ObjectNode payload =
                payload().put("now", APPROVED.plusSeconds(seconds).toString()).put("slots", slots);
        ObjectNode rules = payload.putObject("alone");
        for (String rule : alone) {
            rules.put(rule, 1);
        }
        entry(caseId, LedgerKind.SLOTS_RANKED, payload);
        return payload;
    }

    private void booked(String caseId, int decisions) {
        for (int decision = 0; decision < decisions; decision++) {
            entry(caseId, LedgerKind.DECISION, payload());
        }
        entry(caseId, LedgerKind.SLOT_BOOKED, payload());
    }

    private void asked(String caseId) {
        entry(caseId, LedgerKind.EXCEPTION_REQUESTED, payload());
    }

    private void held(String caseId, LedgerKind kind, String holdId) {
        entry(caseId, kind, payload().put("holdId", holdId));
    }

    private JsonNode figures() {
        return new ReadoutFigures().of(ledgers);
    }

    private void entry(String caseId, LedgerKind kind, ObjectNode payload) {
        List<LedgerEntry> ledger = ledgers.computeIfAbsent(caseId, first -> new ArrayList<>());
        // when an entry was written says nothing about a drill
        Instant written = Instant.parse("2030-01-01T00:00:00Z").plusSeconds(ledger.size());
        ledger.add(new LedgerEntry(
                caseId, ledger.size() + 1, written, "somebody", kind, "subject", payload, "", Map.of(), "", ""));
    }

    private static ObjectNode payload() {
        return JsonNodeFactory.instance.objectNode();
    }
}
