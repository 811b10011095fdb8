package dev.gatehouse.lane;

import dev.gatehouse.cases.CaseFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The clock that windows are judged by. Live it is the database's, the same for all nodes, at the moment of asking: ask
 * after the locks are taken, for waiting for one may take long. In a drill it is the flow's event clock.
 */
@Component
public class CaseClock {
    private final JdbcClient jdbc;
    private final ObjectProvider<DrillClock> drills;
    private final String statementTime;

    CaseClock(JdbcClient jdbc, DataSource dataSource, ObjectProvider<DrillClock> drills) {
        this.jdbc = jdbc;
        this.drills = drills;
        this.statementTime = statementTime(dataSource);
    }

    /** @throws IllegalStateException for a drill whose flow has no clock: nothing may then be judged */
    public Instant now(CaseFile caseFile) {
        if (!caseFile.drill()) {
            return database();
        }
        return drills.stream()
                .map(clock -> clock.now(caseFile))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no flow keeps the clock of " + caseFile.caseId()));
    }

    /** The database's own time, to the microsecond, at this statement and not at the start of the transaction. */
    Instant database() {
        return jdbc.sql(statementTime)
                .query(OffsetDateTime.class)
                .single()
                .toInstant()
                .truncatedTo(ChronoUnit.MICROS);
    }

    private static String statementTime(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")
                    ? "select statement_timestamp()"
                    // H2 keeps current_timestamp for the whole transaction
                    : "select executing_statement_start from information_schema.sessions"
                            + " where session_id = session_id()";
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not say what it is", e);
        }
    }
}
