package dev.gatehouse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import dev.gatehouse.browser.FormHarness.Asked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Work on a draft inside the forms of its gates: what is sent, what a refusal looks like, that nothing typed is lost. */
class WorkbenchIT extends FormWalk {

    private static final String PACKET = "/api/packets/DISC-2026-0094/";
    private static final String DRAFT = "maintain-draft";

    WorkbenchIT() {
        super(1280);
    }

    // ---- comments

    @Test
    void sendsACommentAndComesBackToWhereItWasAskedFor() {
        harness.api(PACKET + "comments", 201, object());
        show(DRAFT, DRAFT);
        Locator timeline = readable("timeline");
        open(timeline, "Comment");
        assertThat(timeline.getByLabel("Your comment")).isFocused();
        timeline.getByLabel("Your comment").fill("Which clock is this?");
        press(timeline, "Send the comment");
        assertThat(timeline.locator(".gh-done")).hasText("Your comment is there.");
        assertThat(button(timeline, "Comment")).isFocused();
        assertThat(timeline.getByLabel("Your comment")).isHidden();
        Asked asked = asked();
        assertThat(asked.method() + " " + asked.path()).isEqualTo("POST " + PACKET + "comments");
        assertThat(asked.body()).isEqualTo(object().put("sectionId", "timeline").put("text", "Which clock is this?"));
        open(timeline, "Comment");
        assertThat(timeline.getByLabel("Your comment")).hasValue("");
    }

    @Test
    void showsWhatIsSaidOfASectionAsSoonAsItIsThere() {
        harness.api(PACKET + "comments", 201, object());
        show(DRAFT, DRAFT);
        Locator mitigation = page.locator("[data-section=mitigation]");
        mitigation.getByLabel("Text (Markdown)").fill("Half a sent");
        ObjectNode later = sample(DRAFT);
        ((ArrayNode) later.at("/packet/comments"))
                .addObject()
                .put("by", "iris.cole")
                .put("sectionId", "mitigation")
                .put("text", "Say which cluster.");
        harness.review(DRAFT, 200, later);
        open(mitigation, "Comment");
        mitigation.getByLabel("Your comment").fill("I will.");
        press(mitigation, "Send the comment");
        assertThat(mitigation).containsText("iris.cole: Say which cluster.");
        assertThat(mitigation.getByLabel("Text (Markdown)")).hasValue("Half a sent");
    }

    // ---- objections

    @Test
    void raisesAnObjection() {
        harness.api(PACKET + "objections", 201, object().put("objectionId", "o-2"));
        show(DRAFT, DRAFT);
        Locator timeline = readable("timeline");
        open(timeline, "Object");
        press(timeline, "Raise the objection");
        assertThat(timeline.getByText("Say what you object to.")).isVisible();
        assertThat(timeline.getByLabel("What you object to")).isFocused();
        assertThat(harness.asked()).isEmpty();
        page.keyboard().type("03:52 is a guess.");
        timeline.getByLabel("How severe it is").selectOption("blocking");
        press(timeline, "Raise the objection");
        assertThat(timeline.locator(".gh-done")).hasText("Your objection is on record.");
        assertThat(asked().body())
                .isEqualTo(object().put("sectionId", "timeline")
                        .put("severity", "blocking")
                        .put("statement", "03:52 is a guess."));
    }

    @Test
    void resolvesAnObjectionWithAReasonAndGoesOnToWhatWaitsNext() {
        harness.api(PACKET + "objections/o-1/state", 200, object());
        show(DRAFT, DRAFT);
        Locator card = page.locator("[data-objection=o-1]");
        card.getByLabel("Resolve o-1").click();
        assertThat(card.getByText("Say why; it stays on record.")).isVisible();
        assertThat(harness.asked()).isEmpty();
        card.getByLabel("Why it no longer stands").fill("The region is named now.");
        card.getByLabel("Resolve o-1").click();
        assertThat(card).isHidden();
        assertThat(page.locator(".gh-workbench > section > p.gh-said")).hasText("o-1 is resolved.");
        assertThat(asked().body())
                .isEqualTo(object().put("state", "resolved").put("reason", "The region is named now."));
        assertThat((Boolean) page.evaluate("document.activeElement.closest('[data-suggestion]') !== null"))
                .isTrue();
    }

