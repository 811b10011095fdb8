package dev.gatehouse.packet.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The members of a signed manifest that are checked. */
public record Manifest(
        JsonNode json,
        String packetId,
        long revision,
        String sha256,
        @Nullable String optionSetSha256,
        String lane,
        List<String> audience,
        Instant from,
        Instant to) {
    /** The DSSE payload type. */
    public static final String TYPE = "application/vnd.gatehouse.manifest+json";

    /** @throws Refusal UNUSABLE when it is no release manifest */
    public static Manifest of(JsonNode json) {
        try {
            List<String> audience = new ArrayList<>();
            json.required("audience").forEach(reader -> audience.add(reader.asText()));
            JsonNode optionSet = json.path("optionSetSha256");
            Manifest manifest = new Manifest(
                    json,
                    json.required("packetId").asText(),
                    json.required("revision").asLong(),
                    json.required("sha256").asText(),
                    optionSet.isMissingNode() ? null : optionSet.asText(),
                    json.required("lane").asText(),
                    audience,
                    Instant.parse(json.required("validity").required("from").asText()),
                    Instant.parse(json.required("validity").required("to").asText()));
            if (!json.path("releaseIsDecision").isBoolean()
                    || json.path("releaseIsDecision").booleanValue()) {
                throw Refusal.unusable("This is no release: a release's manifest says that it decides nothing.");
            }
            return manifest;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw Refusal.unusable("What is signed is not a release manifest.");
        }
    }

    /** The hash of the options that a packet has, with the terms that it rules out. */
    public static String optionSetSha256Of(JsonNode packet) {
        ObjectNode set = JsonNodeFactory.instance.objectNode();
        for (String name : List.of("blockedTerms", "options")) {
            if (packet.has(name)) {
                set.set(name, packet.get(name));
            }
        }
        return ExactJson.sha256(set);
    }

    /** What people confirmed: the hash without the signers. */
    public String confirmedSha256() {
        ObjectNode unsigned = json.deepCopy();
        unsigned.remove("signers");
        return ExactJson.sha256(unsigned);
    }
}
