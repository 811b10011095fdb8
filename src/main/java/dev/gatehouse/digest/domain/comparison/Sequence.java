package dev.gatehouse.digest.domain.comparison;

import java.util.Arrays;

/** Which of some siblings kept their order. */
final class Sequence {

    private Sequence() {}

    /**
     * The longest common subsequence of two orders of the same things; of equals the one that keeps the smallest positions of
     * the first order.
     *
     * @param places of the things in the second order, in the first order
     * @return for each of them whether it is in the subsequence
     */
    static boolean[] kept(int[] places) {
        int[] lengths = lengths(places);
        boolean[] kept = new boolean[places.length];
        int left = Arrays.stream(lengths).max().orElse(0);
        int last = Integer.MIN_VALUE;
        for (int i = 0; i < places.length && left > 0; i++) {
            if (lengths[i] == left && places[i] > last) {
                kept[i] = true;
                last = places[i];
                left--;
            }
        }
        return kept;
    }

    /** For each thing the length of the longest common subsequence that begins with it. */
    private static int[] lengths(int[] places) {
        int[] lengths = new int[places.length];
        // at n the largest place with which a subsequence of n + 1 things can begin, negated so that it grows with n
        int[] begins = new int[places.length];
        int longest = 0;
        for (int i = places.length - 1; i >= 0; i--) {
            int found = Arrays.binarySearch(begins, 0, longest, -places[i]);
            int shorter = -found - 1;
            begins[shorter] = -places[i];
            longest = Math.max(longest, shorter + 1);
            lengths[i] = shorter + 1;
        }
        return lengths;
    }
}
