package dev.gatehouse.commandwindow.process;

import static dev.gatehouse.commandwindow.CommandWindowProcess.ADOPTION_DECISION;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.commandwindow.BoundaryExceptions;
import dev.gatehouse.commandwindow.CommandWindow;
import dev.gatehouse.commandwindow.CommandWindowProcess;
import dev.gatehouse.commandwindow.MaterialNews;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.gate.GateVariables;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** The lead adopts exactly this revision, keeps the prior one, or asks for a boundary exception. */
@Component
class AdoptPacket extends LeadGate {

    static final String ADOPT = "adopt";
    static final String KEEP_PRIOR = "keep-prior";
    static final String REQUEST_EXCEPTION = "request-exception";

    private final MaterialNews news;
    private final BoundaryExceptions exceptions;

    AdoptPacket(CommandWindow window, MaterialNews news, BoundaryExceptions exceptions) {
        super(window);
        this.news = news;
        this.exceptions = exceptions;
    }

    @Override
    public String key() {
        return CommandWindowProcess.ADOPT_PACKET;
    }

    @Override
    public String title() {
        return "Adopt packet";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option(
                        ADOPT,
                        "Adopt this revision",
                        "It becomes the authoritative timeline with all its holds; whoever it affects is asked to acknowledge.",
                        false),
                new Option(
                        KEEP_PRIOR,
                        "Keep the prior revision",
                        "The prior timeline stays the authority; this candidate is withdrawn and its facts are kept for the next.",
                        true),
                new Option(
                        REQUEST_EXCEPTION,
                        "Request a boundary exception",
                        "The boundary owner of one held checkpoint is asked to relax its limit; this candidate is withdrawn.",
                        true));
    }

    @Override
    public List<String> variables() {
        return GateVariables.and(BoundaryExceptions.CHECKPOINT_ID);
    }

    @Override
    public Map<String, String> recorded(Decision decision) {
        String checkpointId = decision.sent(BoundaryExceptions.CHECKPOINT_ID);
        return checkpointId == null ? Map.of() : Map.of(BoundaryExceptions.CHECKPOINT_ID, checkpointId);
    }

    @Override
    public HashRule hashRule() {
        return HashRule.REQUIRED;
    }

    @Override
    public Optional<String> unappliedNews(CaseFile caseFile) {
        return news.unapplied(caseFile);
    }

    @Override
    public void decide(CaseFile caseFile, GateRecord gate, Decision decision, DelegateExecution execution) {
        ADOPTION_DECISION.set(execution, decision.decision());
        switch (decision.decision()) {
            case ADOPT -> window.adopt(caseFile, gate, decision.by());
            case KEEP_PRIOR ->
                window.withdraw(caseFile, gate, decision.by(), "The prior revision was kept: " + decision.reason());
            case REQUEST_EXCEPTION -> exceptions.request(caseFile, gate, decision);
            default -> throw new IllegalStateException("not an option of this gate: " + decision.decision());
        }
    }
}
