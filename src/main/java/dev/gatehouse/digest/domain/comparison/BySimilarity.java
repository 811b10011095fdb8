package dev.gatehouse.digest.domain.comparison;

import dev.gatehouse.digest.domain.runbook.Unit;
import dev.gatehouse.digest.domain.runbook.UnitKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Units that share most of their words are one unit that was reworded; the most alike are taken first, of equals those that
 * stand first in the baseline, then in the revision.
 *
 * <p>Alike is the share of words in common (Sørensen and Dice: twice what is common, over all words of both). Within one
 * section half of the words suffice: both units are left over there, and when half was written anew readers see it in the
 * words. Between sections it takes three quarters, because steps of one runbook are written to one pattern and share half of
 * their words with many others.
 */
final class BySimilarity {
    private static final double WITHIN_A_SECTION = 0.5;
    private static final double BETWEEN_SECTIONS = 0.75;

    private record Place(int section, UnitKind kind) {}

    /** What is left over at one place. */
    private record Left(List<Integer> before, List<Integer> after) {}

    private record Pair(int before, int after, double alike) {}

    private final Matching matching;
    private final Predicate<UnitKind> kinds;
    private final Words words = new Words();

    private BySimilarity(Matching matching, Predicate<UnitKind> kinds) {
        this.matching = matching;
        this.kinds = kinds;
    }

    static void withinSections(Matching matching, Predicate<UnitKind> kinds) {
        new BySimilarity(matching, kinds).match(true, WITHIN_A_SECTION);
    }

    static void betweenSections(Matching matching, Predicate<UnitKind> kinds) {
        new BySimilarity(matching, kinds).match(false, BETWEEN_SECTIONS);
    }

    private void match(boolean bySection, double threshold) {
        for (Left left : left(bySection)) {
            if (!left.before.isEmpty() && !left.after.isEmpty()) {
                match(left, threshold);
            }
        }
    }

    private List<Left> left(boolean bySection) {
        Map<Place, Left> places = new LinkedHashMap<>();
        for (int before = 0; before < matching.baseline.size(); before++) {
            int section = bySection ? matching.inRevision(matching.baseline.section(before)) : Side.TOP;
            if (matching.isFreeBefore(before) && section != Matching.NONE) {
                add(places, section, matching.baseline.unit(before)).before.add(before);
            }
        }
        for (int after = 0; after < matching.revision.size(); after++) {
            int section = bySection ? matching.revision.section(after) : Side.TOP;
            if (matching.isFreeAfter(after)) {
                add(places, section, matching.revision.unit(after)).after.add(after);
            }
        }
        return places.entrySet().stream()
                .filter(place -> kinds.test(place.getKey().kind))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static Left add(Map<Place, Left> places, int section, Unit unit) {
        return places.computeIfAbsent(
                new Place(section, unit.kind()), place -> new Left(new ArrayList<>(), new ArrayList<>()));
    }

    private void match(Left left, double threshold) {
        List<Words.Bag> bags = left.before.stream()
                .map(before -> words.of(matching.baseline.unit(before).text()))
                .toList();
        Candidates candidates = new Candidates(bags);
        List<Pair> pairs = new ArrayList<>();
        for (int after : left.after) {
            Words.Bag bag = words.of(matching.revision.unit(after).text());
            for (int candidate : candidates.of(bag)) {
                double alike = bags.get(candidate).alike(bag);
                int before = left.before.get(candidate);
                if (alike >= threshold && mayBeTheSame(before, after)) {
                    pairs.add(new Pair(before, after, alike));
                }
            }
        }
        pairs.sort(Comparator.comparing((Pair pair) -> -pair.alike)
                .thenComparing(Pair::before)
                .thenComparing(Pair::after));
        for (Pair pair : pairs) {
            if (matching.isFreeBefore(pair.before) && matching.isFreeAfter(pair.after)) {
                matching.pair(pair.before, pair.after);
            }
        }
    }

    /** Rows of one table are alike by nature: their names have to be alike too. */
    private boolean mayBeTheSame(int before, int after) {
        if (!matching.mayBeTheSame(before, after)) {
            return false;
        }
        String name = name(matching.baseline.unit(before));
        String nameAfter = name(matching.revision.unit(after));
        return name == null
                || nameAfter == null
                || name.equals(nameAfter)
                || words.split(name).alike(words.split(nameAfter)) >= BETWEEN_SECTIONS;
    }

    private static @Nullable String name(Unit unit) {
        return unit.cells().isEmpty() ? null : unit.cells().get(0).text();
    }
}
