package dev.gatehouse.digest.domain.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.digest.domain.runbook.Wording.Mark;
import java.text.Normalizer;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WordingTest {

    @Test
    void takesWhiteSpaceOfAnyKindAndLengthForOneSpace() {
        assertThat(Wording.of("\t Page\u00A0 the\r\n\u2003owner\u2028now \u0085")
                        .text())
                .isEqualTo("Page the owner now");
    }

    @Test
    void keepsWhiteSpaceWhereTextIsPutTogether() {
        Wording wording = new Wording.Builder()
                .text("page ")
                .text("the")
                .text(" ")
                .text(" owner")
                .build();

        assertThat(wording.text()).isEqualTo("page the owner");
    }

    @Test
    void comparesMarkupThatTheTextDoesNotShow() {
        Wording plain = Wording.of("page now");
        Wording strong = new Wording.Builder()
                .text("page ")
                .mark(Mark.STRONG)
                .text("now")
                .mark(Mark.STRONG_END)
                .build();

        assertThat(strong.text()).isEqualTo(plain.text());
        assertThat(strong.canonical()).isNotEqualTo(plain.canonical());
        assertThat(strong.markup()).isEqualTo("page **now**");
    }

    @Test
    void doesNotTakeTypedSignsForMarkup() {
        Wording typed = Wording.of("page **now**");
        Wording strong = new Wording.Builder()
                .text("page ")
                .mark(Mark.STRONG)
                .text("now")
                .mark(Mark.STRONG_END)
                .build();

        assertThat(typed.markup()).isEqualTo(strong.markup());
        assertThat(typed.canonical()).isNotEqualTo(strong.canonical());
    }

    @Test
    void comparesWhereALinkLeads() {
        assertThat(link("record:known-issues/KI-1").text()).isEqualTo("see issue");
        assertThat(link("record:known-issues/KI-1").markup()).isEqualTo("see [issue](record:known-issues/KI-1)");
        assertThat(link("record:known-issues/KI-1"))
                .isNotEqualTo(link("record:known-issues/KI-2"))
                .isEqualTo(link("record:known-issues/KI-1"));
    }

    private static Wording link(String destination) {
        return new Wording.Builder()
                .text("see ")
                .mark(Mark.LINK)
                .text("issue")
                .mark(Mark.DESTINATION)
                .hidden(destination)
                .mark(Mark.LINK_END)
                .build();
    }

    @Test
    void keepsLinesAndIndentationOfCode() {
        Wording code = Wording.code("yaml", "\na:\r\n    b:  1   \r\n\r\n  c: 2\n\n");

        assertThat(code.text()).isEqualTo("a:\n    b: 1\n\n  c: 2");
        assertThat(code).isNotEqualTo(Wording.code("yaml", "a:\n  b: 1\n\n  c: 2"));
        assertThat(code.canonical())
                .isNotEqualTo(Wording.code("", "a:\n    b: 1\n\n  c: 2").canonical());
    }

    @Test
    void takesBlankLinesAtTheEndOfCodeForNone() {
        assertThat(Wording.code("sh", "page a\n  \n\t\n"))
                .isEqualTo(Wording.code("sh", "page a"))
                .isEqualTo(Wording.code("sh", "page a\n\n"));
    }

    @Test
    void comparesCellsUnderTheirColumns() {
        List<Wording> cells = List.of(Wording.of("storage"), Wording.of("team-storage"));
        Wording row = Wording.row(List.of(Wording.of("service"), Wording.of("owner")), cells);
        Wording renamed = Wording.row(List.of(Wording.of("service"), Wording.of("first")), cells);

        assertThat(row.text()).isEqualTo("storage | team-storage").isEqualTo(renamed.text());
        assertThat(row.canonical()).isNotEqualTo(renamed.canonical());
        assertThat(row.markup()).isEqualTo("service: storage | owner: team-storage");
    }

    @Property
    void isTheSameHoweverUnicodeComposesIt(@ForAll String text) {
        String nfc = Normalizer.normalize(text, Normalizer.Form.NFC);
        String nfd = Normalizer.normalize(text, Normalizer.Form.NFD);

        assertThat(Wording.of(nfd)).isEqualTo(Wording.of(nfc)).isEqualTo(Wording.of(text));
    }

    @Property
    void readsItsOwnTextAsItself(@ForAll String text) {
        assertThat(Wording.of(Wording.of(text).text())).isEqualTo(Wording.of(text));
    }
}
