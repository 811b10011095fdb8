package dev.gatehouse.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * At every start tries, as the application's own database role, what nobody may do: to change or remove what is
 * append-only. The statements concern no row and are rolled back.
 */
@Component
class AppendOnlyCheck {
    private static final Logger log = LoggerFactory.getLogger(AppendOnlyCheck.class);

    private static final Map<String, String> COLUMN_BY_TABLE = new TreeMap<>(Map.ofEntries(
            Map.entry("gh_ledger", "hash"),
            Map.entry("gh_checkpoint", "body"),
            Map.entry("gh_revision", "content"),
            Map.entry("gh_revision_state", "state"),
            Map.entry("gh_revision_form", "content"),
            Map.entry("gh_record", "document"),
            Map.entry("gh_lane_copy", "sha256"),
            Map.entry("gh_lane_audience", "copy_mark"),
            Map.entry("gh_lane_end", "reason"),
            Map.entry("gh_lane_stale", "cause"),
            Map.entry("gh_lane_access", "detail"),
            Map.entry("gh_release_manifest", "manifest"),
            Map.entry("gh_release_signature", "account"),
            Map.entry("gh_disclosure_revision", "draft"),
            Map.entry("gh_disclosure_objection", "statement")));

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    AppendOnlyCheck(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(transactions);
    }

    @EventListener(ApplicationReadyEvent.class)
    void warn() {
        List<String> possible = possible();
        if (!possible.isEmpty()) {
            log.error(
                    "THE LEDGER IS NOT PROTECTED FROM THIS APPLICATION: its own database role can {}."
                            + " Give the schema an owner of its own (gatehouse.schema.username).",
                    String.join(", ", possible));
        }
    }

    /** What the role can do though it must not, in words; empty as it should be. */
    List<String> possible() {
        List<String> possible = new ArrayList<>();
        COLUMN_BY_TABLE.forEach((table, column) -> {
            if (allowed("update %1$s set %2$s = %2$s where 1 = 0".formatted(table, column))) {
                possible.add("change rows of " + table);
            }
            if (allowed("delete from %s where 1 = 0".formatted(table))) {
                possible.add("remove rows of " + table);
            }
        });
        return possible;
    }

    private boolean allowed(String sql) {
        try {
            transactions.executeWithoutResult(status -> {
                status.setRollbackOnly();
                jdbc.sql(sql).update();
            });
            return true;
        } catch (DataAccessException refused) {
            return false;
        }
    }
}
