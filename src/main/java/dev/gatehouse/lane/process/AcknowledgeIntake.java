package dev.gatehouse.lane.process;

import static dev.gatehouse.lane.process.LaneHandoffProcess.RECIPIENT;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.gate.GateVariables;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.RefusedException.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A recipient accepts the packet for review, or bounces it with what is wrong with it. Decides nothing in it. */
@Component
class AcknowledgeIntake extends LaneGate {

    static final String ACCEPT = "accept";
    static final String BOUNCE = "bounce";
    static final String KIND = "kind";

    static final List<String> KINDS =
            List.of("hidden-disagreement", "stale-evidence", "wrong-audience", "missing-blocked-terms", "other");

    AcknowledgeIntake(LaneHandoffs handoffs) {
        super(handoffs);
    }

    @Override
    public String key() {
        return LaneHandoffProcess.ACKNOWLEDGE_INTAKE;
    }

    @Override
    public String title() {
        return "Acknowledge intake";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option(ACCEPT, "Accept for review", "You have the packet. It approves no remedy.", false),
                new Option(BOUNCE, "Bounce", "The release owner is told what is wrong with it.", true));
    }

    @Override
    public List<String> variables() {
        return GateVariables.and(GateVariables.MANIFEST_SHA256, KIND);
    }

    @Override
    public boolean oneForEachPerson() {
        return true;
    }

    @Override
    @Nullable
    Holder opensFor(CaseFile caseFile, DelegateExecution execution) {
        return new Holder(RECIPIENT.get(execution), null);
    }

    @Override
    public Optional<Holder> holder(CaseFile caseFile, GateRecord gate) {
        return Optional.ofNullable(gate.assignee()).map(person -> new Holder(person, null));
    }

    @Override
    public Map<String, String> recorded(Decision decision) {
        String kind = decision.sent(KIND);
        return kind == null ? Map.of() : Map.of(KIND, kind);
    }

    @Override
    public void check(CaseFile caseFile, GateRecord gate, Decision decision) {
        String kind = decision.sent(KIND);
        if (decision.decision().equals(BOUNCE) && (kind == null || !KINDS.contains(kind))) {
            throw new RefusedException(
                    Kind.INVALID,
                    "unknown-kind",
                    "A bounce says in the variable kind what is wrong; expected one of " + String.join(", ", KINDS)
                            + ".");
        }
    }

    @Override
    public void decide(CaseFile caseFile, GateRecord gate, Decision decision, DelegateExecution execution) {
        handoffs.acknowledged(caseFile, gate, decision);
    }
}
