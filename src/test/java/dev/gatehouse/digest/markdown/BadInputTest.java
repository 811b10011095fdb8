package dev.gatehouse.digest.markdown;

import static dev.gatehouse.digest.Runbooks.reading;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.digest.domain.runbook.Runbook;
import dev.gatehouse.digest.domain.runbook.Unit;
import dev.gatehouse.digest.domain.runbook.UnitKind;
import dev.gatehouse.digest.markdown.Reading.Reason;
import dev.gatehouse.digest.markdown.Reading.Unreadable;
import dev.gatehouse.digest.markdown.Warning.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that nobody meant to write, and files that somebody did. What is bounded here would otherwise take hours. */
class BadInputTest {
    private static final int MEBIBYTE = 1 << 20;
    private static final RunbookReader READER = new RunbookReader();

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\r\n\t\n", "\uFEFF", "\uFEFF\n"})
    void refusesAnEmptyFile(String text) {
        Unreadable unreadable = unreadable(text.getBytes(StandardCharsets.UTF_8));

        assertThat(unreadable.reason()).isEqualTo(Reason.EMPTY);
        assertThat(unreadable.line()).isNull();
        assertThat(unreadable.sentence())
                .isEqualTo("The file has no text. A runbook has at least one heading or step.");
    }

    @Test
    void refusesBinary() {
        Unreadable unreadable = unreadable(new byte[] {'a', '\n', (byte) 0x89, 'P', '\r', '\n', 0, 'G'});

        assertThat(unreadable.reason()).isEqualTo(Reason.BINARY);
        assertThat(unreadable.line()).isEqualTo(3);
        assertThat(unreadable.sentence()).startsWith("Line 3 has a NUL byte");
    }

    @Test
    void refusesUtf16WithoutAByteOrderMark() {
        assertThat(unreadable("# A".getBytes(StandardCharsets.UTF_16LE)).reason())
                .isEqualTo(Reason.BINARY);
    }

