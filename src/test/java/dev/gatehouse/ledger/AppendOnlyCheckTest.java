package dev.gatehouse.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.StoreDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class AppendOnlyCheckTest {
    private final StoreDatabase database = StoreDatabase.h2();

    @Test
    void namesEverythingThatTheOwnerOfTheTablesCanDo() {
        assertThat(asRole("sa").possible())
                .hasSize(10)
                .contains("change rows of gh_ledger", "remove rows of gh_revision");
    }

    @Test
    void namesTheOneTableThatARoleCanStillChange() {
        database.jdbc().sql("create user app password ''").update();
        database.jdbc()
                .sql("grant select, insert on gh_ledger, gh_checkpoint, gh_revision, gh_revision_state to app")
                .update();

        assertThat(asRole("app").possible()).isEmpty();

        database.jdbc().sql("grant update on gh_revision to app").update();

        assertThat(asRole("app").possible()).containsExactly("change rows of gh_revision");
    }

    private AppendOnlyCheck asRole(String user) {
        String url = ((DriverManagerDataSource) database.dataSource()).getUrl().split(";", 2)[0];
        DriverManagerDataSource dataSource = new DriverManagerDataSource(url, user, "");
        return new AppendOnlyCheck(JdbcClient.create(dataSource), new DataSourceTransactionManager(dataSource));
    }
}
