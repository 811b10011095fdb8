package dev.gatehouse.disclosure.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.intake.Fault;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A place in a document: what is missing or of another type is simply not there, so that a rule can judge what is. */
record Place(String pointer, JsonNode node) {
    /** Earlier instants are mistakes. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    /** This and later instants are mistakes. */
    private static final Instant TOO_LATE = Instant.parse("2200-01-01T00:00:00Z");

    static Place root(JsonNode document) {
        return new Place("", document);
    }

    Place at(String name) {
        return new Place(pointer + "/" + name, node.path(name));
    }

    /** The elements of a list in order; none when it is no list. */
    List<Place> each(String name) {
        Place list = at(name);
        List<Place> elements = new ArrayList<>();
        if (list.node.isArray()) {
            for (int i = 0; i < list.node.size(); i++) {
                elements.add(new Place(list.pointer + "/" + i, list.node.get(i)));
            }
        }
        return elements;
    }

    Optional<String> text() {
        return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
    }

    Optional<String> text(String name) {
        return at(name).text();
    }

    Optional<Instant> instant() {
        return text().flatMap(Place::parsed);
    }

    Optional<Instant> instant(String name) {
        return at(name).instant();
    }

    private static Optional<Instant> parsed(String text) {
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            return instant.isBefore(EARLIEST) || !instant.isBefore(TOO_LATE) ? Optional.empty() : Optional.of(instant);
        } catch (DateTimeParseException noInstant) {
            return Optional.empty();
        }
    }

    Fault fault(String message) {
        return new Fault(pointer, message);
    }
}