    @Test
    void refusesWhatIsNotUtf8() {
        Unreadable unreadable = unreadable("# A\r\n\r\nGr\u00FC\u00DFe".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(unreadable.reason()).isEqualTo(Reason.MALFORMED_TEXT);
        assertThat(unreadable.line()).isEqualTo(3);
        assertThat(unreadable.sentence())
                .isEqualTo("Line 3 is not UTF-8 (byte 0xFC at offset 9). Save the file as UTF-8.");
    }

    @Test
    void refusesHalfACharacter() {
        byte[] utf8 = "# A\u00e9".getBytes(StandardCharsets.UTF_8);
        byte[] utf16 = "\uFEFF# A".getBytes(StandardCharsets.UTF_16LE);

        assertThat(unreadable(Arrays.copyOf(utf8, utf8.length - 1)).reason()).isEqualTo(Reason.MALFORMED_TEXT);
        assertThat(unreadable(Arrays.copyOf(utf16, utf16.length - 1)).reason()).isEqualTo(Reason.MALFORMED_TEXT);
        assertThat(unreadable(new byte[] {(byte) 0xFE, (byte) 0xFF, (byte) 0xD8, 1, 0x20, 0x20})
                        .reason())
                .isEqualTo(Reason.MALFORMED_TEXT);
    }

    @Test
    void readsAnywayWhatIsNoText() {
        Reading.Readable reading = READER.readAnyway("# A\nGr\u00FC\u00DFe\0".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(reading.runbook().units()).extracting(Unit::text).containsExactly("A", "Gr\uFFFD\uFFFDe\uFFFD");
        assertThat(reading.warnings()).containsExactly(new Warning(Kind.REPLACED_BYTES, "", List.of(2)));
        assertThat(reading.warnings().get(0).sentence())
                .isEqualTo("Some bytes are no text: they are read as the replacement character (line 2).");
    }

    @Test
    void readsAnywayAnEmptyFile() {
        Runbook runbook = READER.readAnyway(new byte[0]).runbook();

        assertThat(runbook.units()).isEmpty();
        assertThat(runbook.lines()).isZero();
    }

    @Test
    void readsAnywayWhatItCanReadForCertainAsItDoes() {
        byte[] file = "---\ntitle: T\n---\n1. a {#a}\n".getBytes(StandardCharsets.UTF_8);

        Reading.Readable anyway = READER.readAnyway(file);

        assertThat(anyway.warnings()).isEmpty();
        assertThat(anyway.runbook().units())
                .isEqualTo(((Reading.Readable) READER.read(file)).runbook().units());
    }

    @Test
    void readsALineOfAMebibyte() {
        String line = "word ".repeat(MEBIBYTE / 5);

        Runbook runbook = reading("# " + line + "{#long}", line).runbook();

        assertThat(runbook.unit("long").orElseThrow().text()).hasSize(line.length() - 1);
        assertThat(runbook.units()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "![",
                "![[]()",
                "[a](b",
                "[a](<b",
                "[a](b \"c",
                "[]",
                "[a]: ",
                "*a _a ",
                "a**b c* ",
                "_a*",
                "<!--",
                "<?",
                "<a ",
                "<x y='",
                "<a@b",
                "`a",
                "{#",
                "{#a} ",
                "&",
                "\\",
                "|",
                "> ",
                "- ",
                "1. ",
                "a|",
                "**",
                "<![CDATA["
            })
    void readsWhatIsBegunAgainAndAgainAndNeverEnded(String piece) {
        Reading.Readable reading = reading("text " + piece.repeat(MEBIBYTE / piece.length()), "", "1. a {#end}");

        assertThat(reading.runbook().unit("end")).isPresent();
    }

    @Test
    void leavesAPassageOfVeryManyBracketsUnparsedAndSaysSo() {
        Reading.Readable reading = reading("*a* " + "[".repeat(1001) + " {#a}  ", "*b* {#b}");

        Unit unit = reading.runbook().units().get(0);
        assertThat(unit.anchor()).isEqualTo("a");
        assertThat(unit.text()).startsWith("*a* [").endsWith("[ *b* {#b}");
        assertThat(reading.warnings()).containsExactly(new Warning(Kind.MANY_BRACKETS, "1000", List.of()));
        assertThat(reading.warnings().get(0).sentence()).endsWith("without its links and emphasis.");
    }

    @Test
    void parsesAPassageOfManyBrackets() {
        assertThat(reading("*a* " + "[".repeat(1000)).runbook().units().get(0).text())
                .startsWith("a [");
    }

    @Test
    void readsListsNestedTenThousandDeep() {
        String lists = IntStream.range(0, 1000)
                .mapToObj(depth -> "  ".repeat(depth) + "- level " + depth)
                .collect(Collectors.joining("\n"));

        Reading.Readable reading = reading(lists);
        Reading.Readable oneLine = reading("- ".repeat(10_000) + "deep {#deep}");

        assertThat(reading.warnings()).containsExactly(new Warning(Kind.DEEP_NESTING, "100", List.of(50)));
        assertThat(text(reading)).contains("level 999");
        assertThat(oneLine.warnings()).extracting(Warning::kind).containsExactly(Kind.DEEP_NESTING);
        assertThat(oneLine.runbook().unit("deep").orElseThrow().text()).endsWith("- deep");
    }

    @Test
    void readsQuotesNestedTenThousandDeep() {
        Reading.Readable reading = reading(">".repeat(10_000) + " deep {#deep}", "> ".repeat(10_000) + "more");

        assertThat(reading.warnings()).extracting(Warning::kind).containsExactly(Kind.DEEP_NESTING);
        assertThat(text(reading)).contains("deep").contains("more");
    }

    @Test
    void readsEmphasisNestedTenThousandDeep() {
        Reading.Readable reading = reading("*a ".repeat(10_000) + " b*".repeat(10_000) + " {#deep}");

        assertThat(reading.runbook().unit("deep")).isPresent();
    }

    @Test
    void readsTablesThatFillTheMemoryAsTextAndSaysSo() {
        Reading.Readable reading =
                reading("|a".repeat(2000) + "|", "|-".repeat(2000) + "|", "|a\n".repeat(2000), "# A {#a}");

        assertThat(reading.warnings()).containsExactly(new Warning(Kind.LARGE_TABLES, "200000", List.of()));
        assertThat(reading.runbook().units())
                .extracting(Unit::kind)
                .containsExactly(UnitKind.PARAGRAPH, UnitKind.HEADING);
    }

    @Test
    void stopsComparingDestinationsThatAreRepeatedWithoutEnd() {
        String references = ("[a] ".repeat(1000) + "\n\n").repeat(10);

        Reading.Readable reading = reading("[a]: http://" + "x".repeat(1 << 15), "", references);

        assertThat(reading.warnings()).containsExactly(new Warning(Kind.REPEATED_LINKS, "8388608", List.of()));
        assertThat(reading.runbook().units()).hasSize(10);
    }

    @Test
    void readsTwentyThousandLines() {
        Runbook runbook = reading("1. step\n".repeat(20_000)).runbook();

        assertThat(runbook.lines()).isEqualTo(20_000);
        assertThat(runbook.units()).hasSize(20_000);
        assertThat(runbook.units().get(19_999).number()).isEqualTo(20_000);
        assertThat(runbook.units().get(19_999).lines().from()).isEqualTo(20_000);
    }

    @Test
    void readsTwentyThousandRowsOfOneName() {
        Runbook runbook = reading("|a|", "|-|", "|x|\n".repeat(20_000)).runbook();

        assertThat(runbook.units().get(19_999).anchor()).isEqualTo("x~20000");
    }

    @Property(tries = 300)
    void readsAnyBytesOrSaysWhyNot(@ForAll byte[] file) {
        Reading.Readable anyway = READER.readAnyway(file);

        assertThat(anyway.runbook().lines()).isNotNegative();
        if (READER.read(file) instanceof Reading.Readable readable) {
            assertThat(readable.runbook().units()).isEqualTo(anyway.runbook().units());
        }
    }

    private static String text(Reading.Readable reading) {
        return reading.runbook().units().stream().map(Unit::text).collect(Collectors.joining("\n"));
    }

    private static Unreadable unreadable(byte[] file) {
        Reading reading = READER.read(file);
        assertThat(reading).isInstanceOf(Unreadable.class);
        return (Unreadable) reading;
    }
}
