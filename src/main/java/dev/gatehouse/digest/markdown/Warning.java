package dev.gatehouse.digest.markdown;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What was read, but perhaps not as it was meant.
 *
 * @param subject what it is about: an anchor, columns, a limit; empty where the kind says all
 * @param lines physical lines, from 1, each once and in order; none if it is about the file as a whole
 */
public record Warning(Kind kind, String subject, List<Integer> lines) {
    private static final int MOST_LINES_SHOWN = 5;

    /** What is wrong and what was made of it. */
    public enum Kind {
        /** Several units have the same explicit anchor; the subject is its name. */
        DUPLICATE_ANCHOR("The anchor {#%s} stands at more than one unit: only the first keeps it"),
        /** A table row is shorter than its table; the subject names the columns. */
        MISSING_COLUMN("A table row has no cell for %s: it is read as empty"),
        /** A table row is longer than its table. */
        EXTRA_CELL("A table row has more cells than its table has columns: they are read as part of the row"),
        /** An entry of {@code assumes} is no assumption. */
        INCOMPLETE_ASSUMPTION("An entry of assumes needs register, key, field and expect, each a single value:"
                + " it is compared as text and not checked against a record"),
        /** The subject says how deep the reading goes. */
        DEEP_NESTING("Lists and quotes are nested more than %s deep: what lies deeper is read as text"),
        /** The subject says how many cells may be. */
        LARGE_TABLES("The tables have more than %s cells: they are read as text, no row is found"),
        /** The subject says how many brackets may be. */
        MANY_BRACKETS(
                "A passage has more than %s opening brackets: it is read as text, without its links and emphasis"),
        /** The subject says how many characters. */
        REPEATED_LINKS(
                "Destinations of links take more than %s characters: those of the remaining links are not compared"),
        /** Only where the file is read anyway. */
        REPLACED_BYTES("Some bytes are no text: they are read as the replacement character"),
        /** Only where the file is read anyway; the subject is the sentence of what is wrong. */
        FRONT_MATTER_LEFT_ASIDE("The front matter is left aside. %s");

        private final String sentence;

        Kind(String sentence) {
            this.sentence = sentence;
        }
    }

    public Warning {
        lines = List.copyOf(lines);
    }

    /** For people: what is wrong, where, and what was made of it. */
    public String sentence() {
        String what = kind.sentence.formatted(subject);
        return what.endsWith(".") ? what : what + where() + ".";
    }

    private String where() {
        if (lines.isEmpty()) {
            return "";
        }
        String shown =
                lines.stream().limit(MOST_LINES_SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
        int more = lines.size() - MOST_LINES_SHOWN;
        return (lines.size() == 1 ? " (line " : " (lines ") + shown + (more > 0 ? " and " + more + " more)" : ")");
    }
}
