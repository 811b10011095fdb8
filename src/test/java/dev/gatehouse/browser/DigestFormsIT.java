package dev.gatehouse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gates of a digest show, by mouse and by keyboard, and what they send; against a stand-in for Tasklist. */
class DigestFormsIT extends FormWalk {
    private static final String REVIEW = "review-digest";
    private static final String RESOLVE = "resolve-source";
    private static final String ACKNOWLEDGE = "acknowledge-digest";
    private static final String PACKETS = "/api/packets/" + DigestReviews.CASE + "/";
    private static final String OWNER = "item-27c4ee16a7952785";
    private static final String BRIDGE = "changed:open-bridge";

    DigestFormsIT() {
        super(1600);
    }

    @BeforeEach
    void sources() {
        harness.api(DigestReviews.LINES, 200, DigestReviews.lines());
        harness.api(DigestReviews.STORAGE, 200, DigestReviews.storageRecord());
    }

    // ---- what is asked of the page

    private void review(String state) {
        harness.review(REVIEW, 200, DigestReviews.review(state));
        show(REVIEW, REVIEW);
    }

    /** What the server has from now on: the form sees it at its next look. */
    private void next(Consumer<ObjectNode> change) {
        ObjectNode review = DigestReviews.review("normal");
        change.accept(review);
        harness.review(REVIEW, 200, review);
    }

    private static void revision(ObjectNode review, int number) {
        review.put("revision", number)
                .put("sha256", String.valueOf(number).repeat(64))
                .put("previousRevision", number - 1);
    }

    private Locator part(String name) {
        return page.locator("[data-part=" + name + "]");
    }

    private Locator statement(String id) {
        return page.locator("[data-statement=\"" + id + "\"]");
    }

    private Locator button(String id, String word) {
        return statement(id).locator("[data-add=" + word + "]");
    }

    /** What is open for typing under a statement. */
    private Locator editor(String id) {
        return statement(id).locator(".gh-digest-editor:visible");
    }

    private Locator field(String id) {
        return editor(id).locator("textarea");
    }

    private JsonNode posted(String end, Runnable action) {
        Request request = page.waitForRequest(
                one -> one.method().equals("POST") && one.url().endsWith(end), action);
        return DigestReviews.json(request.postData());
    }

    private String sent(String variable) {
        assertThat(page.locator(".task-completed")).isVisible();
        return sent().path(variable).path("value").asText();
    }

    private static ObjectNode faults(String pointer, String message) {
        ObjectNode problem =
                JsonNodeFactory.instance.objectNode().put("detail", "There is one fault in what was sent.");
        problem.putArray("faults").addObject().put("pointer", pointer).put("message", message);
        return problem;
    }

