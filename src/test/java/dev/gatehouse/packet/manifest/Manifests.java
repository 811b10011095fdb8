package dev.gatehouse.packet.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.Sha256;
import dev.gatehouse.packet.StrictJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Packets and manifests for tests: one with an option set, as flow 5 has it, one without, as flow 2 has it. */
public final class Manifests {
    public static final String LANE = "executive-customer-review-decision";
    public static final Instant FROM = Instant.parse("2026-04-24T08:00:00Z");
    public static final Instant TO = Instant.parse("2026-05-01T18:00:00Z");

    private Manifests() {}

    public static ObjectNode recommendation(int cap) {
        return (ObjectNode) StrictJson.read("""
                {"rationale": "Nine hours of failed sign-in; 186 000 €.",
                 "options": [{"optionId": "credit-only", "kind": "service-credit", "cap": %d, "currency": "EUR"}],
                 "blockedTerms": [{"term": "contract rewrite", "reason": "legal only"}],
                 "unresolvedAssumptions": [], "evidence": []}""".formatted(cap));
    }

    public static ObjectNode disclosure(int revision) {
        return (ObjectNode) StrictJson.read("""
                {"packetId": "DISC-2026-0093", "revision": %d, "boundary": "Review by executives only.",
                 "sections": [{"sectionId": "timeline", "markdown": "03:52 UTC mitigation applied"}],
                 "annex": [], "objections": []}""".formatted(revision));
    }

    public static ReleaseManifest of(String packetId, JsonNode packet) {
        boolean options = packet.has("options");
        return new ReleaseManifest(
                packetId,
                2,
                Sha256.hex(CanonicalJson.bytes(packet)),
                options ? OptionSet.sha256(packet) : null,
                LANE,
                List.of("evelyn.stone", "omar.haddad"),
                List.of(new Signer("renata.lima", "release-owner", FROM)),
                List.of(new AcceptedResidual("OBJ-1", "timeline", "One region is disputed.", "renata.lima", FROM)),
                List.of(BlockedTerm.of("contract rewrite", "legal only")),
                new Validity(FROM, TO),
                Map.of("option-bounds", "1"),
                new LedgerHead(9, "a".repeat(64)),
                "Release is not approval of a remedy.",
                false);
    }
}
