package dev.gatehouse.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Fits the engine's webapps into this product, by the style sheet and the settings that they keep for their host: controls
 * that the door behind them refuses to everybody are not shown, signing out leads to the one login, and a demo says that
 * it is one.
 */
@RestController
class WebappLook {
    private static final String STYLE = """
            li.create-task-action, a.createCommentLink, .ce-eol-banner,
            ul.meta.dates, ul.meta.actors li.groups, ul.meta.actors li.assignee a,
            ul.meta.actors li.assignee .unclaim { display: none !important; }
            ul.meta.actors li.assignee .set-value { pointer-events: none; }
            /* the room that the banner would take under the header */
            body { padding-top: 45px; }
            .page-wrap, .ctn-main { top: 45px; }
            """;
    private static final String DEMO = """
            body::after {
              content: "Demo: passwords equal account names; never expose it.";
              position: fixed; bottom: 0; left: 50%; transform: translateX(-50%); z-index: 3000; pointer-events: none;
              padding: 3px 12px; background: #14181f; color: #fff; font: 13px/1.5 system-ui, sans-serif; white-space: nowrap;
            }
            """;
    /** The webapps' own login form posts to a door that is closed. */
    private static final String ONE_LOGIN = """

            const leadToTheOneLogin = () => {
              if (location.hash.startsWith("#/login")) {
                location.replace("/login");
              }
            };
            addEventListener("hashchange", leadToTheOneLogin);
            leadToTheOneLogin();
            """;

    private final String style;

    WebappLook(Environment environment) {
        style = environment.acceptsProfiles(Profiles.of("demo")) ? STYLE + DEMO : STYLE;
    }

    @GetMapping(path = "/camunda/app/{webapp}/styles/user-styles.css", produces = "text/css")
    String style() {
        return style;
    }

    /** The webapp's settings as it comes with them, and what follows from there being one login. */
    @GetMapping(path = "/camunda/app/{webapp:[a-z]+}/scripts/config.js", produces = "text/javascript")
    String settings(@PathVariable String webapp) throws IOException {
        Resource shipped =
                new ClassPathResource("META-INF/resources/webjars/camunda/app/" + webapp + "/scripts/config.js");
        if (!shipped.exists()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return shipped.getContentAsString(StandardCharsets.UTF_8) + ONE_LOGIN;
    }
}
