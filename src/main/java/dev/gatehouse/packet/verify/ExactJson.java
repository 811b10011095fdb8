package dev.gatehouse.packet.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.TreeSet;
import org.erdtman.jcs.NumberToJSON;

/** Reads JSON that has one reading only, and writes it as RFC 8785 has it. */
public final class ExactJson {
    private static final double LARGEST = 9007199254740991d;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .build();

    private ExactJson() {}

    static JsonNode in(Path file) {
        try {
            return read(Files.readAllBytes(file), file.toString());
        } catch (IOException e) {
            throw Refusal.unusable("%s can't be read.".formatted(file));
        }
    }

    /**
     * Reads what has one reading only.
     *
     * @param what names the bytes in a refusal
     * @throws Refusal UNUSABLE when they are no JSON, or JSON that two readers could understand differently
     */
    public static JsonNode read(byte[] utf8, String what) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
            JsonNode value = MAPPER.readTree(text);
            if (value.isMissingNode()) {
                throw Refusal.unusable("%s is empty.".formatted(what));
            }
            // whatever has no exact form is found now, before anything is concluded from the rest
            canonical(value, new StringBuilder(), what);
            return value;
        } catch (CharacterCodingException e) {
            throw Refusal.unusable("%s is not UTF-8.".formatted(what));
        } catch (JsonProcessingException e) {
            throw Refusal.unusable("%s is no JSON with one reading only.".formatted(what));
        }
    }

    /** SHA-256 of the RFC 8785 form, in lower-case hexadecimal digits. */
    public static String sha256(JsonNode value) {
        StringBuilder canonical = new StringBuilder();
        canonical(value, canonical, "this value");
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(canonical.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void canonical(JsonNode value, StringBuilder out, String what) {
        if (value.isObject()) {
            TreeSet<String> names = new TreeSet<>(); // String compares by UTF-16 units, as RFC 8785 sorts
            value.fieldNames().forEachRemaining(names::add);
            char separator = '{';
            for (String name : names) {
                out.append(separator);
                text(name, out, what);
                out.append(':');
                canonical(value.get(name), out, what);
                separator = ',';
            }
            out.append(names.isEmpty() ? "{}" : "}");
        } else if (value.isArray()) {
            out.append('[');
            for (Iterator<JsonNode> elements = value.elements(); elements.hasNext(); ) {
                canonical(elements.next(), out, what);
                out.append(elements.hasNext() ? "," : "");
            }
            out.append(']');
        } else if (value.isTextual()) {
            text(value.textValue(), out, what);
        } else if (value.isNumber()) {
            out.append(number(value.decimalValue(), what));
        } else {
            out.append(value.asText());
        }
    }

    private static String number(BigDecimal exact, String what) {
        double nearest = exact.doubleValue();
        try {
            if (Math.abs(nearest) <= LARGEST) {
                String written = NumberToJSON.serializeNumber(nearest);
                if (new BigDecimal(written).compareTo(exact) == 0) {
                    return written;
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("only NaN and the infinities have no JSON form", e);
        }
        throw Refusal.unusable("%s holds a number that JSON readers do not keep exactly.".formatted(what));
    }

    private static void text(String text, StringBuilder out, String what) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw Refusal.unusable("%s holds half a character (a lone surrogate).".formatted(what));
        }
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> out.append(c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
            }
        }
        out.append('"');
    }
}
