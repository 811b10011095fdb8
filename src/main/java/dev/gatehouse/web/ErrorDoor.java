package dev.gatehouse.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Answers for requests that failed before or outside a door: a problem document under {@code /api}, the engine's own
 * form under {@code /engine-rest}, a plain page anywhere else. None of them repeats anything of the request.
 */
@Controller
class ErrorDoor implements ErrorController {
    private final ProblemWriter writer;

    ErrorDoor(ProblemWriter writer) {
        this.writer = writer;
    }

    @RequestMapping("${server.error.path:${error.path:/error}}")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpStatus status = statusOf(request);
        String uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String failed
                ? failed
                : request.getRequestURI();
        String path = uri.startsWith(request.getContextPath())
                ? uri.substring(request.getContextPath().length())
                : uri;
        String sentence = ProblemResolver.sentenceOf(status);
        if (ProblemWriter.concerns(path)) {
            writer.write(uri, response, Problem.of(status, ProblemResolver.codeOf(status), sentence));
        } else if (path.startsWith("/engine-rest/")) {
            send(
                    response,
                    status,
                    "application/json",
                    "{\"type\":\"" + ProblemResolver.codeOf(status) + "\",\"message\":\"" + sentence + "\"}");
        } else {
            send(response, status, "text/html;charset=utf-8", page(status, sentence));
        }
    }

    private static HttpStatus statusOf(HttpServletRequest request) {
        if (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code) {
            HttpStatus status = HttpStatus.resolve(code);
            return status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
        }
        // somebody opened the error page itself
        return HttpStatus.NOT_FOUND;
    }

    private static String page(HttpStatus status, String sentence) {
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><title>Gatehouse: %1$s</title></head>
                <body><h1>%1$s</h1><p>%2$s</p><p><a href="/">To the start page</a></p></body></html>
                """.formatted(status.getReasonPhrase(), sentence);
    }

    private static void send(HttpServletResponse response, HttpStatus status, String type, String text)
            throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status.value());
        response.setContentType(type);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
