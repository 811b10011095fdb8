package dev.gatehouse.text.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What changed between two texts, in words. Lines are matched first, so that a long text costs little; within what is left
 * words are. White space belongs to the word before it, so that the pieces put together are the texts again; the last word is the
 * same with and without it, so that what is put behind it is all that was added.
 */
public final class WordDiff {

    private static final Pattern WORD =
            Pattern.compile("(?:%s|%s)\\s*|\\s+".formatted(WithoutSpaces.CHARACTER, WithoutSpaces.OTHERS));
    private static final Pattern LINE = Pattern.compile("[^\\n]*\\n|[^\\n]+");

    /** Beyond this many comparisons a stretch is shown as replaced whole. */
    private static final long MOST_COMPARISONS = 4_000_000;

    /** What became of a piece. */
    public enum Change {
        SAME,
        REMOVED,
        ADDED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public record Piece(Change change, String text) {}

    private WordDiff() {}

    public static List<Piece> between(String from, String to) {
        Joined pieces = new Joined();
        StringBuilder removed = new StringBuilder();
        StringBuilder added = new StringBuilder();
        for (Piece line : matched(parts(LINE, from), parts(LINE, to))) {
            switch (line.change()) {
                case REMOVED -> removed.append(line.text());
                case ADDED -> added.append(line.text());
                case SAME -> {
                    words(removed, added, pieces);
                    pieces.add(line);
                }
            }
        }
        words(removed, added, pieces);
        return pieces.all();
    }

    private static void words(StringBuilder removed, StringBuilder added, Joined pieces) {
        matched(parts(WORD, removed.toString()), parts(WORD, added.toString())).forEach(pieces::add);
        removed.setLength(0);
        added.setLength(0);
    }

    /** Neighbours of the same kind are one piece. */
    private static final class Joined {
        private final List<Piece> all = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private Change change = Change.SAME;

        void add(Piece piece) {
            if (piece.change() != change && !piece.text().isEmpty()) {
                end();
                change = piece.change();
            }
            text.append(piece.text());
        }

        List<Piece> all() {
            end();
            return all;
        }

        private void end() {
            if (!text.isEmpty()) {
                all.add(new Piece(change, text.toString()));
                text.setLength(0);
            }
        }
    }

    /** A word or line. */
    private record Part(String text, int withoutSpace) {

        static Part of(String text) {
            return new Part(text, text.stripTrailing().length());
        }

        boolean isTheSame(Part other) {
            return text.equals(other.text)
                    || (withoutSpace > 0
                            && withoutSpace == other.withoutSpace
                            && (hasNoSpace() || other.hasNoSpace())
                            && text.regionMatches(0, other.text, 0, withoutSpace));
        }

        /** So at the end of a text, and in scripts without spaces. */
        private boolean hasNoSpace() {
            return withoutSpace == text.length();
        }

        String space() {
            return text.substring(withoutSpace);
        }
    }

    private static List<Part> parts(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(Part::of)
                .toList();
    }

    /** A longest common subsequence, with what lies between it removed before it is added. */
    private static List<Piece> matched(List<Part> from, List<Part> to) {
        int start = 0;
        while (start < from.size() && start < to.size() && from.get(start).isTheSame(to.get(start))) {
            start++;
        }
        int fromEnd = from.size();
        int toEnd = to.size();
        while (fromEnd > start && toEnd > start && from.get(fromEnd - 1).isTheSame(to.get(toEnd - 1))) {
            fromEnd--;
            toEnd--;
        }
        List<Piece> pieces = new ArrayList<>();
        same(from.subList(0, start), to.subList(0, start), pieces);
        middle(from.subList(start, fromEnd), to.subList(start, toEnd), pieces);
        same(from.subList(fromEnd, from.size()), to.subList(toEnd, to.size()), pieces);
        return pieces;
    }

    private static void same(List<Part> from, List<Part> to, List<Piece> pieces) {
        for (int i = 0; i < from.size(); i++) {
            same(from.get(i), to.get(i), pieces);
        }
    }

    private static void same(Part from, Part to, List<Piece> pieces) {
        if (from.text.equals(to.text)) {
            pieces.add(new Piece(Change.SAME, from.text));
        } else {
            pieces.add(new Piece(Change.SAME, from.text.substring(0, from.withoutSpace)));
            pieces.add(new Piece(Change.REMOVED, from.space()));
            pieces.add(new Piece(Change.ADDED, to.space()));
        }
    }

    private static void middle(List<Part> from, List<Part> to, List<Piece> pieces) {
        int i = 0;
        int j = 0;
        if ((long) from.size() * to.size() <= MOST_COMPARISONS) {
            int[][] longest = longestFrom(from, to);
            while (i < from.size() && j < to.size()) {
                if (from.get(i).isTheSame(to.get(j))) {
                    same(from.get(i++), to.get(j++), pieces);
                } else if (longest[i + 1][j] >= longest[i][j + 1]) {
                    pieces.add(new Piece(Change.REMOVED, from.get(i++).text));
                } else {
                    pieces.add(new Piece(Change.ADDED, to.get(j++).text));
                }
            }
        }
        from.subList(i, from.size()).forEach(part -> pieces.add(new Piece(Change.REMOVED, part.text)));
        to.subList(j, to.size()).forEach(part -> pieces.add(new Piece(Change.ADDED, part.text)));
    }

    private static int[][] longestFrom(List<Part> from, List<Part> to) {
        int[][] longest = new int[from.size() + 1][to.size() + 1];
        for (int i = from.size() - 1; i >= 0; i--) {
            for (int j = to.size() - 1; j >= 0; j--) {
                longest[i][j] = from.get(i).isTheSame(to.get(j))
                        ? longest[i + 1][j + 1] + 1
                        : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        return longest;
    }
}
