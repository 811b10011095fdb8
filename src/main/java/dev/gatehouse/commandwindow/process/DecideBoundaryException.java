package dev.gatehouse.commandwindow.process;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.commandwindow.BoundaryExceptions;
import dev.gatehouse.commandwindow.CommandWindow;
import dev.gatehouse.commandwindow.CommandWindowProcess;
import dev.gatehouse.commandwindow.MaterialNews;
import dev.gatehouse.gate.Gate;
import dev.gatehouse.gate.GateRecord;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** The boundary owner of a held checkpoint relaxes its limit as far as its figures say, or refuses. */
@Component
class DecideBoundaryException implements Gate {

    static final String GRANT = "grant";
    static final String REFUSE = "refuse";

    private final CommandWindow window;
    private final MaterialNews news;
    private final BoundaryExceptions exceptions;

    DecideBoundaryException(CommandWindow window, MaterialNews news, BoundaryExceptions exceptions) {
        this.window = window;
        this.news = news;
        this.exceptions = exceptions;
    }

    @Override
    public String key() {
        return CommandWindowProcess.DECIDE_BOUNDARY_EXCEPTION;
    }

    @Override
    public String title() {
        return "Decide the boundary exception";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option(
                        GRANT,
                        "Grant the exception",
                        "The limit is relaxed for this checkpoint exactly as far as stated, until the window ends.",
                        false),
                new Option(
                        REFUSE,
                        "Refuse",
                        "The checkpoint stays held as a protected boundary; the bridge lead sees your reason.",
                        true));
    }

    /** The request itself is withdrawn by any material change, so a decision can only be about what was asked. */
    @Override
    public HashRule hashRule() {
        return HashRule.CHECKED_WHEN_SENT;
    }

    @Override
    public Opening open(CaseFile caseFile, DelegateExecution execution) {
        BoundaryExceptions.Requested requested = exceptions.open(caseFile.caseId());
        return new Opening(
                new Holder(requested.owner(), null),
                requested.revision(),
                window.revision(caseFile.caseId(), requested.revision()).sha256(),
                title() + ": " + caseFile.caseId() + ", " + requested.checkpointId());
    }

    @Override
    public Optional<Holder> holder(CaseFile caseFile, GateRecord gate) {
        return Optional.of(new Holder(exceptions.open(caseFile.caseId()).owner(), null));
    }

    @Override
    public Optional<String> unappliedNews(CaseFile caseFile) {
        return news.unapplied(caseFile);
    }

    @Override
    public void decide(CaseFile caseFile, GateRecord gate, Decision decision, DelegateExecution execution) {
        exceptions.decide(caseFile, decision.decision().equals(GRANT), decision);
    }
}
