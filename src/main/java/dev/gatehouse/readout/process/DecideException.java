package dev.gatehouse.readout.process;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.gate.GateVariables;
import dev.gatehouse.people.Groups;
import dev.gatehouse.readout.Choices;
import dev.gatehouse.readout.ReadoutProcess;
import dev.gatehouse.readout.Stocktaking;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A duty manager, never the one who asks, approves one listed exception or declines. */
@Component
class DecideException extends RankedGate {

    static final String APPROVE = "approve";
    static final String DECLINE = "decline";
    static final String EXCEPTION_ID = "exceptionId";

    DecideException(Choices choices, Stocktaking stocktaking) {
        super(choices, stocktaking);
    }

    @Override
    public String key() {
        return ReadoutProcess.DECIDE_EXCEPTION;
    }

    @Override
    public String title() {
        return "Decide the exception";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option(
                        APPROVE,
                        "Approve the exception",
                        "The rules that it lists give for that slot only; it is held and has to be confirmed.",
                        false),
                new Option(
                        DECLINE,
                        "Decline",
                        "Slots that break no rule are held again; where there is none the case ends unscheduled.",
                        true));
    }

    @Override
    public List<String> variables() {
        return GateVariables.and(EXCEPTION_ID);
    }

    @Override
    public Map<String, String> recorded(Decision decision) {
        String exceptionId = decision.sent(EXCEPTION_ID);
        return exceptionId == null ? Map.of() : Map.of(EXCEPTION_ID, exceptionId);
    }

    @Override
    Optional<Holder> assignee(CaseFile caseFile) {
        return Optional.empty();
    }

    @Override
    public Optional<Holder> holder(CaseFile caseFile, GateRecord gate) {
        return Optional.empty();
    }

    @Override
    public Set<String> candidates(CaseFile caseFile) {
        return choices.whoMayExcept(caseFile);
    }

    @Override
    public @Nullable String candidateGroup() {
        return Groups.DUTY_MANAGERS;
    }

    @Override
    public void check(CaseFile caseFile, GateRecord gate, Decision decision) {
        if (decision.decision().equals(APPROVE)) {
            choices.mustBeListed(gate, decision.sent(EXCEPTION_ID));
        }
    }

    @Override
    public void decide(CaseFile caseFile, GateRecord gate, Decision decision, DelegateExecution execution) {
        switch (decision.decision()) {
            case APPROVE -> choices.approve(caseFile, gate, decision, decision.sent(EXCEPTION_ID));
            case DECLINE -> choices.decline(caseFile, decision);
            default -> throw new IllegalStateException("not an option of this gate: " + decision.decision());
        }
    }
}
