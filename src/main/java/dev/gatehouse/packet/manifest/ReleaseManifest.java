package dev.gatehouse.packet.manifest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.Sha256;
import dev.gatehouse.packet.signing.SigningKeys;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A release as it is put before people and signed; its members are described in the package. A flow keeps it as it was
 * assembled, ledger head included, because {@link #sha256} is what people confirm; only signers come later.
 *
 * @param packetId the case id
 * @param sha256 of the packet's canonical JSON, as all hashes 64 lower-case hexadecimal digits
 * @param optionSetSha256 null where there is no option set
 * @param audience the accounts that may read, in the order in which they were named
 * @param policies version by policy table
 * @param boundary where the workflow stops, as a sentence
 * @param drill whether it is an exercise; every screen says so
 * @param newerRecords what said the same in a newer version when it was released; none for most releases
 */
public record ReleaseManifest(
        String packetId,
        int revision,
        String sha256,
        @Nullable String optionSetSha256,
        String lane,
        List<String> audience,
        List<Signer> signers,
        List<AcceptedResidual> acceptedResiduals,
        List<BlockedTerm> blockedTerms,
        Validity validity,
        Map<String, String> policies,
        LedgerHead ledgerHead,
        String boundary,
        boolean drill,
        List<NewerRecord> newerRecords) {

    /** The DSSE payload type. */
    public static final String TYPE = "application/vnd.gatehouse.manifest+json";

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /** A release at which every record that the packet cites was the newest. */
    public ReleaseManifest(
            String packetId,
            int revision,
            String sha256,
            @Nullable String optionSetSha256,
            String lane,
            List<String> audience,
            List<Signer> signers,
            List<AcceptedResidual> acceptedResiduals,
            List<BlockedTerm> blockedTerms,
            Validity validity,
            Map<String, String> policies,
            LedgerHead ledgerHead,
            String boundary,
            boolean drill) {
        this(
                packetId,
                revision,
                sha256,
                optionSetSha256,
                lane,
                audience,
                signers,
                acceptedResiduals,
                blockedTerms,
                validity,
                policies,
                ledgerHead,
                boundary,
                drill,
                List.of());
    }

    /** @throws IllegalArgumentException for what no release could mean */
    public ReleaseManifest {
        require(!packetId.isBlank() && !lane.isBlank() && !boundary.isBlank(), "packet, lane and boundary are named");
        require(revision > 0, "revisions count from 1");
        require(HASH.matcher(sha256).matches(), "sha256 is 64 lower-case hexadecimal digits");
        require(
                optionSetSha256 == null || HASH.matcher(optionSetSha256).matches(),
                "optionSetSha256 is 64 lower-case hexadecimal digits");
        require(!audience.isEmpty(), "a release is for somebody");
        require(audience.stream().distinct().count() == audience.size(), "nobody is in an audience twice");
        audience = List.copyOf(audience);
        signers = List.copyOf(signers);
        acceptedResiduals = List.copyOf(acceptedResiduals);
        blockedTerms = List.copyOf(blockedTerms);
        policies = Map.copyOf(policies);
        newerRecords = List.copyOf(newerRecords);
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }

    public ReleaseManifest signedBy(List<Signer> all) {
        return new ReleaseManifest(
                packetId,
                revision,
                sha256,
                optionSetSha256,
                lane,
                audience,
                all,
                acceptedResiduals,
                blockedTerms,
                validity,
                policies,
                ledgerHead,
                boundary,
                drill,
                newerRecords);
    }

    /** What people confirm ({@code manifestSha256}): the hash of the manifest without its signers. */
    public String manifestSha256() {
        ObjectNode unsigned = json();
        unsigned.remove("signers");
        return Sha256.hex(CanonicalJson.bytes(unsigned));
    }

    public ObjectNode json() {
        ObjectNode manifest = JsonNodeFactory.instance.objectNode();
        manifest.put("packetId", packetId).put("revision", revision).put("sha256", sha256);
        if (optionSetSha256 != null) {
            manifest.put("optionSetSha256", optionSetSha256);
        }
        manifest.put("lane", lane);
        audience.forEach(manifest.putArray("audience")::add);
        ArrayNode signed = manifest.putArray("signers");
        signers.forEach(signer -> signed.addObject()
                .put("account", signer.account())
                .put("as", signer.as())
                .put("at", signer.at().toString()));
        ArrayNode residuals = manifest.putArray("acceptedResiduals");
        acceptedResiduals.forEach(residual -> residuals
                .addObject()
                .put("objectionId", residual.objectionId())
                .put("sectionId", residual.sectionId())
                .put("statement", residual.statement())
                .put("acceptedBy", residual.acceptedBy())
                .put("at", residual.at().toString()));
        ArrayNode terms = manifest.putArray("blockedTerms");
        blockedTerms.forEach(term -> terms.add(json(term)));
        manifest.putObject("validity")
                .put("from", validity.from().toString())
                .put("to", validity.to().toString());
        ObjectNode versions = manifest.putObject("policies");
        new TreeMap<>(policies).forEach(versions::put);
        if (!newerRecords.isEmpty()) {
            ArrayNode newer = manifest.putArray("newerRecords");
            newerRecords.forEach(one -> newer.addObject()
                    .put("register", one.register())
                    .put("key", one.key())
                    .put("cited", one.cited())
                    .put("present", one.present()));
        }
        manifest.putObject("ledgerHead").put("sequence", ledgerHead.sequence()).put("hash", ledgerHead.hash());
        return manifest.put("boundary", boundary).put("drill", drill).put("releaseIsDecision", false);
    }

    /** The signed manifest, as it goes to the lane. */
    public ObjectNode signedWith(SigningKeys keys) {
        return keys.envelope(TYPE, CanonicalJson.bytes(json()));
    }

    private static ObjectNode json(BlockedTerm term) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("term", term.term()).put("reason", term.reason());
        if (term.sectionId() != null) {
            json.put("sectionId", term.sectionId());
        }
        if (term.disposition() != null) {
            json.put("disposition", term.disposition());
        }
        return json;
    }
}
