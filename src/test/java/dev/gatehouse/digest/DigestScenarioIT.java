package dev.gatehouse.digest;

import static dev.gatehouse.digest.DigestCase.ACKNOWLEDGE;
import static dev.gatehouse.digest.DigestCase.AUDITOR;
import static dev.gatehouse.digest.DigestCase.DUTY;
import static dev.gatehouse.digest.DigestCase.PATH;
import static dev.gatehouse.digest.DigestCase.REVIEW;
import static dev.gatehouse.digest.DigestCase.REVIEWER;
import static dev.gatehouse.digest.DigestCase.at;
import static dev.gatehouse.digest.DigestCase.by;
import static dev.gatehouse.digest.DigestCase.record;
import static dev.gatehouse.digest.RunbookRepository.ROSA;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.bundle.Bundle;
import dev.gatehouse.digest.PublishedRunbooks.Tag;
import dev.gatehouse.testing.Doors;
import dev.gatehouse.testing.Doors.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scenario of flow 4, its review and its share, through the doors that a user has. */
class DigestScenarioIT extends RunningDigests {

    @TempDir
    private Path folder;

    private DigestCase digest;

    @BeforeAll
    static void publishTheScenario() {
        publish("published/2026-02-01", DigestCase.file("severity-one-escalation.baseline.md"), "2026-02-01T09:00:00Z");
        publish("published/2026-04-15", DigestCase.file("severity-one-escalation.revision.md"), "2026-04-15T09:00:00Z");
    }

    private static void publish(String tag, String text, String at) {
        OffsetDateTime moment = RunbookRepository.at(at);
        RunbookRepository repository = runbooks().repository();
        repository.annotate(tag, repository.commit(PATH, text, ROSA, moment), ROSA, moment);
    }

    @BeforeEach
    void mirror() {
        DigestCase.mirrorRecords(doors);
        digest = DigestCase.drill(doors, PublishedRunbooks.NAME);
    }

    // ---- the scenario

    @Test
    void saysWhatHasChangedWhatStillAppliesAndWhatIsOpen() {
        assertThat(digest.start().status()).isEqualTo(200);
        JsonNode review = digest.review(REVIEWER, REVIEW);
        assertThat(review.path("now").asText()).isEqualTo("2026-04-15T09:00:00Z");
        JsonNode packet = review.path("packet");

        assertThat(by(packet.path("changed"), "anchor", "kind"))
                .isEqualTo(Map.of(
                        "open-bridge", "CHANGED",
                        "record-entitlement", "ADDED",
                        "exec-notice", "CHANGED",
                        "paging/identity", "CHANGED",
                        "ownership/storage", "CHANGED",
                        "named-contact", "MOVED",
                        "identity-arrangement", "ADDED"));
        assertThat(by(packet.path("applies"), "anchor", "stale"))
                .isEqualTo(Map.of(
                        "confirm-entitlement", "false",
                        "page-owner", "false",
                        "first-status", "false",
                        "sovereign-storage", "false",
                        "paging/storage", "false",
                        "paging/billing", "false",
                        "ownership/identity", "false",
                        "ownership/billing", "true",
                        "assumes/entitlements/NORTHWIND-EU/tier", "false"));
        assertThat(at(packet.path("applies"), "page-owner").path("number").toString())
                .isEqualTo("{\"after\":4,\"before\":3}");
        assertThat(at(packet.path("applies"), "first-status").path("number").toString())
                .isEqualTo("{\"after\":2,\"before\":1}");
        assertThat(at(packet.path("applies"), "sovereign-storage")
                        .path("sources")
                        .toString())
                .contains("\"key\":\"EXC-114\"", "\"version\":2");
        assertThat(at(packet.path("applies"), "assumes/entitlements/NORTHWIND-EU/tier")
                        .path("sources")
                        .toString())
                .contains("\"version\":14");
        assertThat(by(packet.path("open"), "anchor", "kind"))
                .isEqualTo(Map.of(
                        "ownership/storage", "OWNER_MISMATCH",
                        "assumes/entitlements/BANCO-SUR-MX/namedContactRequired", "ASSUMPTION_CHANGED",
                        "ownership/billing", "RECORD_STALE",
                        "identity-arrangement", "AMBIGUOUS_EXCEPTION"));
        JsonNode mismatch = at(packet.path("open"), "ownership/storage");
        assertThat(mismatch.path("values").toString())
                .isEqualTo("{\"registry\":\"team-storage\",\"runbook\":\"team-data-platform\"}");
        assertThat(mismatch.path("sources").toString()).contains("\"version\":9");
        assertThat(packet.toString()).as("the draft").doesNotContain("\"version\":10");
        assertThat(at(packet.path("changed"), "open-bridge").path("words").findValuesAsText("text"))
                .contains("15 ", "10 ");
        everyStatementHasSources(packet);

        assertThat(digest.decide(REVIEWER, "share", null).status()).isEqualTo(204);
        JsonNode shared = digest.awaitOutcome("shared");
        assertThat(shared.path("authoritativeRevision").path("sha256")).isEqualTo(review.path("sha256"));
        for (String reader : List.of(REVIEWER, DUTY)) {
            Answer copy = doors.get(reader, "/api/lanes/duty-manager-handoff/packets/" + digest.caseId());
            assertThat(copy.status()).isEqualTo(200);
            assertThat(copy.json().path("packet")).isEqualTo(packet);
        }
        assertThat(doors.get("iris.cole", "/api/lanes/duty-manager-handoff/packets/" + digest.caseId())
                        .status())
                .isEqualTo(403);
        acknowledge(REVIEWER, Map.of("decision", "acknowledge"), 204);
        acknowledge(DUTY, Map.of("decision", "bounce", "reason", "Billing is not stale."), 400);
        acknowledge(
                DUTY, Map.of("decision", "bounce", "reason", "Billing is not stale.", "kind", "stale-evidence"), 204);
        assertThat(digest.state().path("openGates")).isEmpty();
        assertThat(kinds()).contains("PUBLICATION_VERIFIED", "CANDIDATE_PUBLISHED", "RELEASED", "ACKNOWLEDGED");
        ledgerIsIntact();
    }

