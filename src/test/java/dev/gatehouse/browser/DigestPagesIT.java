package dev.gatehouse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of a case that is a digest, and the digest on paper, against answers of the API that the test makes up. */
class DigestPagesIT extends FormWalk {
    private static final String CASE = DigestReviews.CASE;
    private static final String SHA =
            FormHarness.sample("review-digest").path("sha256").asText();

    DigestPagesIT() {
        super(1280);
    }

    private void stored(String state, String standing) {
        harness.api("/api/about", 200, DigestReviews.json("{\"demo\": true, \"user\": \"emil.braun\"}"));
        ObjectNode file = DigestReviews.json("""
                {"caseId": "%1$s", "flow": "runbook-change-digest", "title": "runbooks/severity-one-escalation.md at published/2026-04-15",
                 "drill": false, "state": "OPEN", "openGates": [{"taskId": "t1", "gate": "acknowledge-digest", "assignee": "emil.braun"}],
                 "publication": {"repository": "premium-runbooks", "path": "runbooks/severity-one-escalation.md", "revision": "published/2026-04-15"},
                 "outcome": {"state": "shared", "code": null, "reason": null, "sharedAt": "2026-04-18T03:14:00Z"},
                 "authoritativeRevision": {"revision": 2, "sha256": "%2$s"}, "candidate": null,
                 "revisions": [
                   {"revision": 1, "sha256": "%3$s", "state": "SUPERSEDED", "at": "2026-04-15T09:00:03Z", "actor": "dora.quinn", "cause": "Corrected changed:open-bridge."},
                   {"revision": 2, "sha256": "%2$s", "state": "%4$s", "at": "2026-04-18T03:14:00Z", "actor": "dora.quinn", "cause": "Shared."}]}
                """.formatted(CASE, SHA, "1".repeat(64), standing));
        harness.api("/api/cases/" + CASE, 200, file);
        harness.api("/api/cases/" + CASE + "/ledger", 200, DigestReviews.json("{\"entries\": []}"));
        harness.api(
                "/api/cases/" + CASE + "/ledger/verification",
                200,
                DigestReviews.json("{\"intact\": true, \"entries\": 7, \"firstBad\": null}"));
        for (int number = 1; number <= 2; number++) {
            ObjectNode stored = DigestReviews.json("{}")
                    .put("caseId", CASE)
                    .put("revision", number)
                    .put("sha256", number == 2 ? SHA : "1".repeat(64))
                    .put("state", number == 2 ? standing : "SUPERSEDED");
            stored.set(
                    "packet",
                    DigestReviews.review(number == 2 ? state : "normal").path("packet"));
            harness.api("/api/packets/" + CASE + "/revisions/" + number, 200, stored);
        }
    }

    /** The harness knows no such page; under the policy of the others. */
    private void print(String query) {
        page.route(address -> address.matches(".*/cases/[^/]+/digest.*"), DigestPagesIT::paper);
        page.navigate(harness.page("/cases/" + CASE + "/digest" + query));
    }

