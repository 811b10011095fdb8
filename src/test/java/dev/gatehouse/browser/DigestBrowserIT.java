package dev.gatehouse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.gatehouse.digest.DigestCase.ACKNOWLEDGE;
import static dev.gatehouse.digest.DigestCase.DUTY;
import static dev.gatehouse.digest.DigestCase.OPERATIONS;
import static dev.gatehouse.digest.DigestCase.PATH;
import static dev.gatehouse.digest.DigestCase.RESOLVE;
import static dev.gatehouse.digest.DigestCase.REVIEW;
import static dev.gatehouse.digest.DigestCase.REVIEWER;
import static dev.gatehouse.digest.RunbookRepository.ROSA;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.Media;
import dev.gatehouse.digest.DigestCase;
import dev.gatehouse.digest.RunbookRepository;
import dev.gatehouse.testing.Doors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;

/** People in Tasklist on the running demo: scenario 4 from its start form to the acknowledgements, with a source that is not clear. */
class DigestBrowserIT extends RunningDemo {

    private static final String REPOSITORY = "premium-runbooks";
    /** A runbook of its own, so that what overtakes it overtakes nothing else. */
    private static final String ANOTHER = "runbooks/severity-one-escalation-overtaken.md";

    private static final String BEFORE = "severity-one-escalation.baseline.md";
    private static final String AFTER = "severity-one-escalation.revision.md";
    private static final String BRIDGE = "changed:open-bridge";
    private static final LocatorAssertions.IsVisibleOptions AFTER_ITS_NEXT_LOOK =
            new LocatorAssertions.IsVisibleOptions().setTimeout(20_000);

    /** There before the demo is: one instance has all tests, and the demo starts with it. */
    private static final RunbookRepository repository = RunbookRepository.bare(folder());

    private DigestCase digest;

