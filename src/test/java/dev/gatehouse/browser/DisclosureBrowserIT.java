package dev.gatehouse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.gatehouse.disclosure.DisclosureScenario;
import dev.gatehouse.testing.Doors;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People in Tasklist on the running demo: the steps of scenario 2, and what the forms must survive. */
class DisclosureBrowserIT extends RunningDemo {

    private static final String FLOW = "disclosure-packet-release";
    private static final String LANE = "executive-customer-review-intake";
    private static final String RELEASE_OWNER = "renata.lima";
    private static final String ARTIFACT_OWNER = "paul.meyer";
    private static final String TIMELINE_OWNER = "iris.cole";
    private static final String REVIEWER = "colin.reyes";
    private static final String AGENT = "agent-chronology";
    private static final LocatorAssertions.IsVisibleOptions AFTER_ITS_NEXT_LOOK =
            new LocatorAssertions.IsVisibleOptions().setTimeout(20_000);

    private String caseId;
    private String incident;
    private ObjectNode request;

    /** Each case cites an incident of its own: a newer version of its record concerns no other. */
    @BeforeEach
    void caseOfItsOwn() throws Exception {
        String run = UUID.randomUUID().toString().substring(0, 8);
        caseId = "DISC-" + run;
        incident = "INC-" + run;
        request = ((ObjectNode) own(DisclosureScenario.request())).put("caseId", caseId);
        for (JsonNode record : own(DisclosureScenario.records())) {
            if (record.path("version").asInt() != 9) {
                mirror(record);
            }
        }
    }

    @Test
    void followsItsSteps() throws Exception {
        start();
        Page renata = signIn(RELEASE_OWNER, 1280);
        look(renata, "approve-charter", RELEASE_OWNER);
        agree(renata, "approve");

        // 2: with a citation, accepted by the section's owner
        String timeline = request.at("/sections/0/markdown").asText();
        String corrected = timeline.replace("03:40 UTC mitigation", "03:52 UTC mitigation");
        String first = suggest("timeline", 1, corrected, 8);
        Page iris = signIn(TIMELINE_OWNER, 1280);
        look(iris, "maintain-section", TIMELINE_OWNER);
        assertThat(iris.locator("[data-suggestion=" + first + "] ins")).containsText("03:52");
        iris.locator("[data-accept=" + first + "]").click();
        assertThat(said(iris)).containsText("The packet is revision 2 now.");

        // 3: what commits is flagged, and rejected as out of bounds
        String drift = suggest("mitigation", 2, "We will credit the affected months.", 0);
        Page paul = signIn(ARTIFACT_OWNER, 1280);
        look(paul, "maintain-draft", ARTIFACT_OWNER);
        Locator card = paul.locator("[data-suggestion=" + drift + "]");
        assertThat(card).containsText("Commits to something: we will credit");
        paul.locator("[data-accept=" + drift + "]").click();
        assertThat(card).containsText("Say why these words may stay.");
        card.getByLabel("Reason").fill("No credits here.");
        card.getByLabel("What is wrong, if you reject it").selectOption("out-of-bounds");
        paul.locator("[data-reject=" + drift + "]").click();
        assertThat(said(paul)).containsText("is rejected");

        // 4 to 6: objected, proposed, reviewed, accepted by name, signed
        object("residual-issues", "residual", "The restoration claim is disputed for one region.");
        goThroughTheGates(paul, iris, renata);

        // 7: a form opened before the evidence changed, and sent after
        look(renata, "approve-release", RELEASE_OWNER);
        assertThat(renata.locator(".gh-disclosure-objections")).containsText("accepted residual");
        assertThat(renata.locator(".gh-disclosure-flagged")).containsText("No credits here.");
        stopsLooking(renata);
        reason(renata).fill("Waiting for the second wave.");
        evidenceChanges();
        task(caseId, "maintain-draft", ARTIFACT_OWNER);
        renata.locator("[data-decision=release]").click();
        assertThat(renata.locator("form.gh .gh-refusal")).containsText("Not recorded.");
        assertThat(renata.locator("form.gh .gh-refusal")).containsText(incident);
        assertThat(reason(renata)).hasValue("Waiting for the second wave.");
        Browsers.picture(renata, "disclosure-approve-release-refused");

        // 8: the draft is open again with the cause; the refreshed timeline goes all the way
        open(paul, caseId, "maintain-draft", ARTIFACT_OWNER);
        assertThat(paul.locator(".gh-headline")).containsText("Revision 3");
        assertThat(paul.locator("form.gh")).containsText("has changed to version 9");
        String second =
                suggest("timeline", 3, corrected + "\n- 06:10 UTC second wave of refresh-token errors in eu-2", 9);
        open(iris, caseId, "maintain-section", TIMELINE_OWNER);
        iris.locator("[data-accept=" + second + "]").click();
        assertThat(said(iris)).containsText("The packet is revision 4 now.");
        goThroughTheGates(paul, iris, renata);
        open(renata, caseId, "approve-release", RELEASE_OWNER);
        assertThat(renata.locator(".gh-headline")).containsText("Release revision 4");
        assertThat(renata.locator(".gh-disclosure-compared ins").first()).containsText("06:10");
        decide(renata, "release");

        Page evelyn = signIn("evelyn.stone", 1280);
        look(evelyn, "acknowledge-intake", "evelyn.stone");
        assertThat(evelyn.locator("form.gh")).not().containsText("9.2 notice period");
        assertThat(evelyn.locator(".gh-disclosure-residuals")).containsText("disputed for one region");
        assertThat(evelyn.locator(".gh-release-blocked")).containsText("we will credit");
        assertThat(evelyn.locator(".gh-disclosure-section").first()).containsText("06:10 UTC second wave");
        assertThat(doors().get(REVIEWER, "/api/lanes/" + LANE + "/packets/" + caseId)
                        .status())
                .isEqualTo(403);

        // 10: accepted by one, bounced by the other
        decide(evelyn, "accept");
        Page omar = signIn("omar.haddad", 1280);
        open(omar, caseId, "acknowledge-intake", "omar.haddad");
        omar.locator("[data-decision=bounce]").click();
        assertThat(omar.getByText("this decision needs a reason")).isVisible();
        omar.getByLabel("What is wrong with it, if you bounce it").selectOption("stale-evidence");
        reason(omar).fill("The second wave is not over.");
        decide(omar, "bounce");
        assertThat(doors().get(AUDITOR, "/api/evaluation?flow=" + FLOW + "&includeDrills=true")
                        .text())
                .contains("stale-evidence");
    }

