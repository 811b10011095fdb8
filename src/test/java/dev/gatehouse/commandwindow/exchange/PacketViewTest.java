package dev.gatehouse.commandwindow.exchange;

import static dev.gatehouse.commandwindow.Scenario.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.commandwindow.Packets;
import dev.gatehouse.commandwindow.Scenario;
import dev.gatehouse.commandwindow.domain.CaseEvent;
import dev.gatehouse.commandwindow.domain.Declaration;
import dev.gatehouse.commandwindow.domain.Fact;
import dev.gatehouse.commandwindow.domain.Interval;
import dev.gatehouse.commandwindow.domain.Timeline;
import dev.gatehouse.commandwindow.exchange.PacketView.Reader;
import dev.gatehouse.packet.CanonicalJson;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Looks for canaries: strings that must not come out. */
class PacketViewTest {
    private static final Reader LEAD = reader("maria.keller", "support-bridge-lead");
    private static final Reader ACCOUNT = reader("lena.fischer", "account-management");
    private static final Reader SECURITY = reader("sam.okafor", "security-review");
    private static final Reader INCIDENT = reader("ines.novak", "incident-command");
    private static final Reader CUSTOMER = reader("nadia.rossi", "customer-success");
    private static final Reader AUDITOR = new Reader("arno.weiss", Set.of(), Set.of("auditors"));

    private final ObjectNode packet = packet();

