package dev.gatehouse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.gatehouse.Gatehouse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Predicate;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** People in Tasklist, sources over HTTP, on the running demo: the scenario of flow 1 as a drill, case by case. */
@SpringBootTest(classes = Gatehouse.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandWindowBrowserIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCENARIO = "/scenarios/1-command-window/";

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Autowired
    private ProcessEngine engine;

    private Browsers browsers;

    @BeforeAll
    void launch() {
        browsers = new Browsers();
    }

    @AfterAll
    void quit() {
        browsers.close();
    }

    // ------------------------------------------------------------------------------------------ the tests

    @Test
    void aFormWhoseCandidateIsSupersededSaysSoAndLeadsToTheNewOneWithWhatWasTyped() throws Exception {
        String caseId = startCase("SEV1-STALE");
        Page maria = signIn("maria.keller", 1280);
        open(maria, gate(caseId, "confirm-scope"));
        decide(maria, "confirm");
        postScenarioEvents(caseId, 1);
        String first = gate(caseId, "adopt-packet");
        open(maria, first);
        reason(maria).fill("The old order is what the customer was told.");
        postScenarioEvents(caseId, 4);
        assertThat(maria.getByText("This task was withdrawn")).isVisible();
        assertThat(maria.locator("[data-decision=adopt]")).isDisabled();
        Browsers.view(maria, "withdrawn");
        maria.getByText("Open the new task").click();
        assertThat(maria.getByText("Kept from the task that was withdrawn.")).isVisible();
        assertThat(reason(maria)).hasValue("The old order is what the customer was told.");
        assertThat(gate(caseId, "adopt-packet")).isNotEqualTo(first);
        decide(maria, "keep-prior");
        assertThat(theCase(caseId).at("/authoritativeRevision/revision").asInt())
                .isEqualTo(1);
    }

    @Test
    void aDecisionWithoutItsReasonIsNotSent() throws Exception {
        String caseId = startCase("SEV1-REASON");
        Page maria = signIn("maria.keller", 1280);
        open(maria, gate(caseId, "confirm-scope"));
        maria.locator("[data-decision=decline]").click();
        assertThat(maria.getByText("this decision needs a reason")).isVisible();
        assertThat(gate(caseId, "confirm-scope")).isNotEmpty();
        reason(maria).fill("Declared by mistake.");
        decide(maria, "decline");
        assertThat(theCase(caseId).path("state").asText()).isNotEqualTo("OPEN");
    }

    @Test
    void aHeldProtectedCheckpointIsAdoptedOnlyByNameOrGoesToItsBoundaryOwner() throws Exception {
        String caseId = startCase("SEV1-HELD");
        Page maria = signIn("maria.keller", 1920);
        open(maria, gate(caseId, "confirm-scope"));
        decide(maria, "confirm");
        ArrayNode events = scenarioEvents(caseId);
        ((ObjectNode) events.get(3).at("/data/windows/0")).put("to", "2026-04-17T17:45:00Z");
        for (int i = 0; i < 4; i++) {
            post(events.get(i));
        }
        open(
                maria,
                gate(
                        caseId,
                        "adopt-packet",
                        packet -> packet.path("protectedHolds").size() == 1));
        assertThat(maria.locator(".gh-alarm")).containsText("1 protected checkpoint is HELD");
        assertThat(maria.locator(".gh-alarm")).containsText("needs 17:50, allowed until 17:45: 5 minutes short");
        assertThat(maria.locator("[data-decision=adopt]"))
                .containsText("with Customer-bridge handoff preparation HELD");
        assertThat(Browsers.faultsOf(maria, "form.gh")).isEmpty();
        Browsers.view(maria, "held");
        maria.locator("[data-decision=adopt]").click();
        assertThat(maria.getByText("Tick this first")).isVisible();
        reason(maria).fill("Five minutes are agreed with the customer.");
        decide(maria, "request-exception");
        open(maria, gate(caseId, "decide-boundary-exception"));
        assertThat(maria.locator(".gh-effect")).containsText("17:50 instead of 17:45");
        Browsers.view(maria, "boundary-exception");
        reason(maria).fill("Granted.");
        decide(maria, "grant");
        open(maria, gate(caseId, "adopt-packet", packet -> packet.path("protectedHolds")
                .isEmpty()));
        decide(maria, "adopt");
    }

    @Test
    void somebodyElseIsTurnedAwayInWords() throws Exception {
        String caseId = startCase("SEV1-WRONG");
        String task = gate(caseId, "confirm-scope");
        Page ines = signIn("ines.novak", 1280);
        ines.navigate(tasklist(task));
        ines.waitForLoadState();
        Object answer = ines.evaluate(
                "async path => { const a = await fetch(path); return a.status + ' ' + (await a.json()).detail; }",
                "/api/tasks/" + task + "/review");
        assertThat(answer.toString()).startsWith("403 ").hasSizeGreaterThan(20);
        assertThat(ines.locator("[data-decision]")).hasCount(0);
    }

    @Test
    void theGateIsReachedAndDecidedByKeyboardAlone() throws Exception {
        String caseId = startCase("SEV1-KEYS");
        Page maria = signIn("maria.keller", 1280);
        open(maria, gate(caseId, "confirm-scope"));
        for (int presses = 0; presses < 150 && !focusIsOn(maria, "confirm"); presses++) {
            maria.keyboard().press("Tab");
        }
        maria.keyboard().press("Enter");
        awaitDecided(caseId, "confirm-scope");
        assertThat(theCase(caseId).at("/authoritativeRevision/revision").asInt())
                .isEqualTo(1);
    }

    // ---------------------------------------------------------------------------------------- in the browser

    private String url(String path) {
        return "http://localhost:" + port + path;
    }

    private String tasklist(String task) {
        return url("/camunda/app/tasklist/" + engine.getName() + "/#/?task=" + task);
    }

    private Page signIn(String person, int width) {
        Page page = browsers.page(width);
        page.setDefaultTimeout(60_000);
        page.navigate(url("/login"));
        page.getByLabel("Name").fill(person);
        page.getByLabel("Password").fill(person);
        page.getByRole(AriaRole.BUTTON).click();
        page.waitForURL(address -> !address.contains("/login"));
        return page;
    }

    private void open(Page page, String task) {
        page.navigate("about:blank");
        page.navigate(tasklist(task));
        page.locator(".gh-headline").waitFor();
    }

    private static Locator reason(Page page) {
        return page.locator(".gh-decide textarea");
    }

    private static boolean focusIsOn(Page page, String decision) {
        return (Boolean) page.evaluate("word => document.activeElement.dataset.decision === word", decision);
    }

    /** Clicks and waits until Tasklist has put the form away. */
    private static void decide(Page page, String decision) {
        page.locator("[data-decision=" + decision + "]").click();
        assertThat(page.locator("form.gh")).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(30_000));
    }

    // ------------------------------------------------------------------------------------------ over HTTP

    private static JsonNode scenario(String file) {
        try (InputStream in = CommandWindowBrowserIT.class.getResourceAsStream(SCENARIO + file)) {
            return JSON.readTree(in);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static ObjectNode request(String caseId) {
        return ((ObjectNode) scenario("request.json")).put("caseId", caseId);
    }

    private String startCase(String caseId) throws Exception {
        ObjectNode body = JSON.createObjectNode().put("businessKey", caseId);
        body.putObject("variables")
                .putObject("request")
                .put("type", "Json")
                .put("value", request(caseId).toString());
        HttpResponse<String> answer = send(
                "bridge-workspace",
                HttpRequest.newBuilder(URI.create(
                                url("/engine-rest/process-definition/key/command-window-resequencing/start")))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return caseId;
    }

    /** The scenario's events about a case; their ids are the case's own, because an id is known over all cases. */
    private static ArrayNode scenarioEvents(String caseId) {
        ArrayNode events = (ArrayNode) scenario("events.json");
        events.forEach(event -> ((ObjectNode) event)
                .put("subject", caseId)
                .put("id", caseId + "-" + event.path("id").asText()));
        return events;
    }

    private void postScenarioEvents(String caseId, int upTo) throws Exception {
        ArrayNode events = scenarioEvents(caseId);
        for (int i = 0; i < upTo; i++) {
            post(events.get(i));
        }
    }

    private void post(JsonNode event) throws Exception {
        HttpResponse<String> answer = send(
                event.path("source").asText().replace("urn:source:", ""),
                HttpRequest.newBuilder(URI.create(url("/api/events")))
                        .header("Content-Type", "application/cloudevents+json")
                        .POST(HttpRequest.BodyPublishers.ofString(event.toString())));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private HttpResponse<String> send(String account, HttpRequest.Builder request) throws Exception {
        String credentials =
                Base64.getEncoder().encodeToString((account + ":" + account).getBytes(StandardCharsets.UTF_8));
        return http.send(
                request.header("Authorization", "Basic " + credentials).build(), HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = send(
                "maria.keller", HttpRequest.newBuilder(URI.create(url(path))).GET());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private JsonNode theCase(String caseId) throws Exception {
        return get("/api/cases/" + caseId);
    }

    private String gate(String caseId, String gate) throws Exception {
        return await(caseId, open -> open.path("gate").asText().equals(gate), packet -> true);
    }

    private String gate(String caseId, String gate, Predicate<JsonNode> packet) throws Exception {
        return await(caseId, open -> open.path("gate").asText().equals(gate), packet);
    }

    /** The task of the gate as soon as it is open with such a packet. */
    private String await(String caseId, Predicate<JsonNode> gate, Predicate<JsonNode> packet) throws Exception {
        Instant end = Instant.now().plus(Duration.ofSeconds(60));
        while (Instant.now().isBefore(end)) {
            JsonNode file = theCase(caseId);
            for (JsonNode open : file.path("openGates")) {
                JsonNode candidate = file.path("candidate");
                boolean fits = candidate.isNull()
                        || packet.test(get("/api/packets/" + caseId + "/revisions/" + candidate.path("revision"))
                                .path("packet"));
                if (gate.test(open) && fits) {
                    return open.path("taskId").asText();
                }
            }
            Thread.sleep(200);
        }
        throw new AssertionError("no such gate: " + theCase(caseId));
    }

    private void awaitDecided(String caseId, String gate) throws Exception {
        Instant end = Instant.now().plus(Duration.ofSeconds(60));
        boolean open = true;
        while (open && Instant.now().isBefore(end)) {
            Thread.sleep(200);
            open = false;
            for (JsonNode one : theCase(caseId).path("openGates")) {
                open |= one.path("gate").asText().equals(gate);
            }
        }
        assertThat(open).as(gate + " still open").isFalse();
    }
}
