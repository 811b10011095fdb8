package dev.gatehouse.ledger.verify;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Verifies the ledger of one case or of all. */
public final class Verifier {
    private final TrustedKeys keys;
    private final @Nullable Path keptCheckpoints;

    /** @param keptCheckpoints the checkpoint file that was kept outside the database, if any */
    public Verifier(TrustedKeys keys, @Nullable Path keptCheckpoints) {
        this.keys = keys;
        this.keptCheckpoints = keptCheckpoints;
    }

    /**
     * Reads everything in one snapshot, so that it may run while entries are appended. The connection is left as it was.
     *
     * @param caseId null verifies all cases
     * @throws UnusableInputException when the checkpoint file can't be read
     * @throws SQLException when the database can't be read, or is none of ours
     */
    public Verification verify(Connection connection, @Nullable String caseId) throws SQLException {
        // before the snapshot: a checkpoint gets into the file after its commit, never before
        SortedMap<Long, SignedCheckpoint> kept =
                keptCheckpoints == null ? new TreeMap<>() : KeptCheckpoints.in(keptCheckpoints);
        int isolation = connection.getTransactionIsolation();
        boolean autoCommit = connection.getAutoCommit();
        // one snapshot of all tables: on H2 a weaker level would see what commits while this reads
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        connection.setAutoCommit(false);
        try {
            CheckpointLine line = CheckpointLine.read(connection, kept, keys, caseId);
            return new Pass(connection, line).over(caseId);
        } finally {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
            connection.setTransactionIsolation(isolation);
        }
    }

    /** One reading of all the entries asked for. */
    private static final class Pass {
        private final Connection connection;
        private final CheckpointLine line;
        private final Set<String> seen = new HashSet<>();
        private long entries;
        private @Nullable Fault first;

        Pass(Connection connection, CheckpointLine line) {
            this.connection = connection;
            this.line = line;
        }

        Verification over(@Nullable String caseId) throws SQLException {
            readEntries(caseId);
            for (Map.Entry<String, CoveredHashes> covered : new TreeMap<>(line.covered()).entrySet()) {
                if (!seen.contains(covered.getKey())) {
                    keep(chain(covered.getKey()).end());
                }
            }
            return Verification.of(entries, withLine(first, line.fault()));
        }

        private void readEntries(@Nullable String caseId) throws SQLException {
            String sql = "select case_id, sequence, at, actor, kind, subject, payload, payload_sha256, policies,"
                    + " previous_hash, hash from gh_ledger"
                    + (caseId == null ? "" : " where case_id = ?")
                    + " order by case_id, sequence";
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                query.setFetchSize(500);
                if (caseId != null) {
                    query.setString(1, caseId);
                }
                try (ResultSet rows = query.executeQuery()) {
                    CaseChain chain = null;
                    while (rows.next()) {
                        EntryRow entry = EntryRow.of(rows);
                        if (chain == null || seen.add(entry.caseId())) {
                            keep(chain == null ? null : chain.end());
                            seen.add(entry.caseId());
                            chain = chain(entry.caseId());
                        }
                        chain.take(entry);
                        entries++;
                    }
                    keep(chain == null ? null : chain.end());
                }
            }
        }

        private CaseChain chain(String caseId) throws SQLException {
            CoveredHashes covered = line.covered().getOrDefault(caseId, new CoveredHashes());
            return new CaseChain(caseId, covered, waiting(caseId), StoredRevisions.of(connection, caseId));
        }

        private Set<Long> waiting(String caseId) throws SQLException {
            Set<Long> waiting = new HashSet<>();
            try (PreparedStatement query =
                    connection.prepareStatement("select sequence from gh_ledger_pending where case_id = ?")) {
                query.setString(1, caseId);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        waiting.add(rows.getLong(1));
                    }
                }
            }
            return waiting;
        }

        private void keep(@Nullable Fault fault) {
            if (first == null) {
                first = fault;
            }
        }

        /** An entry says more than a checkpoint; the checkpoint may say why. */
        private static @Nullable Fault withLine(@Nullable Fault entry, @Nullable Fault ofLine) {
            if (entry == null || ofLine == null) {
                return entry == null ? ofLine : entry;
            }
            return new Fault(entry.kind(), entry.caseId(), entry.sequence(), entry.reason() + " " + ofLine.reason());
        }
    }
}
