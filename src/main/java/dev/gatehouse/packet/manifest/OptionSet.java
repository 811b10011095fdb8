package dev.gatehouse.packet.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.Sha256;

/** The options of a packet with the terms that it rules out: what may be chosen from, and what never. */
public final class OptionSet {
    private OptionSet() {}

    /**
     * The hash of {@code {"blockedTerms": packet.blockedTerms, "options": packet.options}}.
     *
     * @throws IllegalArgumentException when the packet lacks one of them
     */
    public static String sha256(JsonNode packet) {
        ObjectNode set = JsonNodeFactory.instance.objectNode();
        set.set("blockedTerms", packet.required("blockedTerms"));
        set.set("options", packet.required("options"));
        return Sha256.hex(CanonicalJson.bytes(set));
    }
}
