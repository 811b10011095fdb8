package dev.gatehouse.recovery;

import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.StoredBytes;
import dev.gatehouse.packet.StrictJson;
import java.time.Instant;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What this flow keeps beside the shared stores. Writers hold the case's lock. */
@Repository
class Recommendations {

    private final JdbcClient jdbc;

    Recommendations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param statedAt by its event, or by the case's clock */
    record Stated(int number, String author, String optionSetSha256, Instant statedAt) {}

    void stated(String caseId, Stated revision) {
        jdbc.sql("insert into gh_recommendation (case_id, number, author, option_set_sha256, stated_at)"
                        + " values (?, ?, ?, ?, ?)")
                .params(
                        caseId,
                        revision.number(),
                        revision.author(),
                        revision.optionSetSha256(),
                        revision.statedAt().toString())
                .update();
    }

    Stated stated(String caseId, int number) {
        return jdbc.sql("select number, author, option_set_sha256, stated_at from gh_recommendation"
                        + " where case_id = ? and number = ?")
                .params(caseId, number)
                .query((row, index) -> new Stated(
                        row.getInt("number"),
                        row.getString("author"),
                        row.getString("option_set_sha256"),
                        Instant.parse(row.getString("stated_at"))))
                .single();
    }

    /** Whoever has written a revision of this packet. */
    Set<String> authors(String caseId) {
        return Set.copyOf(jdbc.sql("select distinct author from gh_recommendation where case_id = ?")
                .param(caseId)
                .query(String.class)
                .list());
    }

    void open(String caseId, Standing standing) {
        jdbc.sql("insert into gh_recommendation_standing (case_id, standing) values (?, ?)")
                .param(caseId)
                .param(StoredBytes.parameter(CanonicalJson.bytes(standing.json())))
                .update();
    }

    void stands(String caseId, Standing standing) {
        jdbc.sql("update gh_recommendation_standing set standing = ? where case_id = ?")
                .param(StoredBytes.parameter(CanonicalJson.bytes(standing.json())))
                .param(caseId)
                .update();
    }

    Standing standing(String caseId) {
        return jdbc.sql("select standing from gh_recommendation_standing where case_id = ?")
                .param(caseId)
                .query((row, index) -> Standing.of(StrictJson.read(StoredBytes.read(row, "standing"))))
                .single();
    }
}
