package dev.gatehouse.digest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.StoredBytes;
import dev.gatehouse.packet.StrictJson;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What this flow keeps beside the shared stores. Writers hold the case's lock. */
@Repository
class Digests {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    private static final String PUBLICATION =
            "select d.case_id, d.stage, d.runbook, d.position, d.tagged_at, d.revision, t.commit_id from gh_digest d"
                    + " left join gh_digest_tag t on t.repository = d.repository and t.tag = d.revision where ";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final TransactionTemplate ownTransaction;

    Digests(JdbcClient jdbc, Clock clock, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.ownTransaction = new TransactionTemplate(transactions);
        ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Which part of a comparison a text is. */
    enum Part {
        REVISION,
        BASELINE
    }

    /** How far a case's publication has come, for other cases of its runbook. */
    enum Stage {
        /** The repository was not asked yet, or has not said enough. */
        ASKED,
        VERIFIED,
        SHARED,
        /** Nothing came of it. */
        NOTHING
    }

    /** What a case is about. */
    record Subject(String caseId, String repository, String path, String revision) {}

    // ---- where a case stands

    /**
     * @param liveKey what no other live case may have; null for a drill
     * @throws DuplicateKeyException when another live case has it
     */
    void open(Subject subject, boolean drill, @Nullable String liveKey, Standing standing) {
        jdbc.sql("insert into gh_digest (case_id, repository, path, revision, drill, live_key, stage, standing)"
                        + " values (?, ?, ?, ?, ?, ?, 'ASKED', ?)")
                .params(subject.caseId(), subject.repository(), subject.path(), subject.revision(), drill)
                .param(liveKey)
                .param(bytes(standing))
                .update();
    }

    Subject subject(String caseId) {
        return jdbc.sql("select case_id, repository, path, revision from gh_digest where case_id = ?")
                .param(caseId)
                .query(Digests::subject)
                .single();
    }

    void stands(String caseId, Standing standing) {
        jdbc.sql("update gh_digest set standing = ? where case_id = ?")
                .param(bytes(standing))
                .param(caseId)
                .update();
    }

    Standing standing(String caseId) {
        return jdbc.sql("select standing from gh_digest where case_id = ?")
                .param(caseId)
                .query((row, index) -> read(StoredBytes.read(row, "standing")))
                .single();
    }

    private static Object bytes(Standing standing) {
        return StoredBytes.parameter(CanonicalJson.bytes(JSON.valueToTree(standing)));
    }

    private static Standing read(byte[] bytes) {
        try {
            return JSON.treeToValue(StrictJson.read(bytes), Standing.class);
        } catch (JsonProcessingException foreign) {
            throw new UncheckedIOException("a digest's standing cannot be read", foreign);
        }
    }

    // ---- among the publications of a runbook

    /**
     * Where a publication stands among those of its runbook.
     *
     * @param position grows from one to the next: how many commits it rests on, or one behind the last where a branch that
     *     was pushed by force has become shorter
     */
    record Place(String runbook, long position, Instant taggedAt) {}

    void placed(String caseId, Place place) {
        jdbc.sql("update gh_digest set runbook = ?, position = ?, tagged_at = ? where case_id = ?")
                .params(place.runbook(), place.position(), place.taggedAt().toString(), caseId)
                .update();
    }

    void verified(String caseId) {
        stage(caseId, Stage.VERIFIED);
    }

    private void stage(String caseId, Stage stage) {
        jdbc.sql("update gh_digest set stage = ? where case_id = ?")
                .params(stage.name(), caseId)
                .update();
    }

    void shared(String caseId) {
        stage(caseId, Stage.SHARED);
    }

    /** Nothing came of the case: its publication may be asked about again. */
    void cameToNothing(String caseId) {
        jdbc.sql("update gh_digest set stage = ?, live_key = null where case_id = ?")
                .params(Stage.NOTHING.name(), caseId)
                .update();
    }

    /** The live case that has this publication; empty when none has, or nothing came of it. */
    Optional<Subject> holderOf(String liveKey) {
        return jdbc.sql("select case_id, repository, path, revision from gh_digest where live_key = ?")
                .param(liveKey)
                .query(Digests::subject)
                .optional();
    }

    /**
     * The case that has taken a publication from under this transaction, which cannot ask any more. What is to be read was
     * committed; "another case" where nothing came of that one since.
     */
    String holderMeanwhile(String liveKey) {
        return Objects.requireNonNull(ownTransaction.execute(
                status -> holderOf(liveKey).map(Subject::caseId).orElse("another case")));
    }

    /**
     * A publication of a runbook that some case is about.
     *
     * @param commit that the tag marked at its first sight
     */
    record Publication(
            String caseId,
            Stage stage,
            Place place,
            String tag,
            @Nullable String commit) {
        boolean isNewerThan(Place other) {
            return place.position() != other.position()
                    ? place.position() > other.position()
                    : place.taggedAt().isAfter(other.taggedAt());
        }

        String runbook() {
            return place.runbook();
        }
    }

    /** Open cases whose publication nobody has shared, and that another case has a newer one than. */
    List<String> overtaken() {
        return jdbc.sql("select d.case_id from gh_digest d join gh_case c on c.case_id = d.case_id"
                        + " where c.state = 'OPEN' and d.stage in ('ASKED', 'VERIFIED') and exists (select 1 from gh_digest n"
                        + " where n.runbook = d.runbook and n.drill = d.drill and n.stage in ('VERIFIED', 'SHARED')"
                        + " and (n.position > d.position or (n.position = d.position and n.tagged_at > d.tagged_at)))")
                .query(String.class)
                .list();
    }

    /** The cases of a runbook that a newer publication overtakes: nobody has shared theirs. */
    List<String> unsharedOlderThan(Place place, boolean drill) {
        return jdbc.sql(
                        "select case_id from gh_digest where runbook = ? and drill = ? and stage in ('ASKED', 'VERIFIED')"
                                + " and (position < ? or (position = ? and tagged_at < ?)) order by case_id")
                .params(
                        place.runbook(),
                        drill,
                        place.position(),
                        place.position(),
                        place.taggedAt().toString())
                .query(String.class)
                .list();
    }

    /** The verified and shared publications of a runbook, of live cases or of drills. */
    List<Publication> publications(String runbook, boolean drill) {
        return jdbc.sql(PUBLICATION
                        + "d.runbook = ? and d.drill = ? and d.stage in ('VERIFIED', 'SHARED') order by d.case_id")
                .params(runbook, drill)
                .query(Digests::publication)
                .list();
    }

    /** The publications of every runbook of a repository that have a place, of live cases or of drills. */
    List<Publication> placedOf(String repository, boolean drill) {
        return jdbc.sql(PUBLICATION + "d.repository = ? and d.drill = ? and d.runbook is not null order by d.case_id")
                .params(repository, drill)
                .query(Digests::publication)
                .list();
    }

    private static Publication publication(ResultSet row, int index) throws SQLException {
        return new Publication(
                row.getString("case_id"),
                Stage.valueOf(row.getString("stage")),
                new Place(row.getString("runbook"), row.getLong("position"), Instant.parse(row.getString("tagged_at"))),
                row.getString("revision"),
                row.getString("commit_id"));
    }

    Optional<Place> place(String caseId) {
        return jdbc.sql("select runbook, position, tagged_at from gh_digest where case_id = ? and runbook is not null")
                .param(caseId)
                .query((row, index) -> new Place(
                        row.getString("runbook"), row.getLong("position"), Instant.parse(row.getString("tagged_at"))))
                .optional();
    }

    private static Subject subject(ResultSet row, int index) throws SQLException {
        return new Subject(
                row.getString("case_id"),
                row.getString("repository"),
                row.getString("path"),
                row.getString("revision"));
    }

    // ---- texts

    void keepText(String caseId, Part part, byte[] content) {
        jdbc.sql("delete from gh_digest_text where case_id = ? and part = ?")
                .params(caseId, part.name())
                .update();
        jdbc.sql("insert into gh_digest_text (case_id, part, content) values (?, ?, ?)")
                .params(caseId, part.name())
                .param(StoredBytes.parameter(content))
                .update();
    }

    void dropText(String caseId, Part part) {
        jdbc.sql("delete from gh_digest_text where case_id = ? and part = ?")
                .params(caseId, part.name())
                .update();
    }

    Optional<byte[]> text(String caseId, Part part) {
        return jdbc.sql("select content from gh_digest_text where case_id = ? and part = ?")
                .params(caseId, part.name())
                .query((row, index) -> StoredBytes.read(row, "content"))
                .optional();
    }

    // ---- tags

    /**
     * The object that was first seen under the tag; keeps this one when none was, at once and whatever becomes of the
     * caller's transaction: it was seen.
     *
     * @param commit that it marks; null where it marks none
     */
    String firstSeen(String repository, String tag, String tagObject, @Nullable String commit) {
        if (seen(repository, tag).isEmpty()) {
            try {
                ownTransaction.executeWithoutResult(status -> jdbc.sql("insert into gh_digest_tag"
                                + " (repository, tag, tag_object, commit_id, seen_at) values (?, ?, ?, ?, ?)")
                        .params(repository, tag, tagObject)
                        .param(commit)
                        .param(clock.instant().atOffset(ZoneOffset.UTC))
                        .update());
            } catch (DuplicateKeyException seenMeanwhile) {
                // by another case: its sight was the first
                return seen(repository, tag).orElseThrow(() -> seenMeanwhile);
            }
        }
        return seen(repository, tag).orElse(tagObject);
    }

    /** The object that was first seen under every tag of a repository, by tag. */
    Map<String, String> seen(String repository) {
        Map<String, String> seen = new LinkedHashMap<>();
        jdbc.sql("select tag, tag_object from gh_digest_tag where repository = ? order by tag")
                .param(repository)
                .query(row -> {
                    seen.put(row.getString("tag"), row.getString("tag_object"));
                });
        return seen;
    }

    Optional<String> seen(String repository, String tag) {
        return jdbc.sql("select tag_object from gh_digest_tag where repository = ? and tag = ?")
                .params(repository, tag)
                .query(String.class)
                .optional();
    }

    // ---- what a refused share has found

    void recheck(String caseId, @Nullable String because) {
        jdbc.sql("update gh_digest set recheck = ? where case_id = ?")
                .param(because)
                .param(caseId)
                .update();
    }

    Optional<String> recheck(String caseId) {
        return jdbc.sql("select recheck from gh_digest where case_id = ? and recheck is not null")
                .param(caseId)
                .query(String.class)
                .optional();
    }

    void hasMoved(String caseId, String because) {
        jdbc.sql("update gh_digest set moved = ? where case_id = ?")
                .params(because, caseId)
                .update();
    }

    /** Why a tag of the case is no publication any more, as a refused share has found it. */
    Optional<String> moved(String caseId) {
        return jdbc.sql("select moved from gh_digest where case_id = ? and moved is not null")
                .param(caseId)
                .query(String.class)
                .optional();
    }
}
