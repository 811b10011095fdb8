package dev.gatehouse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.List;
import org.junit.jupiter.api.Test;

/** People in Tasklist, sources over HTTP, on the running demo: the scenario of flow 1 as a drill, case by case. */
class CommandWindowBrowserIT extends RunningDemo {

    @Test
    void aFaultyRequestIsRefusedWithEveryFaultOnceAndNothingTypedIsLost() throws Exception {
        ObjectNode faulty = request("SEV1-FAULTY").put("bridgeLead", "max.nobody");
        ((ArrayNode) faulty.at("/checkpoints/1/dependsOn")).set(0, "no-such-checkpoint");
        ((ObjectNode) faulty.at("/checkpoints/2")).remove("owner");
        ((ObjectNode) faulty.at("/checkpoints/3")).put("duration", "PT-45M");
        ((ObjectNode) faulty.at("/spacing/0")).put("gap", "a while");
        String typed = faulty.toPrettyString();
        Page maria = signIn("maria.keller", 1280);
        openStartForm(maria);
        requestField(maria).fill(typed);
        pressStart(maria);

        Locator faults = maria.locator(".gh-faults");
        assertThat(faults).containsText("Nothing was started: 5 faults");
        assertThat(faults.locator("tbody th").allTextContents())
                .containsExactly(
                        "/bridgeLead",
                        "/checkpoints/1/dependsOn/0",
                        "/checkpoints/2/owner",
                        "/checkpoints/3/duration",
                        "/spacing/0/gap");
        assertThat(faults).containsText("such as PT30M");
        assertThat(faults).containsText("there is no checkpoint \"no-such-checkpoint\"; use one of:");
        assertThat(maria.locator(".modal-body .alert-danger:visible")).containsText("5 faults, listed below");
        assertThat(maria.getByText("such as PT30M")).hasCount(1);
        assertThat(maria.locator("body")).not().containsText("Cannot instantiate");
        assertThat(maria.locator("body")).not().containsText("without a reason");
        assertThat(faults.locator("h2")).isInViewport();
        assertThat(requestField(maria)).hasValue(typed);
        assertThat(Browsers.faultsOf(maria, "form.gh")).isEmpty();
        Browsers.view(maria, "start-refused");

        requestField(maria).fill(request("SEV1-FAULTY").toPrettyString());
        pressStart(maria);
        assertThat(maria.locator(".modal-body")).hasCount(0);
        assertThat(gate("SEV1-FAULTY", "confirm-scope")).isNotEmpty();

        openStartForm(maria);
        requestField(maria).fill(request("SEV1-FAULTY").toPrettyString());
        pressStart(maria);
        assertThat(maria.locator(".gh-faults")).containsText("SEV1-FAULTY");
        assertThat(maria.locator(".gh-faults")).not().containsText("Cannot instantiate");
    }

