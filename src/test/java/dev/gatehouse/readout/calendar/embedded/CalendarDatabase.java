package dev.gatehouse.readout.calendar.embedded;

import dev.gatehouse.readout.calendar.CalendarSet;
import dev.gatehouse.readout.calendar.Calendars;
import dev.gatehouse.testing.StoreDatabase;
import java.time.Clock;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The tables of calendars in a database of its own. */
public final class CalendarDatabase {
    private final StoreDatabase database;
    private final BusyStore store;
    private final EntryBook book;

    private CalendarDatabase(StoreDatabase database) {
        this.database = database;
        this.store = new BusyStore(new JdbcTemplate(database.dataSource()));
        this.book = new EntryBook(database.jdbc(), new DataSourceTransactionManager(database.dataSource()));
    }

    public static CalendarDatabase in(StoreDatabase database) {
        new ResourceDatabasePopulator(new ClassPathResource("db/migration/V22__calendars.sql"))
                .execute(database.dataSource());
        return new CalendarDatabase(database);
    }

    public static CalendarDatabase h2() {
        return in(StoreDatabase.h2());
    }

    public StoreDatabase database() {
        return database;
    }

    public EntryBook book() {
        return book;
    }

    public Calendars calendars(CalendarSet set, Clock clock) {
        return new EmbeddedCalendars(set, store, book, clock, set.isDrill(), Map.of());
    }

    ToldTimes told() {
        return new ToldTimes(store, book, "");
    }

    ToldTimes toldWithServer() {
        return new ToldTimes(store, book, "https://calendars.example/dav");
    }
}
