package dev.gatehouse.readout.calendar.embedded;

import dev.gatehouse.readout.calendar.CalendarSet;
import dev.gatehouse.readout.calendar.PlacedEntry;
import dev.gatehouse.readout.calendar.PlacedEntry.Kind;
import dev.gatehouse.readout.domain.TimeSpan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The holds and invites of every case, and the lock of each calendar. */
@Repository
public class EntryBook {
    private static final String ENTRY = "select kind, case_id, entry_id, person, entry_from, entry_to, held_until,"
            + " placed_at, released from gh_calendar_entry where calendar_set = ? ";

    private final JdbcClient jdbc;
    private final TransactionTemplate own;

    public EntryBook(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Work that is kept at once, whatever becomes of the caller's transaction. */
    public TransactionTemplate atOnce() {
        return own;
    }

    /**
     * Takes the calendars of these people for the rest of the transaction: everybody in the same order, so that nobody waits
     * in a circle.
     */
    public void lock(CalendarSet set, Collection<String> people) {
        for (String person : new TreeSet<>(people)) {
            if (!lock(set, person)) {
                make(set, person);
                lock(set, person);
            }
        }
    }

    private boolean lock(CalendarSet set, String person) {
        return jdbc.sql("select person from gh_calendar where calendar_set = ? and person = ? for update")
                .params(set.id(), person)
                .query(String.class)
                .optional()
                .isPresent();
    }

    /** In a transaction of its own: on PostgreSQL a refused insert would end the caller's. */
    private void make(CalendarSet set, String person) {
        try {
            own.executeWithoutResult(
                    status -> jdbc.sql("insert into gh_calendar (calendar_set, person, told) values (?, ?, false)")
                            .params(set.id(), person)
                            .update());
        } catch (DuplicateKeyException madeMeanwhile) {
            // as good
        }
    }

    /** What other cases have on somebody's calendar at a time: holds and invites that were not asked to go. */
    public List<PlacedEntry> ofOthers(CalendarSet set, String person, TimeSpan time, String caseId) {
        return jdbc.sql(ENTRY
                        + "and person = ? and case_id <> ? and released = false and entry_from < ? and entry_to > ?"
                        + " order by entry_from, entry_id")
                .params(set.id(), person, caseId, utc(time.to()), utc(time.from()))
                .query(EntryBook::entry)
                .list();
    }

    /** What a case has on somebody's calendar. */
    public List<PlacedEntry> ofCase(CalendarSet set, String person, String caseId) {
        return jdbc.sql(ENTRY + "and person = ? and case_id = ? order by entry_from, entry_id")
                .params(set.id(), person, caseId)
                .query(EntryBook::entry)
                .list();
    }

    /** A hold or invite on all of its calendars. */
    public List<PlacedEntry> find(CalendarSet set, Kind kind, String entryId) {
        return jdbc.sql(ENTRY + "and kind = ? and entry_id = ? order by person")
                .params(set.id(), kind.name(), entryId)
                .query(EntryBook::entry)
                .list();
    }

    public List<PlacedEntry> all(CalendarSet set) {
        return jdbc.sql(ENTRY + "order by person, entry_from, entry_id")
                .params(set.id())
                .query(EntryBook::entry)
                .list();
    }

    /** Everybody on whose calendar something was ever placed, or of whom something was told. */
    public List<String> people(CalendarSet set) {
        return jdbc.sql("select person from gh_calendar where calendar_set = ? order by person")
                .params(set.id())
                .query(String.class)
                .list();
    }

    /**
     * Enters it; one that is there already is begun once more, until then, and wanted again: who takes over from a node that
     * died has as much time to record it.
     */
    public void put(CalendarSet set, PlacedEntry entry) {
        int known = jdbc.sql("update gh_calendar_entry set held_until = ?, placed_at = ?, released = false"
                        + " where calendar_set = ? and kind = ? and entry_id = ? and person = ?")
                .params(utcOrNull(entry.until()), utc(entry.placedAt()))
                .params(set.id(), entry.kind().name(), entry.entryId(), entry.person())
                .update();
        if (known == 0) {
            jdbc.sql("insert into gh_calendar_entry (calendar_set, person, kind, entry_id, case_id, entry_from,"
                            + " entry_to, held_until, placed_at, released) values (?, ?, ?, ?, ?, ?, ?, ?, ?,"
                            + " false)")
                    .params(set.id(), entry.person(), entry.kind().name(), entry.entryId(), entry.caseId())
                    .params(utc(entry.time().from()), utc(entry.time().to()), utcOrNull(entry.until()))
                    .param(utc(entry.placedAt()))
                    .update();
        }
    }

    /** Remembers that it is to go. */
    public void markReleased(CalendarSet set, Kind kind, String entryId) {
        jdbc.sql("update gh_calendar_entry set released = true where calendar_set = ? and kind = ? and entry_id = ?")
                .params(set.id(), kind.name(), entryId)
                .update();
    }

    public void remove(CalendarSet set, Kind kind, String entryId, String person) {
        jdbc.sql("delete from gh_calendar_entry where calendar_set = ? and kind = ? and entry_id = ? and person = ?")
                .params(set.id(), kind.name(), entryId, person)
                .update();
    }

    /** Off every calendar. */
    public void remove(CalendarSet set, Kind kind, String entryId) {
        jdbc.sql("delete from gh_calendar_entry where calendar_set = ? and kind = ? and entry_id = ?")
                .params(set.id(), kind.name(), entryId)
                .update();
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static @Nullable OffsetDateTime utcOrNull(@Nullable Instant instant) {
        return instant == null ? null : utc(instant);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static TimeSpan span(ResultSet row, String from, String to) throws SQLException {
        return new TimeSpan(Objects.requireNonNull(instant(row, from)), Objects.requireNonNull(instant(row, to)));
    }

    private static PlacedEntry entry(ResultSet row, int number) throws SQLException {
        return new PlacedEntry(
                Kind.valueOf(row.getString("kind")),
                Objects.requireNonNull(row.getString("case_id")),
                Objects.requireNonNull(row.getString("entry_id")),
                Objects.requireNonNull(row.getString("person")),
                span(row, "entry_from", "entry_to"),
                instant(row, "held_until"),
                Objects.requireNonNull(instant(row, "placed_at")),
                row.getBoolean("released"));
    }
}
