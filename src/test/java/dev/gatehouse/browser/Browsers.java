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
