package dev.gatehouse.readout;

import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.StoredBytes;
import dev.gatehouse.packet.StrictJson;
import dev.gatehouse.readout.domain.CalendarReading;
import dev.gatehouse.readout.domain.CalendarReading.Busy;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What this flow keeps beside the shared stores. Writers hold the case's lock. */
@Repository
class Readouts {

    private final JdbcClient jdbc;

    Readouts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    // ---- where a case stands

    void open(String caseId, Standing standing) {
        jdbc.sql("insert into gh_readout (case_id, standing) values (?, ?)")
                .param(caseId)
                .param(bytes(standing))
                .update();
    }

    void stands(String caseId, Standing standing) {
        jdbc.sql("update gh_readout set standing = ? where case_id = ?")
                .param(bytes(standing))
                .param(caseId)
                .update();
    }

    Standing standing(String caseId) {
        return jdbc.sql("select standing from gh_readout where case_id = ?")
                .param(caseId)
                .query((row, index) -> StandingJson.read(StrictJson.read(StoredBytes.read(row, "standing"))))
                .single();
    }

    private static Object bytes(Standing standing) {
        return StoredBytes.parameter(CanonicalJson.bytes(StandingJson.write(standing)));
    }

    /** Live cases that are open, all of this flow. */
    List<String> live() {
        return jdbc.sql("select r.case_id from gh_readout r join gh_case c on c.case_id = r.case_id"
                        + " where c.state = 'OPEN' and c.drill = false order by r.case_id")
                .query(String.class)
                .list();
    }

    // ---- what calendars said

    /** @param at by the case's clock */
    record Reading(Instant at, Map<String, CalendarReading> calendars) {

        /** Why a calendar could not be read, a sentence for each person whose was not, in order of their names. */
        Map<String, String> unreadable() {
            Map<String, String> reasons = new TreeMap<>();
            calendars.forEach((person, calendar) -> {
                if (calendar instanceof CalendarReading.Unreadable none) {
                    reasons.put(person, none.reason());
                }
            });
            return reasons;
        }

        /** As if whoever could not be read had nothing to do. */
        Reading supposingFree() {
            Map<String, CalendarReading> free = new LinkedHashMap<>(calendars);
            unreadable().keySet().forEach(person -> free.put(person, CalendarReading.busy(List.of())));
            return new Reading(at, free);
        }
    }

    /** Keeps the last reading: times only, no word of any event. */
    void read(String caseId, Reading reading) {
        jdbc.sql("delete from gh_readout_reading where case_id = ?")
                .param(caseId)
                .update();
        jdbc.sql("update gh_readout set read_at = ? where case_id = ?")
                .params(reading.at().toString(), caseId)
                .update();
        reading.calendars().forEach((person, calendar) -> jdbc.sql(
                        "insert into gh_readout_reading (case_id, person, unreadable, busy) values (?, ?, ?, ?)")
                .params(caseId, person)
                .param(calendar instanceof CalendarReading.Unreadable none ? none.reason() : null)
                .param(StoredBytes.parameter(calendar instanceof Busy busy ? packed(busy) : new byte[0]))
                .update());
    }

    Optional<Reading> reading(String caseId) {
        Optional<Instant> at = jdbc.sql("select read_at from gh_readout where case_id = ? and read_at is not null")
                .param(caseId)
                .query((row, index) -> Instant.parse(row.getString("read_at")))
                .optional();
        return at.map(time -> {
            Map<String, CalendarReading> calendars = new LinkedHashMap<>();
            jdbc.sql("select person, unreadable, busy from gh_readout_reading where case_id = ? order by person")
                    .param(caseId)
                    .query(row -> {
                        calendars.put(row.getString("person"), calendar(row));
                    });
            return new Reading(time, calendars);
        });
    }

    private static CalendarReading calendar(ResultSet row) throws SQLException {
        String unreadable = row.getString("unreadable");
        return unreadable == null ? unpacked(StoredBytes.read(row, "busy")) : CalendarReading.unreadable(unreadable);
    }

    private static byte[] packed(Busy busy) {
        ByteBuffer buffer = ByteBuffer.allocate(2 * Long.BYTES * busy.size());
        for (int index = 0; index < busy.size(); index++) {
            buffer.putLong(busy.from(index)).putLong(busy.to(index));
        }
        return buffer.array();
    }

    private static CalendarReading unpacked(byte[] bytes) {
        long[] seconds = new long[bytes.length / Long.BYTES];
        ByteBuffer.wrap(bytes).asLongBuffer().get(seconds);
        return CalendarReading.busy(seconds);
    }

