package dev.gatehouse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the forms send, what they refuse to send, and that nothing typed is lost; against a stand-in for Tasklist. */
class FormBehaviourIT extends FormWalk {

    FormBehaviourIT() {
        super(1280);
    }

    @Test
    void sendsTheDecisionWithTheHashThatWasShown() {
        show("adopt-packet", "normal");
        assertThat(decision("adopt")).hasText("Adopt revision 3 as the authoritative timeline");
        decision("adopt").click();
        assertThat(page.locator(".task-completed")).isVisible();
        assertThat(sent().at("/decision/value").asText()).isEqualTo("adopt");
        assertThat(sent().at("/sha256/value"))
                .isEqualTo(FormHarness.sample("normal").path("sha256"));
        assertThat(sent().has("reason")).isFalse();
        assertThat(sent().has("checkpointId")).isFalse();
    }

    @Test
    void hasOnlyButtonsThatSayWhatTheyDo() {
        show("adopt-packet", "normal");
        assertThat(page.locator(".form-actions")).isHidden();
        // Ctrl+Enter and the like reach Tasklist's own button all the same
        page.evaluate("document.querySelector('.form-actions .btn-primary').click()");
        assertThat(page.locator(".gh-refusal")).containsText("Choose one of the decisions");
        assertThat(harness.submitted()).isEmpty();
    }

    @Test
    void asksForAReasonBeforeSendingAnythingButAdopt() {
        show("adopt-packet", "normal");
        decision("keep-prior").click();
        assertThat(page.getByText("this decision needs a reason")).isVisible();
        assertThat(reason()).isFocused();
        assertThat(harness.submitted()).isEmpty();
        page.keyboard().type("The customer asked to wait.");
        decision("keep-prior").click();
        assertThat(page.locator(".task-completed")).isVisible();
        assertThat(sent().at("/reason/value").asText()).isEqualTo("The customer asked to wait.");
    }

    @Test
    void adoptsHeldProtectedCheckpointsOnlyByName() {
        show("adopt-packet", "holds");
        assertThat(decision("adopt"))
                .hasText("Adopt revision 3 as the authoritative timeline, with Executive support-bridge approval and"
                        + " Customer-bridge handoff preparation HELD");
        decision("adopt").click();
        assertThat(page.getByText("Tick this first")).isVisible();
        assertThat(harness.submitted()).isEmpty();
        page.getByLabel("I have seen that Executive support-bridge approval").check();
        decision("adopt").click();
        assertThat(page.locator(".task-completed")).isVisible();
        assertThat(sent().at("/decision/value").asText()).isEqualTo("adopt");
    }

    @Test
    void asksForAnExceptionForTheChosenCheckpoint() {
        show("adopt-packet", "forty");
        page.getByLabel("Checkpoint for the exception").selectOption("cp-22");
        assertThat(decision("request-exception"))
                .containsText("Ask maria.keller for a boundary exception for Regional");
        reason().fill("It is only twenty minutes.");
        decision("request-exception").click();
        assertThat(page.locator(".task-completed")).isVisible();
        assertThat(sent().at("/checkpointId/value").asText()).isEqualTo("cp-22");
    }

    @Test
    void showsTheServersRefusalAndKeepsWhatWasTyped() {
        show("adopt-packet", "normal");
        harness.answerSubmissions(403, "Only maria.keller or an approved delegate may decide this.");
        reason().fill("half past three");
        decision("keep-prior").click();
        assertThat(page.locator(".gh-refusal"))
                .hasText("Not recorded. Only maria.keller or an approved delegate may decide this.");
        assertThat(reason()).hasValue("half past three");
        harness.answerSubmissions(204, "");
        decision("keep-prior").click();
        assertThat(page.locator(".task-completed")).isVisible();
        assertThat(harness.submitted().get(1).at("/variables/reason/value").asText())
                .isEqualTo("half past three");
    }

    @Test
    void saysWhatWithdrewTheGateAndTakesTheReasonAlong() {
        show("adopt-packet", "normal");
        reason().fill("We keep the old order because");
        ObjectNode withdrawn = FormHarness.sample("withdrawn").deepCopy();
        harness.review("normal", 200, withdrawn);
        assertThat(page.getByText("revision 4 is on the gate now")).isVisible();
        assertThat(page.locator(".gh-banner")).containsText("evt-006");
        assertThat(decision("keep-prior")).isDisabled();
        assertThat(page.getByText("Open the new task"))
                .hasAttribute("href", "/camunda/app/tasklist/default/#/?task=holds");
        show("adopt-packet", "holds");
        assertThat(page.getByText("Kept from the task that was withdrawn.")).isVisible();
        assertThat(reason()).hasValue("We keep the old order because");
    }

    @Test
    void saysThatATaskIsGone() {
        show("adopt-packet", "normal");
        harness.review(
                "normal", 404, JsonNodeFactory.instance.objectNode().put("detail", "This gate ended with its window."));
        assertThat(page.locator(".gh-banner")).containsText("This gate ended with its window.");
        assertThat(decision("adopt")).isDisabled();
    }

