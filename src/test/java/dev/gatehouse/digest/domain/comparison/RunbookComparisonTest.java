package dev.gatehouse.digest.domain.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.digest.Runbooks;
import dev.gatehouse.digest.domain.comparison.Difference.Kind;
import dev.gatehouse.digest.domain.runbook.UnitKind;
import dev.gatehouse.text.domain.WordDiff.Change;
import dev.gatehouse.text.domain.WordDiff.Piece;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunbookComparisonTest {

    private static RunbookComparison between(String baseline, String revision) {
        return RunbookComparison.between(Runbooks.read(baseline), Runbooks.read(revision));
    }

    /** Kind and anchor of what changed, in order. */
    private static List<String> changes(String baseline, String revision) {
        return between(baseline, revision).changed().stream()
                .map(difference -> difference.kind() + " " + difference.anchor())
                .toList();
    }

    @Test
    void findsNoChangeWhereThereIsNothing() {
        assertThat(between("# A", "# A").changed()).isEmpty();
        assertThat(between("# A", "# A").shareChanged()).isZero();
    }

    // matching

    @Test
    void knowsAUnitByItsExplicitAnchorWhateverBecameOfIt() {
        assertThat(changes("- old words {#x}", "## Entirely new {#x}")).containsExactly("CHANGED x");
        assertThat(changes("# S\n- old words {#x}\n- b", "# S\n- old words\n- b {#x}"))
                .containsExactly("ADDED s/1", "CHANGED x", "REMOVED s/2");
    }

    @Test
    void knowsAUnitByItsWordsWhereTheAnchorIsAnother() {
        assertThat(changes("- Page the owner. {#page}", "- Page the owner. {#page-owner}"))
                .isEmpty();
        assertThat(changes("- Page the owner. {#page}", "- Page the owner.")).isEmpty();
        assertThat(changes("- Page the owner.", "- Page the owner. {#page}")).isEmpty();
    }

    @Test
    void doesNotTakeTwoAnchorsForOneBecauseTheyLookAlike() {
        assertThat(changes(
                        "- Page the owner within 15 minutes. {#page}",
                        "- Page the owner within 10 minutes. {#page-now}"))
                .containsExactlyInAnyOrder("ADDED page-now", "REMOVED page");
    }

    @Test
    void knowsARewordedUnitByItsWords() {
        assertThat(changes(
                        "# S\n1. Page the owner within 15 minutes.\n2. Wait.",
                        "# S\n1. Open the bridge.\n2. Page the owner within 10 minutes."))
                .containsExactly("ADDED s/1", "CHANGED s/2", "REMOVED s/2~2");
        assertThat(changes("- Page the owner within 15 minutes.", "- Page the owner within 10 minutes. {#page}"))
                .containsExactly("CHANGED page");
    }

    @Test
    void takesTheMostAlikeOfSeveral() {
        RunbookComparison comparison = between(
                "# S\n- Page the storage owner within 15 minutes.\n- Page the billing owner within 20 minutes.",
                "# S\n- Page the billing owner within 10 minutes.\n- Page the storage owner within 5 minutes.");

        assertThat(comparison.at("s/1").orElseThrow().textBefore())
                .isEqualTo("Page the billing owner within 20 minutes.");
        assertThat(comparison.at("s/2").orElseThrow().textBefore())
                .isEqualTo("Page the storage owner within 15 minutes.");
    }

    @Test
    void asksForHalfOfTheWordsWithinASection() {
        assertThat(changes("# S\n- a b c d", "# S\n- a b x y")).containsExactly("CHANGED s/1");
        assertThat(changes("# S\n- a b c d", "# S\n- a x y z")).containsExactly("REMOVED s/1~2", "ADDED s/1");
    }

    @Test
    void asksForThreeQuartersOfTheWordsBetweenSections() {
        assertThat(changes("# S\n- a b c d\n# T\n- e", "# S\n# T\n- e\n- a b c x"))
                .containsExactly("CHANGED t/2");
        assertThat(changes("# S\n- a b c d\n# T\n- e", "# S\n# T\n- e\n- a b x y"))
                .containsExactly("REMOVED s/1", "ADDED t/2");
    }

    @Test
    void countsNeitherCaseNorPunctuationButRepetition() {
        assertThat(changes("# S\n- Page, owner!", "# S\n- page: OWNER?")).containsExactly("CHANGED s/1");
        assertThat(changes("# S\n- a a a b c d e f", "# S\n- a u v w x y z q"))
                .containsExactly("REMOVED s/1~2", "ADDED s/1");
        assertThat(changes("# S\n- ?", "# S\n- !")).containsExactly("REMOVED s/1~2", "ADDED s/1");
    }

    @Test
    void doesNotTakeAParagraphForAStepBecauseTheyLookAlike() {
        assertThat(changes("# S\nPage the owner.", "# S\n- Page the owner."))
                .containsExactlyInAnyOrder("REMOVED s/p1", "ADDED s/1");
    }

    @Test
    void findsTheSameWordsBesideTheSameNeighbours() {
        assertThat(changes(
                        "# S\n- same\n- one\n- same\n- two\n- same\n- three",
                        "# S\n- one\n- same\n- two\n- same\n- three"))
                .containsExactly("REMOVED s/1~2");
        assertThat(changes("# S\n- same\n- one\n# T\n- same", "# S\n- one\n# T\n- same"))
                .containsExactly("REMOVED s/1~2");
    }

    @Test
    void findsTheSameWordsInTheSameSectionBeforeAnother() {
        assertThat(changes("# S\n- x\n- y\n# T\n- x\n- z", "# S\n- w\n- x\n# T\n- v\n- x"))
                .contains("REMOVED s/2~2")
                .doesNotContain("MOVED s/2", "MOVED t/2");
    }

    @Test
    void leavesTheSameWordsInTheirSectionThoughTheyStandInANewOneToo() {
        RunbookComparison comparison = between(
                "## A {#a}\n1. Page A within 15 minutes.\n2. Confirm with the owner.\n## B {#b}\n1. Take notes.",
                "## A {#a}\n1. Page A within 10 minutes.\n2. Confirm with the owner.\n"
                        + "## New {#new}\n1. Page new within 10 minutes.\n2. Confirm with the owner.\n"
                        + "## B {#b}\n1. Take notes.");

        assertThat(comparison.changed())
                .extracting(difference -> difference.kind() + " " + difference.anchor())
                .containsExactly("CHANGED a/1", "ADDED new", "ADDED new/1", "ADDED new/2");
        assertThat(comparison.at("a/2").orElseThrow().kind()).isEqualTo(Kind.UNCHANGED);
    }

    @Test
    void leavesTheSameWordsInTheirItemThoughTheItemsChangedPlaces() {
        assertThat(changes(
                        "- Storage {#a}\n  1. Page storage.\n  2. Confirm.\n- Identity {#b}\n  1. Page identity.\n"
                                + "  2. Confirm.",
                        "- Identity {#b}\n  1. Page identity now.\n  2. Confirm.\n- Storage {#a}\n  1. Page storage.\n"
                                + "  2. Confirm."))
                .containsExactly("MOVED b", "CHANGED b/1");
    }

    @Test
    void knowsARewordedItemWithinItsOwnItemFirst() {
        RunbookComparison comparison = between(
                "- a {#a}\n  - Page within 15 minutes.\n- b {#b}\n  - Page within 10 minutes.\n- c {#c}",
                "- a {#a}\n- b {#b}\n  - Page within 5 minutes.\n- c {#c}\n  - Page within 15 seconds.");

        assertThat(comparison.at("b/1").orElseThrow().textBefore()).isEqualTo("Page within 10 minutes.");
        assertThat(comparison.at("b/1").orElseThrow().movedFrom()).isNull();
    }

    @Test
    void takesOfEquallyAlikeOnesTheOneThatDidNotMove() {
        assertThat(changes(
                        "# S\n- Open the bridge.\n- Wait 10 minutes.\n- Page the owner.",
                        "# S\n- Wait 5 minutes.\n- Open the bridge.\n- Wait 12 minutes.\n- Page the owner."))
                .containsExactly("ADDED s/1", "CHANGED s/3");
    }

    @ParameterizedTest
    @CsvSource({"'4. ','5. '", "'4 ','5 '", "'4) ','5) '", "'4.1 ','4.2 '"})
    void doesNotCountTheNumberOfAHeading(String before, String after) {
        RunbookComparison comparison = between(
                "## " + before + "Escalation paths\n\n## Z {#z}",
                "## " + before + "Contacts\n\n## " + after + "Escalation of paths\n\n## Z {#z}");

        assertThat(comparison.changed()).extracting(Difference::kind).containsExactly(Kind.ADDED, Kind.CHANGED);
        assertThat(comparison.changed().get(1).textBefore()).isEqualTo(before + "Escalation paths");
    }

    @Test
    void knowsAHeadingByItsNumberWhereThatIsAllItSays() {
        assertThat(changes("# 4.\ntext", "# 4)\nother")).contains("CHANGED 4");
        assertThat(between("# " + "1.".repeat(100_000) + " A", "# " + "2.".repeat(100_000) + " A")
                        .changed())
                .extracting(Difference::kind)
                .containsExactly(Kind.CHANGED);
    }

    @ParameterizedTest
    @CsvSource({
        "サーバー担当者に15分以内に連絡する。, サーバー担当者に10分以内に連絡する。",
        "ติดต่อเจ้าของภายใน 15 นาที, ติดต่อเจ้าของภายใน10นาที",
        "通知负责人并打开会议, 通知负责人并关闭会议"
    })
    void knowsARewordedUnitOfAScriptThatHasNoSpaces(String before, String after) {
        assertThat(changes("# S\n- " + before, "# S\n- 新しい手順\n- " + after)).containsExactly("ADDED s/1", "CHANGED s/2");
    }

    // rows

    @Test
    void tellsRowsOfOneNameApartByTheirOtherCells() {
        RunbookComparison comparison = between(
                table("identity | day | oncall-day | 10 min", "identity | night | oncall-night | 10 min"),
                table("identity | night | oncall-night | 5 min", "identity | day | oncall-day | 5 min"));

        assertThat(comparison.changed()).hasSize(2).allSatisfy(difference -> {
            assertThat(difference.kind()).isEqualTo(Kind.CHANGED);
            assertThat(difference.words()).contains(new Piece(Change.REMOVED, "10 "), new Piece(Change.ADDED, "5 "));
            assertThat(difference.words()).hasSize(4);
        });
    }

    @Test
    void takesRowsOfOneNameInOrderWhereTheirOtherCellsDoNotTell() {
        RunbookComparison comparison =
                between(table("a | b c d e", "a | f g h i"), table("a | j k l m", "a | n o p q"));

        assertThat(comparison.changed())
                .extracting(Difference::textBefore)
                .containsExactly("a | b c d e |  | ", "a | f g h i |  | ");
    }

    @Test
    void knowsARowByItsFirstCell() {
        assertThat(changes(table("storage | team-storage"), table("storage | team-data")))
                .containsExactly("CHANGED s/storage");
    }

    @Test
    void doesNotTakeOneNameForAnother() {
        assertThat(changes(table("storage | team-x | a | b"), table("storage-eu | team-x | a | b")))
                .containsExactlyInAnyOrder("ADDED s/storage-eu", "REMOVED s/storage");
    }

    @Test
    void knowsARowWhoseNameIsASentenceByItsWords() {
        assertThat(changes(
                        table("Executive notice at 60 minutes | duty manager"),
                        table("Executive notice at 45 minutes | duty manager")))
                .containsExactly("CHANGED s/Executive notice at 45 minutes");
    }

    @Test
    void takesTheOrderOfRowsForNothing() {
        assertThat(changes(table("a | 1", "b | 2", "c | 3"), table("c | 3", "a | 1", "b | 2")))
                .isEmpty();
    }

    @Test
    void tellsTablesOfOneSectionApartByTheirColumns() {
        String paging = "| service | first |\n|---|---|\n";
        String ownership = "\n\n| service | owner |\n|---|---|\n";

        RunbookComparison comparison = between(
                "# S\n" + paging + "| a | x |" + ownership + "| a | t |",
                "# S\n" + ownership + "| a | u |" + "\n\n" + paging + "| a | y |");

        assertThat(comparison.changed()).extracting(Difference::kind).containsExactly(Kind.CHANGED, Kind.CHANGED);
        assertThat(comparison.at("s/a").orElseThrow().textBefore()).isEqualTo("a | t");
    }

    @Test
    void findsARowUnderOtherColumns() {
        assertThat(between("# S\n| a | b |\n|---|---|\n| x | y |", "# S\n| a | c |\n|---|---|\n| x | y |")
                        .changed())
                .singleElement()
                .satisfies(difference -> {
                    assertThat(difference.kind()).isEqualTo(Kind.CHANGED);
                    assertThat(difference.textBefore()).isEqualTo("a: x | b: y");
                    assertThat(difference.textAfter()).isEqualTo("a: x | c: y");
                });
    }

    @Test
    void findsARowInAnotherSection() {
        String row = "| a | b |\n|---|---|\n| x | y |";

        Difference moved =
                between("# S\n" + row + "\n# T", "# S\n# T\n" + row).changed().get(0);

        assertThat(moved.kind()).isEqualTo(Kind.MOVED);
        assertThat(moved.movedFrom()).isEqualTo(new Place("s", "s", 1));
    }

    private static String table(String... rows) {
        String columns = "| name | one | two | three |\n|---|---|---|---|\n";
        return "# S\n" + columns + String.join("\n", rows);
    }

    // order

    @Test
    void takesTheSmallestPositionsOfTheBaselineForThoseThatStayed() {
        assertThat(changes("# S\n- a {#a}\n- b {#b}", "# S\n- b {#b}\n- a {#a}"))
                .containsExactly("MOVED b");
        assertThat(changes("# S\n- a {#a}\n- b {#b}\n- c {#c}", "# S\n- c {#c}\n- b {#b}\n- a {#a}"))
                .containsExactly("MOVED c", "MOVED b");
    }

    @Test
    void movesNothingBecauseSomethingBeforeItCameOrWent() {
        assertThat(changes("# S\n- a {#a}\n- b {#b}\n- c {#c}", "# S\n- x {#x}\n- b {#b}\n- y {#y}\n- c {#c}"))
                .containsExactlyInAnyOrder("REMOVED a", "ADDED x", "ADDED y");
    }

    @Test
    void showsANumberThatChanged() {
        RunbookComparison comparison = between("# S\n1. a {#a}\n2. b {#b}", "# S\n3. a {#a}\n\ntext\n\n- b {#b}");

        assertThat(comparison.at("a").orElseThrow().kind()).isEqualTo(Kind.UNCHANGED);
        assertThat(comparison.at("a").orElseThrow().number()).isEqualTo(new NumberChange(1, 3));
        assertThat(comparison.at("b").orElseThrow().number()).isEqualTo(new NumberChange(2, null));
    }

    @Test
    void makesOneChangeOfAMoveAndNewWords() {
        RunbookComparison comparison = between(
                "# S {#s}\n- a {#a}\n- b {#b}\n# T {#t}\n- c {#c}",
                "# S {#s}\n- a {#a}\n# T {#t}\n- c {#c}\n- new {#b}");

        assertThat(comparison.changed()).singleElement().satisfies(difference -> {
            assertThat(difference.kind()).isEqualTo(Kind.CHANGED);
            assertThat(difference.movedFrom()).isEqualTo(new Place("s", "s", 2));
            assertThat(difference.movedTo()).isEqualTo(new Place("t", "t", 2));
            assertThat(difference.words())
                    .containsExactly(new Piece(Change.REMOVED, "b"), new Piece(Change.ADDED, "new"));
        });
    }

    @Test
    void countsPositionsAmongSiblingsOfOneKind() {
        Difference moved = between("# S\ntext\n- a\n- b\n\nmore\n- c", "# S\ntext\n- c\n- a\n- b\n\nmore")
                .changed()
                .get(0);

        assertThat(moved.movedFrom()).isEqualTo(new Place("s", "s", 3));
        assertThat(moved.movedTo()).isEqualTo(new Place("s", "s", 1));
    }

    // sections

    @Test
    void makesOneMoveOfASectionThatMoved() {
        String a = "## A {#a}\n1. one\n2. two\n### Deeper\ntext\n";
        String b = "## B {#b}\n1. three\n";
        String c = "## C {#c}\n1. four\n";

        assertThat(changes("# T\n" + a + b + c, "# T\n" + b + c + a)).containsExactly("MOVED a");
        assertThat(changes("# T\n" + a + "# U\n" + b, "# T\n# U\n" + b + a)).containsExactly("MOVED a");
    }

    @Test
    void findsWhatChangedInASectionThatMoved() {
        assertThat(changes(
                        "## A {#a}\n- one {#one}\n- two {#two}\n## B {#b}\n## C {#c}",
                        "## B {#b}\n## C {#c}\n## A {#a}\n- new {#one}"))
                .containsExactly("MOVED a", "CHANGED one", "REMOVED two");
    }

    @Test
    void makesADifferenceOfEachUnitOfASectionThatCameOrWent() {
        assertThat(changes("# A\n- x", "# A\n- x\n# B {#b}\n- y\n- z"))
                .containsExactly("ADDED b", "ADDED b/1", "ADDED b/2");
        assertThat(changes("# A\n- x\n# B {#b}\n- y\n- z", "# A\n- x"))
                .containsExactly("REMOVED b", "REMOVED b/1", "REMOVED b/2");
    }

    @Test
    void knowsASectionUnderANewTitleByWhatLiesInIt() {
        assertThat(changes("# T\n## Intake\n- a\n- b\n- c", "# T\n## First steps\n- a\n- b\n- d"))
                .containsExactlyInAnyOrder("CHANGED first-steps", "ADDED first-steps/3", "REMOVED intake/3");
    }

    @Test
    void knowsASectionUnderANewTitleByItsRewordedUnitsToo() {
        assertThat(changes("# Intake\n- a b c d\n- e f g h", "# First steps\n- a b c x\n- e f g y"))
                .containsExactly("CHANGED first-steps", "CHANGED first-steps/1", "CHANGED first-steps/2");
    }

    @Test
    void knowsTheDocumentUnderANewTitle() {
        assertThat(changes("# Old\n## A {#a}\n## B {#b}", "# Title\n## A {#a}\n## B {#b}"))
                .containsExactly("CHANGED title");
    }

    @Test
    void movesUnitsOutOfASectionWhoseAnchorChanged() {
        assertThat(changes("# A {#a}\n- x\n- y", "# A new {#b}\n- x\n- y"))
                .containsExactly("REMOVED a", "ADDED b", "MOVED b/1", "MOVED b/2");
    }

    @Test
    void movesAnItemThatLiesInAnotherOne() {
        Difference moved = between("# S\n- a\n  - x\n- b", "# S\n- a\n- b\n  - x")
                .changed()
                .get(0);

        assertThat(moved.kind()).isEqualTo(Kind.MOVED);
        assertThat(moved.movedFrom()).isEqualTo(new Place("s", "s/1", 1));
        assertThat(moved.movedTo()).isEqualTo(new Place("s", "s/2", 1));
    }

    @Test
    void takesWhatLiesInAnItemAlongWithIt() {
        assertThat(changes(
                        "# S\n- a {#a}\n  - x\n\n  text\n  > quote\n- b {#b}\n- c {#c}",
                        "# S\n- b {#b}\n- c {#c}\n- a {#a}\n  - x\n\n  text\n  > quote"))
                .containsExactly("MOVED a");
    }

    @Test
    void knowsARewrittenItemByWhatLiesInIt() {
        assertThat(changes("# S\n- one two\n  - x\n  - y", "# S\n- three four\n  - x\n  - y"))
                .containsExactly("CHANGED s/1");
    }

    // front matter

    @Test
    void comparesFrontMatterByField() {
        assertThat(changes("---\na: 1\nb: 2\nc: 3\n---\n", "---\nc: 4\na: 1\nd: 2\n---\n"))
                .containsExactlyInAnyOrder("CHANGED front-matter/c", "ADDED front-matter/d", "REMOVED front-matter/b");
    }

    @Test
    void comparesAssumptionsByWhatTheyAreAbout() {
        String assumption = "- {register: entitlements, key: %s, field: tier, expect: %s}\n";

        assertThat(changes(
                        "---\nassumes:\n" + assumption.formatted("A", "X") + assumption.formatted("B", "true")
                                + "---\n",
                        "---\nassumes:\n" + assumption.formatted("B", "'true'") + assumption.formatted("A", "Y")
                                + assumption.formatted("C", "X") + "---\n"))
                .containsExactly(
                        "CHANGED assumes/entitlements/B/tier",
                        "CHANGED assumes/entitlements/A/tier",
                        "ADDED assumes/entitlements/C/tier");
    }

    // what is shown

    @Test
    void showsMarkupWhereNothingElseChanged() {
        Difference change = between(
                        "- See [it](record:known-issues/KI-1). {#x}", "- See [it](record:known-issues/KI-2). {#x}")
                .changed()
                .get(0);

        assertThat(change.textBefore()).isEqualTo("See [it](record:known-issues/KI-1).");
        assertThat(change.words())
                .contains(
                        new Piece(Change.REMOVED, "[it](record:known-issues/KI-1)."),
                        new Piece(Change.ADDED, "[it](record:known-issues/KI-2)."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "See [it](record:known-issues/KI-1) first.; See [it](record:known-issues/KI-2) before.;"
                        + "See [it](record:known-issues/KI-1) first.; See [it](record:known-issues/KI-2) before.",
                "![plan](a.png) of it; ![plan](b.png) of them; ![plan](a.png) of it; ![plan](b.png) of them",
                "[it](a 'one') now; [it](a 'two') then; [it](a one) now; [it](a two) then",
                "Page **now** within 15.; Page now within 10.; Page **now** within 15.; Page now within 10.",
                "Page **now** within 15.; Page **now** within 10.; Page now within 15.; Page now within 10.",
                "See [it](a) first.; See [it](a) before.; See it first.; See it before."
            })
    void showsMarkupWhereItChangedBesideTheWords(String was, String is, String before, String after) {
        Difference change =
                between("- " + was + " {#x}", "- " + is + " {#x}").at("x").orElseThrow();

        assertThat(change.textBefore()).isEqualTo(before);
        assertThat(change.textAfter()).isEqualTo(after);
    }

    @Test
    void makesOneChangeOfALinkDefinitionThatLeadsElsewhere() {
        assertThat(changes("# S\n- See [it][k]. {#x}\n\n[k]: a", "# S\n- See [it][k]. {#x}\n\n[k]: b"))
                .containsExactly("CHANGED x");
        assertThat(changes("# S\n- See [it][k]. {#x}\n\ntext\n\n[k]: a", "# S\n[k]: a\n- See [it][k]. {#x}\n\ntext"))
                .isEmpty();
    }

    @Test
    void showsColumnsAndLanguagesThatChangedBesideTheWords() {
        Difference row = between("| a | **b** |\n|---|---|\n| x | y |", "| a | **c** |\n|---|---|\n| x | z |")
                .at("x")
                .orElseThrow();
        Difference code = between("```sh {#x}\npage a\n```", "```bash {#x}\npage b\n```")
                .at("x")
                .orElseThrow();

        assertThat(row.textBefore()).isEqualTo("a: x | **b**: y");
        assertThat(row.textAfter()).isEqualTo("a: x | **c**: z");
        assertThat(code.textBefore()).isEqualTo("sh\npage a");
        assertThat(code.textAfter()).isEqualTo("bash\npage b");
    }

    @Test
    void showsOnlyOneTextOfWhatCameOrWent() {
        RunbookComparison comparison = between("- old {#old}", "- new {#new}");

        assertThat(comparison.at("new").orElseThrow().textBefore()).isNull();
        assertThat(comparison.at("new").orElseThrow().textAfter()).isEqualTo("new");
        assertThat(comparison.at("new").orElseThrow().words()).isEmpty();
        assertThat(comparison.at("old").orElseThrow().textBefore()).isEqualTo("old");
        assertThat(comparison.at("old").orElseThrow().textAfter()).isNull();
    }

    @Test
    void putsWhatWentBehindWhatItStoodBehind() {
        assertThat(between("- a {#a}\n- b {#b}\n- c {#c}\n- d {#d}", "- b {#b}\n- e {#e}\n- d {#d}")
                        .differences())
                .extracting(Difference::anchor)
                .containsExactly("a", "b", "c", "e", "d");
    }

    @Test
    void givesEveryDifferenceAnAnchorOfItsOwn() {
        assertThat(between("- a\n- x {#1~2}\n- b\n- c", "- c").differences())
                .extracting(Difference::anchor)
                .containsExactlyInAnyOrder("1", "1~2", "1~3", "3");
    }

    @Test
    void measuresTheShareThatChanged() {
        assertThat(between("- a {#a}\n- b {#b}\n- c {#c}", "- a {#a}\n- x {#b}\n- d {#d}")
                        .shareChanged())
                .isEqualTo(3 / 4.0);
    }

    // size

    @Test
    void comparesAFileRewrittenFromEndToEnd() {
        RunbookComparison comparison = between(steps(0), steps(1_000_000));

        assertThat(comparison.differences()).hasSize(2 * 5000);
        assertThat(comparison.shareChanged()).isEqualTo(1);
    }

    @Test
    void comparesAFileThatWasShuffled() {
        List<String> lines = new ArrayList<>(List.of(steps(0).split("\n")));
        Collections.shuffle(lines, new Random(7));

        assertThat(between(steps(0), String.join("\n", lines)).changed())
                .allMatch(difference -> difference.is(Kind.MOVED));
    }

    @Test
    void comparesTheSameLineAgainAndAgain() {
        RunbookComparison comparison = between("- a\n".repeat(5000), "- a\n".repeat(4000));

        assertThat(comparison.changed()).hasSize(1000).allMatch(difference -> difference.is(Kind.REMOVED));
    }

    @Test
    void comparesAParagraphOfAMebibyte() {
        String words = "word ".repeat(200_000);

        assertThat(between(words + "{#x}", "other " + words + "{#x}").changed())
                .singleElement()
                .satisfies(difference -> assertThat(difference.words())
                        .startsWith(new Piece(Change.ADDED, "other "))
                        .hasSize(2));
    }

    private static String steps(int from) {
        return IntStream.range(from, from + 5000)
                .mapToObj(step -> "- Step a" + step + " checks b" + step * 7 + " of c" + step * 11 + "\n")
                .reduce(new StringBuilder(), StringBuilder::append, StringBuilder::append)
                .toString();
    }

    @Test
    void doesNotKnowAUnitOfOneKindByAnother() {
        assertThat(between("# S\n```\na b c\n```", "# S\n\na b c").changed())
                .extracting(difference -> difference.unit().kind())
                .containsExactlyInAnyOrder(UnitKind.CODE_BLOCK, UnitKind.PARAGRAPH);
    }
}
