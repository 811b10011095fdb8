package dev.gatehouse.readout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerEntry;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.packet.Revisions;
import dev.gatehouse.readout.exchange.SlotTimes;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What was found, held, asked and decided on the way to a slot, read off the ledger: which starts were rejected and why,
 * every hold with what became of it, and why a human had to decide.
 */
@Component
public class CoordinationLog {

    private final Ledger ledger;
    private final Revisions revisions;

    CoordinationLog(Ledger ledger, Revisions revisions) {
        this.ledger = ledger;
        this.revisions = revisions;
    }

    /** The entries in order, each with {@code at}, {@code actor}, {@code kind}, {@code subject} and a sentence. */
    public ArrayNode of(String caseId) {
        ArrayNode log = JsonNodeFactory.instance.arrayNode();
        for (LedgerEntry entry : ledger.of(caseId)) {
            String sentence = sentence(entry);
            if (!sentence.isEmpty()) {
                log.addObject()
                        .put("sequence", entry.sequence())
                        .put("at", entry.at().toString())
                        .put("actor", entry.actor())
                        .put("kind", entry.kind().name())
                        .put("subject", entry.subject())
                        .put("text", sentence);
            }
        }
        return log;
    }

    private static String sentence(LedgerEntry entry) {
        JsonNode payload = entry.payload();
        return switch (entry.kind()) {
            case CASE_STARTED -> "The draft was approved; a slot is sought.";
            case CHANGE_SET_APPLIED ->
                count(payload.path("events").size(), "change was", "changes were") + " taken up.";
            case SLOTS_RANKED ->
                "%s no rule, as of %s; %s something in the way%s."
                        .formatted(
                                count(payload.path("slots").asInt(), "slot breaks", "slots break"),
                                time(payload, "now"),
                                count(
                                        payload.path("infeasible").asInt(),
                                        "stretch of starts has",
                                        "stretches of starts have"),
                                payload.path("exceptions").asInt(-1) == 0
                                        ? ", and no exception would open any of them"
                                        : "");
            case SLOT_HELD ->
                "Held until %s on the calendars of %s."
                        .formatted(time(payload, "until"), names(payload.path("calendars")));
            case SLOT_RELEASED -> "The hold is %s. %s".formatted(text(payload, "state"), text(payload, "because"));
            case SLOT_BOOKED ->
                "Booked from %s to %s.%s"
                        .formatted(
                                time(payload, "start"),
                                time(payload, "end"),
                                payload.path("notOnCalendars")
                                        .valueStream()
                                        .map(one -> " Not on the calendar of %s, who is optional. %s"
                                                .formatted(text(one, "person"), text(one, "reason")))
                                        .collect(Collectors.joining()));
            case EXCEPTION_REQUESTED -> "An exception is asked for: " + text(payload, "reason");
            case EXCEPTION_DECIDED ->
                "%s was %s by %s.".formatted(entry.subject(), text(payload, "decision"), text(payload, "by"));
            case DECISION ->
                "%s decided %s%s"
                        .formatted(
                                entry.actor(),
                                text(payload, "decision"),
                                payload.path("reason").isTextual() ? ": " + text(payload, "reason") : ".");
            case GATE_WITHDRAWN -> text(payload, "because");
            case CASE_SEALED -> "The case ended " + entry.subject() + ".";
            default -> "";
        };
    }

    private static String text(JsonNode payload, String name) {
        return payload.path(name).asText();
    }

    private static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    private static String time(JsonNode payload, String name) {
        return SlotTimes.of(Instant.parse(text(payload, name)));
    }

    private static String names(JsonNode list) {
        return String.join(", ", list.valueStream().map(JsonNode::asText).toList());
    }

    /** Every interval of starts that was ever rejected, by ranking, with all that was in its way. */
    public ArrayNode rejected(String caseId) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        List<Revision> history = revisions.history(caseId);
        for (Revision revision : history) {
            revision.content().path("infeasible").forEach(interval -> {
                ObjectNode one = all.addObject().put("revision", revision.number());
                one.set("from", interval.path("from"));
                one.set("to", interval.path("to"));
                one.set("blockers", interval.path("blockers"));
            });
        }
        return all;
    }
}
