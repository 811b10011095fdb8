package dev.gatehouse.digest.domain.comparison;

/** Between which matched units each unit of the baseline stood, as far as units were matched when this was made. */
final class Neighbours {
    /** For each unit of the baseline, where in the revision the nearest matched one before it stands. */
    private final int[] before;
    /** The same for the nearest matched one behind it. */
    private final int[] behind;

    Neighbours(Matching matching) {
        int size = matching.baseline.size();
        before = new int[size];
        behind = new int[size];
        int last = -1;
        for (int i = 0; i < size; i++) {
            before[i] = last;
            last = matching.isFreeBefore(i) ? last : matching.inRevision(i);
        }
        int next = matching.revision.size();
        for (int i = size - 1; i >= 0; i--) {
            behind[i] = next;
            next = matching.isFreeBefore(i) ? next : matching.inRevision(i);
        }
    }

    /** Whether the unit of the revision stands between what the one of the baseline stood between: paired, neither moved. */
    boolean areTheSame(int ofBaseline, int ofRevision) {
        return before[ofBaseline] < ofRevision && ofRevision < behind[ofBaseline];
    }
}
