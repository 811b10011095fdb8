package dev.gatehouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The product's doors as a machine or a script uses them: HTTP Basic, in the demo a password equals the account. */
public final class Doors {

    public static final ObjectMapper JSON = new ObjectMapper();
    private static final String FLOW = "command-window-resequencing";

    private final String base;
    // the newer version would be asked for in vain on every connection
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** @param base as in {@code http://127.0.0.1:8080} */
    public Doors(String base) {
        this.base = base;
    }

    public record Answer(int status, String text) {
        public JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (IOException notJson) {
                throw new UncheckedIOException(notJson);
            }
        }
    }

    public Answer get(String account, String path) {
        return send(account, request(path).GET());
    }

    public Answer put(String account, String path, JsonNode body) {
        return put(account, path, body.toString());
    }

    /** Likewise, with a text that may be no JSON. */
    public Answer put(String account, String path, String body) {
        return put(account, path, "application/json", body);
    }

    public Answer put(String account, String path, String contentType, String body) {
        return send(
                account,
                request(path).header("Content-Type", contentType).PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    public Answer delete(String account, String path) {
        return send(account, request(path).DELETE());
    }

    public Answer post(String account, String path, JsonNode body) {
        return post(account, path, "application/json", body.toString());
    }

    public Answer post(String account, String path, String contentType, String body) {
        return send(
                account,
                request(path).header("Content-Type", contentType).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Deletes a process instance as an admin does it by force. */
    public Answer deleteByForce(String account, String processInstanceId, String reason) {
        return send(
                account,
                request("/engine-rest/process-instance/" + processInstanceId)
                        .header("Gatehouse-Break-Glass", reason)
                        .DELETE());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofMinutes(1));
    }

    /** What is at the path, which is no text. */
    public HttpResponse<byte[]> download(String account, String path) {
        return send(account, request(path).GET(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private Answer send(String account, HttpRequest.Builder request) {
        HttpResponse<String> response = send(account, request, HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }

    private <T> HttpResponse<T> send(String account, HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        String credentials =
                Base64.getEncoder().encodeToString((account + ":" + account).getBytes(StandardCharsets.UTF_8));
        try {
            return http.send(
                    request.header("Authorization", "Basic " + credentials).build(), handler);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Starts a case by the engine's start door. */
    public Answer start(String account, JsonNode request) {
        return start(account, FLOW, request);
    }

    public Answer start(String account, String flow, JsonNode request) {
        ObjectNode body = JSON.createObjectNode();
        body.set("businessKey", request.path("caseId"));
        body.putObject("variables").putObject("request").put("type", "Json").put("value", request.toString());
        return post(account, "/engine-rest/process-definition/key/" + flow + "/start", "application/json", "" + body);
    }

    /** States an event as the account whose source it names. */
    public Answer state(JsonNode event) {
        String source = event.path("source").asText();
        String account = source.substring(source.lastIndexOf(':') + 1);
        return post(account, "/api/events", "application/cloudevents+json", event.toString());
    }

    /** Completes a gate's task by the engine's door; variables that are null are left out. */
    public Answer decide(String account, String taskId, Map<String, String> variables) {
        return complete(account, taskId, variables, "String");
    }

    /** Likewise, with variables of another type. */
    public Answer complete(String account, String taskId, Map<String, String> variables, String type) {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode sent = body.putObject("variables");
        variables.forEach((name, value) -> sent.putObject(name)
                .put("type", name.equals("revision") ? "Json" : type)
                .put("value", value));
        return post(account, "/engine-rest/task/" + taskId + "/complete", "application/json", "" + body);
    }

    public JsonNode caseOf(String account, String caseId) {
        return get(account, "/api/cases/" + caseId).json();
    }

    public JsonNode review(String account, String taskId) {
        return get(account, "/api/tasks/" + taskId + "/review").json();
    }

    /** Waits until there is a case of this id. */
    public void awaitCase(String caseId) {
        await("there is a case " + caseId, () -> Optional.of(get("arno.weiss", "/api/cases/" + caseId))
                .filter(answer -> answer.status() == 200));
    }

    /** The task of an open gate, once there is one. */
    public String awaitGate(String reader, String caseId, String gate) {
        return await(caseId + " waits at " + gate, () -> openGate(reader, caseId, gate));
    }

    public Optional<String> openGate(String reader, String caseId, String gate) {
        return caseOf(reader, caseId)
                .path("openGates")
                .valueStream()
                .filter(open -> open.path("gate").asText().equals(gate))
                .map(open -> open.path("taskId").asText())
                .findFirst();
    }

    /** The review of the open adopt-packet gate, once it knows this event. */
    public JsonNode awaitCandidateKnowing(String lead, String caseId, String eventId) {
        return await("a candidate of " + caseId + " knows " + eventId, () -> openGate(lead, caseId, "adopt-packet")
                .map(taskId -> review(lead, taskId))
                .filter(review -> review.path("state").asText().equals("open"))
                .filter(review -> review.path("packet")
                        .path("causes")
                        .findValuesAsText("eventId")
                        .contains(eventId)));
    }

    /** A policy table as the demo has it in force. */
    public static String policy(String name) {
        try (InputStream table = Doors.class.getResourceAsStream("/demo/dmn/" + name + ".dmn")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Has a policy table proposed, and approved by a policy owner. */
    public void putInForce(String name, String table) {
        Answer proposed =
                post("rosa.ito", "/api/policies/" + name + "/proposals?reason=test", "application/xml", table);
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(201);
        ObjectNode approval = JSON.createObjectNode();
        approval.set("sha256", proposed.json().path("sha256"));
        Answer approved = post(
                "kofi.mensah",
                "/api/policies/proposals/" + proposed.json().path("number").asText() + "/approval",
                approval);
        assertThat(approved.status()).as(approved.text()).isEqualTo(200);
    }

    public static <T> T await(String what, Supplier<Optional<T>> look) {
        Instant deadline = Instant.now().plusSeconds(60);
        while (Instant.now().isBefore(deadline)) {
            Optional<T> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
        throw new AssertionError("within a minute it did not happen that " + what);
    }
}
