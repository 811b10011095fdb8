package dev.gatehouse.ledger.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.gatehouse.packet.MalformedJsonException;
import dev.gatehouse.packet.StoredBytes;
import dev.gatehouse.packet.StrictJson;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads entries without believing them: a reader is to see what was done to them. */
@Repository
class StoredEntries {
    private final JdbcClient jdbc;

    StoredEntries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<EntryView> of(String caseId) {
        return jdbc.sql("select * from gh_ledger where case_id = ? order by sequence")
                .param(caseId)
                .query(StoredEntries::view)
                .list();
    }

    private static EntryView view(ResultSet row, int index) throws SQLException {
        return new EntryView(
                row.getLong("sequence"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("kind"),
                row.getString("subject"),
                shown(StoredBytes.read(row, "payload")),
                row.getString("payload_sha256"),
                shown(row.getString("policies").getBytes(StandardCharsets.UTF_8)),
                row.getString("previous_hash"),
                row.getString("hash"));
    }

    private static JsonNode shown(byte[] stored) {
        try {
            return StrictJson.read(stored);
        } catch (MalformedJsonException e) {
            return TextNode.valueOf(new String(stored, StandardCharsets.UTF_8));
        }
    }
}
