package dev.gatehouse.disclosure.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.intake.DocumentSchema;
import dev.gatehouse.intake.Fault;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The flow's schema, definition by definition. */
final class DisclosureSchemas {
    private static final JsonNode DOCUMENT = document();

    private DisclosureSchemas() {}

    static DocumentSchema of(String definition) {
        ObjectNode schema = DOCUMENT.deepCopy();
        schema.put("$ref", "#/$defs/" + definition);
        return DocumentSchema.of(schema);
    }

    private static JsonNode document() {
        String path = "/schema/disclosure.schema.json";
        try (InputStream in = DisclosureSchemas.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new FileNotFoundException(path);
            }
            return new ObjectMapper().readTree(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the schema cannot be read: " + path, unreadable);
        }
    }

    /** At most one fault for each place, in order of the document. */
    static List<Fault> ordered(Stream<Fault> faults) {
        Map<String, Fault> byPointer = new LinkedHashMap<>();
        faults.forEach(fault -> byPointer.putIfAbsent(fault.pointer(), fault));
        return byPointer.values().stream()
                .sorted(Comparator.comparing(fault -> sortable(fault.pointer())))
                .toList();
    }

    /** Pointers with their numbers padded, so that 10 comes after 9. */
    private static String sortable(String pointer) {
        return Stream.of(pointer.split("/", -1))
                .map(segment -> segment.matches("\\d{1,9}") ? "0".repeat(9 - segment.length()) + segment : segment)
                .collect(Collectors.joining("/"));
    }
}
