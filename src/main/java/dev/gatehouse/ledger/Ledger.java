package dev.gatehouse.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.Sha256;
import dev.gatehouse.packet.StoredBytes;
import dev.gatehouse.packet.StrictJson;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Appends to the log of a case, and reads it. */
@Repository
public class Ledger {
    private final JdbcTemplate jdbc;
    private final Clock clock;

    public Ledger(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Appends the case's next entry in the caller's transaction. The caller holds the case's lock row; without it the
     * primary key refuses one of two concurrent entries. All entries of a transaction are written together as it commits.
     *
     * @param actor who did it: an account, "X for Y" where somebody acts for somebody
     * @param subject what it is about, in the words of the kind
     * @param payload what happened, as data
     * @param policies version by policy table, of those that decided
     * @throws IllegalArgumentException when a text or the payload can't be kept exactly
     * @throws IllegalStateException outside a transaction: an entry must stand or fall with what it records
     */
    public LedgerEntry append(
            String caseId,
            String actor,
            LedgerKind kind,
            String subject,
            JsonNode payload,
            Map<String, String> policies) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a ledger entry is written in the transaction of what it records");
        }
        requireStorable(actor);
        requireStorable(subject);
        byte[] payloadBytes = CanonicalJson.bytes(payload);
        String policiesJson = json(policies);
        String payloadSha256 = Sha256.hex(payloadBytes);
        UnwrittenEntries unwritten = UnwrittenEntries.ofThisTransaction(this);
        Head head = unwritten.head(caseId).orElseGet(() -> head(caseId));
        long sequence = head.sequence() + 1;
        // both databases keep microseconds: what is hashed must be what comes back
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String hash =
                ChainHash.entry(caseId, sequence, at, actor, kind, subject, payloadSha256, policiesJson, head.hash());
        unwritten.add(new Head(caseId, sequence, hash), new Object[] {
            caseId,
            sequence,
            at.atOffset(ZoneOffset.UTC),
            actor,
            kind.name(),
            subject,
            StoredBytes.parameter(payloadBytes),
            payloadSha256,
            policiesJson,
            head.hash(),
            hash
        });
        return new LedgerEntry(
                caseId,
                sequence,
                at,
                actor,
                kind,
                subject,
                StrictJson.read(payloadBytes),
                payloadSha256,
                new TreeMap<>(policies),
                head.hash(),
                hash);
    }

    void write(List<Object[]> rows) {
        jdbc.batchUpdate(
                "insert into gh_ledger (case_id, sequence, at, actor, kind, subject, payload, payload_sha256,"
                        + " policies, previous_hash, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows);
        jdbc.batchUpdate(
                "insert into gh_ledger_pending (case_id, sequence) values (?, ?)",
                rows.stream().map(row -> new Object[] {row[0], row[1]}).toList());
    }

    /** Every entry of the case in order; empty when there is none. */
    public List<LedgerEntry> of(String caseId) {
        UnwrittenEntries.writeThoseOfThisTransaction(this);
        return jdbc.query("select * from gh_ledger where case_id = ? order by sequence", Ledger::entry, caseId);
    }

    private Head head(String caseId) {
        return jdbc
                .query(
                        "select sequence, hash from gh_ledger where case_id = ?"
                                + " order by sequence desc fetch first row only",
                        (row, index) -> new Head(caseId, row.getLong("sequence"), row.getString("hash")),
                        caseId)
                .stream()
                .findFirst()
                .orElseGet(() -> new Head(caseId, 0, ChainHash.genesis(caseId)));
    }

    /** Text that a database would refuse or change is refused here, before anything is hashed. */
    private static void requireStorable(String text) {
        if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("a text with NUL or half a character can't be kept exactly");
        }
    }

    private static LedgerEntry entry(ResultSet row, int index) throws SQLException {
        Map<String, String> policies = new TreeMap<>();
        StrictJson.read(row.getString("policies"))
                .fields()
                .forEachRemaining(policy ->
                        policies.put(policy.getKey(), policy.getValue().asText()));
        return new LedgerEntry(
                row.getString("case_id"),
                row.getLong("sequence"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                LedgerKind.valueOf(row.getString("kind")),
                row.getString("subject"),
                StrictJson.read(StoredBytes.read(row, "payload")),
                row.getString("payload_sha256"),
                policies,
                row.getString("previous_hash"),
                row.getString("hash"));
    }

    private static String json(Map<String, String> policies) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        policies.forEach(object::put);
        return CanonicalJson.text(object);
    }

    /** The last entry of a case's chain. */
    record Head(String caseId, long sequence, String hash) {}
}
