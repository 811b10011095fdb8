package dev.gatehouse.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** One database of the test server and its two roles. */
public record PostgresDatabase(String url, String owner, String ownerPassword, String runtime, String runtimePassword) {

    public Connection asOwner() throws SQLException {
        return DriverManager.getConnection(url, owner, ownerPassword);
    }

    public Connection asRuntime() throws SQLException {
        return DriverManager.getConnection(url, runtime, runtimePassword);
    }

    public Connection asSuperuser() throws SQLException {
        return DriverManager.getConnection(url, "postgres", "postgres");
    }

    /** What to start the application with to use this database with both roles, as {@code name=value}. */
    public List<String> properties() {
        return List.of(
                "spring.datasource.url=" + url,
                "spring.datasource.username=" + runtime,
                "spring.datasource.password=" + runtimePassword,
                "gatehouse.schema.username=" + owner,
                "gatehouse.schema.password=" + ownerPassword);
    }
}
