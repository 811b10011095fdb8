package dev.gatehouse.ledger.verify;

import java.io.IOException;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** One row of {@code gh_ledger} as it is stored, nothing interpreted. */
record EntryRow(
        String caseId,
        long sequence,
        long atMicros,
        String actor,
        String kind,
        String subject,
        byte[] payload,
        String payloadSha256,
        String policies,
        String previousHash,
        String hash) {

    static EntryRow of(ResultSet row) throws SQLException {
        return new EntryRow(
                row.getString("case_id"),
                row.getLong("sequence"),
                micros(row.getObject("at", OffsetDateTime.class).toInstant()),
                row.getString("actor"),
                row.getString("kind"),
                row.getString("subject"),
                bytes(row, "payload"),
                row.getString("payload_sha256"),
                row.getString("policies"),
                row.getString("previous_hash"),
                row.getString("hash"));
    }

    static byte[] bytes(ResultSet row, String column) throws SQLException {
        try (InputStream stream = row.getBinaryStream(column)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new SQLException(column + " can't be read", e);
        }
    }

    static long micros(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1_000);
    }
}
