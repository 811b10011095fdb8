package dev.gatehouse.digest.domain.runbook;

import java.util.List;

/**
 * An explicit anchor that stands at several units: the first of them keeps it, the others are {@code <anchor>~2} and so on.
 *
 * @param lines of each of these units, in the order of the file
 */
public record DuplicateAnchor(String anchor, List<Lines> lines) {

    public DuplicateAnchor {
        lines = List.copyOf(lines);
    }
}
