package dev.gatehouse.packet;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;

/**
 * The one way to write a JSON value as bytes (RFC 8785), so that equal values have equal hashes. Refuses, with {@link
 * IllegalArgumentException}, a node that {@link StrictJson} could not have read: such a value has no exact form.
 */
public final class CanonicalJson {
    private CanonicalJson() {}

    public static byte[] bytes(JsonNode value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    public static String text(JsonNode value) {
        String refusal = refusalOf(value, 0);
        if (refusal != null) {
            throw new IllegalArgumentException("no canonical JSON: " + refusal);
        }
        try {
            // in an array, because the canonicalizer takes no bare text or number
            String inArray = new JsonCanonicalizer("[" + value + "]").getEncodedString();
            return inArray.substring(1, inArray.length() - 1);
        } catch (IOException e) {
            throw new IllegalArgumentException("no canonical JSON: " + e.getMessage(), e);
        }
    }

    private static @Nullable String refusalOf(JsonNode value, int depth) {
        if (depth > StrictJson.DEEPEST) {
            return "nested deeper than " + StrictJson.DEEPEST;
        }
        return switch (value.getNodeType()) {
            case NULL, BOOLEAN -> null;
            case STRING -> refusalOf(value.textValue());
            case NUMBER -> refusalOfNumber(value);
            case ARRAY -> refusalOfAny(value.elements(), depth + 1);
            case OBJECT -> {
                String ofNames = refusalOfNames(value.fieldNames());
                yield ofNames != null ? ofNames : refusalOfAny(value.elements(), depth + 1);
            }
            case BINARY, POJO, MISSING -> "a " + value.getNodeType() + " node is no JSON value";
        };
    }

    private static @Nullable String refusalOfAny(Iterator<JsonNode> values, int depth) {
        while (values.hasNext()) {
            String refusal = refusalOf(values.next(), depth);
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    private static @Nullable String refusalOfNames(Iterator<String> names) {
        while (names.hasNext()) {
            String refusal = refusalOf(names.next());
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    private static @Nullable String refusalOf(String text) {
        return Surrogates.anyLoneIn(text) ? "a text holds a lone surrogate" : null;
    }

    private static @Nullable String refusalOfNumber(JsonNode number) {
        if (number.isFloatingPointNumber() && !number.isBigDecimal()) {
            double value = number.doubleValue();
            return Math.abs(value) <= ExactNumbers.LARGEST ? null : "the number " + value + " is not kept exactly";
        }
        return ExactNumbers.refusalOf(number.asText());
    }
}
