package dev.gatehouse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.gatehouse.recovery.RecoveryScenario;
import dev.gatehouse.testing.Doors;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People in Tasklist, sources over HTTP, on the running demo: the notes of scenario 5, gate by gate. */
class RecoveryBrowserIT extends RunningDemo {

    private static final String FLOW = "recovery-recommendation-release";
    private static final String LANE = "executive-customer-review-decision";
    private static final String BOUNDARY = "Release is not approval of a remedy.";
    private static final String GOVERNANCE = "carla.voss";
    private static final String RELEASE_OWNER = "renata.lima";
    private static final String PACKET_OWNER = "hugo.brandt";
    private static final String RECIPIENT = "evelyn.stone";

    private String caseId;
    private ObjectNode request;

    @BeforeAll
    void mirrorTheRecordThatThePacketCites() {
        mirror(RecoveryScenario.document("records.json").path(0));
    }

    @BeforeEach
    void caseOfItsOwn() {
        caseId = "REC-" + UUID.randomUUID().toString().substring(0, 8);
        request = RecoveryScenario.request().put("caseId", caseId);
    }

    @Test
    void followsTheNotesThroughEveryGate() {
        start();
        Page carla = signIn(GOVERNANCE, 1280);
        look(carla, "confirm-governance", GOVERNANCE);
        assertThat(carla.locator("form.gh .gh-drill")).containsText("DRILL");
        assertThat(carla.locator(".gh-release-blocked")).containsText("multi-quarter fee holiday");
        assertThat(carla.locator(".gh-release-blocked tbody tr")).hasCount(3);
        assertThat(carla.locator(".gh-release-options tbody tr")).hasCount(3);
        assertThat(carla.locator(".gh-release-audience")).containsText("naomi.fry");
        assertThat(carla.locator(".gh-release-audience")).containsText("2026-05-01 18:00 UTC");
        carla.locator("[data-decision=confirm]").click();
        assertThat(carla.getByText("Tick this first")).isVisible();
        agree(carla, "confirm");

        // a revision arrives while the release is open: the old gate closes
        Page renata = signIn(RELEASE_OWNER, 1280);
        open(renata, caseId, "approve-release", RELEASE_OWNER);
        reason(renata).fill("naomi.fry has no part in it.");
        state(
                "recommendation-workspace",
                "support.recommendation.revised",
                caseId,
                "2026-04-24T07:10:00Z",
                RecoveryScenario.revision(200000));
        assertThat(renata.getByText("This task was withdrawn"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(20_000));
        assertThat(renata.locator("[data-decision=release]")).isDisabled();
        assertThat(reason(renata)).hasValue("naomi.fry has no part in it.");

        open(carla, caseId, "confirm-governance", GOVERNANCE);
        assertThat(carla.locator(".gh-release-options")).containsText("was 240");
        agree(carla, "confirm");

        look(renata, "approve-release", RELEASE_OWNER);
        assertThat(renata.getByText("Kept from the task that was withdrawn.")).isVisible();
        renata.getByLabel("naomi.fry").uncheck();
        renata.getByLabel("End the window earlier, at").fill("2026-06-01T18:00:00Z");
        renata.locator("[data-decision=narrow]").click();
        assertThat(renata.locator("form.gh .gh-refusal")).containsText("can only be narrowed");
        assertThat(renata.getByLabel("naomi.fry")).not().isChecked();
        renata.getByLabel("End the window earlier, at").fill("");
        decide(renata, "narrow");

        open(carla, caseId, "confirm-governance", GOVERNANCE);
        assertThat(carla.locator(".gh-release-audience")).not().containsText("naomi.fry");
        agree(carla, "confirm");
        open(renata, caseId, "approve-release", RELEASE_OWNER);
        decide(renata, "release");

        advance("2026-04-24T08:00:00Z");
        Page evelyn = signIn(RECIPIENT, 1280);
        look(evelyn, "acknowledge-intake", RECIPIENT);
        assertThat(evelyn.locator(".gh-release-blocked tbody tr")).hasCount(3);
        assertThat(evelyn.getByText("It tells whose copy one is.")).isVisible();
        decide(evelyn, "accept");

        assertThat(doors().get("naomi.fry", "/api/lanes/" + LANE + "/packets/" + caseId)
                        .status())
                .isEqualTo(403);
        look(renata, "watch-lane", RELEASE_OWNER);
        assertThat(renata.locator("form.gh")).containsText("naomi.fry");
        decide(renata, "noted");

        // what it cites changes after the release
        ObjectNode newer = JSON.createObjectNode()
                .put("register", "incident-timeline")
                .put("key", "INC-88213")
                .put("version", 11);
        state("incident-tracker", "support.evidence.changed", caseId, "2026-04-24T09:00:00Z", newer);
        look(renata, "review-released", RELEASE_OWNER);
        assertThat(renata.locator("form.gh .gh-alarm")).containsText("STALE");
        renata.locator("[data-decision=withdraw]").click();
        assertThat(renata.getByText("this decision needs a reason")).isVisible();
        reason(renata).fill("The second wave changes the impact.");
        decide(renata, "withdraw");
        Doors.await("the copy is withdrawn", () -> Optional.of(
                        doors().get(RECIPIENT, "/api/lanes/" + LANE + "/packets/" + caseId))
                .filter(answer -> answer.status() == 410 && answer.text().contains("second wave")));
    }

    @Test
    void aDelegateReleasesInTheOwnersPlace() {
        start();
        Page carla = signIn(GOVERNANCE, 1280);
        open(carla, caseId, "confirm-governance", GOVERNANCE);
        agree(carla, "confirm");
        Page sven = signIn("sven.olsen", 1280);
        open(sven, caseId, "approve-release", RELEASE_OWNER);
        assertThat(sven.getByText("You act for renata.lima. It is recorded so."))
                .isVisible();
        assertThat(Browsers.faultsOf(sven, "form.gh")).isEmpty();
        Browsers.picture(sven, "recovery-approve-release-in-the-owners-place");
        decide(sven, "release");
        Doors.await("renata's task is decided", () -> Optional.of(doors().caseOf(AUDITOR, caseId))
                .filter(one ->
                        one.path("authoritativeRevision").path("revision").asInt() == 1));
    }

    @Test
    void aHeldPacketIsResolvedByAnotherRevision() {
        ((ObjectNode) request.path("packet").path("options").path(0)).put("cap", 900000);
        RecoveryScenario.hashed(request);
        start();
        Page hugo = signIn(PACKET_OWNER, 1280);
        look(hugo, "resolve-hold", PACKET_OWNER);
        assertThat(hugo.locator("form.gh .gh-release-faults")).containsText("900000 EUR; the bound is 250000");
        hugo.locator("[data-decision=supersede]").click();
        assertThat(hugo.getByText("There is no revision yet.")).isVisible();
        Locator revision = hugo.getByLabel("The next revision, as JSON");
        String wrong =
                RecoveryScenario.revision(200000).put("sha256", "0".repeat(64)).toString();
        revision.fill(wrong);
        hugo.locator("[data-decision=supersede]").click();
        assertThat(hugo.locator("form.gh .gh-refusal")).containsText("0".repeat(64));
        assertThat(revision).hasValue(wrong);
        revision.fill(RecoveryScenario.revision(200000).toString());
        decide(hugo, "supersede");

        Page carla = signIn(GOVERNANCE, 1280);
        open(carla, caseId, "confirm-governance", GOVERNANCE);
        assertThat(carla.locator(".gh-release-options")).containsText("was 900");
    }

    @Test
    void aFormWhoseTaskIsWithdrawnSaysSo() {
        start();
        Page carla = signIn(GOVERNANCE, 1280);
        open(carla, caseId, "confirm-governance", GOVERNANCE);
        advance("2026-04-26T00:00:00Z");
        assertThat(carla.getByText("This task was withdrawn"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(20_000));
        assertThat(carla.locator("[data-decision=confirm]")).isDisabled();
    }

    @Test
    void theStartFormNamesEveryFaultOnceAtItsPlaceAndKeepsTheText() {
        Page hugo = signIn(PACKET_OWNER, 1280);
        openStartForm(hugo, "Recovery recommendation");
        String sha256 = request.path("sha256").asText();
        ((ObjectNode) request.at("/packet/blockedTerms/0")).remove("reason");
        String faulty = request.put("releaseOwner", "nobody.here").toPrettyString();
        requestField(hugo).fill(faulty);
        assertThat(hugo.locator(".gh-known")).containsText("as a DRILL");
        pressStart(hugo);
        Locator faults = hugo.locator(".gh-faults tbody tr");
        assertThat(faults.filter(hasText("/packet/blockedTerms/0"))).hasCount(1);
        assertThat(faults.filter(hasText("/releaseOwner"))).hasCount(1);
        assertThat(Browsers.faultsOf(hugo, "form.gh")).isEmpty();
        Browsers.picture(hugo, "recovery-start-form-refused");
        assertThat(requestField(hugo)).hasValue(faulty);

        String right = RecoveryScenario.request().put("caseId", caseId).toString();
        assertThat(right).contains(sha256);
        requestField(hugo).fill(right);
        pressStart(hugo);
        assertThat(task(caseId, "confirm-governance", GOVERNANCE)).isNotEmpty();
    }

    private void start() {
        Doors.Answer answer = doors().start(PACKET_OWNER, FLOW, request);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private void advance(String time) {
        state("bridge-chat", "support.clock.advanced", caseId, time, JSON.createObjectNode());
    }

    /** Opens it as its person, and looks at what every screen of this flow must have. */
    private void look(Page page, String gate, String person) {
        open(page, caseId, gate, person);
        assertThat(page.locator("form.gh").getByText(BOUNDARY).first()).isVisible();
        assertThat(Browsers.faultsOf(page, "form.gh")).isEmpty();
        Browsers.picture(page, "recovery-" + gate);
    }
}
