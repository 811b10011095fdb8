package dev.gatehouse.commandwindow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.commandwindow.domain.CaseEvent;
import dev.gatehouse.commandwindow.domain.Declaration;
import dev.gatehouse.commandwindow.domain.DelegateApproval;
import dev.gatehouse.commandwindow.domain.EventReference;
import dev.gatehouse.commandwindow.domain.Fact;
import dev.gatehouse.commandwindow.exchange.CommandWindowEvents;
import dev.gatehouse.commandwindow.exchange.CommandWindowRequests;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The command-window scenario: its request, its events, its people and who of them may stand in for whom. */
public final class Scenario {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> PERSONS = persons();

    private Scenario() {}

    public static ObjectNode request() {
        return (ObjectNode) read("/scenarios/1-command-window/request.json");
    }

    public static Declaration declaration() {
        return CommandWindowRequests.read(request(), Scenario::isPerson);
    }

    public static boolean isPerson(String id) {
        return PERSONS.contains(id);
    }

    private static Set<String> persons() {
        var persons = new TreeSet<String>();
        read("/scenarios/people.json")
                .path("people")
                .forEach(one -> persons.add(one.path("id").asText()));
        return persons;
    }

    /** The delegate mapping of people.json. */
    public static DelegateApproval approvals() {
        JsonNode delegates = read("/scenarios/people.json").path("delegates");
        return (role, principal, delegate, scope, at) -> {
            for (JsonNode one : delegates) {
                if (one.path("role").asText().equals(role)
                        && one.path("principal").asText().equals(principal)
                        && one.path("delegate").asText().equals(delegate)
                        && Set.of("*", scope).contains(one.path("scope").asText())
                        && !at.isBefore(Instant.parse(one.path("from").asText()))
                        && at.isBefore(Instant.parse(one.path("until").asText()))) {
                    return true;
                }
            }
            return false;
        };
    }

    /** The five events; the fifth is refused, as bridge-chat may state nothing. */
    public static List<CaseEvent> events() {
        var events = new ArrayList<CaseEvent>();
        for (JsonNode one : read("/scenarios/1-command-window/events.json")) {
            String source = one.path("source").asText();
            boolean refused = source.equals("urn:source:bridge-chat");
            events.add(new CaseEvent(
                    new EventReference(source, one.path("id").asText()),
                    source.substring("urn:source:".length()),
                    Instant.parse(one.path("time").asText()),
                    refused,
                    refused ? "source-not-authoritative" : null,
                    CommandWindowEvents.read(one.path("type").asText(), one.path("data"))));
        }
        return events;
    }

    /** The same events with another fact stated by one of them. */
    public static List<CaseEvent> eventsWith(String eventId, Fact fact) {
        return events().stream()
                .map(event -> event.reference().eventId().equals(eventId)
                        ? new CaseEvent(
                                event.reference(),
                                event.account(),
                                event.time(),
                                event.refused(),
                                event.refusedBecause(),
                                fact)
                        : event)
                .toList();
    }

    public static EventReference reference(String eventId) {
        return events().stream()
                .map(CaseEvent::reference)
                .filter(it -> it.eventId().equals(eventId))
                .findFirst()
                .orElseThrow();
    }

    /** An instant of the scenario's day: {@code at("15:30")}. */
    public static Instant at(String time) {
        return Instant.parse("2026-04-17T" + time + (time.length() == 5 ? ":00Z" : "Z"));
    }

    private static JsonNode read(String resource) {
        try (InputStream in = Scenario.class.getResourceAsStream(resource)) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
