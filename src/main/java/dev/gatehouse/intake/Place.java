package dev.gatehouse.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A place in a document that may be wrong in many ways: what is missing or of another type is simply not there, so that a
 * rule can judge what is.
 */
public record Place(String pointer, JsonNode node) {

    public static Place root(JsonNode document) {
        return new Place("", document);
    }

    public Place at(String name) {
        return new Place(pointer + "/" + name.replace("~", "~0").replace("/", "~1"), node.path(name));
    }

    /** The elements of a list in order; none when it is no list. */
    public List<Place> each(String name) {
        Place list = at(name);
        var elements = new ArrayList<Place>();
        if (list.node.isArray()) {
            for (int i = 0; i < list.node.size(); i++) {
                elements.add(new Place(list.pointer + "/" + i, list.node.get(i)));
            }
        }
        return elements;
    }

    public Optional<String> text() {
        return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
    }

    public Optional<String> text(String name) {
        return at(name).text();
    }

    public Optional<Instant> instant() {
        return text().flatMap(Times::instant);
    }

    public Optional<Instant> instant(String name) {
        return at(name).instant();
    }

    public Optional<Duration> duration(String name) {
        return text(name).flatMap(Times::duration);
    }

    public Fault fault(String message) {
        return new Fault(pointer, message);
    }
}
