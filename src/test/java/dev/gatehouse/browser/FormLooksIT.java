package dev.gatehouse.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each form with each kind of review, at both widths: nothing overflows, nothing that axe-core objects to; pictures to look at. */
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
    })
    void isReadableAndAccessible(String form, String review) {
        for (int width : List.of(1280, 1920)) {
            for (boolean whole : List.of(width > 1280)) {
                Page page = browsers.page(width);
                List<String> complaints = new ArrayList<>();
                page.onPageError(complaints::add);
                page.onConsoleMessage(message -> complain(message, complaints));
                page.navigate(harness.url(form, review));
                page.locator(".gh-headline").waitFor();
                page.locator(".gh-row").first().waitFor();
                if (whole) {
                    page.getByText("Use the whole window").click();
                }
                Locator shown = page.locator("form.gh");
                int room = (Integer) shown.evaluate("e => e.scrollWidth - e.clientWidth");
                assertThat(room).as("pixels that stick out sideways").isLessThanOrEqualTo(1);
                assertThat(Browsers.faultsOf(page, "form.gh")).isEmpty();
                assertThat(complaints).isEmpty();
                picture(page, review + "-" + width + (whole ? "-whole" : ""), whole);
                page.context().close();
            }
        }
    }

    private static void picture(Page page, String name, boolean whole) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Browsers.SCREENSHOTS.resolve(name + ".png")));
        String element = whole ? "form.gh" : ".task";
        page.evaluate(
                "([e]) => { const x = document.querySelector(e); x.style.height = 'auto';"
                        + " if (e === 'form.gh') { x.style.position = 'absolute'; x.style.bottom = 'auto'; }"
                        + " else { document.querySelector('.columns').style.height = 'auto'; x.style.overflow = 'visible'; }"
                        + " document.querySelectorAll('.gh-aside').forEach(a => { a.style.position = 'static'; a.style.maxHeight = 'none'; }); }",
                List.of(element));
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
