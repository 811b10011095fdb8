package dev.gatehouse.commandwindow;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.commandwindow.exchange.CommandPacketJson;
import dev.gatehouse.gate.Gate.Holder;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerKind;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.packet.Revisions;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who has acknowledged what. A person is asked about what differs for them between the last revision that they
 * acknowledged (the declared one until they have) and the one in force; whom nothing differs for is not asked.
 */
@Component
public class Acknowledgements {

    /** Nobody needs to acknowledge what was declared: it is what everybody worked from. */
    private static final int DECLARED = 1;

    public record Standing(String person, int revision, Instant at) {}

    private final Cases cases;
    private final Revisions revisions;
    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final Clock clock;

    Acknowledgements(Cases cases, Revisions revisions, Ledger ledger, JdbcClient jdbc, Clock clock) {
        this.cases = cases;
        this.revisions = revisions;
        this.ledger = ledger;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Who is affected by the revision in force and has not acknowledged it, by name. */
    public List<String> awaited(String caseId) {
        Revision inForce = revisions.authoritative(caseId).orElseThrow();
        Map<String, Integer> lastOf = new HashMap<>();
        given(caseId).forEach(one -> lastOf.merge(one.person(), one.revision(), Math::max));
        Map<Integer, Revision> baselines = new HashMap<>();
        return cases.participants(caseId).stream()
                .filter(person -> {
                    Revision baseline = baselines.computeIfAbsent(
                            lastOf.getOrDefault(person, DECLARED), number -> revision(caseId, number));
                    return !CommandPacketJson.changes(person, baseline.content(), inForce.content())
                            .isEmpty();
                })
                .toList();
    }

    /** What differs for a person since the revision that they acknowledged last. */
    public ArrayNode delta(Revision inForce, String person) {
        return CommandPacketJson.changes(
                person, baseline(inForce.caseId(), person).content(), inForce.content());
    }

    /** The last revision that the person acknowledged. */
    public Revision baseline(String caseId, String person) {
        int number = jdbc.sql(
                        "select coalesce(max(revision), 0) from gh_acknowledgement where case_id = ? and person = ?")
                .params(caseId, person)
                .query(Integer.class)
                .single();
        return revision(caseId, Math.max(number, DECLARED));
    }

    private Revision revision(String caseId, int number) {
        return revisions.find(caseId, number).orElseThrow();
    }

    public void acknowledged(CaseFile caseFile, GateRecord gate, Holder by) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql("insert into gh_acknowledgement (case_id, person, revision, acknowledged_at) values (?, ?, ?, ?)")
                .params(caseFile.caseId(), by.person(), gate.revision(), now)
                .update();
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put("revision", gate.revision())
                .put("sha256", gate.sha256());
        ledger.append(
                caseFile.caseId(),
                by.person(),
                LedgerKind.ACKNOWLEDGED,
                "revision " + gate.revision(),
                payload,
                Map.of());
    }

    /** Every acknowledgement of the case so far. */
    public List<Standing> given(String caseId) {
        return jdbc.sql("select person, revision, acknowledged_at from gh_acknowledgement where case_id = ?"
                        + " order by revision, person")
                .param(caseId)
                .query((row, number) -> new Standing(
                        row.getString("person"),
                        row.getInt("revision"),
                        row.getObject("acknowledged_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