    private void acknowledge(String person, Map<String, String> sent, int status) {
        String task = Doors.await(person + " is asked", () -> gateOf(person));
        assertThat(doors.decide(person.equals(DUTY) ? REVIEWER : DUTY, task, sent)
                        .status())
                .as("somebody else's task")
                .isEqualTo(403);
        assertThat(doors.decide(person, task, sent).status()).isEqualTo(status);
    }

    private Optional<String> gateOf(String person) {
        return digest.state()
                .path("openGates")
                .valueStream()
                .filter(gate -> gate.path("gate").asText().equals(ACKNOWLEDGE)
                        && gate.path("assignee").asText().equals(person))
                .map(gate -> gate.path("taskId").asText())
                .findFirst();
    }

    private static void everyStatementHasSources(JsonNode packet) {
        for (String part : List.of("changed", "applies", "open")) {
            packet.path(part).forEach(statement -> {
                assertThat(statement.path("sources")).as(statement.toString()).isNotEmpty();
                statement.path("sources").forEach(source -> {
                    if (source.has("register")) {
                        assertThat(source.path("sha256").asText()).hasSize(64);
                        assertThat(source.path("version").asInt()).isPositive();
                    } else {
                        assertThat(source.path("fromLine").asInt()).isPositive();
                        assertThat(source.path("revision").asText()).startsWith("published/");
                    }
                });
            });
        }
    }

    @Test
    void givesTheSamePacketForTheSamePublicationAgain() {
        digest.start();
        JsonNode first = digest.packet();
        DigestCase again = DigestCase.drill(doors, PublishedRunbooks.NAME);
        again.start();
        ObjectNode second = again.packet().deepCopy();
        second.put("packetId", digest.caseId());
        assertThat(second).isEqualTo(first);
    }

    @Test
    void startsByEventAndByMessageToo() {
        ObjectNode data = digest.request().deepCopy();
        data.remove("caseId");
        Answer answer = doors.state(event("published-" + digest.caseId(), digest.caseId(), data));
        assertThat(answer.json().path(0).path("disposition").asText())
                .as(answer.text())
                .isEqualTo("accepted");
        digest.awaitGate(REVIEW);
        Answer same = doors.state(event("again-" + digest.caseId(), digest.caseId(), data));
        assertThat(same.json().path(0).path("disposition").asText())
                .as(same.text())
                .isEqualTo("duplicate");
        assertThat(same.json().path(0).path("reason").asText()).contains(digest.caseId());

        DigestCase other = DigestCase.drill(doors, PublishedRunbooks.NAME);
        ObjectNode message = Doors.JSON.createObjectNode().put("messageName", "runbook-published");
        message.put("businessKey", other.caseId())
                .putObject("processVariables")
                .putObject("request")
                .put("type", "Json")
                .put("value", other.request().toString());
        assertThat(doors.post("rosa.ito", "/engine-rest/message", message).status())
                .isEqualTo(204);
        other.awaitGate(REVIEW);
        Answer mayNot = doors.start(
                REVIEWER,
                DigestCase.FLOW,
                DigestCase.drill(doors, PublishedRunbooks.NAME).request());
        assertThat(mayNot.status()).as("a duty manager starts nothing").isEqualTo(403);
    }

