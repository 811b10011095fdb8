package dev.gatehouse.packet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An immutable packet content, as read back from the store and checked against its hash.
 *
 * @param number counted from 1 within the case
 * @param sha256 of the content's canonical JSON
 * @param supersedes the number of the revision that it was edited or rebuilt from, if any
 * @param state where it stood when it was read
 */
public record Revision(
        String caseId,
        int number,
        String sha256,
        JsonNode content,
        @Nullable Integer supersedes,
        RevisionState state,
        Instant createdAt) {

    /** Its number and hash, as ledger entries name it. */
    public ObjectNode named() {
        return JsonNodeFactory.instance.objectNode().put("revision", number).put("sha256", sha256);
    }
}
