package dev.gatehouse.packet.signing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** DSSE v1: what is signed, and the envelope that carries it. */
public final class Dsse {
    private Dsse() {}

    /** The pre-authentication encoding: these bytes are signed. */
    static byte[] signedBytes(String type, byte[] body) {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream(body.length + 100);
        encoded.writeBytes(
                "DSSEv1 %d %s %d ".formatted(type.length(), type, body.length).getBytes(StandardCharsets.US_ASCII));
        encoded.writeBytes(body);
        return encoded.toByteArray();
    }

    /** @param signature Base64 */
    public static ObjectNode envelope(String type, byte[] body, String keyId, String signature) {
        ObjectNode envelope = JsonNodeFactory.instance
                .objectNode()
                .put("payload", Base64.getEncoder().encodeToString(body))
                .put("payloadType", type);
        envelope.putArray("signatures").addObject().put("keyid", keyId).put("sig", signature);
        return envelope;
    }
}
