package dev.gatehouse.ledger;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.testing.PostgresDatabase;
import dev.gatehouse.testing.PostgresServer;
import dev.gatehouse.testing.StoreDatabase;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

/** On PostgreSQL the owner has to take the triggers away before anything can be tampered with. */
class TamperingOnPostgresIT extends TamperingContract {
    @Override
    StoreDatabase database() {
        StoreDatabase database = guarded();
        List.of("gh_ledger", "gh_checkpoint", "gh_revision", "gh_revision_state")
                .forEach(table -> database.jdbc()
                        .sql("alter table " + table + " disable trigger gh_append_only")
                        .update());
        return database;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update gh_ledger set actor = 'eve'",
                "delete from gh_checkpoint",
                "truncate gh_ledger",
                "update gh_revision set sha256 = ''",
                "delete from gh_revision_state"
            })
    void refusesEvenTheOwnerWhileTheTriggersStand(String sql) {
        StoreDatabase database = guarded();

        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> database.jdbc().sql(sql).update())
                .havingRootCause()
                .withMessageContaining("only ever added");
    }

    private static StoreDatabase guarded() {
        PostgresDatabase empty = PostgresServer.newDatabase();
        return StoreDatabase.postgres(empty.url(), empty.owner(), empty.ownerPassword());
    }
}