    private static ObjectNode made(int revision) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("revision", revision)
                .put("sha256", String.valueOf(revision).repeat(64));
    }

    // ---- reading

    @Test
    void isReadFromTheSummaryDownInThreeParts() {
        review("normal");
        assertThat(page.locator(".gh-headline"))
                .hasText("7 changes against “published/2026-02-01”; 9 passages still apply; 4 open items.");
        assertThat(page.locator(".gh-digest-title"))
                .hasText(new String[] {"Open (4)", "Changed (7)", "Still applies (9)"});
        assertThat(part("changed").locator(".gh-muted").first())
                .hasText("Since published/2026-02-01: 4 reworded, 2 added and 1 moved.");
        assertThat(page.locator(".gh-digest-limits, .gh-digest-jumps:visible")).hasCount(0);
        for (String name : List.of("open", "changed", "applies")) {
            assertThat(part(name).locator("[data-statement]"))
                    .hasCount(name.equals("open") ? 4 : name.equals("changed") ? 7 : 9);
        }
    }

    @Test
    void marksTheWordsThatHaveChangedForEyesAndEars() {
        review("normal");
        Locator words = statement(BRIDGE).locator(".gh-digest-passage");
        assertThat(words).hasText("“Open the severity-one bridge within  [removed: 15]   [added: 10]  minutes.”");
        assertThat(words.locator("del")).containsText("15");
        assertThat(words.locator("ins")).containsText("10");
        assertThat(words.locator("ins")).hasCSS("text-decoration-line", "underline");
        assertThat(words.locator("del")).hasCSS("text-decoration-line", "line-through");
        assertThat(statement("added:record-entitlement").locator("ins"))
                .hasText("Record the entitlement id on the bridge.");
        assertThat(statement("added:record-entitlement")).containsText("ADDED under “Intake”");
    }

    @Test
    void saysInWordsWhatWasMovedAndRenumbered() {
        review("kinds");
        assertThat(statement("moved:named-contact")).containsText("MOVED within “Incident communication checkpoints”");
        assertThat(statement("moved:named-contact")).containsText("It was number 3, it is number 1 now.");
        assertThat(statement("applies:page-owner"))
                .containsText("“Page the owning product team by the paging paths below.” page-owner");
        assertThat(statement("applies:page-owner")).containsText("It was number 3, it is number 4 now.");
        assertThat(statement("changed:page-owner"))
                .containsText("Moved from “Intake” to “Paging paths”. It was number 3, it is not numbered now.");
        assertThat(statement("moved:note")).containsText("It was in place 2 there, it is in place 1 now.");
        assertThat(statement("removed:legacy-pager").locator("del"))
                .hasText("Ring the legacy pager if nobody answers in 5 minutes.");
        assertThat(statement("changed:heading")).containsText("A sentence of another form.");
    }

    @Test
    void putsTwoValuesSideBySideAndPrefersNeither() {
        review("normal");
        Locator sides = statement(OWNER).locator(".gh-digest-sides > div");
        assertThat(sides)
                .hasText(new String[] {"The runbook saysteam-data-platform", "The registry, version 9, saysteam-storage"
                });
        assertThat(sides.first().boundingBox().y).isEqualTo(sides.last().boundingBox().y);
        assertThat(sides.first().boundingBox().width).isCloseTo(sides.last().boundingBox().width, within(1.0));
        for (String look : List.of("font-size", "font-weight", "color", "background-color")) {
            assertThat(sides.last().locator("dd").evaluate("(e, look) => getComputedStyle(e)[look]", look))
                    .isEqualTo(sides.first().locator("dd").evaluate("(e, look) => getComputedStyle(e)[look]", look));
        }
        assertThat(statement("item-ee903a9e1a2ac759").locator(".gh-digest-sides > div"))
                .hasText(new String[] {"The runbook expectstrue", "The record, version 6, saysfalse"});
    }

    @Test
    void saysHowLongSomethingIsOpenAndWhatIsStale() {
        review("kinds");
        assertThat(statement(OWNER)).containsText("Open since 1 Mar 2026, 09:00 UTC, for 47 days.");
        assertThat(statement("applies:ownership/billing").locator(".gh-tag"))
                .hasText(new String[] {"STALE", "ALSO OPEN"});
        assertThat(statement("applies:paging/storage").locator(".gh-tag")).hasCount(0);
        assertThat(statement("item-b3f7bbf0fda49f31").locator(".gh-tag")).hasText("STALE");
        assertThat(statement("item-ee903a9e1a2ac759")).containsText("another value, not shown here");
    }

    @Test
    void showsItsLimitsAsLargeAsWhatItSays() {
        review("uncompared");
        assertThat(page.locator(".gh-digest-title"))
                .hasText(new String[] {"Open (4)", "Changed: not known", "Still applies: not known"});
        Locator limits = page.locator(".gh-digest-limits");
        assertThat(limits.locator("li").first())
                .hasText("No comparison was made. It says nothing of what has changed, nor of what still applies.");
        assertThat(limits).containsText("Limits of this digest (3)");
        assertThat(limits)
                .containsText(
                        "When it was asked, there was no baseline to compare with. Decided by rosa.ito, 15 Apr 2026, 10:30 UTC: It is the first publication");
        assertThat(page.getByText("How the runbook was read (1)")).isVisible();
        assertThat(page.getByText("only the first keeps it (lines 31, 58)")).isVisible();
        assertThat(limits.locator("li").first()).hasCSS("font-size", "16px");
        assertThat(limits.boundingBox().y).isLessThan(part("open").boundingBox().y);
        assertThat(page.locator(".gh-kicker + .gh-case + .gh-headline"))
                .hasText("No comparison was made; 4 open items.");
        assertThat(page.locator(".gh-boundary").first()).containsText("compared with nothing");
    }

    @Test
    void saysOfEveryEmptyPartThatItIsEmpty() {
        review("empty");
        assertThat(part("open")).containsText("Nothing is open.");
        assertThat(part("changed")).containsText("No material change since published/2026-02-01.");
        assertThat(part("applies")).containsText("No passage was found to apply unchanged.");
        assertThat(part("open").locator("[data-add=ask]")).isVisible();
    }

    @Test
    void keepsTheComposedSentenceUnderACorrectedOne() {
        review("corrected");
        assertThat(statement(BRIDGE).locator(".gh-digest-corrected"))
                .hasText("CORRECTED Open the bridge within 10 minutes of the alarm, 15 before.");
        assertThat(statement(BRIDGE))
                .containsText("By dora.quinn, 18 Apr 2026, 03:05 UTC, kind summary. As it was composed:");
        assertThat(statement(BRIDGE).locator(".gh-digest-composed ins")).containsText("10");
        assertThat(statement("applies:page-owner")).containsText("What it corrects has changed since");
        assertThat(page.getByText("Corrections of what it no longer says (1)")).isVisible();
        assertThat(page.locator(".gh-before-deciding"))
                .containsText("changed:paging/search: Search pages its own team first.");
        assertThat(statement(OWNER).locator(".gh-digest-said"))
                .containsText(
                        "emil.braun, 18 Apr 2026, 03:06 UTC: The hand-over to team-data-platform ends on 30 April");
        assertThat(part("open")).containsText("Who pages storage on 1 May?");
        assertThat(page.locator(".gh-behind")).containsText("4 corrections: 1 summary, 1 other, 2 ownership.");
        assertThat(statement("item-1234123412341234")).containsText("QUESTION Asked in an earlier digest");
    }

    @Test
    void staysUsableWithThousandsOfPassages() {
        review("long");
        assertThat(part("applies").locator("[data-statement]")).hasCount(2);
        assertThat(part("applies").locator("summary")).hasText("The other 4007 passages that still apply");
        assertThat(part("changed").locator("[data-statement]")).hasCount(50);
        part("changed").getByText("Show the next 50 of 77 more changes").click();
        assertThat(part("changed").locator("[data-statement]")).hasCount(100);
        assertThat(statement("changed:step-44").locator("[data-sources]")).isFocused();
        part("changed").getByText("Show the next 27 of 27 more changes").click();
        assertThat(part("changed").locator("[data-statement]")).hasCount(127);
        assertThat(part("changed").getByText("Show the next")).isHidden();
        page.getByText("Go to the 4009 that still apply").click();
        assertThat(part("applies").locator("h3")).isFocused();
        part("applies").locator("summary").click();
        assertThat(part("applies").locator("[data-statement]")).hasCount(52);
        part("applies").getByLabel("Find among them").fill("number 3777 ");
        assertThat(part("applies").locator(".gh-digest-folded [data-statement]"))
                .hasCount(1);
        assertThat(part("applies")).containsText("1 passage that still applies with “number 3777”");
        assertThat(Browsers.faultsOf(page, "form.gh")).isEmpty();
    }

    @Test
    void showsWhateverIsInARunbookAsText() {
        review("hostile");
        assertThat(statement(OWNER)).containsText("<img src=x onerror=window.pwned=1>");
        assertThat(page.locator("form.gh img, form.gh a[href^=javascript], [onfocus]"))
                .hasCount(0);
        assertThat(page.evaluate("window.pwned === undefined")).isEqualTo(true);
    }

    @Test
    void saysForWhomSomebodyReviews() {
        review("delegate");
        assertThat(page.locator(".gh-kicker")).containsText("for dora.quinn");
        assertThat(page.locator(".gh-decide")).containsText("You act for dora.quinn. It is recorded so.");
    }

    // ---- sources

    @Test
    void opensTheSourcesOfAStatementByOneKeyAndClosesThemByAnother() {
        List<String> asked = new CopyOnWriteArrayList<>();
        page.onRequest(request -> {
            if (request.url().contains("/sources/")) {
                asked.add(request.url());
            }
        });
        review("normal");
        Locator button = statement(OWNER).locator("[data-sources]");
        assertThat(button).hasText("3 sources of ownership/storage");
        RunningDemo.tabTo(page, button);
        page.keyboard().press("Enter");
        Locator panel = statement(OWNER).locator(".gh-digest-panel");
        assertThat(panel).isFocused();
        assertThat(button).hasAttribute("aria-expanded", "true");
        assertThat(panel.locator("h4")).hasText(new String[] {
            "published/2026-04-15, line 27 (ownership/storage)",
            "published/2026-04-15, line 20 (paging/storage)",
            "Record ownership/storage, version 9"
        });
        assertThat(panel.locator("tr").first().locator("th")).hasText("8");
        assertThat(panel.locator(".gh-digest-cited").first()).containsText("12, cited");
        assertThat(panel.locator(".gh-digest-cited").first())
                .containsText("2. Open the severity-one bridge within 10 minutes. {#open-bridge}");
        assertThat(panel.locator(".gh-dl")).containsText("28 Mar 2026, 09:00 UTC");
        assertThat(panel.locator(".gh-dl"))
                .containsText("e6dfaa1bb152cfdb609001c2dd2a40350ad18e9f0ee9a5d8e16489a4660a0792");
        assertThat(panel.locator(".gh-dl > div").last()).hasText("ownerteam-storage");
        assertThat(Browsers.faultsOf(page, "form.gh")).isEmpty();
        Browsers.picturesOfForm(page, "digest-sources", false);
        page.keyboard().press("Tab");
        page.keyboard().press("Escape");
        assertThat(panel).isHidden();
        assertThat(button).isFocused();
        page.keyboard().press("Enter");
        assertThat(panel).isVisible();
        assertThat(asked).hasSize(3);
        assertThat(asked.get(0)).endsWith("/sources/runbook?revision=published%2F2026-04-15&fromLine=27&toLine=27");
    }

    @Test
    void saysWhyASourceIsNotShownAndTriesAgain() {
        harness.api(
                DigestReviews.STORAGE,
                404,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("detail", "The digest cites no version 9 of ownership/storage."));
        review("normal");
        statement(OWNER).locator("[data-sources]").click();
        assertThat(statement(OWNER)).containsText("The digest cites no version 9 of ownership/storage.");
        harness.api(
                DigestReviews.STORAGE,
                200,
                DigestReviews.storageRecord().put("stale", true).set("fields", JsonNodeFactory.instance.objectNode()));
        statement(OWNER).getByText("Try again").click();
        assertThat(statement(OWNER)).containsText("None that a digest may show: it was compared, and is not copied.");
        assertThat(statement(OWNER)).containsText("STALE older than its register allows");
    }

    @Test
    void cutsALineThatIsVeryLong() {
        ObjectNode lines = DigestReviews.lines();
        ((ObjectNode) lines.path("lines").path(4)).put("text", "x".repeat(1_000_000));
        harness.api(DigestReviews.LINES, 200, lines);
        review("normal");
        statement(BRIDGE).locator("[data-sources]").click();
        assertThat(statement(BRIDGE).locator(".gh-digest-cited").first())
                .containsText("and 998000 more characters on this line");
        assertThat(Browsers.sticksOut(page)).isLessThanOrEqualTo(1);
    }

    @Test
    void closesTheSourcesBeforeTheWholeWindow() {
        review("normal");
        page.getByText("Use the whole window").click();
        statement(BRIDGE).locator("[data-sources]").click();
        page.keyboard().press("Escape");
        assertThat(statement(BRIDGE).locator(".gh-digest-panel")).isHidden();
        assertThat(page.getByText("Back into Tasklist")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.getByText("Use the whole window")).isVisible();
    }

    // ---- adding to it

    @Test
    void correctsASentenceInItsPlaceAndSharesWhatCameOfIt() {
        review("normal");
        harness.api(PACKETS + "corrections", 201, made(2));
        button(BRIDGE, "correct").click();
        Locator field = field(BRIDGE);
        assertThat(field).isFocused();
        assertThat(field)
                .hasValue(
                        "Changed in “Intake”: “Open the severity-one bridge within 15 minutes.” is now “Open the severity-one bridge within 10 minutes.”");
        field.fill("The bridge opens within 10 minutes.");
        assertThat(Browsers.faultsOf(page, "form.gh")).isEmpty();
        Browsers.picturesOfForm(page, "digest-correcting", false);
        next(review -> {
            ObjectNode corrected = DigestReviews.review("corrected");
            revision(corrected, 2);
            review.setAll(corrected);
        });
        JsonNode sent = posted(
                "/corrections",
                () -> statement(BRIDGE).locator("[data-send=correct]").click());
        assertThat(sent)
                .isEqualTo(
                        DigestReviews.json(
                                "{\"claimId\": \"changed:open-bridge\", \"text\": \"The bridge opens within 10 minutes.\", \"kind\": \"summary\"}"));
        assertThat(statement(BRIDGE)).containsText("Corrected, in revision 2.");
        assertThat(statement(BRIDGE).locator(".gh-digest-corrected")).isVisible();
        assertThat(field).hasCount(0);
        assertThat(button(BRIDGE, "correct")).isFocused();
        assertThat(page.locator(".gh-digest-waiting")).isEmpty();
        assertThat(decision("share")).hasText("Share exactly revision 2");
        decision("share").click();
        assertThat(sent("sha256")).isEqualTo("2".repeat(64));
        assertThat(sent().has("waiting")).isFalse();
        assertThat(sent().has("reason")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "item-27c4ee16a7952785, ownership",
        "item-ee903a9e1a2ac759, assumption",
        "changed:ownership/storage, ownership",
        "applies:page-owner, summary"
    })
    void proposesTheKindOfAMistakeFromWhatItIsAbout(String id, String kind) {
        review("normal");
        button(id, "correct").click();
        assertThat(statement(id).getByLabel("What was wrong")).hasValue(kind);
    }

    @Test
    void showsBlockedWordsAtTheField() {
        review("normal");
        harness.api(
                PACKETS + "corrections",
                400,
                faults(
                        "/text",
                        "says guarantee, refund, which a digest does not: it informs, and neither advises, ranks nor commits. Leave these words out, or quote the runbook between “ and ”"));
        button(BRIDGE, "correct").click();
        field(BRIDGE).fill("We guarantee ten minutes, or a refund.");
        statement(BRIDGE).locator("[data-send=correct]").click();
        assertThat(editor(BRIDGE).locator(".gh-error").first())
                .hasText(
                        "Says guarantee, refund, which a digest does not: it informs, and neither advises, ranks nor commits."
                                + " Leave these words out, or quote the runbook between “ and ”.");
        assertThat(field(BRIDGE)).hasAttribute("aria-invalid", "true");
        assertThat(field(BRIDGE)).hasValue("We guarantee ten minutes, or a refund.");
        assertThat(
                        page.evaluate(
                                "() => { const e = document.activeElement; return e.value.slice(e.selectionStart, e.selectionEnd); }"))
                .isEqualTo("guarantee");
        assertThat(Browsers.faultsOf(page, "form.gh")).isEmpty();
        Browsers.picturesOfForm(page, "digest-blocked-words", false);
    }

    @Test
    void showsOtherFaultsAndRefusalsUnderTheField() {
        review("normal");
        button(BRIDGE, "correct").click();
        field(BRIDGE).fill(" ");
        statement(BRIDGE).locator("[data-send=correct]").click();
        assertThat(editor(BRIDGE).locator(".gh-error").first()).hasText("There is nothing to add yet.");
        harness.api(
                PACKETS + "corrections",
                400,
                faults("/claimId", "names no claim of revision 2; expected one that the review shows"));
        field(BRIDGE).fill("Ten minutes.");
        statement(BRIDGE).locator("[data-send=correct]").click();
        assertThat(editor(BRIDGE).locator(".gh-refusal"))
                .hasText("/claimId: names no claim of revision 2; expected one that the review shows");
        harness.api(
                PACKETS + "corrections",
                403,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("detail", "The reviewer corrects it, and that is dora.quinn."));
        statement(BRIDGE).locator("[data-send=correct]").click();
        assertThat(editor(BRIDGE).locator(".gh-refusal")).hasText("The reviewer corrects it, and that is dora.quinn.");
        assertThat(field(BRIDGE)).hasValue("Ten minutes.");
    }

    @Test
    void clarifiesAnItemThatStaysOpen() {
        review("normal");
        harness.api(PACKETS + "clarifications", 201, made(2));
        button(OWNER, "clarify").click();
        field(OWNER).fill("The hand-over ends on 30 April.");
        next(review -> {
            revision(review, 2);
            DigestReviews.clarify(review, 1, OWNER, "The hand-over ends on 30 April.", "dora.quinn");
        });
        JsonNode sent = posted(
                "/clarifications",
                () -> statement(OWNER).locator("[data-send=clarify]").click());
        assertThat(sent)
                .isEqualTo(DigestReviews.json(
                        "{\"itemId\": \"" + OWNER + "\", \"text\": \"The hand-over ends on 30 April.\"}"));
        assertThat(statement(OWNER).locator(".gh-digest-said")).containsText("dora.quinn");
        assertThat(part("open").locator("h3")).hasText("Open (4)");
    }

    @Test
    void closesAnItemWithAReasonAndGoesOnFromThePartsHeading() {
        review("normal");
        harness.api(PACKETS + "open/" + OWNER + "/closing", 200, made(2).put("state", "closed"));
        button(OWNER, "close").click();
        field(OWNER).fill("Both teams have agreed.");
        next(review -> {
            revision(review, 2);
            ((ArrayNode) DigestReviews.packet(review).path("open")).remove(0);
        });
        JsonNode sent = posted(
                "/closing", () -> statement(OWNER).locator("[data-send=close]").click());
        assertThat(sent).isEqualTo(DigestReviews.json("{\"reason\": \"Both teams have agreed.\"}"));
        assertThat(statement(OWNER)).hasCount(0);
        assertThat(part("open").locator("h3")).hasText("Open (3)");
        assertThat(part("open").locator("h3")).isFocused();
        assertThat(part("open").locator("> .gh-said")).hasText("ownership/storage: Closed, in revision 2.");
        assertThat(decision("share")).isEnabled();
    }

    @Test
    void asksWhatStaysOpen() {
        review("normal");
        harness.api(PACKETS + "clarifications", 201, made(2));
        part("open").locator("[data-add=ask]").click();
        page.locator(".gh-digest-ask textarea").fill("Who pages storage on 1 May?");
        next(review -> {
            revision(review, 2);
            DigestReviews.clarify(review, 1, "item-77", "Who pages storage on 1 May?", "dora.quinn");
        });
        JsonNode sent =
                posted("/clarifications", () -> page.locator("[data-send=ask]").click());
        assertThat(sent).isEqualTo(DigestReviews.json("{\"text\": \"Who pages storage on 1 May?\"}"));
        assertThat(part("open")).containsText("dora.quinn, 18 Apr 2026, 03:06 UTC: Who pages storage on 1 May?");
        harness.api(PACKETS + "open/item-77/closing", 200, made(3).put("state", "closed"));
        Locator question = part("open")
                .locator("li", new Locator.LocatorOptions().setHasText("Who pages storage"))
                .last();
        question.locator("[data-add=close]").click();
        question.locator("textarea").fill("The rota says so.");
        assertThat(posted("/item-77/closing", () -> question.locator("[data-send=close]")
                                .click())
                        .path("reason")
                        .asText())
                .isEqualTo("The rota says so.");
    }

    @Test
    void saysWhatHasTakenItsPlaceWhereNothingCanBeAddedAnyMore() {
        review("normal");
        String newer = "A newer publication, published/2026-04-20, is digested by the case DIGEST-7.";
        harness.api(
                PACKETS + "clarifications",
                409,
                JsonNodeFactory.instance
                        .objectNode()
                        .put(
                                "detail",
                                newer + " What this gate shows is being worked over; wait for what takes its place."));
        button(OWNER, "clarify").click();
        field(OWNER).fill("The hand-over ends");
        ObjectNode withdrawn = DigestReviews.review("withdrawn");
        ((ObjectNode) withdrawn.path("withdrawn")).put("successorTaskId", "next");
        harness.review(REVIEW, 200, withdrawn);
        statement(OWNER).locator("[data-send=clarify]").click();
        assertThat(editor(OWNER).locator(".gh-refusal")).containsText(newer);
        assertThat(page.locator(".gh-banner")).containsText("Superseded. " + newer);
        assertThat(statement(OWNER).locator("[data-send=clarify]")).isDisabled();
        assertThat(button(BRIDGE, "correct")).isDisabled();
        assertThat(decision("share")).isDisabled();
        assertThat(statement(BRIDGE).locator("[data-sources]")).isEnabled();
        harness.review("next", 200, DigestReviews.review("normal"));
        show(REVIEW, "next");
        assertThat(field(OWNER)).hasValue("The hand-over ends");
        assertThat(statement(OWNER).getByText("Kept from before.")).isVisible();
        assertThat(page.locator(".gh-digest-waiting")).containsText("A clarification of ownership/storage");
    }

    @Test
    void keepsWhatIsBeingTypedWhereverElseSomethingChanges() {
        review("normal");
        button(BRIDGE, "correct").click();
        field(BRIDGE).fill("Half a sent");
        statement(OWNER).locator("[data-sources]").click();
        field(BRIDGE).focus();
        next(review -> {
            revision(review, 2);
            DigestReviews.clarify(review, 1, OWNER, "It ends on 30 April.", "emil.braun");
        });
        assertThat(statement(OWNER).locator(".gh-digest-said")).containsText("It ends on 30 April.");
        assertThat(field(BRIDGE)).hasValue("Half a sent");
        assertThat(field(BRIDGE)).isFocused();
        assertThat(statement(OWNER).locator(".gh-digest-panel")).isVisible();
    }

    // ---- deciding

    @Test
    void isNotSharedWithSomethingTypedThatIsNotInIt() {
        review("normal");
        button(BRIDGE, "correct").click();
        field(BRIDGE).fill("The bridge opens sooner.");
        page.keyboard().press("Escape");
        assertThat(button(BRIDGE, "correct")).isFocused();
        decision("share").click();
        assertThat(page.locator(".gh-digest-waiting"))
                .containsText("You have typed something that is not in the digest yet");
        assertThat(harness.submitted()).isEmpty();
        page.getByText("Go to it").click();
        assertThat(field(BRIDGE)).isFocused();
        assertThat(field(BRIDGE)).hasValue("The bridge opens sooner.");
        statement(BRIDGE).getByText("Discard").click();
        assertThat(page.locator(".gh-digest-waiting")).isEmpty();
        decision("share").click();
        assertThat(sent("decision")).isEqualTo("share");
    }

    @Test
    void isNotSharedBeforeWhatOthersHaveAddedWasSeen() {
        review("normal");
        next(review -> {
            revision(review, 2);
            DigestReviews.clarify(review, 1, OWNER, "It ends on 30 April.", "emil.braun");
            ((ArrayNode) DigestReviews.packet(review).path("open")).remove(3);
        });
        Locator seen = page.locator(".gh-digest-waiting");
        assertThat(seen).containsText("Others have added to it: revision 2 is shown now.");
        assertThat(seen).containsText("emil.braun: “It ends on 30 April.”");
        assertThat(seen).containsText("1 item is no longer open: identity-arrangement");
        decision("share").click();
        assertThat(seen).containsText("Look first at what others have added.");
        assertThat(harness.submitted()).isEmpty();
        assertThat(Browsers.faultsOf(page, "form.gh")).isEmpty();
        Browsers.picturesOfForm(page, "digest-others-added", false);
        seen.locator("[data-seen]").click();
        decision("share").click();
        assertThat(sent("sha256")).isEqualTo("2".repeat(64));
    }

    @Test
    void seesWhatOthersAddedWhileTheirOwnWasSent() {
        review("normal");
        harness.api(PACKETS + "clarifications", 201, made(3));
        button(OWNER, "clarify").click();
        field(OWNER).fill("Until 30 April.");
        next(review -> {
            revision(review, 3);
            DigestReviews.clarify(review, 1, OWNER, "It ends in May.", "emil.braun");
            DigestReviews.clarify(review, 2, OWNER, "Until 30 April.", "dora.quinn");
        });
        statement(OWNER).locator("[data-send=clarify]").click();
        assertThat(page.locator(".gh-digest-waiting")).containsText("emil.braun: “It ends in May.”");
        decision("share").click();
        assertThat(page.getByText("Look first at what others have added.")).isVisible();
        assertThat(harness.submitted()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"correct", "stop"})
    void composesAgainOrStopsOnlyWithAReason(String word) {
        review("normal");
        decision(word).click();
        assertThat(page.getByText("this decision needs a reason")).isVisible();
        reason().fill("The paging table is being redone.");
        decision(word).click();
        assertThat(sent("decision")).isEqualTo(word);
        assertThat(sent("reason")).isEqualTo("The paging table is being redone.");
        assertThat(sent("sha256"))
                .isEqualTo(DigestReviews.review("normal").path("sha256").asText());
    }

    @Test
    void listsWhatNoLongerHoldsBesideTheDecision() {
        review("normal");
        harness.answerSubmissions(409, DigestReviews.REFUSED);
        decision("share").click();
        Locator list = page.locator(".gh-decide .gh-digest-refused li");
        assertThat(list).hasCount(3);
        assertThat(list.nth(0))
                .hasText("ownership/storage opencitedversion 9 of ownership/storagenownothing of the kind");
        assertThat(list.nth(1))
                .hasText(
                        "paging/billing still appliescitedversion 2 of ownership/billingnowversion 3 of ownership/billing");
        assertThat(list.nth(2)).hasText("A new open itemcitednothing: it has appeared sincenowno record");
        assertThat(page.locator(".gh-decide")).containsText("It is being composed again from current records");
        assertThat(Browsers.faultsOf(page, "form.gh")).isEmpty();
        Browsers.picturesOfForm(page, "digest-share-refused", false);
        ObjectNode withdrawn = DigestReviews.review("refused");
        ((ObjectNode) withdrawn.path("withdrawn")).putNull("successorTaskId");
        harness.review(REVIEW, 200, withdrawn);
        assertThat(page.locator(".gh-banner")).containsText("There is no new task in its place now.");
        assertThat(page.locator(".gh-banner .gh-digest-refused li")).hasCount(3);
        Browsers.picturesOfForm(page, "digest-share-refused-withdrawn", false);
        harness.review(REVIEW, 200, DigestReviews.review("refused"));
        assertThat(page.getByText("Open the new task"))
                .hasAttribute("href", "/camunda/app/tasklist/default/#/?task=next");
        assertThat(list).hasCount(3);
        assertThat(page.locator(".gh-decide")).containsText("This task is over");
    }

    @Test
    void listsWhatNoLongerHoldsForWhoeverComesLater() {
        review("refused");
        assertThat(page.locator(".gh-banner .gh-digest-refused li")).hasCount(3);
        assertThat(page.locator(".gh-banner")).containsText("As records stand now, 3 statements no longer hold.");
        assertThat(button(OWNER, "clarify")).isDisabled();
    }

    @Test
    void saysAnyOtherRefusalAsItIs() {
        review("normal");
        harness.answerSubmissions(409, "Revision 2 is on the gate now; load the review again.");
        decision("share").click();
        assertThat(page.locator(".gh-decide > .gh-refusal"))
                .hasText("Not recorded. Revision 2 is on the gate now; load the review again.");
    }

    @Test
    void listsAsMuchAsThereIsOfASentenceThatWasCut() {
        ObjectNode review = DigestReviews.review("refused");
        ((ObjectNode) review.path("withdrawn"))
                .put(
                        "because",
                        "Superseded. What this digest says no longer holds: changed:a (b) (cited no record, present no record); changed:c (cited ver...");
        harness.review(REVIEW, 200, review);
        show(REVIEW, REVIEW);
        assertThat(page.locator(".gh-banner li strong")).hasText("changed:a (b)");
        assertThat(page.locator(".gh-banner")).containsText("And more: changed:c (cited ver..");
    }

    // ---- a source that is not clear

    @ParameterizedTest
    @CsvSource({
        "BASELINE_MISSING, There is nothing to compare it with, No comparison is made",
        "BASELINE_MOVED, The tag of the baseline has been moved, No comparison is made",
        "BASELINE_NEWER, The baseline is not older than what was published, No comparison is made",
        "DUPLICATE_ANCHOR, An anchor stands in more than one place, 'its repeats are called by ~2, ~3 and so on'",
        "UNREADABLE_TEXT, The text cannot be read as it is, bytes that are no text are replaced",
        "SCOPE_BROADER, Most of the runbook has changed, It is compared and digested as it is",
        "PATH_MISSING, The runbook is not at its path, counts as an empty runbook",
        "NO_SUCH_TAG, The repository has no such tag, The repository is asked once more",
        "NOBODY_ON_ROTA, Nobody is on the rota, The on-call record is read once more",
        "SOMETHING_NEW, The source is not clear, The repository is asked once more",
    })
    void saysWhatIsNotClearAndWhatProceedingMeans(String code, String headline, String proceeding) {
        ObjectNode review = DigestReviews.source(code);
        harness.review(RESOLVE, 200, review);
        show(RESOLVE, RESOLVE);
        assertThat(page.locator(".gh-headline")).hasText(headline);
        assertThat(page.locator(".gh-effect"))
                .containsText(review.at("/source/sentence").asText());
        assertThat(page.locator(".gh-before-deciding")).containsText(proceeding);
        assertThat(page.getByLabel("Compare with another published tag"))
                .hasCount(
                        List.of("NO_SUCH_TAG", "PATH_MISSING", "NOBODY_ON_ROTA").contains(code) ? 0 : 1);
    }

    @Test
    void proceedsWithAReasonAndPerhapsAnotherBaseline() {
        show(RESOLVE, RESOLVE);
        decision("proceed").click();
        assertThat(page.getByText("this decision needs a reason")).isVisible();
        page.getByLabel("Reason (required)").fill("It was published by hand before.");
        page.getByLabel("Compare with another published tag").fill("published/2026-04-15");
        decision("proceed").click();
        assertThat(page.getByText("That is the revision itself")).isVisible();
        page.getByLabel("Compare with another published tag").fill("published/2026-01-15");
        decision("proceed").click();
        assertThat(sent("decision")).isEqualTo("proceed");
        assertThat(sent("baseline")).isEqualTo("published/2026-01-15");
        assertThat(sent("reason")).isEqualTo("It was published by hand before.");
        assertThat(sent().has("sha256")).isFalse();
    }

    @Test
    void stopsWithoutABaseline() {
        show(RESOLVE, RESOLVE);
        page.getByLabel("Compare with another published tag").fill("published/2026-01-15");
        page.getByLabel("Reason (required)").fill("It was a mistake.");
        decision("stop").click();
        assertThat(sent("decision")).isEqualTo("stop");
        assertThat(sent().has("baseline")).isFalse();
    }

    @Test
    void asksForItToBeClaimed() {
        harness.review(RESOLVE, 200, DigestReviews.source("SCOPE_BROADER").putNull("assignee"));
        show(RESOLVE, RESOLVE);
        assertThat(page.locator(".gh-claim")).containsText("Claim it above in Tasklist");
        assertThat(page.getByText("Limits so far (1)")).isVisible();
    }

    @Test
    void keepsTheReasonWhenTheSourceIsAskedAboutAnew() {
        show(RESOLVE, RESOLVE);
        page.getByLabel("Reason (required)").fill("It was published by hand");
        ObjectNode withdrawn = DigestReviews.source("BASELINE_MISSING").put("state", "withdrawn");
        withdrawn
                .putObject("withdrawn")
                .put("because", "Superseded. A newer publication is digested by the case DIGEST-7.")
                .put("successorTaskId", (String) null);
        harness.review(RESOLVE, 200, withdrawn);
        assertThat(page.locator(".gh-banner")).containsText("digested by the case DIGEST-7");
        assertThat(decision("proceed")).isDisabled();
        harness.review("next", 200, DigestReviews.source("SCOPE_BROADER"));
        show(RESOLVE, "next");
        assertThat(page.getByLabel("Reason (required)")).hasValue("It was published by hand");
    }

    // ---- acknowledging

    private void lane(int status, ObjectNode answer) {
        harness.api(DigestReviews.LANE, status, answer);
        show(ACKNOWLEDGE, ACKNOWLEDGE);
    }

    @Test
    void isReadAtTheLaneWithItsSourcesAndNothingToAdd() {
        lane(200, DigestReviews.atTheLane("corrected"));
        assertThat(page.locator(".gh-headline")).containsText("7 changes against");
        assertThat(page.locator(".gh-digest-title").first()).hasText("Open (5)");
        assertThat(page.locator("[data-add]")).hasCount(0);
        assertThat(statement(BRIDGE).locator(".gh-digest-composed")).containsText("CHANGED in “Intake”");
        statement(OWNER).locator("[data-sources]").click();
        assertThat(statement(OWNER).locator(".gh-dl")).containsText("team-storage");
        assertThat(page.locator(".gh-behind"))
                .containsText("Shared by dora.quinn, 18 Apr 2026, 03:14 UTC, with dora.quinn and emil.braun.");
        assertThat(page.locator(".gh-aside")).containsText("k7f2-9q");
        decision("acknowledge").click();
        assertThat(sent("decision")).isEqualTo("acknowledge");
        assertThat(sent("manifestSha256")).isEqualTo("a3".repeat(32));
        assertThat(sent("sha256"))
                .isEqualTo(FormHarness.sample(ACKNOWLEDGE).path("sha256").asText());
        assertThat(sent().has("kind")).isFalse();
    }

    @Test
    void isBouncedWithAKindAndAReason() {
        lane(200, DigestReviews.atTheLane("normal"));
        page.getByLabel("What is wrong with it, if you bounce it").selectOption("stale-evidence");
        decision("bounce").click();
        assertThat(page.getByText("this decision needs a reason")).isVisible();
        reason().fill("The billing record is over a year old.");
        decision("bounce").click();
        assertThat(sent("kind")).isEqualTo("stale-evidence");
        assertThat(sent("reason")).isEqualTo("The billing record is over a year old.");
    }

    @Test
    void saysWhyTheLaneDoesNotShowIt() {
        lane(
                410,
                DigestReviews.json(
                        "{\"detail\": \"The next digest of this runbook, DIGEST-8, has taken its place.\"}"));
        assertThat(page.locator(".gh-alarm"))
                .containsText("The next digest of this runbook, DIGEST-8, has taken its place.");
        assertThat(page.locator("[data-statement]")).hasCount(0);
        assertThat(Browsers.faultsOf(page, "form.gh")).isEmpty();
    }

    @Test
    void saysWhatHasChangedSinceItWasShared() {
        ObjectNode answer = DigestReviews.atTheLane("normal").put("stale", true);
        answer.putArray("staleBecause").add("ownership/storage has version 10 now.");
        lane(200, answer);
        assertThat(page.locator(".gh-alarm")).containsText("ownership/storage has version 10 now.");
    }

    // ---- all of them

    @ParameterizedTest
    @CsvSource({
        "digest.js, review-digest, 'If this stays, open the task again.'",
        "forms.js, review-digest, 'If this stays, open the task again.'",
        "gatehouse.js, review-digest, The form could not be loaded.",
        "digest.js, acknowledge-digest, 'If this stays, open the task again.'",
        "gatehouse.js, start-runbook-digest, The form could not be loaded.",
    })
    void saysWhatToDoWhenAScriptDoesNotComeAndSendsNothing(String script, String form, String sentence) {
        harness.api("/gatehouse/shared/" + script, 503, JsonNodeFactory.instance.objectNode());
        page.navigate(harness.url(form, form));
        assertThat(page.getByText(sentence)).isVisible();
        page.evaluate("document.querySelector('.form-actions .btn-primary').click()");
        assertThat(page.getByText(sentence)).isVisible();
        assertThat(harness.submitted()).isEmpty();
    }

    @Test
    void takesNoAnswerThatWasOvertaken() {
        List<Runnable> held = new CopyOnWriteArrayList<>();
        review("normal");
        harness.api(PACKETS + "clarifications", 201, made(2));
        // a look that the server answers late: with what there was before
        page.route("**/api/tasks/" + REVIEW + "/review", route -> {
            if (held.isEmpty()) {
                held.add(() -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody(DigestReviews.review("normal").toString())));
            } else {
                route.resume();
            }
        });
        button(OWNER, "clarify").click();
        field(OWNER).fill("Until 30 April.");
        page.waitForCondition(() -> !held.isEmpty());
        next(review -> {
            revision(review, 2);
            DigestReviews.clarify(review, 1, OWNER, "Until 30 April.", "dora.quinn");
        });
        statement(OWNER).locator("[data-send=clarify]").click();
        assertThat(decision("share")).hasText("Share exactly revision 2");
        page.evaluate(
                "() => { window.said = []; const button = document.querySelector('[data-decision=share]');"
                        + " new MutationObserver(() => window.said.push(button.textContent)).observe(button, {subtree: true, childList: true, characterData: true}); }");
        page.waitForResponse("**/review", () -> held.get(0).run());
        // the look after that one
        page.waitForResponse("**/review", () -> {});
        assertThat(decision("share")).hasText("Share exactly revision 2");
        assertThat(page.evaluate("window.said.join()").toString()).doesNotContain("revision 1");
        assertThat(statement(OWNER).locator(".gh-digest-said")).containsText("Until 30 April.");
    }

    @Test
    void startsFromARequest() {
        page.navigate(harness.url("start-runbook-digest", ""));
        page.getByLabel("Request (JSON)").fill("{\"caseId\": \"DIGEST-9\", \"rehearsal\": true}");
        assertThat(page.locator(".gh-known")).hasText("Starts the case DIGEST-9 as a DRILL");
        harness.answerSubmissions(
                400, "/repository: no repository is configured as \"x\"; expected premium-runbooks\n/path: is missing");
        page.locator(".btn-primary").click();
        assertThat(page.locator(".gh-faults tbody tr")).hasCount(2);
        assertThat(Browsers.faultsOf(page, "form.gh")).isEmpty();
        page.screenshot(new Page.ScreenshotOptions().setPath(Browsers.SCREENSHOTS.resolve("digest-start-faults.png")));
        harness.answerSubmissions(204, "");
        page.locator(".btn-primary").click();
        assertThat(page.locator(".task-completed")).isVisible();
        assertThat(harness.submitted().get(1).path("businessKey").asText()).isEqualTo("DIGEST-9");
    }
}
