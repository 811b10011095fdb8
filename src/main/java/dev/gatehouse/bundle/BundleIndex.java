package dev.gatehouse.bundle;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.packet.CanonicalJson;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a bundle says of itself; its members are named in the package's description. */
final class BundleIndex {
    static final String FORMAT = "gatehouse-bundle/1";

    /** The DSSE payload type. */
    static final String TYPE = "application/vnd.gatehouse.bundle-index.v1+json";

    /** Beside a thing whose bytes are not in the bundle, with the reason. */
    static final String WITHHELD = "withheld";

    private static final String FILE = "file";

    private final ObjectNode index = JsonNodeFactory.instance.objectNode();
    private final ArrayNode checkpoints;
    private final ArrayNode revisions;
    private final ArrayNode manifests;
    private final ArrayNode policies;
    private final ArrayNode files;

    BundleIndex(CaseFile caseFile) {
        index.put("format", FORMAT)
                .put("caseId", caseFile.caseId())
                .put("flow", caseFile.flow())
                .put("title", caseFile.title())
                .put("drill", caseFile.drill())
                .put("state", caseFile.state().name())
                .put("outcome", caseFile.outcome())
                .put("openedAt", caseFile.openedAt().toString())
                .put("endedAt", text(caseFile.endedAt()));
        index.putNull("authoritative").putNull("released");
        checkpoints = index.putArray("checkpoints");
        revisions = index.putArray("revisions");
        manifests = index.putArray("manifests");
        policies = index.putArray("policies");
        files = index.putArray("files");
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    void ledger(long entries, String hash) {
        index.putObject("ledger").put("entries", entries).put("hash", hash);
    }

    ObjectNode checkpoint(long number, String sha256) {
        return checkpoints.addObject().put("number", number).put("sha256", sha256);
    }

    void authoritative(int revision) {
        index.put("authoritative", revision);
    }

    ObjectNode revision(StoredCase.Form form) {
        ObjectNode revision = revisions
                .addObject()
                .put("revision", form.number())
                .put("form", form.form())
                .put("sha256", form.sha256())
                .put("supersedes", form.supersedes())
                .put("at", form.at().toString())
                .put("by", form.by());
        ArrayNode states = revision.putArray("states");
        form.moves().forEach(move -> states.addObject()
                .put("state", move.state().name())
                .put("at", move.at().toString())
                .put("actor", move.actor())
                .put("cause", move.cause()));
        return revision;
    }

    ObjectNode manifest(StoredCase.Assembled manifest) {
        ObjectNode listed = manifests
                .addObject()
                .put("number", manifest.number())
                .put("revision", manifest.revision())
                .put("manifestSha256", manifest.sha256());
        ArrayNode signers = listed.putArray("signers");
        manifest.signers().forEach(signer -> signers.addObject()
                .put("account", signer.account())
                .put("as", signer.as())
                .put("at", signer.at().toString()));
        return listed;
    }

    ObjectNode released(StoredCase.Released released) {
        return index.putObject("released")
                .put("lane", released.lane())
                .put("revision", released.revision())
                .put("sha256", released.sha256())
                .put("manifestSha256", released.manifestSha256());
    }

    ObjectNode policy(String table, int version) {
        return policies.addObject().put("table", table).put("version", version);
    }

    /** Lists a member, and names it where {@code thing} is described. */
    void member(BundleArchive.Member member, ObjectNode thing, String as) {
        thing.put(as, member.name());
        member(member);
    }

    void member(BundleArchive.Member member, ObjectNode thing) {
        member(member, thing, FILE);
    }

    void member(BundleArchive.Member member) {
        files.addObject()
                .put("name", member.name())
                .put("sha256", member.sha256())
                .put("bytes", member.bytes());
    }

    byte[] bytes() {
        return CanonicalJson.bytes(index);
    }
}
