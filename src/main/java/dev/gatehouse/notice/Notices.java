package dev.gatehouse.notice;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerKind;
import dev.gatehouse.packet.StoredBytes;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Announces notices and remembers what became of each. */
@Service
public class Notices {
    /** The outbox page shows the newest; the ledger has them all. */
    static final int SHOWN = 500;

    private static final String COLUMNS =
            "select notice_id, case_id, notice_key, recipient, subject, text, state, announced_at, mailed_at"
                    + " from gh_notice ";

    private final JdbcTemplate jdbc;
    private final ObjectProvider<Post> post;
    private final Ledger ledger;
    private final Clock clock;

    /** @param post asked for late: it stands on the engine, which may already announce while it starts */
    public Notices(JdbcTemplate jdbc, ObjectProvider<Post> post, Ledger ledger, Clock clock) {
        this.jdbc = jdbc;
        this.post = post;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Tells people something, once, in the caller's transaction, which holds the case's lock.
     *
     * @param drill whether the case is one: then nothing leaves the building
     * @param key what the notice is about; the same key of a case tells a person only the first time
     * @param recipients ids of persons; groups are for the caller to resolve
     * @param subject one line of at most 500 characters
     * @param text who, what to do, where to look, at most 32,000 characters; nothing out of a packet
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void announce(
            String caseId, boolean drill, String key, Collection<String> recipients, String subject, String text) {
        new LinkedHashSet<>(recipients)
                .forEach(recipient -> announce(caseId, drill, key, recipient, subject, text, null));
    }

    /**
     * Invites one person, likewise once.
     *
     * @param invitation what goes along in the mail; null for somebody who has no address and so only the outbox page
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void invite(
            String caseId,
            boolean drill,
            String key,
            String recipient,
            String subject,
            String text,
            @Nullable Invitation invitation) {
        announce(caseId, drill, key, recipient, subject, text, invitation);
    }

    private void announce(
            String caseId,
            boolean drill,
            String key,
            String recipient,
            String subject,
            String text,
            @Nullable Invitation invitation) {
        if (isAnnounced(caseId, key, recipient)) {
            return;
        }
        boolean mailed = !drill && reaches(recipient, invitation);
        NoticeState state = drill ? NoticeState.DRILL : mailed ? NoticeState.WAITING : NoticeState.OUTBOX;
        Notice notice = put(caseId, key, recipient, subject, text, state);
        if (mailed) {
            if (invitation != null) {
                put(notice, invitation);
            }
            post.getObject().take(notice);
        } else {
            inLedger(notice, state);
        }
    }

    private boolean reaches(String recipient, @Nullable Invitation invitation) {
        return invitation == null
                ? post.getObject().reaches(recipient)
                : post.getObject().delivers();
    }

    /** The newest notices for this person, newest first. */
    public List<Notice> of(String person) {
        return jdbc.query(
                COLUMNS + "where recipient = ? order by notice_id desc fetch first " + SHOWN + " rows only",
                Notices::notice,
                person);
    }

    /** The newest notices for anybody, newest first. */
    public List<Notice> all() {
        return jdbc.query(COLUMNS + "order by notice_id desc fetch first " + SHOWN + " rows only", Notices::notice);
    }

    public Optional<Notice> find(long noticeId) {
        return jdbc.query(COLUMNS + "where notice_id = ?", Notices::notice, noticeId).stream()
                .findFirst();
    }

    /** What goes along with a notice that was to be mailed; empty for one that is words only. */
    public Optional<Invitation> invitation(long noticeId) {
        return jdbc
                .query(
                        "select address, calendar from gh_invitation where notice_id = ?",
                        (row, number) -> new Invitation(
                                text(row, "address"),
                                new String(StoredBytes.read(row, "calendar"), StandardCharsets.UTF_8)),
                        noticeId)
                .stream()
                .findFirst();
    }

    /**
     * Keeps that the mail server took a notice, at once and whatever becomes of the caller's transaction: a mail cannot
     * be taken back, so a retry must find this.
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void keepMailed(long noticeId) {
        jdbc.update(
                "update gh_notice set state = ?, mailed_at = ? where notice_id = ?",
                NoticeState.MAILED.name(),
                now().atOffset(ZoneOffset.UTC),
                noticeId);
    }

    /** Enters in the ledger, in the caller's transaction and once, that a mail has left; takes the case's lock for it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void enterMailed(Notice notice) {
        jdbc.query("select case_id from gh_case where case_id = ? for update", row -> {}, notice.caseId());
        int first = jdbc.update(
                "update gh_notice set in_ledger = true where notice_id = ? and state = ? and in_ledger = false",
                notice.noticeId(),
                NoticeState.MAILED.name());
        if (first == 1) {
            inLedger(notice, NoticeState.MAILED);
        }
    }

    private void inLedger(Notice notice, NoticeState state) {
        ledger.append(
                notice.caseId(),
                "gatehouse",
                LedgerKind.NOTICE_SENT,
                notice.key(),
                JsonNodeFactory.instance
                        .objectNode()
                        .put("noticeId", notice.noticeId())
                        .put("to", notice.to())
                        .put("subject", notice.subject())
                        .put("by", state.name()),
                Map.of());
    }

    private boolean isAnnounced(String caseId, String key, String recipient) {
        return !jdbc.queryForList(
                        "select notice_id from gh_notice where case_id = ? and notice_key = ? and recipient = ?",
                        Long.class,
                        caseId,
                        key,
                        recipient)
                .isEmpty();
    }

    private Notice put(String caseId, String about, String recipient, String subject, String text, NoticeState state) {
        Instant at = now();
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.update(
                connection -> {
                    PreparedStatement statement = connection.prepareStatement("""
                        insert into gh_notice (case_id, notice_key, recipient, subject, text, state, announced_at,
                                               in_ledger)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """, new String[] {"notice_id"});
                    statement.setString(1, caseId);
                    statement.setString(2, about);
                    statement.setString(3, recipient);
                    statement.setString(4, subject);
                    statement.setString(5, text);
                    statement.setString(6, state.name());
                    statement.setObject(7, at.atOffset(ZoneOffset.UTC));
                    statement.setBoolean(8, state != NoticeState.WAITING);
                    return statement;
                },
                key);
        long noticeId = Objects.requireNonNull(key.getKey()).longValue();
        return new Notice(noticeId, caseId, about, recipient, subject, text, state, at, null);
    }

    private void put(Notice notice, Invitation invitation) {
        jdbc.update(
                "insert into gh_invitation (notice_id, address, calendar) values (?, ?, ?)",
                notice.noticeId(),
                invitation.address(),
                StoredBytes.parameter(invitation.calendar().getBytes(StandardCharsets.UTF_8)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Notice notice(ResultSet row, int number) throws SQLException {
        return new Notice(
                row.getLong("notice_id"),
                text(row, "case_id"),
                text(row, "notice_key"),
                text(row, "recipient"),
                text(row, "subject"),
                text(row, "text"),
                NoticeState.valueOf(text(row, "state")),
                Objects.requireNonNull(instant(row, "announced_at")),
                instant(row, "mailed_at"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