    @Test
    void keepsShowingWhatItHasWhenTheServerIsAway() {
        show("adopt-packet", "normal");
        harness.close();
        assertThat(page.locator(".gh-status")).containsText("What you see may be old");
        assertThat(decision("adopt")).isEnabled();
    }

    @Test
    void turnsAwayWhoeverMayNotSeeIt() {
        harness.review(
                "normal", 403, JsonNodeFactory.instance.objectNode().put("detail", "You have no part in this gate."));
        page.navigate(harness.url("adopt-packet", "normal"));
        assertThat(page.locator(".gh-banner")).containsText("You have no part in this gate.");
        assertThat(page.locator("[data-decision]")).hasCount(0);
    }

    @ParameterizedTest
    @CsvSource({
        "forms.js, adopt-packet, 'If this stays, open the task again.'",
        "gatehouse.js, adopt-packet, The form could not be loaded.",
        "disclosure.js, sign-manifest, The form could not be loaded.",
        "gatehouse.js, start-command-window, The form could not be loaded."
    })
    void saysWhatToDoWhenAScriptDoesNotComeAndSendsNothing(String script, String form, String sentence) {
        harness.api("/gatehouse/shared/" + script, 503, JsonNodeFactory.instance.objectNode());
        page.navigate(harness.url(form, form.equals("adopt-packet") ? "normal" : form));
        assertThat(page.getByText(sentence)).isVisible();
        assertThat(page.locator("[data-decision]")).hasCount(0);
        page.evaluate("document.querySelector('.form-actions .btn-primary').click()");
        assertThat(page.getByText(sentence)).isVisible();
        assertThat(harness.submitted()).isEmpty();
    }

    @Test
    void takesWhatWasTypedIntoAFieldToTheNextTaskOfTheGate() {
        show("review-revision", "review-revision");
        page.getByLabel("What you object to").fill("The region is not named.");
        ObjectNode withdrawn = FormHarness.sample("review-revision").deepCopy();
        withdrawn.put("state", "withdrawn").putObject("withdrawn").put("because", "Revision 3 takes its place.");
        harness.review("review-revision", 200, withdrawn);
        assertThat(page.getByText("Revision 3 takes its place.")).isVisible();
        assertThat(decision("object")).isDisabled();
        harness.review("next", 200, FormHarness.sample("review-revision"));
        show("review-revision", "next");
        assertThat(page.getByText("Kept from the task that was withdrawn.")).isVisible();
        assertThat(page.getByLabel("What you object to")).hasValue("The region is not named.");
        page.getByLabel("How severe it is").selectOption("blocking");
        decision("object").click();
        assertThat(page.locator(".task-completed")).isVisible();
        assertThat(sent().at("/statement/value").asText()).isEqualTo("The region is not named.");
        assertThat(sent().at("/severity/value").asText()).isEqualTo("blocking");
        assertThat(sent().at("/sha256/value").asText())
                .isEqualTo(FormHarness.sample("review-revision").path("sha256").asText());
    }

    @Test
    void releasesAPromotedAnnexOnlyByName() {
        show("approve-release", "approve-disclosure-promoted");
        page.getByLabel("contract-caveats").check();
        decision("release").click();
        assertThat(page.locator(".task-completed")).isVisible();
        assertThat(sent().at("/promoted/value").asText()).isEqualTo("contract-caveats");
        assertThat(sent().has("audience")).isFalse();
        assertThat(sent().at("/manifestSha256/value").asText())
                .isEqualTo(FormHarness.sample("approve-disclosure-promoted")
                        .path("manifestSha256")
                        .asText());
    }

    @Test
    void copiesAHash() {
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        show("sign-manifest", "sign-manifest");
        page.getByLabel("Copy the hash of the packet").click();
        assertThat(page.locator(".gh-release-bound .gh-said").first()).hasText("Copied");
        assertThat(page.evaluate("navigator.clipboard.readText()"))
                .isEqualTo(FormHarness.sample("sign-manifest").path("sha256").asText());
    }

    @Test
    void decidesByKeyboardAlone() {
        show("confirm-scope", "scope-faults");
        for (int presses = 0; presses < 60 && !focusIs("confirm"); presses++) {
            page.keyboard().press("Tab");
        }
        page.keyboard().press("Enter");
        assertThat(page.locator(".task-completed")).isVisible();
        assertThat(sent().at("/decision/value").asText()).isEqualTo("confirm");
    }

    private boolean focusIs(String decision) {
        return (Boolean) page.evaluate("word => document.activeElement.dataset.decision === word", decision);
    }

    @Test
    void readsTheDrawingByKeyboard() {
        show("adopt-packet", "normal");
        page.locator(".gh-row").first().focus();
        page.keyboard().press("ArrowDown");
        assertThat(page.locator(".gh-row").nth(1)).isFocused();
        assertThat(page.locator(".gh-detail"))
                .hasText(
                        "Restricted workaround-safety review, protected: Provisional; 15:50 to 16:35; was 15:15, 35 minutes"
                                + " later; owner sam.okafor; because Workaround verification notes is not ready: needs 15:45,"
                                + " allowed from 15:50: 5 minutes short (evt-001).");
    }

