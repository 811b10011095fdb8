package dev.gatehouse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Position;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the gates of a readout show, by mouse and by keyboard, and what they send; against a stand-in for Tasklist. */
class ReadoutFormsIT extends FormWalk {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONFIRM = "confirm-slot";
    private static final String EXCEPTION = "decide-exception";
    private static final String ROLES = "complete-roles";

    ReadoutFormsIT() {
        super(1600);
    }

    private Locator cell(String start) {
        return page.locator("[role=gridcell][data-start=\"" + start + "\"]");
    }

    private Locator detail() {
        return page.locator(".gh-week-detail");
    }

    private Locator start() {
        return page.getByLabel("Start by the customer’s clock");
    }

    @Override
    JsonNode sent() {
        assertThat(page.locator(".task-completed")).isVisible();
        return super.sent();
    }

    private String sent(String variable) {
        return sent().path(variable).path("value").asText();
    }

    // ---- confirming

    @Test
    void offersTheBestHeldSlotAndSaysSoOnTheButton() {
        show(CONFIRM, CONFIRM);
        assertThat(decision("confirm")).hasText("Confirm Thu 23 Apr, 09:30–10:30 (Mexico City)");
        decision("confirm").click();
        assertThat(sent("slotId")).isEqualTo("slot-2026-04-23T15:30:00Z");
        assertThat(sent("decision")).isEqualTo("confirm");
        assertThat(sent("sha256"))
                .isEqualTo(FormHarness.sample(CONFIRM).path("sha256").asText());
        assertThat(sent().has("start")).isFalse();
        assertThat(sent().has("askedBy")).isFalse();
    }

    @Test
    void confirmsTheSlotThatIsChosenOnItsCard() {
        show(CONFIRM, CONFIRM);
        page.getByLabel("Monday 27 April, 10:00–11:00").check();
        assertThat(decision("confirm")).hasText("Confirm Mon 27 Apr, 10:00–11:00 (Mexico City)");
        assertThat(cell("2026-04-27T16:00:00Z")).hasAttribute("aria-selected", "true");
        decision("confirm").click();
        assertThat(sent("slotId")).isEqualTo("slot-2026-04-27T16:00:00Z");
    }

    @Test
    void choosesAHeldSlotInThePictureAndNoOther() {
        show(CONFIRM, CONFIRM);
        cell("2026-04-24T15:30:00Z").click();
        assertThat(page.getByLabel("Friday 24 April, 09:30–10:30")).isChecked();
        cell("2026-04-24T15:45:00Z").click();
        assertThat(page.locator(".gh-week-said")).containsText("free but not held");
        assertThat(page.getByLabel("Friday 24 April, 09:30–10:30")).isChecked();
    }

    @Test
    void showsEverybodysClockTheCustomersFirst() {
        show(CONFIRM, "confirm-slot-excepted");
        Locator clocks = page.locator(".gh-slot .gh-clocks li");
        assertThat(clocks.first()).containsText("10:30–11:30 Mexico City (UTC−6): jorge.paz@bancosur.example");
        assertThat(clocks.nth(3)).containsText("17:30–18:30 London (UTC+1): kofi.mensah outside hours");
        assertThat(page.locator(".gh-by-exception").first())
                .containsText(
                        "kofi.mensah meets outside working hours and it runs outside the published coverage hours.");
        assertThat(page.locator(".gh-score").first()).containsText("270 × 3 = 810");
    }

    @Test
    void countsTheHoldDown() {
        page.clock().setFixedTime("2026-04-20T16:11:00Z");
        show(CONFIRM, CONFIRM);
        assertThat(page.locator(".gh-left").first()).hasText("2 hours 49 minutes left");
        page.clock().setFixedTime("2026-04-20T18:59:10Z");
        assertThat(page.locator(".gh-left").first()).hasText("50 seconds left");
        page.clock().setFixedTime("2026-04-20T19:00:00Z");
        assertThat(page.locator(".gh-left").first()).hasText("its time is up");
    }

    @Test
    void standsStillInADrill() {
        page.clock().setFixedTime("2027-01-01T00:00:00Z");
        show(CONFIRM, "confirm-slot-lost");
        assertThat(page.locator(".gh-drill")).isVisible();
        assertThat(page.locator(".gh-left").first()).hasText("4 hours left");
    }

