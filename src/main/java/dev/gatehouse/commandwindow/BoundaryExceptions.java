package dev.gatehouse.commandwindow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.commandwindow.domain.BoundaryRuling;
import dev.gatehouse.commandwindow.domain.Constraint;
import dev.gatehouse.gate.Gate;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.RefusedException.Kind;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerKind;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.packet.RevisionState;
import dev.gatehouse.packet.Revisions;
import dev.gatehouse.packet.StrictJson;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Requests to relax the limit that holds one checkpoint, and what its boundary owner decided. A request names the figures
 * of the hold as the withdrawn candidate showed them; a grant goes exactly that far.
 */
@Component
public class BoundaryExceptions {

    private static final String NO_IN_POLICY_WINDOW = "NO_IN_POLICY_WINDOW";

    /** @param binding constraint, subject, needs, allowed and shortBy of the hold */
    public record Requested(
            int number,
            String checkpointId,
            String owner,
            int revision,
            String requestedBy,
            String reason,
            JsonNode binding) {}

    /** The variable in which a decision names the checkpoint that it is about. */
    public static final String CHECKPOINT_ID = "checkpointId";

    private final JdbcClient jdbc;
    private final Revisions revisions;
    private final Ledger ledger;

    BoundaryExceptions(JdbcClient jdbc, Revisions revisions, Ledger ledger) {
        this.jdbc = jdbc;
        this.revisions = revisions;
        this.ledger = ledger;
    }

    /** Withdraws the candidate on the gate and asks the boundary owner of the checkpoint that the decision names. */
    public void request(CaseFile caseFile, GateRecord gate, Gate.Decision decision) {
        String caseId = caseFile.caseId();
        Revision candidate = revisions.candidate(caseId).orElseThrow();
        String checkpointId = decision.sent(CHECKPOINT_ID);
        JsonNode hold = eligible(candidate.content()).stream()
                .filter(one -> one.path("checkpointId").asText().equals(checkpointId))
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        Kind.INVALID, "no-such-exception", notEligible(checkpointId, candidate.content())));
        String owner = boundaryOwner(candidate.content(), hold).orElseThrow();
        int number = jdbc.sql("select coalesce(max(number), 0) + 1 from gh_boundary_exception where case_id = ?")
                .param(caseId)
                .query(Integer.class)
                .single();
        jdbc.sql("""
                insert into gh_boundary_exception
                    (case_id, number, checkpoint_id, owner, revision, requested_by, reason, binding, state)
                values (?, ?, ?, ?, ?, ?, ?, ?, 'REQUESTED')
                """)
                .params(
                        caseId,
                        number,
                        checkpointId,
                        owner,
                        candidate.number(),
                        decision.by().person(),
                        decision.reason(),
                        new String(CanonicalJson.bytes(hold.path("binding")), StandardCharsets.UTF_8))
                .update();
        revisions.changeState(
                caseId,
                candidate.number(),
                RevisionState.WITHDRAWN,
                decision.by().person(),
                "A boundary exception was requested for " + checkpointId + ".");
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put("checkpointId", checkpointId)
                .put("owner", owner)
                .put("revision", candidate.number())
                .put("sha256", candidate.sha256());
        payload.set("binding", hold.path("binding"));
        ledger.append(
                caseId, decision.by().person(), LedgerKind.EXCEPTION_REQUESTED, "" + checkpointId, payload, Map.of());
    }

    /** The holds of a packet that a boundary exception can be asked for. */
    public static List<JsonNode> eligible(JsonNode packet) {
        return packet.path("holds")
                .valueStream()
                .filter(hold -> hold.path("reason").asText().equals(NO_IN_POLICY_WINDOW))
                .filter(hold -> boundaryOwner(packet, hold).isPresent())
                .toList();
    }

    static Optional<String> boundaryOwner(JsonNode packet, JsonNode hold) {
        return packet.path("ledger")
                .valueStream()
                .filter(entry -> entry.path("checkpointId").equals(hold.path("checkpointId")))
                .map(entry -> entry.path("boundaryOwner"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst();
    }

    private static String notEligible(@Nullable String checkpointId, JsonNode packet) {
        List<String> possible = eligible(packet).stream()
                .map(hold -> hold.path("checkpointId").asText())
                .toList();
        return (checkpointId == null
                        ? "The variable checkpointId is missing"
                        : "No exception can be asked for the checkpoint " + checkpointId)
                + ": it takes a checkpoint held NO_IN_POLICY_WINDOW that has a boundary owner, "
                + (possible.isEmpty() ? "and this revision has none." : "here " + String.join(", ", possible) + ".");
    }

    /** Records the boundary owner's decision on the open request. */
    public void decide(CaseFile caseFile, boolean granted, Gate.Decision decision) {
        Requested requested = open(caseFile.caseId());
        setState(caseFile.caseId(), requested.number(), granted ? "GRANTED" : "REFUSED");
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put("checkpointId", requested.checkpointId())
                .put("granted", granted)
                .put("reason", decision.reason());
        payload.set("binding", requested.binding());
        ledger.append(
                caseFile.caseId(),
                decision.by().person(),
                LedgerKind.EXCEPTION_DECIDED,
                requested.checkpointId(),
                payload,
                Map.of());
    }

    /** A material change came before the decision: the request is gone and can be made again. */
    void withdrawOpen(String caseId) {
        jdbc.sql("update gh_boundary_exception set state = 'WITHDRAWN' where case_id = ? and state = 'REQUESTED'")
                .param(caseId)
                .update();
    }

    /** The request that waits for its decision. */
    public Requested open(String caseId) {
        return jdbc.sql("select * from gh_boundary_exception where case_id = ? and state = 'REQUESTED'")
                .param(caseId)
                .query(BoundaryExceptions::read)
                .single();
    }

    /** The last request made on a revision, whatever became of it. */
    Optional<Requested> ofRevision(String caseId, int revision) {
        return jdbc.sql("select * from gh_boundary_exception where case_id = ? and revision = ? order by number desc"
                        + " fetch first row only")
                .params(caseId, revision)
                .query(BoundaryExceptions::read)
                .optional();
    }

    List<BoundaryRuling> rulings(String caseId) {
        return jdbc.sql("select * from gh_boundary_exception where case_id = ? and state in ('GRANTED', 'REFUSED')"
                        + " order by number")
                .param(caseId)
                .query((row, number) ->
                        ruling(read(row, number), row.getString("state").equals("GRANTED")))
                .list();
    }

    private static BoundaryRuling ruling(Requested requested, boolean granted) {
        JsonNode binding = requested.binding();
        return new BoundaryRuling(
                requested.checkpointId(),
                requested.owner(),
                granted,
                Constraint.valueOf(binding.path("constraint").asText()),
                binding.path("subject").isTextual() ? binding.path("subject").asText() : null,
                Instant.parse(binding.path("needs").asText()),
                Instant.parse(binding.path("allowed").asText()));
    }

    private void setState(String caseId, int number, String state) {
        jdbc.sql("update gh_boundary_exception set state = ? where case_id = ? and number = ?")
                .params(state, caseId, number)
                .update();
    }

    private static Requested read(ResultSet row, int number) throws SQLException {
        return new Requested(
                row.getInt("number"),
                row.getString("checkpoint_id"),
                row.getString("owner"),
                row.getInt("revision"),
                row.getString("requested_by"),
                row.getString("reason"),
                StrictJson.read(row.getString("binding")));
    }
}
