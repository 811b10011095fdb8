package dev.gatehouse.engine.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;

/**
 * Version 1: the engine's own tables, by the scripts that it carries, in the order in which it would run them itself.
 * They state the engine's schema version too, so an engine started with {@code schema-update=false} finds what it
 * expects. A later engine version brings a migration of its own with that version's upgrade script.
 */
final class EngineTables implements JavaMigration {

    private static final List<String> PARTS = List.of(
            "engine", "history", "identity", "case.engine", "case.history", "decision.engine", "decision.history");

    private final String vendor;

    /** @param vendor the engine's word for the database: {@code h2} or {@code postgres} */
    EngineTables(String vendor) {
        this.vendor = vendor;
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("1");
    }

    @Override
    public String getDescription() {
        return "engine tables";
    }

    /** None: the scripts belong to the engine's jar. */
    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        try (Statement statement = connection.createStatement()) {
            for (String part : PARTS) {
                for (String sql : statements(script(part))) {
                    statement.execute(sql);
                }
            }
        }
    }

    private String script(String part) {
        String path = "org/camunda/bpm/engine/db/create/activiti.%s.create.%s.sql".formatted(vendor, part);
        try {
            return new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The engine on the class path does not carry " + path, e);
        }
    }

    /** As the engine splits them: a statement ends with the line that ends with a semicolon; comments are whole lines. */
    static List<String> statements(String script) {
        List<String> statements = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        for (String line : script.lines().map(String::trim).toList()) {
            if (line.isEmpty() || line.startsWith("--") || line.startsWith("#")) {
                continue;
            }
            boolean last = line.endsWith(";");
            current.append(last ? line.substring(0, line.length() - 1) : line).append('\n');
            if (last) {
                statements.add(current.toString());
                current.setLength(0);
            }
        }
        if (!current.isEmpty()) {
            statements.add(current.toString());
        }
        return statements;
    }
}
