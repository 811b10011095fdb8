package dev.gatehouse.digest.domain.runbook;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a unit says, in normal form: Unicode NFC, white space of any kind and length as one space, none at the ends.
 *
 * @param text what people read
 * @param canonical what decides whether two units say the same: the text, and the markup and link destinations that the text
 *     does not show. A mark is a NUL and a letter; no text has a NUL, so nothing written can pass for a mark
 */
public record Wording(String text, String canonical) {
    private static final char MARK = '\0';
    /** Text before it in Unicode is in NFC as it is; most texts are. */
    private static final char FIRST_THAT_COMPOSES = '\u0300';

    /** Markup that decides. What it looks like is for people only. */
    public enum Mark {
        EMPHASIS('e', "*", true),
        EMPHASIS_END('E', "*", false),
        STRONG('s', "**", true),
        STRONG_END('S', "**", false),
        CODE('c', "`", true),
        CODE_END('C', "`", false),
        LINK('l', "[", true),
        IMAGE('i', "![", true),
        DESTINATION('d', "](", false),
        TITLE('t', " ", false),
        LINK_END('L', ")", false),
        LANGUAGE_END('n', "\n", false),
        COLUMN_END('k', ": ", false),
        NEXT_CELL('r', " | ", false);

        private final char letter;
        private final String look;
        private final boolean opens;

        /** @param opens whether white space before it stays before it */
        Mark(char letter, String look, boolean opens) {
            this.letter = letter;
            this.look = look;
            this.opens = opens;
        }

        private static Mark of(char letter) {
            for (Mark mark : values()) {
                if (mark.letter == letter) {
                    return mark;
                }
            }
            throw new IllegalArgumentException("no mark: " + letter);
        }
    }

    /** Text that has no markup. */
    public static Wording of(String text) {
        return new Builder().text(text).build();
    }

    /**
     * Code keeps its lines and their indentation, which may be all that tells two of them apart; white space within and behind
     * a line counts as it does elsewhere.
     */
    public static Wording code(String language, String code) {
        StringBuilder text = new StringBuilder(code.length());
        for (String line : composed(code).split("\\R")) {
            String stripped = line.strip();
            int indentation = stripped.isEmpty() ? 0 : line.indexOf(stripped);
            text.append(text.isEmpty() ? "" : "\n").append(line, 0, indentation).append(of(stripped).text);
        }
        // blank lines at the end are none, whatever white space they have
        String lines = text.toString().stripTrailing();
        return new Wording(lines, of(language).text + MARK + Mark.LANGUAGE_END.letter + lines);
    }

    /**
     * A table row: each cell under its column's name, so that a renamed column is a change of what its cells say.
     *
     * @param columns as many as there are cells
     */
    public static Wording row(List<Wording> columns, List<Wording> cells) {
        List<String> texts = new ArrayList<>();
        StringBuilder canonical = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            texts.add(cells.get(i).text);
            if (i > 0) {
                canonical.append(MARK).append(Mark.NEXT_CELL.letter);
            }
            canonical.append(columns.get(i).canonical).append(MARK).append(Mark.COLUMN_END.letter);
            canonical.append(cells.get(i).canonical);
        }
        return new Wording(String.join(" | ", texts), canonical.toString());
    }

    /** The canonical form for people, with the marks as one would type them. */
    public String markup() {
        if (canonical.indexOf(MARK) < 0) {
            return canonical;
        }
        StringBuilder shown = new StringBuilder(canonical.length());
        for (int i = 0; i < canonical.length(); i++) {
            char c = canonical.charAt(i);
            shown.append(c == MARK ? Mark.of(canonical.charAt(++i)).look : c);
        }
        return shown.toString().strip();
    }

    /**
     * What the text does not show, in its order: the marks, destinations and titles of links, columns' names, the language of
     * code. Says nothing but whether two wordings differ in that.
     */
    public String unseen() {
        StringBuilder unseen = new StringBuilder();
        int cell = 0;
        int behindMark = 0;
        for (int at = canonical.indexOf(MARK); at >= 0; at = canonical.indexOf(MARK, behindMark)) {
            Mark mark = Mark.of(canonical.charAt(at + 1));
            switch (mark) {
                case TITLE, LINK_END, LANGUAGE_END -> unseen.append(canonical, behindMark, at);
                // a column's name may have markup of its own
                case COLUMN_END -> unseen.append(canonical, cell, at);
                default -> {
                    // what stands before any other one is shown
                }
            }
            unseen.append(MARK).append(mark.letter);
            behindMark = at + 2;
            cell = mark == Mark.NEXT_CELL ? behindMark : cell;
        }
        return unseen.toString();
    }

    private static String composed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= FIRST_THAT_COMPOSES) {
                return Normalizer.normalize(text, Normalizer.Form.NFC);
            }
        }
        return text;
    }

    /** Whether nothing needs to be done to it, but for a space at its end; not of every text that is so, but of most. */
    private static boolean isNormal(String text) {
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || (c == ' ' && before == ' ')) {
                return false;
            }
            before = c;
        }
        return !text.isEmpty();
    }

    private static boolean isSpace(char c) {
        return c <= ' '
                ? c == ' ' || Character.isWhitespace(c)
                : c > '~' && (c == '\u0085' || Character.isWhitespace(c) || Character.isSpaceChar(c));
    }

    /** Puts a wording together in the order of the text. */
    public static final class Builder {
        /** All there is so far, where it can be taken as it is. */
        private @Nullable String whole;

        private final StringBuilder text = new StringBuilder(0);
        /** Differs from the text only from the first mark on. */
        private @Nullable StringBuilder canonical;

        private boolean space;

        public Builder text(String piece) {
            if (whole == null && text.isEmpty() && canonical == null && isNormal(piece)) {
                whole = piece;
                return this;
            }
            takeApart();
            String composed = composed(piece);
            int at = 0;
            while (at < composed.length()) {
                int end = at;
                while (end < composed.length() && !isSpace(composed.charAt(end))) {
                    end++;
                }
                if (end > at) {
                    addSpace();
                    append(composed, at, end);
                } else {
                    space = !text.isEmpty() && text.charAt(text.length() - 1) != ' ';
                    end++;
                }
                at = end;
            }
            return this;
        }

        private void takeApart() {
            if (whole != null) {
                text.append(whole);
                whole = null;
            }
        }

        private void addSpace() {
            if (space) {
                append(" ", 0, 1);
                space = false;
            }
        }

        private void append(String piece, int from, int to) {
            text.append(piece, from, to);
            if (canonical != null) {
                canonical.append(piece, from, to);
            }
        }

        public Builder mark(Mark mark) {
            takeApart();
            if (mark.opens) {
                addSpace();
            }
            marked().append(MARK).append(mark.letter);
            return this;
        }

        /** What is not shown, such as a destination. */
        public Builder hidden(String piece) {
            marked().append(composed(piece));
            return this;
        }

        private StringBuilder marked() {
            if (canonical == null) {
                canonical = new StringBuilder(text);
            }
            return canonical;
        }

        public Wording build() {
            // a space may stand where nothing but a mark followed
            String built = (whole == null ? text.toString() : whole).stripTrailing();
            return new Wording(built, canonical == null ? built : canonical.toString());
        }
    }
}
