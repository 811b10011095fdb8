package dev.gatehouse.digest.markdown;

import dev.gatehouse.digest.markdown.Reading.Reason;
import dev.gatehouse.digest.markdown.Reading.Unreadable;
import org.jspecify.annotations.Nullable;

/** A file can't be read. */
final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Unreadable unreadable;

    UnreadableException(Reason reason, @Nullable Integer line, String sentence) {
        super(sentence);
        unreadable = new Unreadable(reason, line, sentence);
    }

    Unreadable unreadable() {
        return unreadable;
    }
}
