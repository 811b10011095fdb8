package dev.gatehouse.digest.domain.comparison;

/**
 * The same words are the same unit. Where they stand more than once on a side, it counts first what they stand beside in their
 * own place, then the list item or heading around them, then their section, then what they stand beside elsewhere, then their
 * order. So what still stands where it stood is never given away to a new place.
 */
final class ByHash {
    private record Key(String hash, int around) {}

    private final Matching matching;

    private ByHash(Matching matching) {
        this.matching = matching;
    }

    static void match(Matching matching) {
        ByHash step = new ByHash(matching);
        step.onlyOnes();
        step.besideMatched(1, step::haveTheSameParent);
        step.besideMatched(-1, step::haveTheSameParent);
        step.inOrderOf(Side::parent);
        step.inOrderOf(Side::section);
        step.besideMatched(1, (before, after) -> true);
        step.besideMatched(-1, (before, after) -> true);
        step.inOrder();
    }

    private void onlyOnes() {
        matching.pairOnlyOnes(before -> hash(matching.baseline, before), after -> hash(matching.revision, after));
    }

    /**
     * @param step 1 for what follows a matched unit, -1 for what stands before one
     * @param mayPair of a unit of the baseline and one of the revision
     */
    private void besideMatched(int step, Pairs mayPair) {
        int size = matching.revision.size();
        for (int after = step > 0 ? 0 : size - 1; after + step >= 0 && after + step < size; after += step) {
            int before = matching.inBaseline(after);
            if (before != Matching.NONE
                    && before + step >= 0
                    && before + step < matching.baseline.size()
                    && mayPair.test(before + step, after + step)) {
                pairIfSame(before + step, after + step);
            }
        }
    }

    private boolean haveTheSameParent(int before, int after) {
        return matching.inRevision(matching.baseline.parent(before)) == matching.revision.parent(after);
    }

    private void pairIfSame(int before, int after) {
        if (matching.isFreeBefore(before)
                && matching.isFreeAfter(after)
                && hash(matching.baseline, before).equals(hash(matching.revision, after))) {
            matching.pair(before, after);
        }
    }

    private void inOrderOf(Side.Around around) {
        matching.pairInOrder(
                before -> {
                    int place = matching.inRevision(around.of(matching.baseline, before));
                    return place == Matching.NONE ? null : new Key(hash(matching.baseline, before), place);
                },
                after -> new Key(hash(matching.revision, after), around.of(matching.revision, after)));
    }

    private void inOrder() {
        matching.pairInOrder(before -> hash(matching.baseline, before), after -> hash(matching.revision, after));
    }

    private static String hash(Side side, int number) {
        return side.unit(number).hash();
    }

    /** Asks about a unit of the baseline and one of the revision. */
    private interface Pairs {
        boolean test(int before, int after);
    }
}