    @Test
    void anOwnerWorksThroughTwentySuggestionsByKeyboardAlone() {
        drafting();
        for (int i = 1; i <= 20; i++) {
            suggest(i % 2 == 0 ? "mitigation" : "residual-issues", 1, "Wording number " + i + ".", 0);
        }
        Page paul = signIn(ARTIFACT_OWNER, 1280);
        open(paul, caseId, "maintain-draft", ARTIFACT_OWNER);
        assertThat(paul.getByText("Waiting for you (20)")).isVisible();
        String address = paul.url();
        // what is being written in a section stays, whatever is decided above it
        Locator text = paul.locator("[data-section=mitigation]").getByLabel("Text (Markdown)");
        text.fill("Half a sent");
        tabTo(paul, paul.locator("[data-suggestion] button").first());
        for (int left = 20; left > 0; left--) {
            Locator card = paul.locator("[data-suggestion]:not([hidden]):has(:focus)");
            assertThat(card).hasCount(1);
            if (left == 20) {
                // accepted: what else is suggested for its section can only be rejected now
                paul.keyboard().press("Enter");
            } else {
                Locator why = card.getByLabel("Reason");
                String id = card.getAttribute("data-suggestion");
                tabTo(paul, why);
                paul.keyboard().type("Said better already.");
                tabTo(paul, paul.locator("[data-reject=" + id + "]"));
                paul.keyboard().press("Enter");
            }
            assertThat(paul.getByText(
                            left > 1 ? "Waiting for you (" + (left - 1) + ")" : "Nothing waits for you in this draft"))
                    .isVisible();
        }
        assertThat(paul.url()).isEqualTo(address);
        assertThat(text).hasValue("Half a sent");
        JsonNode suggestions = doors().review(ARTIFACT_OWNER, task(caseId, "maintain-draft", ARTIFACT_OWNER))
                .path("suggestions");
        assertThat(suggestions.findValuesAsText("state")).hasSize(20).doesNotContain("open");
    }