    @Test
    void doesNotOfferAHoldThatHasExpiredSince() {
        ObjectNode review = FormHarness.sample(CONFIRM).deepCopy();
        ((ObjectNode) review.path("holds").path(0)).put("state", "expired");
        harness.review(CONFIRM, 200, review);
        show(CONFIRM, CONFIRM);
        assertThat(page.locator(".gh-headline")).containsText("2 slots are held; the best: Friday 24 April");
        assertThat(page.locator(".gh-slot").first()).containsText("EXPIRED");
        assertThat(page.locator(".gh-slots input")).hasCount(2);
        assertThat(decision("confirm")).hasText("Confirm Fri 24 Apr, 09:30–10:30 (Mexico City)");
    }

    @Test
    void saysWhichSlotHasGoneAndWhy() {
        show(CONFIRM, "confirm-slot-lost");
        Locator gone = page.locator(".gh-alarm");
        assertThat(gone).containsText("The slot that was confirmed has gone: Friday 24 April, 09:30–10:30");
        assertThat(gone).containsText("kofi.mensah is busy.");
        assertThat(gone).containsText("Nothing was booked");
    }

    @Test
    void rejectsAllOnlyWithAReason() {
        show(CONFIRM, CONFIRM);
        decision("reject-all").click();
        assertThat(page.getByText("this decision needs a reason")).isVisible();
        assertThat(harness.submitted()).isEmpty();
        reason().fill("Not this week.");
        decision("reject-all").click();
        assertThat(sent("decision")).isEqualTo("reject-all");
        assertThat(sent().has("slotId")).isFalse();
    }

    // ---- asking for an exception

    @Test
    void asksForTheStartThatIsClickedInAGreyPart() {
        show(CONFIRM, CONFIRM);
        // 15 pixels for each start: the third one of the part
        cell("2026-04-21T16:30:00Z").click(new Locator.ClickOptions().setPosition(new Position(20, 37)));
        assertThat(start()).hasValue("2026-04-21 11:00");
        reason().fill("The board meets on Wednesday.");
        page.getByLabel("On behalf of").selectOption("customer");
        decision("ask-exception").click();
        assertThat(sent("start")).isEqualTo("2026-04-21T17:00:00Z");
        assertThat(sent("askedBy")).isEqualTo("customer");
        assertThat(sent("reason")).isEqualTo("The board meets on Wednesday.");
        assertThat(sent().has("role")).isFalse();
        assertThat(sent().has("slotId")).isFalse();
    }

    @Test
    void readsATypedStartByTheCustomersClock() {
        show(CONFIRM, CONFIRM);
        start().fill("2026-04-21 10:30");
        assertThat(page.getByText("Tuesday 21 April, 10:30 in Mexico City (2026-04-21T16:30:00Z). In the way: "
                        + "outside the working hours of kofi.mensah and outside the published coverage hours."))
                .isVisible();
        start().fill("half past ten");
        reason().fill("why not");
        decision("ask-exception").click();
        assertThat(page.getByText("Write it like 2026-04-27 10:30")).isVisible();
        assertThat(harness.submitted()).isEmpty();
        start().fill("2026-04-21T16:30:00Z");
        decision("ask-exception").click();
        assertThat(sent("start")).isEqualTo("2026-04-21T16:30:00Z");
    }

    @Test
    void asksForASubstitute() {
        show(CONFIRM, CONFIRM);
        page.getByText("It needs a substitute for somebody").click();
        page.getByLabel("Role in which somebody stands in").selectOption("fix-owner");
        page.getByLabel("Who stands in").fill("lena.fischer");
        page.getByLabel("Their time zone").fill("Europe/Berlin");
        page.getByLabel("Their working hours").fill("09:00-18:00");
        reason().fill("Ana is ill.");
        decision("ask-exception").click();
        assertThat(List.of(sent("role"), sent("person"), sent("zone"), sent("workingHours")))
                .containsExactly("fix-owner", "lena.fischer", "Europe/Berlin", "09:00-18:00");
        assertThat(sent().has("start")).isFalse();
    }

    // ---- the picture

