package dev.gatehouse.ledger.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint from the database or from a file.
 *
 * @param number as the table or the body states it
 * @param signature Base64, not yet verified
 */
record SignedCheckpoint(long number, byte[] body, String signature, String keyId) {
    static final String TYPE = "application/vnd.gatehouse.ledger-checkpoint.v1+json";

    /** It covers the entries after {@code after} up to {@code sequence}; {@code hashes} are theirs. */
    record Head(String caseId, long after, long sequence, List<String> hashes) {}

    /** @param previous SHA-256 of the body before, null in the first */
    record Body(long number, @Nullable String previous, List<Head> heads) {}

    String sha256() {
        return Digests.sha256(body);
    }

    /** Null when the bytes are not a checkpoint's body. */
    @Nullable
    Body read() {
        try {
            JsonNode json = Json.read(body);
            List<Head> heads = new ArrayList<>();
            for (JsonNode head : json.required("heads")) {
                List<String> hashes = new ArrayList<>();
                head.required("hashes").forEach(hash -> hashes.add(hash.asText()));
                heads.add(new Head(
                        head.required("caseId").asText(),
                        head.required("after").longValue(),
                        head.required("sequence").longValue(),
                        hashes));
            }
            return new Body(
                    json.required("number").longValue(),
                    json.required("previous").textValue(),
                    heads);
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }
}
