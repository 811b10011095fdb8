package dev.gatehouse.digest.domain.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A heading or list item whose own words are no help is known by what lies in it: it takes more than half of what the smaller
 * of the two holds. So a section under a new title is one change, not the move of everything in it.
 */
final class ByContent {
    private record Pair(int before, int after) {}

    private record Candidate(Pair pair, int common) {}

    private ByContent() {}

    static void match(Matching matching) {
        // whoever is known by now may make known what is around it
        while (matchOnce(matching)) {}
    }

    private static boolean matchOnce(Matching matching) {
        boolean matched = false;
        for (Candidate candidate : candidates(matching)) {
            Pair pair = candidate.pair;
            if (matching.isFreeBefore(pair.before) && matching.isFreeAfter(pair.after)) {
                matching.pair(pair.before, pair.after);
                matched = true;
            }
        }
        return matched;
    }

    /** The one with most in common first. */
    private static List<Candidate> candidates(Matching matching) {
        List<Candidate> candidates = new ArrayList<>();
        inCommon(matching).forEach((pair, common) -> {
            int smaller = Math.min(matching.baseline.children(pair.before), matching.revision.children(pair.after));
            if (common * 2 > smaller) {
                candidates.add(new Candidate(pair, common));
            }
        });
        candidates.sort(Comparator.comparing((Candidate candidate) -> -candidate.common)
                .thenComparing(candidate -> candidate.pair.before)
                .thenComparing(candidate -> candidate.pair.after));
        return candidates;
    }

    private static Map<Pair, Integer> inCommon(Matching matching) {
        Map<Pair, Integer> common = new HashMap<>();
        for (int after = 0; after < matching.revision.size(); after++) {
            int before = matching.inBaseline(after);
            if (before != Matching.NONE) {
                int around = matching.baseline.parent(before);
                int aroundAfter = matching.revision.parent(after);
                if (around != Side.TOP
                        && aroundAfter != Side.TOP
                        && matching.isFreeBefore(around)
                        && matching.isFreeAfter(aroundAfter)
                        && matching.mayBeTheSame(around, aroundAfter)) {
                    common.merge(new Pair(around, aroundAfter), 1, Integer::sum);
                }
            }
        }
        return common;
    }
}
