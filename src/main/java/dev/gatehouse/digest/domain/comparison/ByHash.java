package dev.gatehouse.digest.domain.comparison;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * The same words are the same unit. Where they stand more than once on a side, it counts first what they stand beside, then
 * their section, then their order.
 */
final class ByHash {
    private record Key(String hash, int section) {}

    private final Matching matching;

    private ByHash(Matching matching) {
        this.matching = matching;
    }

    static void match(Matching matching) {
        ByHash step = new ByHash(matching);
        step.onlyOnes();
        step.besideMatched(1);
        step.besideMatched(-1);
        step.inOrderOfTheSection();
        step.inOrder();
    }

    private void onlyOnes() {
        Map<String, Integer> before = onlyOnes(matching.baseline, matching::isFreeBefore);
        Map<String, Integer> after = onlyOnes(matching.revision, matching::isFreeAfter);
        after.forEach((hash, number) -> {
            int same = before.getOrDefault(hash, Matching.NONE);
            if (same != Matching.NONE && number != Matching.NONE) {
                matching.pair(same, number);
            }
        });
    }

    private static Map<String, Integer> onlyOnes(Side side, IntPredicate free) {
        Map<String, Integer> numbers = new HashMap<>(side.size() * 2);
        for (int i = 0; i < side.size(); i++) {
            if (free.test(i)) {
                numbers.merge(side.unit(i).hash(), i, (one, other) -> Matching.NONE);
            }
        }
        return numbers;
    }

    /** @param step 1 for what follows a matched unit, -1 for what stands before one */
    private void besideMatched(int step) {
        int size = matching.revision.size();
        for (int after = step > 0 ? 0 : size - 1; after + step >= 0 && after + step < size; after += step) {
            int before = matching.inBaseline(after);
            if (before != Matching.NONE && before + step >= 0 && before + step < matching.baseline.size()) {
                pairIfSame(before + step, after + step);
            }
        }
    }

    private void pairIfSame(int before, int after) {
        if (matching.isFreeBefore(before)
                && matching.isFreeAfter(after)
                && hash(matching.baseline, before).equals(hash(matching.revision, after))) {
            matching.pair(before, after);
        }
    }

    private void inOrderOfTheSection() {
        matching.pairInOrder(
                before -> {
                    int section = matching.inRevision(matching.baseline.section(before));
                    return section == Matching.NONE ? null : new Key(hash(matching.baseline, before), section);
                },
                after -> new Key(hash(matching.revision, after), matching.revision.section(after)));
    }

    private void inOrder() {
        matching.pairInOrder(before -> hash(matching.baseline, before), after -> hash(matching.revision, after));
    }

    private static String hash(Side side, int number) {
        return side.unit(number).hash();
    }
}