    @Test
    void saysWhatIsInTheWayOnHoverAndByKeyboard() {
        show(CONFIRM, CONFIRM);
        cell("2026-04-22T15:30:00Z").hover();
        assertThat(detail()).containsText("Wednesday 22 April, every start from 09:30 to 10:00: not possible");
        assertThat(detail()).containsText("The customer allows nothing then (blackout).");
        assertThat(page.locator("[role=gridcell][tabindex='0']")).hasCount(1);
        page.locator("[role=gridcell][tabindex='0']").focus();
        assertThat(detail()).containsText("Slot #1, held: Thursday 23 April, 09:30–10:30");
        assertThat(detail()).containsText("16:30–17:30 London (UTC+1): kofi.mensah");
        page.keyboard().press("ArrowLeft");
        assertThat(cell("2026-04-22T15:30:00Z")).isFocused();
        page.keyboard().press("ArrowLeft");
        assertThat(detail()).containsText("ana.torres is busy");
        page.keyboard().press("ArrowDown");
        assertThat(detail()).containsText("Tuesday 21 April");
        page.keyboard().press("Enter");
        assertThat(start()).not().hasValue("");
        assertThat(page.locator("[role=gridcell][tabindex='0']")).hasCount(1);
    }

    @Test
    void saysTheSameAsATable() {
        show(CONFIRM, CONFIRM);
        page.getByText("The same as a table").click();
        Locator rows = page.locator(".gh-week-section tbody tr");
        JsonNode review = FormHarness.sample(CONFIRM);
        // this one waits for the table, which is made when it is opened
        assertThat(rows.filter(new Locator.FilterOptions().setHasText("a slot")))
                .hasCount(7);
        // parts that lie on two days of the customer's are two
        assertThat(rows.count())
                .isGreaterThanOrEqualTo(
                        review.path("slots").size() + review.path("infeasible").size());
        assertThat(rows.filter(new Locator.FilterOptions()
                        .setHasText("09:30 to 10:00")
                        .setHas(page.locator("th", new Page.LocatorOptions().setHasText("Wed 22 Apr")))))
                .containsText("The customer allows nothing then");
    }

