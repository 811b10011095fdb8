package dev.gatehouse.commandwindow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.reset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.commandwindow.domain.Resequencer;
import dev.gatehouse.testing.Doors;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Incident;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

/** What only a live window has: the wall clock ends it, and an admin may have to look after it. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class CommandWindowLiveIT {

    private static final String LEAD = "maria.keller";
    private static final String ADMIN = "admin";
    private static final String AUDITOR = "arno.weiss";

    @LocalServerPort
    private int port;

    @Autowired
    private RuntimeService runtime;

    @MockitoSpyBean
    private Resequencer resequencer;

    private final String caseId = "LIVE-" + UUID.randomUUID();
    private Instant opensAt = Instant.EPOCH;
    private Doors doors;

    @BeforeEach
    void openNow() {
        opensAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        doors = new Doors("http://127.0.0.1:" + port);
    }

    @Test
    void endsByItsTimerAndWithdrawsEveryOpenGateAndAcknowledgement() {
        confirmed(Duration.ofSeconds(30));
        absent("ines.novak", opensAt, opensAt.plusSeconds(20));
        adopted("absent-ines.novak");
        assertThat(openGates()).contains("acknowledge-delta");
        absent("sam.okafor", opensAt, opensAt.plusSeconds(18));
        doors.awaitCandidateKnowing(LEAD, caseId, "absent-sam.okafor-" + caseId);

        JsonNode ended = awaitEnd();

        assertThat(ended.path("outcome").asText()).isEqualTo("over");
        assertThat(Instant.parse(ended.path("endedAt").asText())).isAfterOrEqualTo(opensAt.plusSeconds(30));
        assertThat(ended.path("openGates")).isEmpty();
        assertThat(ended.path("candidate").isNull()).isTrue();
        assertThat(ended.path("authoritativeRevision").path("revision").asInt()).isEqualTo(2);
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(caseId)
                        .count())
                .isZero();
        sealedAndIntact("over");
    }

    @Test
    void endsWhenAnExtendedWindowEndsAndNotBefore() {
        confirmed(Duration.ofSeconds(15));
        ObjectNode extended = event("bridge-workspace", "support.window.extended", "extended");
        extended.putObject("data").put("closesAt", opensAt.plusSeconds(20).toString());
        assertThat(doors.state(extended).status()).isEqualTo(202);

        JsonNode ended = awaitEnd();

        assertThat(Instant.parse(ended.path("endedAt").asText())).isAfterOrEqualTo(opensAt.plusSeconds(20));
    }

    @Test
    void leavesNoOpenCaseBehindAnInstanceThatAnAdminDeletes() {
        String instance = confirmed(Duration.ofHours(2));
        absent("ines.novak", opensAt, opensAt.plus(Duration.ofMinutes(70)));
        String candidate = doors.awaitCandidateKnowing(LEAD, caseId, "absent-ines.novak-" + caseId)
                .path("taskId")
                .asText();

        assertThat(doors.deleteByForce(ADMIN, instance, "started by mistake").status())
                .isEqualTo(204);

        JsonNode ended = doors.caseOf(LEAD, caseId);
        assertThat(ended.path("state").asText()).isEqualTo("ENDED");
        assertThat(ended.path("outcome").asText()).isEqualTo("deleted");
        assertThat(ended.path("candidate").isNull()).isTrue();
        assertThat(ended.path("openGates")).isEmpty();
        assertThat(doors.decide(LEAD, candidate, Map.of("decision", "adopt", "sha256", "0".repeat(64)))
                        .status())
                .isEqualTo(409);
        assertThat(doors.state(event("bridge-workspace", "support.window.closed", "too-late"))
                        .json()
                        .get(0)
                        .path("disposition")
                        .asText())
                .isEqualTo("refused");
        sealedAndIntact("deleted");
    }

    @Test
    void showsAChangeThatCannotBeAppliedAsAnIncidentUntilItCan() {
        String instance = confirmed(Duration.ofHours(2));
        doThrow(new IllegalStateException("the solver broke")).when(resequencer).resequence(any());

        absent("ines.novak", opensAt, opensAt.plus(Duration.ofMinutes(70)));

        Doors.await("there is an incident", () -> incidents(instance).findFirst());
        assertThat(incidents(instance)).singleElement().satisfies(incident -> assertThat(incident.getIncidentMessage())
                .contains("the solver broke"));
        assertThat(doors.caseOf(LEAD, caseId).path("state").asText()).isEqualTo("OPEN");

        reset(resequencer);

        doors.awaitCandidateKnowing(LEAD, caseId, "absent-ines.novak-" + caseId);
        Doors.await(
                "the incident is resolved",
                () -> Optional.of(incidents(instance).count()).filter(count -> count == 0));
    }

    private Stream<Incident> incidents(String instance) {
        return runtime
                .createIncidentQuery()
                .processInstanceId(instance)
                .incidentType("change-not-applied")
                .list()
                .stream();
    }

    /** @return the process instance */
    private String confirmed(Duration length) {
        JsonNode started = doors.start("bridge-workspace", request(length)).json();
        String scope = doors.awaitGate(LEAD, caseId, "confirm-scope");
        assertThat(doors.decide(LEAD, scope, Map.of("decision", "confirm")).status())
                .isEqualTo(204);
        return started.path("id").asText();
    }

    private ObjectNode request(Duration length) {
        ObjectNode request = Doors.JSON
                .createObjectNode()
                .put("caseId", caseId)
                .put("title", "A short live window")
                .put("severity", "SEV1")
                .put("account", "NORTHWIND-EU")
                .put("opensAt", opensAt.toString())
                .put("closesAt", opensAt.plus(length).toString())
                .put("granularity", "PT1S")
                .put("bridgeLead", LEAD);
        ArrayNode people = request.putArray("people");
        people.addObject().put("person", LEAD).putArray("roles").add("support-bridge-lead");
        people.addObject().put("person", "ines.novak").putArray("roles").add("incident-command");
        people.addObject().put("person", "sam.okafor").putArray("roles").add("security-review");
        request.putArray("evidence");
        ArrayNode checkpoints = request.putArray("checkpoints");
        checkpoint(checkpoints, "state-validation", "incident-command", "ines.novak", length);
        checkpoint(checkpoints, "safety-review", "security-review", "sam.okafor", length);
        return request;
    }

    private void checkpoint(ArrayNode checkpoints, String id, String role, String owner, Duration length) {
        ObjectNode checkpoint = checkpoints
                .addObject()
                .put("checkpointId", id)
                .put("title", id)
                .put("role", role)
                .put("owner", owner)
                .put("duration", "PT2S")
                .put("start", opensAt.plusSeconds(length.toSeconds() / 2).toString())
                .put("protected", false);
        checkpoint.putArray("dependsOn");
        checkpoint.putArray("requires");
    }

    private void absent(String person, Instant from, Instant to) {
        ObjectNode event = event("on-call", "support.owner.unavailable", "absent-" + person);
        event.putObject("data")
                .put("person", person)
                .put("from", from.toString())
                .put("to", to.toString());
        assertThat(doors.state(event).status()).isEqualTo(202);
    }

    private ObjectNode event(String account, String type, String id) {
        ObjectNode event = Doors.JSON
                .createObjectNode()
                .put("specversion", "1.0")
                .put("id", id + "-" + caseId)
                .put("source", "urn:source:" + account)
                .put("type", type)
                .put("subject", caseId)
                .put("time", Instant.now().toString())
                .put("datacontenttype", "application/json");
        event.putObject("data");
        return event;
    }

    private void adopted(String eventId) {
        JsonNode review = doors.awaitCandidateKnowing(LEAD, caseId, eventId + "-" + caseId);
        assertThat(doors.decide(
                                LEAD,
                                review.path("taskId").asText(),
                                Map.of(
                                        "decision",
                                        "adopt",
                                        "sha256",
                                        review.path("sha256").asText()))
                        .status())
                .isEqualTo(204);
    }

    private JsonNode awaitEnd() {
        return Doors.await("the case ends", () -> Optional.of(doors.caseOf(LEAD, caseId))
                .filter(one -> one.path("state").asText().equals("ENDED")));
    }

    private String openGates() {
        return doors.caseOf(LEAD, caseId).path("openGates").toString();
    }

    private void sealedAndIntact(String outcome) {
        JsonNode ledger = doors.get(AUDITOR, "/api/cases/" + caseId + "/ledger").json();
        assertThat(ledger.toString()).contains("CASE_SEALED").contains(outcome);
        assertThat(doors.get(AUDITOR, "/api/cases/" + caseId + "/ledger/verification")
                        .json()
                        .path("intact")
                        .asBoolean())
                .isTrue();
    }
}
