package dev.gatehouse.commandwindow.exchange;

import static dev.gatehouse.commandwindow.Scenario.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.commandwindow.Packets;
import dev.gatehouse.commandwindow.Scenario;
import dev.gatehouse.commandwindow.domain.BoundaryRuling;
import dev.gatehouse.commandwindow.domain.CaseEvent;
import dev.gatehouse.commandwindow.domain.CommandPacket;
import dev.gatehouse.commandwindow.domain.Constraint;
import dev.gatehouse.commandwindow.domain.Declaration;
import dev.gatehouse.commandwindow.domain.EventReference;
import dev.gatehouse.commandwindow.domain.Fact;
import dev.gatehouse.commandwindow.domain.Interval;
import dev.gatehouse.commandwindow.domain.PacketAssembler;
import dev.gatehouse.commandwindow.domain.Timeline;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.StrictJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The scenario's right answers, in every variant that it names. */
class ScenarioPacketTest {
    private static final String VALIDATION = "incident-state-validation";
    private static final String REVIEW = "workaround-safety-review";
    private static final String CONFIRMATION = "contractual-window-confirmation";
    private static final String APPROVAL = "executive-bridge-approval";
    private static final String HANDOFF = "customer-bridge-handoff";

    @Test
    void resequencesAfterAllFiveEvents() {
        ObjectNode packet = Packets.json(Scenario.events());

        assertThat(places(packet))
                .containsExactly(
                        VALIDATION + " 14:55 was 14:30 ines.novak was ines.novak",
                        REVIEW + " 15:50 was 15:15 sam.okafor was sam.okafor",
                        CONFIRMATION + " 16:00 was 16:00 lena.fischer was lena.fischer",
                        APPROVAL + " 16:35 was 16:30 dana.whitlock was victor.hale",
                        HANDOFF + " 17:20 was 17:15 nadia.rossi was nadia.rossi");
        assertThat(packet.path("holds")).isEmpty();
        assertThat(packet.path("protectedHolds")).isEmpty();
        assertThat(packet.has("escalation")).isFalse();
        assertThat(packet.path("proven").booleanValue()).isTrue();
    }

    @Test
    void saysWhyEachMoves() {
        ObjectNode packet = Packets.json(Scenario.events());

        assertThat(because(packet, VALIDATION)).containsExactly("moved NOW null evt-004");
        assertThat(because(packet, REVIEW)).containsExactly("moved EVIDENCE_READY workaround-verification evt-001");
        assertThat(because(packet, CONFIRMATION)).isEmpty();
        assertThat(because(packet, APPROVAL))
                .containsExactly(
                        "moved DEPENDENCY workaround-safety-review evt-001", "owner-changed null null evt-002");
        assertThat(because(packet, HANDOFF)).singleElement().satisfies(why -> assertThat(why)
                .startsWith("moved DEPENDENCY executive-bridge-approval")
                .contains("evt-001"));
    }

    @Test
    void saysWhomItAffects() {
        assertThat(deltas(Packets.json(Scenario.events())))
                .containsExactly(
                        "dana.whitlock gained " + APPROVAL + " null 16:35 null",
                        "ines.novak moved " + VALIDATION + " 14:30 14:55 PT25M",
                        "nadia.rossi moved " + HANDOFF + " 17:15 17:20 PT5M",
                        "sam.okafor moved " + REVIEW + " 15:15 15:50 PT35M",
                        "victor.hale lost " + APPROVAL + " 16:30 null null");
    }

    @Test
    void listsEveryCauseWithWhatBecameOfIt() {
        JsonNode causes = Packets.json(Scenario.events()).path("causes");

        assertThat(causes)
                .extracting(one -> one.path("eventId").asText() + " "
                        + one.path("disposition").asText())
                .containsExactly(
                        "evt-001 applied", "evt-002 applied", "evt-003 applied", "evt-004 applied", "evt-005 refused");
        assertThat(causes.get(4).path("reason").asText()).isEqualTo("source-not-authoritative");
        assertThat(causes.get(2).path("about").asText()).isEqualTo(CONFIRMATION);
        assertThat(causes.get(0).path("data").path("readyAt").asText()).isEqualTo("2026-04-17T15:50:00Z");
    }

    @Test
    void leavesAStartedCheckpointWhereItIs() {
        var events = new ArrayList<>(Scenario.events());
        events.add(event("evt-000", "14:31", new Fact.CheckpointStarted(VALIDATION, at("14:30"))));
        ObjectNode packet = Packets.json(events);

        assertThat(places(packet)).contains(VALIDATION + " 14:30 was 14:30 ines.novak was ines.novak");
        assertThat(line(packet, VALIDATION).path("state").asText()).isEqualTo("IN_PROGRESS");
        assertThat(deltas(packet)).hasSize(4).noneMatch(delta -> delta.startsWith("ines.novak"));
        assertThat(because(packet, VALIDATION)).containsExactly("started null null evt-000");
    }

