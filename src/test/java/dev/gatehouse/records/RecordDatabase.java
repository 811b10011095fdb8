package dev.gatehouse.records;

import dev.gatehouse.testing.StoreDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The table of mirrored records in a database of its own. */
public final class RecordDatabase {
    public static final Instant NOW = Instant.parse("2026-04-20T09:00:00Z");

    private RecordDatabase() {}

    public static StoreDatabase create() {
        StoreDatabase database = StoreDatabase.h2();
        new ResourceDatabasePopulator(new ClassPathResource("db/migration/V7__records.sql"))
                .execute(database.dataSource());
        return database;
    }

    public static Records records(StoreDatabase database, RecordListener... listeners) {
        Map<String, Object> beans = new LinkedHashMap<>();
        List.of(listeners).forEach(listener -> beans.put("listener" + beans.size(), listener));
        return new Records(
                database.jdbc(),
                new DataSourceTransactionManager(database.dataSource()),
                Clock.fixed(NOW, ZoneOffset.UTC),
                new StaticListableBeanFactory(beans).getBeanProvider(RecordListener.class));
    }
}
