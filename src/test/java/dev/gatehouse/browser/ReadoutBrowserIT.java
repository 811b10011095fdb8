package dev.gatehouse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.gatehouse.readout.ReadoutRequests;
import dev.gatehouse.testing.Doors;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People in Tasklist, sources over HTTP, on the running demo: a readout gate by gate. */
class ReadoutBrowserIT extends RunningDemo {

    private static final String MANAGER = ReadoutRequests.MANAGER;
    private static final String DUTY = "dora.quinn";
    private static final String OTHER_DUTY = "emil.braun";
    private static final String CONFIRM = "confirm-slot";
    private static final String EXCEPTION = "decide-exception";
    private static final String ROLES = "complete-roles";
    private static final String JORGE = "jorge.paz@bancosur.example";

    private String caseId;
    private ObjectNode request;

    @BeforeEach
    void caseOfItsOwn() {
        caseId = "RCA-" + UUID.randomUUID().toString().substring(0, 8);
        request = ReadoutRequests.scenario(caseId);
    }

    @Test
    void startsByFormAndConfirmsASlotByKeyboard() {
        // with fewer meetings there are more slots than one
        ((ObjectNode) request.path("busy")).putArray("kofi.mensah");
        Page petra = signIn(MANAGER, 1280);
        openStartForm(petra, "RCA readout");
        ObjectNode faulty = request.deepCopy().put("granularity", "PT7M").put("customerSafe", false);
        requestField(petra).fill(faulty.toPrettyString());
        assertThat(petra.locator(".gh-known")).containsText("as a DRILL");
        pressStart(petra);
        Locator faults = petra.locator(".gh-faults tbody tr");
        assertThat(faults.filter(hasText("/granularity"))).hasCount(1);
        assertThat(faults.filter(hasText("/customerSafe"))).hasCount(1);
        assertThat(Browsers.faultsOf(petra, "form.gh")).isEmpty();
        picture(petra, "start-form-refused");
        requestField(petra).fill(request.toString());
        pressStart(petra);

        look(petra, task(caseId, CONFIRM, MANAGER), CONFIRM);
        assertThat(petra.locator("form.gh .gh-drill")).containsText("DRILL");
        assertThat(petra.locator(".gh-headline")).containsText("slots are held");
        Locator cards = petra.locator(".gh-slots .gh-slot");
        Locator second = cards.nth(1);
        String time = second.locator(".gh-slot-time").textContent();
        tabTo(petra, cards.first().locator("input"));
        petra.keyboard().press("ArrowDown");
        assertThat(second.locator("input")).isFocused();
        assertThat(second.locator("input")).isChecked();
        tabTo(petra, petra.locator("[data-decision=confirm]"));
        petra.keyboard().press("Enter");
        assertThat(petra.locator("form.gh")).hasCount(0);

        JsonNode ended = awaitEnd();
        assertThat(ended.at("/outcome/state").asText()).isEqualTo("scheduled");
        petra.navigate(url("/cases/" + caseId));
        assertThat(petra.locator(".gh-kicker").first()).containsText("scheduled");
        assertThat(petra.getByText(time.split(",")[0]).first()).isVisible();
        assertThat(Browsers.faultsOf(petra, "body")).isEmpty();
        picture(petra, "case-scheduled");
    }

    @Test
    void theEscalationManagerConfirmsWhatIsAssignedToTheProgramManager() {
        start();
        Page kofi = signIn("kofi.mensah", 1280);
        look(kofi, task(caseId, CONFIRM, MANAGER), CONFIRM);
        kofi.locator(".gh-slots .gh-slot input").first().check();
        decide(kofi, "confirm");
        assertThat(awaitEnd().at("/outcome/state").asText()).isEqualTo("scheduled");
    }