    @Test
    void holdsTheHandoffWhenItsWindowEndsTooEarly() {
        ObjectNode packet = Packets.json(Scenario.eventsWith(
                "evt-004", new Fact.WindowChanged(HANDOFF, List.of(new Interval(at("16:30"), at("17:45"))))));

        JsonNode hold = packet.path("holds").get(0);
        assertThat(packet.path("holds")).hasSize(1);
        assertThat(hold.path("checkpointId").asText()).isEqualTo(HANDOFF);
        assertThat(hold.path("reason").asText()).isEqualTo("NO_IN_POLICY_WINDOW");
        assertThat(hold.path("binding").path("constraint").asText()).isEqualTo("WINDOW_END");
        assertThat(hold.path("binding").path("needs").asText()).isEqualTo("2026-04-17T17:50:00Z");
        assertThat(hold.path("binding").path("allowed").asText()).isEqualTo("2026-04-17T17:45:00Z");
        assertThat(hold.path("binding").path("shortBy").asText()).isEqualTo("PT5M");
        assertThat(hold.path("releasedBy"))
                .extracting(one ->
                        one.path("kind").asText() + " " + one.path("person").asText())
                .contains("boundary-exception maria.keller");
        assertThat(hold.path("releasedBy")).anySatisfy(one -> {
            assertThat(one.path("kind").asText()).isEqualTo("evidence-earlier");
            assertThat(one.path("subject").asText()).isEqualTo("workaround-verification");
        });
        assertThat(line(packet, HANDOFF).path("start").isNull()).isTrue();
        assertThat(line(packet, HANDOFF).path("previousStart").asText()).isEqualTo("2026-04-17T17:15:00Z");
        assertThat(deltas(packet)).contains("nadia.rossi held " + HANDOFF + " 17:15 null null");
        assertThat(packet.path("protectedHolds").get(0).path("title").asText())
                .isEqualTo("Customer-bridge handoff preparation");
        assertThat(packet.path("escalation").path("to"))
                .extracting(JsonNode::asText)
                .containsExactly("maria.keller", "escalationManagers");
        assertThat(PacketSentences.whatChanged(packet))
                .startsWith("There is no sequence without holds on protected checkpoints: Customer-bridge handoff");
    }

    @Test
    void aGrantedExceptionGivesTheHandoffItsPlace() {
        List<CaseEvent> events = Scenario.eventsWith(
                "evt-004", new Fact.WindowChanged(HANDOFF, List.of(new Interval(at("16:30"), at("17:45")))));
        var granted = new BoundaryRuling(
                HANDOFF, "maria.keller", true, Constraint.WINDOW_END, null, at("17:50"), at("17:45"));
        ObjectNode packet = Packets.json(events, granted);

        assertThat(packet.path("holds")).isEmpty();
        assertThat(places(packet)).contains(HANDOFF + " 17:20 was 17:15 nadia.rossi was nadia.rossi");
        assertThat(packet.path("exceptions").get(0).path("person").asText()).isEqualTo("maria.keller");
    }

    @Test
    void aRefusedExceptionMakesTheBoundaryTheReason() {
        List<CaseEvent> events = Scenario.eventsWith(
                "evt-004", new Fact.WindowChanged(HANDOFF, List.of(new Interval(at("16:30"), at("17:45")))));
        var refused = new BoundaryRuling(
                HANDOFF, "maria.keller", false, Constraint.WINDOW_END, null, at("17:50"), at("17:45"));

        assertThat(Packets.json(events, refused)
                        .path("holds")
                        .get(0)
                        .path("reason")
                        .asText())
                .isEqualTo("PROTECTED_BOUNDARY");
    }