    @Test
    void offersToReopenOnlyWhatOneHasRaisedOneself() {
        ObjectNode review = sample(DRAFT);
        objection(review, "o-2", "paul.meyer", "timeline", "withdrawn");
        objection(review, "o-3", "colin.reyes", "timeline", "resolved");
        harness.review("settled", 200, review);
        harness.api(PACKET + "objections/o-2/state", 200, object());
        show(DRAFT, "settled");
        assertThat(page.getByText("Objections that are settled or have no section (2)"))
                .isVisible();
        assertThat(page.locator("[data-objection=o-3] button")).hasCount(0);
        Locator card = page.locator("[data-objection=o-2]");
        card.getByLabel("Why it stands again").fill("It was not settled after all.");
        card.getByLabel("Reopen o-2").click();
        assertThat(card).isHidden();
        assertThat(asked().body())
                .isEqualTo(object().put("state", "open").put("reason", "It was not settled after all."));
    }

    @Test
    void letsTheArtifactOwnerAnswerForASectionThatIsGone() {
        ObjectNode review = sample(DRAFT);
        objection(review, "o-2", "colin.reyes", "removed-section", "orphaned");
        harness.review("orphaned", 200, review);
        show(DRAFT, "orphaned");
        Locator card = page.locator("[data-objection=o-2]");
        assertThat(card).containsText("Its section has left the packet.");
        assertThat(card.getByLabel("Resolve o-2")).isVisible();
        assertThat(card.getByLabel("Withdraw o-2")).hasCount(0);
    }

    // ---- sections

    @Test
    void addsASectionWhoseIdFollowsItsTitle() {
        harness.api(PACKET + "sections", 201, object().put("revision", 3).put("sectionId", "restarbeiten-in-eu-west"));
        show(DRAFT, DRAFT);
        Locator adding = page.locator(".gh-adding");
        open(adding, "Add a section");
        assertThat(adding.getByLabel("Title")).isFocused();
        page.keyboard().type("Réstarbeiten in eu-west!");
        assertThat(adding.getByLabel("Id", exactly())).hasValue("restarbeiten-in-eu-west");
        adding.getByLabel("Who keeps it").fill("colin.reyes");
        adding.getByLabel("Where it goes").selectOption("annex");
        adding.getByLabel("Text (Markdown)").fill("Nothing yet.");
        adding.getByLabel("Records it rests on").fill("cases CASE-551920 version 3");
        press(adding, "Add the section");
        assertThat(adding.locator(".gh-done"))
                .hasText("Réstarbeiten in eu-west! is added. The packet is revision 3 now.");
        JsonNode body = asked().body();
        assertThat(body.path("sectionId").asText()).isEqualTo("restarbeiten-in-eu-west");
        assertThat(body.path("owner").asText()).isEqualTo("colin.reyes");
        assertThat(body.path("classification").asText()).isEqualTo("annex");
        assertThat(body.at("/citations/0/version").asInt()).isEqualTo(3);
        assertThat(body.has("reason")).isFalse();
        open(adding, "Add a section");
        assertThat(adding.getByLabel("Title")).hasValue("");
    }

    @Test
    void showsEachFaultOfASectionAtItsField() {
        ObjectNode faults = object().put("detail", "There are 4 faults in what was sent.");
        faults.putArray("faults")
                .add(fault("/owner", "nobody named \"max\" is known; expected the id of a person of this organisation"))
                .add(fault("/sectionId", "is taken"))
                .add(fault("/somewhere/else", "is odd"))
                .add(fault(
                        "/citations/0/version",
                        "register cases has no approved version 9 of X; expected one that it has"));
        harness.api(PACKET + "sections", 400, faults);
        show(DRAFT, DRAFT);
        Locator adding = page.locator(".gh-adding");
        open(adding, "Add a section");
        adding.getByLabel("Title").fill("Residual risk");
        adding.getByLabel("Who keeps it").fill("max");
        adding.getByLabel("Records it rests on").fill("cases X version 9");
        press(adding, "Add the section");
        assertThat(adding.getByLabel("Who keeps it")).hasAttribute("aria-invalid", "true");
        assertThat(adding).containsText("Nobody named \"max\" is known; expected the id of a person");
        assertThat(adding).containsText("Line 1: Register cases has no approved version 9 of X");
        assertThat(adding.getByLabel("Who keeps it")).isFocused();
        assertThat(adding.getByLabel("Title")).hasValue("Residual risk");
        assertThat(Browsers.faultsOf(page, "form.gh")).isEmpty();
        assertThat(adding.locator(".gh-refusal:visible")).hasText("/somewhere/else is odd");
        Browsers.view(page, "workbench-section-faults");
    }

