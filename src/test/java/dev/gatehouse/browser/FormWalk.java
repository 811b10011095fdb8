package dev.gatehouse.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** A form in a stand-in for Tasklist, a fresh one for each test, and what its tests ask of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FormWalk {
    private final int width;
    private Browsers browsers;
    FormHarness harness;
    Page page;

    FormWalk(int width) {
        this.width = width;
    }

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
        page = browsers.page(width);
    }

    @AfterEach
    void close() {
        page.context().close();
        harness.close();
    }

    void show(String form, String task) {
        page.navigate(harness.url(form, task));
        page.locator(".gh-headline").waitFor();
    }

    Locator decision(String word) {
        return page.locator("[data-decision=" + word + "]");
    }

    Locator reason() {
        return page.getByLabel("Reason", new Page.GetByLabelOptions().setExact(true));
    }

    /** The variables of the one submission that there was. */
    JsonNode sent() {
        assertThat(harness.submitted()).hasSize(1);
        return harness.submitted().get(0).path("variables");
    }
}
