package dev.gatehouse.disclosure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.disclosure.domain.Draft;
import dev.gatehouse.disclosure.domain.Stage;
import dev.gatehouse.disclosure.exchange.DisclosurePremises;
import dev.gatehouse.disclosure.exchange.DisclosureRequests;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

/** The disclosure scenario: its request, its records and its people. */
public final class DisclosureScenario {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DisclosureScenario() {}

    public static ObjectNode request() {
        return (ObjectNode) read("/scenarios/2-disclosure-release/request.json");
    }

    public static JsonNode records() {
        return read("/scenarios/2-disclosure-release/records.json");
    }

    /** The packet as the request has it, with its charter approved. */
    public static Draft draft() {
        return DisclosureRequests.draft(request()).at(Stage.DRAFT);
    }

    /** Everybody of people.json, and the scenario's records. */
    public static DisclosurePremises premises() {
        JsonNode people = read("/scenarios/people.json");
        return new DisclosurePremises() {
            @Override
            public boolean isPerson(String id) {
                return people.path("people").findValuesAsText("id").contains(id);
            }

            @Override
            public boolean isAgent(String id) {
                return people.path("agents").findValuesAsText("id").contains(id);
            }

            @Override
            public boolean citable(String register, String key, long version) {
                return records()
                        .valueStream()
                        .anyMatch(one -> one.path("register").asText().equals(register)
                                && one.path("key").asText().equals(key)
                                && one.path("version").asLong() == version);
            }

            @Override
            public Optional<String> releaseOwnerOf(String caseId) {
                return caseId.equals("DISC-2026-0001") ? Optional.of("renata.lima") : Optional.empty();
            }

            @Override
            public boolean isDrill(String caseId) {
                return caseId.equals("DISC-2026-0001");
            }

            @Override
            public Instant now() {
                return Instant.parse("2026-04-20T09:00:00Z");
            }
        };
    }

    public static JsonNode read(String resource) {
        try (InputStream in = DisclosureScenario.class.getResourceAsStream(resource)) {
            return JSON.readTree(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
