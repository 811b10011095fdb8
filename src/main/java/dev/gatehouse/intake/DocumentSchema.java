package dev.gatehouse.intake;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.regex.RegularExpression;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A JSON Schema (draft 2020-12) of the project that says in sentences what does not fit and what would: the remedy is
 * the {@code description} of the place in the schema, so every property of a schema should have one that finishes the
 * sentence "expected ...". Formats are checked, not merely noted.
 */
public final class DocumentSchema {
    private final JsonNode text;
    private final JsonSchema schema;

    private DocumentSchema(JsonNode text) {
        this.text = text;
        this.schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(
                        text,
                        SchemaValidatorsConfig.builder()
                                .pathType(PathType.JSON_POINTER)
                                .locale(Locale.ENGLISH)
                                .formatAssertionsEnabled(true)
                                .regularExpressionFactory(DocumentSchema::expression)
                                .build());
        schema.initializeValidators();
    }

    /** The schema in {@code schema/<name>.schema.json} on the class path. */
    public static DocumentSchema named(String name) {
        String path = "/schema/" + name + ".schema.json";
        try (InputStream in = DocumentSchema.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new FileNotFoundException(path);
            }
            return new DocumentSchema(new ObjectMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException("the schema cannot be read: " + path, e);
        }
    }

    /** A schema from inside another document of the project. */
    public static DocumentSchema of(JsonNode text) {
        return new DocumentSchema(text);
    }

    /** As ECMA-262 means it: {@code $} is the end of the text, where Java lets a line break follow. */
    private static RegularExpression expression(String regex) {
        boolean anchored = regex.endsWith("$") && !regex.endsWith("\\$");
        Pattern pattern = Pattern.compile(anchored ? regex.substring(0, regex.length() - 1) + "\\z" : regex);
        return text -> pattern.matcher(text).find();
    }

    /** Everything that does not fit; empty when the document fits. */
    public List<Fault> faults(JsonNode document) {
        List<Fault> faults = new ArrayList<>();
        for (ValidationMessage message : schema.validate(document)) {
            Fault fault = fault(message);
            if (!faults.contains(fault)) {
                faults.add(fault);
            }
        }
        return faults;
    }

    private Fault fault(ValidationMessage message) {
        String at = message.getInstanceLocation().toString();
        JsonNode owner = ownerOf(message);
        String property = message.getProperty();
        switch (message.getType()) {
            case "required" -> {
                String name = Objects.requireNonNullElse(property, "");
                return new Fault(
                        at + "/" + escaped(name),
                        "is missing" + expected(owner.path("properties").path(name)));
            }
            case "additionalProperties", "unevaluatedProperties" -> {
                String name = Objects.requireNonNullElse(property, "");
                List<String> known = new ArrayList<>();
                owner.path("properties").fieldNames().forEachRemaining(known::add);
                return new Fault(
                        at + "/" + escaped(name),
                        "is no field of this object"
                                + (known.isEmpty() ? "" : "; its fields are " + String.join(", ", known)));
            }
            case "type" -> {
                JsonNode found = message.getInstanceNode();
                return new Fault(at, "is " + kindOf(found) + expected(owner));
            }
            case "const", "enum", "pattern", "format" -> {
                String remedy = expected(owner);
                return new Fault(at, remedy.isEmpty() ? message.getError() : "does not fit" + remedy);
            }
            default -> {
                return new Fault(at, message.getError() + expected(owner));
            }
        }
    }

    /** The schema object that holds the keyword that did not hold. */
    private JsonNode ownerOf(ValidationMessage message) {
        String pointer = message.getSchemaLocation().getFragment().toString();
        JsonPointer keyword = JsonPointer.compile(pointer);
        JsonNode owner = text.at(keyword.head() == null ? JsonPointer.empty() : keyword.head());
        // a $ref's own description is closer to the place than that of what it refers to
        String evaluated = message.getEvaluationPath().toString();
        int reference = evaluated.lastIndexOf("/$ref/");
        if (reference >= 0) {
            JsonNode referring = text.at(evaluated.substring(0, reference));
            if (referring.has("description") && evaluated.indexOf('/', reference + 6) < 0) {
                return referring;
            }
        }
        return owner;
    }

    private String expected(JsonNode place) {
        JsonNode described = place;
        while (!described.has("description") && described.path("$ref").asText().startsWith("#/")) {
            described = text.at(described.path("$ref").asText().substring(1));
        }
        String description = described.path("description").asText();
        if (!description.isEmpty()) {
            return "; expected " + description;
        }
        JsonNode type = described.path("type");
        return type.isTextual() ? "; expected " + type.asText() : "";
    }

    private static String kindOf(JsonNode found) {
        return switch (found.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            default -> "null";
        };
    }

    /** A property's name as one step of a JSON pointer. */
    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
