package dev.gatehouse.web.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.RefusedException.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What bodies may say at the engine's doors: by name what each call takes, and nothing beside it. */
final class Body {
    private static final Set<String> TEXT = Set.of("String", "Json", "Null", "Integer");
    private static final Set<String> PRIMITIVE =
            Set.of("String", "Json", "Null", "Integer", "Long", "Short", "Double", "Boolean", "Date");
    private static final Set<String> PARTS_OF_A_VARIABLE = Set.of("value", "type", "valueInfo", "local");

    private Body() {}

    /**
     * Refuses fields that the call does not take. A field that is false or null asks for nothing and is left out.
     *
     * @return the fields that remain
     */
    static ObjectNode only(JsonNode body, String... fields) {
        if (!body.isObject()) {
            throw new RefusedException(Kind.INVALID, "not-an-object", "The body must be a JSON object.");
        }
        List<String> known = List.of(fields);
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        List<String> others = new ArrayList<>();
        body.fields().forEachRemaining(field -> {
            if (known.contains(field.getKey())) {
                kept.set(field.getKey(), field.getValue());
            } else if (asksForSomething(field.getValue())) {
                others.add(field.getKey());
            }
        });
        if (!others.isEmpty()) {
            throw new RefusedException(
                    Kind.FORBIDDEN,
                    "field-not-open",
                    "This call takes " + String.join(", ", known) + "; it does not take " + String.join(", ", others)
                            + ".");
        }
        return kept;
    }

    private static boolean asksForSomething(JsonNode value) {
        return !(value.isNull()
                || value.isBoolean() && !value.booleanValue()
                || value.isContainerNode() && value.isEmpty());
    }

    /**
     * Takes variables over for the length of the call: whatever the caller declares, neither runtime nor history keep
     * them.
     *
     * @param open names that may be sent
     */
    static ObjectNode passing(@Nullable JsonNode variables, Collection<String> open) {
        ObjectNode passing = JsonNodeFactory.instance.objectNode();
        if (variables == null || variables.isNull()) {
            return passing;
        }
        if (!variables.isObject()) {
            throw new RefusedException(Kind.INVALID, "not-an-object", "variables must be a JSON object.");
        }
        Iterator<Map.Entry<String, JsonNode>> each = variables.fields();
        while (each.hasNext()) {
            Map.Entry<String, JsonNode> variable = each.next();
            String name = variable.getKey();
            if (!open.contains(name)) {
                throw new RefusedException(
                        Kind.FORBIDDEN,
                        "variable-not-open",
                        "The variable " + name + " cannot be sent here; " + String.join(", ", open) + " can.");
            }
            ObjectNode value = variable(name, variable.getValue(), TEXT);
            value.putObject("valueInfo").put("transient", true);
            passing.set(name, value);
        }
        return passing;
    }

    /** One variable of a type that is a value, not code or an object of some class. */
    static ObjectNode primitive(String name, JsonNode variable) {
        return variable(name, variable, PRIMITIVE);
    }

    private static ObjectNode variable(String name, JsonNode variable, Set<String> types) {
        if (!variable.isObject()) {
            throw new RefusedException(
                    Kind.INVALID, "not-an-object", "The variable " + name + " must be an object with value and type.");
        }
        variable.fieldNames().forEachRemaining(part -> {
            if (!PARTS_OF_A_VARIABLE.contains(part)) {
                throw new RefusedException(
                        Kind.INVALID, "unknown-field", "The variable " + name + " has an unknown field " + part + ".");
            }
        });
        JsonNode value = variable.path("value");
        JsonNode type = variable.path("type");
        if (!type.isMissingNode() && !type.isNull() && !types.contains(type.asText())) {
            throw new RefusedException(
                    Kind.FORBIDDEN,
                    "type-not-open",
                    "The variable " + name + " may be of type "
                            + String.join(", ", types.stream().sorted().toList()) + "; " + type.asText()
                            + " is not open.");
        }
        if (value.isContainerNode()) {
            throw new RefusedException(
                    Kind.INVALID, "not-text", "The value of the variable " + name + " must be text, JSON as well.");
        }
        ObjectNode plain = JsonNodeFactory.instance.objectNode();
        plain.set("value", value.isMissingNode() ? JsonNodeFactory.instance.nullNode() : value);
        if (!type.isMissingNode() && !type.isNull()) {
            plain.put("type", type.asText());
        }
        return plain;
    }

    /** What was sent as text, by name, what is null left out: for the guard of the gate. */
    static Map<String, String> texts(ObjectNode variables) {
        Map<String, String> texts = new HashMap<>();
        variables.fields().forEachRemaining(variable -> {
            JsonNode value = variable.getValue().path("value");
            if (!value.isNull()) {
                texts.put(variable.getKey(), value.asText());
            }
        });
        return texts;
    }

    /** Refuses a query that carries an expression, at any depth: the engine would run it as code. */
    static void refuseExpressions(JsonNode node) {
        node.fields().forEachRemaining(field -> refuseExpression(field.getKey()));
        node.forEach(Body::refuseExpressions);
    }

    static void refuseExpression(String name) {
        if (name.toLowerCase(Locale.ROOT).contains("expression")) {
            throw new RefusedException(
                    Kind.FORBIDDEN, "expression", "Queries cannot carry expressions; " + name + " is one.");
        }
    }
}
