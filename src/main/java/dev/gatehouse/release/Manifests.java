package dev.gatehouse.release;

import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.StoredBytes;
import dev.gatehouse.packet.StrictJson;
import dev.gatehouse.packet.manifest.ReleaseManifest;
import dev.gatehouse.packet.manifest.Signer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The manifests of every case, as they were assembled, and who signed each. Writers hold the case's lock. */
@Repository
public class Manifests {

    private final JdbcClient jdbc;

    Manifests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps a manifest as the latest one of its case. */
    public void assembled(ReleaseManifest manifest) {
        requireTransaction();
        jdbc.sql("insert into gh_release_manifest (case_id, number, revision, manifest_sha256, manifest)"
                        + " select ?, coalesce(max(number), 0) + 1, ?, ?, ? from gh_release_manifest where case_id = ?")
                .params(manifest.packetId(), manifest.revision(), manifest.manifestSha256())
                .param(StoredBytes.parameter(
                        CanonicalJson.bytes(manifest.signedBy(List.of()).json())))
                .param(manifest.packetId())
                .update();
    }

    /** The latest manifest of the case, with everybody who has signed it; empty before the first. */
    public Optional<ReleaseManifest> latest(String caseId) {
        return jdbc.sql("select case_id, manifest_sha256, manifest from gh_release_manifest"
                        + " where case_id = ? order by number desc fetch first row only")
                .param(caseId)
                .query(this::read)
                .optional();
    }

    /** The manifest with this hash, with everybody who has signed it. */
    public Optional<ReleaseManifest> find(String caseId, String manifestSha256) {
        return jdbc.sql("select case_id, manifest_sha256, manifest from gh_release_manifest"
                        + " where case_id = ? and manifest_sha256 = ? order by number desc fetch first row only")
                .params(caseId, manifestSha256)
                .query(this::read)
                .optional();
    }

    /** Notes that somebody confirmed or released exactly this manifest. */
    public void signed(String caseId, String manifestSha256, Signer signer) {
        requireTransaction();
        jdbc.sql("insert into gh_release_signature (case_id, manifest_sha256, account, part, signed_at)"
                        + " values (?, ?, ?, ?, ?)")
                .params(
                        caseId,
                        manifestSha256,
                        signer.account(),
                        signer.as(),
                        signer.at().toString())
                .update();
    }

    private ReleaseManifest read(ResultSet row, int index) throws SQLException {
        String sha256 = row.getString("manifest_sha256");
        ReleaseManifest manifest = ManifestJson.read(StrictJson.read(StoredBytes.read(row, "manifest")));
        if (!manifest.manifestSha256().equals(sha256)) {
            throw new IllegalStateException(
                    "a manifest of %s does not hash to %s any more".formatted(manifest.packetId(), sha256));
        }
        return manifest.signedBy(jdbc.sql("select account, part, signed_at from gh_release_signature"
                        + " where case_id = ? and manifest_sha256 = ? order by number")
                .params(row.getString("case_id"), sha256)
                .query((signer, place) -> new Signer(
                        signer.getString("account"),
                        signer.getString("part"),
                        Instant.parse(signer.getString("signed_at"))))
                .list());
    }

    private static void requireTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("manifests are written in the transaction of what they belong to");
        }
    }
}