    @Test
    void holdsTheApprovalWhenItsDelegateIsNotApproved() {
        ObjectNode packet = Packets.json(Scenario.eventsWith(
                "evt-002",
                new Fact.DelegateRotated("executive-support-approver", "victor.hale", "tom.baker", at("15:00"), null)));

        assertThat(packet.path("holds"))
                .extracting(hold -> hold.path("checkpointId").asText() + " "
                        + hold.path("reason").asText() + " " + hold.path("root").asText())
                .containsExactlyInAnyOrder(
                        APPROVAL + " AUTHORITY_MISSING null", HANDOFF + " DEPENDS_ON_HELD " + APPROVAL);
        assertThat(packet.path("causes").get(1).path("disposition").asText()).isEqualTo("applied");
        assertThat(packet.path("causes").get(1).path("reason").asText()).isEqualTo("delegate-not-approved");
        assertThat(line(packet, APPROVAL).path("owner").isNull()).isTrue();
        assertThat(deltas(packet))
                .contains(
                        "victor.hale lost " + APPROVAL + " 16:30 null null",
                        "victor.hale held " + APPROVAL + " 16:30 null null",
                        "nadia.rossi held " + HANDOFF + " 17:15 null null");
        assertThat(because(packet, APPROVAL)).anyMatch(why -> why.contains("evt-002"));
    }

    @Test
    void theSameEventsGiveTheSameBytes() {
        byte[] expected = CanonicalJson.bytes(Packets.json(Scenario.events()));
        for (int seed = 0; seed < 5; seed++) {
            var events = new ArrayList<>(Scenario.events());
            events.addAll(Scenario.events());
            Collections.shuffle(events, new Random(seed));

            assertThat(CanonicalJson.bytes(Packets.json(events))).isEqualTo(expected);
        }
    }

    @Test
    void readsTheTimelineBackFromWhatWasStored() {
        CommandPacket packet = Packets.after(Scenario.eventsWith(
                "evt-002",
                new Fact.DelegateRotated("executive-support-approver", "victor.hale", "tom.baker", at("15:00"), null)));
        JsonNode stored = StrictJson.read(CanonicalJson.bytes(CommandPacketJson.write(packet)));

        assertThat(CommandPacketJson.timeline(stored)).isEqualTo(packet.timeline());
        assertThat(CommandPacketJson.causes(stored)).hasSize(5).contains(Scenario.reference("evt-005"));
    }

    @Test
    void namesWhatItSupersedes() {
        ObjectNode packet = Packets.json(Scenario.events());

        assertThat(packet.path("lineage").path("previous").asText()).isEqualTo("bb");
        assertThat(packet.path("lineage").path("supersedes"))
                .extracting(JsonNode::asText)
                .containsExactly("aa", "bb");
    }

    @Test
    void aContradictionInWhatHappenedIsShownAndNothingBreaks() {
        CommandPacket packet = Packets.after(List.of(
                event("a", "14:40", new Fact.CheckpointStarted(VALIDATION, at("14:40"))),
                event("b", "14:50", new Fact.CheckpointCompleted(VALIDATION, at("14:32")))));
        ObjectNode json = CommandPacketJson.write(packet);

        assertThat(line(json, VALIDATION).path("start").asText()).isEqualTo("2026-04-17T14:40:00Z");
        assertThat(line(json, VALIDATION).path("end").asText()).isEqualTo("2026-04-17T14:32:00Z");
        assertThat(json.path("conflicts").get(0).path("kind").asText()).isEqualTo("COMPLETED_BEFORE_STARTED");
    }

    @Test
    void theDeclaredTimelineIsTheFirstPacket() {
        Declaration declaration = Scenario.declaration();
        CommandPacket packet = PacketAssembler.declared(declaration, Packets.POLICIES);
        ObjectNode json = CommandPacketJson.write(packet);

        assertThat(packet.timeline().differs(Timeline.declared(declaration))).isFalse();
        assertThat(places(json)).contains(HANDOFF + " 17:15 was 17:15 nadia.rossi was nadia.rossi");
        assertThat(json.path("causes")).isEmpty();
        assertThat(json.path("lineage").path("previous").isNull()).isTrue();
        assertThat(json.path("proven").isNull()).isTrue();
        assertThat(PacketSentences.whatChanged(json)).isEqualTo("No checkpoint moves, changes hands or is held.");
    }

    @Test
    void differsOnlyWhenAStartAnOwnerOrAHoldDoes() {
        Timeline declared = Timeline.declared(Scenario.declaration());

        assertThat(Packets.after(Scenario.events()).timeline().differs(declared))
                .isTrue();
        assertThat(Packets.after(List.of()).timeline().differs(declared)).isFalse();
        assertThat(Packets.after(
                                List.of(event("a", "14:10", new Fact.EvidenceConfirmed("incident-state", at("14:05")))))
                        .timeline()
                        .differs(declared))
                .isFalse();
    }

