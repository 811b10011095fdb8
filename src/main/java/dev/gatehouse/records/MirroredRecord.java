package dev.gatehouse.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.Sha256;
import java.time.Instant;

/**
 * One version of a record of a mirrored register.
 *
 * @param version as upstream counts it, from 1
 * @param status {@link #APPROVED}, or another word of upstream's such as DRAFT, which feeds nothing
 * @param publishedAt when upstream published this version
 * @param document register, key, version, status, publishedAt and content as they came; its canonical JSON is hashed
 * @param sha256 of the document
 */
public record MirroredRecord(
        String register,
        String key,
        long version,
        String status,
        Instant publishedAt,
        JsonNode document,
        String sha256) {

    /** The one status that a flow may use. */
    public static final String APPROVED = "APPROVED";

    /** The status that takes earlier versions out of force. */
    public static final String WITHDRAWN = "WITHDRAWN";

    /** Of a document that has been checked. */
    public static MirroredRecord of(JsonNode document) {
        return new MirroredRecord(
                document.path("register").asText(),
                document.path("key").asText(),
                document.path("version").asLong(),
                document.path("status").asText(),
                PublishedAt.read(document.path("publishedAt").asText()),
                document,
                Sha256.hex(CanonicalJson.bytes(document)));
    }

    public boolean approved() {
        return status.equals(APPROVED);
    }

    public JsonNode content() {
        return document.path("content");
    }

    /** What a flow states of a record that it uses: register, key, version and hash. */
    public ObjectNode citation() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("register", register)
                .put("key", key)
                .put("version", version)
                .put("sha256", sha256);
    }
}
