package dev.gatehouse.digest.domain.comparison;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the few texts worth a comparison, so that a file rewritten from end to end costs little more than a retouched one: those
 * that share most of the words that tell texts apart. Up to {@link #MOST} texts nothing is left out.
 */
final class Candidates {
    /** A word that more texts have does not tell which of them is meant; nor are more texts compared with one. */
    private static final int MOST = 64;

    private static final int[] NONE = {};

    /** For each word the texts that have it. */
    private final Map<Integer, int[]> having = new HashMap<>();

    private final int[] common;
    private final int[] sharing;

    Candidates(List<Words.Bag> bags) {
        common = new int[bags.size()];
        sharing = new int[bags.size()];
        Map<Integer, Integer> counted = new HashMap<>();
        for (Words.Bag bag : bags) {
            for (int word : bag.words()) {
                counted.merge(word, 1, Integer::sum);
            }
        }
        for (int text = 0; text < bags.size(); text++) {
            for (int word : bags.get(text).words()) {
                int left = counted.merge(word, -1, Integer::sum);
                int[] texts = having.computeIfAbsent(word, first -> new int[left + 1]);
                texts[texts.length - left - 1] = text;
            }
        }
        having.values().removeIf(texts -> texts.length > MOST);
    }

    /** Numbers of the texts, the one that shares most first, of equals the first. */
    int[] of(Words.Bag bag) {
        int found = 0;
        for (int word : bag.words()) {
            for (int text : having.getOrDefault(word, NONE)) {
                if (common[text]++ == 0) {
                    sharing[found++] = text;
                }
            }
        }
        long[] order = new long[found];
        for (int i = 0; i < found; i++) {
            order[i] = ((long) -common[sharing[i]] << Integer.SIZE) + sharing[i];
            common[sharing[i]] = 0;
        }
        Arrays.sort(order);
        return Arrays.stream(order, 0, Math.min(MOST, found))
                .mapToInt(packed -> (int) packed)
                .toArray();
    }
}