    private static ObjectNode event(String id, String caseId, JsonNode data) {
        ObjectNode event = Doors.JSON
                .createObjectNode()
                .put("specversion", "1.0")
                .put("id", id)
                .put("source", "urn:source:runbook-feed")
                .put("type", "support.runbook.published")
                .put("subject", caseId)
                .put("time", "2026-04-15T09:00:00Z");
        event.set("data", data);
        return event;
    }

    // ---- what people add

    @Test
    void letsTheReviewerCorrectASentenceThatStaysVisible() {
        digest.start();
        JsonNode before = digest.review(REVIEWER, REVIEW);
        String corrections = "/api/packets/" + digest.caseId() + "/corrections";
        ObjectNode body = Doors.JSON
                .createObjectNode()
                .put("claimId", "changed:open-bridge")
                .put("text", "The bridge opens five minutes earlier.")
                .put("kind", "summary");
        assertThat(doors.post(DUTY, corrections, body).status()).isEqualTo(403);
        assertThat(doors.post("agent-chronology", corrections, body).status()).isEqualTo(403);
        Answer advice = doors.post(
                REVIEWER,
                corrections,
                body.deepCopy().put("text", "We recommend to treat this as SEV1 with priority."));
        assertThat(advice.status()).isEqualTo(400);
        assertThat(advice.text()).contains("recommend", "sev1", "priorit");
        assertThat(doors.post(REVIEWER, corrections, body.deepCopy().put("claimId", "changed:none"))
                        .status())
                .isEqualTo(400);
        assertThat(doors.post(REVIEWER, corrections, body.deepCopy().put("kind", "taste"))
                        .status())
                .isEqualTo(400);
        Answer answer = doors.post(REVIEWER, corrections, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);

        JsonNode after = digest.review(REVIEWER, REVIEW);
        assertThat(after.path("taskId")).as("on the same task").isEqualTo(before.path("taskId"));
        assertThat(after.path("sha256")).isEqualTo(answer.json().path("sha256"));
        JsonNode claim = at(after.path("packet").path("changed"), "open-bridge");
        assertThat(claim.path("text").asText()).isEqualTo("The bridge opens five minutes earlier.");
        assertThat(claim.path("original"))
                .isEqualTo(
                        at(before.path("packet").path("changed"), "open-bridge").path("text"));
        assertThat(claim.path("correction").path("state").asText()).isEqualTo("stands");
        Answer late = doors.decide(
                REVIEWER,
                before.path("taskId").asText(),
                Map.of("decision", "share", "sha256", before.path("sha256").asText()));
        assertThat(late.status()).as("the old hash").isEqualTo(409);

        assertThat(digest.decide(REVIEWER, "share", null).status()).isEqualTo(204);
        digest.awaitOutcome("shared");
        JsonNode manifest = manifest(digest.caseId());
        assertThat(manifest.path("signers").findValuesAsText("as")).containsExactly("corrector", "reviewer");
        assertThat(manifest.path("signers").findValuesAsText("account")).containsOnly(REVIEWER);
        JsonNode figures = doors.get(AUDITOR, "/api/evaluation?flow=" + DigestCase.FLOW + "&includeDrills=true")
                .json();
        assertThat(figures.path("correctionsByKind").path("summary").asInt()).isPositive();
        assertThat(figures.path("completeDigests").asInt()).isPositive();
    }

