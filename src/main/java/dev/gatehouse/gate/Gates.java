package dev.gatehouse.gate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Every gate ever opened. Writers hold the case's lock. */
@Repository
public class Gates {

    private final JdbcClient jdbc;
    private final Clock clock;

    public Gates(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Notes a new gate. */
    void opened(String taskId, String activityInstanceId, String caseId, String gate, Gate.Opening opening) {
        Gate.Holder holder = opening.holder();
        jdbc.sql("""
                insert into gh_gate (task_id, activity_instance_id, case_id, gate, assignee, acting_for, revision, sha256,
                    option_set_sha256, manifest_sha256, claimed, state, opened_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, false, 'OPEN', ?)
                """)
                .params(
                        taskId,
                        activityInstanceId,
                        caseId,
                        gate,
                        holder == null ? null : holder.person(),
                        holder == null ? null : holder.actingFor(),
                        opening.revision(),
                        opening.sha256(),
                        opening.optionSetSha256(),
                        opening.manifestSha256(),
                        now())
                .update();
    }

    /**
     * Notes with the withdrawn gates of this kind which task now stands in their place.
     *
     * @param assignee whose withdrawn gates it replaces; null for everybody's
     */
    void succeeded(String caseId, String gate, @Nullable String assignee, String taskId) {
        jdbc.sql("""
                update gh_gate set successor_task_id = ?
                where case_id = ? and gate = ? and state = 'WITHDRAWN' and assignee = coalesce(cast(? as varchar(255)), assignee)
                """).params(taskId, caseId, gate, assignee).update();
    }

    void decided(String taskId, String decision, String decidedBy) {
        jdbc.sql("update gh_gate set state = 'DECIDED', decision = ?, decided_by = ?, closed_at = ? where task_id = ?")
                .params(decision, decidedBy, now(), taskId)
                .update();
    }

    void withdrawn(String taskId, String because) {
        jdbc.sql("update gh_gate set state = 'WITHDRAWN', withdrawn_because = ?, closed_at = ? where task_id = ?")
                .params(because, now(), taskId)
                .update();
    }

    void reassigned(String taskId, Gate.@Nullable Holder holder) {
        jdbc.sql("update gh_gate set assignee = ?, acting_for = ? where task_id = ?")
                .params(holder == null ? null : holder.person(), holder == null ? null : holder.actingFor(), taskId)
                .update();
    }

    void claimed(String taskId, String person) {
        jdbc.sql("update gh_gate set assignee = ?, claimed = true where task_id = ?")
                .params(person, taskId)
                .update();
    }

    void rebound(String taskId, int revision, String sha256) {
        jdbc.sql("update gh_gate set revision = ?, sha256 = ? where task_id = ?")
                .params(revision, sha256, taskId)
                .update();
    }

    public Optional<GateRecord> find(String taskId) {
        return jdbc.sql("select * from gh_gate where task_id = ?")
                .param(taskId)
                .query(Gates::read)
                .optional();
    }

    Optional<GateRecord> ofActivityInstance(String activityInstanceId) {
        return jdbc.sql("select * from gh_gate where activity_instance_id = ?")
                .param(activityInstanceId)
                .query(Gates::read)
                .optional();
    }

    /** How many gates of this kind somebody has decided in the case. */
    int decisions(String caseId, String gate) {
        return jdbc.sql("select count(*) from gh_gate where case_id = ? and gate = ? and state = 'DECIDED'")
                .params(caseId, gate)
                .query(Integer.class)
                .single();
    }

    /** Every gate that somebody has decided in the case, in the order in which they opened. */
    public List<GateRecord> decided(String caseId) {
        return jdbc.sql("select * from gh_gate where case_id = ? and state = 'DECIDED' order by opened_at, task_id")
                .param(caseId)
                .query(Gates::read)
                .list();
    }

    public List<GateRecord> open(String caseId) {
        return jdbc.sql("select * from gh_gate where case_id = ? and state = 'OPEN' order by opened_at, task_id")
                .param(caseId)
                .query(Gates::read)
                .list();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static GateRecord read(ResultSet row, int number) throws SQLException {
        OffsetDateTime closed = row.getObject("closed_at", OffsetDateTime.class);
        return new GateRecord(
                row.getString("task_id"),
                row.getString("activity_instance_id"),
                row.getString("case_id"),
                row.getString("gate"),
                row.getString("assignee"),
                row.getString("acting_for"),
                row.getBoolean("claimed"),
                row.getObject("revision", Integer.class),
                row.getString("sha256"),
                row.getString("option_set_sha256"),
                row.getString("manifest_sha256"),
                GateRecord.State.valueOf(row.getString("state")),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                closed == null ? null : closed.toInstant(),
                row.getString("decision"),
                row.getString("decided_by"),
                row.getString("withdrawn_because"),
                row.getString("successor_task_id"));
    }
}