    @Test
    void twoPeopleAtOneSectionSeeBothTexts() {
        drafting();
        Page paul = signIn(ARTIFACT_OWNER, 1280);
        open(paul, caseId, "maintain-draft", ARTIFACT_OWNER);
        Locator section = paul.locator("[data-section=mitigation]");
        section.getByLabel("Text (Markdown)").fill("Mine.");
        stopsLooking(paul);
        editFromElsewhere("mitigation", "Theirs.");
        paul.locator("[data-save=mitigation]").click();
        assertThat(section.locator(".gh-both")).containsText("Token issuance was moved");
        assertThat(section.locator(".gh-both")).containsText("Theirs.");
        assertThat(section.getByLabel("Text (Markdown)")).hasValue("Mine.");
        assertThat(Browsers.faultsOf(paul, "form.gh")).isEmpty();
        Browsers.picture(paul, "disclosure-stale-base");
    }

    @Test
    void aFormThatLooksSeesThatItsSectionHasChangedAndGoesOnFromThere() {
        drafting();
        Page paul = signIn(ARTIFACT_OWNER, 1280);
        open(paul, caseId, "maintain-draft", ARTIFACT_OWNER);
        Locator section = paul.locator("[data-section=mitigation]");
        section.getByLabel("Text (Markdown)").fill("Mine.");
        editFromElsewhere("mitigation", "Theirs.");
        assertThat(section.getByText("This section has changed since you began."))
                .isVisible(AFTER_ITS_NEXT_LOOK);
        assertThat(section).containsText("Theirs.");
        assertThat(section.getByLabel("Text (Markdown)")).hasValue("Mine.");
        section.getByText("I have seen it").click();
        paul.locator("[data-save=mitigation]").click();
        assertThat(section.locator(".gh-done")).containsText("The packet is revision 3 now.");
    }

    @Test
    void theArtifactOwnerAddsASectionAndTakesItOutAgain() {
        drafting();
        Page paul = signIn(ARTIFACT_OWNER, 1280);
        open(paul, caseId, "maintain-draft", ARTIFACT_OWNER);
        Locator adding = paul.locator(".gh-adding");
        press(paul, adding, "Add a section");
        paul.keyboard().type("Residual risk");
        tabTo(paul, adding.getByLabel("Who keeps it"));
        paul.keyboard().type("nobody.here");
        tabTo(paul, adding.getByLabel("Text (Markdown)"));
        paul.keyboard().type("Refresh tokens of old sessions may fail.");
        press(paul, adding, "Add the section");
        assertThat(adding).containsText("Nobody named \"nobody.here\" is known");
        assertThat(adding.getByLabel("Who keeps it")).isFocused();
        assertThat(adding.getByLabel("Text (Markdown)")).hasValue("Refresh tokens of old sessions may fail.");
        adding.getByLabel("Who keeps it").fill(REVIEWER);
        press(paul, adding, "Add the section");
        assertThat(adding.locator(".gh-done")).hasText("Residual risk is added. The packet is revision 2 now.");
        task(caseId, "maintain-section", REVIEWER);
        Locator added = paul.locator("[data-read=residual-risk]");
        assertThat(added).containsText("Refresh tokens of old sessions may fail.");

        object("residual-risk", "blocking", "Nobody has counted them.");
        assertThat(paul.locator("[data-objection=o-1]")).isVisible(AFTER_ITS_NEXT_LOOK);
        press(paul, added, "Remove");
        press(paul, added, "Remove the section");
        assertThat(said(paul)).hasText("Residual risk is removed. The packet is revision 3 now.");
        assertThat(added).hasCount(0);
        // what was objected to it stays on record, and somebody answers for it
        Locator orphaned = paul.locator("[data-objection=o-1]");
        assertThat(orphaned).containsText("Its section has left the packet.");
        tabTo(paul, orphaned.getByLabel("Why it no longer stands"));
        paul.keyboard().type("The section is gone.");
        press(paul, orphaned, "Resolve");
        assertThat(said(paul)).hasText("o-1 is resolved.");
        assertThat(orphaned).containsText("resolved");
        assertThat(Browsers.faultsOf(paul, "form.gh")).isEmpty();
    }

