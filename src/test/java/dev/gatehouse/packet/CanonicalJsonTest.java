package dev.gatehouse.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Test
    void writesTheExampleOfRfc8785() {
        // RFC 8785, section 3.2.2, without its two numbers that a strict reader refuses; bytes of section 3.2.4
        JsonNode example = StrictJson.read("""
                {
                  "numbers": [4.50, 2e-3, 0.000000000000000000000000001],
                  "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                  "literals": [null, true, false]
                }
                """);

        assertThat(HexFormat.of().formatHex(CanonicalJson.bytes(example.get("string"))))
                .isEqualTo("22e282ac245c75303030665c6e4127425c225c5c5c5c5c222f22");
        assertThat(CanonicalJson.text(example))
                .isEqualTo("{\"literals\":[null,true,false],\"numbers\":[4.5,0.002,1e-27],"
                        + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    @Test
    void sortsNamesByUtf16UnitsAsRfc8785Shows() {
        // RFC 8785, section 3.2.3
        JsonNode example = StrictJson.read("""
                {"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",
                 "\\ud83d\\ude00":"Emoji: Grinning Face","\\u0080":"Control","\\u00f6":"Latin Small Letter O With Diaeresis"}
                """);

        List<String> values = new ArrayList<>();
        StrictJson.read(CanonicalJson.bytes(example)).forEach(value -> values.add(value.textValue()));

        assertThat(values)
                .containsExactly(
                        "Carriage Return",
                        "One",
                        "Control",
                        "Latin Small Letter O With Diaeresis",
                        "Euro Sign",
                        "Emoji: Grinning Face",
                        "Hebrew Letter Dalet With Dagesh");
    }

    @ParameterizedTest
    @CsvSource({
        // RFC 8785, appendix B, those within the exact range
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "433fffffffffffff, 9007199254740991",
        "c33fffffffffffff, -9007199254740991",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2"
    })
    void writesNumbersAsRfc8785Does(String bits, String written) {
        double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));

        assertThat(CanonicalJson.text(NODES.numberNode(value))).isEqualTo(written);
        assertThat(StrictJson.read(written).doubleValue()).isEqualTo(value + 0.0);
    }

    @Test
    void refusesNodesThatHaveNoExactForm() {
        List<JsonNode> inexact = List.of(
                NODES.numberNode(Double.NaN),
                NODES.numberNode(Double.POSITIVE_INFINITY),
                NODES.numberNode(1L << 53),
                NODES.numberNode(1e30),
                NODES.numberNode(new BigDecimal("0.10000000000000000001")),
                NODES.textNode("\ud800"),
                NODES.pojoNode("x"),
                NODES.binaryNode(new byte[] {1}),
                NODES.missingNode());

        for (JsonNode node : inexact) {
            assertThatIllegalArgumentException()
                    .as("%s", node)
                    .isThrownBy(() -> CanonicalJson.bytes(NODES.arrayNode().add(node)));
        }
    }

    @Test
    void refusesANameThatHasNoUtf8Form() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CanonicalJson.bytes(NODES.objectNode().put("\udc00", 1)));
    }

    @Property(tries = 2_000)
    void readsBackWhatItWroteAndWritesItTheSame(@ForAll("values") JsonNode value) {
        byte[] written = CanonicalJson.bytes(value);

        JsonNode back = StrictJson.read(written);

        assertThat(back).isEqualTo(value);
        assertThat(CanonicalJson.bytes(back)).isEqualTo(written);
    }

    @Property(tries = 500)
    void doesNotDependOnTheOrderOfNamesOrOnLayout(@ForAll("values") JsonNode value, @ForAll long seed) {
        JsonNode shuffled = shuffled(value, new Random(seed));

        assertThat(CanonicalJson.bytes(StrictJson.read(shuffled.toPrettyString().getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(CanonicalJson.bytes(value));
    }

    @Property(tries = 5_000)
    void keepsEveryDoubleInRange(@ForAll long bits) {
        double value = Double.longBitsToDouble(bits);
        if (!(Math.abs(value) <= ExactNumbers.LARGEST)) {
            value = Double.isNaN(value) ? 1 / 3.0 : 1 / value;
        }

        assertThat(StrictJson.read(CanonicalJson.bytes(NODES.numberNode(value))).doubleValue())
                .isEqualTo(value + 0.0);
    }

    @Provide
    Arbitrary<JsonNode> values() {
        Arbitrary<String> texts = Arbitraries.strings()
                .all()
                .ofMaxLength(12)
                .map(text -> Surrogates.anyLoneIn(text) ? "lone-" + text.codePointCount(0, text.length()) : text);
        Arbitrary<JsonNode> leaves = Arbitraries.oneOf(
                texts.map(NODES::textNode),
                Arbitraries.integers().map(NODES::numberNode),
                Arbitraries.longs()
                        .between(-ExactNumbers.LARGEST, ExactNumbers.LARGEST)
                        .map(whole -> StrictJson.read(Long.toString(whole))),
                Arbitraries.doubles()
                        .between(-1e9, 1e9)
                        .ofScale(9)
                        .filter(fraction -> fraction != Math.rint(fraction))
                        .map(NODES::numberNode),
                Arbitraries.of(true, false).map(NODES::booleanNode),
                Arbitraries.just(NODES.nullNode()));
        return Arbitraries.recursive(
                () -> leaves,
                inner -> Arbitraries.oneOf(
                        inner.list().ofMaxSize(4).map(list -> NODES.arrayNode().addAll(list)),
                        Arbitraries.maps(texts, inner).ofMaxSize(4).map(map -> {
                            ObjectNode object = NODES.objectNode();
                            map.forEach(object::set);
                            return object;
                        })),
                0,
                4);
    }

    private static JsonNode shuffled(JsonNode value, Random random) {
        if (value.isArray()) {
            var array = NODES.arrayNode();
            value.forEach(element -> array.add(shuffled(element, random)));
            return array;
        }
        if (!value.isObject()) {
            return value;
        }
        List<String> names = new ArrayList<>();
        value.fieldNames().forEachRemaining(names::add);
        Collections.shuffle(names, random);
        ObjectNode object = NODES.objectNode();
        names.forEach(name -> object.set(name, shuffled(value.get(name), random)));
        return object;
    }
}
