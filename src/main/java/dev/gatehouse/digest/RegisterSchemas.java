package dev.gatehouse.digest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** How the schemas of the registers classify their fields; what no schema names is nobody's but its register's. */
final class RegisterSchemas {

    private static final String LANE = "lane";

    private final Map<String, Set<String>> forTheLane = new ConcurrentHashMap<>();

    /** The fields that a register's schema classes {@code lane}. */
    Set<String> forTheLane(String register) {
        return forTheLane.computeIfAbsent(register, RegisterSchemas::read);
    }

    private static Set<String> read(String register) {
        Set<String> fields = new TreeSet<>();
        if (!register.matches("[a-z][a-z-]*")) {
            return fields;
        }
        try (InputStream schema =
                RegisterSchemas.class.getResourceAsStream("/schema/registers/" + register + ".schema.json")) {
            if (schema != null) {
                JsonNode properties = new ObjectMapper().readTree(schema).path("properties");
                properties.properties().stream()
                        .filter(field -> LANE.equals(
                                field.getValue().path("classification").asText()))
                        .forEach(field -> fields.add(field.getKey()));
            }
            return fields;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
