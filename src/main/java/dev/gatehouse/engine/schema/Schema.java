package dev.gatehouse.engine.schema;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The migrated schema. Whoever holds one may connect as the runtime role: the tables are there, the role exists and
 * has its rights, and on H2 a commit is on disk when it returns.
 *
 * <p>Several nodes may ask for it at the same moment on an empty database: on PostgreSQL an advisory lock lets one
 * work and the others wait; an H2 file belongs to one process, in which a lock of its own does the same.
 */
final class Schema implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

    /** "gatehous" as bytes: a number that nobody else on that server locks by accident. */
    private static final long LOCK = 0x67617465686f7573L;

    private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

    private final DatabaseAccess access;
    private final @Nullable Connection keptOpen;

    private Schema(DatabaseAccess access, @Nullable Connection keptOpen) {
        this.access = access;
        this.keptOpen = keptOpen;
    }

    /** Brings the database up to date and returns when the runtime role can work. */
    static Schema migrate(DatabaseAccess access) {
        IN_THIS_PROCESS.lock();
        try {
            return H2Url.accepts(access.url()) ? migrateH2(access) : migratePostgres(access);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The database could not be prepared as its owner %s: %s".formatted(access.owner(), e.getMessage()),
                    e);
        } finally {
            IN_THIS_PROCESS.unlock();
        }
    }

    @SuppressWarnings("MustBeClosedChecker")
    private static Schema migrateH2(DatabaseAccess access) throws SQLException {
        // Stays open as long as the application runs: settings of the URL that only the owner may set hold while the
        // database is open, and a database in memory exists no longer than its last connection.
        Connection owner = connect(access);
        try {
            migrate(access, owner, new H2RuntimeRights(), "h2", "h2");
            try (Statement statement = owner.createStatement()) {
                // the default, and any other value, loses committed work on kill -9
                statement.execute("set write_delay 0");
                // who waits for a case that others work on is patient, as on PostgreSQL; the default gives up after one
                // or two seconds, which a busy machine takes
                statement.execute("set default_lock_timeout 20000");
            }
            return new Schema(access, owner);
        } catch (SQLException | RuntimeException e) {
            owner.close();
            throw e;
        }
    }

    private static Schema migratePostgres(DatabaseAccess access) throws SQLException {
        try (Connection owner = connect(access);
                Statement statement = owner.createStatement()) {
            statement.execute("select pg_advisory_lock(" + LOCK + ")");
            try {
                migrate(access, owner, new PostgresRuntimeRights(), "postgres", "postgresql");
            } finally {
                statement.execute("select pg_advisory_unlock(" + LOCK + ")");
            }
        }
        return new Schema(access, null);
    }

    private static void migrate(
            DatabaseAccess access, Connection owner, RuntimeRights rights, String engineVendor, String vendor)
            throws SQLException {
        if (access.separateRoles()) {
            rights.createRole(owner, access.runtime());
        }
        Flyway.configure(Schema.class.getClassLoader())
                .dataSource(asOwner(access))
                .table(RuntimeRights.SCHEMA_HISTORY)
                .locations("classpath:db/migration", "classpath:db/vendor/" + vendor)
                .javaMigrations(new EngineTables(engineVendor))
                .placeholderReplacement(false)
                .load()
                .migrate();
        if (access.separateRoles()) {
            rights.grant(owner, access.runtime());
        }
        if (rights.mayChangeTheLedger(owner, access.runtime())) {
            LOG.warn(
                    "THE ROLE {} CAN ALTER THE LEDGER AND THE REVISIONS: it owns the schema or administers the database."
                            + " For anything but a trial give the schema an owner of its own (gatehouse.schema.username"
                            + " and gatehouse.schema.password).",
                    access.runtime());
        }
        List<String> unguarded = rights.unguarded(owner);
        if (!unguarded.isEmpty()) {
            LOG.error(
                    "THE APPEND-ONLY TRIGGER DOES NOT STAND on {}: somebody disabled or dropped it, and the owner can"
                            + " rewrite what is there. Find out who, run verify-ledger, then as the owner for each:"
                            + " alter table ... enable always trigger gh_append_only.",
                    String.join(", ", unguarded));
        }
    }

    private static Connection connect(DatabaseAccess access) throws SQLException {
        return DriverManager.getConnection(
                access.url(), access.owner().username(), access.owner().password());
    }

    private static DataSource asOwner(DatabaseAccess access) {
        return new DriverManagerDataSource(
                access.url(), access.owner().username(), access.owner().password());
    }

    /** The address and login for the pool. */
    String runtimeUrl() {
        return access.runtimeUrl();
    }

    DatabaseRole runtime() {
        return access.runtime();
    }

    @Override
    public void close() throws SQLException {
        if (keptOpen != null) {
            keptOpen.close();
        }
    }
}