    @Test
    void drawsAndSaysThatClocksGoBack() {
        show(CONFIRM, "confirm-slot-clocks");
        assertThat(page.locator(".gh-week-changes"))
                .hasText(
                        "Clocks change in New York: on Sunday 1 November they go from 02:00 to 01:00 (UTC−4 to UTC−5)."
                                + " That day has 25 hours: 01:00 to 02:00 comes twice."
                                + " Where clocks do not change with them it is then 60 minutes later than before at the same time here.");
        assertThat(page.locator(".gh-week-axis")).containsText("01:00 again");
        double before = cell("2026-11-01T05:45:00Z").boundingBox().y;
        double again = cell("2026-11-01T06:00:00Z").boundingBox().y;
        assertThat(again - before)
                .as("the second 01:00 stands under the first 01:45")
                .isEqualTo(15);
        assertThat(cell("2026-11-01T06:00:00Z"))
                .hasAttribute(
                        "aria-label",
                        "Sunday 1 November, 01:00 (the second time, the clocks have gone back): slot number 6");
        start().fill("2026-11-01 01:30");
        assertThat(page.getByText("this is the first one, 2026-11-01T06:30:00Z the second"))
                .isVisible();
        assertThat(page.locator(".gh-slot .gh-clocks").first()).containsText("Kathmandu (UTC+5:45)");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-29 02:30, Europe/Berlin, ''",
        "2026-03-29 03:30, Europe/Berlin, 2026-03-29T01:30:00Z",
        "2026-10-25 02:30, Europe/Berlin, '2026-10-25T00:30:00Z,2026-10-25T01:30:00Z'",
        "2026-04-05 01:45, Australia/Lord_Howe, '2026-04-04T14:45:00Z,2026-04-04T15:15:00Z'",
        "2026-04-27 00:15, Asia/Kathmandu, 2026-04-26T18:30:00Z",
        "2026-07-01 10:00, America/Mexico_City, 2026-07-01T16:00:00Z",
        "2026-04-27T16:30:00Z, Asia/Kolkata, 2026-04-27T16:30:00Z",
    })
    void knowsWhichInstantsAClockShows(String typed, String zone, String instants) {
        show(CONFIRM, CONFIRM);
        assertThat(page.evaluate(
                        "([typed, zone]) => window.GatehouseZones.typed(typed, zone).instants.map(window.GatehouseZones.iso).join()",
                        List.of(typed, zone)))
                .isEqualTo(instants);
    }

    @Test
    void turnsThePagesOfALongHorizon() {
        show(CONFIRM, "confirm-slot-long");
        Locator pages = page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Days shown"))
                .locator("button");
        assertThat(pages).hasCount(5);
        assertThat(page.locator(".gh-week [role=row]").first()).containsText("Mon 5 Oct");
        pages.nth(3).click();
        assertThat(page.locator(".gh-week [role=row]").first()).containsText("Mon 26 Oct");
        assertThat(page.locator(".gh-week-changes")).containsText("Those of Berlin change with them");
    }

    // ---- deciding an exception

    @Test
    void explainsWhyThereIsNoSlotDayByDay() {
        show(EXCEPTION, EXCEPTION);
        assertThat(page.locator(".gh-headline"))
                .hasText("Until Monday 27 April, 18:00 in Mexico City every start breaks a rule: may one give?");
        Locator days = page.locator(".gh-why tbody tr");
        assertThat(days.nth(0)).containsText("Mon 20 Apr");
        assertThat(days.nth(0)).containsText("Sooner than the minimum notice");
        assertThat(page.locator(".gh-why")).containsText("Sat 25 Apr to Sun 26 Apr");
        assertThat(days.last()).containsText("jorge.paz@bancosur.example is busy");
        assertThat(page.locator(".gh-claim")).containsText("Claim it above in Tasklist");
    }

    @Test
    void groupsNeighboursFewestRulesFirst() {
        show(EXCEPTION, EXCEPTION);
        assertThat(page.locator(".gh-exceptions > details > summary")).hasText(new String[] {
            "One rule has to give: 3 starts in 1 stretch",
            "Two rules have to give: 68 starts in 7 stretches",
            "Three rules have to give: 54 starts in 6 stretches"
        });
        assertThat(page.locator(".gh-exception").first()).containsText("People get less than the minimum notice.");
        assertThat(page.locator(".gh-exceptions input")).hasCount(125);
    }

    @Test
    void approvesExactlyTheStartThatIsChosen() {
        show(EXCEPTION, EXCEPTION);
        decision("approve").click();
        assertThat(page.getByText("Choose first what you approve")).isVisible();
        assertThat(harness.submitted()).isEmpty();
        page.getByLabel("Monday 20 April, 09:45–10:45").check();
        assertThat(decision("approve")).hasText("Approve Mon 20 Apr, 09:45–10:45 (Mexico City)");
        assertThat(page.locator(".gh-chosen")).containsText("16:45–17:45 London (UTC+1): kofi.mensah");
        decision("approve").click();
        assertThat(sent("exceptionId")).isEqualTo(exceptionAt(EXCEPTION, "2026-04-20T15:45:00Z"));
        assertThat(sent().has("reason")).isFalse();
    }

    private static String exceptionAt(String sample, String start) {
        return FormHarness.sample(sample)
                .path("exceptions")
                .valueStream()
                .filter(one -> one.path("start").asText().equals(start))
                .findFirst()
                .orElseThrow()
                .path("exceptionId")
                .asText();
    }

    @Test
    void takesAnExceptionFromThePictureAndRefusesWhatCannotGive() {
        show(EXCEPTION, EXCEPTION);
        cell("2026-04-24T14:15:00Z").click();
        assertThat(page.locator(".gh-week-said")).containsText("cannot be approved");
        cell("2026-04-27T16:30:00Z").click(new Locator.ClickOptions().setPosition(new Position(20, 4)));
        assertThat(decision("approve")).hasText("Approve Mon 27 Apr, 10:30–11:30 (Mexico City)");
        assertThat(page.locator("input[value=\"exception-2026-04-27T16:30:00Z\"]"))
                .isVisible();
        decision("approve").click();
        assertThat(sent("exceptionId")).isEqualTo(exceptionAt(EXCEPTION, "2026-04-27T16:30:00Z"));
    }

    @Test
    void saysWhyADutyManagerIsAskedWhereNobodyAsks() {
        show(EXCEPTION, EXCEPTION);
        assertThat(page.locator(".gh-headline"))
                .containsText("Until Monday 27 April, 18:00 in Mexico City every start breaks a rule: may one give?");
        assertThat(page.locator(".gh-effect").first()).containsText("Why you are asked");
        assertThat(page.locator(".gh-effect").first()).not().containsText("gatehouse asks");
    }

    @Test
    void saysWhichRecordsARankingRestsOnAndThatAHolidayTableIsTheShippedOne() {
        show(CONFIRM, CONFIRM);
        assertThat(page.getByText("holidays MX: the table that is shipped with Gatehouse"))
                .isVisible();
        assertThat(page.getByText("accounts BANCO-SUR-MX, version 3")).isVisible();
        assertThat(page.getByText("version 0")).hasCount(0);
    }

    @Test
    void saysWhereATableOfHolidaysKnowsNothingOfTheYears() {
        ObjectNode review = FormHarness.sample(CONFIRM).deepCopy();
        ((ObjectNode) review.path("sources").path(0))
                .put("firstYear", 2020)
                .put("lastYear", 2025)
                .put("coversHorizon", false);
        harness.review(CONFIRM, 200, review);
        show(CONFIRM, CONFIRM);
        assertThat(page.getByText("The search leaves the years of the table holidays MX"))
                .containsText("it has days of 2020 to 2025, and outside them no day counts as a holiday.");
    }

    @Test
    void showsWhatWasAskedForFirstAndWhatBreaksNoRuleNext() {
        show(EXCEPTION, "decide-exception-asked");
        assertThat(page.locator(".gh-effect"))
                .containsText("petra.lang asks on behalf of the customer for a readout on Tuesday 21 April, 10:30");
        assertThat(page.locator(".gh-exception").first()).containsText("ASKED FOR");
        assertThat(page.locator(".gh-exception").nth(1)).containsText("BREAKS NO RULE");
        assertThat(page.locator(".gh-claim")).hasCount(0);
        reason().fill("Not for this.");
        decision("decline").click();
        assertThat(sent("decision")).isEqualTo("decline");
        assertThat(sent().has("exceptionId")).isFalse();
    }

    @Test
    void showsWithASubstituteFirstWhereOneIsAskedFor() {
        show(EXCEPTION, "decide-exception-substitute");
        assertThat(page.locator(".gh-effect"))
                .containsText("lena.fischer as escalation-manager in place of kofi.mensah");
        assertThat(page.locator(".gh-exception").first())
                .containsText("lena.fischer takes the role escalation-manager.");
    }

    @Test
    void keepsTheChoiceWhenTheServerRefuses() {
        show(EXCEPTION, EXCEPTION);
        page.getByLabel("Monday 20 April, 09:45–10:45").check();
        harness.answerSubmissions(403, "Only a duty manager who claimed it may decide this.");
        decision("approve").click();
        assertThat(page.locator(".gh-refusal"))
                .hasText("Not recorded. Only a duty manager who claimed it may decide this.");
        assertThat(page.getByLabel("Monday 20 April, 09:45–10:45")).isChecked();
    }

    // ---- completing roles

    @Test
    void sendsTheRolesAsOneText() throws Exception {
        show(ROLES, ROLES);
        fill("customer-success-director", "grace.liu", "America/New_York", "09:00-18:00");
        fill("fix-owner", "ana.torres", "", "");
        assertThat(seat("fix-owner")).containsText("Known to this readout: America/Los_Angeles, 08:00-17:00.");
        decision("complete").click();
        assertThat(JSON.readTree(sent("roles"))).isEqualTo(JSON.readTree("""
                        [{"role": "customer-success-director", "person": "grace.liu", "zone": "America/New_York", "workingHours": "09:00-18:00"},
                         {"role": "fix-owner", "person": "ana.torres"}]"""));
        assertThat(harness.submitted().get(0).at("/variables/roles/type").asText())
                .isEqualTo("String");
    }

    private Locator seat(String role) {
        return page.locator(".gh-seat", new Page.LocatorOptions().setHasText(role));
    }

    private void fill(String role, String person, String zone, String hours) {
        seat(role).getByLabel("Person").fill(person);
        seat(role).getByLabel("Time zone").fill(zone);
        seat(role).getByLabel("Working hours").fill(hours);
    }

    @Test
    void namesWhatIsMissingAtItsRow() {
        show(ROLES, ROLES);
        fill("customer-success-director", "grace.liu", "America/New_York", "");
        decision("complete").click();
        assertThat(seat("customer-success-director").getByLabel("Working hours"))
                .hasAttribute("aria-invalid", "true");
        assertThat(seat("fix-owner").getByLabel("Person")).hasAttribute("aria-invalid", "true");
        assertThat(seat("customer-success-director").getByLabel("Working hours"))
                .isFocused();
        assertThat(harness.submitted()).isEmpty();
    }

    @Test
    void putsTheServersFaultsAtTheirRows() {
        show(ROLES, ROLES);
        fill("customer-success-director", "grace.liu", "Mars/Base", "09:00-18:00");
        fill("fix-owner", "ana.torres", "", "25:00-26:00");
        harness.answerSubmissions(
                400,
                "/0/zone: \"Mars/Base\" is no zone; expected one such as Europe/Berlin\n/1/workingHours: expected hours such as 09:00-18:00");
        decision("complete").click();
        assertThat(seat("customer-success-director"))
                .containsText("\"Mars/Base\" is no zone; expected one such as Europe/Berlin");
        assertThat(seat("fix-owner")).containsText("expected hours such as 09:00-18:00");
        assertThat(seat("customer-success-director").getByLabel("Time zone")).hasValue("Mars/Base");
        assertThat(seat("customer-success-director").getByLabel("Time zone")).isFocused();
    }

    // ---- all of them

    @Test
    void showsNamesAsTextWhateverIsInThem() throws Exception {
        String hostile = "<img src=x onerror=window.pwned=1>";
        JsonNode review = JSON.readTree(FormHarness.sample(EXCEPTION).toString().replace("kofi.mensah", hostile));
        harness.review(EXCEPTION, 200, review);
        show(EXCEPTION, EXCEPTION);
        assertThat(page.locator(".gh-why")).containsText(hostile);
        assertThat(page.locator("img")).hasCount(0);
        assertThat(page.evaluate("window.pwned === undefined")).isEqualTo(true);
    }

    @Test
    void givesTheCoordinationLogWhole() {
        ObjectNode log = JsonNodeFactory.instance.objectNode().put("caseId", "ESC-20418");
        harness.api("/api/cases/ESC-20418/coordination-log", 200, log);
        show(CONFIRM, CONFIRM);
        page.getByText("Coordination log: 5 entries").click();
        assertThat(page.getByText("The draft was approved; a slot is sought.")).isVisible();
        assertThat(page.getByText("The whole log, with every start that was rejected"))
                .hasAttribute("href", "/api/cases/ESC-20418/coordination-log");
        Download download =
                page.waitForDownload(() -> page.getByText("Download it as CSV").click());
        assertThat(download.suggestedFilename()).isEqualTo("ESC-20418-coordination-log.csv");
    }

    @Test
    void saysThatARankingWasReplacedAndKeepsTheReason() {
        show(CONFIRM, CONFIRM);
        reason().fill("Not this week, because");
        ObjectNode withdrawn = FormHarness.sample(CONFIRM).deepCopy();
        withdrawn.put("state", "withdrawn");
        withdrawn
                .putObject("withdrawn")
                .put("because", "The calendar of ana.torres has changed.")
                .put("successorTaskId", "confirm-slot-lost");
        harness.review(CONFIRM, 200, withdrawn);
        assertThat(page.locator(".gh-banner")).containsText("The calendar of ana.torres has changed.");
        assertThat(decision("confirm")).isDisabled();
        show(CONFIRM, "confirm-slot-lost");
        assertThat(reason()).hasValue("Not this week, because");
        assertThat(decision("confirm")).hasText("Confirm Mon 27 Apr, 10:00–11:00 (Mexico City)");
    }

    @Test
    void showsHoldsAndTheRankingOnTheCasePage() throws Exception {
        String caseId = "ESC-20418";
        ObjectNode file = (ObjectNode) JSON.readTree("""
                {"caseId": "ESC-20418", "flow": "rca-readout-scheduling", "title": "Root-cause readout", "drill": false, "state": "CLOSED",
                 "outcome": {"state": "scheduled", "start": "2026-04-27T16:00:00Z", "end": "2026-04-27T17:00:00Z", "interpreter": "mateo.silva"},
                 "openGates": [], "authoritativeRevision": null, "candidate": null,
                 "holds": [{"slotId": "slot-2026-04-27T16:00:00Z", "start": "2026-04-27T16:00:00Z", "end": "2026-04-27T17:00:00Z", "state": "confirmed",
                            "until": "2026-04-20T19:00:00Z", "interpreter": "mateo.silva"}],
                 "revisions": [{"revision": 1, "sha256": "1111", "state": "ADOPTED", "at": "2026-04-20T15:00:03Z", "actor": "petra.lang", "cause": ""}]}
                """);
        servesCase(caseId, file);
        ObjectNode stored = JsonNodeFactory.instance
                .objectNode()
                .put("caseId", caseId)
                .put("revision", 1)
                .put("sha256", "1111");
        stored.set("packet", FormHarness.sample(CONFIRM));
        harness.api("/api/packets/" + caseId + "/revisions/1", 200, stored);
        page.navigate(harness.page("/cases/" + caseId));
        assertThat(page.locator(".gh-kicker").first())
                .containsText("scheduled, 27 Apr 2026, 16:00 to 17:00 UTC, interpreter mateo.silva");
        assertThat(page.getByText("The whole log, with every start that was rejected"))
                .isVisible();
        assertThat(page.locator("tbody tr", new Page.LocatorOptions().setHasText("mateo.silva"))
                        .first())
                .containsText("confirmed");
        assertThat(page.locator(".gh-headline")).containsText("Scheduled: Monday 27 April, 10:00–11:00 in Mexico City");
        assertThat(page.locator(".gh-slots .gh-slot", new Page.LocatorOptions().setHasText("Monday 27 April")))
                .containsText("CONFIRMED");
        assertThat(page.locator(".gh-week [role=gridcell]").first()).isVisible();
        assertThat(cell("2026-04-23T15:30:00Z").boundingBox().height)
                .as("styles that the page's policy lets pass")
                .isEqualTo(15);
        assertThat(Browsers.faultsOf(page, "body")).isEmpty();
        Browsers.picture(page, "readout-case");
    }

    @Test
    void saysOnTheCasePageWhichCalendarsItWaitsFor() throws Exception {
        servesCase("ESC-20418", JSON.readTree("""
                {"caseId": "ESC-20418", "flow": "rca-readout-scheduling", "title": "Root-cause readout", "drill": false, "state": "OPEN",
                 "outcome": null, "openGates": [], "authoritativeRevision": null, "candidate": null, "holds": [], "revisions": [],
                 "unreadableCalendars": [{"person": "ana.torres", "reason": "The calendar of ana.torres cannot be read: the server did not answer within 10 s."}]}
                """));
        page.navigate(harness.page("/cases/ESC-20418"));
        Locator alarm = page.locator(".gh-alarm").first();
        assertThat(alarm).containsText("1 calendar could not be read");
        assertThat(alarm)
                .containsText("The calendar of ana.torres cannot be read: the server did not answer within 10 s.");
        assertThat(alarm).containsText("read again every five minutes");
        assertThat(Browsers.faultsOf(page, "body")).isEmpty();
        Browsers.picture(page, "readout-case-waiting");
    }

    private void servesCase(String caseId, JsonNode file) throws Exception {
        harness.api("/api/about", 200, JSON.readTree("{\"demo\": true}"));
        harness.api("/api/cases/" + caseId, 200, file);
        ArrayNode none = JsonNodeFactory.instance.arrayNode();
        harness.api(
                "/api/cases/" + caseId + "/ledger",
                200,
                JsonNodeFactory.instance.objectNode().set("entries", none));
        harness.api(
                "/api/cases/" + caseId + "/ledger/verification",
                200,
                JSON.readTree("{\"intact\": true, \"entries\": 3, \"firstBad\": null}"));
    }
}
