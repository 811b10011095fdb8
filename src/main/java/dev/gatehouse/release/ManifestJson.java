package dev.gatehouse.release;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.packet.manifest.AcceptedResidual;
import dev.gatehouse.packet.manifest.BlockedTerm;
import dev.gatehouse.packet.manifest.LedgerHead;
import dev.gatehouse.packet.manifest.NewerRecord;
import dev.gatehouse.packet.manifest.ReleaseManifest;
import dev.gatehouse.packet.manifest.Signer;
import dev.gatehouse.packet.manifest.Validity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ReleaseManifest#json()} writes. */
final class ManifestJson {

    private ManifestJson() {}

    static ReleaseManifest read(JsonNode json) {
        Map<String, String> policies = new TreeMap<>();
        json.path("policies")
                .properties()
                .forEach(policy ->
                        policies.put(policy.getKey(), policy.getValue().asText()));
        return new ReleaseManifest(
                text(json, "packetId"),
                json.path("revision").asInt(),
                text(json, "sha256"),
                orNull(json, "optionSetSha256"),
                text(json, "lane"),
                each(json, "audience", JsonNode::asText),
                each(json, "signers", one -> new Signer(text(one, "account"), text(one, "as"), instant(one, "at"))),
                each(
                        json,
                        "acceptedResiduals",
                        one -> new AcceptedResidual(
                                text(one, "objectionId"),
                                text(one, "sectionId"),
                                text(one, "statement"),
                                text(one, "acceptedBy"),
                                instant(one, "at"))),
                each(
                        json,
                        "blockedTerms",
                        one -> new BlockedTerm(
                                text(one, "term"),
                                text(one, "reason"),
                                orNull(one, "sectionId"),
                                orNull(one, "disposition"))),
                new Validity(instant(json.path("validity"), "from"), instant(json.path("validity"), "to")),
                policies,
                new LedgerHead(
                        json.path("ledgerHead").path("sequence").asLong(), text(json.path("ledgerHead"), "hash")),
                text(json, "boundary"),
                json.path("drill").asBoolean(),
                each(
                        json,
                        "newerRecords",
                        one -> new NewerRecord(
                                text(one, "register"),
                                text(one, "key"),
                                one.path("cited").asLong(),
                                one.path("present").asLong())));
    }

    private static <T> List<T> each(JsonNode json, String name, Function<JsonNode, T> element) {
        List<T> all = new ArrayList<>();
        json.path(name).forEach(one -> all.add(element.apply(one)));
        return all;
    }

    private static String text(JsonNode json, String name) {
        return json.required(name).asText();
    }

    private static @Nullable String orNull(JsonNode json, String name) {
        return json.hasNonNull(name) ? json.path(name).asText() : null;
    }

    private static Instant instant(JsonNode json, String name) {
        return Instant.parse(text(json, name));
    }
}
