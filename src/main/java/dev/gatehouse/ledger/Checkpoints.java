package dev.gatehouse.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.Sha256;
import dev.gatehouse.packet.StoredBytes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes checkpoints and reads them. Whatever is pending is committed, because it is written with its entry; of one case
 * it is an unbroken stretch, because whoever appends holds the case's lock until the commit.
 */
public final class Checkpoints {
    /** The DSSE payload type of a checkpoint. */
    public static final String TYPE = Checkpoint.TYPE;

    /** So that a checkpoint after a storm stays a few hundred kilobytes; the rest is covered by the next one. */
    private static final int MOST_ENTRIES = 5_000;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final CheckpointKey key;

    Checkpoints(JdbcClient jdbc, TransactionOperations transactions, Clock clock, CheckpointKey key) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.key = key;
    }

    /** Covers all that is committed by now, without waiting for the second that is usual. */
    public void coverAll() {
        while (make().isPresent()) {
            // one covers a few thousand entries
        }
    }

    /** Covers what is committed and not yet covered; empty when there is nothing. One node at a time: others wait. */
    Optional<Checkpoint> make() {
        if (!anythingPending()) {
            return Optional.empty();
        }
        return Optional.ofNullable(transactions.execute(status -> {
            jdbc.sql("select id from gh_checkpoint_turn where id = 1 for update")
                    .query(Integer.class)
                    .single();
            List<Pending> pending = pending();
            return pending.isEmpty() ? null : cover(pending);
        }));
    }

    /** At most {@code limit} checkpoints after that number, in order. */
    List<Checkpoint> after(long number, int limit) {
        return jdbc.sql("select * from gh_checkpoint where number > ? order by number fetch first " + limit
                        + " rows only")
                .param(number)
                .query(Checkpoints::checkpoint)
                .list();
    }

    Optional<Checkpoint> find(long number) {
        return jdbc.sql("select * from gh_checkpoint where number = ?")
                .param(number)
                .query(Checkpoints::checkpoint)
                .optional();
    }

    private Checkpoint cover(List<Pending> pending) {
        Optional<Checkpoint> last = jdbc.sql("select * from gh_checkpoint order by number desc fetch first row only")
                .query(Checkpoints::checkpoint)
                .optional();
        long number = last.map(Checkpoint::number).orElse(0L) + 1;
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ArrayNode heads = heads(pending);
        byte[] body = CanonicalJson.bytes(NODES.objectNode()
                .put("number", number)
                .put("at", at.toString())
                .put(
                        "previous",
                        last.map(checkpoint -> Sha256.hex(checkpoint.body())).orElse(null))
                .set("heads", heads));
        Checkpoint checkpoint = new Checkpoint(number, at, body, key.sign(body), key.id());
        insert(checkpoint);
        // of one case whatever comes before a committed entry is committed too, so it is among what was just covered
        for (JsonNode head : heads) {
            jdbc.sql("delete from gh_ledger_pending where case_id = ? and sequence <= ?")
                    .params(head.get("caseId").textValue(), head.get("sequence").longValue())
                    .update();
        }
        return checkpoint;
    }

    private static ArrayNode heads(List<Pending> pending) {
        ArrayNode heads = NODES.arrayNode();
        ObjectNode head = NODES.objectNode();
        for (Pending entry : pending) {
            boolean next = entry.caseId().equals(head.path("caseId").textValue())
                    && entry.sequence() == head.path("sequence").longValue() + 1;
            if (!next) {
                head = heads.addObject().put("caseId", entry.caseId()).put("after", entry.sequence() - 1);
            }
            head.put("sequence", entry.sequence()).withArray("hashes").add(entry.hash());
        }
        return heads;
    }

    private void insert(Checkpoint checkpoint) {
        jdbc.sql("insert into gh_checkpoint (number, at, body, signature, key_id) values (?, ?, ?, ?, ?)")
                .params(checkpoint.number(), checkpoint.at().atOffset(ZoneOffset.UTC))
                .param(StoredBytes.parameter(checkpoint.body()))
                .params(checkpoint.signature(), checkpoint.keyId())
                .update();
    }

    private boolean anythingPending() {
        return jdbc.sql("select 1 from gh_ledger_pending fetch first row only")
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    private List<Pending> pending() {
        return jdbc.sql("select p.case_id, p.sequence, l.hash from gh_ledger_pending p"
                        + " join gh_ledger l on l.case_id = p.case_id and l.sequence = p.sequence"
                        + " order by p.case_id, p.sequence fetch first " + MOST_ENTRIES + " rows only")
                .query((row, index) ->
                        new Pending(row.getString("case_id"), row.getLong("sequence"), row.getString("hash")))
                .list();
    }

    private static Checkpoint checkpoint(ResultSet row, int index) throws SQLException {
        return new Checkpoint(
                row.getLong("number"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                StoredBytes.read(row, "body"),
                row.getString("signature"),
                row.getString("key_id"));
    }

    private record Pending(String caseId, long sequence, String hash) {}
}
