package dev.gatehouse.digest.domain.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutlineTest {
    private final Outline outline = new Outline();
    private int line;

    private Passage passage(@Nullable String anchor, String text) {
        line++;
        return new Passage(anchor, Wording.of(text), List.of(), new Lines(line, line));
    }

    private Passage passage(String text) {
        return passage(null, text);
    }

    private int item(@Nullable String anchor, int within) {
        return outline.item(null, passage(anchor, "item"), within);
    }

    private Runbook runbook() {
        return outline.runbook(null, null, line);
    }

    private List<String> anchors() {
        return runbook().units().stream().map(Unit::anchor).toList();
    }

    @Test
    void derivesAnchorsFromPlaceAndText() {
        outline.heading(1, passage("Severity one: what's new?"));
        item(null, Outline.NOWHERE);
        outline.paragraph(passage("text"), Outline.NOWHERE);
        item(null, Outline.NOWHERE);
        outline.code(passage("code"), Outline.NOWHERE);
        outline.row(List.of(new Cell("service", "Identity EU")), passage("Identity EU"), Outline.NOWHERE);

        assertThat(anchors())
                .containsExactly(
                        "severity-one-whats-new",
                        "severity-one-whats-new/1",
                        "severity-one-whats-new/p1",
                        "severity-one-whats-new/2",
                        "severity-one-whats-new/p2",
                        "severity-one-whats-new/Identity EU");
    }

    @Test
    void leavesTheSectionOutBeforeTheFirstHeading() {
        item(null, Outline.NOWHERE);
        outline.paragraph(passage("text"), Outline.NOWHERE);

        assertThat(anchors()).containsExactly("1", "p1");
        assertThat(runbook().units()).allMatch(unit -> unit.section().isEmpty());
    }

    @Test
    void slugsAreThoseOfMarkdownViewers() {
        for (String heading : List.of("A & B", "Über uns_2", "???", "한글 제목")) {
            outline.heading(1, passage(heading));
        }

        assertThat(anchors()).containsExactly("a--b", "über-uns_2", "heading", "한글-제목");
    }

    @Test
    void countsOnWhereANeighbourHasAnAnchorOfItsOwn() {
        outline.heading(1, passage("intake", "Intake"));
        item(null, Outline.NOWHERE);
        item("open-bridge", Outline.NOWHERE);
        item(null, Outline.NOWHERE);

        assertThat(anchors()).containsExactly("intake", "intake/1", "open-bridge", "intake/3");
    }

    @Test
    void countsItemsWithinAnItemOfTheirOwn() {
        outline.heading(1, passage("intake", "Intake"));
        int named = item("open-bridge", Outline.NOWHERE);
        int nested = item(null, named);
        item(null, nested);
        item(null, named);
        item(null, Outline.NOWHERE);

        assertThat(runbook().units())
                .extracting(Unit::anchor, Unit::parent, Unit::section)
                .containsExactly(
                        tuple("intake", "", ""),
                        tuple("open-bridge", "intake", "intake"),
                        tuple("open-bridge/1", "open-bridge", "intake"),
                        tuple("open-bridge/1/1", "open-bridge/1", "intake"),
                        tuple("open-bridge/2", "open-bridge", "intake"),
                        tuple("intake/2", "intake", "intake"));
    }

    @Test
    void sectionsEndWhereAHeadingOfTheirLevelBegins() {
        outline.heading(1, passage("a", "A"));
        outline.heading(3, passage("b", "B"));
        outline.heading(2, passage("c", "C"));
        outline.heading(3, passage("d", "D"));
        outline.heading(1, passage("e", "E"));

        assertThat(runbook().units()).extracting(Unit::section).containsExactly("", "a", "a", "c", "");
    }

    @Test
    void numbersWhatWouldRepeatAName() {
        outline.heading(1, passage("Steps"));
        outline.heading(1, passage("Steps"));
        outline.heading(1, passage("Steps"));
        item(null, Outline.NOWHERE);

        assertThat(anchors()).containsExactly("steps", "steps~2", "steps~3", "steps~3/1");
    }

    @Test
    void keepsAnExplicitAnchorForItsUnit() {
        outline.heading(1, passage("Steps"));
        outline.heading(1, passage("Steps"));
        outline.heading(1, passage("steps", "Else"));
        outline.heading(1, passage("steps~2", "Else"));

        assertThat(anchors()).containsExactly("steps~3", "steps~4", "steps", "steps~2");
    }

    @Test
    void reportsExplicitAnchorsThatRepeatAndNumbersThem() {
        item("page", Outline.NOWHERE);
        item("wait", Outline.NOWHERE);
        item("page", Outline.NOWHERE);

        assertThat(anchors()).containsExactly("page", "wait", "page~2");
        assertThat(runbook().duplicateAnchors())
                .containsExactly(new DuplicateAnchor("page", List.of(new Lines(1, 1), new Lines(3, 3))));
    }

    @Test
    void namesARowWithoutNameARow() {
        outline.row(List.of(new Cell("service", "")), passage(""), Outline.NOWHERE);
        outline.row(List.of(new Cell("service", "")), passage(""), Outline.NOWHERE);

        assertThat(anchors()).containsExactly("row", "row~2");
    }

    @Test
    void givesAssumptionsTheAnchorOfTheirUnit() {
        Scalar tier = new Scalar(Scalar.Type.STRING, "PREMIUM");
        outline.assumption("entitlements", "NORTHWIND", "tier", tier, passage("one"));
        outline.assumption("entitlements", "NORTHWIND", "tier", tier, passage("again"));

        assertThat(runbook().assumptions())
                .containsExactly(
                        new Assumption(
                                "entitlements",
                                "NORTHWIND",
                                "tier",
                                tier,
                                "assumes/entitlements/NORTHWIND/tier",
                                new Lines(1, 1)),
                        new Assumption(
                                "entitlements",
                                "NORTHWIND",
                                "tier",
                                tier,
                                "assumes/entitlements/NORTHWIND/tier~2",
                                new Lines(2, 2)));
        assertThat(anchors())
                .isEqualTo(
                        runbook().assumptions().stream().map(Assumption::anchor).toList());
    }

    @Test
    void hashesKindAndWordingAndNothingElse() {
        outline.heading(1, passage("a", "Page"));
        outline.heading(2, passage("b", "Page"));
        outline.paragraph(passage("Page"), Outline.NOWHERE);

        List<Unit> units = runbook().units();
        assertThat(units.get(0).hash())
                .isEqualTo(units.get(1).hash())
                .isNotEqualTo(units.get(2).hash());
        // printf 'HEADING\0Page' | sha256sum
        assertThat(units.get(0).hash()).isEqualTo("a23c5f2526492b1c3641dcc94e1e3458fd1cb2b9da0164973a8e969354ca8e6f");
    }
}
