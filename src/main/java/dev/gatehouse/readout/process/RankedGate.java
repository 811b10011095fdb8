package dev.gatehouse.readout.process;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.gate.Gate;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.readout.Choices;
import dev.gatehouse.readout.Stocktaking;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** A gate on a ranking: bound to its revision, withdrawn by whatever may change it. */
abstract class RankedGate implements Gate {

    final Choices choices;
    private final Stocktaking stocktaking;

    RankedGate(Choices choices, Stocktaking stocktaking) {
        this.choices = choices;
        this.stocktaking = stocktaking;
    }

    @Override
    public HashRule hashRule() {
        return HashRule.REQUIRED;
    }

    /** The one it is assigned to; empty where it is offered to several. */
    abstract Optional<Holder> assignee(CaseFile caseFile);

    @Override
    public Opening open(CaseFile caseFile, DelegateExecution execution) {
        Revision ranked = choices.candidate(caseFile.caseId());
        stocktaking.lookAgain(caseFile);
        return new Opening(
                assignee(caseFile).orElse(null),
                ranked.number(),
                ranked.sha256(),
                title() + ": " + caseFile.caseId() + ", revision " + ranked.number());
    }

    @Override
    public Optional<String> unappliedNews(CaseFile caseFile) {
        return stocktaking.unappliedNews(caseFile);
    }
}
