package dev.gatehouse.disclosure.process;

import static dev.gatehouse.disclosure.DisclosureProcess.RESIDUAL_DECISION;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.disclosure.Candidates;
import dev.gatehouse.disclosure.Disclosure;
import dev.gatehouse.disclosure.DisclosureProcess;
import dev.gatehouse.disclosure.DisclosureRelease;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.gate.GateVariables;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** The release owner accepts, by name, the disagreement that goes to the lane with the packet. */
@Component
class AcceptResidual extends ReleaseOwnerGate {

    static final String ACCEPT = "accept";
    static final String RETURN = "return";
    static final String ACCEPTED = "accepted";

    private final Candidates candidates;

    AcceptResidual(Disclosure disclosure, DisclosureRelease release, Candidates candidates) {
        super(disclosure, release);
        this.candidates = candidates;
    }

    @Override
    public String key() {
        return DisclosureProcess.ACCEPT_RESIDUAL;
    }

    @Override
    public String title() {
        return "Accept residual disagreement";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option(ACCEPT, "Accept this disagreement", "It goes into the manifest with its text.", false),
                new Option(RETURN, "Return to the draft", "The candidate is superseded.", true));
    }

    @Override
    public List<String> variables() {
        return GateVariables.and(ACCEPTED);
    }

    @Override
    public Map<String, String> recorded(Decision decision) {
        Map<String, String> recorded = new TreeMap<>(decision.sent());
        recorded.keySet().retainAll(List.of(ACCEPTED));
        return recorded;
    }

    @Override
    public void decide(CaseFile caseFile, GateRecord gate, Decision decision, DelegateExecution execution) {
        RESIDUAL_DECISION.set(execution, decision.decision());
        if (decision.decision().equals(ACCEPT)) {
            candidates.acceptResiduals(caseFile, decision.by(), Disclosure.names(decision.sent(ACCEPTED)));
        } else {
            candidates.sentBack(
                    caseFile, decision.by(), decision.by().described() + " returned it: " + decision.reason());
        }
    }
}
