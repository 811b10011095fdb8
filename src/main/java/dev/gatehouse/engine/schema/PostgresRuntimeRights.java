package dev.gatehouse.engine.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** On PostgreSQL the server quotes names and passwords itself ({@code format}). */
final class PostgresRuntimeRights implements RuntimeRights {

    @Override
    public void createRole(Connection owner, DatabaseRole runtime) throws SQLException {
        if (yes(owner, "select exists (select from pg_roles where rolname = ?)", runtime.username())) {
            return;
        }
        if (!yes(owner, "select rolcreaterole or rolsuper from pg_roles where rolname = current_user")) {
            throw new IllegalStateException(
                    ("The database role %s does not exist and the schema's owner may not make it."
                                    + " Let an administrator run: create role %s login password '...'")
                            .formatted(runtime, runtime));
        }
        execute(
                owner,
                text(
                        owner,
                        "select format('create role %I login password %L', ?, ?)",
                        runtime.username(),
                        runtime.password()));
    }

    @Override
    public void grant(Connection owner, DatabaseRole runtime) throws SQLException {
        String role = runtime.username();
        execute(owner, text(owner, "select format('grant usage on schema %I to %I', current_schema(), ?)", role));
        for (String table : relations(owner, "'r', 'p', 'v'")) {
            execute(owner, text(owner, "select format('revoke all on %I from %I', ?, ?)", table, role));
            execute(
                    owner,
                    text(
                            owner,
                            "select format('grant " + RuntimeRights.on(table) + " on %I to %I', ?, ?)",
                            table,
                            role));
        }
        for (String sequence : relations(owner, "'S'")) {
            execute(
                    owner,
                    text(owner, "select format('grant usage, select on sequence %I to %I', ?, ?)", sequence, role));
        }
    }

    @Override
    public boolean mayChangeTheLedger(Connection owner, DatabaseRole runtime) throws SQLException {
        return yes(owner, """
                select pg_has_role(?, current_user, 'member')
                       or exists (select from pg_class c
                                  where c.relnamespace = current_schema()::regnamespace and c.relname = 'gh_ledger'
                                    and has_table_privilege(?, c.oid, 'update, delete, truncate'))
                """, runtime.username(), runtime.username());
    }

    @Override
    public List<String> unguarded(Connection owner) throws SQLException {
        List<String> unguarded = new ArrayList<>();
        for (String table : new TreeSet<>(RuntimeRights.APPEND_ONLY)) {
            // 'A' is ENABLE ALWAYS: anything less lets a session that calls itself a replica pass
            if (!yes(
                    owner,
                    "select exists (select from pg_trigger where tgrelid = to_regclass(?)"
                            + " and tgname = 'gh_append_only' and tgenabled = 'A')",
                    table)) {
                unguarded.add(table);
            }
        }
        return unguarded;
    }

    private static List<String> relations(Connection owner, String kinds) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement query = owner.createStatement();
                ResultSet found = query.executeQuery("select relname from pg_class"
                        + " where relnamespace = current_schema()::regnamespace and relkind in (" + kinds + ")"
                        + " order by relname")) {
            while (found.next()) {
                names.add(found.getString(1));
            }
        }
        return names;
    }

    private static boolean yes(Connection owner, String question, String... values) throws SQLException {
        return text(owner, question, values).equals("t");
    }

    private static String text(Connection owner, String question, String... values) throws SQLException {
        try (PreparedStatement query = owner.prepareStatement(question)) {
            for (int i = 0; i < values.length; i++) {
                query.setString(i + 1, values[i]);
            }
            try (ResultSet found = query.executeQuery()) {
                found.next();
                return found.getString(1);
            }
        }
    }

    private static void execute(Connection owner, String sql) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
