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

/** Each recipient says that they have the packet, or bounces it with what is wrong with it. Decides nothing in it. */
public abstract class Acknowledgement extends LaneGate {

    static final String BOUNCE = "bounce";
    static final String KIND = "kind";

    private final List<String> kinds;

    /** @param kinds what a bounce may be for */
    protected Acknowledgement(LaneHandoffs handoffs, List<String> kinds) {
        super(handoffs);
        this.kinds = List.copyOf(kinds);
    }

    /** The plain yes. */
    protected abstract Option accepting();

    /** Who is told of a bounce, as its option says it. */
    protected abstract String toldOfABounce();

    @Override
    public List<Option> options() {
        return List.of(
                accepting(), new Option(BOUNCE, "Bounce", toldOfABounce() + " is told what is wrong with it.", true));
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
    protected @Nullable Holder opensFor(CaseFile caseFile, DelegateExecution execution) {
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
        if (decision.decision().equals(BOUNCE) && (kind == null || !kinds.contains(kind))) {
            throw new RefusedException(
                    Kind.INVALID,
                    "unknown-kind",
                    "A bounce says in the variable kind what is wrong; expected one of " + String.join(", ", kinds)
                            + ".");
        }
    }

    @Override
    public void decide(CaseFile caseFile, GateRecord gate, Decision decision, DelegateExecution execution) {
        handoffs.acknowledged(caseFile, gate, decision);
    }
}
