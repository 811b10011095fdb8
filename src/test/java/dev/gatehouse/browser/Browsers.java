package dev.gatehouse.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The installed Chromium, driven without a download, and what every browser test asks of a page. */
final class Browsers implements AutoCloseable {
    static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /** Where the README's pictures go: into the repository only when somebody asks for it. */
    private static final Path TOUR = Path.of(System.getProperty("gatehouse.screenshots", "target/screenshots/tour"));

    private final Playwright playwright;
    private final Browser browser;

    Browsers() {
        // a page waits for the server, the server perhaps for a busy machine
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    private static Path chromium() {
        return Stream.concat(
                        Optional.ofNullable(System.getenv("CHROMIUM")).stream(),
                        Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"))
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "No Chromium found: install the package chromium or set CHROMIUM to its path"));
    }

    /** A fresh session (no cookies) at a width; Berlin's clock, so that UTC and local times differ. */
    Page page(int width) {
        Page page = browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, width >= 1900 ? 1080 : 800)
                        .setTimezoneId("Europe/Berlin")
                        .setLocale("en-GB"))
                .newPage();
        page.setDefaultTimeout(15_000);
        return page;
    }

    /** What axe-core finds inside the given part, in words; empty when nothing. */
    static List<String> faultsOf(Page page, String part) {
        return new AxeBuilder(page)
                .include(part).analyze().getViolations().stream()
                        .map(Browsers::inWords)
                        .collect(Collectors.toList());
    }

    /** The whole page as a picture in {@code target/screenshots}, for people to look at. */
    static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    /** What a person sees without scrolling. */
    static void view(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("tasklist-" + name + ".png")));
    }

    /** What a person sees without scrolling, for the README. */
    static void tour(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(TOUR.resolve(name + ".png")));
    }

    /** What a form shows at once, and then all of it: the parts that scroll on their own are laid open for the second picture. */
    static void picturesOfForm(Page page, String name, boolean wholeWindow) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
        page.evaluate(
                "([e]) => { const x = document.querySelector(e); x.style.height = 'auto';"
                        + " if (e === 'form.gh') { x.style.position = 'absolute'; x.style.bottom = 'auto'; }"
                        + " else { document.querySelector('.columns').style.height = 'auto'; x.style.overflow = 'visible'; }"
                        + " document.querySelectorAll('.gh-aside').forEach(a => { a.style.position = 'static'; a.style.maxHeight = 'none'; }); }",
                List.of(wholeWindow ? "form.gh" : ".task"));
        picture(page, name + "-full");
    }

    /** Pixels by which a form is wider than its room. */
    static int sticksOut(Page page) {
        return (Integer) page.locator("form.gh").evaluate("e => e.scrollWidth - e.clientWidth");
    }

    /** Filled with every error of the page and its console from now on. */
    static List<String> complaintsOf(Page page) {
        List<String> complaints = new ArrayList<>();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            // what a lane refuses to show is told in the form; the browser notes the status all the same
            if (message.type().equals("error")
                    && !message.location().contains("favicon")
                    && !message.location().contains("/api/lanes/")) {
                complaints.add(message.text() + " " + message.location());
            }
        });
        return complaints;
    }

    private static String inWords(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " "
                + rule.getNodes().stream().map(node -> node.getHtml()).limit(3).collect(Collectors.joining(" | "));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
