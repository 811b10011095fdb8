package dev.gatehouse.digest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.testing.Doors;
import dev.gatehouse.testing.Doors.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** What tests of flow 4 have in common: the scenario's files, and one case as its people see it. */
public final class DigestCase {

    public static final String FLOW = "runbook-change-digest";
    public static final String REVIEWER = "dora.quinn";
    public static final String DUTY = "emil.braun";
    public static final String OPERATIONS = "rosa.ito";
    public static final String AUDITOR = "arno.weiss";
    public static final String PATH = "runbooks/severity-one-escalation.md";
    public static final String RESOLVE = "resolve-source";
    public static final String REVIEW = "review-digest";
    public static final String ACKNOWLEDGE = "acknowledge-digest";

    private static final Map<String, String> MIRRORED_BY = Map.of(
            "entitlements", "crm",
            "ownership", "ownership-registry",
            "known-issues", "ownership-registry",
            "exceptions", "exception-register",
            "on-call", "on-call");

    private final Doors doors;
    private final ObjectNode request;

    private DigestCase(Doors doors, ObjectNode request) {
        this.doors = doors;
        this.request = request;
    }

    /** A file of the scenario. */
    public static String file(String name) {
        try (InputStream content = DigestCase.class.getResourceAsStream("/scenarios/4-runbook-digest/" + name)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static JsonNode json(String name) {
        try {
            return Doors.JSON.readTree(file(name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Mirrors the scenario's records. */
    public static void mirrorRecords(Doors doors) {
        json("records.json").forEach(record -> mirror(doors, record));
    }

    /** Mirrors one record by the account that its register belongs to. */
    public static Answer mirror(Doors doors, JsonNode record) {
        String register = record.path("register").asText();
        ObjectNode body = record.deepCopy();
        body.remove(List.of("register", "key"));
        return doors.put(
                MIRRORED_BY.get(register),
                "/api/records/" + register + "/" + record.path("key").asText(),
                body);
    }

    /** A record as it is mirrored. */
    public static ObjectNode record(String register, String key, int version, String publishedAt, String content) {
        try {
            ObjectNode record = Doors.JSON
                    .createObjectNode()
                    .put("register", register)
                    .put("key", key)
                    .put("version", version)
                    .put("status", "APPROVED")
                    .put("publishedAt", publishedAt);
            record.set("content", Doors.JSON.readTree(content));
            return record;
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    /** The scenario's drill under a case id of its own. */
    public static DigestCase drill(Doors doors, String repository) {
        ObjectNode request = (ObjectNode) json("request.json");
        request.put("caseId", "DIGEST-" + UUID.randomUUID().toString().substring(0, 8))
                .put("repository", repository);
        return new DigestCase(doors, request);
    }

    public ObjectNode request() {
        return request;
    }

    public DigestCase revision(String tag) {
        request.put("revision", tag);
        return this;
    }

    /** @param tag null for none */
    public DigestCase baseline(String tag) {
        if (tag == null) {
            request.remove("baseline");
        } else {
            request.put("baseline", tag);
        }
        return this;
    }

    public DigestCase as(String caseId) {
        request.put("caseId", caseId);
        return this;
    }

    public DigestCase path(String path) {
        request.put("path", path);
        return this;
    }

    public DigestCase live() {
        request.put("rehearsal", false);
        return this;
    }

    public String caseId() {
        return request.path("caseId").asText();
    }

    public Answer start() {
        return doors.start("runbook-feed", FLOW, request);
    }

    public JsonNode state() {
        return doors.caseOf(AUDITOR, caseId());
    }

    public String awaitGate(String gate) {
        return doors.awaitGate(AUDITOR, caseId(), gate);
    }

    public JsonNode review(String account, String gate) {
        return doors.review(account, awaitGate(gate));
    }

    /** The review that is open now. */
    public Optional<JsonNode> openReview(String account) {
        return doors.openGate(AUDITOR, caseId(), REVIEW)
                .map(task -> doors.review(account, task))
                .filter(review -> review.path("state").asText().equals("open"));
    }

    public JsonNode packet() {
        return review(REVIEWER, REVIEW).path("packet");
    }

    /** Waits for the case to end. */
    public JsonNode awaitOutcome(String state) {
        return Doors.await(caseId() + " ends as " + state, () -> Optional.of(state())
                .filter(one -> one.path("outcome").path("state").asText().equals(state)));
    }

    public JsonNode awaitEnd(String state) {
        return Doors.await(caseId() + " ends as " + state, () -> Optional.of(awaitOutcome(state))
                .filter(one -> one.path("state").asText().equals("ENDED")));
    }

    /** Decides at the open review of exactly what it shows. */
    public Answer decide(String account, String decision, String reason) {
        String task = awaitGate(REVIEW);
        Map<String, String> sent = new HashMap<>();
        sent.put("decision", decision);
        sent.put("sha256", doors.review(AUDITOR, task).path("sha256").asText());
        if (reason != null) {
            sent.put("reason", reason);
        }
        return doors.decide(account, task, sent);
    }

    public Answer resolve(String decision, String reason, String baseline) {
        Map<String, String> sent = new HashMap<>();
        sent.put("decision", decision);
        sent.put("reason", reason);
        if (baseline != null) {
            sent.put("baseline", baseline);
        }
        return doors.decide(OPERATIONS, awaitGate(RESOLVE), sent);
    }

    /** The statements of a part of a packet by anchor: kinds of what changed, or texts. */
    public static Map<String, String> by(JsonNode part, String key, String value) {
        Map<String, String> found = new TreeMap<>();
        part.forEach(one -> found.put(one.path(key).asText(), one.path(value).asText()));
        return found;
    }

    public static JsonNode at(JsonNode part, String anchor) {
        return part.valueStream()
                .filter(one -> one.path("anchor").asText().equals(anchor))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing at " + anchor + " in " + part));
    }
}
