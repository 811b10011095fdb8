package dev.gatehouse.ledger.verify;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The database to verify, opened for reading only. */
record LedgerDatabase(String url, String user, String password) {
    private static final String EMBEDDED = "jdbc:h2:";

    /** As whom an embedded database is read when nobody is named: the role that the server works as. */
    private static final String EMBEDDED_USER = "gatehouse";

    /** H2: the file is in use by another process. */
    private static final int IN_USE = 90020;

    /** H2: there is no such file. */
    private static final int NO_SUCH_DATABASE = 90146;

    /** @throws UnusableInputException with a sentence that says what to do */
    Connection connect() {
        if (url.isBlank()) {
            throw new UnusableInputException("No database given: use --url.");
        }
        try {
            Connection connection = url.startsWith(EMBEDDED)
                    ? DriverManager.getConnection(readingOnly(), user.isBlank() ? EMBEDDED_USER : user, password)
                    : DriverManager.getConnection(url, user, password);
            connection.setReadOnly(true);
            return connection;
        } catch (SQLException e) {
            throw new UnusableInputException(sentence(e), e);
        }
    }

    /** Without the server's settings, which only the owner may set, and without making a database that isn't there. */
    private String readingOnly() {
        return url.split(";", 2)[0] + ";IFEXISTS=TRUE" + (inFile() ? ";ACCESS_MODE_DATA=r" : "");
    }

    private boolean inFile() {
        String where = url.substring(EMBEDDED.length());
        return !where.startsWith("mem:") && !where.startsWith("tcp:") && !where.startsWith("ssl:");
    }

    private String sentence(SQLException e) {
        return switch (e.getErrorCode()) {
            case IN_USE ->
                "The database file is in use: stop the server, verify a copy, or ask the server"
                        + " (GET /api/cases/{id}/ledger/verification).";
            case NO_SUCH_DATABASE -> "There is no database at %s.".formatted(url.split(";", 2)[0]);
            default -> "The database can't be opened: " + e.getMessage();
        };
    }
}
