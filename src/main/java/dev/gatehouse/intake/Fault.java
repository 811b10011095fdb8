package dev.gatehouse.intake;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One thing wrong with what somebody sent.
 *
 * @param pointer JSON pointer (RFC 6901) to the place; empty for the whole document
 * @param message a sentence that says what is wrong and what would be right
 */
public record Fault(String pointer, String message) {

    /** At most one for each place, the first that was found there, in order of pointers. */
    public static List<Fault> ordered(Stream<Fault> faults) {
        Map<String, Fault> byPointer = new LinkedHashMap<>();
        faults.forEach(fault -> byPointer.putIfAbsent(fault.pointer(), fault));
        return byPointer.values().stream()
                .sorted(Comparator.comparing(Fault::sortable))
                .toList();
    }

    /** The pointer with its numbers padded, so that 10 comes after 9. */
    private String sortable() {
        return Stream.of(pointer.split("/", -1))
                .map(segment -> segment.matches("\\d{1,9}") ? "0".repeat(9 - segment.length()) + segment : segment)
                .collect(Collectors.joining("/"));
    }
}
