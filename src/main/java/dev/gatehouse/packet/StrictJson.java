package dev.gatehouse.packet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON (RFC 8259) and refuses whatever two readers could understand differently or {@link CanonicalJson} could not
 * keep exactly (RFC 7493): duplicate names, anything after the value, bytes that are not UTF-8, a byte order mark, lone
 * surrogates, NaN, leading zeros, numbers that a double does not keep, nesting deeper than {@value #DEEPEST}.
 *
 * <p>Numbers without a fraction come as integer nodes however they were written, so that equal canonical forms are equal
 * nodes.
 */
public final class StrictJson {
    /** Far beyond any honest request; keeps every recursive reader behind this one safe. */
    public static final int DEEPEST = 200;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private StrictJson() {}

    /** Reads UTF-8. */
    public static JsonNode read(byte[] utf8) {
        return read(decode(utf8));
    }

    public static JsonNode read(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw malformed("there is no JSON value", parser.currentLocation());
            }
            JsonNode value = value(parser, first);
            if (parser.nextToken() != null) {
                throw malformed("nothing may follow the JSON value", parser.currentTokenLocation());
            }
            return value;
        } catch (JsonProcessingException e) {
            throw malformed(sentence(e), e.getLocation());
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory does not fail", e);
        }
    }

    private static JsonNode value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> NODES.textNode(wellFormed(parser, parser.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw malformed("a JSON value is expected here", parser.currentTokenLocation());
        };
    }

    private static ObjectNode object(JsonParser parser) throws IOException {
        ObjectNode object = NODES.objectNode();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonLocation place = parser.currentTokenLocation();
            wellFormed(parser, name);
            if (object.has(name)) {
                throw malformed("the name \"" + name + "\" occurs twice in the same object", place);
            }
            object.set(name, value(parser, parser.nextToken()));
        }
        return object;
    }

    private static ArrayNode array(JsonParser parser) throws IOException {
        ArrayNode array = NODES.arrayNode();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            array.add(value(parser, token));
        }
        return array;
    }

    private static JsonNode number(JsonParser parser) throws IOException {
        String literal = parser.getText();
        String refusal = ExactNumbers.refusalOf(literal);
        if (refusal != null) {
            throw malformed(refusal, parser.currentTokenLocation());
        }
        double value = Double.parseDouble(literal);
        if (value != Math.rint(value)) {
            return NODES.numberNode(value);
        }
        long whole = (long) value;
        return whole == (int) whole ? NODES.numberNode((int) whole) : NODES.numberNode(whole);
    }

    private static String wellFormed(JsonParser parser, String text) throws IOException {
        if (Surrogates.anyLoneIn(text)) {
            throw malformed("the text holds half a character (a lone surrogate)", parser.currentTokenLocation());
        }
        return text;
    }

    private static String decode(byte[] utf8) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(utf8.length);
        CoderResult result = decoder.decode(ByteBuffer.wrap(utf8), text, true);
        String read = text.flip().toString();
        if (result.isError()) {
            int line = 1 + (int) read.chars().filter(c -> c == '\n').count();
            throw new MalformedJsonException("these bytes are not UTF-8", line, read.length() - read.lastIndexOf('\n'));
        }
        return read;
    }

    private static String sentence(JsonProcessingException e) {
        // Jackson adds its own switches, sources and limits, which mean nothing to whoever sent the text
        String first = e.getOriginalMessage().lines().findFirst().orElse("this is not JSON");
        return first.replaceAll(", from `[^`]*`", "").replaceAll("( \\((start marker|not recognized)|: enable).*", "");
    }

    private static MalformedJsonException malformed(String message, @Nullable JsonLocation place) {
        return place == null
                ? new MalformedJsonException(message, 1, 1)
                : new MalformedJsonException(message, place.getLineNr(), place.getColumnNr());
    }
}
