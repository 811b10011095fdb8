package dev.gatehouse.digest.markdown;

import static dev.gatehouse.digest.Runbooks.read;
import static dev.gatehouse.digest.Runbooks.reading;
import static dev.gatehouse.digest.Runbooks.unit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gatehouse.digest.Runbooks;
import dev.gatehouse.digest.domain.runbook.Cell;
import dev.gatehouse.digest.domain.runbook.DuplicateAnchor;
import dev.gatehouse.digest.domain.runbook.Lines;
import dev.gatehouse.digest.domain.runbook.Runbook;
import dev.gatehouse.digest.domain.runbook.Unit;
import dev.gatehouse.digest.domain.runbook.UnitKind;
import dev.gatehouse.digest.markdown.Warning.Kind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunbookReaderTest {

    @Test
    void readsTheScenario() {
        Runbook runbook = Runbooks.scenario("baseline");

        assertThat(runbook.lines()).isEqualTo(35);
        assertThat(runbook.units())
                .extracting(Unit::kind, Unit::anchor, Unit::explicit, Unit::lines)
                .startsWith(
                        tuple(UnitKind.FRONT_MATTER, "front-matter/title", false, new Lines(2, 2)),
                        tuple(UnitKind.FRONT_MATTER, "assumes/entitlements/NORTHWIND-EU/tier", false, new Lines(4, 4)),
                        tuple(
                                UnitKind.FRONT_MATTER,
                                "assumes/entitlements/BANCO-SUR-MX/namedContactRequired",
                                false,
                                new Lines(5, 5)),
                        tuple(UnitKind.FRONT_MATTER, "front-matter/owners", false, new Lines(6, 6)),
                        tuple(UnitKind.HEADING, "severity-one-escalation-premium-customers", false, new Lines(8, 8)),
                        tuple(UnitKind.HEADING, "intake", true, new Lines(10, 10)),
                        tuple(UnitKind.LIST_ITEM, "confirm-entitlement", true, new Lines(11, 11)))
                .contains(tuple(UnitKind.TABLE_ROW, "paging/identity", false, new Lines(18, 18)))
                .endsWith(tuple(UnitKind.LIST_ITEM, "sovereign-storage", true, new Lines(35, 35)));
        assertThat(runbook.unit("page-owner").orElseThrow().number()).isEqualTo(3);
        assertThat(runbook.unit("sovereign-storage").orElseThrow().number()).isNull();
        assertThat(runbook.unit("intake").orElseThrow().level()).isEqualTo(2);
    }

    @Test
    void readsWithoutAnchorBulletAndNumeral() {
        assertThat(unit("1. Page  the\towner. {#page}").text()).isEqualTo("Page the owner.");
        assertThat(unit("- Page the owner.").text()).isEqualTo("Page the owner.");
        assertThat(unit("## Page {#page} ##").text()).isEqualTo("Page");
        assertThat(unit("Page {#page}", "====").text()).isEqualTo("Page");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1. Page the owner. {#page}",
                "* {#page}",
                "- Page the **owner. {#page}**",
                "- Page the owner. {#page}\n  Then wait.",
                "- Page the owner.\n\n  Then wait. {#page}",
                "Page the owner. {#page}  \nThen wait.",
                "# Page {#page}",
                "# Page {#page} #",
                "Page {#page}\n---",
                "| a |\n|---|\n| Page {#page} |",
                "| a |\n|---|\n| Page | {#page}",
                "> Page {#page}",
                "```sh {#page}\npage\n```",
                "~~~ {#page}\npage\n~~~"
            })
    void takesAMarkAtTheEndOfALineForTheAnchor(String text) {
        assertThat(unit(text).anchor()).isEqualTo("page");
        assertThat(unit(text).explicit()).isTrue();
        assertThat(unit(text).text()).doesNotContain("{");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1. Page {#page} <!-- reviewed -->",
                "1. Page {#page}<!-- a --> <!-- b -->",
                "1. Page {#page}<br>",
                "1. Page {#page} <BR />\n   the owner",
                "1. Page {#page}\u00a0",
                "1. Page **now {#page}** <!-- reviewed -->\n   and wait"
            })
    void takesAMarkForTheAnchorThoughSomethingUnseenFollowsIt(String text) {
        assertThat(unit(text).anchor()).isEqualTo("page");
        assertThat(unit(text).text()).doesNotContain("{");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1. Page {#page} the owner.",
                "1. Page {#page} <!-- a --> the owner.",
                "1. Page {#page} <b>now</b>",
                "1. Page `{#page}`",
                "1. Page \\{#page}",
                "1. Page {#pa ge}",
                "1. Page {#}",
                "1. Page {page}",
                "```\n{#page}\n```",
                "    {#page}",
                "<div>\n{#page}\n</div>",
                "<!-- {#page} -->",
                "**Page {#page}** now"
            })
    void takesAMarkElsewhereForText(String text) {
        assertThat(unit(text).explicit()).isFalse();
        assertThat(unit(text).text()).contains("{");
    }

    @Test
    void takesOnlyTheFirstMarkOfAUnit() {
        Unit unit = unit("- one {#a}", "  two {#b}");

        assertThat(unit.anchor()).isEqualTo("a");
        assertThat(unit.text()).isEqualTo("one two {#b}");
        assertThat(unit("- one {#a}", "", "  two {#b}").text()).isEqualTo("one two {#b}");
    }

    @Test
    void takesOnlyTheFirstMarkOfARow() {
        Unit row = unit("| a | b |", "|---|---|", "| x {#x} | y {#y} | {#z}");

        assertThat(row.anchor()).isEqualTo("x");
        assertThat(row.text()).isEqualTo("x | y {#y} | {#z}");
    }

    @Test
    void takesALinkDefinitionForWhatItsLinksSay() {
        assertThat(read("See [it][ref].", "", "[ref]: https://a 'title'").units())
                .extracting(Unit::text)
                .containsExactly("See it.");
        assertThat(unit("See [it][ref].", "", "[ref]: https://a").hash())
                .isEqualTo(unit("See [it](https://a).").hash())
                .isNotEqualTo(unit("See [it][ref].", "", "[ref]: https://b").hash());
        assertThat(read("| a |", "|---|", "| ![x][ref] |", "", "[ref]: a.png").units())
                .hasSize(1);
    }

    @Test
    void keepsALinkDefinitionThatNoLinkUses() {
        assertThat(read("See it.", "", "[ref]: https://a", "", "[other]: https://b")
                        .units())
                .extracting(Unit::text)
                .containsExactly("See it.", "[ref]: https://a", "[other]: https://b");
        assertThat(read("See [ref].", "", "[ref]: https://a", "[ref]: https://b")
                        .units())
                .extracting(Unit::text)
                .containsExactly("See ref.", "[ref]: https://b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a &#xD800; b",
                "a [b](record:&#xDC00;) c",
                "![b](a '&#xDC00;')",
                "[b]: a '&#xDC00;'",
                "``` &#xD800; {#a&#xD800;}\n```"
            })
    void readsHalfACharacterAsTheReplacementCharacter(String text) {
        Unit unit = unit(text);

        assertThat(unit.wording().canonical()).contains("\uFFFD");
        assertThat(unit.anchor() + unit.recordLinks() + unit.wording())
                .matches(read -> StandardCharsets.UTF_8.newEncoder().canEncode(read));
        assertThat(unit("&#x1F680;").text()).isEqualTo("\uD83D\uDE80");
    }

    @Test
    void reportsAnchorsThatRepeat() {
        Reading.Readable reading = reading("1. one {#page}", "2. two {#page}", "", "Text {#page}");

        assertThat(reading.runbook().units()).extracting(Unit::anchor).containsExactly("page", "page~2", "page~3");
        assertThat(reading.runbook().duplicateAnchors())
                .containsExactly(
                        new DuplicateAnchor("page", List.of(new Lines(1, 1), new Lines(2, 2), new Lines(4, 4))));
        assertThat(reading.warnings()).containsExactly(new Warning(Kind.DUPLICATE_ANCHOR, "page", List.of(1, 2, 4)));
        assertThat(reading.warnings().get(0).sentence())
                .isEqualTo("The anchor {#page} stands at more than one unit: only the first keeps it (lines 1, 2, 4).");
    }

    @Test
    void numbersItemsAsTheyAreShown() {
        assertThat(read("7. a", "7. b", "1. c").units())
                .extracting(Unit::number)
                .containsExactly(7, 8, 9);
        assertThat(read("- a", "- b").units()).extracting(Unit::number).containsOnlyNulls();
    }

    @Test
    void readsWhatLiesInAnItemAsUnitsOfTheirOwn() {
        Runbook runbook = read(
                "# S {#s}",
                "1. Open the bridge.",
                "",
                "   It is recorded. {#open}",
                "",
                "   ```sh",
                "   bridge --open",
                "   ```",
                "   - Invite",
                "     the owner",
                "   > Said so",
                "2. Wait.");

        assertThat(runbook.units())
                .extracting(Unit::kind, Unit::anchor, Unit::parent, Unit::text, Unit::lines)
                .containsExactly(
                        tuple(UnitKind.HEADING, "s", "", "S", new Lines(1, 1)),
                        tuple(UnitKind.LIST_ITEM, "open", "s", "Open the bridge. It is recorded.", new Lines(2, 4)),
                        tuple(UnitKind.CODE_BLOCK, "s/p1", "open", "bridge --open", new Lines(6, 8)),
                        tuple(UnitKind.LIST_ITEM, "open/1", "open", "Invite the owner", new Lines(9, 10)),
                        tuple(UnitKind.PARAGRAPH, "s/p2", "open", "Said so", new Lines(11, 11)),
                        tuple(UnitKind.LIST_ITEM, "s/2", "s", "Wait.", new Lines(12, 12)));
    }

    @Test
    void leavesNoTextOut() {
        Runbook runbook = read(
                "Before.",
                "",
                "> quoted",
                "> # quoted heading",
                "> - quoted item",
                "",
                "<div>html</div>",
                "",
                "    indented code",
                "",
                "***",
                "",
                "[ref]: record:known-issues/KI-3 'known'",
                "",
                "See [ref], ![diagram](paging.png) and <b>bold</b> &amp; *it*  ",
                "`code` <https://example.org>",
                "",
                "| only | header |",
                "|---|---|",
                "",
                "- # heading in item",
                "- <i>html in item</i>",
                "-");

        assertThat(runbook.units())
                .extracting(Unit::kind, Unit::text)
                .containsExactly(
                        tuple(UnitKind.PARAGRAPH, "Before."),
                        tuple(UnitKind.PARAGRAPH, "quoted"),
                        tuple(UnitKind.PARAGRAPH, "quoted heading"),
                        tuple(UnitKind.LIST_ITEM, "quoted item"),
                        tuple(UnitKind.PARAGRAPH, "<div>html</div>"),
                        tuple(UnitKind.CODE_BLOCK, "indented code"),
                        tuple(UnitKind.PARAGRAPH, "See ref, diagram and <b>bold</b> & it code https://example.org"),
                        tuple(UnitKind.PARAGRAPH, "only | header"),
                        tuple(UnitKind.LIST_ITEM, "heading in item"),
                        tuple(UnitKind.LIST_ITEM, "<i>html in item</i>"),
                        tuple(UnitKind.LIST_ITEM, ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Page *now*.; Page now.",
                "Page *now*.; Page **now**.",
                "Page `now`.; Page now.",
                "Page `now`.; Page *now*.",
                "Page \\*now\\*.; Page *now*.",
                "See [it](a).; See [it](b).",
                "See [it](a).; See [it](a \"title\").",
                "See [it](a).; See it.",
                "See ![it](a).; See [it](a).",
                "See ![it](a).; See !\\[it\\](a).",
                "- Page now.; Page now.",
                "'    code'; code",
                "Case; case"
            })
    void distinguishesWhatMarkupSays(String one, String other) {
        assertThat(unit(one).hash()).isNotEqualTo(unit(other).hash());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "- Page now.; * Page now.",
                "- Page now.; +   Page now.",
                "1. Page now.; 12) Page now.",
                "1. Page now.; - Page now.",
                "*now*; _now_",
                "**now**; __now__",
                "# Page; 'Page\n===='",
                "## Page; ## Page ##",
                "cafe\u0301; caf\u00e9",
                "'caf&eacute;'; caf\u00e9",
                "'cafe&#x301;'; caf\u00e9",
                "a\u00a0 b; a b",
                "see [it](a); see [ it ](<a>)",
                "Page now. {#x}; Page now. {#y}"
            })
    void takesForTheSameWhatSaysTheSame(String one, String other) {
        assertThat(unit(one).hash()).isEqualTo(unit(other).hash());
    }

    @Test
    void readsATableUnderItsColumns() {
        Unit row = unit("| Service | *First* call |", "|---|:-:|", "| identity `eu` | a \\| b {#eu} |");

        assertThat(row.cells()).containsExactly(new Cell("service", "identity eu"), new Cell("first call", "a | b"));
        assertThat(row.text()).isEqualTo("identity eu | a | b");
        assertThat(row.anchor()).isEqualTo("eu");
        assertThat(row.lines()).isEqualTo(new Lines(3, 3));
    }

    @Test
    void padsNothingIntoATable() {
        Unit tight = unit("|a|b|", "|-|-|", "|x|y|");
        Unit padded = unit("|  a   |  b  |", "|:---|---:|", "|  x   |    y|");
        Unit open = unit("a | b", "--- | ---", "x | y");

        assertThat(tight.hash()).isEqualTo(padded.hash()).isEqualTo(open.hash());
    }

    @Test
    void readsAMissingColumnAsEmptyAndSaysSo() {
        Reading.Readable reading = reading(
                "| service | first | after |", "|---|---|---|", "| identity |", "| storage | x |", "| a | b | |");

        assertThat(reading.runbook().units().get(0).cells())
                .containsExactly(new Cell("service", "identity"), new Cell("first", ""), new Cell("after", ""));
        assertThat(reading.warnings())
                .containsExactly(
                        new Warning(Kind.MISSING_COLUMN, "first, after", List.of(3)),
                        new Warning(Kind.MISSING_COLUMN, "after", List.of(4)));
        assertThat(reading.warnings().get(0).sentence())
                .isEqualTo("A table row has no cell for first, after: it is read as empty (line 3).");
    }

    @Test
    void keepsACellTooManyAndSaysSo() {
        Reading.Readable reading = reading("| a | b |", "|---|---|", "| x | y | z \\| *w* |", "| x | y | |");

        assertThat(reading.runbook().units()).extracting(Unit::text).containsExactly("x | y | z | *w*", "x | y");
        assertThat(reading.runbook().units().get(0).cells()).contains(new Cell("", "z | *w*"));
        assertThat(reading.warnings()).containsExactly(new Warning(Kind.EXTRA_CELL, "", List.of(3)));
    }

    @Test
    void readsNoRowInACodeBlock() {
        Runbook runbook = read("```", "| service | owner |", "|---|---|", "| a | b |", "```");

        assertThat(runbook.rowsWith("service", "owner")).isEmpty();
        assertThat(runbook.units()).extracting(Unit::kind).containsExactly(UnitKind.CODE_BLOCK);
    }

    @Test
    void readsATableInAnItem() {
        Runbook runbook = read("1. Page: {#page}", "", "   | a |", "   |---|", "   | x |", "   | y | z |");

        assertThat(runbook.units())
                .extracting(Unit::anchor, Unit::parent, Unit::text)
                .containsExactly(tuple("page", "", "Page:"), tuple("x", "page", "x"), tuple("y", "page", "y | z"));
    }

    @Test
    void findsLinksToRecords() {
        Unit unit = unit("See [it](record:known-issues/KI-1), <record:known-issues/KI-2> and [more](https://a).");
        Unit row = unit("|a|b|", "|-|-|", "|[x](record:a/1)|[y](record:a/2)|");

        assertThat(unit.recordLinks()).containsExactly("record:known-issues/KI-1", "record:known-issues/KI-2");
        assertThat(row.recordLinks()).containsExactly("record:a/1", "record:a/2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void countsPhysicalLinesWhateverEndsThem(String end) {
        Runbook runbook = read(
                String.join(end, "---", "title: T", "---", "# A", "", "| a |", "|---|", "| x |", "", "text", "more"));

        assertThat(runbook.units())
                .extracting(Unit::lines)
                .containsExactly(new Lines(2, 2), new Lines(4, 4), new Lines(8, 8), new Lines(10, 11));
        assertThat(runbook.lines()).isEqualTo(11);
        assertThat(read("a" + end).lines()).isEqualTo(1);
        assertThat(read("a" + end + end).lines()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void readsAByteOrderMark(String charset) {
        byte[] file = "\uFEFF---\ntitle: Überblick\n---\n# Überblick".getBytes(Charset.forName(charset));

        assertThat(new RunbookReader().read(file)).isInstanceOfSatisfying(Reading.Readable.class, reading -> {
            assertThat(reading.runbook().title()).isEqualTo("Überblick");
            assertThat(reading.runbook().unit("überblick")).isPresent();
        });
    }

    @Test
    void keepsAReplacementCharacterThatTheAuthorWrote() {
        assertThat(unit("a \uFFFD b").text()).isEqualTo("a \uFFFD b");
    }

    @Test
    void isBoundToNoState() {
        RunbookReader reader = new RunbookReader();
        byte[] file = "1. a {#a}".getBytes(StandardCharsets.UTF_8);

        assertThat(((Reading.Readable) reader.read(file)).runbook().units())
                .isEqualTo(((Reading.Readable) reader.read(file)).runbook().units());
    }
}