    @Test
    void showsWhyAStartCanNeverBeApprovedAndKeepsWhatWasTyped() {
        start();
        Page petra = signIn(MANAGER, 1280);
        open(petra, caseId, CONFIRM, MANAGER);
        Locator wanted = petra.getByLabel("Start by the customer’s clock");
        wanted.fill("2026-04-22 09:30");
        reason(petra).fill("The customer is in town.");
        petra.locator("[data-decision=ask-exception]").click();
        Locator refusal = petra.locator("form.gh .gh-refusal");
        assertThat(refusal).containsText("can never be approved");
        assertThat(refusal).containsText("CAB");
        assertThat(refusal).not().containsText("2026-04-22T");
        assertThat(wanted).hasValue("2026-04-22 09:30");
        assertThat(Browsers.faultsOf(petra, "form.gh")).isEmpty();
        picture(petra, "ask-refused");
    }

    @Test
    void oneDutyManagerClaimsAndApprovesWhatTheManagerThenConfirms() {
        jorgeIsBusyUntil("2026-04-27T16:30:00Z");
        start();
        String task = unclaimed(EXCEPTION);
        Page dora = signIn(DUTY, 1280);
        look(dora, task, EXCEPTION);
        assertThat(dora.locator(".gh-claim")).containsText("Nobody has claimed this task yet");
        assertThat(dora.locator(".gh-why")).containsText("Why there is no slot");
        claim(dora);
        assertThat(task(caseId, EXCEPTION, DUTY)).isEqualTo(task);
        assertThat(dora.locator(".gh-claim")).hasCount(0);

        choose(dora, "2026-04-27T16:30:00Z");
        assertThat(dora.locator(".gh-chosen")).containsText("For this start only");
        picture(dora, "exception-chosen");
        decide(dora, "approve");

        Page petra = signIn(MANAGER, 1280);
        open(petra, caseId, CONFIRM, MANAGER);
        assertThat(petra.locator(".gh-by-exception").first()).containsText("kofi.mensah meets outside working hours");
        picture(petra, "confirm-by-exception");
        decide(petra, "confirm");
        assertThat(awaitEnd().at("/outcome/start").asText()).isEqualTo("2026-04-27T16:30:00Z");
    }

    @Test
    void endsUnscheduledWhenADutyManagerDeclines() {
        jorgeIsBusyUntil("2026-04-27T16:30:00Z");
        start();
        Page emil = signIn(OTHER_DUTY, 1280);
        open(emil, unclaimed(EXCEPTION));
        claim(emil);
        emil.locator("[data-decision=decline]").click();
        assertThat(emil.getByText("this decision needs a reason")).isVisible();
        reason(emil).fill("No rule gives for this.");
        decide(emil, "decline");
        assertThat(awaitEnd().at("/outcome/state").asText()).isEqualTo("unscheduled");
        emil.navigate(url("/cases/" + caseId));
        assertThat(emil.locator(".gh-kicker").first()).containsText("unscheduled");
        picture(emil, "case-unscheduled");
    }

    @Test
    void seeksAnewWhenSlotsAreRejectedExpireOrGoWhileTheFormIsOpen() {
        ((ObjectNode) request.path("busy")).putArray("kofi.mensah");
        ((ObjectNode) request.path("holds")).put("count", 1).put("ttl", "PT1H");
        start();
        Page petra = signIn(MANAGER, 1280);
        open(petra, caseId, CONFIRM, MANAGER);
        String first = heldTime(petra);
        petra.locator("[data-decision=reject-all]").click();
        assertThat(petra.getByText("this decision needs a reason")).isVisible();
        reason(petra).fill("The customer's board meets then.");
        decide(petra, "reject-all");

        open(petra, caseId, CONFIRM, MANAGER);
        assertThat(petra.locator("form.gh")).containsText("Rounds of holds used up: 1 of 3");
        String second = heldTime(petra);
        assertThat(second).isNotEqualTo(first);
        String task = task(caseId, CONFIRM, MANAGER);
        advance("2026-04-20T16:30:00Z");
        awaitWithdrawn(petra);
        assertThat(petra.locator("form.gh")).containsText("the holds have expired");
        picture(petra, "withdrawn");

        open(petra, Doors.await("another task", () -> doors().openGate(AUDITOR, caseId, CONFIRM)
                .filter(now -> !now.equals(task))));
        assertThat(petra.locator("form.gh")).containsText("Rounds of holds used up: 2 of 3");
        String held = doors().review(MANAGER, task(caseId, CONFIRM, MANAGER))
                .at("/slots")
                .valueStream()
                .filter(slot -> slot.at("/hold/state").asText().equals("held"))
                .map(slot -> slot.path("start").asText())
                .findFirst()
                .orElseThrow();
        ObjectNode busy = JSON.createObjectNode().put("person", JORGE);
        busy.putArray("busy")
                .addObject()
                .put("from", held)
                .put("to", Instant.parse(held).plus(Duration.ofHours(1)).toString());
        state("calendar-feed", "support.calendar.changed", caseId, "2026-04-20T16:40:00Z", busy);
        awaitWithdrawn(petra);
    }

