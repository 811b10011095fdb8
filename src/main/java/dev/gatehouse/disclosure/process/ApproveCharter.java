package dev.gatehouse.disclosure.process;

import static dev.gatehouse.disclosure.DisclosureProcess.CHARTER_DECISION;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.disclosure.Chartering;
import dev.gatehouse.disclosure.Disclosure;
import dev.gatehouse.disclosure.DisclosureProcess;
import dev.gatehouse.disclosure.DisclosureRelease;
import dev.gatehouse.gate.GateRecord;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** The release owner approves who works on the packet, for whom it is and what stays outside. */
@Component
class ApproveCharter extends ReleaseOwnerGate {

    static final String APPROVE = "approve";
    static final String DECLINE = "decline";

    private final Chartering chartering;

    ApproveCharter(Disclosure disclosure, DisclosureRelease release, Chartering chartering) {
        super(disclosure, release);
        this.chartering = chartering;
    }

    @Override
    public String key() {
        return DisclosureProcess.APPROVE_CHARTER;
    }

    @Override
    public String title() {
        return "Approve the charter";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option(
                        APPROVE,
                        "Approve the charter",
                        "Owners, reviewers and agents begin to work on the packet.",
                        false),
                new Option(DECLINE, "Decline", "The case ends; nothing is written or released.", true));
    }

    @Override
    public HashRule hashRule() {
        return HashRule.CHECKED_WHEN_SENT;
    }

    @Override
    public void decide(CaseFile caseFile, GateRecord gate, Decision decision, DelegateExecution execution) {
        CHARTER_DECISION.set(execution, decision.decision());
        if (decision.decision().equals(APPROVE)) {
            chartering.approveCharter(caseFile, decision.by());
        }
    }
}
