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

    @Property(tries = 300)
    void isBothTextsAgain(
            @ForAll @StringLength(max = 40) @CharRange(from = 'a', to = 'c') @Chars({' ', '\n'}) String from,
            @ForAll @StringLength(max = 40) @CharRange(from = 'a', to = 'c') @Chars({' ', '\n'}) String to) {
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
