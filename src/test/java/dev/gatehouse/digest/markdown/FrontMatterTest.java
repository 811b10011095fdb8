package dev.gatehouse.digest.markdown;

import static dev.gatehouse.digest.Runbooks.read;
import static dev.gatehouse.digest.Runbooks.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gatehouse.digest.domain.runbook.Assumption;
import dev.gatehouse.digest.domain.runbook.Lines;
import dev.gatehouse.digest.domain.runbook.Runbook;
import dev.gatehouse.digest.domain.runbook.Scalar;
import dev.gatehouse.digest.domain.runbook.Scalar.Type;
import dev.gatehouse.digest.domain.runbook.Unit;
import dev.gatehouse.digest.markdown.Reading.Reason;
import dev.gatehouse.digest.markdown.Reading.Unreadable;
import dev.gatehouse.digest.markdown.Warning.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrontMatterTest {

    @Test
    void isAUnitForEachFieldAndEachAssumption() {
        Runbook runbook = read(
                "---",
                "title: 'Severity   one'",
                "assumes:",
                "  - {register: entitlements, key: NORTHWIND-EU, field: tier, expect: PREMIUM-24x7}",
                "  - register: entitlements",
                "    key: BANCO-SUR-MX",
                "    field: namedContactRequired",
                "    expect: true",
                "    # a comment",
                "",
                "tags: [a, {c: 2, b: 1}]",
                "text: |",
                "  two",
                "  lines",
                "",
                "last: x",
                "---");

        assertThat(runbook.units())
                .extracting(Unit::anchor, Unit::text, Unit::lines)
                .containsExactly(
                        tuple("front-matter/title", "title: Severity one", new Lines(2, 2)),
                        tuple(
                                "assumes/entitlements/NORTHWIND-EU/tier",
                                "register: entitlements, key: NORTHWIND-EU, field: tier, expect: PREMIUM-24x7",
                                new Lines(4, 4)),
                        tuple(
                                "assumes/entitlements/BANCO-SUR-MX/namedContactRequired",
                                "register: entitlements, key: BANCO-SUR-MX, field: namedContactRequired, expect: true",
                                new Lines(5, 8)),
                        tuple("front-matter/tags", "tags: [a, {c: 2, b: 1}]", new Lines(11, 11)),
                        tuple("front-matter/text", "text: two lines", new Lines(12, 14)),
                        tuple("front-matter/last", "last: x", new Lines(16, 16)));
        assertThat(runbook.assumptions())
                .containsExactly(
                        new Assumption(
                                "entitlements",
                                "NORTHWIND-EU",
                                "tier",
                                new Scalar(Type.STRING, "PREMIUM-24x7"),
                                "assumes/entitlements/NORTHWIND-EU/tier",
                                new Lines(4, 4)),
                        new Assumption(
                                "entitlements",
                                "BANCO-SUR-MX",
                                "namedContactRequired",
                                new Scalar(Type.BOOLEAN, "true"),
                                "assumes/entitlements/BANCO-SUR-MX/namedContactRequired",
                                new Lines(5, 8)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "PREMIUM-24x7; STRING; PREMIUM-24x7",
                "true; BOOLEAN; true",
                "False; BOOLEAN; false",
                "'true'; STRING; true",
                "!!str true; STRING; true",
                "NO; STRING; NO",
                "on; STRING; on",
                "15; NUMBER; 15",
                "-1.50e3; NUMBER; -1.50e3",
                "\"15\"; STRING; 15",
                "007; STRING; 007",
                "0x1F; STRING; 0x1F",
                "12:30; STRING; 12:30",
                "2026-04-15; STRING; 2026-04-15",
                "''; STRING; ``",
                "null; NULL; null",
                "~; NULL; null",
                "!!float x; STRING; x",
                "!custom x; STRING; x"
            })
    void takesValuesForWhatJsonTakesThemFor(String written, Type type, String text) {
        Runbook runbook = read("---", "assumes:", "- {register: r, key: k, field: f, expect: " + written + "}", "---");

        assertThat(runbook.assumptions()).extracting(Assumption::expect).containsExactly(new Scalar(type, text));
    }

    @Test
    void comparesValuesWithTheirTypeAndWithoutTheOrderOfTheirNames() {
        assertThat(hash("a: true")).isNotEqualTo(hash("a: 'true'")).isEqualTo(hash("a:   TRUE"));
        assertThat(hash("a: {b: 1, c: 2}")).isEqualTo(hash("a: {c: 2, b: 1}")).isEqualTo(hash("a:\n  b: 1\n  c: 2"));
        assertThat(hash("a: [1, 2]")).isNotEqualTo(hash("a: [2, 1]")).isEqualTo(hash("a:\n- 1\n- 2"));
        assertThat(hash("a: 'x: y'")).isNotEqualTo(hash("a: {x: y}"));
        assertThat(hash("a: x  y")).isEqualTo(hash("a: |\n  x\n  y\n"));
        assertThat(hash("a: x")).isNotEqualTo(hash("b: x"));
    }

    private static String hash(String field) {
        return read("---", field, "---").units().get(0).hash();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{register: r, key: k, field: f}",
                "{register: r, key: k, field: f, expect: [a]}",
                "{register: r, key: {a: b}, field: f, expect: a}",
                "{register: , key: k, field: f, expect: a}",
                "{register: r, key: k, field: f, expect: }",
                "text"
            })
    void keepsAnIncompleteAssumptionAndSaysSo(String entry) {
        Reading.Readable reading = reading("---", "assumes:", "- " + entry, "---");

        assertThat(reading.runbook().assumptions()).isEmpty();
        assertThat(reading.runbook().units())
                .extracting(Unit::anchor, Unit::text)
                .containsExactly(tuple("front-matter/assumes", "assumes: " + entry));
        assertThat(reading.warnings()).containsExactly(new Warning(Kind.INCOMPLETE_ASSUMPTION, "", List.of(3)));
    }

    @Test
    void keepsAssumesThatIsNoListAndSaysSo() {
        Reading.Readable reading = reading("---", "assumes: nothing", "---");

        assertThat(reading.runbook().units()).extracting(Unit::text).containsExactly("assumes: nothing");
        assertThat(reading.warnings()).containsExactly(new Warning(Kind.INCOMPLETE_ASSUMPTION, "", List.of(2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"assumes:", "assumes: []", "assumes: ~"})
    void mayAssumeNothing(String field) {
        Reading.Readable reading = reading("---", field, "---");

        assertThat(reading.runbook().units()).isEmpty();
        assertThat(reading.warnings()).isEmpty();
    }

    @Test
    void mayBeEmptyAndEndWithDots() {
        assertThat(read("---", "...", "text").units()).extracting(Unit::lines).containsExactly(new Lines(3, 3));
        assertThat(read("---  ", "# comment", "---", "text").units())
                .extracting(Unit::lines)
                .containsExactly(new Lines(4, 4));
    }

    @Test
    void isFrontMatterInTheFirstLineOnly() {
        assertThat(read("", "---", "title: x", "---").units())
                .extracting(Unit::text)
                .containsExactly("title: x");
    }

    @Test
    void mayRepeatAValueByItsName() {
        Runbook runbook = read("---", "a: &x value", "b: *x", "---");

        assertThat(runbook.units())
                .extracting(Unit::text, Unit::lines)
                .containsExactly(tuple("a: value", new Lines(2, 2)), tuple("b: value", new Lines(3, 3)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "ok: 1\\na: b: c; 3; mapping values are not allowed here",
                "ok: 1\\na: [b; 4; expected ',' or ']'",
                "ok: 1\\n\\ta: b; 3; found character '\\t(TAB)'",
                "ok: 1\\nb: 2\\nok: 3; 4; the field ok stands in line 2 already",
                "text; 2; it has no fields there",
                "- a; 2; it has no fields there",
                "? [a]\\n: b; 2; a field's name is a word",
                "a: *b; 2; found undefined alias b",
                "a: &a [x]\\nb: *a; 2; aliases",
                "`a: \u0001`; 2; a character is not allowed there",
                "`\\n\\na: \u2028 \u0001`; 4; a character is not allowed there",
                "ok: 1\\nx: [\"1\\0z\", 5]; 3; the character U+0000 is not allowed there",
                "title: \"x \\uD800\"; 2; the character U+D800 is not allowed there",
                "a: {\"b\\x07\": 1}; 2; the character U+0007 is not allowed there",
                "assumes:\\n- {register: r, key: \"\\e\", field: f, expect: x}; 3; the character U+001B is not allowed",
                "a: b\\n--- c; 3; but found another document",
                "a: !!java.net.URL ['http://x']; 2; tag"
            })
    void isRefusedWithItsLineWhereItIsBroken(String yaml, int line, String problem) {
        Unreadable unreadable = unreadable("---\n" + yaml.replace("\\n", "\n").replace("\\ta", "\ta") + "\n---\n# A");

        assertThat(unreadable.reason()).isEqualTo(Reason.BROKEN_FRONT_MATTER);
        assertThat(unreadable.line()).isEqualTo(line);
        assertThat(unreadable.sentence())
                .startsWith("The front matter can't be read at line " + line + ": ")
                .contains(problem);
    }

    @Test
    void mayHoldAnyCharacterOfATextAsAnEscape() {
        assertThat(read("---", "a: \"\\t\\u00e9\\uD83D\\uDE80\\n\"", "---").units())
                .extracting(Unit::text)
                .containsExactly("a: \u00e9\uD83D\uDE80");
    }

    @Test
    void isLeftAsideWhereAnEscapeIsNoTextAndTheReadingGoesOn() {
        Reading.Readable reading =
                new RunbookReader().readAnyway("---\ntitle: \"\\0\"\n---\n# A".getBytes(StandardCharsets.UTF_8));

        assertThat(reading.runbook().units()).extracting(Unit::text).containsExactly("A");
        assertThat(reading.warnings()).extracting(Warning::kind).containsExactly(Kind.FRONT_MATTER_LEFT_ASIDE);
    }

    @Test
    void isRefusedWhereItDoesNotEnd() {
        Unreadable unreadable = unreadable("---\ntitle: x\n\n# A\n--- no\n");

        assertThat(unreadable.line()).isEqualTo(1);
        assertThat(unreadable.sentence()).contains("does not end");
    }

    @Test
    void isRefusedWhereItNestsOrRepeatsWithoutEnd() {
        assertThat(unreadable("---\na: " + "[".repeat(100_000) + "\n---").sentence())
                .contains("Nesting Depth");
        assertThat(unreadable("---\na: &a [*a]\n---").sentence()).contains("aliases");
        assertThat(unreadable("---\na: &a " + "x".repeat(10_000) + "\nb: [" + "*a,".repeat(10_000) + "]\n---")
                        .sentence())
                .contains("more than 1048576 characters");
    }

    @Test
    void isLeftAsideWhereItIsBrokenAndTheReadingGoesOn() {
        Reading.Readable reading =
                new RunbookReader().readAnyway("---\ntitle: a: b\n---\n# A".getBytes(StandardCharsets.UTF_8));

        assertThat(reading.runbook().units())
                .extracting(Unit::text, Unit::lines)
                .containsExactly(tuple("A", new Lines(4, 4)));
        assertThat(reading.warnings()).extracting(Warning::kind).containsExactly(Kind.FRONT_MATTER_LEFT_ASIDE);
        assertThat(reading.warnings().get(0).sentence())
                .isEqualTo("The front matter is left aside. The front matter can't be read at line 2:"
                        + " mapping values are not allowed here. It is YAML between two lines that are --- alone.");
    }

    @Test
    void isTextWhereItDoesNotEndAndTheReadingGoesOn() {
        Reading.Readable reading =
                new RunbookReader().readAnyway("---\ntitle: a\n\n# A".getBytes(StandardCharsets.UTF_8));

        assertThat(reading.runbook().units()).extracting(Unit::text).containsExactly("title: a", "A");
        assertThat(reading.warnings()).extracting(Warning::kind).containsExactly(Kind.FRONT_MATTER_LEFT_ASIDE);
    }

    @Property(tries = 500)
    void isReadOrRefusedWhateverItHolds(
            @ForAll
                    @Chars({
                        'a', ':', '-', ' ', '\n', '\r', '[', ']', '{', '}', ',', '&', '*', '!', '|', '>', '"', '\'',
                        '#', '?', '%'
                    })
                    String yaml) {
        byte[] file = ("---\n" + yaml + "\n---\n# A").getBytes(StandardCharsets.UTF_8);

        if (new RunbookReader().read(file) instanceof Unreadable unreadable) {
            assertThat(unreadable.line()).isBetween(1, 3 + yaml.length());
        }
    }

    private static Unreadable unreadable(String text) {
        Reading reading = new RunbookReader().read(text.getBytes(StandardCharsets.UTF_8));
        assertThat(reading).isInstanceOf(Unreadable.class);
        return (Unreadable) reading;
    }
}
