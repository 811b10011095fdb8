package dev.gatehouse.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** Something material that has happened to a case and is not taken up yet. */
sealed interface Change {

    /** What it is called where a superseded task says why. */
    String name();

    ObjectNode cause();

    /** @param revision packet, hashes and author, as checked at the door */
    record Revised(String name, ObjectNode cause, JsonNode revision, Instant at, String account) implements Change {}

    record Audience(String name, ObjectNode cause, List<String> audience, Instant at) implements Change {}

    /** What the packet rests on has changed. */
    record Facts(String name, ObjectNode cause, String subject, String because) implements Change {}
}
