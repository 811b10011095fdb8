package dev.gatehouse.digest.domain.comparison;

import dev.gatehouse.digest.domain.comparison.Difference.Kind;
import dev.gatehouse.digest.domain.runbook.Runbook;
import dev.gatehouse.digest.domain.runbook.Unit;
import dev.gatehouse.digest.domain.runbook.UnitKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What changed from one revision of a runbook to another.
 *
 * <p>A section that moved is one difference; one that was added or removed is a difference for its heading and one for each of
 * its units.
 */
public final class RunbookComparison {
    private static final Predicate<UnitKind> HEADINGS = kind -> kind == UnitKind.HEADING;
    private static final Predicate<UnitKind> BODY = kind -> kind != UnitKind.HEADING && kind != UnitKind.FRONT_MATTER;

    private final List<Difference> differences;

    private RunbookComparison(List<Difference> differences) {
        this.differences = List.copyOf(differences);
    }

    public static RunbookComparison between(Runbook baseline, Runbook revision) {
        Matching matching = new Matching(new Side(baseline), new Side(revision));
        match(matching);
        return new RunbookComparison(new Differences(matching).all());
    }

    /** Surest first: what one step has matched no later one takes apart. */
    private static void match(Matching matching) {
        ByAnchor.match(matching);
        ByHash.match(matching);
        ByContent.match(matching);
        BySimilarity.withinSections(matching, HEADINGS);
        BySimilarity.betweenSections(matching, HEADINGS);
        ByFirstCell.onlyOnes(matching);
        BySimilarity.withinParents(matching, BODY);
        BySimilarity.withinSections(matching, BODY);
        ByFirstCell.inOrder(matching);
        ByContent.match(matching);
        BySimilarity.betweenSections(matching, BODY);
        ByContent.match(matching);
    }

    /** Every unit of both revisions once, in the revision's order; what was removed stands behind what it stood behind. */
    public List<Difference> differences() {
        return differences;
    }

    /** Those that are no {@link Kind#UNCHANGED}. */
    public List<Difference> changed() {
        return differences.stream()
                .filter(difference -> !difference.is(Kind.UNCHANGED))
                .toList();
    }

    public List<Difference> unchanged() {
        return differences.stream()
                .filter(difference -> difference.is(Kind.UNCHANGED))
                .toList();
    }

    /** The difference that has this anchor, see {@link Difference#anchor}. */
    public Optional<Difference> at(String anchor) {
        return differences.stream()
                .filter(difference -> difference.anchor().equals(anchor))
                .findFirst();
    }

    /** The share of differences that are no {@link Kind#UNCHANGED}, from 0 to 1. */
    public double shareChanged() {
        return differences.isEmpty() ? 0 : (double) changed().size() / differences.size();
    }

    /** Puts into words of the domain what was matched. */
    private static final class Differences {
        private final Matching matching;
        private final boolean[] moved;
        private final int[] positionsBefore;
        private final int[] positionsAfter;
        private final Set<String> ofRevision = new HashSet<>();
        private final Set<String> given = new HashSet<>();

        Differences(Matching matching) {
            this.matching = matching;
            moved = Moves.of(matching);
            positionsBefore = matching.baseline.positions();
            positionsAfter = matching.revision.positions();
            for (int after = 0; after < matching.revision.size(); after++) {
                ofRevision.add(matching.revision.unit(after).anchor());
            }
            given.addAll(ofRevision);
            for (int before = 0; before < matching.baseline.size(); before++) {
                given.add(matching.baseline.unit(before).anchor());
            }
        }

        List<Difference> all() {
            List<Difference> all = new ArrayList<>();
            List<List<Difference>> removed = removedBehind();
            all.addAll(removed.get(0));
            for (int after = 0; after < matching.revision.size(); after++) {
                all.add(difference(after));
                all.addAll(removed.get(after + 1));
            }
            return all;
        }

        /** At 0 what stood before everything that is left, at n what stood behind the revision's n-th unit. */
        private List<List<Difference>> removedBehind() {
            List<List<Difference>> removed = new ArrayList<>();
            for (int i = 0; i <= matching.revision.size(); i++) {
                removed.add(List.of());
            }
            int behind = 0;
            for (int before = 0; before < matching.baseline.size(); before++) {
                if (!matching.isFreeBefore(before)) {
                    behind = matching.inRevision(before) + 1;
                    continue;
                }
                if (removed.get(behind).isEmpty()) {
                    removed.set(behind, new ArrayList<>());
                }
                removed.get(behind).add(removed(matching.baseline.unit(before)));
            }
            return removed;
        }

        private Difference removed(Unit unit) {
            String anchor = unit.anchor();
            if (ofRevision.contains(anchor)) {
                for (int n = 2; !given.add(anchor); n++) {
                    anchor = unit.anchor() + "~" + n;
                }
            }
            return new Difference(Kind.REMOVED, anchor, unit, null, null, null, null);
        }

        private Difference difference(int after) {
            Unit is = matching.revision.unit(after);
            if (matching.isFreeAfter(after)) {
                return new Difference(Kind.ADDED, is.anchor(), null, is, null, null, null);
            }
            int before = matching.inBaseline(after);
            Unit was = matching.baseline.unit(before);
            boolean elsewhere = moved[before];
            return new Difference(
                    kind(was, is, elsewhere),
                    is.anchor(),
                    was,
                    is,
                    elsewhere ? place(was, positionsBefore[before]) : null,
                    elsewhere ? place(is, positionsAfter[after]) : null,
                    number(was, is));
        }

        private static Kind kind(Unit was, Unit is, boolean elsewhere) {
            if (!was.hash().equals(is.hash())) {
                return Kind.CHANGED;
            }
            return elsewhere ? Kind.MOVED : Kind.UNCHANGED;
        }

        private static Place place(Unit unit, int position) {
            return new Place(unit.section(), unit.parent(), position);
        }

        private static @Nullable NumberChange number(Unit was, Unit is) {
            return Objects.equals(was.number(), is.number()) ? null : new NumberChange(was.number(), is.number());
        }
    }
}
