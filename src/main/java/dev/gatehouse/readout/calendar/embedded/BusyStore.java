package dev.gatehouse.readout.calendar.embedded;

import dev.gatehouse.readout.calendar.CalendarSet;
import dev.gatehouse.readout.calendar.ical.Busy;
import dev.gatehouse.readout.domain.TimeSpan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was told of people's time. */
@Repository
class BusyStore {
    /** No two places show times farther apart. */
    private static final Duration ZONES_APART = Duration.ofDays(1);

    private static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    BusyStore(JdbcTemplate batches) {
        this.jdbc = JdbcClient.create(batches);
        this.batches = batches;
    }

    /**
     * What is known of one person's time.
     *
     * @param unreadable why it cannot be read; null when it can
     * @param zone by which floating times go, where the calendar came with one
     * @param known what was told reaches over this; null: for ever
     */
    record Calendar(
            @Nullable String unreadable,
            @Nullable ZoneId zone,
            @Nullable TimeSpan known,
            Instant asOf) {

        static Calendar read(@Nullable ZoneId zone, @Nullable TimeSpan known, Instant asOf) {
            return new Calendar(null, zone, known, asOf);
        }

        static Calendar unreadable(String reason, Instant asOf) {
            return new Calendar(reason, null, null, asOf);
        }
    }

    /** Empty when nothing was told of the person. */
    Optional<Calendar> find(CalendarSet set, String person) {
        return jdbc.sql("select unreadable, zone, known_from, known_until, as_of from gh_calendar"
                        + " where calendar_set = ? and person = ? and told = true")
                .params(set.id(), person)
                .query(BusyStore::calendar)
                .optional();
    }

    /** In order, whole times that overlap the window; floating ones as their owner's clock shows them, a day around it. */
    Busy busy(CalendarSet set, String person, TimeSpan window) {
        return new Busy(
                times(set, person, false, window),
                times(
                        set,
                        person,
                        true,
                        new TimeSpan(
                                window.from().minus(ZONES_APART), window.to().plus(ZONES_APART))));
    }

    private List<TimeSpan> times(CalendarSet set, String person, boolean floating, TimeSpan window) {
        return jdbc.sql("select busy_from, busy_to from gh_calendar_busy where calendar_set = ? and person = ?"
                        + " and floating = ? and busy_from < ? and busy_to > ? order by busy_from")
                .params(set.id(), person, floating, EntryBook.utc(window.to()), EntryBook.utc(window.from()))
                .query((row, number) -> EntryBook.span(row, "busy_from", "busy_to"))
                .list();
    }

    /** Instead of all that was told before. The caller holds the calendar's lock. */
    void replace(CalendarSet set, String person, Calendar calendar, Busy busy) {
        jdbc.sql("update gh_calendar set told = true, unreadable = ?, zone = ?, known_from = ?, known_until = ?,"
                        + " as_of = ? where calendar_set = ? and person = ?")
                .params(
                        calendar.unreadable(),
                        calendar.zone() == null ? null : calendar.zone().getId())
                .param(
                        calendar.known() == null
                                ? null
                                : EntryBook.utc(calendar.known().from()))
                .param(
                        calendar.known() == null
                                ? null
                                : EntryBook.utc(calendar.known().to()))
                .params(EntryBook.utc(calendar.asOf()), set.id(), person)
                .update();
        jdbc.sql("delete from gh_calendar_busy where calendar_set = ? and person = ?")
                .params(set.id(), person)
                .update();
        insert(set, person, false, busy.fixed());
        insert(set, person, true, busy.floating());
    }

    private void insert(CalendarSet set, String person, boolean floating, List<TimeSpan> times) {
        batches.batchUpdate(
                "insert into gh_calendar_busy (calendar_set, person, floating, busy_from, busy_to) values (?, ?, ?, ?,"
                        + " ?)",
                times,
                BATCH,
                (statement, time) -> {
                    statement.setString(1, set.id());
                    statement.setString(2, person);
                    statement.setBoolean(3, floating);
                    statement.setObject(4, EntryBook.utc(time.from()));
                    statement.setObject(5, EntryBook.utc(time.to()));
                });
    }

    /** With the holds and invites. */
    void forget(CalendarSet set) {
        for (String table : List.of("gh_calendar_entry", "gh_calendar_busy", "gh_calendar")) {
            jdbc.sql("delete from " + table + " where calendar_set = ?")
                    .param(set.id())
                    .update();
        }
    }

    private static Calendar calendar(ResultSet row, int number) throws SQLException {
        String zone = row.getString("zone");
        Instant from = EntryBook.instant(row, "known_from");
        Instant until = EntryBook.instant(row, "known_until");
        Instant asOf = EntryBook.instant(row, "as_of");
        return new Calendar(
                row.getString("unreadable"),
                zone == null ? null : ZoneId.of(zone),
                from == null || until == null ? null : new TimeSpan(from, until),
                asOf == null ? Instant.EPOCH : asOf);
    }
}
