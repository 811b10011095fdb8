package dev.gatehouse.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.regex.RegularExpression;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Checks a document against a JSON Schema (draft 2020-12) and says in sentences what would be right; the schema's
 * descriptions are their second half. Beside the schema's assertions it checks the formats {@code date-time},
 * {@code duration}, {@code uri} and {@code uri-reference}, and that no text the schema describes has control characters.
 */
public final class DocumentSchema {
    private static final int SHOWN = 60;

    private final JsonNode root;
    private final JsonSchema schema;

    private DocumentSchema(JsonNode root) {
        this.root = root;
        this.schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(
                        root,
                        SchemaValidatorsConfig.builder()
                                .pathType(PathType.JSON_POINTER)
                                .regularExpressionFactory(DocumentSchema::expression)
                                .build());
        schema.initializeValidators();
    }

    /** The whole schema of a resource. */
    public static DocumentSchema of(String resource) {
        return new DocumentSchema(read(resource));
    }

    /** One definition of a resource. */
    public static DocumentSchema of(String resource, String definition) {
        ObjectNode document = (ObjectNode) read(resource);
        document.put("$ref", "#/$defs/" + definition);
        return new DocumentSchema(document);
    }

    /** A schema that stands in a text of its own. */
    static DocumentSchema of(JsonNode root) {
        return new DocumentSchema(root);
    }

    /** As ECMA-262 means it: {@code $} is the end of the text, where Java lets a line break follow. */
    private static RegularExpression expression(String regex) {
        boolean anchored = regex.endsWith("$") && !regex.endsWith("\\$");
        Pattern pattern = Pattern.compile(anchored ? regex.substring(0, regex.length() - 1) + "\\z" : regex);
        return text -> pattern.matcher(text).find();
    }

    private static JsonNode read(String resource) {
        try (InputStream in = DocumentSchema.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no schema at " + resource);
            }
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** At most one fault per place. */
    public List<Fault> faults(JsonNode document) {
        var faults = new LinkedHashMap<String, Fault>();
        for (ValidationMessage message : schema.validate(document)) {
            Fault fault = fault(message);
            faults.putIfAbsent(fault.pointer(), fault);
        }
        var more = new ArrayList<Fault>();
        walk(Place.root(document), described(root), more);
        more.forEach(fault -> faults.putIfAbsent(fault.pointer(), fault));
        return List.copyOf(faults.values());
    }

    private Fault fault(ValidationMessage message) {
        Place there = new Place(
                message.getInstanceLocation().toString(),
                message.getInstanceNode() == null ? MissingNode.getInstance() : message.getInstanceNode());
        return switch (message.getType()) {
            case "required" -> {
                Place missing = there.at(message.getProperty());
                yield missing.fault("%s is missing; it must be %s"
                        .formatted(message.getProperty(), description(missing.pointer())));
            }
            case "additionalProperties" -> {
                Place extra = there.at(message.getProperty());
                yield extra.fault("there is no property %s here; leave it out or use one of: %s"
                        .formatted(shown(message.getProperty()), known(there.pointer())));
            }
            default ->
                there.fault("this must be %s, but is %s".formatted(description(there.pointer()), what(there.node())));
        };
    }

    private void walk(Place place, JsonNode schemaHere, List<Fault> faults) {
        JsonNode node = place.node();
        if (node.isObject() && schemaHere.has("properties")) {
            node.fieldNames().forEachRemaining(name -> {
                if (hasControlCharacter(name)) {
                    faults.add(place.fault("the names in this object must be without control characters"));
                }
                walk(place.at(name), child(schemaHere, name), faults);
            });
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                walk(new Place(place.pointer() + "/" + i, node.get(i)), described(schemaHere.path("items")), faults);
            }
        } else if (node.isTextual()) {
            String text = node.textValue();
            if (hasControlCharacter(text)) {
                faults.add(place.fault("this text must be without control characters other than tab and line break"));
            } else if (!fits(schemaHere.path("format").asText(), text)) {
                faults.add(place.fault("this must be %s, but is %s"
                        .formatted(schemaHere.path("description").asText(), what(node))));
            }
        }
    }

    private static boolean fits(String format, String text) {
        return switch (format) {
            case "date-time" -> Times.instant(text).isPresent();
            case "duration" -> Times.duration(text).isPresent();
            case "uri-reference" -> uri(text).isPresent();
            case "uri" -> uri(text).filter(URI::isAbsolute).isPresent();
            default -> true;
        };
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException none) {
            return Optional.empty();
        }
    }

    private static boolean hasControlCharacter(String text) {
        return text.chars().anyMatch(c -> (c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == 0x7f);
    }

    private String description(String pointer) {
        return at(pointer).path("description").asText("something else");
    }

    private String known(String pointer) {
        Map<String, JsonNode> properties = new LinkedHashMap<>();
        at(pointer).path("properties").fields().forEachRemaining(one -> properties.put(one.getKey(), one.getValue()));
        return properties.isEmpty() ? "none" : String.join(", ", properties.keySet());
    }

    /** The schema that applies to a place in a document. */
    private JsonNode at(String pointer) {
        JsonNode here = described(root);
        for (String segment :
                pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
            String name = segment.replace("~1", "/").replace("~0", "~");
            here = here.has("items") ? described(here.path("items")) : child(here, name);
        }
        return here;
    }

    private JsonNode child(JsonNode object, String name) {
        JsonNode properties = object.path("properties");
        return described(properties.has(name) ? properties.path(name) : object.path("additionalProperties"));
    }

    /** What a node refers to, under the description that stands closer to the place: the node's own where it has one. */
    private JsonNode described(JsonNode node) {
        if (!node.has("$ref")) {
            return node;
        }
        ObjectNode resolved = root.path("$defs")
                .path(node.path("$ref").asText().substring("#/$defs/".length()))
                .deepCopy();
        ((ObjectNode) node).properties().forEach(one -> {
            if (!one.getKey().startsWith("$")) {
                resolved.set(one.getKey(), one.getValue());
            }
        });
        return resolved;
    }

    private static String what(JsonNode node) {
        if (node.isObject()) {
            return "an object";
        } else if (node.isArray()) {
            return "a list of " + node.size();
        } else if (node.isTextual() && node.textValue().isBlank()) {
            return "an empty text";
        } else if (node.isTextual() && node.textValue().length() > SHOWN) {
            return "a text of %d characters"
                    .formatted(
                            node.textValue().codePointCount(0, node.textValue().length()));
        } else if (node.isTextual()) {
            return "\"" + node.textValue() + "\"";
        }
        return node.toString();
    }

    private static String shown(String name) {
        return name.length() > SHOWN ? name.substring(0, SHOWN) + "..." : name;
    }
}
