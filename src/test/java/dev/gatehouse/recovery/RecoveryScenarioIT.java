package dev.gatehouse.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.bundle.Bundle;
import dev.gatehouse.testing.Doors;
import dev.gatehouse.testing.Doors.Answer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
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

/** The scenario of flow 5 as its notes have it, and what it must survive, through the doors that a user has. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class RecoveryScenarioIT {

    private static final String FLOW = "recovery-recommendation-release";
    private static final String LANE = "executive-customer-review-decision";
    private static final String PACKET_OWNER = "hugo.brandt";
    private static final String GOVERNANCE = "carla.voss";
    private static final String RELEASE_OWNER = "renata.lima";
    private static final String AUDITOR = "arno.weiss";
    private static final String CONFIRM = "confirm-governance";
    private static final String APPROVE = "approve-release";
    private static final String RESOLVE = "resolve-hold";

    @LocalServerPort
    private int port;

    @Autowired
    private HistoryService history;

    private Doors doors;
    private String run;
    private String caseId;
    private String record;
    private ObjectNode request;
    private int events;

    @BeforeEach
    void mirrorTheRecordThatTheScenarioCites() {
        doors = new Doors("http://127.0.0.1:" + port);
        run = UUID.randomUUID().toString().substring(0, 8);
        caseId = "REC-" + run;
        record = "INC-" + run;
        request = own(RecoveryScenario.bare());
        request.put("caseId", caseId);
        RecoveryScenario.hashed(request);
        assertThat(mirror(10, "2026-04-23T16:00:00Z").status()).isEqualTo(201);
    }

    // ---- the notes, step by step

    @Test
    void followsItsNotes(@TempDir Path folder) {
        // 1: started by the workspace; governance sees audience, expiry and all three blocked terms
        startByEvent();
        String first = doors.awaitGate(GOVERNANCE, caseId, CONFIRM);
        JsonNode review = doors.review(GOVERNANCE, first);
        assertThat(texts(review.path("manifest").path("audience")))
                .containsExactly("evelyn.stone", "omar.haddad", "naomi.fry");
        assertThat(review.path("manifest").path("validity").path("to").asText()).isEqualTo("2026-05-01T18:00:00Z");
        assertThat(review.path("manifest").path("blockedTerms")).hasSize(3);
        assertThat(review.path("manifest").path("releaseIsDecision").asBoolean(true))
                .isFalse();
        assertThat(review.path("manifest").path("drill").asBoolean()).isTrue();
        assertThat(review.path("boundary").asText()).contains("Release is not approval of a remedy");
        assertThat(review.path("packet")).isEqualTo(request.path("packet"));
        assertThat(review.path("sha256")).isEqualTo(request.path("sha256"));
        assertThat(review.path("optionSetSha256")).isEqualTo(request.path("optionSetSha256"));
        assertThat(decided(GOVERNANCE, first, "confirm")).isEqualTo(204);

        // 2: a revision during approval
        String gateOfFirst = doors.awaitGate(RELEASE_OWNER, caseId, APPROVE);
        JsonNode firstReview = doors.review(RELEASE_OWNER, gateOfFirst);
        ObjectNode second = revision(200000);
        assertThat(stated(revised(second, "2026-04-24T09:00:00Z"))).isEqualTo("accepted");
        String again = await(CONFIRM, 2);
        Answer late = doors.decide(RELEASE_OWNER, gateOfFirst, bound(firstReview, "release"));
        assertThat(late.status()).as(late.text()).isEqualTo(409);
        assertThat(doors.review(RELEASE_OWNER, gateOfFirst).path("state").asText())
                .isEqualTo("withdrawn");
        assertThat(doors.openGate(RELEASE_OWNER, caseId, APPROVE)).isEmpty();
        assertThat(state(1)).isEqualTo("SUPERSEDED");

        // 3: governance again, narrowed, governance again, released
        assertThat(decided(GOVERNANCE, again, "confirm")).isEqualTo(204);
        String approve = doors.awaitGate(RELEASE_OWNER, caseId, APPROVE);
        String wide =
                doors.review(RELEASE_OWNER, approve).path("manifestSha256").asText();
        assertThat(decided(
                        RELEASE_OWNER,
                        approve,
                        "narrow",
                        Map.of(
                                "audience",
                                "evelyn.stone, omar.haddad",
                                "reason",
                                "naomi.fry has no part in the decision")))
                .isEqualTo(204);
        String third = doors.awaitGate(GOVERNANCE, caseId, CONFIRM);
        JsonNode narrowed = doors.review(GOVERNANCE, third);
        assertThat(narrowed.path("manifestSha256").asText()).isNotEqualTo(wide);
        assertThat(narrowed.path("sha256")).isEqualTo(second.path("sha256"));
        assertThat(narrowed.path("causes").toString()).contains("narrowed").contains("revised");
        assertThat(decided(GOVERNANCE, third, "confirm")).isEqualTo(204);
        String last = doors.awaitGate(RELEASE_OWNER, caseId, APPROVE);
        String released =
                doors.review(RELEASE_OWNER, last).path("manifestSha256").asText();
        assertThat(decided(RELEASE_OWNER, last, "release")).isEqualTo(204);
        assertThat(state(2)).isEqualTo("RELEASED");

        Answer read = read("evelyn.stone");
        assertThat(read.status()).as(read.text()).isEqualTo(200);
        assertThat(read.json().path("packet")).isEqualTo(second.path("packet"));
        assertThat(read.json().path("sha256")).isEqualTo(second.path("sha256"));
        JsonNode manifest = payload(read.json().path("envelope"));
        assertThat(texts(manifest.path("audience"))).containsExactly("evelyn.stone", "omar.haddad");
        assertThat(manifest.path("signers").findValuesAsText("account")).containsExactly(GOVERNANCE, RELEASE_OWNER);
        assertThat(manifest.path("optionSetSha256")).isEqualTo(second.path("optionSetSha256"));
        assertThat(read("naomi.fry").status()).isEqualTo(403);

        // 4: forwarding outside, reading after the end
        assertThat(forward("omar.haddad", "naomi.fry").status()).isEqualTo(403);
        JsonNode attempts =
                doors.get(RELEASE_OWNER, lane() + "/attempts").json().path("attempts");
        assertThat(attempts.findValuesAsText("person")).containsExactly("naomi.fry", "omar.haddad");
        assertThat(stated(clock("2026-05-01T18:00:00Z"))).isEqualTo("accepted");
        assertThat(read("evelyn.stone").status()).isEqualTo(410);
        Doors.await("the case is over", () -> Optional.of(doors.caseOf(RELEASE_OWNER, caseId))
                .filter(one -> one.path("outcome").asText().equals("expired")));
        assertThat(state(2)).isEqualTo("EXPIRED");

        // 5: the same revision for another lane needs a case of its own
        request.put("lane", "executive-customer-review-intake");
        assertThat(start().status()).isEqualTo(400);
        assertThat(kinds())
                .contains("RELEASED", "READ", "READ_REFUSED", "FORWARD_REFUSED", "LANE_EXPIRED", "CASE_SEALED");
        assertThat(doors.get(AUDITOR, "/api/cases/" + caseId + "/ledger/verification")
                        .json()
                        .path("intact")
                        .asBoolean())
                .isTrue();
        assertThat(released).isEqualTo(released(manifest));
        Bundle.Told told = Bundle.of(doors, AUDITOR, caseId).verified(folder);
        assertThat(told.exitCode()).as(told.text()).isZero();
        assertThat(told.text()).contains("release: holds, revision 2").endsWith("HOLDS.\n");
    }

    // ---- starting

    @Test
    void refusesARequestWithoutHashesAndShowsWhatWouldBeRight() {
        String right = request.path("sha256").asText();
        request.remove("sha256");
        request.put("optionSetSha256", "0".repeat(64));

        Answer refused = start();

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains(right, "0".repeat(64), "/sha256", "/optionSetSha256");
        assertThat(doors.get(AUDITOR, "/api/cases/" + caseId).status()).isEqualTo(404);
    }

    @Test
    void refusesASecondStartAndLeavesTheFirst() {
        assertThat(start().status()).isEqualTo(200);
        assertThat(start().status()).isEqualTo(409);
        assertThat(doors.openGate(GOVERNANCE, caseId, CONFIRM)).isPresent();
    }

    @Test
    void isStartedByMessageAndByNobodyWhoMayNot() {
        ObjectNode body = Doors.JSON.createObjectNode();
        body.put("messageName", "recommendation-packet-ready").put("businessKey", caseId);
        body.putObject("processVariables")
                .putObject("request")
                .put("type", "Json")
                .put("value", request.toString());
        assertThat(doors.post("evelyn.stone", "/engine-rest/message", body).status())
                .isEqualTo(403);
        assertThat(doors.post("agent-chronology", "/engine-rest/message", body).status())
                .isEqualTo(403);
        assertThat(doors.post(PACKET_OWNER, "/engine-rest/message", body).status())
                .isEqualTo(204);
        assertThat(doors.openGate(GOVERNANCE, caseId, CONFIRM)).isPresent();
    }

    @Test
    void keepsNoContentInVariables() {
        start();
        assertThat(history.createHistoricVariableInstanceQuery()
                        .processInstanceId(history.createHistoricProcessInstanceQuery()
                                .processInstanceBusinessKey(caseId)
                                .singleResult()
                                .getId())
                        .list())
                .noneSatisfy(variable ->
                        assertThat(String.valueOf(variable.getValue())).contains("sign-in"));
    }

    // ---- binding

    @Test
    void takesADecisionOnlyWithAllThreeHashes() {
        start();
        everyHashIsNeeded(GOVERNANCE, CONFIRM, "confirm");
        assertThat(decided(GOVERNANCE, doors.awaitGate(GOVERNANCE, caseId, CONFIRM), "confirm"))
                .isEqualTo(204);
        everyHashIsNeeded(RELEASE_OWNER, APPROVE, "release");
    }

    private void everyHashIsNeeded(String person, String gate, String decision) {
        String task = doors.awaitGate(person, caseId, gate);
        Map<String, String> all = bound(doors.review(person, task), decision);
        for (String hash : List.of("sha256", "optionSetSha256", "manifestSha256")) {
            Map<String, String> without = new HashMap<>(all);
            without.remove(hash);
            assertThat(doors.decide(person, task, without).status())
                    .as("without " + hash)
                    .isEqualTo(400);
            Map<String, String> other = new HashMap<>(all);
            other.put(hash, "0".repeat(64));
            assertThat(doors.decide(person, task, other).status())
                    .as("another " + hash)
                    .isEqualTo(409);
        }
        for (String outsider : List.of(PACKET_OWNER, "victor.hale", "agent-chronology", "admin")) {
            assertThat(doors.decide(outsider, task, all).status()).as(outsider).isEqualTo(403);
        }
        Map<String, String> more = new HashMap<>(all);
        more.put("checkpointId", "x");
        assertThat(doors.decide(person, task, more).status()).isEqualTo(403);
    }

    @Test
    void releasesOnceHoweverManyDecideAtOnce() throws Exception {
        start();
        decided(GOVERNANCE, doors.awaitGate(GOVERNANCE, caseId, CONFIRM), "confirm");
        String task = doors.awaitGate(RELEASE_OWNER, caseId, APPROVE);
        Map<String, String> sent = bound(doors.review(RELEASE_OWNER, task), "release");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(() -> doors.decide(RELEASE_OWNER, task, sent).status());
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> one : threads.invokeAll(all)) {
                statuses.add(one.get());
            }
            assertThat(statuses).containsOnlyOnce(204).containsOnly(204, 409);
        } finally {
            threads.shutdownNow();
        }
        assertThat(kinds()).containsOnlyOnce("RELEASED");
    }

    @Test
    void refusesToWiden() {
        start();
        decided(GOVERNANCE, doors.awaitGate(GOVERNANCE, caseId, CONFIRM), "confirm");
        String task = doors.awaitGate(RELEASE_OWNER, caseId, APPROVE);
        for (Map<String, String> wish : List.of(
                Map.of("audience", "evelyn.stone, victor.hale"),
                Map.of("audience", ","),
                Map.of("validUntil", "2026-05-02T18:00:00Z"),
                Map.of("validUntil", "2026-04-24T07:00:00Z"),
                Map.of("validUntil", "tomorrow"),
                Map.<String, String>of())) {
            Map<String, String> sent = new HashMap<>(wish);
            sent.put("reason", "why not");
            assertThat(decided(RELEASE_OWNER, task, "narrow", sent))
                    .as(wish.toString())
                    .isEqualTo(400);
        }
        assertThat(decided(RELEASE_OWNER, task, "narrow", Map.of("validUntil", "2026-04-30T00:00:00Z")))
                .as("without a reason")
                .isEqualTo(400);
        assertThat(decided(
                        RELEASE_OWNER,
                        task,
                        "narrow",
                        Map.of("validUntil", "2026-04-30T00:00:00Z", "reason", "shorter")))
                .isEqualTo(204);
        JsonNode review = doors.review(GOVERNANCE, doors.awaitGate(GOVERNANCE, caseId, CONFIRM));
        assertThat(review.path("manifest").path("validity").path("to").asText()).isEqualTo("2026-04-30T00:00:00Z");
    }

    // ---- holds

    @Test
    void holdsWhatTheTablesJudgeAndTakesAnotherRevision() {
        ObjectNode option = (ObjectNode) request.path("packet").path("options").path(0);
        option.put("cap", 300000);
        ((ObjectNode) request.path("packet").path("options").path(1)).put("currency", "USD");
        RecoveryScenario.hashed(request);
        assertThat(start().status()).isEqualTo(200);

        String task = doors.awaitGate(PACKET_OWNER, caseId, RESOLVE);
        assertThat(doors.review(PACKET_OWNER, task).path("faults").findValuesAsText("code"))
                .containsExactly("CAP_ABOVE_BOUND", "OTHER_CURRENCY");
        assertThat(state(1)).isEqualTo("HELD");
        assertThat(decided(PACKET_OWNER, task, "supersede"))
                .as("without a revision")
                .isEqualTo(400);
        ObjectNode wrong = revision(200000).put("sha256", "0".repeat(64));
        assertThat(decided(PACKET_OWNER, task, "supersede", Map.of("revision", wrong.toString())))
                .isEqualTo(400);
        ObjectNode own = revision(200000).put("author", RELEASE_OWNER);
        assertThat(decided(PACKET_OWNER, task, "supersede", Map.of("revision", own.toString())))
                .isEqualTo(400);
        ObjectNode next = revision(200000);
        assertThat(decided(PACKET_OWNER, task, "supersede", Map.of("revision", next.toString())))
                .isEqualTo(204);

        JsonNode review = doors.review(GOVERNANCE, doors.awaitGate(GOVERNANCE, caseId, CONFIRM));
        assertThat(review.path("revision").asInt()).isEqualTo(2);
        assertThat(review.path("sha256")).isEqualTo(next.path("sha256"));
        assertThat(review.path("previousPacket")).isEqualTo(request.path("packet"));
        assertThat(history.createHistoricVariableInstanceQuery()
                        .variableName("revision")
                        .count())
                .isZero();
    }

    @Test
    void goesToTheHoldFromBothGatesAndBackByReaffirmation() {
        start();
        String confirm = doors.awaitGate(GOVERNANCE, caseId, CONFIRM);
        assertThat(decided(GOVERNANCE, confirm, "hold")).as("without a reason").isEqualTo(400);
        assertThat(decided(GOVERNANCE, confirm, "hold", Map.of("reason", "ask legal first")))
                .isEqualTo(204);
        String task = doors.awaitGate(PACKET_OWNER, caseId, RESOLVE);
        assertThat(doors.review(PACKET_OWNER, task)
                        .path("faults")
                        .path(0)
                        .path("text")
                        .asText())
                .contains("ask legal first", GOVERNANCE);
        assertThat(decided(PACKET_OWNER, task, "reaffirm", Map.of("reason", "legal agrees")))
                .isEqualTo(204);
        JsonNode again = doors.review(GOVERNANCE, doors.awaitGate(GOVERNANCE, caseId, CONFIRM));
        assertThat(again.path("revision").asInt()).isEqualTo(2);
        assertThat(again.path("sha256")).isEqualTo(request.path("sha256"));

        decided(GOVERNANCE, again.path("taskId").asText(), "confirm");
        assertThat(decided(
                        RELEASE_OWNER,
                        doors.awaitGate(RELEASE_OWNER, caseId, APPROVE),
                        "hold",
                        Map.of("reason", "not today")))
                .isEqualTo(204);
        assertThat(decided(
                        PACKET_OWNER,
                        doors.awaitGate(PACKET_OWNER, caseId, RESOLVE),
                        "withdraw",
                        Map.of("reason", "no longer wanted")))
                .isEqualTo(204);
        assertThat(doors.caseOf(PACKET_OWNER, caseId).path("outcome").asText()).isEqualTo("withdrawn");
        assertThat(stated(clock("2026-04-25T00:00:00Z"))).isEqualTo("refused");
    }

    @Test
    void takesTheWorkspacesRevisionWhileAHoldIsOpen() {
        start();
        decided(GOVERNANCE, doors.awaitGate(GOVERNANCE, caseId, CONFIRM), "hold", Map.of("reason", "too dear"));
        String held = doors.awaitGate(PACKET_OWNER, caseId, RESOLVE);
        assertThat(stated(revised(revision(100000), "2026-04-24T09:00:00Z"))).isEqualTo("accepted");
        assertThat(doors.review(GOVERNANCE, await(CONFIRM, 2)).path("revision").asInt())
                .isEqualTo(2);
        assertThat(decided(PACKET_OWNER, held, "withdraw", Map.of("reason", "late")))
                .isEqualTo(409);
    }

    // ---- what arrives while a gate is open

    @Test
    void holdsWhenCitedEvidenceChangesAndNotWhenOtherEvidenceDoes() {
        start();
        String confirm = doors.awaitGate(GOVERNANCE, caseId, CONFIRM);
        assertThat(stated(event(
                        "crm",
                        "support.evidence.changed",
                        "2026-04-24T07:30:00Z",
                        "{\"register\":\"cases\",\"key\":\"C-1\",\"version\":4}")))
                .isEqualTo("accepted");
        assertThat(stated(event("crm", "support.evidence.changed", "2026-04-24T07:30:00Z", evidence(11))))
                .as("a register that is not its own")
                .isEqualTo("refused");
        assertThat(stated(event("incident-tracker", "support.evidence.changed", "2026-04-24T07:40:00Z", evidence(10))))
                .as("what the packet rests on already")
                .isEqualTo("accepted");
        sleep();
        assertThat(doors.review(GOVERNANCE, confirm).path("state").asText()).isEqualTo("open");

        assertThat(stated(event("incident-tracker", "support.evidence.changed", "2026-04-24T07:45:00Z", evidence(11))))
                .isEqualTo("accepted");
        JsonNode held = doors.review(PACKET_OWNER, doors.awaitGate(PACKET_OWNER, caseId, RESOLVE));
        assertThat(held.path("faults").findValuesAsText("code")).containsExactly("FACTS_CHANGED");
        assertThat(held.path("causes").toString()).contains("support.evidence.changed");
        assertThat(state(1)).isEqualTo("HELD");
        Answer late = doors.decide(GOVERNANCE, confirm, Map.of("decision", "confirm"));
        assertThat(late.status()).isEqualTo(409);
    }

    @Test
    void letsASourceRaiseWhatTheTableHoldsToBeImmaterial() {
        start();
        doors.awaitGate(GOVERNANCE, caseId, CONFIRM);
        assertThat(stated(event(
                        "crm",
                        "support.evidence.changed",
                        "2026-04-24T07:30:00Z",
                        "{\"register\":\"cases\",\"key\":\"C-1\",\"version\":4,\"material\":true}")))
                .isEqualTo("accepted");
        doors.awaitGate(PACKET_OWNER, caseId, RESOLVE);
    }

    @Test
    void holdsWhenANewerVersionOfACitedRecordIsMirrored() {
        start();
        doors.awaitGate(GOVERNANCE, caseId, CONFIRM);
        assertThat(mirror(11, "2026-04-24T07:10:00Z").status()).isEqualTo(201);
        JsonNode held = doors.review(PACKET_OWNER, doors.awaitGate(PACKET_OWNER, caseId, RESOLVE));
        assertThat(held.path("faults").path(0).path("text").asText()).contains("version 11", "version 10");
    }

    @Test
    void holdsWhenTheAccountsContractChanges() {
        start();
        doors.awaitGate(GOVERNANCE, caseId, CONFIRM);
        String other = "{\"account\":\"SOUTHWIND\",\"reference\":\"C-2\"}";
        assertThat(stated(event("contracts", "support.contract.changed", "2026-04-24T07:30:00Z", other)))
                .isEqualTo("accepted");
        sleep();
        assertThat(doors.openGate(GOVERNANCE, caseId, CONFIRM)).isPresent();
        String own = "{\"account\":\"NORTHWIND-EU\",\"reference\":\"C-1\"}";
        assertThat(stated(event("contracts", "support.contract.changed", "2026-04-24T07:31:00Z", own)))
                .isEqualTo("accepted");
        doors.awaitGate(PACKET_OWNER, caseId, RESOLVE);
    }

    @Test
    void makesANewManifestForAnotherAudienceAndRefusesAnotherLane() {
        start();
        JsonNode before = doors.review(GOVERNANCE, doors.awaitGate(GOVERNANCE, caseId, CONFIRM));
        assertThat(stated(audience("executive-customer-review-intake", "2026-04-24T07:20:00Z")))
                .isEqualTo("refused");
        assertThat(stated(audience(LANE, "2026-04-24T07:30:00Z"))).isEqualTo("accepted");
        JsonNode after = Doors.await("another manifest", () -> doors.openGate(GOVERNANCE, caseId, CONFIRM)
                .map(task -> doors.review(GOVERNANCE, task))
                .filter(review -> !review.path("manifestSha256").equals(before.path("manifestSha256"))));
        assertThat(after.path("sha256")).isEqualTo(before.path("sha256"));
        assertThat(after.path("revision").asInt()).isEqualTo(1);
        assertThat(texts(after.path("manifest").path("audience"))).containsExactly("evelyn.stone");
    }

    @Test
    void neverTakesASupersededHashBackByEvent() {
        start();
        doors.awaitGate(GOVERNANCE, caseId, CONFIRM);
        assertThat(stated(revised(revision(200000), "2026-04-24T07:30:00Z"))).isEqualTo("accepted");
        await(CONFIRM, 2);
        assertThat(stated(revised(revision(240000), "2026-04-24T07:40:00Z"))).isEqualTo("refused");
        assertThat(stated(revised(revision(150000).put("author", RELEASE_OWNER), "2026-04-24T07:45:00Z")))
                .isEqualTo("refused");
        assertThat(stated(revised(revision(190000), "2026-04-24T07:20:00Z")))
                .as("about an earlier moment")
                .isEqualTo("accepted");
        sleep();
        assertThat(doors.caseOf(GOVERNANCE, caseId)
                        .path("candidate")
                        .path("revision")
                        .asInt())
                .isEqualTo(2);
        ObjectNode broken = revised(revision(180000).put("sha256", "0".repeat(64)), "2026-04-24T07:50:00Z");
        assertThat(doors.state(broken).status()).isEqualTo(400);
    }

    @Test
    void holdsEvidenceThatTurnsStaleAndExpiresWithAGateOpen() {
        start();
        doors.awaitGate(GOVERNANCE, caseId, CONFIRM);
        assertThat(stated(clock("2026-04-25T16:00:00Z"))).isEqualTo("accepted");
        sleep();
        assertThat(doors.openGate(GOVERNANCE, caseId, CONFIRM))
                .as("exactly two days old")
                .isPresent();
        assertThat(stated(clock("2026-04-25T16:00:01Z"))).isEqualTo("accepted");
        JsonNode held = doors.review(PACKET_OWNER, doors.awaitGate(PACKET_OWNER, caseId, RESOLVE));
        assertThat(held.path("faults").findValuesAsText("code")).containsExactly("EVIDENCE_STALE");
    }

    @Test
    void expiresWithAGateOpen() {
        ((ObjectNode) request.path("validity")).put("to", "2026-04-24T20:00:00Z");
        start();
        decided(GOVERNANCE, doors.awaitGate(GOVERNANCE, caseId, CONFIRM), "confirm");
        doors.awaitGate(RELEASE_OWNER, caseId, APPROVE);
        assertThat(stated(clock("2026-04-24T20:00:00Z"))).isEqualTo("accepted");
        JsonNode held = doors.review(PACKET_OWNER, doors.awaitGate(PACKET_OWNER, caseId, RESOLVE));
        assertThat(held.path("faults").findValuesAsText("code")).contains("WINDOW_OVER");
        assertThat(state(1)).isEqualTo("EXPIRED");
    }

    @Test
    void letsNoClockBeStatedForALiveCase() {
        request.put("rehearsal", false);
        ((ObjectNode) request.path("validity"))
                .put("from", "2026-04-24T08:00:00Z")
                .put("to", "2099-01-01T00:00:00Z");
        assertThat(start().status()).isEqualTo(200);
        doors.awaitGate(PACKET_OWNER, caseId, RESOLVE);
        assertThat(stated(clock("2026-04-24T09:00:00Z"))).isEqualTo("refused");
    }

    @Test
    void expiresALiveCaseByTheClockAlone() {
        live(6);
        assertThat(start().status()).isEqualTo(200);
        doors.awaitGate(GOVERNANCE, caseId, CONFIRM);
        doors.awaitGate(PACKET_OWNER, caseId, RESOLVE);
        assertThat(state(1)).isEqualTo("EXPIRED");
    }

    @Test
    void takesWhatWasStatedOfALiveCaseBeforeItsStartHasArrived() {
        live(600);
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        ObjectNode start = event(
                "recommendation-workspace",
                "support.recommendation.ready",
                now.minusSeconds(120).toString(),
                "{}");
        start.set("data", request);
        assertThat(stated(start)).isEqualTo("accepted");
        doors.awaitGate(GOVERNANCE, caseId, CONFIRM);
        assertThat(stated(audience(LANE, now.minusSeconds(60).toString()))).isEqualTo("accepted");
        Doors.await("another audience", () -> doors.openGate(GOVERNANCE, caseId, CONFIRM)
                .map(task ->
                        texts(doors.review(GOVERNANCE, task).path("manifest").path("audience")))
                .filter(List.of("evelyn.stone")::equals));
    }

    @Test
    void takesWhatIsStatedInTheSecondInWhichALiveCaseWasStarted() {
        live(600);
        assertThat(start().status()).isEqualTo(200);
        doors.awaitGate(GOVERNANCE, caseId, CONFIRM);
        Instant opened =
                Instant.parse(doors.caseOf(GOVERNANCE, caseId).path("openedAt").asText());
        assertThat(stated(audience(LANE, opened.truncatedTo(ChronoUnit.SECONDS).toString())))
                .isEqualTo("accepted");
        Doors.await("another audience", () -> doors.openGate(GOVERNANCE, caseId, CONFIRM)
                .map(task ->
                        texts(doors.review(GOVERNANCE, task).path("manifest").path("audience")))
                .filter(List.of("evelyn.stone")::equals));
    }

    @Test
    void endsALiveReleaseByTheClockAlone() {
        live(15);
        release();
        assertThat(read("evelyn.stone").status()).isEqualTo(200);
        Doors.await("the case is over", () -> Optional.of(doors.caseOf(RELEASE_OWNER, caseId))
                .filter(one -> one.path("outcome").asText().equals("expired")));
        assertThat(read("evelyn.stone").status()).isEqualTo(410);
        assertThat(read("hugo.brandt").status()).isEqualTo(403);
    }

    /** Makes the request a live one whose window ends in some seconds, on evidence of an hour ago. */
    private void live(int seconds) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String published = now.minusSeconds(3600).toString();
        assertThat(mirror(11, published).status()).isEqualTo(201);
        request.put("rehearsal", false).remove("declaredAt");
        ((ObjectNode) request.path("validity"))
                .put("from", now.minusSeconds(60).toString())
                .put("to", now.plusSeconds(seconds).toString());
        ((ObjectNode) request.path("packet").path("evidence").path(0))
                .put("version", 11)
                .put("asOf", published);
        RecoveryScenario.hashed(request);
    }

    @Test
    void supersedesWhatAChangedTableWouldJudgeOtherwise() {
        start();
        doors.awaitGate(GOVERNANCE, caseId, CONFIRM);
        String bounds = Doors.policy("option-bounds");
        doors.putInForce("option-bounds", bounds.replace("<text>200000</text>", "<text>100000</text>"));
        try {
            JsonNode held = doors.review(PACKET_OWNER, doors.awaitGate(PACKET_OWNER, caseId, RESOLVE));
            assertThat(held.path("faults").findValuesAsText("code")).containsExactly("CAP_ABOVE_BOUND");
        } finally {
            doors.putInForce("option-bounds", bounds);
        }
    }

    @Test
    void countsItsFigures() {
        release();
        JsonNode figures = doors.get(AUDITOR, "/api/evaluation?flow=" + FLOW + "&includeDrills=true")
                .json();
        assertThat(figures.toString()).contains("releasedExactlyAndNeverCorrected");
    }

    // ---- at the lane

    @Test
    void asksTheAudienceToAcknowledgeAndTellsTheReleaseOwnerOfABounce() {
        release();
        assertThat(stated(clock("2026-04-24T08:00:00Z"))).isEqualTo("accepted");
        String evelyn = taskOf("evelyn.stone", "acknowledge-intake");
        JsonNode review = doors.review("evelyn.stone", evelyn);
        assertThat(review.has("packet")).isFalse();
        assertThat(doors.get("evelyn.stone", review.path("packetAt").asText()).status())
                .isEqualTo(200);
        assertThat(doors.get("omar.haddad", "/api/tasks/" + evelyn + "/review").status())
                .isEqualTo(403);
        assertThat(doors.decide("evelyn.stone", evelyn, Map.of("decision", "accept"))
                        .status())
                .isEqualTo(204);

        String omar = taskOf("omar.haddad", "acknowledge-intake");
        assertThat(doors.decide("omar.haddad", omar, Map.of("decision", "bounce", "reason", "x"))
                        .status())
                .as("without a kind")
                .isEqualTo(400);
        assertThat(doors.decide(
                                "omar.haddad",
                                omar,
                                Map.of("decision", "bounce", "kind", "stale-evidence", "reason", "seat count"))
                        .status())
                .isEqualTo(204);
        assertThat(doors.get(RELEASE_OWNER, "/api/notices").text()).contains("bounced");
        String naomi = taskOf("naomi.fry", "acknowledge-intake");
        assertThat(doors.decide("naomi.fry", naomi, Map.of("decision", "accept"))
                        .status())
                .isEqualTo(204);
        assertThat(doors.review(RELEASE_OWNER, taskOf(RELEASE_OWNER, "watch-lane"))
                        .path("acknowledgements")
                        .findValuesAsText("decision"))
                .containsExactly("accept", "bounce", "accept");
    }

    @Test
    void opensTheWindowAtItsFirstMoment() {
        release();
        Answer early = read("evelyn.stone");
        assertThat(early.status()).isEqualTo(403);
        assertThat(early.json().path("detail").asText()).contains("2026-04-24 08:00 UTC");
        assertThat(early.json().path("facts").path("validFrom").asText()).isEqualTo("2026-04-24T08:00:00Z");
        assertThat(stated(clock("2026-04-24T08:00:00Z"))).isEqualTo("accepted");
        assertThat(read("evelyn.stone").status()).isEqualTo(200);
    }

    @Test
    void showsTheReleaseOwnerEveryBlockedAttempt() {
        release();
        stated(clock("2026-04-24T08:00:00Z"));
        String watch = taskOf(RELEASE_OWNER, "watch-lane");
        assertThat(read("victor.hale").status()).isEqualTo(403);
        assertThat(doors.review(RELEASE_OWNER, watch).path("attempts").findValuesAsText("person"))
                .containsExactly("victor.hale");
        assertThat(doors.decide(RELEASE_OWNER, watch, Map.of("decision", "noted"))
                        .status())
                .isEqualTo(204);
        sleep();
        assertThat(doors.openGate(RELEASE_OWNER, caseId, "watch-lane")).isEmpty();
        assertThat(forward("evelyn.stone", "victor.hale").status()).isEqualTo(403);
        String again = taskOf(RELEASE_OWNER, "watch-lane");
        assertThat(doors.review(RELEASE_OWNER, again).path("attempts")).hasSize(2);
        assertThat(forward("evelyn.stone", "omar.haddad").status()).isEqualTo(201);
    }

    @Test
    void marksTheCopyStaleAndLetsItsOwnerWithdrawIt() {
        release();
        stated(clock("2026-04-24T08:00:00Z"));
        assertThat(mirror(11, "2026-04-24T07:10:00Z").status()).isEqualTo(201);
        String task = taskOf(RELEASE_OWNER, "review-released");
        assertThat(doors.review(RELEASE_OWNER, task)
                        .path("staleBecause")
                        .path(0)
                        .asText())
                .contains("version 11");
        assertThat(read("evelyn.stone").json().path("stale").asBoolean()).isTrue();
        assertThat(doors.decide(RELEASE_OWNER, task, Map.of("decision", "keep")).status())
                .isEqualTo(204);

        assertThat(stated(event(
                        "contracts",
                        "support.contract.changed",
                        "2026-04-24T09:00:00Z",
                        "{\"account\":\"NORTHWIND-EU\",\"reference\":\"C-1\"}")))
                .isEqualTo("accepted");
        String second = taskOf(RELEASE_OWNER, "review-released");
        assertThat(doors.decide(RELEASE_OWNER, second, Map.of("decision", "withdraw", "reason", "the contract changed"))
                        .status())
                .isEqualTo(204);
        Answer gone = read("evelyn.stone");
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.text()).contains("the contract changed");
        Doors.await("the case is over", () -> Optional.of(doors.caseOf(RELEASE_OWNER, caseId))
                .filter(one -> one.path("outcome").asText().equals("withdrawn")));
        assertThat(state(1)).isEqualTo("WITHDRAWN");
    }

    @Test
    void putsAnOlderReleaseOutOfForce() {
        release();
        stated(clock("2026-04-24T08:00:00Z"));
        String older = caseId;
        caseId = older + "-B";
        request.put("caseId", caseId).put("supersedes", older).put("declaredAt", "2026-04-24T08:00:00Z");
        release();
        Answer gone = doors.get("evelyn.stone", "/api/lanes/" + LANE + "/packets/" + older);
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.text()).contains(caseId);
        assertThat(read("evelyn.stone").status()).isEqualTo(200);
        Doors.await("the older case is over", () -> Optional.of(doors.caseOf(RELEASE_OWNER, older))
                .filter(one -> one.path("outcome").asText().equals("superseded")));
    }

    @Test
    void withdrawsAtTheDoorWithTheHashOfWhatTheLaneHas() {
        release();
        // the sentence that withdraws the tasks is longer than the longest reason
        ObjectNode body = Doors.JSON
                .createObjectNode()
                .put("reason", "sent too early ".repeat(266))
                .put("sha256", "0".repeat(64));
        assertThat(doors.post(GOVERNANCE, lane() + "/withdrawal", body).status())
                .isEqualTo(403);
        assertThat(doors.post(RELEASE_OWNER, lane() + "/withdrawal", body).status())
                .isEqualTo(409);
        body.set("sha256", request.path("sha256"));
        assertThat(doors.post(RELEASE_OWNER, lane() + "/withdrawal", body).status())
                .isEqualTo(200);
        String watch = doors.openGate(RELEASE_OWNER, caseId, "watch-lane").orElse("");
        Doors.await("the case is over", () -> Optional.of(doors.caseOf(RELEASE_OWNER, caseId))
                .filter(one -> one.path("outcome").asText().equals("withdrawn")));
        for (String person : List.of("evelyn.stone", RELEASE_OWNER)) {
            assertThat(doors.get(person, "/api/notices").text())
                    .contains("Case " + caseId + ": its packet is withdrawn")
                    .doesNotContain("sent too early");
        }
        if (!watch.isEmpty()) {
            assertThat(doors.decide(RELEASE_OWNER, watch, Map.of("decision", "noted"))
                            .status())
                    .isEqualTo(409);
        }
    }

    // ---- what the steps are made of

    private void release() {
        Answer started = start();
        assertThat(started.status()).as(started.text()).isEqualTo(200);
        assertThat(decided(GOVERNANCE, doors.awaitGate(GOVERNANCE, caseId, CONFIRM), "confirm"))
                .isEqualTo(204);
        String task = doors.awaitGate(RELEASE_OWNER, caseId, APPROVE);
        Answer released = doors.decide(RELEASE_OWNER, task, bound(doors.review(RELEASE_OWNER, task), "release"));
        assertThat(released.status()).as(released.text()).isEqualTo(204);
    }

    private Answer start() {
        return doors.start(PACKET_OWNER, FLOW, request);
    }

    private void startByEvent() {
        ObjectNode start =
                event("recommendation-workspace", "support.recommendation.ready", "2026-04-24T07:00:00Z", "{}");
        start.set("data", request);
        assertThat(stated(start)).isEqualTo("accepted");
    }

    private Answer mirror(int version, String publishedAt) {
        ObjectNode sent = Doors.JSON.createObjectNode();
        sent.put("version", version).put("status", "APPROVED").put("publishedAt", publishedAt);
        sent.set("content", RecoveryScenario.document("records.json").path(0).path("content"));
        return doors.put("incident-tracker", "/api/records/incident-timeline/" + record, sent);
    }

    private ObjectNode own(ObjectNode document) {
        try {
            return (ObjectNode) Doors.JSON.readTree(document.toString().replace("INC-88213", record));
        } catch (com.fasterxml.jackson.core.JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private ObjectNode revision(int cap) {
        return RecoveryScenario.hashed(own(RecoveryScenario.revision(cap)));
    }

    private ObjectNode revised(ObjectNode revision, String time) {
        ObjectNode event = event("recommendation-workspace", "support.recommendation.revised", time, "{}");
        event.set("data", revision);
        return event;
    }

    private ObjectNode audience(String lane, String time) {
        return event(
                "governance",
                "support.audience.changed",
                time,
                "{\"lane\":\"" + lane + "\",\"audience\":[\"evelyn.stone\"]}");
    }

    private ObjectNode clock(String time) {
        return event("bridge-chat", "support.clock.advanced", time, "{}");
    }

    private String evidence(int version) {
        return "{\"register\":\"incident-timeline\",\"key\":\"" + record + "\",\"version\":" + version + "}";
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
        } catch (com.fasterxml.jackson.core.JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
        return event;
    }

    /** The disposition that an event gets. */
    private String stated(ObjectNode event) {
        Answer answer = doors.state(event);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return answer.json().path(0).path("disposition").asText();
    }

    private static Map<String, String> bound(JsonNode review, String decision) {
        Map<String, String> sent = new HashMap<>();
        sent.put("decision", decision);
        for (String hash : List.of("sha256", "optionSetSha256", "manifestSha256")) {
            if (review.hasNonNull(hash)) {
                sent.put(hash, review.path(hash).asText());
            }
        }
        return sent;
    }

    private int decided(String person, String task, String decision) {
        return decided(person, task, decision, Map.of());
    }

    private int decided(String person, String task, String decision, Map<String, String> more) {
        Map<String, String> sent = new HashMap<>(bound(doors.review(person, task), decision));
        if (doors.review(person, task).path("gate").asText().equals(RESOLVE)) {
            sent.keySet().retainAll(List.of("decision", "sha256"));
        }
        sent.putAll(more);
        return doors.decide(person, task, sent).status();
    }

    private String await(String gate, int revision) {
        return Doors.await(
                caseId + " waits at " + gate + " with revision " + revision, () -> doors.caseOf(AUDITOR, caseId)
                        .path("openGates")
                        .valueStream()
                        .filter(open -> open.path("gate").asText().equals(gate)
                                && open.path("revision").asInt() == revision)
                        .map(open -> open.path("taskId").asText())
                        .findFirst());
    }

    private String taskOf(String person, String gate) {
        return Doors.await(person + " has " + gate, () -> doors.caseOf(AUDITOR, caseId)
                .path("openGates")
                .valueStream()
                .filter(open -> open.path("gate").asText().equals(gate)
                        && open.path("assignee").asText().equals(person))
                .map(open -> open.path("taskId").asText())
                .findFirst());
    }

    private String state(int revision) {
        return doors.caseOf(AUDITOR, caseId)
                .path("revisions")
                .path(revision - 1)
                .path("state")
                .asText();
    }

    private String lane() {
        return "/api/lanes/" + LANE + "/packets/" + caseId;
    }

    private Answer read(String person) {
        return doors.get(person, lane());
    }

    private Answer forward(String from, String to) {
        ObjectNode body = Doors.JSON.createObjectNode();
        body.putArray("to").add(to);
        return doors.post(from, lane() + "/forwards", body);
    }

    private List<String> kinds() {
        return doors.get(AUDITOR, "/api/cases/" + caseId + "/ledger").json().findValuesAsText("kind");
    }

    private static JsonNode payload(JsonNode envelope) {
        try {
            return Doors.JSON.readTree(
                    Base64.getDecoder().decode(envelope.path("payload").asText()));
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }

    /** What governance and release owner were shown as the manifest's hash. */
    private static String released(JsonNode manifest) {
        ObjectNode unsigned = manifest.deepCopy();
        unsigned.remove("signers");
        return dev.gatehouse.packet.Sha256.hex(dev.gatehouse.packet.CanonicalJson.bytes(unsigned));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    /** Longer than a case waits before it takes up what has arrived. */
    private static void sleep() {
        try {
            Thread.sleep(1500);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