    @Test
    void namesAPersonForAVacantRole() {
        request.path("required").forEach(seat -> {
            if (seat.path("role").asText().equals("fix-owner")) {
                ((ObjectNode) seat).remove("person");
            }
        });
        start();
        Page petra = signIn(MANAGER, 1280);
        look(petra, task(caseId, ROLES, MANAGER), ROLES);
        Locator person = petra.getByLabel("Person");
        tabTo(petra, person);
        petra.keyboard().type("ana.torres");
        assertThat(petra.locator("form.gh")).containsText("Known to this readout");
        tabTo(petra, petra.locator("[data-decision=complete]"));
        petra.keyboard().press("Enter");
        assertThat(petra.locator("form.gh")).hasCount(0);
        open(petra, caseId, CONFIRM, MANAGER);
        assertThat(petra.locator(".gh-headline")).containsText("Monday 27 April, 10:00–11:00");
    }

    @Test
    void showsTheLiveCaseOfTheDemo() {
        Page petra = signIn(MANAGER, 1280);
        look(petra, task("RCA-DEMO", CONFIRM, MANAGER), CONFIRM + "-live");
        assertThat(petra.locator("form.gh .gh-drill")).hasCount(0);
        assertThat(petra.locator(".gh-left").first()).containsText("left");
    }

    // ---- the case

    private void start() {
        Doors.Answer answer = doors().start(MANAGER, ReadoutRequests.FLOW, request);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private void jorgeIsBusyUntil(String to) {
        ((ObjectNode) request.path("busy").path(JORGE).path(0)).put("to", to);
    }

    private void advance(String time) {
        state("bridge-chat", "support.clock.advanced", caseId, time, JSON.createObjectNode());
    }

    private JsonNode awaitEnd() {
        return Doors.await(caseId + " has ended", () -> Optional.of(doors().caseOf(AUDITOR, caseId))
                .filter(one -> one.path("state").asText().equals("ENDED")));
    }

    private String unclaimed(String gate) {
        return doors().awaitGate(AUDITOR, caseId, gate);
    }

    // ---- the page

    /** Opens it, and looks at what every screen must have. */
    private void look(Page page, String task, String name) {
        open(page, task);
        assertThat(Browsers.faultsOf(page, "form.gh")).isEmpty();
        picture(page, name);
    }

    /** Tasklist scrolls within the window, so that a picture of the whole form wants a tall one. */
    private static void picture(Page page, String name) {
        int width = page.viewportSize().width;
        int height = page.viewportSize().height;
        page.setViewportSize(width, 3000);
        Browsers.picture(page, "readout-" + name);
        page.setViewportSize(width, height);
    }

    /** By Tasklist's own button; until then it lets nobody use the form. */
    private static void claim(Page page) {
        page.getByText("Claim", new Page.GetByTextOptions().setExact(true))
                .first()
                .click();
        assertThat(page.locator(".gh-claim")).hasCount(0);
    }

    /** Unfolds whatever it is in, and ticks it. */
    private static void choose(Page page, String start) {
        Locator radio = page.locator("input[value='exception-" + start + "']");
        Locator folded =
                page.locator(".gh-exceptions details:not([open])").filter(new Locator.FilterOptions().setHas(radio));
        while (folded.count() > 0) {
            folded.first().locator("summary").first().click();
        }
        radio.check();
    }

    private static String heldTime(Page page) {
        return page.locator(".gh-slot .gh-slot-time").first().textContent();
    }

    private static void awaitWithdrawn(Page page) {
        assertThat(page.getByText("This task was withdrawn"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(20_000));
        assertThat(page.locator("[data-decision=confirm]")).isDisabled();
    }
}
