package dev.gatehouse.disclosure;

import dev.gatehouse.disclosure.domain.Draft;
import dev.gatehouse.disclosure.domain.Objection;
import dev.gatehouse.disclosure.exchange.DraftJson;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.StoredBytes;
import dev.gatehouse.packet.StrictJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The drafts of this flow as they stand, and as they were at every revision. Writers hold the case's lock. */
@Repository
class Drafts {

    private final JdbcClient jdbc;

    Drafts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void open(String caseId, Draft draft, PacketStanding standing) {
        jdbc.sql("insert into gh_disclosure (case_id, draft, standing) values (?, ?, ?)")
                .param(caseId)
                .param(bytes(draft))
                .param(StoredBytes.parameter(CanonicalJson.bytes(standing.json())))
                .update();
        keepRevision(caseId, draft);
    }

    void keep(String caseId, Draft draft) {
        jdbc.sql("update gh_disclosure set draft = ? where case_id = ?")
                .param(bytes(draft))
                .param(caseId)
                .update();
    }

    void keepRevision(String caseId, Draft draft) {
        jdbc.sql("insert into gh_disclosure_revision (case_id, number, draft) values (?, ?, ?)")
                .params(caseId, draft.revision())
                .param(bytes(draft))
                .update();
    }

    /** @throws IllegalStateException when it has lost an objection that was raised */
    Draft get(String caseId) {
        // the objections first: one that is raised meanwhile is in the draft, which is read later
        List<String> raised = jdbc.sql("select objection_id from gh_disclosure_objection where case_id = ?")
                .param(caseId)
                .query(String.class)
                .list();
        Draft draft = jdbc.sql("select draft from gh_disclosure where case_id = ?")
                .param(caseId)
                .query(Drafts::draft)
                .single();
        raised.stream().filter(id -> draft.objection(id).isEmpty()).findFirst().ifPresent(lost -> {
            throw new IllegalStateException("the draft of " + caseId + " has lost the objection " + lost);
        });
        return draft;
    }

    /** The draft as it was when that revision was made. */
    Optional<Draft> at(String caseId, int revision) {
        return jdbc.sql("select draft from gh_disclosure_revision where case_id = ? and number = ?")
                .params(caseId, revision)
                .query(Drafts::draft)
                .optional();
    }

    void raised(String caseId, Objection objection) {
        jdbc.sql("insert into gh_disclosure_objection (case_id, objection_id, section_id, raised_by, severity,"
                        + " statement, raised_in) values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        caseId,
                        objection.objectionId(),
                        objection.sectionId(),
                        objection.raisedBy(),
                        objection.severity().word(),
                        objection.statement(),
                        objection.raisedIn())
                .update();
    }

    PacketStanding standing(String caseId) {
        return jdbc.sql("select standing from gh_disclosure where case_id = ?")
                .param(caseId)
                .query((row, index) -> PacketStanding.of(StrictJson.read(StoredBytes.read(row, "standing"))))
                .single();
    }

    void stands(String caseId, PacketStanding standing) {
        jdbc.sql("update gh_disclosure set standing = ? where case_id = ?")
                .param(StoredBytes.parameter(CanonicalJson.bytes(standing.json())))
                .param(caseId)
                .update();
    }

    private static Object bytes(Draft draft) {
        return StoredBytes.parameter(CanonicalJson.bytes(DraftJson.write(draft)));
    }

    private static Draft draft(ResultSet row, int index) throws SQLException {
        return DraftJson.read(StrictJson.read(StoredBytes.read(row, "draft")));
    }
}
