package dev.gatehouse.web;

import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says on every page of the engine's webapps that this is a demo, by the style sheet that they keep for their host. */
@RestController
@Profile("demo")
class DemoNotice {
    private static final String STYLE = """
            body::after {
              content: "Demo: passwords equal account names; never expose it.";
              position: fixed; bottom: 0; left: 50%; transform: translateX(-50%); z-index: 3000; pointer-events: none;
              padding: 3px 12px; background: #14181f; color: #fff; font: 13px/1.5 system-ui, sans-serif; white-space: nowrap;
            }
            """;

    @GetMapping(path = "/camunda/app/{webapp}/styles/user-styles.css", produces = "text/css")
    String style() {
        return STYLE;
    }
}