    @Test
    void letsTheReviewersDelegateCorrectAndShare() {
        String table = Doors.policy("delegate-mapping");
        doors.putInForce(
                "delegate-mapping",
                table.replace("\"release-owner\"", "\"reviewer\"")
                        .replace("\"renata.lima\"", "\"" + REVIEWER + "\"")
                        .replace("\"sven.olsen\"", "\"paul.meyer\""));
        try {
            digest.start();
            digest.awaitGate(REVIEW);
            JsonNode review = digest.review("paul.meyer", REVIEW);
            assertThat(review.path("actingFor").asText()).isEqualTo(REVIEWER);
            ObjectNode correction = Doors.JSON
                    .createObjectNode()
                    .put(
                            "claimId",
                            at(review.path("packet").path("changed"), "open-bridge")
                                    .path("claimId")
                                    .asText())
                    .put("text", "The bridge opens five minutes earlier.")
                    .put("kind", "summary");
            Answer corrected = doors.post("paul.meyer", "/api/packets/" + digest.caseId() + "/corrections", correction);
            assertThat(corrected.status()).as(corrected.text()).isEqualTo(201);
            Answer shared = digest.decide("paul.meyer", "share", null);
            assertThat(shared.status()).as(shared.text()).isEqualTo(204);
            digest.awaitOutcome("shared");
            JsonNode manifest = manifest(digest.caseId());
            assertThat(manifest.path("signers").findValuesAsText("account")).containsOnly("paul.meyer for " + REVIEWER);
            assertThat(manifest.path("audience").valueStream().map(JsonNode::asText))
                    .contains("paul.meyer", REVIEWER);
        } finally {
            doors.putInForce("delegate-mapping", table);
        }
    }

    @Test
    void lettersQuotedFromTheRunbookAreLeftAsTheyAre() {
        digest.start();
        digest.awaitGate(REVIEW);
        Answer quoted = doors.post(
                REVIEWER,
                "/api/packets/" + digest.caseId() + "/clarifications",
                Doors.JSON.createObjectNode().put("text", "The heading “Severity-one escalation” stays."));
        assertThat(quoted.status()).as(quoted.text()).isEqualTo(201);
        Answer said = doors.post(
                REVIEWER,
                "/api/packets/" + digest.caseId() + "/clarifications",
                Doors.JSON.createObjectNode().put("text", "This is severity one."));
        assertThat(said.status()).isEqualTo(400);
        assertThat(said.text()).contains("severity");
        Answer marked = doors.post(
                REVIEWER,
                "/api/packets/" + digest.caseId() + "/clarifications",
                Doors.JSON.createObjectNode().put("text", "We “recommend to escalate” it."));
        assertThat(marked.status()).as("no runbook says so").isEqualTo(400);
        assertThat(marked.text()).contains("recommend", "word for word");
    }

    @Test
    void keepsTextsOfFourThousandCharactersWhateverTheyAre() {
        digest.start();
        digest.awaitGate(REVIEW);
        String clarifications = "/api/packets/" + digest.caseId() + "/clarifications";
        ObjectNode text = Doors.JSON.createObjectNode().put("text", "😀".repeat(4000));
        Answer asked = doors.post(DUTY, clarifications, text);
        assertThat(asked.status()).as(asked.text()).isEqualTo(201);
        Answer closed = doors.post(
                DUTY,
                "/api/packets/%s/open/%s/closing"
                        .formatted(digest.caseId(), asked.json().path("itemId").asText()),
                Doors.JSON.createObjectNode().put("reason", "😀".repeat(4000)));
        assertThat(closed.status()).as(closed.text()).isEqualTo(200);
    }

    @Test
    void keepsOpenItemsAcrossDigestsUntilANamedPersonClosesThem() {
        String path = path();
        Tag first = runbooks().publish(path, runbook("Restart the gateway.", "team-edge"));
        Tag second = runbooks().publish(path, runbook("Restart the gateway twice.", "team-edge"));
        Tag third = runbooks().publish(path, runbook("Restart the gateway three times.", "team-edge"));
        registry("team-core", 1);
        DigestCase earlier = started(path, second, first);
        JsonNode mismatch = at(earlier.packet().path("open"), "ownership/gateway");
        Answer asked = doors.post(
                DUTY,
                "/api/packets/" + earlier.caseId() + "/clarifications",
                Doors.JSON.createObjectNode().put("text", "Who restarts it on holidays?"));
        assertThat(asked.status()).as(asked.text()).isEqualTo(201);
        assertThat(earlier.decide(REVIEWER, "share", null).status()).isEqualTo(204);
        earlier.awaitOutcome("shared");

        DigestCase later = started(path, third, null);
        JsonNode packet = later.packet();
        assertThat(packet.path("runbook").path("baseline").asText()).isEqualTo(second.name());
        JsonNode again = at(packet.path("open"), "ownership/gateway");
        assertThat(again.path("itemId")).isEqualTo(mismatch.path("itemId"));
        assertThat(again.path("since")).as("its age").isEqualTo(mismatch.path("since"));
        JsonNode carried = packet.path("open")
                .valueStream()
                .filter(item -> item.path("kind").asText().equals("CARRIED_OVER"))
                .findFirst()
                .orElseThrow();
        assertThat(carried.path("text").asText()).contains("“Who restarts it on holidays?”");
        assertThat(carried.path("itemId")).isEqualTo(asked.json().path("itemId"));

        String closing = "/api/packets/%s/open/%s/closing"
                .formatted(later.caseId(), again.path("itemId").asText());
        ObjectNode reason = Doors.JSON.createObjectNode().put("reason", "The registry follows next week.");
        assertThat(doors.post("iris.cole", closing, reason).status()).isEqualTo(403);
        assertThat(doors.post(DUTY, closing, Doors.JSON.createObjectNode()).status())
                .isEqualTo(400);
        Answer closed = doors.post(DUTY, closing, reason);
        assertThat(closed.status()).as(closed.text()).isEqualTo(200);
        assertThat(doors.post(DUTY, closing, reason).status()).as("twice").isEqualTo(409);
        assertThat(later.packet().path("open").findValuesAsText("itemId"))
                .doesNotContain(again.path("itemId").asText());
        assertThat(later.decide(REVIEWER, "share", null).status()).isEqualTo(204);
        later.awaitOutcome("shared");

        registry("team-other", 2);
        DigestCase last =
                started(path, runbooks().publish(path, runbook("Restart the gateway four times.", "team-edge")), null);
        JsonNode opened = at(last.packet().path("open"), "ownership/gateway");
        assertThat(opened.path("itemId")).as("its values have changed").isEqualTo(again.path("itemId"));
        assertThat(opened.path("values").path("registry").asText()).isEqualTo("team-other");
    }

