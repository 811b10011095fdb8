package dev.gatehouse.digest.domain.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.digest.Runbooks;
import dev.gatehouse.digest.domain.comparison.Difference.Kind;
import dev.gatehouse.digest.domain.comparison.Draft.Names;
import dev.gatehouse.digest.domain.comparison.Draft.Style;
import dev.gatehouse.digest.domain.runbook.Runbook;
import dev.gatehouse.digest.domain.runbook.Unit;
import dev.gatehouse.digest.domain.runbook.UnitKind;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

class ComparisonPropertiesTest {

    // files full of what is the same or nearly so, where every step of the matching has something to do

    private static final List<String> LINES = List.of(
            "# a",
            "## b",
            "## b",
            "### c d",
            "## x {#x}",
            "- a b",
            "- a c",
            "- a b c d",
            "  - a b",
            "  - x y",
            "1. a b c",
            "1. a b d",
            "- {#y}",
            "- a b {#y}",
            "- b {#z}",
            "text a b",
            "text a b c {#w}",
            "> quote a",
            "",
            "",
            "",
            "| a | b |\n|---|---|\n| a | b |\n| a | c |\n| b | c |",
            "```\na b\n```",
            "***",
            "[a]: b",
            "*a* b");

    private static Runbook anything(Random random) {
        return Runbooks.read(random.ints(1 + random.nextInt(30), 0, LINES.size())
                .mapToObj(LINES::get)
                .collect(Collectors.joining("\n", "---\na: " + random.nextInt(3) + "\n---\ntext\n", "\n")));
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void nothingChangedInAFileComparedWithItself(@ForAll Random random) {
        Runbook runbook = anything(random);

        RunbookComparison comparison = RunbookComparison.between(runbook, runbook);

        assertThat(comparison.changed()).isEmpty();
        assertThat(comparison.differences())
                .allSatisfy(difference -> assertThat(difference.before()).isSameAs(difference.after()));
    }

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void everyUnitOfBothIsInOneDifference(@ForAll Random random) {
        Runbook baseline = anything(random);
        Runbook revision = anything(random);

        List<Difference> differences =
                RunbookComparison.between(baseline, revision).differences();

        assertThat(units(differences, Difference::before)).containsExactlyInAnyOrderElementsOf(baseline.units());
        assertThat(units(differences, Difference::after)).containsExactlyElementsOf(revision.units());
        assertThat(differences).extracting(Difference::anchor).doesNotHaveDuplicates();
    }

    private static List<Unit> units(List<Difference> differences, Function<Difference, Unit> side) {
        return differences.stream().map(side).filter(Objects::nonNull).toList();
    }

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void onlyEqualHashesAreUnchangedAndOnlyTheyMatchOtherAnchors(@ForAll Random random) {
        for (Difference difference :
                RunbookComparison.between(anything(random), anything(random)).differences()) {
            Statistics.label("kind").collect(difference.kind());
            Unit before = difference.before();
            Unit after = difference.after();
            if (before != null && after != null) {
                boolean same = before.hash().equals(after.hash());
                assertThat(difference.is(Kind.CHANGED)).isEqualTo(!same);
                assertThat(difference.is(Kind.MOVED)).isEqualTo(same && difference.movedFrom() != null);
                assertThat(before.explicit()
                                && after.explicit()
                                && !before.anchor().equals(after.anchor())
                                && !same)
                        .isFalse();
            } else {
                assertThat(difference.kind()).isEqualTo(before == null ? Kind.ADDED : Kind.REMOVED);
            }
        }
    }

    // drafts and edits that are known

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void findsExactlyTheEditsThatWereMade(@ForAll Random random) {
        Names names = new Names();
        Draft draft = Draft.random(random, names);
        Edits edits = new Edits(draft, random, names);
        Statistics.label("edits").collect(Math.min(5, edits.expected.size()));

        assertThat(found(draft, edits.applied())).isEqualTo(edits.expected);
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void theOrderOfTheEditsIsOfNoConsequence(@ForAll Random random) {
        Names names = new Names();
        Draft draft = Draft.random(random, names);
        Edits edits = new Edits(draft, random, names);

        assertThat(found(draft, edits.appliedInAnotherOrder())).isEqualTo(edits.expected);
    }

    /** In the form of {@link Edits#expected}. */
    private static Map<String, String> found(Draft baseline, Draft revision) {
        Map<String, String> found = new TreeMap<>();
        RunbookComparison.between(baseline.read(), revision.read())
                .changed()
                .forEach(difference -> found.put(
                        name(difference.unit()),
                        difference.kind()
                                + (difference.is(Kind.CHANGED) && difference.movedFrom() != null ? "*" : "")));
        return found;
    }

    private static String name(Unit unit) {
        if (unit.is(UnitKind.FRONT_MATTER)) {
            return unit.anchor().split("/")[2];
        }
        return unit.is(UnitKind.HEADING) ? unit.anchor() : unit.text().split(" ")[0];
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void nothingChangedThatOnlyIsWrittenOtherwise(@ForAll Random random) {
        Draft draft = Draft.random(random, new Names());

        RunbookComparison comparison =
                RunbookComparison.between(draft.read(), Runbooks.read(otherwise(draft.text(style(random)), random)));

        assertThat(comparison.changed()).isEmpty();
    }

    private static Style style(Random random) {
        Style style = new Style();
        style.bullet = one(random, "-", "*", "+", "-  ", " *");
        style.firstNumber = random.nextInt(3);
        style.countsUp = random.nextBoolean();
        style.delimiter = one(random, ".", ")");
        style.space = one(random, " ", "  ", "\t", "\u00a0", " \u2003");
        style.padding = one(random, "", " ", "    ");
        style.closedHeadings = random.nextBoolean();
        style.sortedFrontMatter = random.nextBoolean();
        return style;
    }

    private static String otherwise(String text, Random random) {
        String ended = text.replace("\n", one(random, "\n", "\r\n", "\r", "  \n"));
        String normal = Normalizer.normalize(ended, random.nextBoolean() ? Normalizer.Form.NFC : Normalizer.Form.NFD);
        return one(random, "", "\uFEFF") + normal;
    }

    private static String one(Random random, String... of) {
        return of[random.nextInt(of.length)];
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void aRunbookIsWhatItsDraftSays(@ForAll Random random) {
        Draft draft = Draft.random(random, new Names());

        Runbook runbook = draft.read();

        int entries = draft.sections.stream()
                .mapToInt(section -> section.entries.size())
                .sum();
        assertThat(runbook.units()).hasSize(2 + draft.assumptions.size() + draft.sections.size() + entries);
        draft.sections.forEach(section -> assertThat(runbook.within(section.name))
                .extracting(unit -> unit.text().split(" ")[0])
                .containsExactlyElementsOf(
                        section.entries.stream().map(Draft.Entry::name).toList()));
        assertThat(IntStream.range(0, runbook.units().size()))
                .allSatisfy(i -> assertThat(runbook.unit(runbook.units().get(i).anchor()))
                        .containsSame(runbook.units().get(i)));
    }
}
