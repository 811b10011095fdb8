package dev.gatehouse.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves the forms as they are in {@code forms/} inside a stand-in for Tasklist, under the content security policy of the
 * 7.24 webapp, and the pages under their own; reviews come from {@code reviews/*.json}, other answers from the test.
 */
final class FormHarness implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PAGES = Path.of("src", "main", "resources", "pages");
    private static final String NONCE = "aGFybmVzcw";
    /** ContentSecurityPolicyProvider of camunda-webapp 7.24. */
    private static final String POLICY = "base-uri 'self';script-src 'nonce-" + NONCE
            + "' 'strict-dynamic' 'unsafe-eval' https: 'self' 'unsafe-inline';style-src 'unsafe-inline' 'self';"
            + "default-src 'self';img-src 'self' data:;block-all-mixed-content;form-action 'self';frame-ancestors 'none';"
            + "object-src 'none';sandbox allow-forms allow-scripts allow-same-origin allow-popups allow-downloads";

    private static final String OWN_PAGES =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    record Answer(int status, String type, String body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<JsonNode> submitted = new CopyOnWriteArrayList<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** What a form asked the API to do. */
    record Asked(String method, String path, JsonNode body) {}

    private volatile Answer submission = new Answer(204, "application/json", "");

    FormHarness() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    String url(String form, String task) {
        return "http://localhost:" + server.getAddress().getPort() + "/camunda/app/tasklist/default/?form=" + form
                + "&task=" + task;
    }

    String page(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    static JsonNode sample(String name) {
        return read(resource("/reviews/" + name + ".json"));
    }

    void review(String task, int status, JsonNode body) {
        api("/api/tasks/" + task + "/review", status, body);
    }

    /** What the API says from now on at a path. */
    void api(String path, int status, JsonNode body) {
        answers.put(
                path,
                new Answer(status, status < 400 ? "application/json" : "application/problem+json", body.toString()));
    }

    /** What the engine will say to the next submissions. */
    void answerSubmissions(int status, String message) {
        submission = new Answer(
                status,
                "application/json",
                status < 400
                        ? ""
                        : JSON.createObjectNode().put("message", message).toString());
    }

    /** What the forms asked the API to do, not to show. */
    List<Asked> asked() {
        return asked;
    }

    List<JsonNode> submitted() {
        return submitted;
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Answer answer;
        try {
            answer = answer(exchange, path);
        } catch (IllegalArgumentException | UncheckedIOException absent) {
            answer = new Answer(404, "application/problem+json", "{\"detail\":\"There is no " + path + ".\"}");
        }
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type() + "; charset=utf-8");
        exchange.getResponseHeaders().set("Content-Security-Policy", path.startsWith("/camunda/") ? POLICY : OWN_PAGES);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private Answer answer(HttpExchange exchange, String path) throws IOException {
        String last = path.substring(path.lastIndexOf('/') + 1);
        if (path.startsWith("/api/") && !exchange.getRequestMethod().equals("GET")) {
            asked.add(new Asked(
                    exchange.getRequestMethod(),
                    path,
                    read(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))));
        }
        Answer set = answers.get(path);
        if (set != null) {
            return set;
        } else if (path.startsWith("/camunda/")) {
            return new Answer(
                    200, "text/html", resource("/harness/tasklist.html").replace("NONCE", NONCE));
        } else if (path.equals("/harness/camform.js")) {
            return new Answer(200, "text/javascript", resource("/harness/camform.js"));
        } else if (path.startsWith("/harness/form/")) {
            return new Answer(200, "text/html", file(Path.of("forms", last + ".html")));
        } else if (path.startsWith("/gatehouse/shared/")) {
            return new Answer(
                    200,
                    last.endsWith(".css") ? "text/css" : "text/javascript",
                    file(Path.of("forms", "shared", last)));
        } else if (path.equals("/harness/submit")) {
            submitted.add(JSON.readTree(exchange.getRequestBody()));
            return submission;
        } else if (path.matches("/api/tasks/[^/]+/review")) {
            String task = path.split("/")[3];
            return new Answer(200, "application/json", resource("/reviews/" + task + ".json"));
        } else if (path.matches("/api/packets/[^/]+/diff")) {
            return new Answer(200, "application/json", resource("/reviews/diff.json"));
        } else if (path.startsWith("/gatehouse/pages/")) {
            return new Answer(200, "text/javascript", file(PAGES.resolve(last)));
        } else if (path.equals("/cases") || path.equals("/outbox")) {
            return new Answer(200, "text/html", file(PAGES.resolve(last + ".html")));
        } else if (path.startsWith("/cases/")) {
            return new Answer(200, "text/html", file(PAGES.resolve("case.html")));
        }
        throw new IllegalArgumentException(path);
    }

    private static String file(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException absent) {
            throw new UncheckedIOException(absent);
        }
    }

    private static String resource(String name) {
        try (InputStream in = FormHarness.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException(name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
