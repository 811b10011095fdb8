package dev.gatehouse.records;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.RefusedException.Kind;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.StoredBytes;
import dev.gatehouse.packet.StrictJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The store of mirrored records. Who may write is asked at the door. */
@Repository
public class Records {

    /** What became of a version that was sent. */
    public enum Mirrored {
        /** It was not there. */
        NEW,
        /** It was there, the same to the last value. */
        KNOWN
    }

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ObjectProvider<RecordListener> listeners;

    /** @param listeners asked for late: the flows stand on what is here */
    Records(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock,
            ObjectProvider<RecordListener> listeners) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.listeners = listeners;
    }

    /** The highest APPROVED version; what only a draft says is not known. */
    public Optional<MirroredRecord> newestApproved(String register, String key) {
        return jdbc.sql("select document, sha256 from gh_record where register = ? and record_key = ? and status = ?"
                        + " order by version desc fetch first row only")
                .params(register, key, MirroredRecord.APPROVED)
                .query(Records::read)
                .optional();
    }

    /** The highest APPROVED version of every key of the register, by key. */
    public List<MirroredRecord> newestApproved(String register) {
        return jdbc.sql("select document, sha256 from gh_record r where register = ? and status = ? and version ="
                        + " (select max(version) from gh_record n where n.register = r.register"
                        + " and n.record_key = r.record_key and n.status = r.status) order by record_key")
                .params(register, MirroredRecord.APPROVED)
                .query(Records::read)
                .list();
    }

    /**
     * The version in force at a moment, whatever the order of arrival: the highest APPROVED one that was published by then;
     * empty where a later version has withdrawn it.
     */
    public Optional<MirroredRecord> inForce(String register, String key, Instant at) {
        return jdbc.sql("select document, sha256 from gh_record where register = ? and record_key = ?"
                        + " and status in (?, ?) and published_at <= ? order by version desc fetch first row only")
                .params(register, key, MirroredRecord.APPROVED, MirroredRecord.WITHDRAWN, at.atOffset(ZoneOffset.UTC))
                .query(Records::read)
                .optional()
                .filter(MirroredRecord::approved);
    }

    /** Likewise of every key of the register, by key. */
    public List<MirroredRecord> inForce(String register, Instant at) {
        return jdbc
                .sql("select distinct record_key from gh_record where register = ? order by record_key")
                .param(register)
                .query(String.class)
                .list()
                .stream()
                .flatMap(key -> inForce(register, key, at).stream())
                .toList();
    }

    /** That version, when it is APPROVED. */
    public Optional<MirroredRecord> approved(String register, String key, long version) {
        return find(register, key, version).filter(MirroredRecord::approved);
    }

    /** Whether a flow may cite it: the version is here and APPROVED. */
    public boolean citable(String register, String key, long version) {
        return approved(register, key, version).isPresent();
    }

    /** That version, whatever its status: for readers, never for a flow. */
    Optional<MirroredRecord> find(String register, String key, long version) {
        return jdbc.sql("select document, sha256 from gh_record where register = ? and record_key = ? and version = ?")
                .params(register, key, version)
                .query(Records::read)
                .optional();
    }

    /** Every version, the highest first, whatever its status: for readers, never for a flow. */
    List<MirroredRecord> versions(String register, String key) {
        return jdbc.sql("select document, sha256 from gh_record where register = ? and record_key = ?"
                        + " order by version desc")
                .params(register, key)
                .query(Records::read)
                .list();
    }

    /**
     * Keeps a version. Of two that race the unique key lets one in, and the other is then compared with it.
     *
     * @throws RefusedException CONFLICT when the version is there with another content
     */
    public Mirrored mirror(MirroredRecord sent, String account) {
        Optional<MirroredRecord> known = find(sent.register(), sent.key(), sent.version());
        if (known.isPresent()) {
            return same(known.get(), sent);
        }
        try {
            transaction.executeWithoutResult(status -> keep(sent, account));
            return Mirrored.NEW;
        } catch (DuplicateKeyException meanwhile) {
            return same(find(sent.register(), sent.key(), sent.version()).orElseThrow(() -> meanwhile), sent);
        }
    }

    private void keep(MirroredRecord sent, String account) {
        boolean newest = sent.approved()
                && newestApproved(sent.register(), sent.key())
                        .map(before -> before.version() < sent.version())
                        .orElse(true);
        jdbc.sql("insert into gh_record (register, record_key, version, status, published_at, document, sha256,"
                        + " mirrored_by, mirrored_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(sent.register(), sent.key(), sent.version(), sent.status())
                .param(sent.publishedAt().atOffset(ZoneOffset.UTC))
                .param(StoredBytes.parameter(CanonicalJson.bytes(sent.document())))
                .params(sent.sha256(), account, clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (newest) {
            listeners.forEach(listener -> listener.published(sent, account));
        }
    }

    private static Mirrored same(MirroredRecord known, MirroredRecord sent) {
        if (known.sha256().equals(sent.sha256())) {
            return Mirrored.KNOWN;
        }
        throw new RefusedException(
                Kind.CONFLICT,
                "version-differs",
                "Version %d of %s in register %s is here with another content (sha256 %s; yours has %s). A version is never overwritten; send the change as a new one."
                        .formatted(sent.version(), sent.key(), sent.register(), known.sha256(), sent.sha256()));
    }

    private static MirroredRecord read(ResultSet row, int index) throws SQLException {
        JsonNode document = StrictJson.read(StoredBytes.read(row, "document"));
        MirroredRecord stored = MirroredRecord.of(document);
        if (!stored.sha256().equals(Objects.requireNonNull(row.getString("sha256")))) {
            throw new IllegalStateException("version %d of %s in register %s does not hash to its sha256 any more"
                    .formatted(stored.version(), stored.key(), stored.register()));
        }
        return stored;
    }
}
