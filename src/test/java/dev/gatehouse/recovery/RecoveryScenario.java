package dev.gatehouse.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.Sha256;
import dev.gatehouse.packet.manifest.OptionSet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The documents of scenario 5, with the hashes that its notes say a client computes. */
public final class RecoveryScenario {

    private RecoveryScenario() {}

    public static JsonNode document(String name) {
        try (InputStream content =
                RecoveryScenario.class.getResourceAsStream("/scenarios/5-recovery-release/" + name)) {
            return new ObjectMapper().readTree(content);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The request as the scenario has it, without hashes. */
    public static ObjectNode bare() {
        return (ObjectNode) document("request.json");
    }

    /** The request as its client sends it. */
    public static ObjectNode request() {
        return hashed(bare());
    }

    /** Puts the hashes of its packet into a request or revision. */
    public static ObjectNode hashed(ObjectNode document) {
        JsonNode packet = document.path("packet");
        return document.put("sha256", Sha256.hex(CanonicalJson.bytes(packet)))
                .put("optionSetSha256", OptionSet.sha256(packet));
    }

    /** A revision by the scenario's author whose first option has another cap. */
    public static ObjectNode revision(int cap) {
        ObjectNode request = bare();
        ObjectNode packet = (ObjectNode) request.path("packet");
        ((ObjectNode) packet.path("options").path(0)).put("cap", cap);
        ObjectNode revision = new ObjectMapper().createObjectNode();
        revision.set("packet", packet);
        revision.put("author", "hugo.brandt");
        return hashed(revision);
    }
}