    @Test
    void offersAdditionAndRemovalToTheArtifactOwnerAlone() {
        show("maintain-section", "maintain-section-stale");
        assertThat(page.locator(".gh-adding button")).hasCount(0);
        assertThat(page.locator("[data-remove]")).hasCount(0);
        assertThat(readable("mitigation")
                        .getByLabel("Comment: Mitigation wording", exactly())
                        .first())
                .isVisible();
    }

    @Test
    void removesASectionOnlyAfterAsking() {
        harness.api(PACKET + "sections/timeline", 200, object().put("revision", 3));
        show(DRAFT, DRAFT);
        Locator timeline = readable("timeline");
        open(timeline, "Remove");
        assertThat(timeline).containsText("Objections to it stay on record");
        press(timeline, "Keep it");
        assertThat(button(timeline, "Remove")).isFocused();
        assertThat(harness.asked()).isEmpty();
        open(timeline, "Remove");
        ObjectNode without = sample(DRAFT);
        ((ArrayNode) without.at("/packet/sections")).remove(0);
        harness.review(DRAFT, 200, without);
        press(timeline, "Remove the section");
        assertThat(page.locator(".gh-workbench > section > p.gh-said"))
                .hasText("Incident timeline is removed. The packet is revision 3 now.");
        assertThat(page.locator("[data-read=timeline]")).hasCount(0);
        assertThat(asked().method()).isEqualTo("DELETE");
    }

    @Test
    void saysWhyTheLastSectionStays() {
        harness.api(
                PACKET + "sections/timeline",
                409,
                object().put("detail", "A packet keeps at least one section.").put("code", "last-section"));
        show(DRAFT, DRAFT);
        Locator timeline = readable("timeline");
        open(timeline, "Remove");
        press(timeline, "Remove the section");
        assertThat(timeline.locator(".gh-refusal:visible")).hasText("A packet keeps at least one section.");
    }

    @Test
    void promotesAnAnnexWithAReason() {
        ObjectNode review = sample("maintain-section-stale");
        review.put("assignee", "renata.lima");
        harness.review("annex", 200, review);
        harness.api(PACKET + "sections/contract-caveats/classification", 200, object().put("revision", 3));
        show("maintain-section", "annex");
        Locator annex = page.locator("[data-section=contract-caveats]");
        open(annex, "Promote to the lane");
        press(annex, "Promote it");
        assertThat(annex.getByText("Say why it goes to the lane.")).isVisible();
        assertThat(harness.asked()).isEmpty();
        annex.getByLabel("Why it goes to the lane").fill("The executives ask for it.");
        press(annex, "Promote it");
        assertThat(annex.locator(".gh-done")).containsText("goes to the lane. The packet is revision 3 now.");
        assertThat(asked().body())
                .isEqualTo(object().put("lane", "executive-customer-review-intake")
                        .put("reason", "The executives ask for it."));
    }

    // ---- somebody else was faster

