package dev.gatehouse.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class H2SchemaIT {

    private static final SchemaProperties NO_OWNER = new SchemaProperties(null, null);

    @TempDir
    Path folder;

    @Test
    void endsWithWriteDelayZeroWhateverTheUrlSays() throws SQLException {
        try (Schema schema = migrated(file() + ";WRITE_DELAY=500", null);
                Connection first = connect(schema);
                Connection second = connect(schema)) {
            assertThat(writeDelay(first)).isEqualTo("0");
            assertThat(writeDelay(second)).isEqualTo("0");
        }
    }

    @Test
    void endsWithWriteDelayZeroForTheOwnerAloneToo() throws SQLException {
        try (Schema schema = migrated(file() + ";write_delay=500", "sa");
                Connection first = connect(schema);
                Connection second = connect(schema)) {
            assertThat(writeDelay(first)).isEqualTo("0");
            assertThat(writeDelay(second)).isEqualTo("0");
        }
    }

    @Test
    void laysTheEnginesTablesInTheVersionItExpects() throws SQLException {
        try (Schema schema = migrated(file(), null);
                Connection runtime = connect(schema)) {
            assertThat(one(runtime, "select value_ from act_ge_property where name_ = 'schema.version'"))
                    .isEqualTo("fox");
            assertThat(one(runtime, "select version_ from act_ge_schema_log")).isEqualTo("7.24.0");
            assertThat(one(runtime, "select count(*) from act_hi_decinst")).isEqualTo("0");
        }
    }

    @Test
    void letsTheRuntimeRoleWorkInTheEnginesTables() throws SQLException {
        try (Schema schema = migrated(file(), null);
                Connection runtime = connect(schema)) {
            execute(runtime, "insert into act_ge_property values ('a.test', '1', 1)");
            execute(runtime, "update act_ge_property set value_ = '2' where name_ = 'a.test'");
            execute(runtime, "delete from act_ge_property where name_ = 'a.test'");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop table act_ge_property",
                "alter table act_ge_property add column more varchar(1)",
                "create table mine (id integer)",
                "update \"gh_schema_history\" set \"description\" = 'x'",
                "delete from \"gh_schema_history\"",
                "set write_delay 500"
            })
    void letsTheRuntimeRoleNeitherAlterTheSchemaNorItsHistory(String sql) throws SQLException {
        try (Schema schema = migrated(file(), null);
                Connection runtime = connect(schema)) {
            assertThatThrownBy(() -> execute(runtime, sql))
                    .isInstanceOf(SQLException.class)
                    .hasMessageMatching("(?s).*(rights|right).*");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "gh_ledger, hash",
        "gh_checkpoint, body",
        "gh_revision, content",
        "gh_revision_state, state",
        "gh_record, document",
        "gh_lane_copy, sha256",
        "gh_lane_audience, copy_mark",
        "gh_lane_end, reason",
        "gh_lane_stale, cause",
        "gh_lane_access, detail"
    })
    void letsTheRuntimeRoleOnlyAddToWhatIsAppendOnly(String table, String column) throws SQLException {
        try (Schema schema = migrated(file(), null);
                Connection runtime = connect(schema)) {
            assertThat(one(runtime, "select count(*) from " + table)).isEqualTo("0");
            execute(runtime, "insert into " + table + " select * from " + table);
            for (String change : List.of(
                    "update " + table + " set " + column + " = " + column,
                    "delete from " + table,
                    "truncate table " + table,
                    "drop table " + table)) {
                assertThatThrownBy(() -> execute(runtime, change))
                        .as(change)
                        .hasMessageMatching("(?s).*(right|Cannot truncate).*");
            }
        }
    }

    @Test
    void keepsADatabaseInMemoryAliveBetweenConnections() throws SQLException {
        try (Schema schema = migrated("jdbc:h2:mem:" + UUID.randomUUID(), null)) {
            try (Connection runtime = connect(schema)) {
                execute(runtime, "insert into act_ge_property values ('a.test', '1', 1)");
            }
            try (Connection runtime = connect(schema)) {
                assertThat(one(runtime, "select value_ from act_ge_property where name_ = 'a.test'"))
                        .isEqualTo("1");
            }
        }
    }

    @Test
    void findsEverythingInPlaceTheSecondTime() throws SQLException {
        String url = file();
        try (Schema schema = migrated(url, null);
                Connection runtime = connect(schema)) {
            execute(runtime, "insert into act_ge_property values ('a.test', '1', 1)");
        }
        try (Schema schema = migrated(url, null);
                Connection runtime = connect(schema)) {
            assertThat(one(runtime, "select value_ from act_ge_property where name_ = 'a.test'"))
                    .isEqualTo("1");
        }
    }

    @Test
    void takesAChangedPasswordOfTheRuntimeRole() throws SQLException {
        String url = file();
        SchemaProperties owner = new SchemaProperties("the_owner", "o'wner");
        for (String password : new String[] {"before", "it's after"}) {
            try (Schema schema = Schema.migrate(DatabaseAccess.of(url, "app", password, owner));
                    Connection runtime = connect(schema)) {
                assertThat(one(runtime, "select current_user")).isEqualTo("APP");
            }
        }
    }

    @Test
    void warnsLoudlyWhenOneRoleOwnsTheLedger(CapturedOutput output) throws SQLException {
        migrated(file(), "sa").close();

        assertThat(output).contains("THE ROLE sa CAN ALTER THE LEDGER");
    }

    @Test
    void doesNotWarnWhenTheRolesAreSeparate(CapturedOutput output) throws SQLException {
        migrated(file(), null).close();

        assertThat(output).doesNotContain("CAN ALTER THE LEDGER");
    }

    private String file() {
        return "jdbc:h2:file:" + folder.resolve("gatehouse");
    }

    private static Schema migrated(String url, @Nullable String username) {
        return Schema.migrate(DatabaseAccess.of(url, username, "", NO_OWNER));
    }

    private static Connection connect(Schema schema) throws SQLException {
        return DriverManager.getConnection(
                schema.runtimeUrl(),
                schema.runtime().username(),
                schema.runtime().password());
    }

    private static String writeDelay(Connection connection) throws SQLException {
        return one(
                connection, "select setting_value from information_schema.settings where setting_name = 'WRITE_DELAY'");
    }

    private static String one(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            found.next();
            return found.getString(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