    /** Whether a case needs the calendar: of somebody described, or of an interpreter that was asked. */
    boolean needs(String caseId, String person) {
        return standing(caseId).people().stream()
                        .anyMatch(one -> one.path("person").asText().equals(person))
                || jdbc.sql("select count(*) from gh_readout_reading where case_id = ? and person = ?")
                                .params(caseId, person)
                                .query(Integer.class)
                                .single()
                        > 0;
    }

    // ---- holds

    void held(ReadoutHold hold) {
        jdbc.sql("insert into gh_readout_hold (hold_id, case_id, slot_start, slot_end, until_time, interpreter,"
                        + " calendars, state, off_calendars) values (?, ?, ?, ?, ?, ?, ?, ?, false)")
                .params(
                        hold.holdId(),
                        hold.caseId(),
                        hold.start().toString(),
                        hold.end().toString(),
                        hold.until().toString(),
                        hold.interpreter(),
                        text(hold.calendars()),
                        hold.state().name())
                .update();
    }

    void became(String holdId, ReadoutHold.State state) {
        jdbc.sql("update gh_readout_hold set state = ? where hold_id = ?")
                .params(state.name(), holdId)
                .update();
    }

    void isOff(String holdId) {
        jdbc.sql("update gh_readout_hold set off_calendars = true where hold_id = ?")
                .param(holdId)
                .update();
    }

    /** Every hold of the case, in the order of their starts and of being placed. */
    List<ReadoutHold> holds(String caseId) {
        return jdbc.sql("select * from gh_readout_hold where case_id = ? order by slot_start, number")
                .param(caseId)
                .query((row, index) -> hold(row))
                .list();
    }

    Optional<ReadoutHold> hold(String holdId) {
        return jdbc.sql("select * from gh_readout_hold where hold_id = ?")
                .param(holdId)
                .query((row, index) -> hold(row))
                .optional();
    }

    /** Cases that have ended although they still hold slots: somebody deleted them by force. */
    List<String> endedHolding() {
        return jdbc.sql("select distinct h.case_id from gh_readout_hold h join gh_case c on c.case_id = h.case_id"
                        + " where c.state <> 'OPEN' and h.state = 'HELD' order by h.case_id")
                .query(String.class)
                .list();
    }

    private static ReadoutHold hold(ResultSet row) throws SQLException {
        return new ReadoutHold(
                row.getString("case_id"),
                row.getString("hold_id"),
                Instant.parse(row.getString("slot_start")),
                Instant.parse(row.getString("slot_end")),
                Instant.parse(row.getString("until_time")),
                row.getString("interpreter"),
                names(row.getString("calendars")),
                ReadoutHold.State.valueOf(row.getString("state")),
                row.getBoolean("off_calendars"));
    }

    /** Names of people and keys of records may have blanks in them, but no line breaks. */
    static String text(List<String> names) {
        return String.join("\n", names);
    }

    static List<String> names(String text) {
        return Arrays.asList(text.split("\n"));
    }

    // ---- the readout itself

    /** @param inviteId what the calendars know it by */
    record Booking(String inviteId, Instant start, Instant end, String interpreter) {}

    void booked(String caseId, Booking booking) {
        jdbc.sql("update gh_readout set invite_id = ?, booked_start = ?, booked_end = ?, booked_interpreter = ?"
                        + " where case_id = ?")
                .params(
                        booking.inviteId(),
                        booking.start().toString(),
                        booking.end().toString(),
                        booking.interpreter(),
                        caseId)
                .update();
    }

    Optional<Booking> booking(String caseId) {
        return jdbc.sql("select invite_id, booked_start, booked_end, booked_interpreter from gh_readout"
                        + " where case_id = ? and invite_id is not null")
                .param(caseId)
                .query((row, index) -> new Booking(
                        row.getString("invite_id"),
                        Instant.parse(row.getString("booked_start")),
                        Instant.parse(row.getString("booked_end")),
                        row.getString("booked_interpreter")))
                .optional();
    }

    // ---- changes of calendars that other cases were told of

    /** Tells a case that calendars have changed that it needs; another case's lock is not touched. */
    void nudge(String caseId, String because) {
        jdbc.sql("insert into gh_readout_nudge (case_id, because) values (?, ?)")
                .params(caseId, because)
                .update();
    }

    List<String> nudges(String caseId) {
        return jdbc.sql("select because from gh_readout_nudge where case_id = ? order by number")
                .param(caseId)
                .query(String.class)
                .list();
    }

    /** @return whether there were any */
    boolean nudgesTaken(String caseId) {
        return jdbc.sql("delete from gh_readout_nudge where case_id = ?")
                        .param(caseId)
                        .update()
                > 0;
    }

    List<String> nudged() {
        return jdbc.sql("select distinct case_id from gh_readout_nudge")
                .query(String.class)
                .list();
    }
}
