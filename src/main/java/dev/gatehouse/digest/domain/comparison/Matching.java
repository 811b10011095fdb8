package dev.gatehouse.digest.domain.comparison;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Which unit of the baseline is which of the revision, as far as it is known. */
final class Matching {
    /** Stands for no unit. */
    static final int NONE = -2;

    final Side baseline;
    final Side revision;
    private final int[] inRevision;
    private final int[] inBaseline;

    Matching(Side baseline, Side revision) {
        this.baseline = baseline;
        this.revision = revision;
        inRevision = none(baseline.size());
        inBaseline = none(revision.size());
    }

    private static int[] none(int size) {
        int[] none = new int[size];
        Arrays.fill(none, NONE);
        return none;
    }

    void pair(int before, int after) {
        if (inRevision[before] != NONE || inBaseline[after] != NONE) {
            throw new IllegalStateException("matched already: " + before + " or " + after);
        }
        inRevision[before] = after;
        inBaseline[after] = before;
    }

    /**
     * Pairs what is free on both sides and has the same key, the first with the first, the second with the second.
     *
     * @param before key of a unit of the baseline, null for one that is to be left out
     * @param after the same for the revision
     */
    <K> void pairInOrder(IntFunction<@Nullable K> before, IntFunction<@Nullable K> after) {
        Map<K, Deque<Integer>> waiting = new HashMap<>();
        for (int number = 0; number < baseline.size(); number++) {
            K key = isFreeBefore(number) ? before.apply(number) : null;
            if (key != null) {
                waiting.computeIfAbsent(key, first -> new ArrayDeque<>()).add(number);
            }
        }
        for (int number = 0; number < revision.size() && !waiting.isEmpty(); number++) {
            K key = isFreeAfter(number) ? after.apply(number) : null;
            Deque<Integer> same = key == null ? null : waiting.get(key);
            if (same != null && !same.isEmpty()) {
                pair(same.remove(), number);
            }
        }
    }

    /**
     * Pairs what is free on both sides and the only one of its key on each.
     *
     * @param before key of a unit of the baseline, null for one that is to be left out
     * @param after the same for the revision
     */
    <K> void pairOnlyOnes(IntFunction<@Nullable K> before, IntFunction<@Nullable K> after) {
        Map<K, Integer> was = onlyOnes(baseline, number -> isFreeBefore(number) ? before.apply(number) : null);
        Map<K, Integer> is = onlyOnes(revision, number -> isFreeAfter(number) ? after.apply(number) : null);
        is.forEach((key, number) -> {
            int same = was.getOrDefault(key, NONE);
            if (same != NONE && number != NONE) {
                pair(same, number);
            }
        });
    }

    /** By key the number of the only one that has it, {@link #NONE} where several have. */
    private static <K> Map<K, Integer> onlyOnes(Side side, IntFunction<@Nullable K> keys) {
        Map<K, Integer> numbers = new HashMap<>(side.size() * 2);
        for (int number = 0; number < side.size(); number++) {
            K key = keys.apply(number);
            if (key != null) {
                numbers.merge(key, number, (one, other) -> NONE);
            }
        }
        return numbers;
    }

    /** What the baseline's unit or place is in the revision; {@link Side#TOP} is the same in both. */
    int inRevision(int before) {
        return before == Side.TOP ? Side.TOP : inRevision[before];
    }

    /** What the revision's unit or place was in the baseline. */
    int inBaseline(int after) {
        return after == Side.TOP ? Side.TOP : inBaseline[after];
    }

    boolean isFreeBefore(int before) {
        return inRevision[before] == NONE;
    }

    boolean isFreeAfter(int after) {
        return inBaseline[after] == NONE;
    }

    /** Different explicit anchors say that these are two things, however alike they look. */
    boolean mayBeTheSame(int before, int after) {
        return baseline.unit(before).kind() == revision.unit(after).kind()
                && !(baseline.unit(before).explicit() && revision.unit(after).explicit());
    }
}
