package dev.gatehouse.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Writes a problem document, whatever the caller says it accepts: an error in the wrong format is still better than an
 * error without words.
 */
@Component
public class ProblemWriter {
    private final ObjectMapper json = new ObjectMapper();

    /** Whether errors of this request are problem documents: everything below {@code /api}. */
    public static boolean concerns(String path) {
        return path.equals("/api") || path.startsWith("/api/");
    }

    public void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        write(request.getRequestURI(), response, problem);
    }

    /** For whoever answers on behalf of another request, as an error dispatch does. */
    void write(String path, HttpServletResponse response, Problem problem) throws IOException {
        byte[] body = json.writeValueAsBytes(problem.about(path));
        response.setStatus(problem.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
