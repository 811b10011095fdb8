package dev.gatehouse.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.testing.Doors;
import dev.gatehouse.testing.Doors.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

/** What changes around a disclosure while it is under way: facts, tables, who may release, and what comes after it. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class DisclosureChangesIT {

    private static final String FLOW = DisclosureProcess.KEY;
    private static final String LANE = "executive-customer-review-intake";
    private static final String RELEASE_OWNER = "renata.lima";
    private static final String ARTIFACT_OWNER = "paul.meyer";
    private static final String TIMELINE_OWNER = "iris.cole";
    private static final String REVIEWER = "colin.reyes";
    private static final String AUDITOR = "arno.weiss";

    @LocalServerPort
    private int port;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private JdbcClient jdbc;

    private Doors doors;
    private String run;
    private String caseId;
    private ObjectNode request;
    private int events;

    @BeforeEach
    void mirrorTheRecordsThatTheScenarioCites() {
        doors = new Doors("http://127.0.0.1:" + port);
        run = UUID.randomUUID().toString().substring(0, 8);
        caseId = "DISC-" + run;
        request = (ObjectNode) own(DisclosureScenario.request());
        request.put("caseId", caseId);
        own(DisclosureScenario.records()).forEach(this::mirror);
    }

    // ---- facts

    @ParameterizedTest
    @ValueSource(strings = {"review-revision", "accept-residual", "sign-manifest", "approve-release"})
    void goesBackToItsDraftFromEveryGateWhenTheContractChanges(String gate) {
        drafting();
        object();
        until(gate);
        JsonNode shown = review(gate);

        assertThat(stated("contracts", "support.contract.changed", "2026-04-20T10:00:00Z", contract()))
                .isEqualTo("accepted");

        // whether or not it is worked in yet, nobody decides on what was before it
        assertThat(doors.decide(assignee(gate, shown), taskId(shown), onward(gate, shown))
                        .status())
                .isEqualTo(409);
        JsonNode draft = doors.review(ARTIFACT_OWNER, doors.awaitGate(ARTIFACT_OWNER, caseId, "maintain-draft"));
        assertThat(draft.path("causes").toString()).contains("The contract of NORTHWIND-EU has changed (C-1).");
        assertThat(draft.path("revision").asInt()).isEqualTo(2);
        assertThat(stateOf(1)).isEqualTo("SUPERSEDED");
        assertThat(doors.openGate(AUDITOR, caseId, gate)).isEmpty();
    }

    @Test
    void showsAChangedContractOnTheDraftWithoutTouchingIt() {
        drafting();
        String draft = doors.awaitGate(ARTIFACT_OWNER, caseId, "maintain-draft");
        stated("contracts", "support.contract.changed", "2026-04-20T10:00:00Z", contract());
        Doors.await("the draft shows it", () -> Optional.of(doors.review(ARTIFACT_OWNER, draft))
                .filter(review -> review.path("causes").toString().contains("C-1")));
        assertThat(doors.awaitGate(ARTIFACT_OWNER, caseId, "maintain-draft")).isEqualTo(draft);
        assertThat(doors.review(ARTIFACT_OWNER, draft).path("revision").asInt()).isEqualTo(1);
    }

    @Test
    void leavesTheGateAloneWhenAnotherAccountsContractChanges() {
        drafting();
        until("approve-release");
        JsonNode shown = review("approve-release");
        stated(
                "contracts",
                "support.contract.changed",
                "2026-04-20T10:00:00Z",
                "{\"account\":\"SOUTHWIND\",\"reference\":\"C-2\"}");
        assertThat(doors.decide(RELEASE_OWNER, taskId(shown), onward("approve-release", shown))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void proposesOnStaleEvidenceWithAReasonOnly() {
        drafting();
        String draft = doors.awaitGate(ARTIFACT_OWNER, caseId, "maintain-draft");
        // two days is what the table allows incident timelines; the drill's clock is its events
        stated("bridge-chat", "support.clock.advanced", "2026-04-22T09:00:00Z", "{}");

        Answer without = doors.decide(ARTIFACT_OWNER, draft, Map.of("decision", "propose"));
        assertThat(without.status()).as(without.text()).isEqualTo(400);
        assertThat(without.text()).contains("incident-timeline INC-" + run + " version 7");
        assertThat(doors.decide(
                                ARTIFACT_OWNER,
                                draft,
                                Map.of("decision", "propose", "reason", "Nothing newer is published."))
                        .status())
                .isEqualTo(204);
        assertThat(gates("review-revision")).containsExactlyInAnyOrder(TIMELINE_OWNER, REVIEWER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"accept-residual", "approve-release"})
    void opensTheDraftAgainWhenTheReleaseOwnerReturnsTheCandidate(String gate) {
        drafting();
        object();
        until(gate);
        assertThat(decided(RELEASE_OWNER, gate, Map.of("decision", "return")))
                .as("without a reason")
                .isEqualTo(400);
        assertThat(decided(RELEASE_OWNER, gate, Map.of("decision", "return", "reason", "Say it in fewer words.")))
                .isEqualTo(204);
        JsonNode draft = doors.review(ARTIFACT_OWNER, doors.awaitGate(ARTIFACT_OWNER, caseId, "maintain-draft"));
        assertThat(draft.path("causes").toString()).contains("Say it in fewer words.");
        assertThat(draft.path("revision").asInt()).isEqualTo(2);
        assertThat(stateOf(1)).isEqualTo("SUPERSEDED");
        // accepted for one revision, open again on the next
        assertThat(draft.path("packet").path("objections").findValuesAsText("state"))
                .containsExactly("open");
    }

    @Test
    void endsTheReviewWhenABlockingObjectionIsOpenedAgain() {
        drafting();
        ObjectNode objection = Doors.JSON
                .createObjectNode()
                .put("sectionId", "timeline")
                .put("severity", "blocking")
                .put("statement", "Not so.");
        assertThat(doors.post(REVIEWER, packets("objections"), objection).status())
                .isEqualTo(201);
        assertThat(moved("withdrawn").status()).isEqualTo(200);
        until("review-revision");

        assertThat(moved("open").status()).isEqualTo(200);

        assertThat(gates("review-revision")).isEmpty();
        assertThat(decided(ARTIFACT_OWNER, "maintain-draft", Map.of())).isEqualTo(409);
    }

    private Answer moved(String state) {
        ObjectNode move = Doors.JSON.createObjectNode().put("state", state).put("reason", "On second thought.");
        return doors.post(REVIEWER, packets("objections/o-1/state"), move);
    }

    @Test
    void showsAnAnnexToNobodyByWayOfSuggestions() {
        drafting();
        ObjectNode suggestion = Doors.JSON
                .createObjectNode()
                .put("sectionId", "contract-caveats")
                .put("baseRevision", 1)
                .put("markdown", "Another caveat.");
        assertThat(doors.post(REVIEWER, packets("suggestions"), suggestion).status())
                .isEqualTo(201);
        ObjectNode edit = Doors.JSON.createObjectNode().put("baseRevision", 1).put("markdown", "Section 9.3 applies.");
        assertThat(doors.put(RELEASE_OWNER, packets("sections/contract-caveats"), edit)
                        .status())
                .isEqualTo(200);

        Answer stale = doors.post(REVIEWER, packets("suggestions"), suggestion);
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.text()).contains("stale-base").doesNotContain("9.2", "9.3");
        assertThat(doors.get(REVIEWER, packets("revisions/2")).text())
                .contains("Another caveat.")
                .doesNotContain("9.2", "9.3");
        assertThat(doors.get(TIMELINE_OWNER, packets("revisions/2")).text())
                .doesNotContain("Another caveat.", "9.2", "9.3");
        // the section goes; what was suggested for it is no freer than it was
        assertThat(doors.delete(ARTIFACT_OWNER, packets("sections/contract-caveats"))
                        .status())
                .isEqualTo(200);
        assertThat(doors.get(TIMELINE_OWNER, packets("revisions/3")).text())
                .doesNotContain("Another caveat.", "9.2", "9.3");
        assertThat(doors.get(RELEASE_OWNER, packets("revisions/3")).text()).contains("Another caveat.");
    }

    // ---- tables

    @ParameterizedTest
    @ValueSource(strings = {"review-revision", "sign-manifest", "approve-release"})
    void supersedesWhatAnEarlierTableHasJudged(String gate) {
        drafting();
        until(gate);
        JsonNode shown = review(gate);
        String table = Doors.policy("blocked-language");
        doors.putInForce("blocked-language", table.replace("we will credit", "standby signing cluster"));
        try {
            Answer late = doors.decide(assignee(gate, shown), taskId(shown), onward(gate, shown));
            assertThat(late.status()).as(late.text()).isEqualTo(409);
            String draft = doors.awaitGate(ARTIFACT_OWNER, caseId, "maintain-draft");
            assertThat(doors.review(ARTIFACT_OWNER, draft).path("causes").toString())
                    .contains("blocked-language");
            assertThat(stateOf(1)).isEqualTo("SUPERSEDED");
            // what the new table flags in the text that was there before it is in the manifest of the next candidate
            until("approve-release");
            JsonNode manifest = review("approve-release").path("manifest");
            assertThat(manifest.path("blockedTerms").findValuesAsText("term"))
                    .containsExactly("standby signing cluster");
            assertThat(decided(RELEASE_OWNER, "approve-release", Map.of())).isEqualTo(204);
        } finally {
            doors.putInForce("blocked-language", table);
        }
    }

    @Test
    void releasesNothingThatAChangedScopeWouldRefuse() {
        drafting();
        until("approve-release");
        String table = Doors.policy("audience-scope");
        // fewer readers than the charter names
        doors.putInForce("audience-scope", table.replaceFirst("(?s)<text>5</text>", "<text>1</text>"));
        try {
            doors.awaitGate(ARTIFACT_OWNER, caseId, "maintain-draft");
            until("approve-release");
            JsonNode shown = review("approve-release");
            Answer refused = doors.decide(RELEASE_OWNER, taskId(shown), onward("approve-release", shown));
            assertThat(refused.status()).as(refused.text()).isEqualTo(409);
            assertThat(refused.text()).contains("takes at most 1.");
        } finally {
            doors.putInForce("audience-scope", table);
        }
    }

    // ---- time

    @ParameterizedTest
    @ValueSource(strings = {"review-revision", "approve-release"})
    void opensTheDraftAgainWhenTheWindowEndsWithAGateOpen(String gate) {
        request.putObject("validity").put("from", "2026-04-20T09:00:00Z").put("to", "2026-04-20T12:00:00Z");
        drafting();
        until(gate);
        JsonNode shown = review(gate);
        stated("bridge-chat", "support.clock.advanced", "2026-04-20T12:00:00Z", "{}");
        Answer late = doors.decide(assignee(gate, shown), taskId(shown), onward(gate, shown));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text()).contains("The window of this candidate was over at 2026-04-20 12:00 UTC.");

        JsonNode draft = review("maintain-draft");
        assertThat(stateOf(1)).isEqualTo("EXPIRED");
        assertThat(draft.path("causes").findValuesAsText("because"))
                .containsExactly("The window of this candidate was over at 2026-04-20 12:00 UTC.");
        Answer refused = doors.decide(ARTIFACT_OWNER, taskId(draft), onward("maintain-draft", draft));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("was over at 2026-04-20 12:00 UTC; proposing it for a window of its own");

        assertThat(decided(ARTIFACT_OWNER, "maintain-draft", Map.of("reason", "They still need it.")))
                .isEqualTo(204);
        assertThat(review("review-revision").path("causes").toString()).contains("They still need it.");
        onTo("approve-release");
        assertThat(review("approve-release").at("/manifest/validity/to").asText())
                .isEqualTo("2026-05-04T12:00:00Z");
        assertThat(decided(RELEASE_OWNER, "approve-release", Map.of())).isEqualTo(204);
        assertThat(read("evelyn.stone", caseId).status()).isEqualTo(200);
    }

    @Test
    void looksAtALiveCandidateWhenItsWindowEnds() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        request.put("rehearsal", false).remove("declaredAt");
        request.putObject("validity")
                .put("from", now.minusSeconds(60).toString())
                .put("to", now.plusSeconds(3600).toString());
        drafting();
        doors.awaitGate(AUDITOR, caseId, "maintain-draft");
        assertThat(decided(ARTIFACT_OWNER, "maintain-draft", Map.of("reason", "Nothing newer is to come.")))
                .isEqualTo(204);
        assertThat(jdbc.sql("select wake_at from gh_case where case_id = ?")
                        .param(caseId)
                        .query(OffsetDateTime.class)
                        .single()
                        .toInstant())
                .isEqualTo(now.plusSeconds(3600));
    }

    // ---- who may release

    @Test
    void givesTheGateToADelegateWhoComesIntoForceLater() {
        String table = Doors.policy("delegate-mapping");
        doors.putInForce(
                "delegate-mapping",
                table.replaceFirst(
                                "(?s)(sven\\.olsen for renata\\.lima.*?)2026-01-01T00:00:00Z", "$12026-04-21T00:00:00Z")
                        // who is in another group than the owner
                        .replace("<text>\"sven.olsen\"</text>", "<text>\"victor.hale\"</text>"));
        try {
            drafting();
            ObjectNode edit =
                    Doors.JSON.createObjectNode().put("baseRevision", 1).put("markdown", "Section 9.3 applies.");
            assertThat(doors.put(RELEASE_OWNER, packets("sections/contract-caveats"), edit)
                            .status())
                    .isEqualTo(200);
            until("approve-release");
            assertThat(gates("approve-release")).containsExactly("null");
            assertThat(incidents()).isEqualTo(1);
            JsonNode shown = review("approve-release");
            assertThat(doors.decide(RELEASE_OWNER, taskId(shown), onward("approve-release", shown))
                            .status())
                    .as("for nobody else either")
                    .isEqualTo(403);

            stated("bridge-chat", "support.clock.advanced", "2026-04-21T00:00:00Z", "{}");
            Doors.await("the delegate has the gate", () -> Optional.of(gates("approve-release"))
                    .filter(List.of("victor.hale")::equals));
            assertThat(incidents()).isZero();
            assertThat(doors.caseOf("victor.hale", caseId).path("openGates")).hasSize(1);
            assertThat(decided("victor.hale", "approve-release", Map.of())).isEqualTo(204);
            assertThat(stateOf(2)).isEqualTo("RELEASED");
        } finally {
            doors.putInForce("delegate-mapping", table);
        }
    }

    @Test
    void letsTheDelegateDecideInTheReleaseOwnersPlace() {
        assertThat(doors.start(ARTIFACT_OWNER, FLOW, request).status()).isEqualTo(200);
        assertThat(decided("sven.olsen", "approve-charter", Map.of())).isEqualTo(204);
        object();
        until("accept-residual");
        assertThat(decided("sven.olsen", "accept-residual", Map.of())).isEqualTo(204);
        onTo("approve-release");
        assertThat(decided("sven.olsen", "approve-release", Map.of())).isEqualTo(204);
        assertThat(stateOf(1)).isEqualTo("RELEASED");
        assertThat(doors.get(AUDITOR, "/api/cases/" + caseId + "/ledger")
                        .json()
                        .path("entries")
                        .valueStream()
                        .filter(entry -> entry.path("actor").asText().equals("sven.olsen")
                                && entry.path("kind").asText().equals("DECISION"))
                        .map(entry -> entry.at("/payload/actingFor").asText()))
                .containsExactly(RELEASE_OWNER, RELEASE_OWNER, RELEASE_OWNER);
    }

    @Test
    void letsNoDelegateDecideOnTextOfTheirOwn() {
        ((ObjectNode) request.path("sections").get(1)).put("owner", "sven.olsen");
        drafting();
        ObjectNode edit = Doors.JSON.createObjectNode().put("baseRevision", 1).put("markdown", "Another wording.");
        String section = request.path("sections").get(1).path("sectionId").asText();
        assertThat(doors.put("sven.olsen", packets("sections/" + section), edit).status())
                .isEqualTo(200);
        object();
        until("accept-residual");
        assertThat(decided("sven.olsen", "accept-residual", Map.of())).isEqualTo(403);
        onTo("approve-release");
        assertThat(decided("sven.olsen", "approve-release", Map.of())).isEqualTo(403);
        assertThat(decided(RELEASE_OWNER, "approve-release", Map.of())).isEqualTo(204);
    }

    private long incidents() {
        return runtime.createIncidentQuery()
                .incidentType("nobody-may-release")
                .configuration(caseId)
                .count();
    }

    // ---- what comes after a release

    @Test
    void putsAnOlderReleaseOutOfForceAndNamesItsSuccessorToItsReaders() {
        drafting();
        until("approve-release");
        assertThat(decided(RELEASE_OWNER, "approve-release", Map.of())).isEqualTo(204);
        String older = caseId;
        assertThat(read("evelyn.stone", older).status()).isEqualTo(200);

        caseId = older + "-B";
        request.put("caseId", caseId).put("supersedes", older);
        request.putArray("audience").add("evelyn.stone").add("naomi.fry");
        drafting();
        until("approve-release");
        assertThat(read("evelyn.stone", older).status())
                .as("until the successor is released")
                .isEqualTo(200);
        assertThat(decided(RELEASE_OWNER, "approve-release", Map.of())).isEqualTo(204);

        Answer gone = read("evelyn.stone", older);
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.text()).contains(caseId);
        Answer ofTheOldAudience = read("omar.haddad", older);
        assertThat(ofTheOldAudience.status()).isEqualTo(410);
        assertThat(ofTheOldAudience.text()).doesNotContain(caseId);
        assertThat(read("naomi.fry", older).status()).isEqualTo(403);
        Doors.await("the older case is over", () -> Optional.of(doors.caseOf(RELEASE_OWNER, older))
                .filter(one -> one.path("outcome").asText().equals("superseded")));
    }

    @Test
    void refusesToSupersedeWhatIsNotThere() {
        request.put("supersedes", "DISC-NOT-THERE");
        Answer refused = doors.start(ARTIFACT_OWNER, FLOW, request);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("/supersedes");
    }

    @Test
    void asksAnewWhatIsKeptWhenTheCopyGoesStaleOnceMore() {
        drafting();
        until("approve-release");
        assertThat(decided(RELEASE_OWNER, "approve-release", Map.of())).isEqualTo(204);
        stated("contracts", "support.contract.changed", "2026-04-20T10:00:00Z", contract());
        String first = doors.awaitGate(RELEASE_OWNER, caseId, "review-released");

        stated(
                "contracts",
                "support.contract.changed",
                "2026-04-20T11:00:00Z",
                "{\"account\":\"NORTHWIND-EU\",\"reference\":\"C-2\"}");
        Answer late = doors.decide(RELEASE_OWNER, first, Map.of("decision", "keep"));
        assertThat(late.status()).as(late.text()).isEqualTo(409);
        String second = Doors.await("it is asked anew", () -> doors.openGate(RELEASE_OWNER, caseId, "review-released")
                .filter(task -> !task.equals(first)));
        assertThat(doors.decide(RELEASE_OWNER, first, Map.of("decision", "keep"))
                        .status())
                .as("the task was withdrawn")
                .isEqualTo(409);
        assertThat(doors.review(RELEASE_OWNER, second).path("staleBecause")).hasSize(2);
        assertThat(doors.decide(RELEASE_OWNER, second, Map.of("decision", "withdraw"))
                        .status())
                .as("without a reason")
                .isEqualTo(400);
        String acknowledge = doors.awaitGate(AUDITOR, caseId, "acknowledge-intake");
        assertThat(doors.decide(
                                RELEASE_OWNER,
                                second,
                                Map.of("decision", "withdraw", "reason", "the contract is another"))
                        .status())
                .isEqualTo(204);
        // the decision ends the lane with everything that is open at it, at once
        assertThat(doors.caseOf(AUDITOR, caseId).path("outcome").asText()).isEqualTo("withdrawn");
        assertThat(doors.caseOf(AUDITOR, caseId).path("openGates")).isEmpty();
        Answer gone = doors.decide("evelyn.stone", acknowledge, Map.of("decision", "accept"));
        assertThat(gone.status()).isIn(403, 409);
        assertThat(read("evelyn.stone", caseId).text()).contains("the contract is another");
    }

    // ---- on the way

    private static String contract() {
        return "{\"account\":\"NORTHWIND-EU\",\"reference\":\"C-1\"}";
    }

    private void drafting() {
        Answer started = doors.start(ARTIFACT_OWNER, FLOW, request);
        assertThat(started.status()).as(started.text()).isEqualTo(200);
        assertThat(decided(RELEASE_OWNER, "approve-charter", Map.of())).isEqualTo(204);
    }

    private void object() {
        ObjectNode objection = Doors.JSON
                .createObjectNode()
                .put("sectionId", "timeline")
                .put("severity", "residual")
                .put("statement", "Disputed for one region.");
        assertThat(doors.post(REVIEWER, packets("objections"), objection).status())
                .isEqualTo(201);
    }

    /** Everybody goes on until this gate is open. */
    private void until(String gate) {
        doors.awaitGate(AUDITOR, caseId, "maintain-draft");
        onTo(gate);
    }

    private void onTo(String gate) {
        List<String> way =
                List.of("maintain-draft", "review-revision", "accept-residual", "sign-manifest", "approve-release");
        for (String next : way) {
            if (next.equals(gate)) {
                break;
            }
            while (doors.openGate(AUDITOR, caseId, next).isPresent()) {
                JsonNode shown = review(next);
                Answer answer = doors.decide(assignee(next, shown), taskId(shown), onward(next, shown));
                assertThat(answer.status()).as(answer.text()).isEqualTo(204);
            }
        }
        doors.awaitGate(AUDITOR, caseId, gate);
    }

    private JsonNode review(String gate) {
        JsonNode open = open(gate);
        String reader = open.path("assignee").asText();
        return doors.review(
                reader.equals("null") ? AUDITOR : reader, open.path("taskId").asText());
    }

    private JsonNode open(String gate) {
        doors.awaitGate(AUDITOR, caseId, gate);
        return doors.caseOf(AUDITOR, caseId)
                .path("openGates")
                .valueStream()
                .filter(open -> open.path("gate").asText().equals(gate))
                .findFirst()
                .orElseThrow();
    }

    private static String taskId(JsonNode review) {
        return review.path("taskId").asText();
    }

    private String assignee(String gate, JsonNode review) {
        return doors.caseOf(AUDITOR, caseId)
                .path("openGates")
                .valueStream()
                .filter(open -> open.path("taskId").asText().equals(taskId(review)))
                .map(open -> open.path("assignee").asText())
                .findFirst()
                .orElse(
                        switch (gate) {
                            case "review-revision" -> TIMELINE_OWNER;
                            case "sign-manifest" -> ARTIFACT_OWNER;
                            default -> RELEASE_OWNER;
                        });
    }

    private static Map<String, String> onward(String gate, JsonNode review) {
        Map<String, String> sent = new HashMap<>();
        sent.put(
                "decision",
                switch (gate) {
                    case "approve-charter" -> "approve";
                    case "maintain-draft" -> "propose";
                    case "review-revision" -> "agree";
                    case "accept-residual" -> "accept";
                    case "sign-manifest" -> "sign";
                    default -> "release";
                });
        if (gate.equals("accept-residual")) {
            sent.put("accepted", "o-1");
        }
        for (String hash : List.of("sha256", "manifestSha256")) {
            if (review.hasNonNull(hash)) {
                sent.put(hash, review.path(hash).asText());
            }
        }
        return sent;
    }

    private int decided(String person, String gate, Map<String, String> more) {
        JsonNode shown = review(gate);
        Map<String, String> sent = onward(gate, shown);
        sent.putAll(more);
        return doors.decide(person, taskId(shown), sent).status();
    }

    private List<String> gates(String gate) {
        return doors.caseOf(AUDITOR, caseId)
                .path("openGates")
                .valueStream()
                .filter(open -> open.path("gate").asText().equals(gate))
                .map(open -> open.path("assignee").asText())
                .toList();
    }

    private String stateOf(int revision) {
        return doors.caseOf(AUDITOR, caseId)
                .path("revisions")
                .get(revision - 1)
                .path("state")
                .asText();
    }

    private Answer read(String person, String packetId) {
        return doors.get(person, "/api/lanes/" + LANE + "/packets/" + packetId);
    }

    private String packets(String path) {
        return "/api/packets/" + caseId + "/" + path;
    }

    private String stated(String source, String type, String time, String data) {
        ObjectNode event = Doors.JSON
                .createObjectNode()
                .put("specversion", "1.0")
                .put("id", "e" + ++events + "-" + run)
                .put("source", "urn:source:" + source)
                .put("type", type)
                .put("subject", caseId)
                .put("time", time);
        event.set("data", json(data));
        Answer answer = doors.state(event);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return answer.json().get(0).path("disposition").asText();
    }

    private void mirror(JsonNode record) {
        String register = record.path("register").asText();
        if (record.path("version").asInt() == 9) {
            return;
        }
        String account =
                switch (register) {
                    case "incident-timeline" -> "incident-tracker";
                    case "contracts" -> "contracts";
                    default -> "crm";
                };
        assertThat(doors.put(
                                account,
                                "/api/records/" + register + "/"
                                        + record.path("key").asText(),
                                record)
                        .status())
                .isEqualTo(201);
    }

    /** The document about records of this run's own. */
    private JsonNode own(JsonNode document) {
        return json(document.toString()
                .replace("INC-88213", "INC-" + run)
                .replace("CASE-551920", "CASE-" + run)
                .replace("NORTHWIND-EU-MSA", "MSA-" + run));
    }

    private static JsonNode json(String text) {
        try {
            return Doors.JSON.readTree(text);
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }
}
