package dev.gatehouse.readout.calendar.embedded;

import dev.gatehouse.testing.PostgresDatabase;
import dev.gatehouse.testing.PostgresServer;
import dev.gatehouse.testing.StoreDatabase;

/** The same promises on PostgreSQL. */
class EmbeddedCalendarsOnPostgresIT extends EmbeddedCalendarsTest {
    private static final CalendarDatabase DATABASE = create();

    private static CalendarDatabase create() {
        PostgresDatabase server = PostgresServer.newDatabase();
        return CalendarDatabase.in(StoreDatabase.postgres(server.url(), server.owner(), server.ownerPassword()));
    }

    @Override
    CalendarDatabase database() {
        DATABASE.database()
                .jdbc()
                .sql("truncate gh_calendar_entry, gh_calendar_busy, gh_calendar")
                .update();
        return DATABASE;
    }
}