    @Test
    void showsBothTextsOfAStaleSuggestionAndGoesOnFromThere() {
        harness.api(PACKET + "suggestions", 409, stale());
        show(DRAFT, DRAFT);
        Locator timeline = readable("timeline");
        open(timeline, "Suggest another text");
        timeline.getByLabel("The text as you suggest it").fill("Mine.");
        press(timeline, "Suggest it");
        assertThat(timeline.locator(".gh-both")).containsText("As it was.");
        assertThat(timeline.locator(".gh-both")).containsText("As it is.");
        assertThat(timeline.getByLabel("The text as you suggest it")).hasValue("Mine.");
        assertThat(Browsers.faultsOf(page, "form.gh")).isEmpty();
        Browsers.view(page, "workbench-stale-suggestion");
        harness.api(PACKET + "suggestions", 201, object().put("suggestionId", "s-9"));
        press(timeline, "I have seen it: go on from there with my text");
        assertThat(timeline.getByLabel("The text as you suggest it")).isFocused();
        press(timeline, "Suggest it");
        assertThat(timeline.locator(".gh-done")).hasText("Your suggestion is with iris.cole.");
        assertThat(harness.asked().get(0).body().path("baseRevision").asInt()).isEqualTo(2);
        assertThat(harness.asked().get(1).body().path("baseRevision").asInt()).isEqualTo(7);
        assertThat(harness.asked().get(1).body().path("markdown").asText()).isEqualTo("Mine.");
    }

    @Test
    void savesOverANewerTextOnlyAfterShowingIt() {
        harness.api(PACKET + "sections/mitigation", 409, stale());
        show(DRAFT, DRAFT);
        Locator mitigation = page.locator("[data-section=mitigation]");
        mitigation.getByLabel("Text (Markdown)").fill("Mine.");
        page.locator("[data-save=mitigation]").click();
        assertThat(mitigation.locator(".gh-both")).containsText("As it is.");
        harness.api(PACKET + "sections/mitigation", 200, object().put("revision", 8));
        press(mitigation, "I have seen it: go on from there with my text");
        page.locator("[data-save=mitigation]").click();
        assertThat(mitigation.locator(".gh-done"))
                .hasText("Mitigation wording is saved. The packet is revision 8 now.");
        assertThat(harness.asked().get(1).body().path("baseRevision").asInt()).isEqualTo(7);
    }

    // ---- nothing typed is lost

    @Test
    void keepsWhatWasTypedWhenTheServerIsAway() {
        harness.api(PACKET + "comments", 503, object().put("detail", "This could not be done at the moment."));
        show(DRAFT, DRAFT);
        Locator timeline = readable("timeline");
        open(timeline, "Comment");
        timeline.getByLabel("Your comment").fill("Which clock is this?");
        press(timeline, "Send the comment");
        assertThat(timeline.locator(".gh-refusal:visible")).hasText("This could not be done at the moment.");
        assertThat(button(timeline, "Send the comment")).isFocused();
        assertThat(timeline.getByLabel("Your comment")).hasValue("Which clock is this?");
    }

    @Test
    void bringsBackWhatWasTypedInAnotherTaskOrBeforeThePageWasLoadedAgain() {
        show(DRAFT, DRAFT);
        page.locator("[data-section=mitigation]").getByLabel("Text (Markdown)").fill("Half a sent");
        open(readable("timeline"), "Object");
        readable("timeline").getByLabel("What you object to").fill("03:52 is a gu");
        open(page.locator(".gh-adding"), "Add a section");
        page.locator(".gh-adding").getByLabel("Title").fill("Residual ri");
        page.locator("[data-objection=o-1]")
                .getByLabel("Why it no longer stands")
                .fill("Because the re");
        harness.review("next", 200, FormHarness.sample(DRAFT));
        show(DRAFT, "next");
        Locator mitigation = page.locator("[data-section=mitigation]");
        assertThat(mitigation.getByLabel("Text (Markdown)")).hasValue("Half a sent");
        assertThat(mitigation.getByText("it is not saved yet")).isVisible();
        assertThat(readable("timeline").getByLabel("What you object to")).hasValue("03:52 is a gu");
        assertThat(readable("timeline").getByText("Kept from when you typed it."))
                .isVisible();
        assertThat(page.locator(".gh-adding").getByLabel("Title")).hasValue("Residual ri");
        assertThat(page.locator("[data-objection=o-1]").getByLabel("Why it no longer stands"))
                .hasValue("Because the re");
        assertThat(Browsers.faultsOf(page, "form.gh")).isEmpty();
    }