    // ---- share

    @Test
    void stopsTheShareOfWhatNoLongerHoldsAndComposesItAgain() {
        String path = path();
        Tag first = runbooks().publish(path, owned(path, "Drain the queue.", "team-queue"));
        Tag second = runbooks().publish(path, owned(path, "Drain the queue twice.", "team-queue"));
        service(path, "team-queue", 1);
        DigestCase sharing = started(path, second, first);
        JsonNode before = sharing.review(REVIEWER, REVIEW);
        assertThat(before.path("packet").path("open")).isEmpty();
        String row = "applies:ownership/" + name(path);
        assertThat(doors.post(
                                REVIEWER,
                                "/api/packets/" + sharing.caseId() + "/corrections",
                                Doors.JSON
                                        .createObjectNode()
                                        .put("claimId", row)
                                        .put("text", "The queue stays with its team.")
                                        .put("kind", "ownership"))
                        .status())
                .isEqualTo(201);
        service(path, "team-queue", 2);
        Answer same = sharing.decide("emil.braun", "share", null);
        assertThat(same.status()).as("not the reviewer").isEqualTo(403);
        service(path, "team-other", 3);
        Answer refused = sharing.decide(REVIEWER, "share", null);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains(row, "version 1 of ownership/" + name(path), "version 3");

        JsonNode again = Doors.await("it is composed again", () -> sharing.openReview(REVIEWER)
                .filter(review -> !review.path("taskId").equals(before.path("taskId"))));
        JsonNode packet = again.path("packet");
        assertThat(packet.path("open").findValuesAsText("kind")).containsExactly("OWNER_MISMATCH");
        assertThat(packet.path("corrections").path(0).path("state").asText()).isEqualTo("claim-gone");
        Answer late = doors.decide(
                REVIEWER,
                before.path("taskId").asText(),
                Map.of("decision", "share", "sha256", before.path("sha256").asText()));
        assertThat(late.status()).as("the withdrawn task").isEqualTo(409);
        assertThat(sharing.decide(REVIEWER, "share", null).status()).isEqualTo(204);
        sharing.awaitOutcome("shared");
    }

    @Test
    void composesAgainHoweverMuchNoLongerHolds() {
        String path = path();
        String key = "MANY-" + name(path);
        String assumes = IntStream.range(0, 150)
                .mapToObj(n -> "  - {register: entitlements, key: %s, field: field%d, expect: yes}\n".formatted(key, n))
                .collect(Collectors.joining("", "---\nassumes:\n", "---\n"));
        Tag first = runbooks().publish(path, assumes + runbook("Count.", "team-count"));
        Tag second = runbooks().publish(path, assumes + runbook("Count twice.", "team-count"));
        DigestCase sharing = started(path, second, first);
        JsonNode before = sharing.review(REVIEWER, REVIEW);
        DigestCase.mirror(doors, record("entitlements", key, 1, "2026-04-01T09:00:00Z", "{}"));
        assertThat(sharing.decide(REVIEWER, "share", null).status()).isEqualTo(409);
        Doors.await("it is composed again", () -> sharing.openReview(REVIEWER)
                .filter(review -> !review.path("taskId").equals(before.path("taskId"))));
    }

