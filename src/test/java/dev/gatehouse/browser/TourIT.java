package dev.gatehouse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README's five minutes, walked as they are written; takes the README's pictures on the way. */
class TourIT extends RunningDemo {
    private static final String CASE = "SEV1-DEMO";

    @Test
    void theFiveMinutesOfTheReadmeGoAsTheyAreWritten() throws Exception {
        Page maria = signIn("maria.keller", 1280);
        open(maria, gate(CASE, "confirm-scope"));
        assertThat(maria.locator(".gh-headline")).containsText("5 checkpoints, 4 protected");
        picture(maria, "confirm-scope");
        decide(maria, "confirm");

        ObjectNode late = event("incident-tracker", "support.evidence.rescheduled");
        late.putObject("data").put("evidenceId", "workaround-verification").put("readyAt", in(Duration.ofMinutes(75)));
        post(late);
        // where the demo has been open for a while, a candidate without it may have been on the gate already
        open(maria, gate(CASE, "adopt-packet", packet -> packet.path("causes")
                .findValuesAsText("eventId")
                .contains(late.path("id").asText())));
        assertThat(maria.locator(".gh-headline")).containsText("Workaround-verification is ready at");
        assertThat(maria.locator(".gh-alarm")).hasCount(0);
        picture(maria, "adopt-packet");
        decide(maria, "adopt");

        ObjectNode swap = event("bridge-chat", "support.delegate.rotated");
        swap.putObject("data")
                .put("role", "security-review")
                .put("from", "sam.okafor")
                .put("to", "tom.baker")
                .put("effectiveAt", in(Duration.ZERO));
        assertThat(post(swap).at("/0/disposition").asText()).isEqualTo("refused");

        Page sam = signIn("sam.okafor", 1280);
        open(sam, gateOf(CASE, "acknowledge-delta", "sam.okafor"));
        assertThat(sam.locator(".gh-headline")).containsText("Restricted workaround-safety review moves");
        picture(sam, "acknowledge-delta");
        decide(sam, "acknowledge");

        maria.navigate(url("/cases/" + CASE));
        assertThat(maria.locator(".gh-verified")).containsText("INTACT");
        assertThat(maria.locator(".gh-drill")).hasCount(0);
        picture(maria, "case-page");

        holdTheHandoff();
        open(maria, gate(CASE, "adopt-packet"));
        assertThat(maria.locator(".gh-alarm")).containsText("1 protected checkpoint is HELD");
        picture(maria, "adopt-packet-held");
    }

    /** Its window shrinks to less than the handoff takes. */
    private void holdTheHandoff() throws Exception {
        ObjectNode change = event("contracts", "support.window.changed");
        ArrayNode windows = change.putObject("data")
                .put("checkpointId", "customer-bridge-handoff")
                .putArray("windows");
        windows.addObject().put("from", in(Duration.ofHours(2))).put("to", in(Duration.ofMinutes(145)));
        post(change);
    }

    @Test
    void theDemoHoldsOneLiveCaseOfEachFlow() {
        List.of("SEV1-DEMO", "DISC-DEMO", "REC-DEMO").forEach(caseId -> {
            JsonNode live = doors().caseOf(AUDITOR, caseId);
            assertThat(live.path("state").asText()).as(live.toString()).isEqualTo("OPEN");
            assertThat(live.path("drill").asBoolean(true)).as(caseId).isFalse();
        });
        task("REC-DEMO", "confirm-governance", "carla.voss");
        Page renata = signIn("renata.lima", 1280);
        open(renata, "DISC-DEMO", "approve-charter", "renata.lima");
        assertThat(renata.locator(".gh-headline")).containsText("Charter a packet of 4 sections");
        assertThat(renata.locator("form.gh .gh-drill")).hasCount(0);
        assertThat(renata.locator("form.gh .gh-alarm")).hasCount(0);
        picture(renata, "approve-charter");
    }

    @Test
    void anAdminSeesInCockpitWhereTheCasesStand() {
        Page admin = signIn("admin", 1280);
        admin.navigate(webapp("cockpit") + "#/processes");
        admin.getByText("Command-window resequencing").first().click();
        assertThat(admin.locator(".djs-container [data-element-id=confirm-scope]")
                        .first())
                .isVisible();
        // how many instances stand at an element
        assertThat(admin.locator(".djs-overlays .badge").first()).isVisible();
        picture(admin, "cockpit");
    }

    @Test
    void theStartFormTakesTheExampleAndRefusesItWithEveryFault() {
        Page maria = signIn("maria.keller", 1280);
        openStartForm(maria);
        ObjectNode request = request("SEV1-2026-0417");
        requestField(maria).fill(request.toPrettyString());
        assertThat(maria.locator(".gh-known")).containsText("Starts the case SEV1-2026-0417 as a DRILL");
        picture(maria, "start-form");
        ((ObjectNode) request.at("/checkpoints/1")).put("duration", "PT-45M");
        requestField(maria).fill(request.put("closesAt", "2026-04-17T13:00:00Z").toPrettyString());
        pressStart(maria);
        assertThat(maria.locator(".gh-faults")).containsText("/checkpoints/1/duration");
        assertThat(maria.locator(".gh-faults")).containsText("/closesAt");
        picture(maria, "start-refused");
    }

    /** A screen that shows the sentence and the drawing at once. */
    private static void picture(Page page, String name) {
        page.setViewportSize(1440, 1000);
        // Tasklist's words arrive after its tasks
        assertThat(page.getByText("CREATION_DATE")).hasCount(0);
        Browsers.tour(page, name);
    }

    private static String in(Duration duration) {
        return Instant.now().plus(duration).truncatedTo(ChronoUnit.MINUTES).toString();
    }

    private static ObjectNode event(String account, String type) {
        return JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", "tour-" + type)
                .put("source", "urn:source:" + account)
                .put("type", type)
                .put("subject", CASE)
                .put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }
}
