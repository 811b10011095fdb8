package dev.gatehouse.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.gate.GateDelegates;
import dev.gatehouse.gate.GateKeeper;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.gate.Gates;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.RefusedException.Kind;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.packet.RevisionMove;
import dev.gatehouse.packet.RevisionReference;
import dev.gatehouse.packet.RevisionState;
import dev.gatehouse.packet.Revisions;
import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Reads cases, their revisions and the reviews of their gates; everything cut down for its reader. */
@RestController
@RequestMapping("/api")
class CaseDoor {

    private final Cases cases;
    private final CaseAccess access;
    private final Gates gates;
    private final GateKeeper keeper;
    private final GateDelegates delegates;
    private final Revisions revisions;
    private final Snapshot snapshot;

    CaseDoor(
            Cases cases,
            CaseAccess access,
            Gates gates,
            GateKeeper keeper,
            GateDelegates delegates,
            Revisions revisions,
            Snapshot snapshot) {
        this.cases = cases;
        this.access = access;
        this.gates = gates;
        this.keeper = keeper;
        this.delegates = delegates;
        this.revisions = revisions;
        this.snapshot = snapshot;
    }

    /** The cases that the reader may see, the newest first. */
    @GetMapping("/cases")
    ObjectNode all(Principal reader) {
        return snapshot.read(() -> list(reader.getName()));
    }

    private ObjectNode list(String reader) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode list = answer.putArray("cases");
        cases.all().stream()
                .filter(caseFile -> access.maySee(caseFile, reader))
                .forEach(caseFile -> list.add(summary(caseFile)));
        return answer;
    }

    /** One case: flow, state, open gates, authoritative revision, candidate, and what became of every revision. */
    @GetMapping("/cases/{caseId}")
    ObjectNode one(@PathVariable String caseId, Principal reader) {
        access.mustSee(cases.get(caseId), reader.getName());
        return snapshot.read(() -> described(cases.get(caseId)));
    }

    private ObjectNode described(CaseFile caseFile) {
        String caseId = caseFile.caseId();
        ObjectNode answer = summary(caseFile);
        ArrayNode history = answer.putArray("revisions");
        Map<Integer, RevisionMove> last = new HashMap<>();
        revisions.moves(caseId).forEach(move -> last.put(move.number(), move));
        Flow flow = access.flow(caseFile);
        for (RevisionReference revision : revisions.references(caseId)) {
            RevisionMove move = Objects.requireNonNull(last.get(revision.number()));
            history.add(reference(revision)
                    .put("state", flow.stateShown(caseFile, revision.state()).name())
                    .put("at", move.at().toString())
                    .put("actor", move.actor())
                    .put("cause", move.cause())
                    .put("supersedes", revision.supersedes()));
        }
        flow.describe(caseFile, answer);
        return answer;
    }

    /** One revision as the reader's role may see it. */
    @GetMapping("/packets/{caseId}/revisions/{number}")
    ObjectNode revision(@PathVariable String caseId, @PathVariable int number, Principal reader) {
        access.mustReadContent(cases.get(caseId), reader.getName());
        return snapshot.read(() -> shown(cases.get(caseId), number, reader.getName()));
    }

    private ObjectNode shown(CaseFile caseFile, int number, String reader) {
        String caseId = caseFile.caseId();
        Revision revision = revisions
                .find(caseId, number)
                .orElseThrow(() -> new RefusedException(
                        Kind.UNKNOWN, "unknown-revision", "Case " + caseId + " has no revision " + number + "."));
        Flow flow = access.flow(caseFile);
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("revision", revision.number())
                .put("sha256", revision.sha256())
                .put("caseId", caseId)
                .put("state", flow.stateShown(caseFile, revision.state()).name());
        answer.set("packet", flow.view(caseFile, revision, reader));
        return answer;
    }

    /** What the form of a task shows; kept when the task is gone, with what took its place. */
    @GetMapping("/tasks/{taskId}/review")
    ObjectNode review(@PathVariable String taskId, Principal reader) {
        GateRecord asked = gate(taskId);
        access.mustReview(asked, reader.getName(), keeper.concerns(asked, reader.getName()));
        return snapshot.read(() -> {
            GateRecord gate = gate(taskId);
            CaseFile caseFile = cases.get(gate.caseId());
            ObjectNode review = access.flow(caseFile).review(caseFile, gate, reader.getName());
            if (delegates.isDelegate(gate, reader.getName())) {
                review.put("actingFor", gate.assignee());
            }
            return review;
        });
    }

    private GateRecord gate(String taskId) {
        return gates.find(taskId)
                .orElseThrow(() -> new RefusedException(
                        Kind.UNKNOWN, "unknown-task", "There is no gate with the task id " + taskId + "."));
    }

    private ObjectNode summary(CaseFile caseFile) {
        String caseId = caseFile.caseId();
        ObjectNode summary = JsonNodeFactory.instance
                .objectNode()
                .put("caseId", caseId)
                .put("flow", caseFile.flow())
                .put("title", caseFile.title())
                .put("drill", caseFile.drill())
                .put("state", caseFile.state().name())
                .put("outcome", caseFile.outcome())
                .put("openedAt", caseFile.openedAt().toString())
                .put(
                        "endedAt",
                        caseFile.endedAt() == null ? null : caseFile.endedAt().toString());
        ArrayNode open = summary.putArray("openGates");
        gates.open(caseId).forEach(gate -> open.addObject()
                .put("taskId", gate.taskId())
                .put("gate", gate.gate())
                .put("assignee", gate.assignee())
                .put("actingFor", gate.actingFor())
                .put("revision", gate.revision()));
        List<RevisionReference> all = revisions.references(caseId);
        summary.set("authoritativeRevision", standing(all, RevisionState::authoritative));
        summary.set("candidate", standing(all, RevisionState.CANDIDATE::equals));
        return summary;
    }

    private static JsonNode standing(List<RevisionReference> all, Predicate<RevisionState> state) {
        return all.stream()
                .filter(revision -> state.test(revision.state()))
                .findFirst()
                .<JsonNode>map(CaseDoor::reference)
                .orElse(JsonNodeFactory.instance.nullNode());
    }

    private static ObjectNode reference(RevisionReference revision) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("revision", revision.number())
                .put("sha256", revision.sha256());
    }
}
