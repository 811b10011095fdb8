package dev.gatehouse.ledger.verify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The line of checkpoints, from the database and, where there are kept ones, held against those. From the first
 * checkpoint on in which both differ, the kept ones are believed.
 *
 * <p>For one case only the signatures of checkpoints that name it are verified, and the last one's, which by the hashes
 * of those before vouches for all of them.
 */
final class CheckpointLine {
    private final SortedMap<Long, SignedCheckpoint> kept;
    private final TrustedKeys keys;
    private final @Nullable String onlyCase;
    private final Map<String, CoveredHashes> covered = new HashMap<>();

    private @Nullable Fault fault;
    private long last;
    private @Nullable String lastSha256;
    private @Nullable SignedCheckpoint unverified;

    private CheckpointLine(SortedMap<Long, SignedCheckpoint> kept, TrustedKeys keys, @Nullable String onlyCase) {
        this.kept = kept;
        this.keys = keys;
        this.onlyCase = onlyCase;
    }

    static CheckpointLine read(
            Connection connection, SortedMap<Long, SignedCheckpoint> kept, TrustedKeys keys, @Nullable String onlyCase)
            throws SQLException {
        CheckpointLine line = new CheckpointLine(kept, keys, onlyCase);
        line.followDatabase(connection);
        line.followKept();
        if (line.unverified != null) {
            line.verify(line.unverified);
        }
        return line;
    }

    /** The first thing wrong with the line itself; null when it holds. */
    @Nullable
    Fault fault() {
        return fault;
    }

    /** What the believed checkpoints state, by case. */
    Map<String, CoveredHashes> covered() {
        return covered;
    }

    private void followDatabase(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select number, body, signature, key_id from gh_checkpoint order by number")) {
            query.setFetchSize(200);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    SignedCheckpoint stored = new SignedCheckpoint(
                            rows.getLong("number"),
                            EntryRow.bytes(rows, "body"),
                            rows.getString("signature"),
                            rows.getString("key_id"));
                    if (departsFromKept(stored)) {
                        return;
                    }
                    take(stored);
                }
            }
        }
    }

    private boolean departsFromKept(SignedCheckpoint stored) {
        long next = last + 1;
        if (stored.number() != next && kept.containsKey(next)) {
            found("Checkpoint %d is missing from the database; it was kept elsewhere.".formatted(next));
            return true;
        }
        SignedCheckpoint same = kept.get(stored.number());
        if (same != null && !same.sha256().equals(stored.sha256())) {
            found("Checkpoint %d in the database is not the one that was kept elsewhere.".formatted(stored.number()));
            return true;
        }
        return false;
    }

    private void followKept() {
        SortedMap<Long, SignedCheckpoint> rest = kept.tailMap(last + 1);
        if (!rest.isEmpty()) {
            found(
                    "The database ends with checkpoint %d, those kept elsewhere with %d: its end was cut off, or it is an older copy."
                            .formatted(last, rest.lastKey()));
        }
        rest.values().forEach(this::take);
    }

    private void take(SignedCheckpoint checkpoint) {
        if (checkpoint.number() != last + 1) {
            found("Checkpoint %d is missing.".formatted(last + 1));
            lastSha256 = null;
        }
        SignedCheckpoint.Body body = checkpoint.read();
        if (body == null || body.number() != checkpoint.number()) {
            found("Checkpoint %d does not say what a checkpoint says.".formatted(checkpoint.number()));
        } else {
            boolean linked = checkpoint.number() == 1
                    ? body.previous() == null
                    : lastSha256 == null || lastSha256.equals(body.previous());
            if (!linked) {
                found("Checkpoint %d does not name the one before it.".formatted(checkpoint.number()));
            }
            boolean concerned = onlyCase == null
                    || body.heads().stream().anyMatch(head -> head.caseId().equals(onlyCase));
            unverified = concerned ? null : checkpoint;
            if (concerned && verify(checkpoint)) {
                cover(checkpoint.number(), body);
            }
        }
        last = checkpoint.number();
        lastSha256 = checkpoint.sha256();
    }

    private boolean verify(SignedCheckpoint checkpoint) {
        String refusal = keys.refusalOf(checkpoint);
        if (refusal != null) {
            found("Checkpoint %d %s.".formatted(checkpoint.number(), refusal));
        }
        return refusal == null;
    }

    private void cover(long number, SignedCheckpoint.Body body) {
        for (SignedCheckpoint.Head head : body.heads()) {
            if (onlyCase != null && !onlyCase.equals(head.caseId())) {
                continue;
            }
            CoveredHashes hashes = covered.computeIfAbsent(head.caseId(), caseId -> new CoveredHashes());
            String refusal = hashes.take(head);
            if (refusal != null) {
                found("Checkpoint %d %s.".formatted(number, refusal));
            }
        }
    }

    private void found(String reason) {
        if (fault == null) {
            fault = new Fault(Fault.Kind.CHECKPOINT, null, null, reason);
        }
    }
}
