package dev.gatehouse.text.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What changed between two texts, in words. Lines are matched first, so that a long text costs little; within what is left
 * words are. White space belongs to the word before it, so that the pieces put together are the texts again.
 */
public final class WordDiff {

    private static final Pattern WORD = Pattern.compile("\\S+\\s*|\\s+");
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
            if (piece.change() != change) {
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

    private static List<String> parts(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).toList();
    }

    /** A longest common subsequence, with what lies between it removed before it is added. */
    private static List<Piece> matched(List<String> from, List<String> to) {
        int start = 0;
        while (start < from.size() && start < to.size() && from.get(start).equals(to.get(start))) {
            start++;
        }
        int fromEnd = from.size();
        int toEnd = to.size();
        while (fromEnd > start && toEnd > start && from.get(fromEnd - 1).equals(to.get(toEnd - 1))) {
            fromEnd--;
            toEnd--;
        }
        List<Piece> pieces = new ArrayList<>();
        from.subList(0, start).forEach(part -> pieces.add(new Piece(Change.SAME, part)));
        middle(from.subList(start, fromEnd), to.subList(start, toEnd), pieces);
        from.subList(fromEnd, from.size()).forEach(part -> pieces.add(new Piece(Change.SAME, part)));
        return pieces;
    }

    private static void middle(List<String> from, List<String> to, List<Piece> pieces) {
        int i = 0;
        int j = 0;
        if ((long) from.size() * to.size() <= MOST_COMPARISONS) {
            int[][] longest = longestFrom(from, to);
            while (i < from.size() && j < to.size()) {
                if (from.get(i).equals(to.get(j))) {
                    pieces.add(new Piece(Change.SAME, from.get(i)));
                    i++;
                    j++;
                } else if (longest[i + 1][j] >= longest[i][j + 1]) {
                    pieces.add(new Piece(Change.REMOVED, from.get(i++)));
                } else {
                    pieces.add(new Piece(Change.ADDED, to.get(j++)));
                }
            }
        }
        from.subList(i, from.size()).forEach(part -> pieces.add(new Piece(Change.REMOVED, part)));
        to.subList(j, to.size()).forEach(part -> pieces.add(new Piece(Change.ADDED, part)));
    }

    private static int[][] longestFrom(List<String> from, List<String> to) {
        int[][] longest = new int[from.size() + 1][to.size() + 1];
        for (int i = from.size() - 1; i >= 0; i--) {
            for (int j = to.size() - 1; j >= 0; j--) {
                longest[i][j] = from.get(i).equals(to.get(j))
                        ? longest[i + 1][j + 1] + 1
                        : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        return longest;
    }
}
