package dev.gatehouse.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.RevisionMove;
import dev.gatehouse.packet.Revisions;
import dev.gatehouse.packet.StoredBytes;
import dev.gatehouse.packet.StrictJson;
import dev.gatehouse.packet.manifest.Signer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads the rows of one case as they are stored, without holding them to their hashes: a bundle of a case that was tampered
 * with shows that. In the caller's transaction, which gives one snapshot of them all.
 */
@Repository
class StoredCase {
    private static final int FETCH = 200;

    /** Nodes' clocks differ; a checkpoint this much older than a case can't cover it. */
    private static final Duration SKEW = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final JdbcTemplate streaming;
    private final Revisions revisions;

    StoredCase(JdbcClient jdbc, DataSource dataSource, Revisions revisions) {
        this.jdbc = jdbc;
        this.streaming = new JdbcTemplate(dataSource);
        this.streaming.setFetchSize(FETCH);
        this.revisions = revisions;
    }

    /**
     * A revision's bytes.
     *
     * @param form 0 for the revision as it was made
     * @param moves every state it was in; none for later forms, which share them
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Form(
            int number,
            int form,
            String sha256,
            byte[] content,
            @Nullable Integer supersedes,
            Instant at,
            String by,
            List<RevisionMove> moves) {}

    /** A manifest as it was put before people. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Assembled(int number, int revision, String sha256, byte[] content, List<Signer> signers) {}

    /** What stands in the lane. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Released(String lane, int revision, String sha256, String manifestSha256, byte[] packet, byte[] envelope) {}

    /** @param body canonical JSON when nobody has touched it */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Checkpoint(long number, byte[] body, String signature, String keyId) {

        /** What it covers, one head for each case; empty when the body is none. */
        JsonNode heads() {
            try {
                return StrictJson.read(body).path("heads");
            } catch (RuntimeException tampered) {
                return JsonNodeFactory.instance.arrayNode();
            }
        }
    }

    /** Whether an entry waits for its checkpoint. */
    boolean waits(String caseId) {
        return jdbc.sql("select count(*) from gh_ledger_pending where case_id = ?")
                        .param(caseId)
                        .query(Long.class)
                        .single()
                > 0;
    }

    long lastSequence(String caseId) {
        return jdbc.sql("select coalesce(max(sequence), 0) from gh_ledger where case_id = ?")
                .param(caseId)
                .query(Long.class)
                .single();
    }

    /** Every entry in order, as an object of its columns. */
    void entries(String caseId, Consumer<ObjectNode> each) {
        RowCallbackHandler take = row -> each.accept(entry(row));
        streaming.query("select * from gh_ledger where case_id = ? order by sequence", take, caseId);
    }

    private static ObjectNode entry(ResultSet row) throws SQLException {
        ObjectNode entry = JsonNodeFactory.instance
                .objectNode()
                .put("caseId", row.getString("case_id"))
                .put("sequence", row.getLong("sequence"))
                .put("at", instant(row, "at").toString())
                .put("actor", row.getString("actor"))
                .put("kind", row.getString("kind"))
                .put("subject", row.getString("subject"))
                .put("payloadSha256", row.getString("payload_sha256"))
                .put("policies", row.getString("policies"))
                .put("previousHash", row.getString("previous_hash"))
                .put("hash", row.getString("hash"));
        byte[] payload = StoredBytes.read(row, "payload");
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload))
                    .toString();
            return entry.put("payload", text);
        } catch (CharacterCodingException tampered) {
            return entry.put("payloadBase64", Base64.getEncoder().encodeToString(payload));
        }
    }

    /** Every checkpoint since the case opened, in order, until one is the last that is wanted. */
    void checkpoints(Instant opened, Predicate<Checkpoint> isLast) {
        streaming.query(
                "select number, body, signature, key_id from gh_checkpoint where at >= ? order by number",
                (ResultSetExtractor<Boolean>) rows -> {
                    boolean last = false;
                    while (!last && rows.next()) {
                        last = isLast.test(new Checkpoint(
                                rows.getLong("number"),
                                StoredBytes.read(rows, "body"),
                                rows.getString("signature"),
                                rows.getString("key_id")));
                    }
                    return last;
                },
                opened.minus(SKEW).atOffset(ZoneOffset.UTC));
    }

    Optional<Integer> authoritative(String caseId) {
        return jdbc.sql("select number from gh_revision_standing where authoritative_for = ?")
                .param(caseId)
                .query(Integer.class)
                .optional();
    }

    /** Every form of every revision, one after the other: revisions may be large. */
    void forms(String caseId, Consumer<Form> each) {
        List<RevisionMove> moves = revisions.moves(caseId);
        List<Integer> numbers = jdbc.sql("select number from gh_revision where case_id = ? order by number")
                .param(caseId)
                .query(Integer.class)
                .list();
        for (int number : numbers) {
            jdbc.sql("select 0 as form, sha256, content, supersedes, created_at, created_by from gh_revision"
                            + " where case_id = ? and number = ? union all select form, sha256, content, null, created_at,"
                            + " created_by from gh_revision_form where case_id = ? and number = ? order by form")
                    .params(caseId, number, caseId, number)
                    .query((row, index) -> {
                        int form = row.getInt("form");
                        return new Form(
                                number,
                                form,
                                row.getString("sha256"),
                                StoredBytes.read(row, "content"),
                                row.getObject("supersedes", Integer.class),
                                instant(row, "created_at"),
                                row.getString("created_by"),
                                form > 0
                                        ? List.of()
                                        : moves.stream()
                                                .filter(move -> move.number() == number)
                                                .toList());
                    })
                    .list()
                    .forEach(each);
        }
    }

    /** Every manifest that was put before people, in order. */
    List<Assembled> manifests(String caseId) {
        return jdbc.sql("select number, revision, manifest_sha256, manifest from gh_release_manifest where case_id = ?"
                        + " order by number")
                .param(caseId)
                .query((row, index) -> new Assembled(
                        row.getInt("number"),
                        row.getInt("revision"),
                        row.getString("manifest_sha256"),
                        StoredBytes.read(row, "manifest"),
                        signers(caseId, row.getString("manifest_sha256"))))
                .list();
    }

    private List<Signer> signers(String caseId, String manifestSha256) {
        return jdbc.sql("select account, part, signed_at from gh_release_signature where case_id = ? and"
                        + " manifest_sha256 = ? order by number")
                .params(caseId, manifestSha256)
                .query((row, index) -> new Signer(
                        row.getString("account"), row.getString("part"), Instant.parse(row.getString("signed_at"))))
                .list();
    }

    Optional<Released> released(String caseId) {
        return jdbc.sql("select lane, revision, sha256, manifest_sha256, packet, envelope from gh_lane_copy"
                        + " where case_id = ?")
                .param(caseId)
                .query((row, index) -> new Released(
                        row.getString("lane"),
                        row.getInt("revision"),
                        row.getString("sha256"),
                        row.getString("manifest_sha256"),
                        StoredBytes.read(row, "packet"),
                        StoredBytes.read(row, "envelope")))
                .optional();
    }

    /** A line of the ledger's file. */
    static byte[] line(JsonNode entry) {
        return (CanonicalJson.text(entry) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
