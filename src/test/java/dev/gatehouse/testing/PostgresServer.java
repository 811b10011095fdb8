package dev.gatehouse.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL, started once per JVM when first asked for, stopped when the JVM ends. Contexts that use it are to
 * be closed before that ({@link OnPostgres} does).
 */
public final class PostgresServer {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    private PostgresServer() {}

    /** A new, empty database with an owner of its own; the runtime role is not made yet, its name is free. */
    public static PostgresDatabase newDatabase() {
        String name = "gatehouse_%d".formatted(DATABASES.incrementAndGet());
        PostgresDatabase database = new PostgresDatabase(
                "jdbc:postgresql://localhost:%d/%s".formatted(SERVER.getPort(), name),
                name + "_owner",
                "owner-of-" + name,
                name + "_app",
                "app-of-" + name);
        asSuperuser(
                "create role %s login createrole password '%s'".formatted(database.owner(), database.ownerPassword()));
        asSuperuser("create database %s owner %s".formatted(name, database.owner()));
        return database;
    }

    /** Runs one statement in the maintenance database. */
    public static void asSuperuser(String sql) {
        String url = "jdbc:postgresql://localhost:%d/postgres".formatted(SERVER.getPort());
        try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "200")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start", e);
        }
    }
}
