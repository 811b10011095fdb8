package dev.gatehouse.web.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.gate.RefusalLog;
import dev.gatehouse.web.Problem;
import dev.gatehouse.web.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.csrf.CsrfException;

/**
 * How a refusal looks at each door: problem+json (RFC 9457) on our own, {@code {type, message}} on the engine's, the
 * login page for somebody who navigates there. Every refusal of somebody known is kept.
 */
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RefusalLog log;
    private final ProblemWriter problems;
    private final AuthenticationEntryPoint loginPage = new LoginUrlAuthenticationEntryPoint("/login");

    Refusals(RefusalLog log, ProblemWriter problems) {
        this.log = log;
        this.problems = problems;
    }

    static boolean isKnown(@Nullable Authentication who) {
        return who != null && who.isAuthenticated() && !(who instanceof AnonymousAuthenticationToken);
    }

    /** A person who opens a page, as opposed to a script that asks for data. */
    static boolean isNavigation(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return request.getMethod().equals("GET")
                && accept != null
                && accept.contains(MediaType.TEXT_HTML_VALUE)
                && !isData(request);
    }

    private static boolean isData(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith("/api/")
                || path.startsWith("/camunda/api/")
                || path.startsWith("/actuator")
                || isEngine(request);
    }

    private static boolean isEngine(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith(Paths.ENGINE_REST) || path.startsWith("/camunda/api/");
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException, jakarta.servlet.ServletException {
        if (isNavigation(request)) {
            loginPage.commence(request, response, cause);
            return;
        }
        // a browser would put its own password prompt over the page and then send the password by itself, everywhere
        if (request.getHeader("Sec-Fetch-Mode") == null
                && !request.getRequestURI().startsWith("/camunda/")) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Gatehouse\", charset=\"UTF-8\"");
        }
        write(
                request,
                response,
                401,
                "not-signed-in",
                request.getHeader(HttpHeaders.AUTHORIZATION) == null
                        ? "Sign in first: with HTTP Basic, or at /login."
                        : "Name or password is wrong, or the account waits after wrong attempts.");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause)
            throws IOException {
        if (cause instanceof CsrfException) {
            refuse(
                    request,
                    response,
                    403,
                    "token-missing",
                    "The request does not carry this session's token (header " + SecurityConfiguration.CSRF_HEADER
                            + "); reload the page and try again.",
                    null,
                    null);
        } else {
            refuse(
                    request,
                    response,
                    403,
                    "not-yours",
                    "This is not open to "
                            + nameOf(SecurityContextHolder.getContext().getAuthentication()) + ".",
                    null,
                    null);
        }
    }

    private static String nameOf(@Nullable Authentication who) {
        return who != null && isKnown(who) ? who.getName() : "somebody who has not signed in";
    }

    /** Refuses, keeps the refusal, and answers. */
    void refuse(
            HttpServletRequest request,
            HttpServletResponse response,
            int status,
            String code,
            String sentence,
            @Nullable String taskId,
            @Nullable String caseId)
            throws IOException {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        if (who != null && isKnown(who)) {
            // what a caller has typed must not look like another line of a log
            String printable = sentence.replaceAll("\\p{Cntrl}", " ");
            log.refused(who.getName(), request.getMethod() + " " + request.getRequestURI(), printable, taskId, caseId);
        }
        write(request, response, status, code, sentence);
    }

    /** Answers in the form of the door that was used. */
    void write(HttpServletRequest request, HttpServletResponse response, int status, String code, String sentence)
            throws IOException {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (isEngine(request)) {
            body.put("type", code).put("message", sentence);
            body.putNull("code");
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        } else {
            problems.write(request, response, Problem.of(HttpStatusCode.valueOf(status), code, sentence));
            return;
        }
        byte[] bytes = JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
