package dev.gatehouse.readout.domain.ranking;

import java.util.Arrays;

/** A set of starts of one horizon, by their place on the grid. Bits beyond the last start are never set. */
final class Starts {
    private final long[] words;
    private final int size;

    Starts(int size) {
        this(new long[(size + 63) >>> 6], size);
    }

    private Starts(long[] words, int size) {
        this.words = words;
        this.size = size;
    }

    static Starts all(int size) {
        var all = new Starts(size);
        all.mark(0, size);
        return all;
    }

    /** Adds {@code [from, to)}, which lies within the horizon or is empty. */
    void mark(int from, int to) {
        if (from >= to) {
            return;
        }
        int first = from >>> 6;
        int last = (to - 1) >>> 6;
        long head = -1L << from;
        long tail = -1L >>> -to;
        if (first == last) {
            words[first] |= head & tail;
            return;
        }
        words[first] |= head;
        for (int word = first + 1; word < last; word++) {
            words[word] = -1L;
        }
        words[last] |= tail;
    }

    void clear(int start) {
        words[start >>> 6] &= ~(1L << start);
    }

    boolean contains(int start) {
        return (words[start >>> 6] & 1L << start) != 0;
    }

    boolean containsAnyOf(int from, int to) {
        return next(from) < to;
    }

    void addAll(Starts other) {
        for (int word = 0; word < words.length; word++) {
            words[word] |= other.words[word];
        }
    }

    Starts copy() {
        return new Starts(words.clone(), size);
    }

    Starts complement() {
        Starts complement = all(size);
        for (int word = 0; word < words.length; word++) {
            complement.words[word] &= ~words[word];
        }
        return complement;
    }

    /** Those that are contained while the one before is not, and the other way round; the one before the first is not. */
    Starts changes() {
        var changes = new Starts(size);
        long carried = 0;
        for (int word = 0; word < words.length; word++) {
            changes.words[word] = words[word] ^ (words[word] << 1 | carried);
            carried = words[word] >>> 63;
        }
        changes.trim();
        return changes;
    }

    private void trim() {
        if ((size & 63) != 0) {
            words[words.length - 1] &= -1L >>> -size;
        }
    }

    /** The first one from here on; the horizon's size when there is none. */
    int next(int from) {
        int word = from >>> 6;
        if (word >= words.length) {
            return size;
        }
        long rest = words[word] & -1L << from;
        while (rest == 0) {
            if (++word == words.length) {
                return size;
            }
            rest = words[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(rest);
    }

    int count() {
        return Arrays.stream(words).mapToInt(Long::bitCount).sum();
    }
}
