package dev.gatehouse.lane.process;

import static dev.gatehouse.lane.process.LaneHandoffProcess.REVIEW_DECISION;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.gate.GateKeeper;
import dev.gatehouse.gate.GateRecord;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** After a material change the release owner keeps the stale copy at its lane, marked, or takes it back. */
@Component
class ReviewReleased extends LaneGate {

    static final String KEEP = "keep";
    static final String WITHDRAW = "withdraw";

    ReviewReleased(LaneHandoffs handoffs) {
        super(handoffs);
    }

    @Override
    public String key() {
        return LaneHandoffProcess.REVIEW_RELEASED;
    }

    @Override
    public String title() {
        return "Review what was released";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option(KEEP, "Keep it, marked STALE", "Readers see what has changed since.", false),
                new Option(
                        WITHDRAW,
                        "Withdraw it from the lane",
                        "Nobody reads it any more; they see your reason.",
                        true));
    }

    @Override
    public Set<String> delegates(CaseFile caseFile, Collection<String> among) {
        return handoffs.delegates(caseFile, among);
    }

    @Override
    public Optional<String> unappliedNews(CaseFile caseFile) {
        return super.unappliedNews(caseFile).or(() -> handoffs.arrived(caseFile));
    }

    @Override
    public void decide(CaseFile caseFile, GateRecord gate, Decision decision, DelegateExecution execution) {
        REVIEW_DECISION.set(execution, decision.decision());
        if (decision.decision().equals(WITHDRAW)) {
            GateKeeper.WITHDRAWN_BECAUSE.set(execution, handoffs.withdraw(caseFile, decision));
        }
    }
}
