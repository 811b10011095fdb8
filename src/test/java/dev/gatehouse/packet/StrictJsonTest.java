package dev.gatehouse.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
    @Test
    void readsWhatIsPlainJson() {
        var read = StrictJson.read("{\"a\":[1,-2.5,\"x\",true,null],\"b\":{}}".getBytes(StandardCharsets.UTF_8));

        assertThat(read.get("a")).hasSize(5);
        assertThat(read.at("/a/1").doubleValue()).isEqualTo(-2.5);
        assertThat(read.get("b").isObject()).isTrue();
    }

    @Test
    void readsAWholeNumberAsAnIntegerHoweverItIsWritten() {
        assertThat(StrictJson.read("[1.0,1e2,-0,9007199254740991]"))
                .isEqualTo(StrictJson.read("[1,100,0,9007199254740991.0]"));
        assertThat(StrictJson.read("1.0").isInt()).isTrue();
    }

    @Test
    void refusesANameThatOccursTwiceAndSaysWhere() {
        MalformedJsonException refused = refused("{\n  \"a\": 1,\n  \"a\": 2\n}");

        assertThat(refused).hasMessageContaining("\"a\" occurs twice");
        assertThat(refused.line()).isEqualTo(3);
        assertThat(refused.column()).isEqualTo(3);
    }

    @Test
    void refusesTheSameNameEscapedDifferently() {
        assertThat(refused("{\"a\":1,\"\\u0061\":2}")).hasMessageContaining("occurs twice");
    }

    @Test
    void refusesAnythingAfterTheValue() {
        MalformedJsonException refused = refused("{} {}");

        assertThat(refused).hasMessageContaining("nothing may follow");
        assertThat(refused.column()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"\\ud800\"", "\"\\udc00x\"", "\"\\ud83d\\u0041\"", "{\"\\ud800\":1}", "[\"ok\",\"\\udfff\"]"})
    void refusesALoneSurrogate(String text) {
        assertThat(refused(text)).hasMessageContaining("lone surrogate");
    }

    @Test
    void keepsAWholePair() {
        assertThat(StrictJson.read("\"\\ud83d\\ude00\"").textValue()).isEqualTo("😀");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9007199254740992",
                "-9007199254740992",
                "9007199254740993",
                "1e16",
                "1e400",
                "123456789012345678901234567890",
                "9007199254740991.4"
            })
    void refusesANumberTooLargeToBeExact(String number) {
        assertThat(refused(number)).hasMessageContaining("number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.10000000000000000555",
                "1e-400",
                "1e-99999999999",
                "333333.33333333333333",
                "4503599627370497.25"
            })
    void refusesAFractionThatADoubleDoesNotKeep(String number) {
        assertThat(refused(number)).hasMessageContaining("would be kept as");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.1", "0.10", "-1.5e-7", "5e-324", "2.2250738585072014e-308", "2251799813685248.5"})
    void keepsAFractionThatADoubleKeeps(String number) {
        assertThat(StrictJson.read(number).isNumber()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,",
                "{\"a\"}",
                "NaN",
                "Infinity",
                "-Infinity",
                "01",
                "-01",
                "+1",
                ".5",
                "1.",
                "tru",
                "'a'",
                "{a:1}",
                "[1,]",
                "{\"a\":1,}",
                "[,1]",
                "// c\n1",
                "/* c */1",
                "\"a\nb\"",
                "\"\t\"",
                "\"\\x41\"",
                "\u0000",
                "]"
            })
    void refusesWhatIsNoJson(String text) {
        MalformedJsonException refused = refused(text);

        assertThat(refused.line()).isPositive();
        assertThat(refused.column()).isPositive();
        assertThat(refused.getMessage()).isNotBlank().doesNotContain("Feature", "Constraints", "ource");
    }

    @Test
    void refusesNestingThatWouldExhaustAReader() {
        assertThat(refused("[".repeat(100_000)).getMessage()).contains("depth");
        String deepest = "[".repeat(StrictJson.DEEPEST) + "]".repeat(StrictJson.DEEPEST);
        assertThat(CanonicalJson.text(StrictJson.read(deepest))).isEqualTo(deepest);
    }

    @Test
    void refusesBytesThatAreNotUtf8AndSaysWhere() {
        byte[] latin1 = "[1,\n\"caf\u00e9\"]".getBytes(StandardCharsets.ISO_8859_1);

        var refused = catchThrowableOfType(MalformedJsonException.class, () -> StrictJson.read(latin1));

        assertThat(refused).hasMessageContaining("UTF-8");
        assertThat(refused.line()).isEqualTo(2);
        assertThat(refused.column()).isEqualTo(5);
    }

    @Test
    void refusesAByteOrderMarkAndATruncatedCharacter() {
        byte[] marked = "\ufeff{}".getBytes(StandardCharsets.UTF_8);
        byte[] truncated = {'"', (byte) 0xe2, (byte) 0x82};

        assertThat(catchThrowableOfType(MalformedJsonException.class, () -> StrictJson.read(marked)))
                .isNotNull();
        assertThat(catchThrowableOfType(MalformedJsonException.class, () -> StrictJson.read(truncated)))
                .isNotNull();
    }

    private static MalformedJsonException refused(String text) {
        var refused = catchThrowableOfType(MalformedJsonException.class, () -> StrictJson.read(text));
        assertThat(refused).as("refusal of %s", text).isNotNull();
        return refused;
    }
}
