package dev.gatehouse.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each form of a digest in each state, narrow and wide: nothing sticks out, nothing that axe-core objects to; pictures to look at. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DigestLooksIT {
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
        "review-digest, normal",
        "review-digest, drill",
        "review-digest, empty",
        "review-digest, uncompared",
        "review-digest, corrected",
        "review-digest, kinds",
        "review-digest, long",
        "review-digest, hostile",
        "review-digest, delegate",
        "review-digest, withdrawn",
        "review-digest, refused",
        "resolve-source, BASELINE_MISSING",
        "resolve-source, BASELINE_MOVED",
        "resolve-source, NO_SUCH_TAG",
        "resolve-source, SCOPE_BROADER",
        "acknowledge-digest, normal",
        "acknowledge-digest, corrected",
        "acknowledge-digest, uncompared",
        "acknowledge-digest, drill",
    })
    void isReadableAndAccessible(String form, String state) {
        harness.review(form, 200, review(form, state));
        harness.api(
                DigestReviews.LANE,
                200,
                form.equals("acknowledge-digest") ? DigestReviews.atTheLane(state) : DigestReviews.json("{}"));
        Page page = browsers.page(920);
        List<String> complaints = Browsers.complaintsOf(page);
        page.navigate(harness.url(form, form));
        page.locator(".gh-headline").waitFor();
        for (int width : List.of(920, 1600, 1280)) {
            page.setViewportSize(width, 800);
            assertThat(Browsers.sticksOut(page)).as("at " + width).isLessThanOrEqualTo(1);
        }
        assertThat(Browsers.faultsOf(page, "form.gh")).isEmpty();
        assertThat(complaints).isEmpty();
        Browsers.picturesOfForm(page, "digest-" + form + "-" + state.toLowerCase(Locale.ROOT) + "-1280", false);
        page.context().close();
    }

    private static JsonNode review(String form, String state) {
        return switch (form) {
            case "review-digest" -> DigestReviews.review(state);
            case "resolve-source" -> DigestReviews.source(state);
            default -> ((ObjectNode) FormHarness.sample(form).deepCopy()).put("drill", state.equals("drill"));
        };
    }
}
