package dev.gatehouse.web.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody outside who talks HTTP to the running application: with a password, with a session, or as nobody. */
final class Caller {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final String base;
    private final String basic;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    private Caller(int port, String basic) {
        this.base = "http://127.0.0.1:" + port;
        this.basic = basic;
    }

    static Caller nobody(int port) {
        return new Caller(port, "");
    }

    /** HTTP Basic; in the demo a password equals the name. */
    static Caller basic(int port, String name) {
        return basic(port, name, name);
    }

    static Caller basic(int port, String name, String password) {
        return new Caller(
                port,
                "Basic "
                        + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8)));
    }

    /** A session from the login page. */
    static Caller session(int port, String name) {
        Caller caller = new Caller(port, "");
        Answer answer = caller.signIn(name, name);
        if (answer.status() != 302 || answer.header("location").contains("login")) {
            throw new IllegalStateException("could not sign in as " + name + ": " + answer);
        }
        return caller;
    }

    Answer signIn(String name, String password) {
        Matcher token = TOKEN.matcher(get("/login").body());
        if (!token.find()) {
            throw new IllegalStateException("no token on the login page");
        }
        return send(request("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("username=" + encoded(name) + "&password=" + encoded(password)
                        + "&_csrf=" + encoded(token.group(1)))));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        if (!basic.isEmpty()) {
            request.header("Authorization", basic);
        }
        return request;
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer navigate(String path) {
        return send(request(path)
                .header("Accept", "text/html,application/xhtml+xml")
                .GET());
    }

    Answer post(String path, String json) {
        return call("POST", path, json);
    }

    Answer put(String path, String json) {
        return call("PUT", path, json);
    }

    Answer delete(String path) {
        return call("DELETE", path, "");
    }

    /** With JSON, and with the tokens that a page of ours and the engine's webapp would send. */
    Answer call(String method, String path, String json) {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json));
        if (!cookie("XSRF-TOKEN").isEmpty()) {
            request.header("X-XSRF-TOKEN", cookie("XSRF-TOKEN"));
        }
        if (!cookie("GATEHOUSE-CSRF").isEmpty()) {
            request.header("X-CSRF-TOKEN", cookie("GATEHOUSE-CSRF"));
        }
        return send(request);
    }

    /** A request whose first line is sent as it stands: an HTTP client would tidy it up. */
    RawAnswer raw(String method, String path) {
        URI uri = URI.create(base);
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(30_000);
            String head = method + " " + path + " HTTP/1.1\r\nHost: " + uri.getHost() + ":" + uri.getPort()
                    + "\r\nAuthorization: " + basic + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new RawAnswer(Integer.parseInt(answer.split(" ")[1]), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A status, and everything that came with it. */
    record RawAnswer(int status, String text) {}

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What came back. */
    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        String body() {
            return response.body();
        }

        String header(String name) {
            return response.headers().firstValue(name.toLowerCase(Locale.ROOT)).orElse("");
        }

        JsonNode json() {
            try {
                return JSON.readTree(body());
            } catch (IOException e) {
                throw new UncheckedIOException("no JSON: " + body(), e);
            }
        }

        @Override
        public String toString() {
            return status() + " " + header("content-type") + " " + header("location") + " " + body();
        }
    }
}
