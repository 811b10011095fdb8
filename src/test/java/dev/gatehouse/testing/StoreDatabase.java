package dev.gatehouse.testing;

import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The tables of revisions and ledger without the engine's, for tests that need no application around them.
 *
 * @param dataSource a new connection each time, as the owner of the tables
 */
public record StoreDatabase(DataSource dataSource, JdbcClient jdbc, TransactionTemplate transactions) {

    /** A new database in memory; it lives as long as the JVM. Migrated once, copied from then on. */
    public static StoreDatabase h2() {
        String url = "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID());
        StoreDatabase copy = connected(url, "sa", "");
        Migrated.STATEMENTS.forEach(sql -> copy.jdbc().sql(sql).update());
        return copy;
    }

    /** An H2 file database, which outlives its connections. */
    public static StoreDatabase h2(String url) {
        return migrated(url, "sa", "", "h2");
    }

    public static StoreDatabase postgres(String url, String owner, String password) {
        return migrated(url, owner, password, "postgresql");
    }

    private static StoreDatabase migrated(String url, String user, String password, String vendor) {
        Flyway.configure()
                .dataSource(url, user, password)
                .locations("classpath:db/migration", "classpath:db/vendor/" + vendor)
                .target("2.99?")
                .load()
                .migrate();
        StoreDatabase migrated = connected(url, user, password);
        // belongs to the revisions, although it came after what these tests have no need of
        new ResourceDatabasePopulator(new ClassPathResource("db/migration/V19__revision_forms.sql"))
                .execute(migrated.dataSource());
        return migrated;
    }

    private static StoreDatabase connected(String url, String user, String password) {
        DataSource dataSource = new DriverManagerDataSource(url, user, password);
        return new StoreDatabase(
                dataSource,
                JdbcClient.create(dataSource),
                new TransactionTemplate(new DataSourceTransactionManager(dataSource)));
    }

    private static final class Migrated {
        static final List<String> STATEMENTS = migrated(
                        "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()), "sa", "", "h2")
                .jdbc()
                .sql("script nopasswords nosettings")
                .query(String.class)
                .list()
                .stream()
                .filter(sql -> !sql.startsWith("--") && !sql.startsWith("CREATE USER"))
                .toList();
    }
}