    @Test
    void peopleDisagreeAboutASectionWithoutLeavingTheirForms() {
        drafting();
        Page iris = signIn(TIMELINE_OWNER, 1280);
        open(iris, caseId, "maintain-section", TIMELINE_OWNER);
        Locator theirs = iris.locator("[data-read=mitigation]");
        press(iris, theirs, "Comment");
        iris.keyboard().type("Which cluster is meant?");
        press(iris, theirs, "Send the comment");
        assertThat(theirs).containsText("iris.cole: Which cluster is meant?");
        press(iris, theirs, "Object");
        iris.keyboard().type("Token issuance moved later than that.");
        theirs.getByLabel("How severe it is").selectOption("blocking");
        press(iris, theirs, "Raise the objection");
        Locator raised = iris.locator("[data-objection=o-1]");
        assertThat(raised).containsText("blocking objection o-1");
        assertThat(raised.getByLabel("Withdraw o-1")).isVisible();

        Page paul = signIn(ARTIFACT_OWNER, 1280);
        open(paul, caseId, "maintain-draft", ARTIFACT_OWNER);
        assertThat(paul.locator("[data-section=mitigation]")).containsText("iris.cole: Which cluster is meant?");
        Locator card = paul.locator("[data-objection=o-1]");
        card.getByLabel("Why it no longer stands").fill("The text names the hour now.");
        card.getByLabel("Resolve o-1").click();
        assertThat(said(paul)).hasText("o-1 is resolved.");

        assertThat(iris.getByText("Objections that are settled or have no section (1)"))
                .isVisible(AFTER_ITS_NEXT_LOOK);
        raised.getByLabel("Why it stands again").fill("It does not.");
        raised.getByLabel("Reopen o-1").click();
        assertThat(said(iris)).hasText("o-1 is open again.");
        paul.locator("[data-decision=propose]").click();
        assertThat(paul.locator(".gh-decide .gh-refusal")).containsText("o-1");
        raised.getByLabel("Why it no longer stands").fill("Agreed by telephone.");
        raised.getByLabel("Withdraw o-1").click();
        assertThat(said(iris)).hasText("o-1 is withdrawn.");
        decide(paul, "propose");
    }

    @Test
    void theOwnerOfAnAnnexPromotesItWithAReason() {
        drafting();
        Page renata = signIn(RELEASE_OWNER, 1280);
        open(renata, caseId, "maintain-section", RELEASE_OWNER);
        Locator annex = renata.locator("[data-section=contract-caveats]");
        press(renata, annex, "Promote to the lane");
        renata.keyboard().type("The executives ask for it.");
        press(renata, annex, "Promote it");
        assertThat(annex.locator(".gh-done")).containsText("goes to the lane. The packet is revision 2 now.");
        assertThat(annex).not().containsText("annex: not for the lane");
        assertThat(annex.locator("button:text-is(\"Promote to the lane\")")).isHidden();
    }