    @DynamicPropertySource
    static void repositories(DynamicPropertyRegistry settings) {
        settings.add(
                "gatehouse.runbooks." + REPOSITORY + ".uri",
                () -> repository.folder().toString());
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("premium-runbooks");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @BeforeAll
    static void publish() {
        publish("published/2026-02-01", PATH, BEFORE);
        publish("published/2026-04-15", PATH, AFTER);
        publish("published/2026-04-16", ANOTHER, BEFORE);
        publish("published/2026-04-17", ANOTHER, AFTER);
    }

    private static void publish(String tag, String path, String file) {
        OffsetDateTime moment = RunbookRepository.at(tag.replace("published/", "") + "T09:00:00Z");
        repository.annotate(tag, repository.commit(path, DigestCase.file(file), ROSA, moment), ROSA, moment);
    }

    @AfterAll
    static void close() throws IOException {
        repository.close();
        FileSystemUtils.deleteRecursively(repository.folder());
    }

    @BeforeEach
    void caseOfItsOwn() {
        DigestCase.mirrorRecords(doors());
        digest = DigestCase.drill(doors(), REPOSITORY);
    }

    @Test
    void isDigestedFromItsPublicationToItsAcknowledgement() {
        Page rosa = signIn(OPERATIONS, 1280);
        openStartForm(rosa, "Runbook");
        requestField(rosa)
                .fill(digest.baseline("published/2025-12-01").request().toPrettyString());
        assertThat(rosa.locator(".gh-known")).containsText("Starts the case " + digest.caseId() + " as a DRILL");
        pressStart(rosa);
        assertThat(rosa.locator(".modal-body")).hasCount(0);

        resolve(rosa);
        Page dora = signIn(REVIEWER, 1600);
        look(dora, REVIEW, REVIEWER);
        assertThat(dora.locator(".gh-digest-limits"))
                .containsText("The tag of January was never made; February is what was in force.");
        reads(dora);
        corrects(dora);
        clarifiesAsksAndCloses(dora);
        seesWhatOthersAdd(dora);
        isRefusedAndSharesWhatTakesItsPlace(dora);

        acknowledges(dora, REVIEWER);
        Page emil = signIn(DUTY, 1280);
        acknowledges(emil, DUTY);
        JsonNode given = doors().get(AUDITOR, "/api/cases/" + digest.caseId() + "/ledger")
                .json()
                .path("entries");
        assertThat(given.valueStream()
                        .filter(entry -> entry.path("kind").asText().equals("ACKNOWLEDGED"))
                        .map(entry -> entry.path("actor").asText()))
                .containsExactlyInAnyOrder(REVIEWER, DUTY);
        isFoundAtItsCase(emil);
    }

    private void resolve(Page rosa) {
        open(rosa, digest.awaitGate(RESOLVE));
        assertThat(rosa.locator(".gh-headline")).hasText("There is nothing to compare it with");
        assertThat(rosa.locator(".gh-effect")).containsText("there is no tag published/2025-12-01");
        assertThat(rosa.locator("form.gh .gh-drill")).containsText("DRILL");
        assertThat(Browsers.faultsOf(rosa, "form.gh")).isEmpty();
        Browsers.view(rosa, "digest-resolve-source");
        rosa.getByText("Claim", new Page.GetByTextOptions().setExact(true))
                .first()
                .click();
        assertThat(rosa.locator(".gh-claim")).hasCount(0);
        rosa.getByLabel("Compare with another published tag").fill("published/2026-04-15");
        rosa.getByLabel("Reason (required)").fill("The tag of January was never made; February is what was in force.");
        rosa.locator("[data-decision=proceed]").click();
        assertThat(rosa.getByText("That is the revision itself")).isVisible();
        rosa.getByLabel("Compare with another published tag").fill("published/2026-02-01");
        decide(rosa, "proceed");
    }

    /** By keyboard alone: the cited lines as the repository has them, the record's version with what may be shown of it. */
    private static void reads(Page dora) {
        assertThat(dora.locator(".gh-headline"))
                .hasText("7 changes against “published/2026-02-01”; 9 passages still apply; 4 open items.");
        Locator mismatch = dora.locator("[data-statement]", new Page.LocatorOptions().setHasText("team-data-platform"))
                .first();
        assertThat(mismatch.locator(".gh-digest-sides dd"))
                .hasText(new String[] {"team-data-platform", "team-storage"});
        tabTo(dora, mismatch.locator("[data-sources]"));
        dora.keyboard().press("Enter");
        assertThat(mismatch.locator(".gh-digest-cited td").first()).hasText("| storage | team-data-platform |");
        assertThat(mismatch.locator(".gh-digest-panel .gh-dl")).containsText("team-storage");
        assertThat(Browsers.faultsOf(dora, "form.gh")).isEmpty();
        Browsers.view(dora, "digest-sources");
        dora.keyboard().press("Escape");
        assertThat(mismatch.locator("[data-sources]")).isFocused();
    }

    private static Locator statement(Page page, String id) {
        return page.locator("[data-statement=\"" + id + "\"]");
    }

    private static void corrects(Page dora) {
        Locator bridge = statement(dora, BRIDGE);
        bridge.locator("[data-add=correct]").click();
        bridge.locator("textarea").fill("The bridge opens within 10 minutes; we guarantee it.");
        bridge.locator("[data-send]").click();
        assertThat(bridge.locator(".gh-error").first()).containsText("Says guarantee, which a digest does not");
        assertThat(bridge.locator("textarea")).isFocused();
        Browsers.view(dora, "digest-blocked-words");
        bridge.locator("textarea").fill("The bridge opens within 10 minutes, 5 sooner than before.");
        bridge.locator("[data-send]").click();
        assertThat(bridge.locator(".gh-digest-corrected"))
                .hasText(
                        "CORRECTED The bridge opens within 10 minutes, 5 sooner than before.",
                        new LocatorAssertions.HasTextOptions().setTimeout(20_000));
        assertThat(bridge.locator(".gh-digest-composed del")).containsText("15");
        assertThat(dora.locator("[data-decision=share]")).hasText("Share exactly revision 2");
    }

    private static void clarifiesAsksAndCloses(Page dora) {
        Locator open = dora.locator("[data-part=open]");
        Locator owner = open.locator("[data-statement]").first();
        owner.locator("[data-add=clarify]").click();
        owner.locator("textarea").fill("The hand-over to team-data-platform runs until 30 April.");
        owner.locator("[data-send]").click();
        assertThat(owner.locator(".gh-digest-said")).containsText("dora.quinn");
        open.locator("[data-add=ask]").click();
        open.locator(".gh-digest-ask textarea").fill("Who pages storage on 1 May?");
        open.locator("[data-send=ask]").click();
        assertThat(open.getByText("Who pages storage on 1 May?", new Locator.GetByTextOptions().setExact(true)))
                .isVisible(AFTER_ITS_NEXT_LOOK);
        Locator carveOut =
                open.locator("[data-statement]", new Locator.LocatorOptions().setHasText("identity-arrangement"));
        carveOut.locator("[data-add=close]").click();
        carveOut.locator("textarea").fill("The exception is being registered.");
        carveOut.locator("[data-send]").click();
        assertThat(carveOut).hasCount(0);
        assertThat(open.locator("h3")).hasText("Open (3)");
        assertThat(dora.locator("[data-decision=share]")).hasText("Share exactly revision 5");
        assertThat(dora.locator(".gh-digest-waiting .gh-warn")).hasCount(0);
    }

    private void seesWhatOthersAdd(Page dora) {
        Doors.Answer added = doors().post(
                        DUTY,
                        "/api/packets/" + digest.caseId() + "/clarifications",
                        JSON.createObjectNode().put("text", "Is the EU pager staffed at night?"));
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        assertThat(dora.locator(".gh-digest-waiting")).containsText("emil.braun: “Is the EU pager staffed at night?”");
        dora.locator("[data-decision=share]").click();
        assertThat(dora.getByText("Look first at what others have added.")).isVisible();
        dora.locator("[data-seen]").click();
    }

    private void isRefusedAndSharesWhatTakesItsPlace(Page dora) {
        reason(dora).fill("For the night shift.");
        DigestCase.mirror(
                doors(),
                DigestCase.record(
                        "ownership", "storage", 11, "2026-04-14T09:00:00Z", "{\"owner\": \"team-data-platform\"}"));
        dora.locator("[data-decision=share]").click();
        Locator refused = dora.locator(".gh-decide .gh-digest-refused li");
        assertThat(refused.first()).containsText("ownership/storage");
        assertThat(refused.first()).containsText("version 9 of ownership/storage");
        assertThat(dora.locator(".gh-decide")).containsText("It is being composed again");
        assertThat(dora.locator(".gh-banner")).containsText("This task was withdrawn");
        assertThat(dora.locator(".gh-banner a"))
                .hasText("Open the new task", new LocatorAssertions.HasTextOptions().setTimeout(60_000));
        assertThat(Browsers.faultsOf(dora, "form.gh")).isEmpty();
        Browsers.view(dora, "digest-share-refused");
        dora.locator(".gh-banner a").click();
        assertThat(dora.locator("[data-part=open] h3")).hasText("Open (2)");
        look(dora, REVIEW, REVIEWER);
        assertThat(reason(dora)).hasValue("For the night shift.");
        assertThat(statement(dora, BRIDGE).locator(".gh-digest-corrected")).isVisible();
        assertThat(dora.locator("[data-part=open] h3")).hasText("Open (2)");
        assertThat(dora.locator("[data-part=open]")).containsText("Is the EU pager staffed at night?");
        decide(dora, "share");
    }

    private void acknowledges(Page page, String person) {
        look(page, ACKNOWLEDGE, person);
        assertThat(page.locator(".gh-digest-title").first()).hasText("Open (2)");
        assertThat(page.locator("[data-add]")).hasCount(0);
        statement(page, "changed:exec-notice").locator("[data-sources]").click();
        assertThat(statement(page, "changed:exec-notice")
                        .locator(".gh-digest-cited td")
                        .first())
                .containsText("Executive notice at 45 minutes.");
        decide(page, "acknowledge");
    }

    private void isFoundAtItsCase(Page emil) {
        emil.navigate(url("/cases/" + digest.caseId()));
        assertThat(emil.locator(".gh-dl").first())
                .containsText(PATH + " of " + REPOSITORY + " at published/2026-04-15");
        assertThat(emil.locator(".gh-dl").first()).containsText("shared");
        assertThat(emil.locator(".gh-digest-part")).hasCount(3);
        assertThat(Browsers.faultsOf(emil, "body")).isEmpty();
        Browsers.picture(emil, "digest-case-live");
        String text = emil.getByText("Plain text").getAttribute("href");
        assertThat(doors().get(DUTY, text).text()).contains("5 sooner than before");
        Page print = emil.waitForPopup(() -> emil.getByText("Print or PDF").click());
        assertThat(print.locator(".gh-digest-part").first()).isVisible();
        assertThat(print.locator(".gh-drill")).containsText("DRILL");
        print.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(print.locator(".gh-bar")).isHidden();
        print.pdf(new Page.PdfOptions()
                .setPath(Browsers.SCREENSHOTS.resolve("digest-live.pdf"))
                .setPreferCSSPageSize(true));
        print.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        statement(print, BRIDGE).locator("a").click();
        assertThat(statement(print, BRIDGE).locator(".gh-digest-panel")).isVisible();
    }

    /** Opens it as its person, and looks at what every screen of a drill must have. */
    private void look(Page page, String gate, String person) {
        open(page, digest.caseId(), gate, person);
        assertThat(page.locator("form.gh .gh-drill")).containsText("DRILL");
        assertThat(Browsers.faultsOf(page, "form.gh")).isEmpty();
        Browsers.view(page, "digest-" + gate + "-" + person);
    }

    @Test
    void theStartFormNamesEveryFaultOnce() {
        Page rosa = signIn(OPERATIONS, 1280);
        openStartForm(rosa, "Runbook");
        String faulty = digest.path("../elsewhere.md")
                .request()
                .put("repository", "nowhere")
                .put("reviewer", "nobody.here")
                .toPrettyString();
        requestField(rosa).fill(faulty);
        pressStart(rosa);
        Locator faults = rosa.locator(".gh-faults tbody tr");
        assertThat(faults.filter(hasText("/repository"))).hasCount(1);
        assertThat(faults.filter(hasText("/path"))).hasCount(1);
        assertThat(faults.filter(hasText("/reviewer"))).hasCount(1);
        assertThat(requestField(rosa)).hasValue(faulty);
        Browsers.view(rosa, "digest-start-refused");
    }

    @Test
    void aNewerPublicationTakesTheReviewAwayAndWhatWasTypedStays() {
        assertThat(digest.path(ANOTHER)
                        .revision("published/2026-04-17")
                        .baseline("published/2026-04-16")
                        .start()
                        .status())
                .isEqualTo(200);
        Page dora = signIn(REVIEWER, 1280);
        open(dora, digest.caseId(), REVIEW, REVIEWER);
        statement(dora, BRIDGE).locator("[data-add=correct]").click();
        statement(dora, BRIDGE).locator("textarea").fill("Half a sent");
        publish("published/2026-04-20", ANOTHER, BEFORE);
        DigestCase newer = DigestCase.drill(doors(), REPOSITORY)
                .path(ANOTHER)
                .revision("published/2026-04-20")
                .baseline("published/2026-04-17");
        assertThat(newer.start().status()).isEqualTo(200);
        assertThat(dora.locator(".gh-banner"))
                .containsText(
                        "A newer publication, published/2026-04-20, is digested by the case " + newer.caseId(),
                        new LocatorAssertions.ContainsTextOptions().setTimeout(60_000));
        assertThat(dora.locator("[data-decision=share]")).isDisabled();
        assertThat(statement(dora, BRIDGE).locator("[data-send]")).isDisabled();
        assertThat(statement(dora, BRIDGE).locator("textarea")).hasValue("Half a sent");
        Browsers.view(dora, "digest-superseded");
    }
}
