package dev.gatehouse.intake;

import dev.gatehouse.testing.PostgresDatabase;
import dev.gatehouse.testing.PostgresServer;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The door on the database of production, where races and locks go other ways than on H2. */
class EventDoorPostgresIT extends EventDoorTest {
    @Override
    DataSource dataSource() {
        PostgresDatabase database = PostgresServer.newDatabase();
        return new DriverManagerDataSource(database.url(), database.owner(), database.ownerPassword());
    }

    @Override
    String vendor() {
        return "postgresql";
    }
}
