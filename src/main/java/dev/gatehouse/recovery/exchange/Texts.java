package dev.gatehouse.recovery.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.intake.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What every text of a document must be: nothing in it that a reader cannot see or a database cannot keep. */
final class Texts {

    private Texts() {}

    static Stream<Fault> faults(Place root) {
        List<Fault> faults = new ArrayList<>();
        walk(root, faults);
        return faults.stream();
    }

    private static void walk(Place place, List<Fault> faults) {
        JsonNode node = place.node();
        if (node.isObject()) {
            node.fieldNames().forEachRemaining(name -> walk(place.at(name), faults));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                walk(new Place(place.pointer() + "/" + i, node.get(i)), faults);
            }
        } else if (node.isTextual() && node.textValue().chars().anyMatch(Texts::isControl)) {
            faults.add(place.fault("holds a control character; expected a text without any but tab and line break"));
        }
    }

    private static boolean isControl(int character) {
        return (character < ' ' && character != '\t' && character != '\n' && character != '\r') || character == 0x7f;
    }
}