    @Test
    void aWindowIsDeclaredConfirmedChangedAdoptedAcknowledgedAndRead() throws Exception {
        String caseId = "SEV1-WHOLE";
        Page maria = signIn("maria.keller", 1280);
        openStartForm(maria);
        requestField(maria).fill(request(caseId).toPrettyString());
        assertThat(maria.locator(".gh-known")).containsText("Starts the case SEV1-WHOLE as a DRILL");
        pressStart(maria);
        assertThat(maria.locator(".modal-body")).hasCount(0);

        open(maria, gate(caseId, "confirm-scope"));
        assertThat(maria.locator(".gh-drill")).containsText("DRILL");
        assertThat(maria.locator(".gh-headline")).containsText("5 checkpoints, 4 protected");
        assertThat(Browsers.faultsOf(maria, "form.gh")).isEmpty();
        decide(maria, "confirm");

        postScenarioEvents(caseId, 1);
        open(maria, gate(caseId, "adopt-packet"));
        assertThat(maria.locator(".gh-headline"))
                .containsText("Workaround-verification is ready at 15:50: 4 of 5 checkpoints move");
        String hash = maria.locator(".gh-decide .gh-hash").textContent();
        assertThat(Browsers.faultsOf(maria, "form.gh")).isEmpty();
        decide(maria, "adopt");
        assertThat(theCase(caseId).at("/authoritativeRevision/sha256").asText()).isEqualTo(hash);

        String acknowledgement = gateOf(caseId, "acknowledge-delta", "nadia.rossi");
        Page nadia = signIn("nadia.rossi", 1280);
        open(nadia, acknowledgement);
        assertThat(nadia.locator(".gh-headline"))
                .containsText("Customer-bridge handoff preparation moves 17:15 \u2192 17:20");
        assertThat(Browsers.faultsOf(nadia, "form.gh")).isEmpty();
        decide(nadia, "acknowledge");

        maria.navigate(url("/cases/" + caseId));
        assertThat(maria.locator(".gh-drill")).containsText("DRILL");
        assertThat(maria.locator(".gh-verified")).containsText("INTACT");
        assertThat(maria.locator(".gh-lineage tbody tr")).hasCount(2);
        assertThat(maria.locator(".gh-lineage tbody tr").last()).containsText(hash);
        assertThat(maria.locator(".gh-entries tbody tr").filter(hasText("nadia.rossi")))
                .not()
                .hasCount(0);
        assertThat(maria.locator(".gh-entries")).containsText("CASE_STARTED");
        assertThat(Browsers.faultsOf(maria, "body")).isEmpty();
        Browsers.picture(maria, "case-of-the-lead");

        nadia.navigate(url("/cases/" + caseId));
        assertThat(nadia.locator(".gh-headline")).isVisible();
        assertThat(nadia.locator(".gh-lineage tbody tr")).hasCount(2);
        assertThat(nadia.getByText("is read by its gate owners and auditors")).isVisible();
        assertThat(nadia.locator(".gh-entries")).hasCount(0);
        assertThat(nadia.locator("body")).not().containsText("NORTHWIND-EU");
        assertThat(Browsers.faultsOf(nadia, "body")).isEmpty();
        Browsers.picture(nadia, "case-of-a-participant");

        maria.navigate(url("/outbox"));
        Locator told = maria.locator("tbody tr").filter(hasText(caseId));
        assertThat(told.first()).containsText("DRILL");
        assertThat(told.filter(hasText("DRILL"))).hasCount(told.count());
        assertThat(Browsers.faultsOf(maria, "body")).isEmpty();
        Browsers.view(maria, "outbox");
    }

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
    void aRefusedDecisionSaysWhyAndKeepsTheReason() throws Exception {
        String caseId = startCase("SEV1-REFUSED");
        Page maria = signIn("maria.keller", 1280);
        open(maria, gate(caseId, "confirm-scope"));
        reason(maria).fill("Declared by mistake.");
        String refusal = "{\"type\":\"InvalidRequestException\",\"message\":"
                + "\"Cannot submit task form 1: An accepted event is not yet applied.\"}";
        maria.route(
                "**/submit-form",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(409)
                        .setContentType("application/json")
                        .setBody(refusal)));
        maria.locator("[data-decision=decline]").click();
        assertThat(maria.locator(".gh-refusal")).hasText("Not recorded. An accepted event is not yet applied.");
        assertThat(maria.locator(".gh-refusal")).isInViewport();
        assertThat(maria.locator("body")).not().containsText("Cannot submit");
        assertThat(reason(maria)).hasValue("Declared by mistake.");
        assertThat(Browsers.faultsOf(maria, "form.gh")).isEmpty();
        Browsers.view(maria, "refused");
        maria.unroute("**/submit-form");
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
    void aWindowIsDeclaredByKeyboardAlone() throws Exception {
        String caseId = "SEV1-TYPED";
        Page maria = signIn("maria.keller", 1280);
        openStartForm(maria);
        tabTo(maria, requestField(maria));
        maria.keyboard().insertText(request(caseId).toPrettyString());
        tabTo(maria, startButton(maria));
        maria.keyboard().press("Enter");
        assertThat(maria.locator(".modal-body")).hasCount(0);
        assertThat(gate(caseId, "confirm-scope")).isNotEmpty();
    }

    @Test
    void tasklistOffersNothingThatItsDoorRefusesToEverybody() throws Exception {
        String caseId = startCase("SEV1-OFFERS");
        Page maria = signIn("maria.keller", 1280);
        open(maria, gate(caseId, "confirm-scope"));

        assertThat(maria.locator("li.assignee")).containsText("Maria Keller");
        assertThat(maria.locator("li.start-process-action")).isVisible();
        for (String refused : List.of(
                "Create task",
                "Add Comment",
                "Set follow-up date",
                "Set due date",
                "Add groups",
                "It is time to migrate")) {
            Locator control = maria.getByText(refused).first();
            assertThat(control).isAttached();
            assertThat(control).not().isVisible();
        }
    }

    @Test
    void signingOutOfTasklistLeadsToTheOneLogin() {
        Page maria = signIn("maria.keller", 1280);
        maria.navigate(webapp("tasklist"));
        maria.getByText("Start process").first().waitFor();

        maria.locator(".account .dropdown-toggle").click();
        maria.locator(".account .logout a").click();

        maria.waitForURL("**/login*");
        maria.getByLabel("Name").fill("maria.keller");
        maria.getByLabel("Password").fill("maria.keller");
        maria.keyboard().press("Enter");
        maria.getByText("Start process").first().waitFor();
    }

    @Test
    void theGateIsReachedAndDecidedByKeyboardAlone() throws Exception {
        String caseId = startCase("SEV1-KEYS");
        Page maria = signIn("maria.keller", 1280);
        open(maria, gate(caseId, "confirm-scope"));
        tabTo(maria, maria.locator("[data-decision=confirm]"));
        maria.keyboard().press("Enter");
        awaitDecided(caseId, "confirm-scope");
        assertThat(theCase(caseId).at("/authoritativeRevision/revision").asInt())
                .isEqualTo(1);
    }
}
