package dev.gatehouse.digest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What is open on each runbook, across its digests: an item keeps its id and the moment since which it is open until a named
 * person closes it. A digest sees what was found and closed in itself and in digests of earlier publications, those of
 * drills apart from those of live cases. Writers hold the case's lock.
 */
@Repository
class OpenItemRegister {

    /** The digests whose items a case sees: its own, and those of earlier publications of its runbook. */
    private static final String SEEN =
            " join gh_digest d on d.case_id = x.case_id join gh_digest here on here.case_id = ?"
                    + " where (d.case_id = here.case_id or (d.runbook = here.runbook and d.drill = here.drill"
                    + " and (d.position < here.position or (d.position = here.position and d.tagged_at < here.tagged_at))))";

    private final JdbcClient jdbc;

    OpenItemRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A human's question that an earlier digest has left open. */
    record Question(String itemId, String text, Instant since) {}

    /** Since when the item is open; empty when no digest that the case sees has found it. */
    Optional<Instant> since(String caseId, String itemId) {
        return jdbc.sql("select min(x.since) from gh_digest_item x" + SEEN + " and x.item_id = ?")
                .params(caseId, itemId)
                .query(String.class)
                .optional()
                .map(Instant::parse);
    }

    /** Whether somebody has closed the item as it stands; with other values it is open again. */
    boolean isClosed(String caseId, String itemId, String valuesHash) {
        return jdbc.sql("select count(*) from gh_digest_closing x" + SEEN
                                + " and x.item_id = ? and x.values_sha256 = ?")
                        .params(caseId, itemId, valuesHash)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** What people have asked in digests of earlier publications, the oldest first. */
    List<Question> questionsBefore(String caseId) {
        return jdbc.sql("select x.item_id, x.question, min(x.since) as since from gh_digest_item x" + SEEN
                        + " and x.question is not null and x.case_id <> ? group by x.item_id, x.question"
                        + " order by min(x.since), x.item_id")
                .params(caseId, caseId)
                .query((row, index) -> new Question(
                        row.getString("item_id"), row.getString("question"), Instant.parse(row.getString("since"))))
                .list();
    }

    /** Keeps that a digest has the item open. */
    void found(String caseId, String itemId, String kind, Instant since, String valuesHash, @Nullable String question) {
        int known = jdbc.sql("update gh_digest_item set values_sha256 = ? where case_id = ? and item_id = ?")
                .params(valuesHash, caseId, itemId)
                .update();
        if (known == 0) {
            jdbc.sql("insert into gh_digest_item (case_id, item_id, kind, since, values_sha256, question)"
                            + " values (?, ?, ?, ?, ?, ?)")
                    .params(caseId, itemId, kind, since.toString(), valuesHash)
                    .param(question)
                    .update();
        }
    }

    /** An item that a digest has found. */
    record Item(
            String itemId,
            String kind,
            Instant since,
            String valuesHash,
            @Nullable String question) {}

    Optional<Item> find(String caseId, String itemId) {
        return jdbc.sql("select item_id, kind, since, values_sha256, question from gh_digest_item"
                        + " where case_id = ? and item_id = ?")
                .params(caseId, itemId)
                .query((row, index) -> new Item(
                        row.getString("item_id"),
                        row.getString("kind"),
                        Instant.parse(row.getString("since")),
                        row.getString("values_sha256"),
                        row.getString("question")))
                .optional();
    }

    void closed(String caseId, Item item, String by, Instant at, String reason) {
        jdbc.sql("insert into gh_digest_closing (case_id, item_id, values_sha256, closed_by, closed_at, reason)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .params(caseId, item.itemId(), item.valuesHash(), by, at.toString(), reason)
                .update();
    }
}
