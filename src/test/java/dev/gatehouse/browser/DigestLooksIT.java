package dev.gatehouse.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
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
        for (int width : List.of(920, 1280, 1600)) {
            Page page = browsers.page(width);
            List<String> complaints = new ArrayList<>();
            page.onPageError(complaints::add);
            page.onConsoleMessage(message -> complain(message, complaints));
            page.navigate(harness.url(form, form));
            page.locator(".gh-headline").waitFor();
            assertThat(sticksOut(page)).as("pixels that stick out sideways").isLessThanOrEqualTo(1);
            assertThat(complaints).isEmpty();
            if (width != 920) {
                assertThat(Browsers.faultsOf(page, "form.gh")).isEmpty();
                picture(page, "digest-" + form + "-" + state.toLowerCase(Locale.ROOT) + "-" + width);
            }
            page.context().close();
        }
    }

    private static JsonNode review(String form, String state) {
        return switch (form) {
            case "review-digest" -> DigestReviews.review(state);
            case "resolve-source" -> DigestReviews.source(state);
            default -> ((ObjectNode) FormHarness.sample(form).deepCopy()).put("drill", state.equals("drill"));
        };
    }

    static int sticksOut(Page page) {
        Locator shown = page.locator("form.gh");
        return (Integer) shown.evaluate("e => e.scrollWidth - e.clientWidth");
    }

    /** What is seen at once, and then all of it. */
    static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Browsers.SCREENSHOTS.resolve(name + ".png")));
        page.evaluate(
                "() => { const x = document.querySelector('.task'); x.style.height = 'auto'; x.style.overflow = 'visible';"
                        + " document.querySelector('.columns').style.height = 'auto';"
                        + " document.querySelectorAll('.gh-aside').forEach(a => { a.style.position = 'static'; a.style.maxHeight = 'none'; }); }");
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Browsers.SCREENSHOTS.resolve(name + "-full.png")));
    }

    private static void complain(ConsoleMessage message, List<String> complaints) {
        if (message.type().equals("error") && !message.location().contains("favicon")) {
            complaints.add(message.text() + " " + message.location());
        }
    }
}
