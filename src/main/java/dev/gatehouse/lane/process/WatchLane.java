package dev.gatehouse.lane.process;

import static dev.gatehouse.lane.process.LaneHandoffProcess.ATTEMPTS_NOTED;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.gate.GateRecord;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** The release owner sees whom the lane has turned away; comes back when somebody else is. */
@Component
class WatchLane extends LaneGate {

    static final String NOTED = "noted";

    WatchLane(LaneHandoffs handoffs) {
        super(handoffs);
    }

    @Override
    public String key() {
        return LaneHandoffProcess.WATCH_LANE;
    }

    @Override
    public String title() {
        return "Watch the lane";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option(NOTED, "Noted", "The task comes back when the lane turns somebody else away.", false));
    }

    @Override
    public Set<String> delegates(CaseFile caseFile, Collection<String> among) {
        return handoffs.delegates(caseFile, among);
    }

    @Override
    public Optional<String> unappliedNews(CaseFile caseFile) {
        return Optional.empty();
    }

    @Override
    public void decide(CaseFile caseFile, GateRecord gate, Decision decision, DelegateExecution execution) {
        ATTEMPTS_NOTED.set(execution, handoffs.attempts(caseFile));
    }
}
