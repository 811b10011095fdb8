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
import dev.gatehouse.testing.Doors;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** The running demo with its doors: people in Tasklist, source systems over HTTP. */
@SpringBootTest(classes = Gatehouse.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RunningDemo {
    static final ObjectMapper JSON = new ObjectMapper();
    static final String AUDITOR = "arno.weiss";
    private static final Map<String, String> MIRRORS =
            Map.of("incident-timeline", "incident-tracker", "cases", "crm", "contracts", "contracts");
    private static final String SCENARIO = "/scenarios/1-command-window/";

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Autowired
    private ProcessEngine engine;

    Browsers browsers;

    @BeforeAll
    void launch() {
        browsers = new Browsers();
    }

    @AfterAll
    void quit() {
        browsers.close();
    }

    // ---------------------------------------------------------------------------------------- in the browser

    String url(String path) {
        return "http://localhost:" + port + path;
    }

    /** Tasklist, Cockpit or Admin; the engine's name is part of the address. */
    String webapp(String name) {
        return url("/camunda/app/" + name + "/" + engine.getName() + "/");
    }

    String tasklist(String task) {
        return webapp("tasklist") + "#/?task=" + task;
    }

    Page signIn(String person, int width) {
        Page page = browsers.page(width);
        page.setDefaultTimeout(60_000);
        page.navigate(url("/login"));
        page.getByLabel("Name").fill(person);
        page.getByLabel("Password").fill(person);
        page.getByRole(AriaRole.BUTTON).click();
        page.waitForURL(address -> !address.contains("/login"));
        return page;
    }

    void open(Page page, String task) {
        page.navigate("about:blank");
        page.navigate(tasklist(task));
        page.locator(".gh-headline").waitFor();
    }

    /** Opens the form of a person's task at a gate, as soon as there is one. */
    void open(Page page, String caseId, String gate, String person) {
        open(page, task(caseId, gate, person));
    }

    void openStartForm(Page page) {
        openStartForm(page, "Command-window");
    }

    /** Opens the form behind Tasklist's own "Start process". */
    void openStartForm(Page page, String flow) {
        page.navigate("about:blank");
        page.navigate(webapp("tasklist"));
        page.locator("a", new Page.LocatorOptions().setHasText("Start process"))
                .first()
                .click();
        page.locator(".modal-body ul.processes a").filter(hasText(flow)).click();
        requestField(page).waitFor();
    }

    static Locator requestField(Page page) {
        return page.getByLabel("Request (JSON)");
    }

    static Locator startButton(Page page) {
        return page.locator(".modal-footer button.btn-primary");
    }

    static void pressStart(Page page) {
        startButton(page).click();
    }

    static Locator.FilterOptions hasText(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    /** The reason that goes with a decision. */
    static Locator reason(Page page) {
        return page.locator(".gh-decide .gh-others textarea");
    }

    /** Presses Tab until the focus is there; fails when it never gets there. */
    static void tabTo(Page page, Locator target) {
        for (int presses = 0; presses < 150 && !hasFocus(target); presses++) {
            page.keyboard().press("Tab");
        }
        assertThat(target).isFocused();
    }

    private static boolean hasFocus(Locator target) {
        return (Boolean) target.evaluate("element => element === document.activeElement");
    }

    /** The plain yes of a gate, with whatever it wants ticked first. */
    static void agree(Page page, String decision) {
        page.locator("form.gh .gh-tick input, form.gh .gh-pick input").all().forEach(Locator::check);
        decide(page, decision);
    }

    /** Clicks and waits until Tasklist has put the form away. */
    static void decide(Page page, String decision) {
        page.locator("[data-decision=" + decision + "]").click();
        assertThat(page.locator("form.gh")).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(30_000));
    }

    // ------------------------------------------------------------------------------------------ over HTTP

    /** As a machine or a script uses the demo. */
    Doors doors() {
        return new Doors(url(""));
    }

    /** The task of a person at a gate, as soon as there is one. */
    String task(String caseId, String gate, String person) {
        return Doors.await(person + " has " + gate + " of " + caseId, () -> doors().caseOf(AUDITOR, caseId)
                .path("openGates")
                .valueStream()
                .filter(open -> open.path("gate").asText().equals(gate)
                        && open.path("assignee").asText().equals(person))
                .map(open -> open.path("taskId").asText())
                .findFirst());
    }

    /** Mirrors a record of a scenario as the account that its register belongs to. */
    void mirror(JsonNode record) {
        String register = record.path("register").asText();
        ObjectNode sent = JSON.createObjectNode();
        for (String field : List.of("version", "status", "publishedAt", "content")) {
            sent.set(field, record.path(field));
        }
        Doors.Answer answer = doors().put(
                        String.valueOf(MIRRORS.get(register)),
                        "/api/records/" + register + "/" + record.path("key").asText(),
                        sent);
        assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
    }

    /** States an event about a case, with an id of its own. */
    void state(String account, String type, String caseId, String time, JsonNode data) {
        ObjectNode event = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", type + "-" + UUID.randomUUID())
                .put("source", "urn:source:" + account)
                .put("type", type)
                .put("subject", caseId)
                .put("time", time);
        event.set("data", data);
        Doors.Answer answer = doors().state(event);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        assertThat(answer.json().at("/0/disposition").asText())
                .as(answer.text())
                .isEqualTo("accepted");
    }

    static JsonNode scenario(String file) {
        try (InputStream in = RunningDemo.class.getResourceAsStream(SCENARIO + file)) {
            return JSON.readTree(in);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    static ObjectNode request(String caseId) {
        return ((ObjectNode) scenario("request.json")).put("caseId", caseId);
    }

    String startCase(String caseId) throws Exception {
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
    static ArrayNode scenarioEvents(String caseId) {
        ArrayNode events = (ArrayNode) scenario("events.json");
        events.forEach(event -> ((ObjectNode) event)
                .put("subject", caseId)
                .put("id", caseId + "-" + event.path("id").asText()));
        return events;
    }

    void postScenarioEvents(String caseId, int upTo) throws Exception {
        ArrayNode events = scenarioEvents(caseId);
        for (int i = 0; i < upTo; i++) {
            post(events.get(i));
        }
    }

    JsonNode post(JsonNode event) throws Exception {
        HttpResponse<String> answer = send(
                event.path("source").asText().replace("urn:source:", ""),
                HttpRequest.newBuilder(URI.create(url("/api/events")))
                        .header("Content-Type", "application/cloudevents+json")
                        .POST(HttpRequest.BodyPublishers.ofString(event.toString())));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return JSON.readTree(answer.body());
    }

    HttpResponse<String> send(String account, HttpRequest.Builder request) throws Exception {
        String credentials =
                Base64.getEncoder().encodeToString((account + ":" + account).getBytes(StandardCharsets.UTF_8));
        return http.send(
                request.header("Authorization", "Basic " + credentials).build(), HttpResponse.BodyHandlers.ofString());
    }

    JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = send(
                "maria.keller", HttpRequest.newBuilder(URI.create(url(path))).GET());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    JsonNode theCase(String caseId) throws Exception {
        return get("/api/cases/" + caseId);
    }

    String gateOf(String caseId, String gate, String person) throws Exception {
        return await(
                caseId,
                open -> open.path("gate").asText().equals(gate)
                        && open.path("assignee").asText().equals(person),
                packet -> true);
    }

    String gate(String caseId, String gate) throws Exception {
        return await(caseId, open -> open.path("gate").asText().equals(gate), packet -> true);
    }

    String gate(String caseId, String gate, Predicate<JsonNode> packet) throws Exception {
        return await(caseId, open -> open.path("gate").asText().equals(gate), packet);
    }

    /** The task of the gate as soon as it is open with such a packet. */
    String await(String caseId, Predicate<JsonNode> gate, Predicate<JsonNode> packet) throws Exception {
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

    void awaitDecided(String caseId, String gate) throws Exception {
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