    @Test
    void comparesWithAnyEarlierRevision() {
        JsonNode declared = CommandPacketJson.write(PacketAssembler.declared(Scenario.declaration(), Packets.POLICIES));
        JsonNode later = Packets.json(Scenario.events());

        assertThat(CommandPacketJson.changes("ines.novak", declared, later))
                .extracting(one -> one.path("by").asText())
                .containsExactly("PT25M");
        assertThat(CommandPacketJson.changes("ines.novak", later, declared))
                .extracting(one -> one.path("by").asText())
                .containsExactly("-PT25M");
        assertThat(CommandPacketJson.changes("lena.fischer", declared, later)).isEmpty();
        assertThat(CommandPacketJson.changes("ines.novak", later, later)).isEmpty();
    }

    @Test
    void releasesWhatWasHeld() {
        Declaration declaration = Scenario.declaration();
        List<CaseEvent> tooEarly = Scenario.eventsWith(
                "evt-004", new Fact.WindowChanged(HANDOFF, List.of(new Interval(at("16:30"), at("17:45")))));
        Timeline held = Packets.after(tooEarly).timeline();
        var events = new ArrayList<>(tooEarly);
        events.add(event(
                "evt-006", "14:54", new Fact.WindowChanged(HANDOFF, List.of(new Interval(at("16:30"), at("18:00"))))));
        ObjectNode packet = CommandPacketJson.write(Packets.after(declaration, held, events));

        assertThat(deltas(packet)).contains("nadia.rossi released " + HANDOFF + " 17:15 17:20 PT5M");
    }

    @Test
    void listsOnlyWhatCameSinceTheAuthoritativeRevision() {
        Declaration declaration = Scenario.declaration();
        CommandPacket adopted = Packets.after(Scenario.events());
        var events = new ArrayList<>(Scenario.events());
        events.add(event("evt-006", "14:54", new Fact.EvidenceRescheduled("workaround-verification", at("16:00"))));
        ObjectNode packet = CommandPacketJson.write(Packets.after(
                declaration, adopted.timeline(), CommandPacketJson.causes(CommandPacketJson.write(adopted)), events));

        assertThat(packet.path("causes"))
                .extracting(one -> one.path("eventId").asText())
                .containsExactly("evt-006");
        assertThat(deltas(packet))
                .contains("sam.okafor moved " + REVIEW + " 15:50 16:00 PT10M")
                .noneMatch(delta -> delta.startsWith("victor.hale"));
        assertThat(line(packet, APPROVAL).path("previousOwner").asText()).isEqualTo("dana.whitlock");
    }

    @Test
    void whyEvidenceWasWithdrawnStaysOut() {
        ObjectNode packet = Packets.json(List.of(
                event("a", "14:10", new Fact.EvidenceWithdrawn("workaround-verification", "CANARY exploit in build"))));

        assertThat(CanonicalJson.text(packet)).doesNotContain("CANARY");
        assertThat(packet.path("holds").get(0).path("reason").asText()).isEqualTo("EVIDENCE_MISSING");
    }

    private static CaseEvent event(String id, String time, Fact fact) {
        return new CaseEvent(new EventReference("urn:source:test", id), "test", at(time), false, null, fact);
    }

    private static List<String> places(JsonNode packet) {
        return list(packet.path("ledger"), line -> "%s %s was %s %s was %s"
                .formatted(
                        line.path("checkpointId").asText(),
                        clock(line.path("start")),
                        clock(line.path("previousStart")),
                        line.path("owner").asText(),
                        line.path("previousOwner").asText()));
    }

    private static List<String> because(JsonNode packet, String checkpointId) {
        return list(
                line(packet, checkpointId).path("because"),
                why -> why.path("kind").asText() + " " + why.path("constraint").asText() + " "
                        + why.path("subject").asText() + " "
                        + String.join(",", list(why.path("causedBy"), one -> one.path("eventId")
                                .asText())));
    }

    private static List<String> deltas(JsonNode packet) {
        var all = new ArrayList<String>();
        packet.path("deltas")
                .forEach(delta -> all.addAll(list(
                        delta.path("changes"),
                        one -> delta.path("person").asText() + " "
                                + one.path("kind").asText() + " "
                                + one.path("checkpointId").asText() + " " + clock(one.path("from")) + " "
                                + clock(one.path("to")) + " " + one.path("by").asText())));
        return all;
    }

    private static JsonNode line(JsonNode packet, String checkpointId) {
        for (JsonNode line : packet.path("ledger")) {
            if (line.path("checkpointId").asText().equals(checkpointId)) {
                return line;
            }
        }
        throw new AssertionError("no " + checkpointId);
    }

    private static String clock(JsonNode instant) {
        return instant.isNull() ? "null" : instant.asText().substring(11, 16);
    }

    private static List<String> list(JsonNode array, java.util.function.Function<JsonNode, String> each) {
        var list = new ArrayList<String>();
        array.forEach(one -> list.add(each.apply(one)));
        return list;
    }
}