    @Test
    void namesEveryCheckpointInFullWhereThereAreFew() {
        for (int width : new int[] {1280, 1920}) {
            page.setViewportSize(width, 1080);
            show("adopt-packet", "normal");
            assertThat(page.locator(".gh-label").first()).hasText("Incident-state validation");
            assertThat(String.join("", page.locator(".gh-label").allTextContents()))
                    .contains("Customer-bridge handoff", "preparation")
                    .doesNotContain("\u2026");
        }
    }

    @Test
    void showsMarkupAndFormulasAsText() {
        show("adopt-packet", "hostile");
        assertThat(page.locator(".gh-case")).containsText("=HYPERLINK(\"http://example.org\",\"click\") <img src=x");
        assertThat(page.locator(".gh-root img, .gh-root script, .gh-root b")).hasCount(0);
        assertThat(page.evaluate("window.pwned === undefined")).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"review-revision", "approve-release", "maintain-section", "maintain-draft"})
    void showsMarkdownWithScriptsAndRemoteImagesAsItWasWritten(String form) {
        List<String> elsewhere = new CopyOnWriteArrayList<>();
        page.onRequest(request -> {
            if (request.url().contains("tracker.example.org")) {
                elsewhere.add(request.url());
            }
        });
        show(form, "markdown");
        assertThat(page.locator(".gh-root")).containsText("![map](http://tracker.example.org/pixel.png)");
        assertThat(page.locator(".gh-root img, .gh-root script, .gh-root a[href^='javascript'], .gh-root b"))
                .hasCount(0);
        assertThat(page.evaluate("window.pwned === undefined")).isEqualTo(true);
        assertThat(elsewhere).isEmpty();
    }

    @Test
    void requiresAReasonToGrantABoundaryException() {
        show("decide-boundary-exception", "exception");
        assertThat(page.locator(".gh-effect")).containsText("the boundary moves 5 minutes, to 17:50 instead of 17:45");
        decision("grant").click();
        assertThat(page.getByText("this decision needs a reason")).isVisible();
        assertThat(harness.submitted()).isEmpty();
    }

    @Test
    void acknowledgesOwnChanges() {
        show("acknowledge-delta", "delta");
        assertThat(page.locator(".gh-headline")).containsText("17:15 \u2192 17:20 (5 minutes later)");
        decision("acknowledge").click();
        assertThat(page.locator(".task-completed")).isVisible();
        assertThat(sent().at("/decision/value").asText()).isEqualTo("acknowledge");
    }

    @Test
    void startsWithTheTextAsItWasGivenAndTheCaseIdAsBusinessKey() {
        page.navigate(harness.url("start-command-window", ""));
        String request = "{\n  \"caseId\": \"SEV1-7\",\n  \"rehearsal\": true,\n  \"n\": 1.50\n}";
        page.getByLabel("Request (JSON)").fill(request);
        assertThat(page.locator(".gh-known")).hasText("Starts the case SEV1-7 as a DRILL");
        page.locator(".btn-primary").click();
        assertThat(page.locator(".task-completed")).isVisible();
        assertThat(sent().at("/request/value").asText()).isEqualTo(request);
        assertThat(sent().at("/request/type").asText()).isEqualTo("Json");
        assertThat(harness.submitted().get(0).path("businessKey").asText()).isEqualTo("SEV1-7");
    }

    @Test
    void showsEveryFaultOfAFaultyRequestAtItsPlace() {
        page.navigate(harness.url("start-command-window", ""));
        harness.answerSubmissions(
                400,
                "/checkpoints/1/duration: must be longer than zero, such as PT30M\n/people/0/person: nobody is known as max");
        page.getByLabel("Request (JSON)")
                .fill(
                        "{\"caseId\": \"A\",\n\"people\": [{\"person\": \"max\"}],\n\"checkpoints\": [{}, {\"duration\": \"PT0M\"}]}");
        page.locator(".btn-primary").click();
        assertThat(page.locator(".gh-faults")).containsText("Nothing was started: 2 faults");
        assertThat(page.locator(".gh-faults tbody tr")).hasCount(2);
        assertThat(page.locator(".gh-faults")).containsText("\"PT0M\"");
        page.getByText("/checkpoints/1/duration").click();
        assertThat(page.evaluate("getSelection().toString()").toString()).startsWith("\"PT0M\"");
        assertThat(Browsers.faultsOf(page, "form.gh")).isEmpty();
    }

    @Test
    void doesNotSendWhatIsNotJson() {
        page.navigate(harness.url("start-command-window", ""));
        page.getByLabel("Request (JSON)").fill("{\"caseId\": ");
        page.locator(".btn-primary").click();
        assertThat(page.getByText("This is not JSON")).isVisible();
        assertThat(harness.submitted()).isEmpty();
    }
}
