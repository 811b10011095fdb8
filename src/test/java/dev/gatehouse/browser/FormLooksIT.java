package dev.gatehouse.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each form with each kind of review, narrow and wide: nothing overflows, nothing that axe-core objects to; pictures to look at. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FormLooksIT {
    private FormHarness harness;
    private Browsers browsers;

    @BeforeAll
    void open() throws Exception {
        harness = new FormHarness();
        browsers = new Browsers();
    }

    @AfterAll
    void close() {
        browsers.close();
        harness.close();
    }

    @ParameterizedTest
    @CsvSource({
        "adopt-packet, normal",
        "adopt-packet, drill",
        "adopt-packet, holds",
        "adopt-packet, forty",
        "adopt-packet, withdrawn",
        "adopt-packet, hostile",
        "confirm-scope, scope",
        "confirm-scope, scope-faults",
        "decide-boundary-exception, exception",
        "acknowledge-delta, delta",
        "approve-charter, approve-charter",
        "approve-charter, approve-charter-refused",
        "maintain-draft, maintain-draft",
        "maintain-draft, maintain-draft-twenty",
        "maintain-draft, maintain-draft-reopened",
        "maintain-section, maintain-section-stale",
        "review-revision, review-revision",
        "accept-residual, accept-residual",
        "sign-manifest, sign-manifest",
        "sign-manifest, sign-manifest-hostile",
        "approve-release, approve-disclosure",
        "approve-release, approve-disclosure-held",
        "approve-release, approve-disclosure-promoted",
        "approve-release, approve-disclosure-withdrawn",
        "approve-release, approve-recommendation",
        "confirm-governance, confirm-governance-second",
        "confirm-governance, confirm-governance-withdrawn",
        "resolve-hold, resolve-hold",
        "resolve-hold, resolve-hold-stale",
        "acknowledge-intake, acknowledge-intake-disclosure",
        "acknowledge-intake, acknowledge-intake-recommendation",
        "acknowledge-intake, acknowledge-intake-early",
        "review-released, review-released",
        "watch-lane, watch-lane",
        "confirm-slot, confirm-slot",
        "confirm-slot, confirm-slot-lost",
        "confirm-slot, confirm-slot-excepted",
        "confirm-slot, confirm-slot-clocks",
        "confirm-slot, confirm-slot-long",
        "decide-exception, decide-exception",
        "decide-exception, decide-exception-asked",
        "decide-exception, decide-exception-substitute",
        "complete-roles, complete-roles",
    })
    void isReadableAndAccessible(String form, String review) {
        giveThePacketAtItsLane(review);
        boolean window = FormHarness.sample(review).path("packet").has("window");
        int narrow = window ? 1280 : 920;
        int wide = window ? 1920 : 1280;
        Page page = browsers.page(narrow);
        List<String> complaints = Browsers.complaintsOf(page);
        page.navigate(harness.url(form, review));
        page.locator(".gh-headline").waitFor();
        if (window) {
            page.locator(".gh-row").first().waitFor();
        }
        assertThat(Browsers.sticksOut(page)).as("at " + narrow).isLessThanOrEqualTo(1);
        Browsers.picture(page, review + "-" + narrow);
        page.setViewportSize(wide, window ? 1080 : 800);
        if (window) {
            page.getByText("Use the whole window").click();
        }
        assertThat(Browsers.sticksOut(page)).as("at " + wide).isLessThanOrEqualTo(1);
        assertThat(Browsers.faultsOf(page, "form.gh")).isEmpty();
        assertThat(complaints).isEmpty();
        Browsers.picturesOfForm(page, review + "-" + wide + (window ? "-whole" : ""), window);
        page.context().close();
    }

    /** The form of a recipient asks the lane for the packet: what it answers is the sample of that name. */
    private void giveThePacketAtItsLane(String review) {
        String packetAt = FormHarness.sample(review).path("packetAt").asText();
        if (review.startsWith("acknowledge-intake-")) {
            JsonNode answer = FormHarness.sample(review.replace("acknowledge-intake-", "lane-"));
            harness.api(packetAt, answer.path("status").asInt(200), answer);
        }
    }
}