    @Test
    void keepsWhatIsBeingTypedAboutASectionThatIsRemovedMeanwhile() {
        show(DRAFT, DRAFT);
        Locator mitigation = page.locator("[data-section=mitigation]");
        mitigation.getByLabel("Text (Markdown)").fill("Half a sent");
        ObjectNode without = sample(DRAFT);
        ((ArrayNode) without.at("/packet/sections")).remove(1);
        harness.review(DRAFT, 200, without);
        assertThat(mitigation.getByText("nobody has got it")).isVisible();
        assertThat(mitigation.getByLabel("Text (Markdown)")).hasValue("Half a sent");
        assertThat(page.locator("[data-save=mitigation]")).isHidden();
        press(mitigation, "Put it away");
        assertThat(mitigation).hasCount(0);
    }

    // ---- by keyboard, and to look at

    @Test
    void opensAndClosesByKeyboard() {
        show(DRAFT, DRAFT);
        Locator comment = button(readable("timeline"), "Comment");
        comment.focus();
        assertThat(comment).hasAttribute("aria-expanded", "false");
        page.keyboard().press("Enter");
        assertThat(comment).hasAttribute("aria-expanded", "true");
        page.keyboard().type("Which cl");
        page.keyboard().press("Escape");
        assertThat(comment).isFocused();
        assertThat(comment).hasAttribute("aria-expanded", "false");
        page.keyboard().press("Space");
        assertThat(readable("timeline").getByLabel("Your comment")).hasValue("Which cl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"maintain-draft", "maintain-draft-twenty"})
    void isReadableWithEverythingOpen(String name) {
        ObjectNode review = sample(name);
        objection(review, "o-2", "paul.meyer", "timeline", "withdrawn");
        objection(review, "o-3", "colin.reyes", "removed-section", "orphaned");
        harness.review("open", 200, review);
        for (int width : new int[] {920, 1280}) {
            page.setViewportSize(width, 900);
            show(DRAFT, "open");
            page.evaluate("document.querySelectorAll('.gh-workbench [aria-expanded=false]').forEach(b => b.click())");
            assertThat(Browsers.faultsOf(page, "form.gh")).isEmpty();
            assertThat((Integer) page.locator("form.gh").evaluate("e => e.scrollWidth - e.clientWidth"))
                    .isLessThanOrEqualTo(1);
            page.evaluate("() => { document.querySelector('.columns').style.height = 'auto';"
                    + " document.querySelectorAll('.gh-aside').forEach(a => { a.style.position = 'static'; }); }");
            Browsers.picture(page, "workbench-open-" + name + "-" + width);
        }
    }

    // ---- what the tests are made of

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode sample(String name) {
        return FormHarness.sample(name).deepCopy();
    }

    private static ObjectNode fault(String pointer, String message) {
        return object().put("pointer", pointer).put("message", message);
    }

    private static ObjectNode stale() {
        return object().put("detail", "The section has changed since revision 2.")
                .put("code", "stale-base")
                .put("baseText", "As it was.")
                .put("currentText", "As it is.")
                .put("yourText", "Mine.")
                .put("currentRevision", 7);
    }

    private static void objection(ObjectNode review, String id, String by, String section, String state) {
        ((ArrayNode) review.at("/packet/objections"))
                .addObject()
                .put("objectionId", id)
                .put("sectionId", section)
                .put("raisedBy", by)
                .put("severity", "residual")
                .put("statement", "This is not how it was told on the day itself.")
                .put("raisedIn", 1)
                .put("state", state);
    }

    private Locator readable(String section) {
        return page.locator("[data-read=" + section + "]");
    }

    /** Opens one of the panels of a card. */
    private static void open(Locator card, String label) {
        button(card, label).click();
    }

    private static void press(Locator card, String label) {
        button(card, label).click();
    }

    /** By what it says or, where the same words stand at several sections, by what it says and of which. */
    private static Locator button(Locator card, String label) {
        return card.locator("button:text-is(\"" + label + "\")");
    }

    private static Locator.GetByLabelOptions exactly() {
        return new Locator.GetByLabelOptions().setExact(true);
    }

    private Asked asked() {
        assertThat(harness.asked()).hasSize(1);
        return harness.asked().get(0);
    }
}
