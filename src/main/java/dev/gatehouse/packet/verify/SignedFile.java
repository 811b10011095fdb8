package dev.gatehouse.packet.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A DSSE envelope from a file, nothing in it believed yet.
 *
 * @param name of the file
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SignedFile(String name, String type, byte[] payload, List<Mark> marks) {

    /** @param signature Base64, as it stands there */
    public record Mark(String keyId, String signature) {}

    static SignedFile in(Path file) {
        return of(ExactJson.in(file), file.toString());
    }

    /** @throws Refusal UNUSABLE when it is no envelope */
    public static SignedFile of(JsonNode envelope, String name) {
        List<Mark> marks = new ArrayList<>();
        for (JsonNode mark : envelope.path("signatures")) {
            marks.add(new Mark(mark.path("keyid").asText(), mark.path("sig").asText()));
        }
        if (!envelope.path("payload").isTextual()
                || !envelope.path("payloadType").isTextual()
                || marks.isEmpty()) {
            throw Refusal.unusable("%s is no DSSE envelope with payload, payloadType and signatures.".formatted(name));
        }
        try {
            byte[] payload = Base64.getDecoder().decode(envelope.path("payload").textValue());
            return new SignedFile(name, envelope.path("payloadType").textValue(), payload, marks);
        } catch (IllegalArgumentException e) {
            throw Refusal.unusable("The payload of %s is not Base64.".formatted(name));
        }
    }

    /**
     * What it says; to be asked once the signature holds.
     *
     * @throws Refusal UNUSABLE when it is of another type, or not JSON with one reading
     */
    public JsonNode content(String expectedType) {
        if (!type.equals(expectedType)) {
            throw Refusal.unusable("%s holds %s and not %s.".formatted(name, type, expectedType));
        }
        return ExactJson.read(payload, "What is signed in " + name);
    }
}
