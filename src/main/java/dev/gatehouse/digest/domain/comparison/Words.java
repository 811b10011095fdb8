package dev.gatehouse.digest.domain.comparison;

import dev.gatehouse.text.domain.WithoutSpaces;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Texts as bags of words, each word a number. Case and punctuation do not count, repetition does. */
final class Words {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern WITHOUT_SPACES = Pattern.compile(WithoutSpaces.CHARACTER);

    /** A word and how often it stood before in the same text. */
    private record Occurrence(String word, int before) {}

    /** The words of one text, sorted. */
    record Bag(int[] words) {

        /** From 0, nothing in common, to 1, the same words. */
        double alike(Bag other) {
            int common = 0;
            int i = 0;
            int j = 0;
            while (i < words.length && j < other.words.length) {
                if (words[i] == other.words[j]) {
                    common++;
                    i++;
                    j++;
                } else if (words[i] < other.words[j]) {
                    i++;
                } else {
                    j++;
                }
            }
            int all = words.length + other.words.length;
            return all == 0 ? 0 : 2.0 * common / all;
        }
    }

    private final Map<Occurrence, Integer> numbers = new HashMap<>();

    /** Runs of letters and digits; of scripts without spaces each character. */
    Bag of(String text) {
        String spaced = WITHOUT_SPACES.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" $0 ");
        return bag(BETWEEN_WORDS.split(spaced));
    }

    /** What stands between white space: for names, of which {@code storage} and {@code storage-eu} are two. */
    Bag split(String name) {
        return bag(name.toLowerCase(Locale.ROOT).split(" "));
    }

    private Bag bag(String[] words) {
        Map<String, Integer> counted = new HashMap<>();
        return new Bag(Arrays.stream(words)
                .filter(word -> !word.isEmpty())
                .map(word -> new Occurrence(word, counted.merge(word, 1, Integer::sum)))
                .mapToInt(occurrence -> numbers.computeIfAbsent(occurrence, first -> numbers.size()))
                .sorted()
                .toArray());
    }
}
