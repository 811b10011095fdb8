package dev.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.disclosure.DisclosureScenario;
import dev.gatehouse.recovery.RecoveryScenario;
import dev.gatehouse.testing.Doors;
import dev.gatehouse.testing.Doors.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** Bad input at every door of the release flows: refused as a whole, with what is wrong, where, and what would be right. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class BadInputIT {

    private static final String DISCLOSURE = "disclosure-packet-release";
    private static final String RECOVERY = "recovery-recommendation-release";
    private static final String AUDITOR = "arno.weiss";

    @LocalServerPort
    private int port;

    private Doors doors;
    private String run;
    private String caseId;

    /** The doors at which a request comes in. */
    enum Door {
        START,
        MESSAGE,
        START_FORM,
        EVENT
    }

    @BeforeEach
    void mirrorWhatTheScenariosCite() {
        doors = new Doors("http://127.0.0.1:" + port);
        run = UUID.randomUUID().toString().substring(0, 8);
        caseId = "BAD-" + run;
        DisclosureScenario.records().forEach(record -> mirror(own(record)));
        RecoveryScenario.document("records.json").forEach(record -> mirror(own(record)));
    }

    // ---- JSON that is none, or says one thing twice

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of(
                        "a key given twice",
                        (UnaryOperator<String>) json -> json.replaceFirst("\\{", "{\"title\":\"first\","),
                        "title"),
                Arguments.of(
                        "a number that no double keeps",
                        (UnaryOperator<String>) json -> json.replaceFirst("\\{", "{\"n\":9007199254740993,"),
                        "9007199254740993"),
                Arguments.of(
                        "a fraction that canonicalises to another number",
                        (UnaryOperator<String>) json -> json.replaceFirst("\\{", "{\"n\":0.10000000000000000001,"),
                        "0.10000000000000000001"),
                Arguments.of(
                        "half of a surrogate pair",
                        (UnaryOperator<String>) json -> json.replaceFirst("\\{", "{\"n\":\"\\\\ud800\","),
                        "surrogate"),
                Arguments.of(
                        "something after the document",
                        (UnaryOperator<String>) json -> json + "{}",
                        "nothing may follow"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void startsNothingFromMalformedJson(String what, UnaryOperator<String> malform, String said) {
        for (ObjectNode request : List.of(disclosure(), recovery())) {
            for (Door door : Door.values()) {
                Answer answer = offered(door, request, malform.apply(request.toString()));
                assertThat(answer.status()).as(door + ": " + answer.text()).isEqualTo(400);
                // inside an event what follows the request is what does not fit into the event
                assertThat(answer.text()).as(door + " says").containsAnyOf(said, "was expecting comma");
                assertThat(doors.get(AUDITOR, "/api/cases/" + caseId).status()).isEqualTo(404);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void takesNoMalformedJsonIntoADraft(String what, UnaryOperator<String> malform, String said) {
        drafting(request -> {});
        String edit = malform.apply("{\"baseRevision\":1,\"markdown\":\"x\"}");
        assertRefused(put("iris.cole", "/api/packets/" + caseId + "/sections/timeline", edit), 400, said);
        String suggestion = malform.apply("{\"sectionId\":\"timeline\",\"baseRevision\":1,\"markdown\":\"x\"}");
        assertRefused(post("iris.cole", "/api/packets/" + caseId + "/suggestions", suggestion), 400, said);
        String objection = malform.apply("{\"sectionId\":\"timeline\",\"severity\":\"blocking\",\"statement\":\"x\"}");
        assertRefused(post("iris.cole", "/api/packets/" + caseId + "/objections", objection), 400, said);
        assertThat(doors.caseOf(AUDITOR, caseId).path("revisions")).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void mirrorsNoMalformedRecord(String what, UnaryOperator<String> malform, String said) {
        String record = malform.apply(
                "{\"version\":1,\"status\":\"APPROVED\",\"publishedAt\":\"2026-04-19T16:00:00Z\",\"content\":{}}");
        assertRefused(put("incident-tracker", "/api/records/incident-timeline/NEW-" + run, record), 400, said);
        assertThat(doors.get(AUDITOR, "/api/records/incident-timeline/NEW-" + run)
                        .text())
                .doesNotContain("publishedAt");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void resolvesNoHoldWithAMalformedRevision(String what, UnaryOperator<String> malform, String said) {
        String task = held();
        String revision = malform.apply(revision(100_000).toString());
        for (String verb : List.of("complete", "submit-form")) {
            Answer answer = resolve(task, verb, revision);
            assertRefused(answer, 400, said);
        }
        assertThat(doors.caseOf(AUDITOR, caseId).path("revisions")).hasSize(1);
        assertThat(resolve(task, "complete", revision(100_000).toString()).status())
                .isEqualTo(204);
    }

    // ---- hashes

    @ParameterizedTest
    @EnumSource(Door.class)
    void startsNothingUnderAnotherHash(Door door) {
        ObjectNode request = recovery();
        String right = request.path("sha256").asText();
        String rightOptions = request.path("optionSetSha256").asText();
        request.put("sha256", "0".repeat(64)).put("optionSetSha256", "f".repeat(64));
        Answer wrong = offered(door, request, request.toString());
        assertRefused(wrong, 400, "/sha256");
        assertThat(wrong.text()).contains("0".repeat(64), right, "/optionSetSha256", "f".repeat(64), rightOptions);
        request.remove(List.of("sha256", "optionSetSha256"));
        Answer missing = offered(door, request, request.toString());
        assertRefused(missing, 400, "/sha256");
        assertThat(missing.text()).contains(right, "/optionSetSha256", rightOptions);
    }

    @Test
    void takesNoRevisionUnderAnotherHash() {
        String task = held();
        ObjectNode revision = revision(100_000);
        String right = revision.path("sha256").asText();
        revision.put("sha256", "0".repeat(64));
        Answer resolved = resolve(task, "complete", revision.toString());
        assertRefused(resolved, 400, "/sha256");
        assertThat(resolved.text()).contains(right);
        Answer stated = doors.state(event("support.recommendation.revised", revision));
        assertRefused(stated, 400, "/sha256");
        assertThat(stated.text()).contains(right);
        assertThat(doors.caseOf(AUDITOR, caseId).path("revisions")).hasSize(1);
    }

    @Test
    void decidesNothingUnderAnotherHash() {
        start(recovery());
        String task = doors.awaitGate("carla.voss", caseId, "confirm-governance");
        JsonNode review = doors.review("carla.voss", task);
        for (String hash : List.of("sha256", "optionSetSha256", "manifestSha256")) {
            Map<String, String> sent = new java.util.HashMap<>(Map.of(
                    "decision", "confirm",
                    "sha256", review.path("sha256").asText(),
                    "optionSetSha256", review.path("optionSetSha256").asText(),
                    "manifestSha256", review.path("manifestSha256").asText()));
            sent.put(hash, "0".repeat(64));
            assertRefused(
                    doors.decide("carla.voss", task, sent),
                    409,
                    review.path(hash).asText());
            sent.remove(hash);
            assertRefused(doors.decide("carla.voss", task, sent), 400, hash);
        }
    }

    // ---- what a request of a disclosure must not say

    static Stream<Arguments> disclosures() {
        return Stream.of(
                fault("a section without owner", "/sections/0/owner", request -> section(request)
                        .remove("owner")),
                fault("an owner nobody knows", "/sections/0/owner", request -> section(request)
                        .put("owner", "nobody.here")),
                fault("a signer nobody knows", "/signers/1", request -> request.putArray("signers")
                        .add("paul.meyer")
                        .add("nobody.here")),
                fault("a reader nobody knows", "/audience/0", request -> request.putArray("audience")
                        .add("nobody.here")),
                fault("a window that ends before it begins", "/validity", request -> request.putObject("validity")
                        .put("from", "2026-04-22T09:00:00Z")
                        .put("to", "2026-04-21T09:00:00Z")),
                fault("a window that is over", "/validity/to", request -> request.putObject("validity")
                        .put("from", "2026-04-01T09:00:00Z")
                        .put("to", "2026-04-02T09:00:00Z")),
                fault("a record that is not there", "/sections/0/citations/0", request -> ((ObjectNode)
                                section(request).path("citations").get(0))
                        .put("version", 99)),
                fault("a record that is a draft", "/sections/0/citations/0", request -> ((ObjectNode)
                                section(request).path("citations").get(0))
                        .put("version", 6)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("disclosures")
    void startsNoDisclosureWith(String what, String pointer, Consumer<ObjectNode> spoil) {
        mirror(own(draftRecord()));
        ObjectNode request = disclosure();
        spoil.accept(request);
        for (Door door : Door.values()) {
            assertRefused(offered(door, request, request.toString()), 400, pointer);
            assertThat(doors.get(AUDITOR, "/api/cases/" + caseId).status()).isEqualTo(404);
        }
    }

    static Stream<Arguments> charters() {
        return Stream.of(
                fault("an audience outside the lane", "colin.reyes", request -> request.putArray("audience")
                        .add("evelyn.stone")
                        .add("colin.reyes")),
                fault("a window that is too long", "at most 14 days", request -> request.putObject("validity")
                        .put("from", "2026-04-21T09:00:00Z")
                        .put("to", "2026-06-21T09:00:00Z")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("charters")
    void approvesNoCharterWith(String what, String said, Consumer<ObjectNode> spoil) {
        ObjectNode request = disclosure();
        spoil.accept(request);
        start(request);
        String charter = doors.awaitGate("renata.lima", caseId, "approve-charter");
        JsonNode review = doors.review("renata.lima", charter);
        assertThat(review.path("faults")).hasSize(1);
        assertRefused(
                doors.decide(
                        "renata.lima",
                        charter,
                        Map.of(
                                "decision",
                                "approve",
                                "sha256",
                                review.path("sha256").asText())),
                409,
                said);
    }

    @Test
    void takesNoCitationOfWhatIsNotOnRecordIntoADraft() {
        mirror(own(draftRecord()));
        drafting(request -> {});
        for (int version : List.of(6, 99)) {
            ObjectNode edit =
                    Doors.JSON.createObjectNode().put("baseRevision", 1).put("markdown", "x");
            edit.putArray("citations")
                    .addObject()
                    .put("register", "incident-timeline")
                    .put("key", "INC-" + run)
                    .put("version", version);
            assertRefused(
                    put("iris.cole", "/api/packets/" + caseId + "/sections/timeline", edit.toString()),
                    400,
                    "/citations/0");
            edit.put("sectionId", "timeline");
            assertRefused(
                    post("agent-chronology", "/api/packets/" + caseId + "/suggestions", edit.toString()),
                    400,
                    "/citations/0");
        }
    }

    @Test
    void takesNoSectionOfFiveMebibytes() {
        String large = "x".repeat(5 << 20);
        ObjectNode request = disclosure();
        section(request).put("markdown", large);
        for (Door door : Door.values()) {
            Answer answer = offered(door, request, request.toString());
            assertThat(answer.status()).as(door + ": " + answer.text()).isEqualTo(413);
        }
        assertThat(doors.get(AUDITOR, "/api/cases/" + caseId).status()).isEqualTo(404);
        drafting(one -> {});
        String edit = "{\"baseRevision\":1,\"markdown\":\"" + large + "\"}";
        assertThat(put("iris.cole", "/api/packets/" + caseId + "/sections/timeline", edit)
                        .status())
                .isEqualTo(413);
        String suggestion = "{\"sectionId\":\"timeline\",\"baseRevision\":1,\"markdown\":\"" + large + "\"}";
        assertThat(post("iris.cole", "/api/packets/" + caseId + "/suggestions", suggestion)
                        .status())
                .isEqualTo(413);
        String section = "{\"sectionId\":\"large\",\"title\":\"x\",\"owner\":\"iris.cole\",\"classification\":\"lane\","
                + "\"markdown\":\"" + large + "\"}";
        assertThat(post("paul.meyer", "/api/packets/" + caseId + "/sections", section)
                        .status())
                .isEqualTo(413);
    }

    // ---- what a recommendation must not say

    static Stream<Arguments> recommendations() {
        return Stream.of(
                fault("a person nobody knows", "/releaseOwner", request -> request.put("releaseOwner", "nobody.here")),
                fault("a window that ends before it begins", "/validity", request -> request.putObject("validity")
                        .put("from", "2026-05-01T18:00:00Z")
                        .put("to", "2026-04-24T08:00:00Z")),
                fault("a window that is over", "/validity/to", request -> request.putObject("validity")
                        .put("from", "2026-04-01T08:00:00Z")
                        .put("to", "2026-04-02T08:00:00Z")),
                fault("a blocked term without reason", "/packet/blockedTerms/0/reason", request -> ((ObjectNode)
                                request.path("packet").path("blockedTerms").get(0))
                        .remove("reason")),
                fault("a blocked term with an empty reason", "/packet/blockedTerms/0/reason", request -> ((ObjectNode)
                                request.path("packet").path("blockedTerms").get(0))
                        .put("reason", "")),
                fault("evidence that is not on record", "/packet/evidence/0", request -> ((ObjectNode)
                                request.path("packet").path("evidence").get(0))
                        .put("version", 99)),
                fault("evidence that is a draft", "/packet/evidence/0", request -> ((ObjectNode)
                                request.path("packet").path("evidence").get(0))
                        .put("version", 6)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recommendations")
    void startsNoRecommendationWith(String what, String pointer, Consumer<ObjectNode> spoil) {
        mirror(own(draftRecord()));
        ObjectNode request = recovery();
        spoil.accept(request);
        RecoveryScenario.hashed(request);
        for (Door door : Door.values()) {
            assertRefused(offered(door, request, request.toString()), 400, pointer);
            assertThat(doors.get(AUDITOR, "/api/cases/" + caseId).status()).isEqualTo(404);
        }
    }

    static Stream<Arguments> policyFaults() {
        return Stream.of(
                fault("an audience outside the lane", "OUTSIDE_THE_LANE", request -> request.putArray("audience")
                        .add("evelyn.stone")
                        .add("victor.hale")),
                fault("a window that is too long", "VALIDITY_TOO_LONG", request -> request.putObject("validity")
                        .put("from", "2026-04-24T08:00:00Z")
                        .put("to", "2026-06-01T18:00:00Z")),
                fault("a cap above its bound", "CAP_ABOVE_BOUND", request -> option(request)
                        .put("cap", 250_001)),
                fault("a cap in another currency", "OTHER_CURRENCY", request -> option(request)
                        .put("currency", "USD")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("policyFaults")
    void holdsARecommendationWith(String what, String code, Consumer<ObjectNode> spoil) {
        ObjectNode request = recovery();
        spoil.accept(request);
        RecoveryScenario.hashed(request);
        for (Door door : List.of(Door.START, Door.EVENT)) {
            caseId = "BAD-" + run + "-" + door;
            request.put("caseId", caseId);
            Answer answer = offered(door, request, request.toString());
            assertThat(answer.status()).as(answer.text()).isIn(200, 202);
            JsonNode held = doors.review("hugo.brandt", doors.awaitGate("hugo.brandt", caseId, "resolve-hold"));
            assertThat(held.path("faults").findValuesAsText("code")).containsExactly(code);
            assertThat(doors.openGate(AUDITOR, caseId, "confirm-governance")).isEmpty();
        }
    }

    // ---- forwards

    @Test
    void forwardsToNoMalformedAddress() {
        start(recovery());
        for (String[] gate : new String[][] {
            {"carla.voss", "confirm-governance", "confirm"}, {"renata.lima", "approve-release", "release"}
        }) {
            String task = doors.awaitGate(gate[0], caseId, gate[1]);
            JsonNode review = doors.review(gate[0], task);
            assertThat(doors.decide(
                                    gate[0],
                                    task,
                                    Map.of(
                                            "decision", gate[2],
                                            "sha256", review.path("sha256").asText(),
                                            "optionSetSha256",
                                                    review.path("optionSetSha256")
                                                            .asText(),
                                            "manifestSha256",
                                                    review.path("manifestSha256")
                                                            .asText()))
                            .status())
                    .isEqualTo(204);
        }
        assertThat(doors.state(event("support.clock.advanced", Doors.JSON.createObjectNode()))
                        .status())
                .isEqualTo(202);
        String forwards = "/api/lanes/executive-customer-review-decision/packets/" + caseId + "/forwards";
        for (String body : List.of(
                "{}",
                "{\"to\":[]}",
                "{\"to\":\"evelyn.stone\"}",
                "{\"to\":[\"\"]}",
                "{\"to\":[\"omar.haddad\",\" \"]}",
                "{\"to\":[\"no\\nbody\"]}",
                "{\"to\":[7]}",
                "{\"to\":[null]}",
                "[\"omar.haddad\"]",
                "{\"to\":[\"omar.haddad\"],\"to\":[\"victor.hale\"]}",
                "{\"to\":[\"\\ud800\"]}")) {
            Answer answer = post("evelyn.stone", forwards, body);
            assertThat(answer.status()).as(body + ": " + answer.text()).isEqualTo(400);
        }
        assertThat(post("evelyn.stone", forwards, "{\"to\":[\"omar.haddad\"]}").status())
                .isEqualTo(201);
    }

    // ---- on the way

    private static Arguments fault(String what, String said, Consumer<ObjectNode> spoil) {
        return Arguments.of(what, said, spoil);
    }

    private static ObjectNode section(ObjectNode request) {
        return (ObjectNode) request.path("sections").get(0);
    }

    private static ObjectNode option(ObjectNode request) {
        return (ObjectNode) request.path("packet").path("options").get(0);
    }

    private static ObjectNode draftRecord() {
        ObjectNode draft = (ObjectNode) DisclosureScenario.records().get(0).deepCopy();
        return draft.put("version", 6).put("status", "DRAFT");
    }

    private ObjectNode disclosure() {
        return ((ObjectNode) own(DisclosureScenario.request())).put("caseId", caseId);
    }

    private ObjectNode recovery() {
        return RecoveryScenario.hashed(((ObjectNode) own(RecoveryScenario.bare())).put("caseId", caseId));
    }

    private ObjectNode revision(int cap) {
        return RecoveryScenario.hashed((ObjectNode) own(RecoveryScenario.revision(cap)));
    }

    /** Opens a recommendation whose cap policy holds. */
    private String held() {
        ObjectNode request = recovery();
        option(request).put("cap", 999_999);
        start(RecoveryScenario.hashed(request));
        return doors.awaitGate("hugo.brandt", caseId, "resolve-hold");
    }

    private Answer resolve(String task, String verb, String revision) {
        ObjectNode body = Doors.JSON.createObjectNode();
        ObjectNode variables = body.putObject("variables");
        variables.putObject("decision").put("type", "String").put("value", "supersede");
        variables.putObject("reason").put("type", "String").put("value", "a lower cap");
        variables.putObject("revision").put("type", "Json").put("value", revision);
        return post("hugo.brandt", "/engine-rest/task/" + task + "/" + verb, body.toString());
    }

    private void start(ObjectNode request) {
        Answer started = offered(Door.START, request, request.toString());
        assertThat(started.status()).as(started.text()).isEqualTo(200);
    }

    private void drafting(Consumer<ObjectNode> change) {
        ObjectNode request = disclosure();
        change.accept(request);
        start(request);
        String charter = doors.awaitGate("renata.lima", caseId, "approve-charter");
        String sha256 = doors.review("renata.lima", charter).path("sha256").asText();
        assertThat(doors.decide("renata.lima", charter, Map.of("decision", "approve", "sha256", sha256))
                        .status())
                .isEqualTo(204);
    }

    /** @param text the request as it is sent, which may be no JSON */
    private Answer offered(Door door, ObjectNode request, String text) {
        boolean recovery = request.has("packet");
        String flow = recovery ? RECOVERY : DISCLOSURE;
        String starter = recovery ? "hugo.brandt" : "paul.meyer";
        ObjectNode body = Doors.JSON.createObjectNode();
        ObjectNode value = Doors.JSON.createObjectNode().put("type", "Json").put("value", text);
        switch (door) {
            case START, START_FORM -> {
                body.put("businessKey", caseId).putObject("variables").set("request", value);
                String verb = door == Door.START ? "start" : "submit-form";
                return post(starter, "/engine-rest/process-definition/key/" + flow + "/" + verb, body.toString());
            }
            case MESSAGE -> {
                body.put("businessKey", caseId)
                        .put("messageName", recovery ? "recommendation-packet-ready" : "disclosure-packet-chartered")
                        .putObject("processVariables")
                        .set("request", value);
                return post(starter, "/engine-rest/message", body.toString());
            }
            default -> {
                String source = recovery ? "recommendation-workspace" : "escalation-desk";
                String type = recovery ? "support.recommendation.ready" : "support.disclosure.chartered";
                // as text: what is malformed must stay so
                String event =
                        ("{\"specversion\":\"1.0\",\"id\":\"start-%s-%d\",\"source\":\"urn:source:%s\",\"type\":\"%s\","
                                        + "\"subject\":\"%s\",\"time\":\"%s\",\"data\":%s}")
                                .formatted(
                                        run,
                                        System.nanoTime(),
                                        source,
                                        type,
                                        caseId,
                                        request.path("declaredAt").asText(),
                                        text);
                return doors.post(source, "/api/events", "application/cloudevents+json", event);
            }
        }
    }

    private ObjectNode event(String type, JsonNode data) {
        ObjectNode event = Doors.JSON
                .createObjectNode()
                .put("specversion", "1.0")
                .put("id", type + "-" + run)
                .put("source", "urn:source:recommendation-workspace")
                .put("type", type)
                .put("subject", caseId)
                .put("time", "2026-04-24T08:00:00Z");
        event.set("data", data);
        return event;
    }

    private static void assertRefused(Answer answer, int status, String said) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.text()).contains(said);
    }

    private Answer post(String account, String path, String body) {
        return doors.post(account, path, "application/json", body);
    }

    private Answer put(String account, String path, String body) {
        return doors.put(account, path, body);
    }

    private void mirror(JsonNode record) {
        String register = record.path("register").asText();
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
                .isIn(200, 201);
    }

    /** The document about records of this run's own. */
    private JsonNode own(JsonNode document) {
        try {
            return Doors.JSON.readTree(document.toString()
                    .replace("INC-88213", "INC-" + run)
                    .replace("CASE-551920", "CASE-" + run)
                    .replace("NORTHWIND-EU-MSA", "MSA-" + run));
        } catch (java.io.IOException notJson) {
            throw new java.io.UncheckedIOException(notJson);
        }
    }
}
