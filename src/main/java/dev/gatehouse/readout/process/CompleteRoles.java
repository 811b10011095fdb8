package dev.gatehouse.readout.process;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.gate.Gate;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.gate.GateVariables;
import dev.gatehouse.readout.Choices;
import dev.gatehouse.readout.ReadoutProcess;
import dev.gatehouse.readout.Stocktaking;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** The program manager names people for the vacant roles, or gives the readout up. */
@Component
class CompleteRoles implements Gate {

    static final String COMPLETE = "complete";
    static final String WITHDRAW = "withdraw";
    static final String ROLES = "roles";

    private final Choices choices;
    private final Stocktaking stocktaking;

    CompleteRoles(Choices choices, Stocktaking stocktaking) {
        this.choices = choices;
        this.stocktaking = stocktaking;
    }

    @Override
    public String key() {
        return ReadoutProcess.COMPLETE_ROLES;
    }

    @Override
    public String title() {
        return "Complete the roles";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option(
                        COMPLETE,
                        "Complete the roles",
                        "The people you name are asked for their time; then a slot is sought.",
                        false),
                new Option(WITHDRAW, "Withdraw the readout", "The case ends; nothing is held or booked.", true));
    }

    @Override
    public List<String> variables() {
        return GateVariables.and(ROLES);
    }

    @Override
    public HashRule hashRule() {
        return HashRule.CHECKED_WHEN_SENT;
    }

    @Override
    public Opening open(CaseFile caseFile, DelegateExecution execution) {
        stocktaking.lookAgain(caseFile);
        return new Opening(
                choices.programManager(caseFile).orElse(null),
                null,
                null,
                title() + ": " + caseFile.caseId() + ", " + String.join(", ", choices.vacantRoles(caseFile)));
    }

    @Override
    public Optional<Holder> holder(CaseFile caseFile, GateRecord gate) {
        return choices.programManager(caseFile);
    }

    @Override
    public Set<String> delegates(CaseFile caseFile, Collection<String> among) {
        return choices.delegates(caseFile, among);
    }

    @Override
    public Optional<String> unappliedNews(CaseFile caseFile) {
        return stocktaking.unappliedNews(caseFile);
    }

    @Override
    public void check(CaseFile caseFile, GateRecord gate, Decision decision) {
        if (decision.decision().equals(COMPLETE)) {
            choices.mustComplete(caseFile, decision.sent(ROLES));
        }
    }

    @Override
    public void decide(CaseFile caseFile, GateRecord gate, Decision decision, DelegateExecution execution) {
        switch (decision.decision()) {
            case COMPLETE -> choices.complete(caseFile, decision, decision.sent(ROLES));
            case WITHDRAW -> choices.withdraw(caseFile);
            default -> throw new IllegalStateException("not an option of this gate: " + decision.decision());
        }
    }
}
