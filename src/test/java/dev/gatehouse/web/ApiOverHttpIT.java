package dev.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.Gatehouse;
import dev.gatehouse.packet.StrictJson;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** What only shows with the real server, its filters and its description of itself. */
@SpringBootTest(classes = Gatehouse.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class ApiOverHttpIT {
    private static final String STRUCTURED = "application/cloudevents+json";

    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Test
    void saysWhatItIs() throws Exception {
        JsonNode about = StrictJson.read(get("/api/about", "maria.keller").body());
        assertThat(about.path("product").asText()).isEqualTo("Gatehouse");
        assertThat(about.path("demo").asBoolean()).isTrue();
        assertThat(about.path("user").asText()).isEqualTo("maria.keller");
        assertThat(about.path("version").asText()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/nowhere, 404, unknown-path",
        "GET, /api, 404, unknown-path",
        "GET, /api/events, 405, method-not-allowed",
        "DELETE, /api/about, 405, method-not-allowed",
    })
    void answersEveryErrorWithAProblem(String method, String path, int status, String code) throws Exception {
        HttpResponse<String> answer = send(request(path, "maria.keller").method(method, BodyPublishers.noBody()));
        assertProblem(answer, status, code);
        assertThat(StrictJson.read(answer.body()).path("instance").asText()).isEqualTo(path);
    }

    @Test
    void answersAnUnknownCallerWithAProblem() throws Exception {
        HttpResponse<String> answer =
                client.send(HttpRequest.newBuilder(uri("/api/notices")).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("application/problem+json");
    }

    @Test
    void refusesTwoMebibytesInWordsWhetherAnnouncedOrNot() throws Exception {
        byte[] large = event("n".repeat(2 << 20)).getBytes(StandardCharsets.UTF_8);
        assertProblem(post("incident-tracker", STRUCTURED, BodyPublishers.ofByteArray(large)), 413, "too-large");
        assertProblem(
                post(
                        "incident-tracker",
                        STRUCTURED,
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))),
                413,
                "too-large");
    }

    @Test
    void refusesTruncatedJsonWithThePlaceWhereItEnds() throws Exception {
        String whole = event("workaround-verification");
        HttpResponse<String> answer =
                post("incident-tracker", STRUCTURED, BodyPublishers.ofString(whole.substring(0, whole.length() / 2)));
        assertProblem(answer, 400, "json-malformed");
        assertThat(StrictJson.read(answer.body()).path("line").asInt()).isPositive();
    }

    @Test
    void refusesAPersonAtTheDoorForSources() throws Exception {
        assertProblem(post("maria.keller", STRUCTURED, BodyPublishers.ofString(event("x"))), 403, "not-a-source");
        assertProblem(post("contracts", STRUCTURED, BodyPublishers.ofString(event("x"))), 403, "source-not-own");
    }

    @Test
    void describesItselfTruly() throws Exception {
        JsonNode api = StrictJson.read(get("/v3/api-docs", "maria.keller").body());
        JsonNode door = api.at("/paths/~1api~1events/post");
        assertThat(door.at("/requestBody/content").fieldNames())
                .toIterable()
                .contains(STRUCTURED, "application/cloudevents-batch+json");
        assertThat(door.at("/responses/400/content/application~1problem+json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/Problem");
        assertThat(api.at("/components/schemas/Problem/properties/faults").isMissingNode())
                .isFalse();
        assertThat(api.at("/paths/~1api~1notices/get").isMissingNode()).isFalse();
        assertThat(api.path("paths").fieldNames()).toIterable().allMatch(path -> path.startsWith("/api/"));
        // the example is one that the door understands
        JsonNode examples = door.at("/requestBody/content/" + STRUCTURED.replace("/", "~1") + "/examples");
        JsonNode example = examples.elements().next().path("value");
        String text = example.isTextual() ? example.textValue() : example.toString();
        HttpResponse<String> answer = post("incident-tracker", STRUCTURED, BodyPublishers.ofString(text));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    @Test
    void showsTheDescriptionOnAPage() throws Exception {
        HttpResponse<String> page = get("/swagger-ui/index.html", "maria.keller");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-type").orElse("")).startsWith("text/html");
    }

    private void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type").orElse("")).isEqualTo("application/problem+json");
        assertThat(StrictJson.read(answer.body()).path("code").asText()).isEqualTo(code);
        assertThat(StrictJson.read(answer.body()).path("status").asInt()).isEqualTo(status);
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("org.");
    }

    private HttpResponse<String> get(String path, String account) throws Exception {
        return send(request(path, account));
    }

    private HttpResponse<String> post(String account, String type, BodyPublisher body) throws Exception {
        return send(request("/api/events", account).header("Content-Type", type).POST(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String account) {
        String credentials =
                Base64.getEncoder().encodeToString((account + ":" + account).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(uri(path)).header("Authorization", "Basic " + credentials);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static String event(String evidenceId) {
        return """
                {"specversion": "1.0", "id": "over-http", "source": "urn:source:incident-tracker",
                 "type": "support.evidence.rescheduled", "subject": "NO-SUCH-CASE", "time": "%s",
                 "data": {"evidenceId": "%s", "readyAt": "2026-04-17T15:50:00Z"}}
                """.formatted(Instant.now(), evidenceId);
    }
}
