package dev.gatehouse.commandwindow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.bundle.Bundle;
import dev.gatehouse.testing.Doors;
import dev.gatehouse.testing.Doors.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.HistoryService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** The scenario of flow 1, in every variant that its expectation names, through the doors that a user has. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class CommandWindowScenarioIT {

    private static final String LEAD = "maria.keller";
    private static final String CONFIRM_SCOPE = "confirm-scope";
    private static final String ADOPT_PACKET = "adopt-packet";
    private static final String ACKNOWLEDGE = "acknowledge-delta";

    @LocalServerPort
    private int port;

    @Autowired
    private HistoryService history;

    private Doors doors;
    private ObjectNode request;
    private List<ObjectNode> events;
    private String caseId;

    @BeforeEach
    void readScenario() {
        doors = new Doors("http://127.0.0.1:" + port);
        String run = UUID.randomUUID().toString().substring(0, 8);
        request = (ObjectNode) scenario("request.json");
        caseId = "SEV1-" + run;
        request.put("caseId", caseId);
        events = new ArrayList<>();
        scenario("events.json")
                .forEach(event -> events.add(((ObjectNode) event)
                        .put("subject", caseId)
                        .put("id", event.path("id").asText() + "-" + run)));
    }

    private static JsonNode scenario(String name) {
        try (InputStream content =
                CommandWindowScenarioIT.class.getResourceAsStream("/scenarios/1-command-window/" + name)) {
            return Doors.JSON.readTree(content);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void showsTheExpectedTimelineForTheWholeBurst() {
        confirmed();
        JsonNode packet = afterTheBurst().path("packet");

        assertThat(line(packet, "incident-state-validation")).isEqualTo("14:55 ines.novak (14:30 ines.novak)");
        assertThat(line(packet, "workaround-safety-review")).isEqualTo("15:50 sam.okafor (15:15 sam.okafor)");
        assertThat(line(packet, "contractual-window-confirmation"))
                .isEqualTo("16:00 lena.fischer (16:00 lena.fischer)");
        assertThat(line(packet, "executive-bridge-approval")).isEqualTo("16:35 dana.whitlock (16:30 victor.hale)");
        assertThat(line(packet, "customer-bridge-handoff")).isEqualTo("17:20 nadia.rossi (17:15 nadia.rossi)");
        assertThat(packet.path("holds")).isEmpty();
        assertThat(packet.path("proven").asBoolean()).isTrue();
        assertThat(people(packet.path("deltas")))
                .containsExactly("dana.whitlock", "ines.novak", "nadia.rossi", "sam.okafor", "victor.hale");
    }

    @Test
    void listsTheChatsRotationAsRefusedAndWithoutEffect() {
        confirmed();
        JsonNode review = afterTheBurst();
        ArrayNode all = Doors.JSON.createArrayNode();
        all.addAll((ArrayNode) review.path("packet").path("causes"));
        all.addAll((ArrayNode) review.path("arrivedSince"));

        assertThat(all.valueStream()
                        .filter(cause -> cause.path("source").asText().endsWith("bridge-chat")))
                .singleElement()
                .satisfies(
                        cause -> assertThat(cause.path("disposition").asText()).isEqualTo("refused"));
    }

    @Test
    void leavesAStartedCheckpointWhereItStarted() {
        confirmed();
        ObjectNode started = events.get(0).deepCopy();
        started.put("id", "started-" + caseId)
                .put("type", "support.checkpoint.started")
                .put("time", "2026-04-17T14:30:00Z");
        started.set(
                "data",
                Doors.JSON
                        .createObjectNode()
                        .put("checkpointId", "incident-state-validation")
                        .put("at", "2026-04-17T14:30:00Z"));
        assertThat(doors.state(started).status()).isEqualTo(202);

        JsonNode packet = afterTheBurst().path("packet");

        assertThat(line(packet, "incident-state-validation")).isEqualTo("14:30 ines.novak (14:30 ines.novak)");
        assertThat(people(packet.path("deltas")))
                .containsExactly("dana.whitlock", "nadia.rossi", "sam.okafor", "victor.hale");
    }

    @Test
    void holdsTheHandoffWhenItsWindowEndsTooEarly() {
        confirmed();
        ((ObjectNode) events.get(3).path("data").path("windows").get(0)).put("to", "2026-04-17T17:45:00Z");

        JsonNode packet = afterTheBurst().path("packet");
        JsonNode hold = packet.path("holds").get(0);

        assertThat(packet.path("holds")).hasSize(1);
        assertThat(hold.path("checkpointId").asText()).isEqualTo("customer-bridge-handoff");
        assertThat(hold.path("reason").asText()).isEqualTo("NO_IN_POLICY_WINDOW");
        assertThat(hold.path("binding").path("constraint").asText()).isEqualTo("WINDOW_END");
        assertThat(hold.path("binding").path("needs").asText()).isEqualTo("2026-04-17T17:50:00Z");
        assertThat(hold.path("binding").path("allowed").asText()).isEqualTo("2026-04-17T17:45:00Z");
        assertThat(hold.path("binding").path("shortBy").asText()).isEqualTo("PT5M");
        assertThat(hold.path("releasedBy").toString()).contains("maria.keller").contains("workaround-verification");
        assertThat(packet.path("escalation").path("to").toString()).contains("escalationManagers");
    }

    @Test
    void holdsTheApprovalWhenItsDelegateIsNotApproved() {
        confirmed();
        ((ObjectNode) events.get(1).path("data")).put("to", "tom.baker");

        JsonNode packet = afterTheBurst().path("packet");

        assertThat(packet.path("holds").findValuesAsText("checkpointId"))
                .containsExactlyInAnyOrder("executive-bridge-approval", "customer-bridge-handoff");
        packet.path("holds").forEach(hold -> {
            boolean approval = hold.path("checkpointId").asText().equals("executive-bridge-approval");
            assertThat(hold.path("reason").asText()).isEqualTo(approval ? "AUTHORITY_MISSING" : "DEPENDS_ON_HELD");
            assertThat(hold.path("root").asText()).isEqualTo(approval ? "null" : "executive-bridge-approval");
        });
        assertThat(packet.path("causes").toString()).contains("delegate-not-approved");
    }

    @Test
    void givesTheSameHashForTheSameEventsHoweverTheyComeIn() {
        events.remove(4);
        confirmed();
        String oneByOne = afterTheBurst().path("sha256").asText();

        String first = caseId;
        readScenario();
        events.remove(4);
        confirmed();
        ArrayNode batch = Doors.JSON.createArrayNode();
        events.forEach(batch::add);
        // every event of one account; the accounts differ, so a batch can hold only one source's
        assertThat(doors.post("contracts", "/api/events", "application/cloudevents-batch+json", batch.toString())
                        .status())
                .isEqualTo(403);
        for (int i = events.size() - 1; i >= 0; i--) {
            assertThat(doors.state(events.get(i)).status()).isEqualTo(202);
        }
        String backwards = "";
        for (ObjectNode event : events) {
            backwards = doors.awaitCandidateKnowing(
                            LEAD, caseId, event.path("id").asText())
                    .path("sha256")
                    .asText();
        }

        assertThat(first).isNotEqualTo(caseId);
        assertThat(normalised(first, oneByOne)).isEqualTo(normalised(caseId, backwards));
    }

    /** The packet without what names the run: the case id, the events' ids and the hashes made of them. */
    private String normalised(String ofCase, String sha256) {
        JsonNode revisions = doors.caseOf(LEAD, ofCase).path("revisions");
        int number = revisions
                .valueStream()
                .filter(revision -> revision.path("sha256").asText().equals(sha256))
                .findFirst()
                .orElseThrow()
                .path("revision")
                .asInt();
        ObjectNode packet = (ObjectNode) doors.get(LEAD, "/api/packets/" + ofCase + "/revisions/" + number)
                .json()
                .path("packet");
        packet.remove("lineage");
        return packet.toString().replace(ofCase.substring("SEV1-".length()), "RUN");
    }

    @Test
    void adoptsExactlyWhatTheLeadSawAndAsksWhomItAffects() {
        confirmed();
        JsonNode review = afterTheBurst();
        String taskId = review.path("taskId").asText();

        assertThat(doors.decide("ines.novak", taskId, Map.of("decision", "adopt"))
                        .status())
                .isEqualTo(403);
        assertThat(doors.decide(LEAD, taskId, Map.of("decision", "adopt")).status())
                .isEqualTo(400);
        assertThat(doors.decide(LEAD, taskId, Map.of("decision", "adopt", "sha256", "0".repeat(64)))
                        .status())
                .isEqualTo(409);
        assertThat(doors.decide(LEAD, taskId, Map.of("decision", "maybe", "sha256", sha(review)))
                        .status())
                .isEqualTo(400);
        assertThat(doors.decide(LEAD, taskId, Map.of("decision", "keep-prior", "sha256", sha(review)))
                        .status())
                .isEqualTo(400);
        assertThat(doors.decide(LEAD, taskId, Map.of("decision", "adopt", "sha256", sha(review)))
                        .status())
                .isEqualTo(204);

        JsonNode adopted = doors.caseOf(LEAD, caseId);
        assertThat(adopted.path("authoritativeRevision").path("sha256").asText())
                .isEqualTo(sha(review));
        assertThat(adopted.path("openGates").findValuesAsText("assignee"))
                .containsExactlyInAnyOrder("dana.whitlock", "ines.novak", "nadia.rossi", "sam.okafor", "victor.hale");
        assertThat(doors.decide(LEAD, taskId, Map.of("decision", "adopt", "sha256", sha(review)))
                        .status())
                .isEqualTo(409);
        String own = openGateOf("ines.novak");
        assertThat(doors.decide("ines.novak", own, Map.of("decision", "acknowledge"))
                        .status())
                .isEqualTo(204);
        assertThat(doors.get("arno.weiss", "/api/cases/" + caseId + "/ledger/verification")
                        .json()
                        .path("intact")
                        .asBoolean())
                .isTrue();
    }

    private String openGateOf(String person) {
        return doors.caseOf(LEAD, caseId)
                .path("openGates")
                .valueStream()
                .filter(gate -> gate.path("assignee").asText().equals(person))
                .findFirst()
                .orElseThrow()
                .path("taskId")
                .asText();
    }

    @Test
    void tellsWhoDecidesOnASupersededRevisionWhatSupersededIt() {
        confirmed();
        doors.state(events.get(0));
        JsonNode earlier = doors.awaitCandidateKnowing(LEAD, caseId, id(0));
        doors.state(events.get(1));
        JsonNode later = doors.awaitCandidateKnowing(LEAD, caseId, id(1));

        Answer refused = doors.decide(
                LEAD, earlier.path("taskId").asText(), Map.of("decision", "adopt", "sha256", sha(earlier)));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains(id(1));
        JsonNode withdrawn = doors.review(LEAD, earlier.path("taskId").asText()).path("withdrawn");
        assertThat(withdrawn.path("successorTaskId").asText())
                .isEqualTo(later.path("taskId").asText());
    }

    @Test
    void relaxesABoundaryExactlyAsFarAsItsOwnerGrants() {
        confirmed();
        ((ObjectNode) events.get(3).path("data").path("windows").get(0)).put("to", "2026-04-17T17:45:00Z");
        JsonNode held = afterTheBurst();
        String reason = "The customer's slot cannot move.";

        assertThat(doors.decide(
                                LEAD,
                                held.path("taskId").asText(),
                                Map.of(
                                        "decision",
                                        "request-exception",
                                        "sha256",
                                        sha(held),
                                        "reason",
                                        reason,
                                        "checkpointId",
                                        "customer-bridge-handoff"))
                        .status())
                .isEqualTo(204);
        String request = doors.awaitGate(LEAD, caseId, "decide-boundary-exception");
        assertThat(doors.review(LEAD, request).path("exception").path("reason").asText())
                .isEqualTo(reason);
        assertThat(doors.decide(LEAD, request, Map.of("decision", "grant")).status())
                .isEqualTo(204);

        JsonNode relaxed =
                doors.review(LEAD, doors.awaitGate(LEAD, caseId, ADOPT_PACKET)).path("packet");
        assertThat(relaxed.path("holds")).isEmpty();
        assertThat(line(relaxed, "customer-bridge-handoff")).startsWith("17:20 nadia.rossi");
    }

    @Test
    void keepsAHoldAsAProtectedBoundaryWhenItsOwnerRefuses() {
        confirmed();
        ((ObjectNode) events.get(3).path("data").path("windows").get(0)).put("to", "2026-04-17T17:45:00Z");
        JsonNode held = afterTheBurst();
        doors.decide(
                LEAD,
                held.path("taskId").asText(),
                Map.of(
                        "decision", "request-exception",
                        "sha256", sha(held),
                        "reason", "needed",
                        "checkpointId", "customer-bridge-handoff"));
        String request = doors.awaitGate(LEAD, caseId, "decide-boundary-exception");

        assertThat(doors.decide(LEAD, request, Map.of("decision", "refuse")).status())
                .isEqualTo(400);
        assertThat(doors.decide(LEAD, request, Map.of("decision", "refuse", "reason", "contract"))
                        .status())
                .isEqualTo(204);

        JsonNode packet =
                doors.review(LEAD, doors.awaitGate(LEAD, caseId, ADOPT_PACKET)).path("packet");
        assertThat(packet.path("holds").get(0).path("reason").asText()).isEqualTo("PROTECTED_BOUNDARY");
    }

    @Test
    void takesARequestedExceptionBackWhenAFactChanges() {
        confirmed();
        ((ObjectNode) events.get(3).path("data").path("windows").get(0)).put("to", "2026-04-17T17:45:00Z");
        JsonNode held = afterTheBurst();
        doors.decide(
                LEAD,
                held.path("taskId").asText(),
                Map.of(
                        "decision", "request-exception",
                        "sha256", sha(held),
                        "reason", "needed",
                        "checkpointId", "customer-bridge-handoff"));
        String request = doors.awaitGate(LEAD, caseId, "decide-boundary-exception");

        ObjectNode later = laterReadiness("2026-04-17T15:55:00Z");
        JsonNode next =
                doors.awaitCandidateKnowing(LEAD, caseId, later.path("id").asText());

        Answer late = doors.decide(LEAD, request, Map.of("decision", "grant"));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text()).contains(later.path("id").asText());
        assertThat(next.path("packet").path("holds")).isNotEmpty();
    }

    @Test
    void asksWhomTheNextRevisionAffectsInPlaceOfWhoHasNotAnsweredYet() {
        confirmed();
        JsonNode first = afterTheBurst();
        adopt(first);
        String unanswered = openGateOf("ines.novak");

        ObjectNode later = laterReadiness("2026-04-17T16:00:00Z");
        adopt(doors.awaitCandidateKnowing(LEAD, caseId, later.path("id").asText()));

        assertThat(doors.decide("ines.novak", unanswered, Map.of("decision", "acknowledge"))
                        .status())
                .isEqualTo(409);
        JsonNode asked = doors.caseOf(LEAD, caseId).path("openGates");
        assertThat(asked).isNotEmpty();
        asked.forEach(gate -> assertThat(doors.decide(
                                gate.path("assignee").asText(),
                                gate.path("taskId").asText(),
                                Map.of("decision", "acknowledge"))
                        .status())
                .isEqualTo(204));
        assertThat(doors.caseOf(LEAD, caseId).path("openGates")).isEmpty();
    }

    private void adopt(JsonNode review) {
        assertThat(doors.decide(
                                LEAD,
                                review.path("taskId").asText(),
                                Map.of("decision", "adopt", "sha256", sha(review)))
                        .status())
                .isEqualTo(204);
    }

    private ObjectNode laterReadiness(String readyAt) {
        ObjectNode later = events.get(0).deepCopy();
        later.put("id", later.path("id").asText() + "-later").put("time", "2026-04-17T14:56:00Z");
        ((ObjectNode) later.path("data")).put("readyAt", readyAt);
        assertThat(doors.state(later).status()).isEqualTo(202);
        return later;
    }

    @Test
    void keepsThePriorRevisionInForceWithItsFactsForTheNext() {
        confirmed();
        JsonNode candidate = afterTheBurst();

        assertThat(doors.decide(
                                LEAD,
                                candidate.path("taskId").asText(),
                                Map.of("decision", "keep-prior", "sha256", sha(candidate), "reason", "too early"))
                        .status())
                .isEqualTo(204);

        JsonNode kept = doors.caseOf(LEAD, caseId);
        assertThat(kept.path("openGates")).isEmpty();
        assertThat(kept.path("authoritativeRevision").path("revision").asInt()).isEqualTo(1);
        ObjectNode again = events.get(0).deepCopy();
        again.put("id", "again-" + caseId).put("time", "2026-04-17T14:55:00Z");
        ((ObjectNode) again.path("data")).put("readyAt", "2026-04-17T15:55:00Z");
        doors.state(again);
        JsonNode next =
                doors.awaitCandidateKnowing(LEAD, caseId, "again-" + caseId).path("packet");
        assertThat(next.path("causes").findValuesAsText("eventId")).contains(id(1), id(2), id(3));
    }

    @Test
    void endsAndSealsTheCaseWhenTheScopeIsDeclined() {
        start();
        String scope = doors.awaitGate(LEAD, caseId, CONFIRM_SCOPE);

        assertThat(doors.decide(LEAD, scope, Map.of("decision", "decline")).status())
                .isEqualTo(400);
        assertThat(doors.decide(LEAD, scope, Map.of("decision", "decline", "reason", "wrong window"))
                        .status())
                .isEqualTo(204);

        JsonNode ended = doors.caseOf(LEAD, caseId);
        assertThat(ended.path("state").asText()).isEqualTo("ENDED");
        assertThat(ended.path("outcome").asText()).isEqualTo("declined");
        assertThat(doors.state(events.get(0)).json().get(0).path("disposition").asText())
                .isEqualTo("refused");
    }

    @Test
    void withdrawsEverythingThatIsOpenWhenTheWindowIsClosed(@TempDir Path folder) {
        confirmed();
        afterTheBurst();
        ObjectNode closed = events.get(0).deepCopy();
        closed.put("id", "closed-" + caseId)
                .put("source", "urn:source:bridge-workspace")
                .put("type", "support.window.closed")
                .put("time", "2026-04-17T15:00:00Z");
        closed.set("data", Doors.JSON.createObjectNode());

        assertThat(doors.state(closed).status()).isEqualTo(202);

        JsonNode ended = Doors.await("the case ends", () -> Optional.of(doors.caseOf(LEAD, caseId))
                .filter(one -> one.path("state").asText().equals("ENDED")));
        assertThat(ended.path("openGates")).isEmpty();
        assertThat(ended.path("outcome").asText()).isEqualTo("closed");
        // its bundle proves all of it but the bytes of revisions that hold restricted evidence, to auditor and lead
        for (String reader : List.of("arno.weiss", LEAD)) {
            Bundle bundle = Bundle.of(doors, reader, caseId);
            Bundle.Told told = bundle.verified(folder);
            assertThat(told.exitCode()).as(told.text()).isZero();
            assertThat(told.text()).contains("bytes withheld: Revision 1, sha256 ");
            assertThat(bundle.names()).contains("views/1.json", "views/2.json").doesNotContain("revisions/1.json");
            assertThat(bundle.text()).doesNotContain("Workaround verification notes");
        }
        assertThat(doors.get("ines.novak", "/api/cases/" + caseId + "/bundle").status())
                .isEqualTo(403);
    }

    @Test
    void refusesASecondStartAndMakesOneCaseOfTwoAtOnce() throws Exception {
        List<Integer> statuses = twiceAtOnce(() -> doors.start("bridge-workspace", request)).stream()
                .map(Answer::status)
                .sorted()
                .toList();

        assertThat(statuses).containsExactly(200, 409);
        Answer third = doors.start("bridge-workspace", request);
        assertThat(third.status()).isEqualTo(409);
        assertThat(third.text()).contains(caseId);
    }

    @Test
    void startsOnceWhenTheSameStartEventComesTwiceAtOnce() throws Exception {
        ObjectNode event = events.get(0).deepCopy();
        event.put("id", "start-" + caseId)
                .put("source", "urn:source:bridge-workspace")
                .put("type", "support.command-window.declared")
                .set("data", request);

        List<String> dispositions = twiceAtOnce(() -> doors.state(event)).stream()
                .map(answer -> answer.json().path(0).path("disposition").asText(answer.text()))
                .sorted()
                .toList();

        assertThat(dispositions).containsExactly("accepted", "duplicate");
        assertThat(doors.openGate(LEAD, caseId, CONFIRM_SCOPE)).isPresent();
    }

    private static List<Answer> twiceAtOnce(Callable<Answer> call) throws Exception {
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : both.invokeAll(List.of(call, call))) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            both.shutdown();
        }
    }

    @Test
    void answersABadRequestWithEveryFaultAndStartsNothing() {
        request.put("closesAt", "2026-04-17T13:00:00Z");
        ((ObjectNode) request.path("checkpoints").get(0)).put("duration", "PT0S");
        ((ObjectNode) request.path("checkpoints").get(1)).put("owner", "nobody.known");
        ((ArrayNode) request.path("checkpoints").get(2).path("dependsOn")).add("no-such-checkpoint");
        ((ObjectNode) request.path("people").get(1)).put("person", "not.a.person");

        Answer refused = doors.start("bridge-workspace", request);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text())
                .contains("/checkpoints/0/duration")
                .contains("/checkpoints/1/owner")
                .contains("/checkpoints/2/dependsOn")
                .contains("/people/1/person")
                .contains("/closesAt");
        assertThat(doors.get("arno.weiss", "/api/cases/" + caseId).status()).isEqualTo(404);
    }

    @Test
    void keepsTheTextOfRequestsAndReasonsOutOfRuntimeAndHistory() {
        confirmed();
        JsonNode candidate = afterTheBurst();
        doors.decide(
                LEAD,
                candidate.path("taskId").asText(),
                Map.of("decision", "keep-prior", "sha256", sha(candidate), "reason", "canary-in-the-reason"));

        assertThat(history.createHistoricVariableInstanceQuery().list())
                .noneMatch(variable -> ("" + variable.getValue()).contains("canary-in-the-reason"))
                .noneMatch(variable -> variable.getName().equals("request"))
                .noneMatch(variable -> ("" + variable.getValue()).contains("workaround"));
    }

    @Test
    void handsTheLeadsGateToTheApprovedDelegateInOffice() {
        confirmed();
        JsonNode candidate = afterTheBurst();
        ObjectNode rotation = events.get(1).deepCopy();
        rotation.put("id", "lead-" + caseId).put("time", "2026-04-17T15:00:00Z");
        ((ObjectNode) rotation.path("data"))
                .put("role", "support-bridge-lead")
                .put("from", LEAD)
                .put("to", "tom.baker")
                .put("effectiveAt", "2026-04-17T15:00:00Z");
        doors.state(rotation);

        JsonNode review = doors.awaitCandidateKnowing("tom.baker", caseId, "lead-" + caseId);

        assertThat(review.path("assignee").asText()).isEqualTo("tom.baker");
        assertThat(review.path("actingFor").asText()).isEqualTo(LEAD);
        assertThat(doors.decide(
                                LEAD,
                                review.path("taskId").asText(),
                                Map.of("decision", "adopt", "sha256", sha(review)))
                        .status())
                .isEqualTo(403);
        assertThat(candidate.path("assignee").asText()).isEqualTo(LEAD);
    }

    private void start() {
        assertThat(doors.start("bridge-workspace", request).status()).isEqualTo(200);
    }

    private void confirmed() {
        start();
        String scope = doors.awaitGate(LEAD, caseId, CONFIRM_SCOPE);
        assertThat(doors.decide(LEAD, scope, Map.of("decision", "confirm")).status())
                .isEqualTo(204);
    }

    /** The review of the candidate that knows every accepted event of the burst. */
    private JsonNode afterTheBurst() {
        events.forEach(event -> assertThat(doors.state(event).status()).isEqualTo(202));
        JsonNode review = Doors.JSON.nullNode();
        for (ObjectNode event : events) {
            if (!event.path("source").asText().endsWith("bridge-chat")) {
                review = doors.awaitCandidateKnowing(
                        LEAD, caseId, event.path("id").asText());
            }
        }
        return review;
    }

    private String id(int event) {
        return events.get(event).path("id").asText();
    }

    private static String sha(JsonNode review) {
        return review.path("sha256").asText();
    }

    private static List<String> people(JsonNode deltas) {
        return deltas.findValuesAsText("person");
    }

    private static String line(JsonNode packet, String checkpointId) {
        JsonNode line = packet.path("ledger")
                .valueStream()
                .filter(one -> one.path("checkpointId").asText().equals(checkpointId))
                .findFirst()
                .orElseThrow();
        return "%s %s (%s %s)"
                .formatted(
                        time(line.path("start")),
                        line.path("owner").asText(),
                        time(line.path("previousStart")),
                        line.path("previousOwner").asText());
    }

    private static String time(JsonNode instant) {
        return instant.isNull() ? "held" : instant.asText().substring(11, 16);
    }
}