    @Test
    void theLeadSeesAllButRestrictedEvidence() {
        ObjectNode seen = seen(LEAD);

        assertThat(text(seen)).contains("CANARY-ACCOUNT", "evt-004").doesNotContain("CANARY-RESTRICTED");
        assertThat(evidence(seen, "restricted-one").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("evidenceId", "readyAt");
        assertThat(evidence(seen, "incident-state").path("title").asText()).isEqualTo("Validated incident state");
        assertThat(seen.path("deltas")).hasSameSizeAs(packet.path("deltas"));
        assertThat(seen.path("objective")).isEqualTo(packet.path("objective"));
    }

    @Test
    void theAuditorSeesAllWithRestrictedTextCut() {
        ObjectNode seen = seen(AUDITOR);

        assertThat(text(seen)).contains("CANARY-ACCOUNT", "evt-004", "evt-005").doesNotContain("CANARY-RESTRICTED");
        assertThat(seen.path("causes")).isEqualTo(packet.path("causes"));
    }

    @Test
    void accountManagementSeesTheAccountAndContractCauses() {
        ObjectNode seen = seen(ACCOUNT);

        assertThat(seen.path("account").asText()).isEqualTo("CANARY-ACCOUNT");
        assertThat(seen.path("causes"))
                .extracting(one -> one.path("eventId").asText())
                .contains("evt-003", "evt-004")
                .doesNotContain("evt-005");
        assertThat(text(seen)).doesNotContain("CANARY-RESTRICTED");
    }

    @Test
    void securityReviewSeesItsOwnRestrictedEvidenceOnly() {
        ObjectNode seen = seen(SECURITY);

        assertThat(evidence(seen, "workaround-verification").path("title").asText())
                .isEqualTo("CANARY-RESTRICTED of security");
        assertThat(text(seen)).doesNotContain("CANARY-RESTRICTED of others", "CANARY-ACCOUNT", "evt-003", "evt-004");
    }

    @Test
    void securityReviewSeesItsOwnWindowChanges() {
        var window = new Interval(at("15:00"), at("17:30"));
        List<CaseEvent> events =
                Scenario.eventsWith("evt-003", new Fact.WindowChanged("workaround-safety-review", List.of(window)));
        ObjectNode changed = packet(events);

        assertThat(PacketView.cut(changed, SECURITY).orElseThrow().path("causes"))
                .extracting(one -> one.path("eventId").asText())
                .contains("evt-003");
        assertThat(PacketView.cut(changed, ACCOUNT).orElseThrow().path("causes"))
                .extracting(one -> one.path("eventId").asText())
                .doesNotContain("evt-003");
    }

    @Test
    void aParticipantSeesTimingHoldsAndOwnDeltas() {
        ObjectNode seen = seen(INCIDENT);

        assertThat(seen.path("ledger"))
                .extracting(line -> line.path("start"))
                .isEqualTo(List.copyOf(packet.path("ledger").findValues("start")));
        assertThat(seen.path("holds"))
                .extracting(one -> one.path("reason").asText())
                .containsExactly("NO_IN_POLICY_WINDOW");
        assertThat(seen.path("deltas"))
                .extracting(one -> one.path("person").asText())
                .containsExactly("ines.novak");
    }

    @Test
    void aParticipantSeesNeitherAccountNorContractCausesNorOthersReasons() {
        ObjectNode seen = seen(INCIDENT);

        assertThat(seen.path("account").isNull()).isTrue();
        assertThat(text(seen))
                .doesNotContain(
                        "CANARY", "evt-003", "evt-001", "evt-005", "17:45:00Z", "EVIDENCE_READY", "bridge-chat");
        assertThat(seen.path("holds").get(0).path("binding").isNull()).isTrue();
        assertThat(seen.path("windows")).isEmpty();
        assertThat(seen.path("unavailable")).isEmpty();
    }

    @Test
    void whomAHoldConcernsSeesItsFiguresWithoutTheContractEvent() {
        JsonNode hold = seen(CUSTOMER).path("holds").get(0);

        assertThat(hold.path("binding").path("allowed").asText()).isEqualTo("2026-04-17T17:45:00Z");
        assertThat(hold.path("releasedBy")).isNotEmpty();
        assertThat(text(hold)).doesNotContain("evt-004");
    }

    @Test
    void somebodyFromOutsideSeesNothing() {
        assertThat(PacketView.cut(packet, new Reader("colin.reyes", Set.of(), Set.of("customerSuccess"))))
                .isEmpty();
        assertThat(PacketView.cut(packet, new Reader("contracts", Set.of(), Set.of())))
                .isEmpty();
        assertThat(PacketView.cut(packet, new Reader("agent-chronology", Set.of(), Set.of("agents"))))
                .isEmpty();
        assertThat(PacketView.cut(packet, new Reader("admin", Set.of(), Set.of("camunda-admin"))))
                .isEmpty();
    }

    @Test
    void whatNobodyNamedLeavesForNobody() {
        packet.put("note", "CANARY-NEW");
        ((ObjectNode) packet.path("ledger").get(0)).put("note", "CANARY-NEW");
        ((ObjectNode) packet.path("evidence").get(0)).put("note", "CANARY-NEW");

        assertThat(text(seen(INCIDENT))).doesNotContain("CANARY-NEW");
        assertThat(seen(LEAD).has("note")).isFalse();
        assertThat(seen(LEAD).path("evidence").get(0).has("note")).isFalse();
    }

    @Test
    void cutsWhatArrivedSinceLikeCauses() {
        JsonNode arrived = packet.path("causes");

        assertThat(PacketView.causes(packet, arrived, LEAD)).hasSize(5);
        assertThat(text(PacketView.causes(packet, arrived, CUSTOMER)))
                .contains("evt-001")
                .doesNotContain("evt-003", "evt-004", "evt-005");
        assertThat(PacketView.causes(packet, arrived, new Reader("admin", Set.of(), Set.of())))
                .isEmpty();
    }

    @Test
    void leavesThePacketAsItIs() {
        String before = text(packet);
        ObjectNode seen = seen(LEAD);
        ((ObjectNode) seen.path("ledger").get(0)).put("title", "changed");

        assertThat(text(packet)).isEqualTo(before);
    }

    @Test
    void markupAndFormulasComeOutAsTheyWentIn() {
        String title = "=1+1<img src=x onerror=alert(1)>";
        ObjectNode request = Scenario.request();
        ((ObjectNode) request.path("checkpoints").get(0)).put("title", title);
        ObjectNode json = packet(request, Scenario.events());

        assertThat(PacketView.cut(json, LEAD).orElseThrow().path("ledger"))
                .extracting(line -> line.path("title").asText())
                .contains(title);
    }

    private ObjectNode seen(Reader reader) {
        Optional<ObjectNode> seen = PacketView.cut(packet, reader);
        return seen.orElseThrow();
    }

    private static ObjectNode packet() {
        return packet(Scenario.eventsWith(
                "evt-004",
                new Fact.WindowChanged("customer-bridge-handoff", List.of(new Interval(at("16:30"), at("17:45"))))));
    }

    private static ObjectNode packet(List<CaseEvent> events) {
        return packet(Scenario.request(), events);
    }

    private static ObjectNode packet(ObjectNode request, List<CaseEvent> events) {
        request.put("account", "CANARY-ACCOUNT");
        ((ObjectNode) request.path("evidence").get(1)).put("title", "CANARY-RESTRICTED of security");
        request.withArray("evidence")
                .addObject()
                .put("evidenceId", "restricted-one")
                .put("title", "CANARY-RESTRICTED of others")
                .put("classification", "restricted")
                .put("readyAt", "2026-04-17T14:00:00Z");
        ((ObjectNode) request.path("checkpoints").get(4)).withArray("requires").add("restricted-one");
        request.withArray("unavailable")
                .addObject()
                .put("person", "lena.fischer")
                .put("from", "2026-04-17T19:00:00Z")
                .put("to", "2026-04-17T19:30:00Z");
        Declaration declaration = CommandWindowRequests.read(request, Scenario::isPerson);
        return CommandPacketJson.write(Packets.after(declaration, Timeline.declared(declaration), events));
    }

    private static JsonNode evidence(JsonNode packet, String id) {
        for (JsonNode one : packet.path("evidence")) {
            if (one.path("evidenceId").asText().equals(id)) {
                return one;
            }
        }
        throw new AssertionError("no evidence " + id);
    }

    private static String text(JsonNode json) {
        return CanonicalJson.text(json);
    }

    private static Reader reader(String person, String role) {
        return new Reader(person, Set.of(role), Set.of());
    }
}
