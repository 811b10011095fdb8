package dev.gatehouse.digest;

import dev.gatehouse.digest.git.PublishedTag;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the feeds have seen, for every node and across restarts. */
@Repository
class FeedStore {

    private final JdbcClient jdbc;

    FeedStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether nobody has looked since then. */
    boolean isDue(String repository, Instant since) {
        return jdbc.sql("select count(*) from gh_runbook_feed where repository = ? and polled_at > ?")
                        .params(repository, since.atOffset(ZoneOffset.UTC))
                        .query(Integer.class)
                        .single()
                == 0;
    }

    /** Begins a feed; false when it was begun before. Of two nodes one begins it. */
    boolean begin(String repository, Instant now) {
        boolean known = jdbc.sql("select count(*) from gh_runbook_feed where repository = ?")
                        .param(repository)
                        .query(Integer.class)
                        .single()
                > 0;
        if (!known) {
            // the loser of a race fails here, and looks again
            jdbc.sql("insert into gh_runbook_feed (repository, polled_at) values (?, ?)")
                    .params(repository, now.atOffset(ZoneOffset.UTC))
                    .update();
        }
        return !known;
    }

    void polled(String repository, Instant now) {
        jdbc.sql("update gh_runbook_feed set polled_at = ? where repository = ?")
                .params(now.atOffset(ZoneOffset.UTC), repository)
                .update();
    }

    /** Waits until no other node takes something from this feed. */
    void lock(String repository) {
        jdbc.sql("select repository from gh_runbook_feed where repository = ? for update")
                .param(repository)
                .query(String.class)
                .single();
    }

    /** Whether a look has found the tag as it is: one that was moved has not been seen. */
    boolean isSeen(String repository, PublishedTag tag) {
        return jdbc.sql("select count(*) from gh_runbook_feed_tag where repository = ? and tag = ? and tag_object = ?")
                        .params(repository, tag.name(), tag.object())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** The objects that were seen under each tag, by tag: more than one where it was moved. */
    Map<String, Set<String>> seenTags(String repository) {
        Map<String, Set<String>> seen = new HashMap<>();
        jdbc.sql("select tag, tag_object from gh_runbook_feed_tag where repository = ?")
                .param(repository)
                .query(row -> {
                    seen.computeIfAbsent(row.getString("tag"), first -> new HashSet<>())
                            .add(row.getString("tag_object"));
                });
        return seen;
    }

    void seen(String repository, PublishedTag tag, Instant now, String outcome) {
        jdbc.sql("insert into gh_runbook_feed_tag (repository, tag, tag_object, seen_at, outcome)"
                        + " values (?, ?, ?, ?, ?)")
                .params(
                        repository,
                        tag.name(),
                        tag.object(),
                        now.atOffset(ZoneOffset.UTC),
                        outcome.substring(0, Math.min(outcome.length(), 4000)))
                .update();
    }
}
