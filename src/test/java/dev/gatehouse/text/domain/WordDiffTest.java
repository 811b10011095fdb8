package dev.gatehouse.text.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.text.domain.WordDiff.Change;
import dev.gatehouse.text.domain.WordDiff.Piece;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class WordDiffTest {

    @Test
    void showsTheWordThatChangedAndNotItsLine() {
        assertThat(WordDiff.between("- 03:40 UTC mitigation applied\n", "- 03:52 UTC mitigation applied\n"))
                .containsExactly(
                        new Piece(Change.SAME, "- "),
                        new Piece(Change.REMOVED, "03:40 "),
                        new Piece(Change.ADDED, "03:52 "),
                        new Piece(Change.SAME, "UTC mitigation applied\n"));
    }

    @Test
    void showsLinesThatCameAndWent() {
        assertThat(WordDiff.between("one\ntwo\n", "two\nthree\n"))
                .containsExactly(
                        new Piece(Change.REMOVED, "one\n"),
                        new Piece(Change.SAME, "two\n"),
                        new Piece(Change.ADDED, "three\n"));
    }

    @Test
    void showsNothingOfTwoEmptyTextsAndAllOfOne() {
        assertThat(WordDiff.between("", "")).isEmpty();
        assertThat(WordDiff.between("", "new")).containsExactly(new Piece(Change.ADDED, "new"));
    }

    @Test
    void givesUpOnWordsForTextsThatHaveTooManyOfThem() {
        String from = "a b ".repeat(3000);
        String to = "c d ".repeat(3000);

        assertThat(WordDiff.between(from, to))
                .containsExactly(new Piece(Change.REMOVED, from), new Piece(Change.ADDED, to));
    }

    @Test
    void leavesTheLastWordAsItIsWhereSomethingIsPutBehindIt() {
        assertThat(WordDiff.between("within 45 minutes", "within 45 minutes after it"))
                .containsExactly(new Piece(Change.SAME, "within 45 minutes"), new Piece(Change.ADDED, " after it"));
        assertThat(WordDiff.between("within 45 minutes after it", "within 45 minutes"))
                .containsExactly(new Piece(Change.SAME, "within 45 minutes"), new Piece(Change.REMOVED, " after it"));
        assertThat(WordDiff.between("open", "open\nrecord"))
                .containsExactly(new Piece(Change.SAME, "open"), new Piece(Change.ADDED, "\nrecord"));
        assertThat(WordDiff.between("wait and page", "page and wait"))
                .containsExactly(
                        new Piece(Change.REMOVED, "wait and "),
                        new Piece(Change.SAME, "page"),
                        new Piece(Change.ADDED, " and wait"));
    }

    @Test
    void showsALineThatWasCutInTwo() {
        assertThat(WordDiff.between("page the owner", "page\nthe owner"))
                .containsExactly(
                        new Piece(Change.REMOVED, "page "),
                        new Piece(Change.ADDED, "page\n"),
                        new Piece(Change.SAME, "the owner"));
    }

    @Test
    void showsCharactersOfScriptsThatHaveNoSpaces() {
        assertThat(WordDiff.between("担当者に15分以内に連絡", "担当者に10分以内に電話連絡"))
                .containsExactly(
                        new Piece(Change.SAME, "担当者に"),
                        new Piece(Change.REMOVED, "15"),
                        new Piece(Change.ADDED, "10"),
                        new Piece(Change.SAME, "分以内に"),
                        new Piece(Change.ADDED, "電話"),
                        new Piece(Change.SAME, "連絡"));
        assertThat(WordDiff.between("ที่นี่", "ที่นั่"))
                .containsExactly(
                        new Piece(Change.SAME, "ที่"),
                        new Piece(Change.REMOVED, "นี่"),
                        new Piece(Change.ADDED, "นั่"));
    }

    @Property(tries = 300)
    void isBothTextsAgain(
            @ForAll @StringLength(max = 40) @CharRange(from = 'a', to = 'c') @Chars({' ', '\n', '分', '\u0E35'})
                    String from,
            @ForAll @StringLength(max = 40) @CharRange(from = 'a', to = 'c') @Chars({' ', '\n', '分', '\u0E35'})
                    String to) {
        var pieces = WordDiff.between(from, to);

        assertThat(without(pieces, Change.ADDED)).isEqualTo(from);
        assertThat(without(pieces, Change.REMOVED)).isEqualTo(to);
    }

    private static String without(java.util.List<Piece> pieces, Change change) {
        return pieces.stream()
                .filter(piece -> piece.change() != change)
                .map(Piece::text)
                .collect(Collectors.joining());
    }
}
