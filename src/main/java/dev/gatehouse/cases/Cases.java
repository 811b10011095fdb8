package dev.gatehouse.cases;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.RefusedException.Kind;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.StoredBytes;
import dev.gatehouse.packet.StrictJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The cases of all flows. Case ids are unique over all of them. */
@Repository
public class Cases {

    private static final String CASE =
            "select case_id, flow, title, drill, state, outcome, process_instance_id, opened_at, ended_at from gh_case ";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Clock clock;

    public Cases(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = JdbcClient.create(jdbc);
        this.batches = jdbc;
        this.clock = clock;
    }

    /**
     * Opens a case; the caller holds its lock from here to the end of the transaction.
     *
     * @throws RefusedException CONFLICT that names the existing case
     */
    public void open(
            String caseId, String flow, String title, boolean drill, String processInstanceId, JsonNode request) {
        if (find(caseId).isPresent()) {
            throw exists(caseId);
        }
        try {
            jdbc.sql("""
                    insert into gh_case (case_id, flow, title, drill, state, process_instance_id, request, opened_at)
                    values (?, ?, ?, ?, 'OPEN', ?, ?, ?)
                    """)
                    .params(caseId, flow, title, drill, processInstanceId)
                    .param(StoredBytes.parameter(CanonicalJson.bytes(request)))
                    .param(now())
                    .update();
        } catch (DuplicateKeyException startedMeanwhile) {
            throw exists(caseId);
        }
        LocksHeld.byThisTransaction().opened(caseId);
    }

    private static RefusedException exists(String caseId) {
        return new RefusedException(
                Kind.CONFLICT,
                "case-exists",
                "Case " + caseId + " exists already and is left as it is; a new case needs a case id of its own.");
    }

    /**
     * Waits until nobody else works on the case, and keeps others out until the transaction ends. Whatever the case's
     * state depends on is to be read after this; what it gives is so.
     *
     * @return empty when there is no such case
     * @throws IllegalStateException when the transaction holds a case that comes later, see {@link #lockAll}
     */
    public Optional<CaseFile> lock(String caseId) {
        LocksHeld.byThisTransaction().aboutToLock(caseId);
        return jdbc.sql(CASE + "where case_id = ? for update")
                .param(caseId)
                .query(Cases::read)
                .optional();
    }

    /** Likewise, for a case that is known to exist. */
    public CaseFile locked(String caseId) {
        return lock(caseId).orElseThrow(() -> unknown(caseId));
    }

    /**
     * Locks several cases, as {@link #lock} does one, before any of them is written: in the order of their ids, so that
     * nobody waits for somebody who waits for them.
     *
     * @return those that there are, in that order, as they are now
     */
    public List<CaseFile> lockAll(Collection<String> caseIds) {
        return caseIds.stream()
                .sorted()
                .distinct()
                .flatMap(caseId -> lock(caseId).stream())
                .toList();
    }

    public Optional<CaseFile> find(String caseId) {
        return jdbc.sql(CASE + "where case_id = ?")
                .param(caseId)
                .query(Cases::read)
                .optional();
    }

    /** @throws RefusedException UNKNOWN */
    public CaseFile get(String caseId) {
        return find(caseId).orElseThrow(() -> unknown(caseId));
    }

    private static RefusedException unknown(String caseId) {
        return new RefusedException(Kind.UNKNOWN, "unknown-case", "There is no case " + caseId + ".");
    }

    /** The request that started the case, as accepted. */
    public JsonNode request(String caseId) {
        return jdbc.sql("select request from gh_case where case_id = ?")
                .param(caseId)
                .query((row, number) -> StrictJson.read(StoredBytes.read(row, "request")))
                .single();
    }

    public Optional<CaseFile> ofProcessInstance(String processInstanceId) {
        return jdbc.sql(CASE + "where process_instance_id = ?")
                .param(processInstanceId)
                .query(Cases::read)
                .optional();
    }

    /** The newest first. */
    public List<CaseFile> all() {
        return jdbc.sql(CASE + "order by opened_at desc, case_id")
                .query(Cases::read)
                .list();
    }

    /** The case goes on in another process instance. */
    public void continueIn(String caseId, String processInstanceId) {
        jdbc.sql("update gh_case set process_instance_id = ? where case_id = ?")
                .params(processInstanceId, caseId)
                .update();
    }

    public void end(String caseId, String outcome) {
        jdbc.sql("update gh_case set state = 'ENDED', outcome = ?, ended_at = ?, wake_at = null where case_id = ?")
                .params(outcome, now(), caseId)
                .update();
    }

    /** The case is to look at itself again at this time; null for not at all. */
    public void wakeAt(String caseId, @Nullable Instant time) {
        jdbc.sql("update gh_case set wake_at = ? where case_id = ?")
                .params(time == null ? null : time.atOffset(ZoneOffset.UTC), caseId)
                .update();
    }

    /** The case is to look at itself again at this time, or before where it was to already. */
    public void wakeNoLaterThan(String caseId, Instant time) {
        OffsetDateTime at = time.atOffset(ZoneOffset.UTC);
        jdbc.sql("update gh_case set wake_at = ? where case_id = ? and (wake_at is null or wake_at > ?)")
                .params(at, caseId, at)
                .update();
    }

    /** The case is to look at what it has on a gate once more, now, although nothing has arrived. */
    void reconsider(String caseId, String because) {
        jdbc.sql("update gh_case set reconsider_because = ?, wake_at = ? where case_id = ?")
                .params(because, now(), caseId)
                .update();
    }

    /** Why the case is to look again, once: it is forgotten by asking. */
    public Optional<String> takeReconsideration(String caseId) {
        Optional<String> because = jdbc.sql(
                        "select reconsider_because from gh_case where case_id = ? and reconsider_because is not null")
                .param(caseId)
                .query(String.class)
                .optional();
        because.ifPresent(ignored -> jdbc.sql("update gh_case set reconsider_because = null where case_id = ?")
                .param(caseId)
                .update());
        return because;
    }

    /** Open cases whose time to look at themselves has come. */
    public List<String> due() {
        return jdbc.sql("select case_id from gh_case where wake_at <= ? order by wake_at")
                .param(now())
                .query(String.class)
                .list();
    }

    /** Adds people who take part in the case; those who do already stay so. */
    public void addParticipants(String caseId, Collection<String> people) {
        List<String> known = participants(caseId);
        List<Object[]> news = people.stream()
                .distinct()
                .filter(person -> !known.contains(person))
                .map(person -> new Object[] {caseId, person})
                .toList();
        if (!news.isEmpty()) {
            batches.batchUpdate("insert into gh_participant (case_id, person) values (?, ?)", news);
        }
    }

    public List<String> participants(String caseId) {
        return jdbc.sql("select person from gh_participant where case_id = ? order by person")
                .param(caseId)
                .query(String.class)
                .list();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static CaseFile read(ResultSet row, int number) throws SQLException {
        OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
        return new CaseFile(
                row.getString("case_id"),
                row.getString("flow"),
                row.getString("title"),
                row.getBoolean("drill"),
                CaseFile.State.valueOf(row.getString("state")),
                row.getString("outcome"),
                row.getString("process_instance_id"),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant());
    }
}
