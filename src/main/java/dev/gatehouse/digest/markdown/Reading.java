package dev.gatehouse.digest.markdown;

import dev.gatehouse.digest.domain.runbook.Runbook;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of reading a file: a runbook, or the reason why it can't be read. */
public sealed interface Reading {

    record Readable(Runbook runbook, List<Warning> warnings) implements Reading {

        public Readable {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * @param line the physical line that stands in the way, from 1; null for the file as a whole
     * @param sentence for people: what is wrong, where, and what would be right
     */
    record Unreadable(Reason reason, @Nullable Integer line, String sentence) implements Reading {}

    enum Reason {
        EMPTY,
        BINARY,
        MALFORMED_TEXT,
        BROKEN_FRONT_MATTER
    }
}