    @Test
    void sharesNothingThatItsLaneDoesNotTake() {
        String signers = Doors.policy("required-signers");
        String validity = Doors.policy("validity-limits");
        try {
            doors.putInForce("required-signers", handoff(signers, "\"\"", "\"policyOwners\""));
            doors.putInForce("validity-limits", handoff(validity, "\"P90D\"", "\"\""));
            digest.start();
            String task = digest.awaitGate(REVIEW);
            Answer refused = digest.decide(REVIEWER, "share", null);
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.text())
                    .contains("duty-manager-handoff needs the signature of somebody in policyOwners")
                    .contains("No release into the lane duty-manager-handoff is valid for any time");
            assertThat(digest.awaitGate(REVIEW)).as("still on its gate").isEqualTo(task);
        } finally {
            doors.putInForce("required-signers", signers);
            doors.putInForce("validity-limits", validity);
        }
    }

    /** The table with another output for the lane of digests. */
    private static String handoff(String table, String before, String after) {
        int rule = table.indexOf("duty-manager-handoff");
        assertThat(table.substring(rule)).contains(before);
        return table.substring(0, rule) + table.substring(rule).replaceFirst(before, after);
    }

    @Test
    void listsNewerVersionsThatSayTheSameInTheManifest() {
        String path = path();
        Tag first = runbooks().publish(path, owned(path, "Rotate the key.", "team-key"));
        Tag second = runbooks().publish(path, owned(path, "Rotate the key twice.", "team-key"));
        service(path, "team-key", 1);
        DigestCase sharing = started(path, second, first);
        sharing.awaitGate(REVIEW);
        service(path, "team-key", 2);
        assertThat(sharing.decide(REVIEWER, "share", null).status()).isEqualTo(204);
        sharing.awaitOutcome("shared");
        assertThat(manifest(sharing.caseId()).path("newerRecords").toString())
                .isEqualTo("[{\"cited\":1,\"key\":\"%s\",\"present\":2,\"register\":\"ownership\"}]"
                        .formatted(name(path)));
    }

    @Test
    void composesAgainWhenItsReviewerAsksAndStopsWhenTheySaySo() {
        digest.start();
        JsonNode before = digest.review(REVIEWER, REVIEW);
        assertThat(digest.decide(REVIEWER, "correct", null).status())
                .as("without a reason")
                .isEqualTo(400);
        assertThat(digest.decide(REVIEWER, "correct", "Look again.").status()).isEqualTo(204);
        JsonNode again = Doors.await("it is composed again", () -> digest.openReview(REVIEWER)
                .filter(review -> !review.path("taskId").equals(before.path("taskId"))));
        assertThat(again.path("sha256")).as("nothing has changed").isEqualTo(before.path("sha256"));
        assertThat(digest.decide(REVIEWER, "stop", "Not needed.").status()).isEqualTo(204);
        JsonNode ended = digest.awaitEnd("stopped");
        assertThat(ended.path("outcome").path("reason").asText()).isEqualTo("Not needed.");
        ledgerIsIntact();
    }

    /** Whichever of the two ids comes first: cases are locked in the order of their ids. */
    @ParameterizedTest
    @CsvSource({"A, B", "B, A"})
    void letsTheNextSharedDigestTakeThePlaceOfTheOneBefore(String olderPrefix, String newerPrefix) {
        String path = path();
        Tag first = runbooks().publish(path, runbook("Call the bridge.", "team-bridge"));
        Tag second = runbooks().publish(path, runbook("Call the bridge at once.", "team-bridge"));
        DigestCase older = drill(path, second).baseline(first.name());
        older.as(olderPrefix + "-" + older.caseId());
        started(older).awaitGate(REVIEW);
        String asked = doors.post(
                        DUTY,
                        "/api/packets/" + older.caseId() + "/clarifications",
                        Doors.JSON.createObjectNode().put("text", "Who is on the bridge?"))
                .json()
                .path("itemId")
                .asText();
        assertThat(older.decide(REVIEWER, "share", null).status()).isEqualTo(204);
        older.awaitOutcome("shared");
        DigestCase newer = drill(path, runbooks().publish(path, runbook("Call nobody.", "team-bridge")));
        newer.as(newerPrefix + "-" + newer.caseId());
        started(newer.baseline(null));
        assertThat(newer.decide(REVIEWER, "share", null).status()).isEqualTo(204);
        newer.awaitOutcome("shared");
        JsonNode ended = older.awaitEnd("superseded");
        assertThat(ended.path("openGates")).as("nobody is asked any more").isEmpty();
        Answer gone = doors.get(DUTY, "/api/lanes/duty-manager-handoff/packets/" + older.caseId());
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.text()).contains(newer.caseId());
        ObjectNode reason = Doors.JSON.createObjectNode().put("reason", "Everybody is.");
        Answer late = doors.post(DUTY, "/api/packets/%s/open/%s/closing".formatted(older.caseId(), asked), reason);
        assertThat(late.status()).as("behind the seal").isEqualTo(409);
        assertThat(late.text()).contains("superseded", newer.caseId());
        assertThat(doors.post(DUTY, "/api/packets/%s/open/%s/closing".formatted(newer.caseId(), asked), reason)
                        .status())
                .as("it lives on there")
                .isEqualTo(200);
    }

    @Test
    void saysInOneLineThatNothingMaterialHasChanged() {
        String path = path();
        String text = runbook("Wait for the signal.", "team-signal");
        Tag first = runbooks().publish(path, text);
        Tag second = runbooks().publish(path, text.replace("\n", "\r\n").replace("- ", "* "));
        JsonNode packet = started(path, second, first).packet();
        assertThat(packet.path("changed")).isEmpty();
        assertThat(packet.path("summary").asText()).startsWith("No material change against “" + first.name() + "”");
    }

    @Test
    void endsWithTheWindowByTheClockOfTheDrill() {
        String path = path();
        Tag first = runbooks().publish(path, runbook("Ring the bell.", "team-bell"));
        DigestCase ending =
                started(path, runbooks().publish(path, runbook("Ring the bell twice.", "team-bell")), first);
        assertThat(ending.decide(REVIEWER, "share", null).status()).isEqualTo(204);
        ending.awaitOutcome("shared");
        ObjectNode clock = event("clock-" + ending.caseId(), ending.caseId(), Doors.JSON.createObjectNode())
                .put("type", "support.clock.advanced")
                .put("time", "2026-12-01T00:00:00Z");
        assertThat(doors.state(clock).json().path(0).path("disposition").asText())
                .isEqualTo("accepted");
        ending.awaitEnd("expired");
    }

    // ---- sources, masks, bundle

    @Test
    void letsEverySourceBeFollowedAndShowsNothingThatIsKeptFromTheLane() {
        String path = path();
        Tag first = runbooks().publish(path, owned(path, "Open the vault.", "team-vault"));
        Tag second = runbooks().publish(path, owned(path, "Open the vault twice.", "team-vault"));
        DigestCase.mirror(
                doors,
                record(
                        "ownership",
                        name(path),
                        1,
                        "2026-04-01T09:00:00Z",
                        "{\"owner\": \"team-vault\", \"salary\": \"CANARY-ownership\", \"phone\": {\"home\": \"CANARY-nested\"}}"));
        DigestCase reading = started(path, second, first);
        JsonNode packet = reading.packet();
        for (String part : List.of("changed", "applies", "open")) {
            packet.path(part)
                    .forEach(statement -> statement.path("sources").forEach(source -> follow(reading, source)));
        }
        Answer kept = doors.get(
                REVIEWER, "/api/packets/%s/sources/records/ownership/%s/1".formatted(reading.caseId(), name(path)));
        assertThat(kept.json().path("fields").toString()).isEqualTo("{\"owner\":\"team-vault\"}");
        assertThat(doors.get(
                                REVIEWER,
                                "/api/packets/%s/sources/records/ownership/%s/2"
                                        .formatted(reading.caseId(), name(path)))
                        .status())
                .as("not cited")
                .isEqualTo(404);
        assertThat(doors.get(
                                "iris.cole",
                                "/api/packets/%s/sources/runbook?revision=%s&fromLine=1&toLine=1"
                                        .formatted(reading.caseId(), second.name()))
                        .status())
                .isEqualTo(403);
        assertThat(doors.get(
                                REVIEWER,
                                "/api/packets/%s/sources/runbook?revision=%s&fromLine=9999&toLine=9999"
                                        .formatted(reading.caseId(), second.name()))
                        .status())
                .isEqualTo(400);
        assertThat(reading.decide(REVIEWER, "share", null).status()).isEqualTo(204);
        reading.awaitOutcome("shared");
        String plain = doors.get(DUTY, "/api/packets/" + reading.caseId() + "/revisions/1/text")
                .text();
        String markdown = doors.get(DUTY, "/api/packets/" + reading.caseId() + "/revisions/1/text?format=markdown")
                .text();
        assertThat(plain).contains("Changed", "Open the vault twice.", second.name());
        assertThat(markdown).contains("## Changed", "Open the vault twice.");
        assertThat(doors.get(DUTY, "/api/packets/" + reading.caseId() + "/revisions/1/text?format=pdf")
                        .status())
                .isEqualTo(400);
        String outbox = doors.get(DUTY, "/api/notices").text();
        String history =
                doors.get("admin", "/engine-rest/history/variable-instance").text();
        assertThat(List.of(packet.toString(), plain, markdown, outbox, history))
                .noneMatch(text -> text.contains("CANARY"));
        Bundle.Told proof = Bundle.of(doors, AUDITOR, reading.caseId()).verified(folder);
        assertThat(proof.exitCode()).as(proof.text()).isZero();
    }

    private void follow(DigestCase reading, JsonNode source) {
        String address = source.has("register")
                ? "/api/packets/%s/sources/records/%s/%s/%d"
                        .formatted(
                                reading.caseId(),
                                source.path("register").asText(),
                                source.path("key").asText(),
                                source.path("version").asInt())
                : "/api/packets/%s/sources/runbook?revision=%s&fromLine=%d&toLine=%d"
                        .formatted(
                                reading.caseId(),
                                source.path("revision").asText(),
                                source.path("fromLine").asInt(),
                                source.path("toLine").asInt());
        Answer answer = doors.get(DUTY, address);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        if (source.has("register")) {
            assertThat(answer.json().path("sha256")).isEqualTo(source.path("sha256"));
        } else {
            assertThat(answer.json().path("lines").findValuesAsText("cited")).contains("true");
        }
    }

    @Test
    void saysOnlyThatAValueDiffersWhereItIsKeptFromTheLane() {
        String path = path();
        String assumes =
                "---\nassumes:\n  - {register: entitlements, key: SECRET-%s, field: discount, expect: none}\n---\n"
                        .formatted(name(path));
        Tag first = runbooks().publish(path, assumes + runbook("Sell.", "team-sales"));
        Tag second = runbooks().publish(path, assumes + runbook("Sell more.", "team-sales"));
        DigestCase.mirror(
                doors,
                record(
                        "entitlements",
                        "SECRET-" + name(path),
                        1,
                        "2026-04-01T09:00:00Z",
                        "{\"discount\": \"CANARY-discount\"}"));
        JsonNode packet = started(path, second, first).packet();
        JsonNode changed = packet.path("open")
                .valueStream()
                .filter(item -> item.path("kind").asText().equals("ASSUMPTION_CHANGED"))
                .findFirst()
                .orElseThrow();
        assertThat(changed.path("values").path("found").asText()).isEqualTo("differs");
        assertThat(packet.toString()).doesNotContain("CANARY");
    }

    // ---- what the tests share

    private void registry(String owner, int version) {
        assertThat(DigestCase.mirror(
                                doors,
                                record(
                                        "ownership",
                                        "gateway",
                                        version,
                                        "2026-04-01T09:00:00Z",
                                        "{\"owner\": \"" + owner + "\"}"))
                        .status())
                .isIn(200, 201);
    }

    private void service(String key, String owner, int version) {
        String name = key.startsWith("runbooks/") ? name(key) : key.replace('/', '-');
        assertThat(DigestCase.mirror(
                                doors,
                                record(
                                        "ownership",
                                        name,
                                        version,
                                        "2026-04-01T09:00:00Z",
                                        "{\"owner\": \"" + owner + "\"}"))
                        .status())
                .isEqualTo(201);
    }

    private JsonNode manifest(String caseId) {
        String envelope = doors.get(REVIEWER, "/api/lanes/duty-manager-handoff/packets/" + caseId)
                .json()
                .path("envelope")
                .path("payload")
                .asText();
        try {
            return Doors.JSON.readTree(Base64.getDecoder().decode(envelope));
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    private List<String> kinds() {
        return doors.get(AUDITOR, "/api/cases/" + digest.caseId() + "/ledger")
                .json()
                .path("entries")
                .findValuesAsText("kind");
    }

    private void ledgerIsIntact() {
        assertThat(doors.get(AUDITOR, "/api/cases/" + digest.caseId() + "/ledger/verification")
                        .json()
                        .path("intact")
                        .asBoolean())
                .isTrue();
    }
}
