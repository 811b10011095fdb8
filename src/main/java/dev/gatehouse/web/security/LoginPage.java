package dev.gatehouse.web.security;

import dev.gatehouse.engine.identity.EngineIdentity;
import dev.gatehouse.engine.identity.FirstAdmin;
import dev.gatehouse.people.Directory;
import dev.gatehouse.people.Groups;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.util.HtmlUtils;

/** Where people sign in, and where they get to from there. */
@Controller
class LoginPage {
    private final Directory directory;
    private final FirstAdmin admins;
    private final EngineIdentity engine;
    private final boolean demo;
    private final String page;

    LoginPage(Directory directory, FirstAdmin admins, EngineIdentity engine, Environment environment)
            throws IOException {
        this.directory = directory;
        this.admins = admins;
        this.engine = engine;
        this.demo = environment.acceptsProfiles(Profiles.of("demo"));
        try (InputStream in = new ClassPathResource("login.html").getInputStream()) {
            this.page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @GetMapping(value = "/login", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> login(HttpServletRequest request, CsrfToken token) {
        String html = page.replace("{notice}", notice(request))
                .replace("{demo}", demo ? paragraph("demo", "Demo: every password equals the account's name.") : "")
                .replace("{setup}", admins.exists() ? "" : setup())
                .replace("{token-name}", HtmlUtils.htmlEscape(token.getParameterName()))
                .replace("{token}", HtmlUtils.htmlEscape(token.getToken()));
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body(html);
    }

    private static String notice(HttpServletRequest request) {
        if (request.getParameter("refused") != null) {
            return "<p class=\"refused\" role=\"alert\">Name or password is wrong. After several wrong attempts an"
                    + " account waits for a while.</p>";
        }
        return request.getParameter("out") == null ? "" : paragraph("out", "You are signed out.");
    }

    private static String setup() {
        return "<p class=\"setup\">There is no account to sign in with yet. Create the first admin on the server:"
                + " <code>" + HtmlUtils.htmlEscape(FirstAdmin.COMMAND) + "</code></p>";
    }

    private static String paragraph(String kind, String sentence) {
        return "<p class=\"" + kind + "\" role=\"status\">" + HtmlUtils.htmlEscape(sentence) + "</p>";
    }

    /** To the place where this person works. */
    @GetMapping("/")
    RedirectView home(@Nullable Principal principal) {
        Set<String> groups = principal == null ? Set.of() : directory.groupsOf(principal.getName());
        if (groups.contains(Groups.ADMIN)) {
            return new RedirectView("/camunda/app/cockpit/" + engine.name() + "/");
        }
        return new RedirectView(
                groups.contains(Groups.AUDITORS) ? "/cases" : "/camunda/app/tasklist/" + engine.name() + "/");
    }
}
