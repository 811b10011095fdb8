package dev.gatehouse.commandwindow.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.intake.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A place in a document that may be wrong in many ways: what is missing or of another type is simply not there, so that a
 * rule can judge what is.
 */
record Place(String pointer, JsonNode node) {

    static Place root(JsonNode document) {
        return new Place("", document);
    }

    Place at(String name) {
        return new Place(pointer + "/" + name.replace("~", "~0").replace("/", "~1"), node.path(name));
    }

    /** The elements of a list in order; none when it is no list. */
    List<Place> each(String name) {
        Place list = at(name);
        var elements = new ArrayList<Place>();
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

    Optional<Instant> instant(String name) {
        return text(name).flatMap(Times::instant);
    }

    Optional<Duration> duration(String name) {
        return text(name).flatMap(Times::duration);
    }

    Fault fault(String message) {
        return new Fault(pointer, message);
    }
}
