package dev.gatehouse.disclosure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fact that has arrived and matters.
 *
 * @param name what it is called where a withdrawn task says why
 * @param audience the audience that it states; null when it states none
 */
record MaterialChange(
        String name, ObjectNode cause, @Nullable List<String> audience, Instant at) {

    String because() {
        return cause.path("because").asText();
    }
}
