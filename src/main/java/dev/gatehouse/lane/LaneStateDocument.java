package dev.gatehouse.lane;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.signing.SigningKeys;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The signed answer to where the copies at a lane stand, to be held against a manifest offline.
 *
 * <p>A DSSE v1 envelope of the type {@value #TYPE}; its payload is canonical JSON (RFC 8785):
 *
 * <pre>{@code
 * {"lane": "...", "at": "2026-05-01T18:00:00Z",
 *  "packets": [{"packetId": "...", "sha256": "...", "state": "RELEASED | SUPERSEDED | WITHDRAWN | EXPIRED",
 *               "supersededBy": "..."}]}
 * }</pre>
 *
 * <p>{@code at} is the database's time. {@code state} is judged by each case's own clock. {@code supersededBy} is there only
 * when the state is SUPERSEDED and the successor is for the reader too. A packet that is not listed is not the reader's, or
 * never was at the lane: nothing follows from that.
 */
final class LaneStateDocument {
    static final String TYPE = "application/vnd.gatehouse.lane-state+json";

    private final ObjectNode document = JsonNodeFactory.instance.objectNode();
    private final ArrayNode packets;

    LaneStateDocument(String lane, Instant at) {
        document.put("lane", lane).put("at", at.toString());
        packets = document.putArray("packets");
    }

    void add(LaneCopy copy, LaneState state, @Nullable String supersededBy) {
        ObjectNode packet = packets.addObject()
                .put("packetId", copy.packetId())
                .put("sha256", copy.sha256())
                .put("state", state.name());
        if (supersededBy != null) {
            packet.put("supersededBy", supersededBy);
        }
    }

    ObjectNode signedWith(SigningKeys keys) {
        return keys.envelope(TYPE, CanonicalJson.bytes(document));
    }
}
