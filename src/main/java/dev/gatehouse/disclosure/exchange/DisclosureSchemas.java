package dev.gatehouse.disclosure.exchange;

import dev.gatehouse.intake.DocumentSchema;
import dev.gatehouse.intake.Fault;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The flow's schema, definition by definition. */
final class DisclosureSchemas {
    private static final String SCHEMAS = "/schema/disclosure.schema.json";

    private DisclosureSchemas() {}

    static DocumentSchema of(String definition) {
        return DocumentSchema.of(SCHEMAS, definition);
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
