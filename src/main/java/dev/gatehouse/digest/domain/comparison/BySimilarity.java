package dev.gatehouse.digest.domain.comparison;

import dev.gatehouse.digest.domain.runbook.Unit;
import dev.gatehouse.digest.domain.runbook.UnitKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Units that share most of their words are one unit that was reworded; the most alike are taken first, of equals those between
 * the same neighbours, then those that stand first in the baseline, then in the revision.
 *
 * <p>Alike is the share of words in common (Sørensen and Dice: twice what is common, over all words of both). Within one
 * section half of the words suffice: both units are left over there, and when half was written anew readers see it in the
 * words. What lies in one list item is looked for there before the rest of its section. Between sections it takes three quarters, because steps of one runbook are written to one pattern and share half of
 * their words with many others.
 */
final class BySimilarity {
    private static final double WITHIN_A_SECTION = 0.5;
    private static final double BETWEEN_SECTIONS = 0.75;

    /** Of a heading, with what follows its digits: {@code 4}, {@code 4.}, {@code 4.2}, {@code 4)}. */
    private static final Pattern LEADING_NUMBER = Pattern.compile("^\\d[\\d.)]*+\\s");

    private record Place(int around, UnitKind kind) {}

    /** What is left over at one place. */
    private record Left(List<Integer> before, List<Integer> after) {}

    private record Pair(int before, int after, double alike, boolean betweenTheSame) {}

    private final Matching matching;
    private final Predicate<UnitKind> kinds;
    private final Side.Around around;
    private final double threshold;
    private final Words words = new Words();
    private final Neighbours neighbours;

    private BySimilarity(Matching matching, Predicate<UnitKind> kinds, Side.Around around, double threshold) {
        this.matching = matching;
        this.kinds = kinds;
        this.around = around;
        this.threshold = threshold;
        neighbours = new Neighbours(matching);
    }

    static void withinParents(Matching matching, Predicate<UnitKind> kinds) {
        new BySimilarity(matching, kinds, Side::parent, WITHIN_A_SECTION).match();
    }

    static void withinSections(Matching matching, Predicate<UnitKind> kinds) {
        new BySimilarity(matching, kinds, Side::section, WITHIN_A_SECTION).match();
    }

    static void betweenSections(Matching matching, Predicate<UnitKind> kinds) {
        new BySimilarity(matching, kinds, (side, number) -> Side.TOP, BETWEEN_SECTIONS).match();
    }

    private void match() {
        for (Left left : left()) {
            if (!left.before.isEmpty() && !left.after.isEmpty()) {
                match(left);
            }
        }
    }

    private List<Left> left() {
        Map<Place, Left> places = new LinkedHashMap<>();
        for (int before = 0; before < matching.baseline.size(); before++) {
            int place = matching.inRevision(around.of(matching.baseline, before));
            if (matching.isFreeBefore(before) && place != Matching.NONE) {
                add(places, place, matching.baseline.unit(before)).before.add(before);
            }
        }
        for (int after = 0; after < matching.revision.size(); after++) {
            if (matching.isFreeAfter(after)) {
                add(places, around.of(matching.revision, after), matching.revision.unit(after))
                        .after
                        .add(after);
            }
        }
        return places.entrySet().stream()
                .filter(place -> kinds.test(place.getKey().kind))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static Left add(Map<Place, Left> places, int place, Unit unit) {
        return places.computeIfAbsent(
                new Place(place, unit.kind()), first -> new Left(new ArrayList<>(), new ArrayList<>()));
    }

    private void match(Left left) {
        List<Words.Bag> bags = left.before.stream()
                .map(before -> words(matching.baseline.unit(before)))
                .toList();
        Candidates candidates = new Candidates(bags);
        List<Pair> pairs = new ArrayList<>();
        for (int after : left.after) {
            Words.Bag bag = words(matching.revision.unit(after));
            for (int candidate : candidates.of(bag)) {
                double alike = bags.get(candidate).alike(bag);
                int before = left.before.get(candidate);
                if (alike >= threshold && mayBeTheSame(before, after)) {
                    pairs.add(new Pair(before, after, alike, neighbours.areTheSame(before, after)));
                }
            }
        }
        pairs.sort(Comparator.comparing((Pair pair) -> -pair.alike)
                .thenComparing(pair -> !pair.betweenTheSame)
                .thenComparing(Pair::before)
                .thenComparing(Pair::after));
        for (Pair pair : pairs) {
            if (matching.isFreeBefore(pair.before) && matching.isFreeAfter(pair.after)) {
                matching.pair(pair.before, pair.after);
            }
        }
    }

    /** A heading's number says where it stands, not what it is about. */
    private Words.Bag words(Unit unit) {
        return words.of(
                unit.is(UnitKind.HEADING) ? LEADING_NUMBER.matcher(unit.text()).replaceFirst("") : unit.text());
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
