package dev.gatehouse.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.testing.PostgresDatabase;
import dev.gatehouse.testing.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class PostgresSchemaIT {

    private final PostgresDatabase database = PostgresServer.newDatabase();

    @Test
    void makesTheRuntimeRoleAndLetsItWorkInTheEnginesTables() throws SQLException {
        migrateWithBothRoles();

        try (Connection runtime = database.asRuntime()) {
            assertThat(one(runtime, "select value_ from act_ge_property where name_ = 'schema.version'"))
                    .isEqualTo("fox");
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
                "truncate table act_ru_job",
                "update gh_schema_history set description = 'x'",
                "delete from gh_schema_history"
            })
    void letsTheRuntimeRoleNeitherAlterTheSchemaNorItsHistory(String sql) throws SQLException {
        migrateWithBothRoles();

        try (Connection runtime = database.asRuntime()) {
            assertThatThrownBy(() -> execute(runtime, sql))
                    .hasMessageMatching("(?s).*(permission denied|must be owner).*");
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
        migrateWithBothRoles();

        try (Connection runtime = database.asRuntime()) {
            assertThat(one(runtime, "select count(*) from " + table)).isEqualTo("0");
            execute(runtime, "insert into " + table + " overriding user value select * from " + table);
            for (String change : List.of(
                    "update " + table + " set " + column + " = " + column,
                    "delete from " + table,
                    "truncate table " + table,
                    "alter table " + table + " disable trigger all")) {
                assertThatThrownBy(() -> execute(runtime, change))
                        .as(change)
                        .hasMessageMatching("(?s).*(permission denied|must be owner).*");
            }
        }
    }

    @Test
    void usesARuntimeRoleThatAnAdministratorMade() throws SQLException {
        PostgresServer.asSuperuser("alter role %s nocreaterole".formatted(database.owner()));
        PostgresServer.asSuperuser(
                "create role %s login password '%s'".formatted(database.runtime(), database.runtimePassword()));

        migrateWithBothRoles();

        try (Connection runtime = database.asRuntime()) {
            assertThat(one(runtime, "select count(*) from act_ru_job")).isEqualTo("0");
        }
    }

    @Test
    void saysWhatToDoWhenTheRuntimeRoleIsMissingAndTheOwnerMayNotMakeIt() {
        PostgresServer.asSuperuser("alter role %s nocreaterole".formatted(database.owner()));

        assertThatThrownBy(this::migrateWithBothRoles)
                .hasMessageContaining("Let an administrator run: create role " + database.runtime());
    }

    @Test
    void doesNotWarnWhenTheRolesAreSeparate(CapturedOutput output) {
        migrateWithBothRoles();

        assertThat(output).doesNotContain("CAN ALTER THE LEDGER");
    }

    @Test
    void warnsLoudlyWhenOneRoleOwnsTheLedger(CapturedOutput output) {
        Schema.migrate(DatabaseAccess.of(
                database.url(), database.owner(), database.ownerPassword(), new SchemaProperties(null, null)));

        assertThat(output).contains("THE ROLE " + database.owner() + " CAN ALTER THE LEDGER");
    }

    @Test
    void warnsLoudlyWhenTheRuntimeRoleAdministersTheServer(CapturedOutput output) {
        Schema.migrate(DatabaseAccess.of(
                database.url(),
                "postgres",
                "postgres",
                new SchemaProperties(database.owner(), database.ownerPassword())));

        assertThat(output).contains("THE ROLE postgres CAN ALTER THE LEDGER");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table gh_ledger disable trigger gh_append_only",
                "alter table gh_ledger enable trigger gh_append_only",
                "drop trigger gh_append_only on gh_ledger"
            })
    void saysAtEveryStartThatAnAppendOnlyTriggerNoLongerStands(String sql, CapturedOutput output) throws SQLException {
        migrateWithBothRoles();
        assertThat(output).doesNotContain("APPEND-ONLY TRIGGER");
        try (Connection owner = database.asOwner()) {
            execute(owner, sql);
        }

        migrateWithBothRoles();

        assertThat(output).contains("THE APPEND-ONLY TRIGGER DOES NOT STAND on gh_ledger:");
    }

    private void migrateWithBothRoles() {
        Schema.migrate(DatabaseAccess.of(
                database.url(),
                database.runtime(),
                database.runtimePassword(),
                new SchemaProperties(database.owner(), database.ownerPassword())));
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
