package dev.gatehouse.disclosure.domain;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's wording for a section, for its owner to accept or reject.
 *
 * @param baseRevision the revision that its author looked at
 * @param markdown the whole text that the section is to have
 * @param flags the words in it that commit to something
 * @param ruling null while it is open
 */
public record Suggestion(
        String suggestionId,
        String sectionId,
        String by,
        int baseRevision,
        String markdown,
        String rationale,
        List<Citation> citations,
        List<String> flags,
        @Nullable Ruling ruling) {

    /** What became of it. */
    public enum State {
        OPEN,
        ACCEPTED,
        REJECTED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why an owner rejects: what the figures about drift are made of. */
    public enum Kind {
        WRONG_FACT,
        WORDING,
        OUT_OF_BOUNDS;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** @param kind null when it was accepted */
    public record Ruling(
            State state,
            String by,
            @Nullable Kind kind,
            @Nullable String reason) {}

    public Suggestion {
        citations = List.copyOf(citations);
        flags = List.copyOf(flags);
    }

    public State state() {
        return ruling == null ? State.OPEN : ruling.state();
    }

    Suggestion ruled(Ruling by) {
        return new Suggestion(
                suggestionId, sectionId, this.by, baseRevision, markdown, rationale, citations, flags, by);
    }
}
