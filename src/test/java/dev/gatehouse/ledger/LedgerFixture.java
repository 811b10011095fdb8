package dev.gatehouse.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ledger.verify.TrustedKeys;
import dev.gatehouse.ledger.verify.UnusableInputException;
import dev.gatehouse.ledger.verify.Verification;
import dev.gatehouse.ledger.verify.Verifier;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.packet.RevisionState;
import dev.gatehouse.packet.Revisions;
import dev.gatehouse.packet.Sha256;
import dev.gatehouse.packet.StrictJson;
import dev.gatehouse.testing.StoreDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A ledger with two cases. CW-1 has seven entries: checkpoint 1 covers the first three, checkpoint 2 the next three, the
 * seventh waits; entry 3 adopts revision 1, entry 6 revision 2. CW-2 has two entries, covered by checkpoint 1.
 */
final class LedgerFixture {
    static final String CASE = "CW-1";

    final StoreDatabase database;
    final CheckpointKey key;
    final Path keyFile;
    final Path checkpointFile;
    final Ledger ledger;
    final Revisions revisions;
    final Checkpoints checkpoints;
    private final CheckpointFile kept;

    LedgerFixture(StoreDatabase database, Path folder) {
        this.database = database;
        this.keyFile = folder.resolve("ledger-key.pem");
        this.checkpointFile = folder.resolve("kept/checkpoints.jsonl");
        this.key = CheckpointKey.at(keyFile);
        Clock clock = Clock.fixed(Instant.parse("2026-04-17T14:05:00.123456Z"), ZoneOffset.UTC);
        this.ledger = new Ledger(new JdbcTemplate(database.dataSource()), clock);
        this.revisions = new Revisions(database.jdbc(), clock);
        this.checkpoints = new Checkpoints(database.jdbc(), database.transactions(), clock, key);
        this.kept = new CheckpointFile(checkpointFile, checkpoints);
    }

    LedgerFixture filled() {
        append(CASE, LedgerKind.CASE_STARTED, "{\"title\":\"Sync outage\"}");
        append("CW-2", LedgerKind.CASE_STARTED, "{}");
        append("CW-2", LedgerKind.READ, "{}");
        append(CASE, LedgerKind.GATE_OPENED, "{\"revision\":null,\"sha256\":null}");
        adopt("{\"n\":1}");
        checkpoint();
        append(CASE, LedgerKind.EVENT_ACCEPTED, "{\"id\":\"e-1\"}");
        append(CASE, LedgerKind.DECISION_REFUSED, "{\"revision\":1,\"sha256\":\"of another\"}");
        adopt("{\"n\":2}");
        checkpoint();
        append(CASE, LedgerKind.READ, "{}");
        return this;
    }

    void checkpoint() {
        assertThat(checkpoints.make()).isPresent();
        kept.catchUp();
    }

    LedgerEntry append(String caseId, LedgerKind kind, String payload) {
        return database.transactions()
                .execute(status -> ledger.append(
                        caseId,
                        "maria.keller",
                        kind,
                        "the subject",
                        StrictJson.read(payload),
                        Map.of("change-authority", "3", "delegate-mapping", "1")));
    }

    private void adopt(String content) {
        database.transactions().executeWithoutResult(status -> {
            Revision revision = revisions.store(CASE, StrictJson.read(content), null, "gatehouse");
            revisions.changeState(CASE, revision.number(), RevisionState.CANDIDATE, "gatehouse", "published");
            revisions.changeState(CASE, revision.number(), RevisionState.ADOPTED, "maria.keller", "adopted");
            append(
                    CASE,
                    LedgerKind.ADOPTED,
                    "{\"revision\":%d,\"sha256\":\"%s\"}".formatted(revision.number(), revision.sha256()));
        });
    }

    /** What somebody with all rights on the database does to it. */
    void tamper(String sql, Object... values) {
        database.jdbc().sql(sql).params(values).update();
    }

    /** Hashes the case again from that entry on, as a careful forger would. */
    void rehashFrom(long sequence) {
        List<LedgerEntry> entries = ledger.of(CASE);
        String previous = entries.stream()
                .filter(entry -> entry.sequence() == sequence - 1)
                .map(LedgerEntry::hash)
                .findFirst()
                .orElse(ChainHash.genesis(CASE));
        for (LedgerEntry entry : entries) {
            if (entry.sequence() < sequence) {
                continue;
            }
            String sha256 = Sha256.hex(CanonicalJson.bytes(entry.payload()));
            String hash = ChainHash.entry(
                    CASE,
                    entry.sequence(),
                    entry.at(),
                    entry.actor(),
                    entry.kind(),
                    entry.subject(),
                    sha256,
                    policies(entry),
                    previous);
            tamper(
                    "update gh_ledger set payload_sha256 = ?, previous_hash = ?, hash = ?"
                            + " where case_id = ? and sequence = ?",
                    sha256,
                    previous,
                    hash,
                    CASE,
                    entry.sequence());
            previous = hash;
        }
    }

    private String policies(LedgerEntry entry) {
        return database.jdbc()
                .sql("select policies from gh_ledger where case_id = ? and sequence = ?")
                .params(CASE, entry.sequence())
                .query(String.class)
                .single();
    }

    Verification verify() {
        return verify(null, null);
    }

    Verification verifyCase() {
        return verify(CASE, null);
    }

    Verification verifyAgainstKept() {
        return verify(null, checkpointFile);
    }

    Verification verify(@Nullable String caseId, @Nullable Path checkpointFile) {
        TrustedKeys keys = TrustedKeys.in(CheckpointKey.published(keyFile));
        try (Connection connection = database.dataSource().getConnection()) {
            return new Verifier(keys, checkpointFile).verify(connection, caseId);
        } catch (SQLException e) {
            throw new UnusableInputException("no database", e);
        }
    }
}
