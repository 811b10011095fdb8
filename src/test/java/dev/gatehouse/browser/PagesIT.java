package dev.gatehouse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The read-only pages, against answers of the API that the test makes up. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CASE = "SEV1-2026-0417";
    private static final String HOSTILE = "=1+1<img src=x onerror=\"window.pwned=1\">";

    private FormHarness harness;
    private Browsers browsers;
    private Page page;

    @BeforeAll
    void launch() {
        browsers = new Browsers();
    }

    @AfterAll
    void quit() {
        browsers.close();
    }

    @BeforeEach
    void open() throws Exception {
        harness = new FormHarness();
        page = browsers.page(1280);
        harness.api("/api/about", 200, JSON.readTree("{\"demo\": true, \"version\": \"1\"}"));
        harness.api("/api/cases", 200, JsonNodeFactory.instance.objectNode().set("cases", array(file())));
        harness.api("/api/cases/" + CASE, 200, file());
        for (int revision : new int[] {1, 3}) {
            ObjectNode stored = JsonNodeFactory.instance
                    .objectNode()
                    .put("caseId", CASE)
                    .put("revision", revision)
                    .put("sha256", String.valueOf(revision).repeat(64))
                    .put("state", revision == 1 ? "ADOPTED" : "CANDIDATE");
            stored.set(
                    "packet",
                    FormHarness.sample(revision == 1 ? "scope" : "holds").path("packet"));
            harness.api("/api/packets/" + CASE + "/revisions/" + revision, 200, stored);
        }
        harness.api("/api/cases/" + CASE + "/ledger", 200, ledger());
        harness.api(
                "/api/cases/" + CASE + "/ledger/verification",
                200,
                JSON.readTree("{\"intact\": true, \"entries\": 3, \"firstBad\": null}"));
    }

    @AfterEach
    void close() {
        page.context().close();
        harness.close();
    }

    private static ArrayNode array(JsonNode... elements) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (JsonNode element : elements) {
            array.add(element);
        }
        return array;
    }

    private static ObjectNode file() throws Exception {
        return (ObjectNode) JSON.readTree("""
                {"caseId": "SEV1-2026-0417", "flow": "command-window-resequencing", "drill": true, "state": "OPEN", "outcome": null,
                 "openedAt": "2026-04-17T14:00:03.123456Z", "endedAt": null,
                 "openGates": [{"taskId": "t1", "gate": "adopt-packet", "assignee": "tom.baker", "actingFor": "maria.keller"}],
                 "authoritativeRevision": {"revision": 1, "sha256": "%1$s"}, "candidate": {"revision": 3, "sha256": "%2$s"},
                 "revisions": [
                   {"revision": 1, "sha256": "%1$s", "state": "ADOPTED", "at": "2026-04-17T14:10:00Z", "actor": "maria.keller", "cause": "confirmed"},
                   {"revision": 2, "sha256": "%3$s", "state": "SUPERSEDED", "at": "2026-04-17T14:53:01Z", "actor": "gatehouse", "cause": "evt-003"},
                   {"revision": 3, "sha256": "%2$s", "state": "CANDIDATE", "at": "2026-04-17T14:53:31Z", "actor": "gatehouse", "cause": ""}]}
                """.formatted("1".repeat(64), "3".repeat(64), "2".repeat(64)))
                .deepCopy();
    }

    private static ObjectNode ledger() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode entries = answer.putArray("entries");
        String[] kinds = {"CASE_STARTED", "GATE_OPENED", "DECISION"};
        for (int i = 0; i < kinds.length; i++) {
            entries.addObject()
                    .put("sequence", i + 1)
                    .put("at", "2026-04-17T14:0" + i + ":09.5Z")
                    .put("actor", "maria.keller")
                    .put("kind", kinds[i])
                    .put("subject", HOSTILE)
                    .put("hash", "abc123".repeat(10) + "ffff");
        }
        return answer;
    }

    @Test
    void listsTheCasesWithTheDemoNotice() throws Exception {
        ObjectNode hostile = file().put("title", HOSTILE);
        harness.api("/api/cases", 200, JsonNodeFactory.instance.objectNode().set("cases", array(hostile)));
        page.navigate(harness.page("/cases"));
        assertThat(page.locator(".gh-demo")).containsText("passwords equal account names");
        assertThat(page.locator("tbody tr")).hasCount(1);
        assertThat(page.locator("tbody")).containsText(HOSTILE);
        assertThat(page.locator("tbody")).containsText("adopt-packet, tom.baker for maria.keller");
        assertThat(page.evaluate("window.pwned === undefined")).isEqualTo(true);
        assertThat(Browsers.faultsOf(page, "body")).isEmpty();
        Browsers.picture(page, "cases-1280");
        page.getByText(CASE).click();
        assertThat(page.locator(".gh-verified")).isVisible();
    }

    @Test
    void showsACaseWithItsRevisionsLineageAndLedger() {
        page.navigate(harness.page("/cases/" + CASE));
        assertThat(page.locator(".gh-drill")).isVisible();
        assertThat(page.locator(".gh-verified")).containsText("INTACT");
        assertThat(page.locator(".gh-alarm")).containsText("2 protected checkpoints are HELD");
        assertThat(page.locator(".gh-entries tbody tr")).hasCount(3);
        assertThat(page.locator(".gh-entries")).containsText(HOSTILE);
        assertThat(Browsers.faultsOf(page, "body")).isEmpty();
        Browsers.picture(page, "case-1280");
        page.getByText("Revision 1: In force").click();
        assertThat(page.locator(".gh-headline")).containsText("Declared timeline: 5 checkpoints");
        assertThat(page.locator(".gh-alarm")).hasCount(0);
        page.setViewportSize(1920, 1080);
        Browsers.picture(page, "case-1920");
    }

    @Test
    void saysLoudlyWhenTheLedgerDoesNotHold() throws Exception {
        harness.api(
                "/api/cases/" + CASE + "/ledger/verification",
                200,
                JSON.readTree("{\"intact\": false, \"entries\": 3, \"firstBad\": 2}"));
        page.navigate(harness.page("/cases/" + CASE));
        assertThat(page.getByText("The ledger does NOT hold")).isVisible();
        assertThat(page.getByText("The first entry that does not: 2, of 3 entries."))
                .isVisible();
        harness.api(
                "/api/cases/" + CASE + "/ledger/verification",
                200,
                JSON.readTree("{\"intact\": false, \"entries\": 0, \"firstBad\": null,"
                        + " \"reason\": \"The checkpoint file cannot be read.\"}"));
        page.reload();
        assertThat(page.getByText("The checkpoint file cannot be read.")).isVisible();
        assertThat(page.getByText("The first entry that does not")).hasCount(0);
    }

    @Test
    void tellsWhoeverMayNotSeeTheCase() {
        harness.api(
                "/api/cases/" + CASE,
                403,
                JsonNodeFactory.instance.objectNode().put("detail", "This case is not one of yours."));
        page.navigate(harness.page("/cases/" + CASE));
        assertThat(page.getByText("This case is not one of yours.")).isVisible();
    }

    @Test
    void showsTheOutbox() throws Exception {
        harness.api("/api/notices", 200, JSON.readTree("""
                {"notices": [
                  {"noticeId": 2, "to": "maria.keller", "caseId": "SEV1-2026-0417", "subject": "Adopt packet: SEV1-2026-0417",
                   "text": "Open Tasklist.\\nOne candidate waits.", "link": "/cases/SEV1-2026-0417", "state": "DRILL", "drill": true,
                   "at": "2026-04-17T14:53:31Z", "mailedAt": null},
                  {"noticeId": 1, "to": "nadia.rossi", "caseId": "SEV1-2026-0417", "subject": "=cmd|'/C calc'!A0",
                   "text": "<b>x</b>", "link": "javascript:alert(1)", "state": "MAILED", "drill": false,
                   "at": "2026-04-17T14:53:31Z", "mailedAt": "2026-04-17T14:53:32Z"}]}
                """));
        page.navigate(harness.page("/outbox"));
        assertThat(page.locator("tbody tr")).hasCount(2);
        assertThat(page.locator("tbody tr").first()).containsText("DRILL Adopt packet");
        assertThat(page.locator("tbody tr").first()).containsText("never mailed");
        assertThat(page.locator("tbody tr").last()).not().containsText("DRILL");
        assertThat(page.locator("tbody")).containsText("<b>x</b>");
        assertThat(page.locator("[href^=javascript]")).hasCount(0);
        assertThat(Browsers.faultsOf(page, "body")).isEmpty();
        Browsers.picture(page, "outbox-1280");
    }
}