    @Test
    void aSuggestionOnAnOldTextShowsBothAndGoesOnFromThere() {
        drafting();
        Page iris = signIn(TIMELINE_OWNER, 1280);
        open(iris, caseId, "maintain-section", TIMELINE_OWNER);
        Locator theirs = iris.locator("[data-read=mitigation]");
        press(iris, theirs, "Suggest another text");
        Locator text = theirs.getByLabel("The text as you suggest it");
        text.fill("Mine.");
        stopsLooking(iris);
        editFromElsewhere("mitigation", "Theirs.");
        press(iris, theirs, "Suggest it");
        assertThat(theirs.locator(".gh-both")).containsText("Theirs.");
        assertThat(text).hasValue("Mine.");
        press(iris, theirs, "I have seen it: go on from there with my text");
        press(iris, theirs, "Suggest it");
        assertThat(theirs.locator(".gh-done")).hasText("Your suggestion is with paul.meyer.");
        assertThat(doors().review(ARTIFACT_OWNER, task(caseId, "maintain-draft", ARTIFACT_OWNER))
                        .at("/suggestions/0/baseRevision")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void bringsBackWhatWasTypedWhenThePageIsOpenedAgain() {
        drafting();
        Page paul = signIn(ARTIFACT_OWNER, 1280);
        open(paul, caseId, "maintain-draft", ARTIFACT_OWNER);
        paul.locator("[data-section=mitigation]").getByLabel("Text (Markdown)").fill("Half a sent");
        press(paul, paul.locator("[data-read=timeline]"), "Object");
        paul.keyboard().type("This is not");
        open(paul, caseId, "maintain-section", ARTIFACT_OWNER);
        assertThat(paul.locator("[data-section=mitigation]").getByLabel("Text (Markdown)"))
                .hasValue("Half a sent");
        assertThat(paul.locator("[data-read=timeline]").getByLabel("What you object to"))
                .hasValue("This is not");
    }

    @Test
    void refusesWhoeverMayNotWithASentence() {
        drafting();
        String draft = task(caseId, "maintain-draft", ARTIFACT_OWNER);
        Page naomi = signIn("naomi.fry", 1280);
        naomi.navigate(tasklist(draft));
        assertThat(naomi.locator("[data-decision]")).hasCount(0);
        assertThat(doors().get("naomi.fry", "/api/tasks/" + draft + "/review").status())
                .isEqualTo(403);
        Doors.Answer agent = doors().decide(AGENT, draft, Map.of("decision", "propose"));
        assertThat(agent.status()).isEqualTo(403);

        object("timeline", "blocking", "This is not what happened.");
        Page paul = signIn(ARTIFACT_OWNER, 1280);
        open(paul, caseId, "maintain-draft", ARTIFACT_OWNER);
        paul.locator("[data-decision=propose]").click();
        assertThat(paul.locator(".gh-decide .gh-refusal")).containsText("o-1");
        assertThat(Browsers.faultsOf(paul, "form.gh")).isEmpty();
        // nothing is left of the refusal in the next form of the same session
        paul.evaluate("task => { location.hash = '/?task=' + task }", task(caseId, "maintain-section", ARTIFACT_OWNER));
        assertThat(paul.locator(".gh-kicker")).containsText("Maintain a section");
        assertThat(paul.locator("form.gh .gh-refusal:visible")).hasCount(0);
        assertThat(paul.locator("[data-section]")).hasCount(2);
    }

    @Test
    void aRefusalOfTheCharterNeedsAReason() {
        start();
        Page renata = signIn(RELEASE_OWNER, 1280);
        open(renata, caseId, "approve-charter", RELEASE_OWNER);
        renata.locator("[data-decision=approve]").click();
        assertThat(renata.getByText("Tick this first")).isVisible();
        renata.locator("[data-decision=decline]").click();
        assertThat(renata.getByText("this decision needs a reason")).isVisible();
        reason(renata).fill("Not this month.");
        decide(renata, "decline");
        assertThat(doors().caseOf(AUDITOR, caseId).path("outcome").asText()).isEqualTo("withdrawn");
    }

    @Test
    void theStartFormNamesEveryFaultOnce() {
        Page paul = signIn(ARTIFACT_OWNER, 1280);
        openStartForm(paul, "Disclosure");
        ((ObjectNode) request.at("/sections/0")).remove("owner");
        String faulty = request.put("artifactOwner", "nobody.here").toPrettyString();
        requestField(paul).fill(faulty);
        pressStart(paul);
        Locator faults = paul.locator(".gh-faults tbody tr");
        assertThat(faults.filter(hasText("/sections/0/owner"))).hasCount(1);
        assertThat(faults.filter(hasText("/artifactOwner"))).hasCount(1);
        assertThat(requestField(paul)).hasValue(faulty);
    }

    // ---- the doors

    private JsonNode own(JsonNode document) throws Exception {
        return JSON.readTree(document.toString().replace("INC-88213", incident));
    }

    private void start() {
        Doors.Answer started = doors().start(ARTIFACT_OWNER, FLOW, request);
        assertThat(started.status()).as(started.text()).isEqualTo(200);
    }

    /** A case whose charter is approved. */
    private void drafting() {
        start();
        Doors.Answer approved = doors().decide(
                        RELEASE_OWNER, task(caseId, "approve-charter", RELEASE_OWNER), Map.of("decision", "approve"));
        assertThat(approved.status()).as(approved.text()).isEqualTo(204);
        task(caseId, "maintain-draft", ARTIFACT_OWNER);
    }

    /** @param version of the timeline that it cites; 0 for none */
    private String suggest(String section, int base, String markdown, int version) {
        ObjectNode suggestion = JSON.createObjectNode()
                .put("sectionId", section)
                .put("baseRevision", base)
                .put("markdown", markdown)
                .put("rationale", "As the record says.");
        if (version == 0) {
            suggestion.putArray("citations");
        } else {
            suggestion
                    .putArray("citations")
                    .addObject()
                    .put("register", "incident-timeline")
                    .put("key", incident)
                    .put("version", version);
        }
        Doors.Answer made = doors().post(AGENT, "/api/packets/" + caseId + "/suggestions", suggestion);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().path("suggestionId").asText();
    }

    /** What the same person does in another window. */
    private void editFromElsewhere(String section, String markdown) {
        ObjectNode edit = JSON.createObjectNode().put("baseRevision", 1).put("markdown", markdown);
        assertThat(doors().put(ARTIFACT_OWNER, "/api/packets/" + caseId + "/sections/" + section, edit)
                        .status())
                .isEqualTo(200);
    }

    private void object(String section, String severity, String statement) {
        ObjectNode objection = JSON.createObjectNode()
                .put("sectionId", section)
                .put("severity", severity)
                .put("statement", statement);
        assertThat(doors().post(REVIEWER, "/api/packets/" + caseId + "/objections", objection)
                        .status())
                .isEqualTo(201);
    }

    private void evidenceChanges() throws Exception {
        for (JsonNode record : own(DisclosureScenario.records())) {
            if (record.path("version").asInt() == 9) {
                mirror(record);
            }
        }
        ObjectNode newer = JSON.createObjectNode()
                .put("register", "incident-timeline")
                .put("key", incident)
                .put("version", 9);
        state("incident-tracker", "support.evidence.changed", caseId, "2026-04-20T12:05:00Z", newer);
    }

    // ---- in the browser

    /** From the draft to the open release: proposed, agreed to, its residual objection accepted, signed. */
    private void goThroughTheGates(Page paul, Page iris, Page renata) {
        open(paul, caseId, "maintain-draft", ARTIFACT_OWNER);
        decide(paul, "propose");
        look(iris, "review-revision", TIMELINE_OWNER);
        agree(iris, "agree");
        Page colin = signIn(REVIEWER, 1280);
        open(colin, caseId, "review-revision", REVIEWER);
        agree(colin, "agree");
        colin.context().close();
        look(renata, "accept-residual", RELEASE_OWNER);
        renata.locator("[data-decision=accept]").click();
        assertThat(renata.getByText("Tick every one that you accept")).isVisible();
        agree(renata, "accept");
        look(paul, "sign-manifest", ARTIFACT_OWNER);
        agree(paul, "sign");
        open(iris, caseId, "sign-manifest", TIMELINE_OWNER);
        agree(iris, "sign");
    }

    /** Opens it as its person, and looks at what every screen of a drill must have. */
    private void look(Page page, String gate, String person) {
        open(page, caseId, gate, person);
        assertThat(page.locator("form.gh .gh-drill")).containsText("DRILL");
        assertThat(Browsers.faultsOf(page, "form.gh")).isEmpty();
        Browsers.picture(page, "disclosure-" + gate);
    }

    /** From now on the form does not see what happens on the server; what it sends still goes. */
    private static void stopsLooking(Page page) {
        page.evaluate("() => { const fetched = window.fetch; window.fetch = (path, options) =>"
                + " /review$/.test(path) ? new Promise(() => {}) : fetched(path, options); }");
    }

    /** By keyboard: the focus on a button of a card, and Enter. */
    private static void press(Page page, Locator card, String label) {
        Locator button = card.locator("button:text-is(\"" + label + "\")");
        button.focus();
        page.keyboard().press("Enter");
    }

    private static Locator said(Page page) {
        return page.locator(".gh-workbench > section > p.gh-said");
    }
}
