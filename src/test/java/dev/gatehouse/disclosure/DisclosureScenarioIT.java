package dev.gatehouse.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.bundle.Bundle;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.Sha256;
import dev.gatehouse.packet.verify.VerifyPacket;
import dev.gatehouse.testing.Doors;
import dev.gatehouse.testing.Doors.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** The scenario of flow 2 as its steps have it, and what it must survive, through the doors that a user has. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class DisclosureScenarioIT {

    private static final String FLOW = "disclosure-packet-release";
    private static final String LANE = "executive-customer-review-intake";
    private static final String RELEASE_OWNER = "renata.lima";
    private static final String ARTIFACT_OWNER = "paul.meyer";
    private static final String TIMELINE_OWNER = "iris.cole";
    private static final String REVIEWER = "colin.reyes";
    private static final String AGENT = "agent-chronology";
    private static final String AUDITOR = "arno.weiss";
    private static final String OLD = "03:40 UTC mitigation applied";
    private static final String NEW = "03:52 UTC mitigation applied";

    @LocalServerPort
    private int port;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private HistoryService history;

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
        request = own(DisclosureScenario.request());
        request.put("caseId", caseId);
        own(DisclosureScenario.records()).forEach(record -> {
            if (record.path("version").asInt() != 9) {
                assertThat(mirror(record).status()).isEqualTo(201);
            }
        });
    }

    // ---- the steps

    @Test
    void followsItsSteps(@TempDir Path folder) throws IOException {
        // 1: the charter
        assertThat(start().status()).isEqualTo(200);
        String charter = doors.awaitGate(RELEASE_OWNER, caseId, "approve-charter");
        assertThat(doors.review(RELEASE_OWNER, charter).path("faults")).isEmpty();
        assertThat(decided(RELEASE_OWNER, charter, "approve")).isEqualTo(204);
        assertThat(gates("maintain-draft")).containsExactly(ARTIFACT_OWNER);
        assertThat(gates("maintain-section")).containsExactlyInAnyOrder(TIMELINE_OWNER, ARTIFACT_OWNER, RELEASE_OWNER);

        // 2: the agent suggests with a citation, the section's owner accepts
        JsonNode first = suggested(suggestion("timeline", 1, text("timeline").replace(OLD, NEW), 8));
        assertThat(first.path("flags")).isEmpty();
        Answer accepted = decide(TIMELINE_OWNER, first, "accept", null, null);
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(200);
        assertThat(accepted.json().path("revision").asInt()).isEqualTo(2);

        // 3: text that commits is flagged with the words that did it, and rejected as out of bounds
        JsonNode drift = suggested(suggestion("mitigation", 2, "We will credit the affected months.", null));
        assertThat(texts(drift.path("flags"))).containsExactly("we will credit");
        assertThat(decide(ARTIFACT_OWNER, drift, "accept", null, null).status()).isEqualTo(400);
        assertThat(decide(ARTIFACT_OWNER, drift, "reject", "out-of-bounds", "No credits here.")
                        .status())
                .isEqualTo(200);

        // 4: a residual objection
        Answer raised =
                object(REVIEWER, "residual-issues", "residual", "The restoration claim is disputed for one region.");
        assertThat(raised.status()).as(raised.text()).isEqualTo(201);
        String objection = raised.json().path("objectionId").asText();

        // 5 and 6: proposed, reviewed, accepted by name, signed
        JsonNode second = signedCandidate(objection);
        assertThat(second.path("revision").asInt()).isEqualTo(2);
        assertThat(second.path("manifest").path("acceptedResiduals").findValuesAsText("objectionId"))
                .containsExactly(objection);
        assertThat(second.path("manifest").path("blockedTerms").findValuesAsText("term"))
                .containsExactly("we will credit");
        assertThat(second.path("manifest").path("releaseIsDecision").asBoolean(true))
                .isFalse();
        JsonNode packetOfTwo = released(second);

        // 7: evidence changes while the release is open
        String open = second.path("taskId").asText();
        mirror(own(DisclosureScenario.records()).get(2));
        assertThat(stated(event(
                        "incident-tracker",
                        "support.evidence.changed",
                        "2026-04-20T12:05:00Z",
                        "{\"register\":\"incident-timeline\",\"key\":\"INC-" + run + "\",\"version\":9}")))
                .isEqualTo("accepted");
        String draft = doors.awaitGate(ARTIFACT_OWNER, caseId, "maintain-draft");
        assertThat(gates("approve-release")).isEmpty();
        Answer late = doors.decide(RELEASE_OWNER, open, bound(second, "release"));
        assertThat(late.status()).as(late.text()).isEqualTo(409);
        assertThat(late.text()).contains("INC-" + run);
        JsonNode reopened = doors.review(ARTIFACT_OWNER, draft);
        assertThat(reopened.path("causes").toString()).contains("has changed to version 9");
        assertThat(reopened.path("revision").asInt()).isEqualTo(3);
        assertThat(stateOf(2)).isEqualTo("SUPERSEDED");

        // 8: the refreshed timeline is revision 4, and goes all the way
        JsonNode refreshed = suggested(suggestion(
                "timeline",
                3,
                text("timeline").replace(OLD, NEW) + "\n- 06:10 UTC second wave of refresh-token errors in eu-2",
                9));
        assertThat(decide(TIMELINE_OWNER, refreshed, "accept", null, null)
                        .json()
                        .path("revision")
                        .asInt())
                .isEqualTo(4);
        JsonNode fourth = signedCandidate(objection);
        assertThat(decided(RELEASE_OWNER, fourth.path("taskId").asText(), "release"))
                .isEqualTo(204);
        assertThat(stateOf(4)).isEqualTo("RELEASED");
        Answer read = read("evelyn.stone");
        assertThat(read.status()).as(read.text()).isEqualTo(200);
        assertThat(read("omar.haddad").status()).isEqualTo(200);
        JsonNode packet = read.json().path("packet");
        assertThat(packet.path("sections").findValuesAsText("sectionId")).doesNotContain("contract-caveats");
        assertThat(packet.toString()).doesNotContain("9.2").contains("disputed for one region");
        String sha256 = fourth.path("sha256").asText();
        assertThat(Sha256.hex(CanonicalJson.bytes(packet))).isEqualTo(sha256);
        assertThat(read.json().path("sha256").asText()).isEqualTo(sha256);
        assertThat(doors.caseOf(AUDITOR, caseId)
                        .path("authoritativeRevision")
                        .path("sha256")
                        .asText())
                .isEqualTo(sha256);
        for (String outsider : List.of(REVIEWER, ARTIFACT_OWNER, "naomi.fry", AGENT, AUDITOR)) {
            assertThat(read(outsider).status()).as(outsider).isEqualTo(403);
        }
        assertThat(forward(REVIEWER, "customer@example.org").status()).isIn(400, 403);
        assertThat(kinds()).contains("FORWARD_REFUSED");

        // 9: verified offline
        JsonNode manifest = read.json().path("envelope");
        JsonNode keys = doors.get(AUDITOR, "/api/keys").json();
        assertThat(verified(folder, manifest, packet, keys)).isZero();
        assertThat(verified(folder, manifest, packetOfTwo, keys)).isEqualTo(10);
        assertThat(verified(
                        folder, manifest, Doors.JSON.readTree(packet.toString().replace("03:52", "03:53")), keys))
                .isEqualTo(10);

        // 10: acknowledged and bounced
        assertThat(decided("evelyn.stone", taskOf("evelyn.stone", "acknowledge-intake"), "accept"))
                .isEqualTo(204);
        assertThat(decided(
                        "omar.haddad",
                        taskOf("omar.haddad", "acknowledge-intake"),
                        "bounce",
                        Map.of("kind", "stale-evidence", "reason", "The second wave is not over.")))
                .isEqualTo(204);
        JsonNode figures = doors.get(AUDITOR, "/api/evaluation?flow=" + FLOW + "&includeDrills=true")
                .json();
        assertThat(figures.toString()).contains("stale-evidence").contains("out-of-bounds");
        Answer verification = doors.get(AUDITOR, "/api/cases/" + caseId + "/ledger/verification");
        assertThat(verification.json().path("intact").asBoolean())
                .as(verification.text())
                .isTrue();
        assertThat(suggest(AGENT, suggestion("timeline", 4, "late", null)).status())
                .as("a suggestion to a released packet")
                .isEqualTo(409);
        Bundle bundle = Bundle.of(doors, AUDITOR, caseId);
        Bundle.Told told = bundle.verified(folder);
        assertThat(told.exitCode()).as(told.text()).isZero();
        assertThat(told.text()).endsWith("HOLDS.\n");
        assertThat(Sha256.hex(bundle.text("released/packet.json").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(sha256);
        assertThat(bundle.text()).as("the annex text").doesNotContain(text("contract-caveats"));
    }

    // ---- starting

    @Test
    void refusesABadRequestWithEveryFault() {
        ((ObjectNode) request.path("sections").get(0)).remove("owner");
        request.put("releaseOwner", "nobody.here");

        Answer refused = start();

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("/sections/0/owner", "/releaseOwner");
        assertThat(doors.get(AUDITOR, "/api/cases/" + caseId).status()).isEqualTo(404);
    }

    @Test
    void showsWhatPolicyRefusesAndLetsNobodyApproveIt() {
        request.putArray("audience").add("evelyn.stone").add(REVIEWER);
        assertThat(start().status()).isEqualTo(200);
        String charter = doors.awaitGate(RELEASE_OWNER, caseId, "approve-charter");

        assertThat(doors.review(RELEASE_OWNER, charter).path("faults").findValuesAsText("subject"))
                .containsExactly(REVIEWER);
        assertThat(decided(RELEASE_OWNER, charter, "approve")).isEqualTo(409);
        assertThat(suggest(AGENT, suggestion("timeline", 1, "x", null)).status())
                .isEqualTo(409);
        assertThat(decided(RELEASE_OWNER, charter, "decline", Map.of("reason", "wrong audience")))
                .isEqualTo(204);
        assertThat(doors.caseOf(AUDITOR, caseId).path("outcome").asText()).isEqualTo("withdrawn");
        assertThat(stateOf(1)).isEqualTo("WITHDRAWN");
    }

    @Test
    void isStartedByTheEscalationDesksEvent() {
        assertThat(stated(event(
                        "escalation-desk", "support.disclosure.chartered", "2026-04-20T09:00:00Z", request.toString())))
                .isEqualTo("accepted");
        assertThat(doors.awaitGate(RELEASE_OWNER, caseId, "approve-charter")).isNotEmpty();
    }

    // ---- working together

    @Test
    void refusesAnOldBaseWithBothTexts() {
        drafting();
        JsonNode early = suggested(suggestion("timeline", 1, "early", null));
        assertThat(edit(TIMELINE_OWNER, "timeline", 1, "first")
                        .json()
                        .path("revision")
                        .asInt())
                .isEqualTo(2);

        Answer second = edit(TIMELINE_OWNER, "timeline", 1, "second");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.json().path("code").asText()).isEqualTo("stale-base");
        assertThat(second.json().path("baseText").asText()).contains("02:14");
        assertThat(second.json().path("currentText").asText()).isEqualTo("first");
        assertThat(second.json().path("yourText").asText()).isEqualTo("second");
        assertThat(suggest(AGENT, suggestion("timeline", 1, "late", null)).status())
                .isEqualTo(409);
        assertThat(decide(TIMELINE_OWNER, early, "accept", null, null).status()).isEqualTo(409);
        assertThat(suggest(AGENT, suggestion("mitigation", 1, "still good", null))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void refusesWhoeverMayNotAndWritesItDown() {
        drafting();
        assertThat(edit(ARTIFACT_OWNER, "timeline", 1, "x").status()).isEqualTo(403);
        assertThat(edit(AGENT, "timeline", 1, "x").status()).isEqualTo(403);
        assertThat(suggest("naomi.fry", suggestion("timeline", 1, "x", null)).status())
                .isEqualTo(403);
        assertThat(doors.delete(TIMELINE_OWNER, packets("sections/timeline")).status())
                .isEqualTo(403);
        assertThat(kinds().stream().filter("DECISION_REFUSED"::equals)).hasSize(4);
        String draft = doors.awaitGate(ARTIFACT_OWNER, caseId, "maintain-draft");
        assertThat(doors.decide(AGENT, draft, Map.of("decision", "propose")).status())
                .isEqualTo(403);
    }

    @Test
    void keepsAnObjectionWhenItsSectionGoes() {
        drafting();
        object(REVIEWER, "timeline", "blocking", "This is not what happened.");
        String draft = doors.awaitGate(ARTIFACT_OWNER, caseId, "maintain-draft");
        assertThat(decided(ARTIFACT_OWNER, draft, "propose")).isEqualTo(409);

        assertThat(doors.delete(ARTIFACT_OWNER, packets("sections/timeline")).status())
                .isEqualTo(200);

        JsonNode objections = doors.review(ARTIFACT_OWNER, draft).path("packet").path("objections");
        assertThat(objections.findValuesAsText("state")).containsExactly("orphaned");
        assertThat(gates("maintain-section")).containsExactlyInAnyOrder(ARTIFACT_OWNER, RELEASE_OWNER);
    }

    @Test
    void letsTheRaiserWithdrawAlsoWhenTheirSectionIsGone() {
        drafting();
        ObjectNode section = section("extra", "Extra");
        assertThat(doors.post(ARTIFACT_OWNER, packets("sections"), section).status())
                .isEqualTo(201);
        assertThat(object("grace.liu", "timeline", "blocking", "This is not what happened.")
                        .status())
                .isEqualTo(201);
        assertThat(doors.delete(ARTIFACT_OWNER, packets("sections/extra")).status())
                .isEqualTo(200);
        assertThat(object("grace.liu", "timeline", "residual", "Another.").status())
                .as("she contributes nothing new")
                .isEqualTo(403);
        Answer withdrawn = doors.post(
                "grace.liu",
                packets("objections/o-1/state"),
                Doors.JSON.createObjectNode().put("state", "withdrawn").put("reason", "It is."));
        assertThat(withdrawn.status()).as(withdrawn.text()).isEqualTo(200);
        assertThat(withdrawn.json().path("state").asText()).isEqualTo("withdrawn");
    }

    private static ObjectNode section(String sectionId, String title) {
        ObjectNode section = Doors.JSON.createObjectNode();
        return section.put("sectionId", sectionId)
                .put("title", title)
                .put("owner", "grace.liu")
                .put("classification", "lane")
                .put("markdown", "Nothing yet.");
    }

    @Test
    void showsWordsThatDifferAndHidesTheAnnex() {
        drafting();
        edit(TIMELINE_OWNER, "timeline", 1, text("timeline").replace(OLD, NEW));
        edit(RELEASE_OWNER, "contract-caveats", 2, "Section 9.3 applies.");

        JsonNode diff = doors.get(REVIEWER, packets("diff?from=1&to=3")).json();
        assertThat(diff.path("sections").get(0).path("pieces").toString())
                .contains("{\"change\":\"removed\",\"text\":\"03:40 \"},{\"change\":\"added\",\"text\":\"03:52 \"}");
        assertThat(diff.toString()).contains("contract-caveats").doesNotContain("9.3");
        assertThat(doors.get(RELEASE_OWNER, packets("diff?from=1&to=3")).text()).contains("9.3");
        assertThat(doors.get(REVIEWER, packets("revisions/3")).text()).doesNotContain("9.3");
        assertThat(doors.get(AUDITOR, packets("revisions/3")).text()).doesNotContain("9.3");
        assertThat(doors.get(AGENT, packets("revisions/3")).status()).isEqualTo(200);
        assertThat(doors.get(RELEASE_OWNER, packets("revisions/3")).text()).contains("9.3");
    }

    @Test
    void opensToItsAgentWhatItCitesWhileItLives() {
        String timeline = "/api/records/incident-timeline/INC-" + run;
        String contract = "/api/records/contracts/MSA-" + run;
        assertThat(doors.get(AGENT, timeline).status()).isEqualTo(403);
        assertThat(start().status()).isEqualTo(200);

        assertThat(doors.get(AGENT, timeline + "/versions/8")
                        .json()
                        .path("content")
                        .path("entries"))
                .isNotEmpty();
        assertThat(doors.get(AGENT, contract + "/versions/12").status())
                .as("cited in an annex alone")
                .isEqualTo(403);

        String charter = doors.awaitGate(RELEASE_OWNER, caseId, "approve-charter");
        assertThat(decided(RELEASE_OWNER, charter, "decline", Map.of("reason", "not now")))
                .isEqualTo(204);
        assertThat(doors.get(AGENT, timeline).status()).isEqualTo(403);
    }

    @Test
    void takesNoFiveMebibytes() {
        drafting();
        assertThat(edit(TIMELINE_OWNER, "timeline", 1, "x".repeat(5 << 20)).status())
                .isEqualTo(413);
        assertThat(edit(TIMELINE_OWNER, "timeline", 1, "x".repeat(500_001)).status())
                .isEqualTo(400);
    }

    // ---- approval

    @Test
    void sendsABlockedCandidateBackToItsDraft() {
        drafting();
        propose();
        String agreeing = taskOf(TIMELINE_OWNER, "review-revision");
        assertThat(decided(
                        REVIEWER,
                        taskOf(REVIEWER, "review-revision"),
                        "object",
                        Map.of("sectionId", "timeline", "severity", "blocking", "statement", "Not so.")))
                .isEqualTo(204);

        JsonNode reopened = doors.review(ARTIFACT_OWNER, doors.awaitGate(ARTIFACT_OWNER, caseId, "maintain-draft"));
        assertThat(reopened.path("revision").asInt()).isEqualTo(2);
        assertThat(doors.review(TIMELINE_OWNER, agreeing).path("state").asText())
                .isEqualTo("withdrawn");
        assertThat(doors.decide(TIMELINE_OWNER, agreeing, bound(doors.review(TIMELINE_OWNER, agreeing), "agree"))
                        .status())
                .isEqualTo(409);
        assertThat(decided(ARTIFACT_OWNER, doors.awaitGate(ARTIFACT_OWNER, caseId, "maintain-draft"), "propose"))
                .isEqualTo(409);
    }

    @Test
    void putsWhatTheReviewCollectedIntoWhatIsSigned() {
        drafting();
        propose();
        String before = doors.review(REVIEWER, taskOf(REVIEWER, "review-revision"))
                .path("sha256")
                .asText();
        assertThat(decided(
                        REVIEWER,
                        taskOf(REVIEWER, "review-revision"),
                        "object",
                        Map.of("sectionId", "timeline", "severity", "residual", "statement", "Disputed.")))
                .isEqualTo(204);
        assertThat(decided(TIMELINE_OWNER, taskOf(TIMELINE_OWNER, "review-revision"), "agree"))
                .isEqualTo(204);
        String residual = doors.awaitGate(RELEASE_OWNER, caseId, "accept-residual");
        Answer unnamed = doors.decide(RELEASE_OWNER, residual, bound(doors.review(RELEASE_OWNER, residual), "accept"));
        assertThat(unnamed.status()).isEqualTo(400);
        assertThat(unnamed.text()).contains("o-1");
        assertThat(decided(RELEASE_OWNER, residual, "accept", Map.of("accepted", "o-1")))
                .isEqualTo(204);
        sign();
        JsonNode review = doors.review(RELEASE_OWNER, doors.awaitGate(RELEASE_OWNER, caseId, "approve-release"));
        assertThat(review.path("sha256").asText()).isNotEqualTo(before);
        assertThat(decided(RELEASE_OWNER, review.path("taskId").asText(), "release"))
                .isEqualTo(204);

        JsonNode read = read("evelyn.stone").json();
        assertThat(read.path("packet").path("objections").findValuesAsText("statement"))
                .containsExactly("Disputed.");
        assertThat(read.path("sha256")).isEqualTo(review.path("sha256"));
    }

    @Test
    void takesARefusedSignatureAsABlockingObjection() {
        drafting();
        propose();
        agree();
        assertThat(decided(
                        TIMELINE_OWNER,
                        taskOf(TIMELINE_OWNER, "sign-manifest"),
                        "refuse",
                        Map.of("reason", "Not yet. " + "\uD83D\uDD52".repeat(1_995))))
                .isEqualTo(204);
        JsonNode reopened = doors.review(ARTIFACT_OWNER, doors.awaitGate(ARTIFACT_OWNER, caseId, "maintain-draft"));
        assertThat(reopened.path("packet").path("objections").findValuesAsText("severity"))
                .containsExactly("blocking");
        assertThat(gates("sign-manifest")).isEmpty();
    }

    @Test
    void takesTheCandidateOffItsGatesWhenSomebodyEdits() {
        drafting();
        propose();
        agree();
        sign();
        JsonNode shown = doors.review(RELEASE_OWNER, doors.awaitGate(RELEASE_OWNER, caseId, "approve-release"));

        Answer edited = edit(TIMELINE_OWNER, "timeline", 1, "another text");
        assertThat(edited.status()).as(edited.text()).isEqualTo(200);
        assertThat(edited.json().path("revision").asInt()).isEqualTo(2);

        assertThat(doors.decide(RELEASE_OWNER, shown.path("taskId").asText(), bound(shown, "release"))
                        .status())
                .isEqualTo(409);
        assertThat(stateOf(1)).isEqualTo("SUPERSEDED");
        assertThat(gates("maintain-draft")).containsExactly(ARTIFACT_OWNER);
        assertThat(read("evelyn.stone").status()).isEqualTo(403);
    }

    @Test
    void takesTheCandidateOffItsGatesWhenSomebodyObjectsAfterTheReview() {
        drafting();
        propose();
        agree();
        Answer objected =
                object(REVIEWER, "timeline", "residual", "On second thought. " + "\uD83E\uDD14".repeat(2_500));
        assertThat(objected.status()).as(objected.text()).isEqualTo(201);
        assertThat(objected.json().path("revision").asInt()).isEqualTo(2);
        assertThat(objected.json().path("sha256"))
                .isEqualTo(doors.get(REVIEWER, packets("revisions/2")).json().path("sha256"));
        assertThat(gates("sign-manifest")).isEmpty();
        assertThat(gates("maintain-draft")).containsExactly(ARTIFACT_OWNER);
    }

    @Test
    void holdsACandidateWithoutLosingIt() {
        drafting();
        propose();
        agree();
        sign();
        String first = doors.awaitGate(RELEASE_OWNER, caseId, "approve-release");
        assertThat(decided(RELEASE_OWNER, first, "hold", Map.of("reason", "Legal reads it.")))
                .isEqualTo(204);
        String second = doors.awaitGate(RELEASE_OWNER, caseId, "approve-release");
        assertThat(second).isNotEqualTo(first);
        JsonNode held = doors.review(RELEASE_OWNER, second);
        assertThat(held.path("held").toString()).contains("Legal reads it.");
        assertThat(held.path("revisionState").asText()).isEqualTo("HELD");
        assertThat(stateOf(1)).isEqualTo("HELD");
        assertThat(doors.get(REVIEWER, packets("revisions/1"))
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("HELD");
        assertThat(decided(RELEASE_OWNER, second, "release")).isEqualTo(204);
        assertThat(stateOf(1)).isEqualTo("RELEASED");
    }

    @Test
    void letsADelegateReleaseWhereTheOwnerHadAHandInTheText() {
        drafting();
        assertThat(edit(RELEASE_OWNER, "contract-caveats", 1, "Section 9.3 applies.")
                        .status())
                .isEqualTo(200);
        propose();
        agree();
        sign();
        assertThat(gates("approve-release")).containsExactly("sven.olsen");
        String task = taskOf("sven.olsen", "approve-release");
        JsonNode review = doors.review("sven.olsen", task);
        assertThat(review.path("actingFor").asText()).isEqualTo(RELEASE_OWNER);
        assertThat(doors.caseOf("sven.olsen", caseId).path("openGates")).hasSize(1);
        assertThat(doors.decide(RELEASE_OWNER, task, bound(review, "release")).status())
                .isEqualTo(403);
        assertThat(decided("sven.olsen", task, "release")).isEqualTo(204);
        assertThat(read("evelyn.stone").json().path("packet").toString()).doesNotContain("9.3");
    }

    @Test
    void raisesAnIncidentWhereNobodyIsLeftToRelease() {
        ((ObjectNode) request.path("sections").get(1)).put("owner", "sven.olsen");
        drafting();
        assertThat(edit(RELEASE_OWNER, "contract-caveats", 1, "Section 9.3 applies.")
                        .status())
                .isEqualTo(200);
        assertThat(edit("sven.olsen", "mitigation", 2, "Another wording.").status())
                .isEqualTo(200);
        propose();
        agree();
        sign();
        assertThat(gates("approve-release")).containsExactly("null");
        assertThat(runtime.createIncidentQuery()
                        .incidentType("nobody-may-release")
                        .configuration(caseId)
                        .count())
                .isEqualTo(1);
    }

    @Test
    void listsFlaggedWordsThatWentInWithTheirReasons() {
        drafting();
        Answer titled = doors.post(ARTIFACT_OWNER, packets("sections"), section("extra", "What we promise"));
        assertThat(titled.status()).as("a title goes to the lane too").isEqualTo(400);
        assertThat(titled.text()).contains("(promise)");
        propose();
        assertThat(edit(TIMELINE_OWNER, "timeline", 1, "We promise that it is over.")
                        .status())
                .as("flagged words need a reason")
                .isEqualTo(400);
        assertThat(doors.put(
                                TIMELINE_OWNER,
                                packets("sections/timeline"),
                                Doors.JSON
                                        .createObjectNode()
                                        .put("baseRevision", 1)
                                        .put("markdown", "The vendor's word was \"promise\".")
                                        .put("reason", "It quotes the vendor."))
                        .status())
                .isEqualTo(200);
        propose();
        agree();
        sign();
        JsonNode review = doors.review(RELEASE_OWNER, doors.awaitGate(RELEASE_OWNER, caseId, "approve-release"));
        assertThat(review.path("manifest").path("blockedTerms").toString())
                .isEqualTo("[{\"term\":\"promise\",\"reason\":\"It quotes the vendor.\",\"sectionId\":\"timeline\","
                        + "\"disposition\":\"accepted\"}]");
    }

    @Test
    void releasesAPromotedAnnexOnlyByName() {
        drafting();
        Answer elsewhere = doors.put(
                RELEASE_OWNER,
                packets("sections/contract-caveats/classification"),
                Doors.JSON.createObjectNode().put("lane", "no-such-lane").put("reason", "They need it."));
        assertThat(elsewhere.status()).as(elsewhere.text()).isEqualTo(400);
        assertThat(elsewhere.text()).contains("\"/lane\"", LANE);
        Answer promoted = doors.put(
                RELEASE_OWNER,
                packets("sections/contract-caveats/classification"),
                Doors.JSON.createObjectNode().put("lane", LANE).put("reason", "They need it."));
        assertThat(promoted.status()).as(promoted.text()).isEqualTo(200);
        assertThat(promoted.json().path("revision").asInt()).isEqualTo(2);
        propose();
        agree();
        sign();
        String task = doors.awaitGate(RELEASE_OWNER, caseId, "approve-release");
        assertThat(decided(RELEASE_OWNER, task, "release")).isEqualTo(409);
        assertThat(decided(RELEASE_OWNER, task, "release", Map.of("promoted", "contract-caveats")))
                .isEqualTo(204);
        assertThat(read("evelyn.stone").json().path("packet").toString()).contains("9.2");
    }

    @Test
    void asksAgainWhenTheAudienceChanges() {
        drafting();
        propose();
        agree();
        sign();
        doors.awaitGate(RELEASE_OWNER, caseId, "approve-release");
        assertThat(stated(event(
                        "governance",
                        "support.audience.changed",
                        "2026-04-20T10:00:00Z",
                        "{\"lane\":\"" + LANE + "\",\"audience\":[\"evelyn.stone\",\"naomi.fry\"]}")))
                .isEqualTo("accepted");
        doors.awaitGate(ARTIFACT_OWNER, caseId, "maintain-draft");
        propose();
        agree();
        sign();
        String task = doors.awaitGate(RELEASE_OWNER, caseId, "approve-release");
        assertThat(texts(doors.review(RELEASE_OWNER, task).path("manifest").path("audience")))
                .containsExactly("evelyn.stone", "naomi.fry");
        assertThat(decided(RELEASE_OWNER, task, "release")).isEqualTo(204);
        assertThat(read("omar.haddad").status()).isEqualTo(403);
    }

    @Test
    void keepsNoContentInVariables() {
        drafting();
        propose();
        assertThat(history.createHistoricVariableInstanceQuery()
                        .processInstanceId(history.createHistoricProcessInstanceQuery()
                                .processInstanceBusinessKey(caseId)
                                .singleResult()
                                .getId())
                        .list())
                .noneSatisfy(variable ->
                        assertThat(String.valueOf(variable.getValue())).contains("sign-in"));
    }

    /** A policy table is asked with the text itself; the engine would keep what it was asked, for every admin to read. */
    @Test
    void keepsNoContentInTheHistoryOfDecisions() {
        drafting();
        assertThat(edit(TIMELINE_OWNER, "timeline", 1, "The canary sang at 09:42.")
                        .status())
                .isEqualTo(200);
        assertThat(history.createHistoricDecisionInstanceQuery()
                        .includeInputs()
                        .includeOutputs()
                        .list())
                .isEmpty();
    }

    /** Four thousand characters are what the engine's columns hold. */
    @Test
    void takesALongSection() {
        drafting();
        String text = "At 09:42 the sign-in service answered again. ".repeat(200);
        Answer saved = edit(TIMELINE_OWNER, "timeline", 1, text);
        assertThat(saved.status()).as(saved.text()).isEqualTo(200);
        propose();
        JsonNode review = doors.review(REVIEWER, taskOf(REVIEWER, "review-revision"));
        assertThat(review.path("packet").path("sections").findValuesAsText("markdown"))
                .contains(text);
    }

    // ---- on the way

    private void drafting() {
        assertThat(start().status()).isEqualTo(200);
        assertThat(decided(RELEASE_OWNER, doors.awaitGate(RELEASE_OWNER, caseId, "approve-charter"), "approve"))
                .isEqualTo(204);
    }

    private void propose() {
        assertThat(decided(ARTIFACT_OWNER, doors.awaitGate(ARTIFACT_OWNER, caseId, "maintain-draft"), "propose"))
                .isEqualTo(204);
    }

    private void agree() {
        for (String reviewer : List.of(TIMELINE_OWNER, REVIEWER)) {
            assertThat(decided(reviewer, taskOf(reviewer, "review-revision"), "agree"))
                    .isEqualTo(204);
        }
    }

    private void sign() {
        for (String signer : List.of(ARTIFACT_OWNER, TIMELINE_OWNER)) {
            assertThat(decided(signer, taskOf(signer, "sign-manifest"), "sign")).isEqualTo(204);
        }
    }

    /** From the draft to the last gate, with one residual objection; the review of that gate. */
    private JsonNode signedCandidate(String objection) {
        propose();
        agree();
        String residual = doors.awaitGate(RELEASE_OWNER, caseId, "accept-residual");
        assertThat(decided(RELEASE_OWNER, residual, "accept", Map.of("accepted", objection)))
                .isEqualTo(204);
        sign();
        return doors.review(RELEASE_OWNER, doors.awaitGate(RELEASE_OWNER, caseId, "approve-release"));
    }

    private Answer start() {
        return doors.start(ARTIFACT_OWNER, FLOW, request);
    }

    private Answer mirror(JsonNode record) {
        String account =
                switch (record.path("register").asText()) {
                    case "incident-timeline" -> "incident-tracker";
                    case "contracts" -> "contracts";
                    default -> "crm";
                };
        return doors.put(
                account,
                "/api/records/" + record.path("register").asText() + "/"
                        + record.path("key").asText(),
                record);
    }

    /** The document about records of this run's own. */
    private <T extends JsonNode> T own(T document) {
        try {
            @SuppressWarnings("unchecked")
            T own = (T) Doors.JSON.readTree(document.toString()
                    .replace("INC-88213", "INC-" + run)
                    .replace("CASE-551920", "CASE-" + run)
                    .replace("NORTHWIND-EU-MSA", "MSA-" + run));
            return own;
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    private String text(String sectionId) {
        return request.path("sections")
                .valueStream()
                .filter(section -> section.path("sectionId").asText().equals(sectionId))
                .findFirst()
                .orElseThrow()
                .path("markdown")
                .asText();
    }

    private ObjectNode suggestion(String sectionId, int base, String markdown, Integer version) {
        ObjectNode suggestion = Doors.JSON
                .createObjectNode()
                .put("sectionId", sectionId)
                .put("baseRevision", base)
                .put("markdown", markdown)
                .put("rationale", "The record says so.");
        var citations = suggestion.putArray("citations");
        if (version != null) {
            citations
                    .addObject()
                    .put("register", "incident-timeline")
                    .put("key", "INC-" + run)
                    .put("version", version);
        }
        return suggestion;
    }

    private Answer suggest(String who, ObjectNode suggestion) {
        return doors.post(who, packets("suggestions"), suggestion);
    }

    private JsonNode suggested(ObjectNode suggestion) {
        Answer answer = suggest(AGENT, suggestion);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    private Answer decide(String who, JsonNode suggestion, String decision, String kind, String reason) {
        ObjectNode body = Doors.JSON.createObjectNode().put("decision", decision);
        if (kind != null) {
            body.put("kind", kind);
        }
        if (reason != null) {
            body.put("reason", reason);
        }
        return doors.post(
                who, packets("suggestions/" + suggestion.path("suggestionId").asText() + "/decision"), body);
    }

    private Answer object(String who, String sectionId, String severity, String statement) {
        return doors.post(
                who,
                packets("objections"),
                Doors.JSON
                        .createObjectNode()
                        .put("sectionId", sectionId)
                        .put("severity", severity)
                        .put("statement", statement));
    }

    private Answer edit(String who, String sectionId, int base, String markdown) {
        return doors.put(
                who,
                packets("sections/" + sectionId),
                Doors.JSON.createObjectNode().put("baseRevision", base).put("markdown", markdown));
    }

    private String packets(String path) {
        return "/api/packets/" + caseId + "/" + path;
    }

    private ObjectNode event(String source, String type, String time, String data) {
        try {
            ObjectNode event = Doors.JSON
                    .createObjectNode()
                    .put("specversion", "1.0")
                    .put("id", "e" + ++events + "-" + run)
                    .put("source", "urn:source:" + source)
                    .put("type", type)
                    .put("subject", caseId)
                    .put("time", time)
                    .put("datacontenttype", "application/json");
            event.set("data", Doors.JSON.readTree(data));
            return event;
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    private String stated(ObjectNode event) {
        Answer answer = doors.state(event);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return answer.json().get(0).path("disposition").asText();
    }

    private static Map<String, String> bound(JsonNode review, String decision) {
        Map<String, String> variables = new HashMap<>();
        variables.put("decision", decision);
        for (String hash : List.of("sha256", "manifestSha256")) {
            if (review.hasNonNull(hash)) {
                variables.put(hash, review.path(hash).asText());
            }
        }
        return variables;
    }

    private int decided(String person, String task, String decision) {
        return decided(person, task, decision, Map.of());
    }

    private int decided(String person, String task, String decision, Map<String, String> more) {
        Map<String, String> variables = bound(doors.review(person, task), decision);
        variables.putAll(more);
        Answer answer = doors.decide(person, task, variables);
        if (answer.status() >= 500) {
            throw new AssertionError(answer.text());
        }
        return answer.status();
    }

    private List<String> gates(String gate) {
        return doors.caseOf(AUDITOR, caseId)
                .path("openGates")
                .valueStream()
                .filter(open -> open.path("gate").asText().equals(gate))
                .map(open -> open.path("assignee").asText())
                .toList();
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

    private String stateOf(int revision) {
        return doors.caseOf(AUDITOR, caseId)
                .path("revisions")
                .get(revision - 1)
                .path("state")
                .asText();
    }

    private Answer read(String person) {
        return doors.get(person, "/api/lanes/" + LANE + "/packets/" + caseId);
    }

    private Answer forward(String from, String to) {
        ObjectNode body = Doors.JSON.createObjectNode();
        body.putArray("to").add(to);
        return doors.post(from, "/api/lanes/" + LANE + "/packets/" + caseId + "/forwards", body);
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }

    private List<String> kinds() {
        return doors.get(AUDITOR, "/api/cases/" + caseId + "/ledger").json().findValuesAsText("kind");
    }

    /** The released form that a review shows, put together as the spec says. */
    private JsonNode released(JsonNode review) {
        ObjectNode form = Doors.JSON
                .createObjectNode()
                .put("packetId", caseId)
                .put("revision", review.path("revision").asInt())
                .put("boundary", review.path("boundary").asText());
        var sections = form.putArray("sections");
        var annex = form.putArray("annex");
        review.path("packet").path("sections").forEach(shown -> {
            ObjectNode section = (ObjectNode) shown.deepCopy();
            section.remove("changedIn");
            if (section.path("classification").asText().equals("annex")) {
                annex.add(section.retain("sectionId", "owner", "commitment"));
            } else {
                sections.add(section);
            }
        });
        var objections = form.putArray("objections");
        review.path("packet")
                .path("objections")
                .forEach(shown -> objections.add(
                        ((ObjectNode) shown.deepCopy()).retain("objectionId", "sectionId", "severity", "statement")));
        assertThat(Sha256.hex(CanonicalJson.bytes(form)))
                .isEqualTo(review.path("sha256").asText());
        return form;
    }

    private static int verified(Path folder, JsonNode manifest, JsonNode packet, JsonNode keys) {
        try {
            Path manifestFile = Files.writeString(folder.resolve("manifest.json"), manifest.toString());
            Path packetFile = Files.writeString(folder.resolve("packet.json"), packet.toString());
            Path keysFile = Files.writeString(folder.resolve("keys.json"), keys.toString());
            PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
            return new VerifyPacket()
                    .run(
                            List.of(
                                    manifestFile.toString(),
                                    packetFile.toString(),
                                    "--keys",
                                    keysFile.toString(),
                                    "--at",
                                    "2026-04-21T09:00:00Z"),
                            nowhere,
                            nowhere);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
