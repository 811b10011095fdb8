package dev.gatehouse.packet;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The store of revisions. What writes runs in the caller's transaction, or is refused: a revision stands or falls with
 * the decision and the ledger entry it belongs to.
 */
@Repository
public class Revisions {
    private static final String SELECT = """
            select r.case_id, r.number, coalesce(f.sha256, r.sha256) as sha256, coalesce(f.content, r.content) as content,
                r.supersedes, r.created_at, s.state
            from gh_revision r join gh_revision_standing s on s.case_id = r.case_id and s.number = r.number
            left join gh_revision_form f on f.case_id = r.case_id and f.number = r.number and f.form = s.form
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    public Revisions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Stores the content as the case's next revision, a DRAFT.
     *
     * @throws IllegalArgumentException when the content has no canonical JSON
     * @throws DuplicateKeyException when another transaction took the number first
     */
    public Revision store(String caseId, JsonNode content, @Nullable Integer supersedes, String actor) {
        requireTransaction();
        byte[] bytes = CanonicalJson.bytes(content);
        String sha256 = Sha256.hex(bytes);
        OffsetDateTime now = now();
        int number = jdbc.sql("select coalesce(max(number), 0) + 1 from gh_revision where case_id = ?")
                .param(caseId)
                .query(Integer.class)
                .single();
        jdbc.sql("insert into gh_revision (case_id, number, sha256, content, supersedes, created_at, created_by)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")
                .params(caseId, number, sha256)
                .param(StoredBytes.parameter(bytes))
                .param(supersedes)
                .params(now, actor)
                .update();
        jdbc.sql("insert into gh_revision_standing (case_id, number, state) values (?, ?, ?)")
                .params(caseId, number, RevisionState.DRAFT.name())
                .update();
        recordMove(caseId, number, RevisionState.DRAFT, now, actor, "");
        return new Revision(
                caseId, number, sha256, StrictJson.read(bytes), supersedes, RevisionState.DRAFT, now.toInstant());
    }

    /**
     * Gives a revision that nobody has decided on the content that belongs to it by now, such as an objection that was
     * raised after it was made. Earlier forms are kept; from here on the revision has this content and its hash.
     *
     * @throws IllegalRevisionMoveException when the revision is neither DRAFT nor CANDIDATE
     */
    public Revision restate(String caseId, int number, JsonNode content, String actor) {
        requireTransaction();
        Revision before = find(caseId, number)
                .orElseThrow(
                        () -> new IllegalRevisionMoveException("case %s has no revision %d".formatted(caseId, number)));
        if (before.state() != RevisionState.DRAFT && before.state() != RevisionState.CANDIDATE) {
            throw new IllegalRevisionMoveException(
                    "revision %d of case %s is %s and keeps its content".formatted(number, caseId, before.state()));
        }
        byte[] bytes = CanonicalJson.bytes(content);
        String sha256 = Sha256.hex(bytes);
        if (sha256.equals(before.sha256())) {
            return before;
        }
        int form = jdbc.sql("select coalesce(max(form), 0) + 1 from gh_revision_form where case_id = ? and number = ?")
                .params(caseId, number)
                .query(Integer.class)
                .single();
        jdbc.sql("insert into gh_revision_form (case_id, number, form, sha256, content, created_at, created_by)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")
                .params(caseId, number, form, sha256)
                .param(StoredBytes.parameter(bytes))
                .params(now(), actor)
                .update();
        jdbc.sql("update gh_revision_standing set form = ? where case_id = ? and number = ?")
                .params(form, caseId, number)
                .update();
        return find(caseId, number).orElseThrow();
    }

    /**
     * Moves a revision on. ADOPTED and RELEASED move the authority: the revision that holds it becomes SUPERSEDED first, for the same
     * cause.
     *
     * @param cause why, for whoever reads the history
     * @throws IllegalRevisionMoveException when the revision may not go there, or another one of the case stands there
     */
    public void changeState(String caseId, int number, RevisionState to, String actor, String cause) {
        requireTransaction();
        RevisionState from = jdbc.sql(
                        "select state from gh_revision_standing where case_id = ? and number = ? for update")
                .params(caseId, number)
                .query(RevisionState.class)
                .optional()
                .orElseThrow(
                        () -> new IllegalRevisionMoveException("case %s has no revision %d".formatted(caseId, number)));
        if (!from.mayBecome(to)) {
            throw new IllegalRevisionMoveException(
                    "revision %d of case %s is %s and can't become %s".formatted(number, caseId, from, to));
        }
        if (to.authoritative()) {
            authoritativeNumber(caseId)
                    .ifPresent(earlier -> changeState(caseId, earlier, RevisionState.SUPERSEDED, actor, cause));
        }
        stand(caseId, number, to);
        recordMove(caseId, number, to, now(), actor, cause);
    }

    /** The one ADOPTED or RELEASED revision, if there is one yet. */
    public Optional<Revision> authoritative(String caseId) {
        return one("where s.authoritative_for = ?", caseId);
    }

    /** The one revision on a gate, if there is one. */
    public Optional<Revision> candidate(String caseId) {
        return one("where s.candidate_for = ?", caseId);
    }

    public Optional<Revision> find(String caseId, int number) {
        return one("where r.case_id = ? and r.number = ?", caseId, number);
    }

    /** The latest revision with exactly that content. */
    public Optional<Revision> bySha(String caseId, String sha256) {
        return one(
                "where r.case_id = ? and coalesce(f.sha256, r.sha256) = ? order by r.number desc fetch first row only",
                caseId,
                sha256);
    }

    /** The name of every revision of the case, oldest first. */
    public List<RevisionReference> references(String caseId) {
        return jdbc.sql("""
                        select r.number, coalesce(f.sha256, r.sha256) as sha256, r.supersedes, s.state
                        from gh_revision r join gh_revision_standing s on s.case_id = r.case_id and s.number = r.number
                        left join gh_revision_form f
                            on f.case_id = r.case_id and f.number = r.number and f.form = s.form
                        where r.case_id = ? order by r.number
                        """)
                .param(caseId)
                .query((row, index) -> new RevisionReference(
                        row.getInt("number"),
                        row.getString("sha256"),
                        row.getObject("supersedes", Integer.class),
                        RevisionState.valueOf(row.getString("state"))))
                .list();
    }

    /** Every revision of the case, oldest first. */
    public List<Revision> history(String caseId) {
        return jdbc.sql(SELECT + "where r.case_id = ? order by r.number")
                .param(caseId)
                .query(Revisions::revision)
                .list();
    }

    /** Every state that any revision of the case was ever in, in order of revision, then time. */
    public List<RevisionMove> moves(String caseId) {
        return jdbc.sql("select number, state, at, actor, cause from gh_revision_state where case_id = ?"
                        + " order by number, step")
                .param(caseId)
                .query((row, index) -> new RevisionMove(
                        row.getInt("number"),
                        RevisionState.valueOf(row.getString("state")),
                        instant(row, "at"),
                        row.getString("actor"),
                        row.getString("cause")))
                .list();
    }

    private Optional<Integer> authoritativeNumber(String caseId) {
        return jdbc.sql("select number from gh_revision_standing where authoritative_for = ?")
                .param(caseId)
                .query(Integer.class)
                .optional();
    }

    private void stand(String caseId, int number, RevisionState state) {
        try {
            jdbc.sql("update gh_revision_standing set state = ?, authoritative_for = ?, candidate_for = ?"
                            + " where case_id = ? and number = ?")
                    .param(state.name())
                    .param(state.authoritative() ? caseId : null)
                    .param(state == RevisionState.CANDIDATE ? caseId : null)
                    .params(caseId, number)
                    .update();
        } catch (DuplicateKeyException e) {
            throw new IllegalRevisionMoveException(
                    "case %s has another revision that is %s; %d can't be it too".formatted(caseId, state, number), e);
        }
    }

    private void recordMove(
            String caseId, int number, RevisionState state, OffsetDateTime at, String actor, String cause) {
        jdbc.sql("insert into gh_revision_state (case_id, number, step, state, at, actor, cause)"
                        + " select ?, ?, coalesce(max(step), 0) + 1, ?, ?, ?, ? from gh_revision_state"
                        + " where case_id = ? and number = ?")
                .params(caseId, number, state.name(), at, actor, cause, caseId, number)
                .update();
    }

    private Optional<Revision> one(String where, Object... values) {
        return jdbc.sql(SELECT + where)
                .params(values)
                .query(Revisions::revision)
                .optional();
    }

    private static Revision revision(ResultSet row, int index) throws SQLException {
        String caseId = row.getString("case_id");
        int number = row.getInt("number");
        String sha256 = row.getString("sha256");
        byte[] content = StoredBytes.read(row, "content");
        if (!Sha256.hex(content).equals(sha256)) {
            throw new CorruptRevisionException(caseId, number, sha256);
        }
        return new Revision(
                caseId,
                number,
                sha256,
                StrictJson.read(content),
                row.getObject("supersedes", Integer.class),
                RevisionState.valueOf(row.getString("state")),
                instant(row, "created_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    private static void requireTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("revisions are written in the transaction of what they belong to");
        }
    }
}
