package dev.gatehouse.disclosure.process;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.disclosure.Candidates;
import dev.gatehouse.disclosure.Disclosure;
import dev.gatehouse.disclosure.DisclosureProcess;
import dev.gatehouse.gate.GateKeeper;
import dev.gatehouse.gate.GateRecord;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** The artifact owner keeps the draft together, and proposes it when it is ready. */
@Component
class MaintainDraft extends PacketGate {

    static final String PROPOSE = "propose";

    private final Candidates candidates;

    MaintainDraft(Disclosure disclosure, Candidates candidates) {
        super(disclosure);
        this.candidates = candidates;
    }

    @Override
    public String key() {
        return DisclosureProcess.MAINTAIN_DRAFT;
    }

    @Override
    public String title() {
        return "Maintain the draft";
    }

    @Override
    public List<Option> options() {
        return List.of(new Option(
                PROPOSE, "Propose this revision", "It is frozen as the candidate; every reviewer is asked.", false));
    }

    @Override
    public HashRule hashRule() {
        return HashRule.CHECKED_WHEN_SENT;
    }

    @Override
    public Optional<Holder> holder(CaseFile caseFile, GateRecord gate) {
        return disclosure.artifactOwner(caseFile);
    }

    @Override
    Optional<Holder> opensFor(CaseFile caseFile, DelegateExecution execution) {
        return disclosure.artifactOwner(caseFile);
    }

    @Override
    public void decide(CaseFile caseFile, GateRecord gate, Decision decision, DelegateExecution execution) {
        candidates.propose(caseFile, decision);
        GateKeeper.WITHDRAWN_BECAUSE.set(
                execution, "The artifact owner proposed revision " + gate.revision() + "; the draft is closed.");
    }
}
