package dev.gatehouse.engine.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** H2 keeps names of users in capitals unless they were quoted. */
final class H2RuntimeRights implements RuntimeRights {

    @Override
    public void createRole(Connection owner, DatabaseRole runtime) throws SQLException {
        String password = "'" + runtime.password().replace("'", "''") + "'";
        try (Statement statement = owner.createStatement()) {
            statement.execute("create user if not exists " + user(runtime) + " password " + password);
            // the configuration decides, also when it has changed since the user was made
            statement.execute("alter user " + user(runtime) + " set password " + password);
        }
    }

    @Override
    public void grant(Connection owner, DatabaseRole runtime) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            for (String table : tables(owner)) {
                String name = "\"" + table.replace("\"", "\"\"") + "\"";
                statement.execute("revoke all on " + name + " from " + user(runtime));
                String rights = RuntimeRights.on(table.toLowerCase(Locale.ROOT));
                statement.execute("grant " + rights + " on " + name + " to " + user(runtime));
            }
        }
    }

    @Override
    public boolean mayChangeTheLedger(Connection owner, DatabaseRole runtime) throws SQLException {
        try (PreparedStatement query =
                owner.prepareStatement("select is_admin from information_schema.users where user_name = ?")) {
            query.setString(1, runtime.username().toUpperCase(Locale.ROOT));
            try (ResultSet found = query.executeQuery()) {
                return found.next() && found.getBoolean(1);
            }
        }
    }

    /** H2 has no trigger that binds its administrator; there the chain and its signed checkpoints tell. */
    @Override
    public List<String> unguarded(Connection owner) {
        return List.of();
    }

    private static List<String> tables(Connection owner) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement query = owner.createStatement();
                ResultSet found = query.executeQuery(
                        "select table_name from information_schema.tables where table_schema = current_schema")) {
            while (found.next()) {
                tables.add(found.getString(1));
            }
        }
        return tables;
    }

    private static String user(DatabaseRole role) {
        return "\"" + role.username().toUpperCase(Locale.ROOT).replace("\"", "\"\"") + "\"";
    }
}