    private static void paper(Route route) {
        try {
            route.fulfill(new Route.FulfillOptions()
                    .setHeaders(Map.of(
                            "Content-Type",
                            "text/html; charset=utf-8",
                            "Content-Security-Policy",
                            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                                    + " font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"))
                    .setBodyBytes(Files.readString(Path.of("src/main/resources/pages/digest.html"))
                            .getBytes(StandardCharsets.UTF_8)));
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private Locator statement(String id) {
        return page.locator("[data-statement=\"" + id + "\"]");
    }

    @Test
    void showsWhatWasPublishedAndTheDigestWithItsSources() {
        stored("corrected", "RELEASED");
        harness.api(DigestReviews.LINES, 200, DigestReviews.lines());
        page.navigate(harness.page("/cases/" + CASE));
        assertThat(page.locator(".gh-dl").first())
                .containsText("runbooks/severity-one-escalation.md of premium-runbooks at published/2026-04-15");
        assertThat(page.locator(".gh-dl").first()).containsText("shared 18 Apr 2026, 03:14 UTC");
        assertThat(page.locator(".gh-headline"))
                .hasText("7 changes against “published/2026-02-01”; 9 passages still apply; 4 open items.");
        assertThat(page.locator(".gh-digest-part")).hasCount(3);
        assertThat(page.locator("[data-add], textarea")).hasCount(0);
        statement("changed:open-bridge").locator("[data-sources]").click();
        assertThat(page.locator(".gh-digest-cited td").first())
                .hasText("2. Open the severity-one bridge within 10 minutes. {#open-bridge}");
        assertThat(page.getByText("Plain text"))
                .hasAttribute("href", "/api/packets/" + CASE + "/revisions/2/text?format=plain");
        assertThat(page.getByText("Markdown"))
                .hasAttribute("href", "/api/packets/" + CASE + "/revisions/2/text?format=markdown");
        assertThat(page.getByText("Print or PDF")).hasAttribute("href", "/cases/" + CASE + "/digest?revision=2");
        assertThat(Browsers.faultsOf(page, "body")).isEmpty();
        Browsers.picture(page, "digest-case");
        page.getByText("Revision 1: Superseded").click();
        assertThat(page.getByText("Print or PDF")).hasAttribute("href", "/cases/" + CASE + "/digest?revision=1");
        assertThat(page.locator(".gh-digest-corrected")).hasCount(0);
    }

    @Test
    void leadsFromALinkToAStatementAndItsSources() {
        stored("long", "RELEASED");
        harness.api(DigestReviews.LINES, 200, DigestReviews.lines());
        page.navigate(harness.page("/cases/" + CASE + "?revision=2#applies%3Acheck-3500"));
        assertThat(statement("applies:check-3500").locator(".gh-digest-panel")).isVisible();
        assertThat(statement("applies:check-3500").locator(".gh-digest-panel")).isFocused();
    }

    @ParameterizedTest
    @ValueSource(strings = {"refused", "stopped", "out-of-order"})
    void saysWhyThereIsNoDigest(String outcome) {
        stored("normal", "RELEASED");
        ObjectNode file = DigestReviews.json("""
                {"caseId": "%s", "flow": "runbook-change-digest", "title": "runbooks/x.md at published/2026-04-15", "drill": false, "state": "CLOSED", "openGates": [],
                 "publication": {"repository": "premium-runbooks", "path": "runbooks/x.md", "revision": "published/2026-04-15"},
                 "outcome": {"state": "%s", "code": "TAG_MOVED", "reason": "The tag has been moved."},
                 "authoritativeRevision": null, "candidate": null, "revisions": []}""".formatted(CASE, outcome));
        harness.api("/api/cases/" + CASE, 200, file);
        page.navigate(harness.page("/cases/" + CASE));
        assertThat(page.locator(".gh-dl").first()).containsText(outcome + ", TAG_MOVED: The tag has been moved.");
        assertThat(page.getByText("No revision: no digest was composed.")).isVisible();
        assertThat(Browsers.faultsOf(page, "body")).isEmpty();
        print("");
        assertThat(page.getByText("has no digest")).isVisible();
    }

    @ParameterizedTest
    @ValueSource(strings = {"normal", "corrected", "kinds", "uncompared", "drill", "empty", "hostile"})
    void isPrintedAloneWithItsSources(String state) {
        stored(state, "RELEASED");
        print("?revision=2");
        page.locator(".gh-digest-part").first().waitFor();
        assertThat(Browsers.faultsOf(page, "body")).isEmpty();
        assertThat(page.evaluate("window.pwned === undefined")).isEqualTo(true);
        if (state.equals("normal")) {
            assertThat(statement("changed:open-bridge").locator(".gh-digest-footnote"))
                    .hasText(
                            "Sources: published/2026-04-15, line 12 (open-bridge); published/2026-02-01, line 12 (open-bridge).");
            assertThat(statement("changed:open-bridge").locator(".gh-digest-footnote a"))
                    .hasAttribute("href", "/cases/" + CASE + "?revision=2#changed%3Aopen-bridge");
        }
        Browsers.picture(page, "digest-paper-" + state);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator(".gh-bar, .gh-paper-tools, button")
                        .filter(new Locator.FilterOptions().setVisible(true)))
                .hasCount(0);
        assertThat(page.locator(".gh-paper-foot")).containsText(CASE + ", revision 2, SHA-256 " + SHA);
        page.pdf(new Page.PdfOptions()
                .setPath(Browsers.SCREENSHOTS.resolve("digest-" + state + ".pdf"))
                .setPreferCSSPageSize(true));
    }

    @Test
    void saysOnPaperThatItIsNotShared() {
        stored("normal", "CANDIDATE");
        print("?revision=2");
        assertThat(page.getByText("NOT SHARED: it is under review")).isVisible();
        assertThat(page.locator(".gh-paper-foot")).containsText("NOT SHARED · " + CASE);
        assertThat(page.evaluate("() => document.adoptedStyleSheets[0].cssRules[0].cssText")
                        .toString())
                .as("at the foot of every page")
                .contains("@bottom-left", "NOT SHARED · " + CASE + ", revision 2", "SHA-256 " + SHA);
    }

    @Test
    void printsThousandsOfPassagesOnlyWhenAsked() {
        stored("long", "RELEASED");
        print("?revision=2");
        Locator passages = page.locator("[data-part=applies] [data-statement]");
        assertThat(passages).hasCount(2);
        assertThat(page.locator(".gh-digest-left"))
                .containsText("The other 4007 passages that still apply are not on this print");
        page.getByLabel("Print all 4009 passages that still apply").check();
        assertThat(passages).hasCount(4009);
        assertThat(page.locator(".gh-digest-left")).isHidden();
    }

    @Test
    void tellsWhoeverMayNotReadIt() {
        harness.api("/api/about", 200, DigestReviews.json("{\"demo\": false}"));
        harness.api(
                "/api/cases/" + CASE,
                403,
                DigestReviews.json("{\"detail\": \"naomi.fry takes no part in this case.\"}"));
        print("");
        assertThat(page.getByText("naomi.fry takes no part in this case.")).isVisible();
    }
}
