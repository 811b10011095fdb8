package dev.gatehouse.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/**
 * The durable inbox: every event that was answered with {@code accepted} or {@code refused}, once. Whoever reads or
 * applies what is in it holds the case's lock, as the door does while it writes.
 */
@Repository
public class Inbox {
    private static final String EVENTS = """
            select i.arrival, i.source, i.event_id, i.case_id, i.type, i.event_time, i.account, i.received_at,
                   i.disposition, i.refused_because, i.event, u.arrival as unapplied
            """;
    private static final int APPLIED_AT_ONCE = 500;

    private final JdbcTemplate jdbc;
    private final ObjectMapper json = new ObjectMapper();

    public Inbox(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** All events of a case by arrival, accepted and refused, applied or not; without its start event. */
    public List<InboxEvent> of(String caseId) {
        return jdbc.query(EVENTS + """
                from gh_inbox i left join gh_inbox_unapplied u on u.arrival = i.arrival
                where i.case_id = ? and i.starts_case = false order by i.arrival
                """, this::event, caseId);
    }

    /** The accepted events of a case that no change-set has taken up yet, by arrival. */
    public List<InboxEvent> unapplied(String caseId) {
        return jdbc.query(EVENTS + """
                from gh_inbox_unapplied u join gh_inbox i on i.arrival = u.arrival
                where u.case_id = ? order by i.arrival
                """, this::event, caseId);
    }

    /** Notes that a change-set has taken these events up, in its transaction; those already applied stay so. */
    public void markApplied(String caseId, Collection<Long> arrivals) {
        jdbc.batchUpdate(
                "delete from gh_inbox_unapplied where arrival = ? and case_id = ?",
                arrivals,
                APPLIED_AT_ONCE,
                (PreparedStatement statement, Long arrival) -> {
                    statement.setLong(1, arrival);
                    statement.setString(2, caseId);
                });
    }

    /** The cases that have unapplied events, in the order in which their oldest one arrived. */
    public List<String> casesWithNews() {
        return jdbc.queryForList(
                "select case_id from gh_inbox_unapplied group by case_id order by min(arrival)", String.class);
    }

    /** What the inbox remembers of an event seen before; enough to tell a repetition from another content. */
    record Seen(String caseId, Disposition disposition, String sha256, Instant receivedAt) {}

    Optional<Seen> seen(String source, String eventId) {
        return jdbc
                .query(
                        """
                        select case_id, disposition, body_sha256, received_at from gh_inbox
                        where source = ? and event_id = ?
                        """,
                        (row, number) -> new Seen(
                                text(row, "case_id"),
                                disposition(text(row, "disposition")),
                                text(row, "body_sha256"),
                                instant(row, "received_at")),
                        source,
                        eventId)
                .stream()
                .findFirst();
    }

    /** The event time that a case has reached: the largest of its accepted events, and not before its first moment. */
    public Instant eventTime(String caseId, Instant first) {
        return of(caseId).stream()
                .filter(event -> event.disposition() == Disposition.ACCEPTED)
                .map(InboxEvent::time)
                .filter(first::isBefore)
                .max(Instant::compareTo)
                .orElse(first);
    }

    /** The time of the event that has started the case, as its sender gave it; empty where another door has. */
    public Optional<Instant> startedAt(String caseId) {
        return jdbc
                .query(
                        "select event_time from gh_inbox where case_id = ? and starts_case = true and disposition = ?",
                        (row, number) -> row.getObject("event_time", OffsetDateTime.class)
                                .toInstant(),
                        caseId,
                        Disposition.ACCEPTED.word())
                .stream()
                .findFirst();
    }

    /**
     * Stores an event.
     *
     * @param refusedBecause null for an accepted one
     * @param startsCase whether it is the request of its case, which nothing is left to apply of
     * @throws org.springframework.dao.DuplicateKeyException when its source and id are there by now
     */
    void put(
            CloudEvent event, String account, Instant receivedAt, @Nullable String refusedBecause, boolean startsCase) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        boolean accepted = refusedBecause == null;
        jdbc.update(
                connection -> {
                    PreparedStatement statement = connection.prepareStatement("""
                            insert into gh_inbox (source, event_id, case_id, type, event_time, account, received_at,
                                                  disposition, refused_because, starts_case, body_sha256, event)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                            """, new String[] {"arrival"});
                    statement.setString(1, event.source());
                    statement.setString(2, event.id());
                    statement.setString(3, event.subject());
                    statement.setString(4, event.type());
                    statement.setObject(5, event.time().atOffset(ZoneOffset.UTC));
                    statement.setString(6, account);
                    statement.setObject(7, receivedAt.atOffset(ZoneOffset.UTC));
                    statement.setString(8, (accepted ? Disposition.ACCEPTED : Disposition.REFUSED).word());
                    statement.setString(9, refusedBecause);
                    statement.setBoolean(10, startsCase);
                    statement.setString(11, event.sha256());
                    statement.setBytes(12, event.canonical());
                    return statement;
                },
                key);
        if (accepted && !startsCase) {
            jdbc.update(
                    "insert into gh_inbox_unapplied (arrival, case_id) values (?, ?)",
                    Objects.requireNonNull(key.getKey()).longValue(),
                    event.subject());
        }
    }

    private InboxEvent event(ResultSet row, int number) throws SQLException {
        JsonNode event;
        try {
            event = json.readTree(row.getBytes("event"));
        } catch (IOException e) {
            throw new UncheckedIOException("the inbox holds what is not JSON", e);
        }
        row.getLong("unapplied");
        boolean unapplied = !row.wasNull();
        return new InboxEvent(
                row.getLong("arrival"),
                text(row, "source"),
                text(row, "event_id"),
                text(row, "case_id"),
                text(row, "type"),
                // the column is cut to the database's precision; what decides between facts is what was sent
                OffsetDateTime.parse(event.path("time").textValue()).toInstant(),
                text(row, "account"),
                instant(row, "received_at"),
                disposition(text(row, "disposition")),
                row.getString("refused_because"),
                !unapplied,
                event.path("data"));
    }

    private static Disposition disposition(String word) {
        return word.equals(Disposition.ACCEPTED.word()) ? Disposition.ACCEPTED : Disposition.REFUSED;
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class))
                .toInstant();
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column));
    }
}
