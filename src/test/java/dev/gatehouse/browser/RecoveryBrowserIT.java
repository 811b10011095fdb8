package dev.gatehouse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.gatehouse.Gatehouse;
import dev.gatehouse.recovery.RecoveryScenario;
import dev.gatehouse.testing.Doors;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** People in Tasklist, sources over HTTP, on the running demo: the notes of scenario 5, gate by gate. */
@SpringBootTest(classes = Gatehouse.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecoveryBrowserIT {

    private static final String FLOW = "recovery-recommendation-release";
    private static final String LANE = "executive-customer-review-decision";
    private static final String BOUNDARY = "Release is not approval of a remedy.";

    @LocalServerPort
    private int port;

    @Autowired
    private ProcessEngine engine;

    private Browsers browsers;
    private Doors doors;
    private String caseId;
    private ObjectNode request;

    @BeforeAll
    void launch() {
        browsers = new Browsers();
        doors = new Doors("http://127.0.0.1:" + port);
        JsonNode record = RecoveryScenario.document("records.json").path(0);
        ObjectNode sent = Doors.JSON.createObjectNode();
        for (String field : new String[] {"version", "status", "publishedAt", "content"}) {
            sent.set(field, record.path(field));
        }
        int status = doors.put("incident-tracker", "/api/records/incident-timeline/INC-88213", sent)
                .status();
        assertThat(status).isBetween(200, 201);
    }

    @AfterAll
    void quit() {
        browsers.close();
    }

    @BeforeEach
    void caseOfItsOwn() {
        caseId = "REC-" + UUID.randomUUID().toString().substring(0, 8);
        request = RecoveryScenario.request().put("caseId", caseId);
    }

    @Test
    void followsTheNotesThroughEveryGate() {
        start();
        Page carla = signIn("carla.voss");
        open(carla, gate("carla.voss", "confirm-governance"));
        assertThat(carla.locator("form.gh .gh-drill")).containsText("DRILL");
        assertThat(carla.locator("form.gh").getByText(BOUNDARY).first()).isVisible();
        assertThat(carla.locator(".gh-release-blocked")).containsText("multi-quarter fee holiday");
        assertThat(carla.locator(".gh-release-blocked tbody tr")).hasCount(3);
        assertThat(carla.locator(".gh-release-options tbody tr")).hasCount(3);
        assertThat(carla.locator(".gh-release-audience")).containsText("naomi.fry");
        assertThat(carla.locator(".gh-release-audience")).containsText("2026-05-01 18:00 UTC");
        assertThat(Browsers.faultsOf(carla, "form.gh")).isEmpty();
        Browsers.picture(carla, "recovery-confirm-governance");
        carla.locator("[data-decision=confirm]").click();
        assertThat(carla.getByText("Tick first")).isVisible();
        carla.locator("form.gh input[type=checkbox]").check();
        decide(carla, "confirm");

        Page renata = signIn("renata.lima");
        open(renata, gate("renata.lima", "approve-release"));
        renata.getByLabel("Narrow the audience to").fill("evelyn.stone, omar.haddad, victor.hale");
        reason(renata).fill("naomi.fry has no part in it.");
        renata.locator("[data-decision=narrow]").click();
        assertThat(renata.locator("form.gh .gh-refusal")).containsText("can only be narrowed");
        renata.getByLabel("Narrow the audience to").fill("evelyn.stone, omar.haddad");
        assertThat(Browsers.faultsOf(renata, "form.gh")).isEmpty();
        Browsers.picture(renata, "recovery-approve-release");
        decide(renata, "narrow");

        open(carla, gate("carla.voss", "confirm-governance"));
        assertThat(carla.locator(".gh-release-audience")).not().containsText("naomi.fry");
        carla.locator("form.gh input[type=checkbox]").check();
        decide(carla, "confirm");
        open(renata, gate("renata.lima", "approve-release"));
        decide(renata, "release");

        advance("2026-04-24T08:00:00Z");
        Page evelyn = signIn("evelyn.stone");
        open(evelyn, gate("evelyn.stone", "acknowledge-intake"));
        assertThat(evelyn.locator(".gh-release-blocked tbody tr")).hasCount(3);
        assertThat(evelyn.locator("form.gh").getByText(BOUNDARY).first()).isVisible();
        assertThat(evelyn.getByText("Your copy carries the mark")).isVisible();
        assertThat(Browsers.faultsOf(evelyn, "form.gh")).isEmpty();
        Browsers.picture(evelyn, "recovery-acknowledge-intake");
        decide(evelyn, "accept");

        assertThat(doors.get("naomi.fry", "/api/lanes/" + LANE + "/packets/" + caseId)
                        .status())
                .isEqualTo(403);
        open(renata, gate("renata.lima", "watch-lane"));
        assertThat(renata.locator("form.gh")).containsText("naomi.fry");
        assertThat(Browsers.faultsOf(renata, "form.gh")).isEmpty();
        decide(renata, "noted");
    }

    @Test
    void aHeldPacketIsResolvedByAnotherRevision() {
        ((ObjectNode) request.path("packet").path("options").path(0)).put("cap", 900000);
        RecoveryScenario.hashed(request);
        start();
        Page hugo = signIn("hugo.brandt");
        open(hugo, gate("hugo.brandt", "resolve-hold"));
        assertThat(hugo.locator("form.gh .gh-held")).containsText("900000 EUR; the bound is 250000");
        assertThat(Browsers.faultsOf(hugo, "form.gh")).isEmpty();
        Browsers.picture(hugo, "recovery-resolve-hold");
        hugo.locator("[data-decision=supersede]").click();
        assertThat(hugo.getByText("There is no revision yet.")).isVisible();
        hugo.getByLabel("The next revision, as JSON")
                .fill(RecoveryScenario.revision(200000).toString());
        decide(hugo, "supersede");

        Page carla = signIn("carla.voss");
        open(carla, gate("carla.voss", "confirm-governance"));
        assertThat(carla.locator(".gh-release-options")).containsText("was 900");
    }

    @Test
    void aFormWhoseTaskIsWithdrawnSaysSo() {
        start();
        Page carla = signIn("carla.voss");
        open(carla, gate("carla.voss", "confirm-governance"));
        advance("2026-04-26T00:00:00Z");
        assertThat(carla.getByText("This task is over"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(20_000));
        assertThat(carla.locator("[data-decision=confirm]")).isDisabled();
    }

    private void start() {
        Doors.Answer answer = doors.start("hugo.brandt", FLOW, request);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private void advance(String time) {
        ObjectNode event = Doors.JSON
                .createObjectNode()
                .put("specversion", "1.0")
                .put("id", "clock-" + UUID.randomUUID())
                .put("source", "urn:source:bridge-chat")
                .put("type", "support.clock.advanced")
                .put("subject", caseId)
                .put("time", time);
        event.putObject("data");
        assertThat(doors.state(event).status()).isEqualTo(202);
    }

    private String gate(String person, String gate) {
        return Doors.await(person + " has " + gate, () -> doors.caseOf("arno.weiss", caseId)
                .path("openGates")
                .valueStream()
                .filter(open -> open.path("gate").asText().equals(gate)
                        && open.path("assignee").asText().equals(person))
                .map(open -> open.path("taskId").asText())
                .findFirst());
    }

    private String url(String path) {
        return "http://localhost:" + port + path;
    }

    private Page signIn(String person) {
        Page page = browsers.page(1280);
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
        page.navigate(url("/camunda/app/tasklist/" + engine.getName() + "/#/?task=" + task));
        page.locator(".gh-headline").waitFor();
    }

    private static Locator reason(Page page) {
        return page.getByLabel("Reason", new Page.GetByLabelOptions().setExact(true));
    }

    /** Clicks and waits until Tasklist has put the form away. */
    private static void decide(Page page, String decision) {
        page.locator("[data-decision=" + decision + "]").click();
        assertThat(page.locator("form.gh")).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(30_000));
    }
}
