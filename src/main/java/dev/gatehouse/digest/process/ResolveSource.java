package dev.gatehouse.digest.process;

import static dev.gatehouse.digest.DigestProcess.SOURCE_RESOLVED;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.digest.DigestNews;
import dev.gatehouse.digest.DigestProcess;
import dev.gatehouse.digest.SourceResolution;
import dev.gatehouse.gate.Gate;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.gate.GateVariables;
import dev.gatehouse.people.Groups;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Somebody of support operations on call says how to go on with a source that is not clear, or stops. */
@Component
class ResolveSource implements Gate {

    static final String PROCEED = "proceed";
    static final String STOP = "stop";
    static final String BASELINE = "baseline";

    private final SourceResolution resolution;
    private final DigestNews news;

    ResolveSource(SourceResolution resolution, DigestNews news) {
        this.resolution = resolution;
        this.news = news;
    }

    @Override
    public String key() {
        return DigestProcess.RESOLVE_SOURCE;
    }

    @Override
    public String title() {
        return "Resolve the source";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option(
                        PROCEED,
                        "Proceed",
                        "The repository is asked once more; your reason stands in the digest as a limit of it.",
                        true),
                new Option(STOP, "Stop", "No digest is made of this publication.", true));
    }

    @Override
    public List<String> variables() {
        return GateVariables.and(BASELINE);
    }

    @Override
    public HashRule hashRule() {
        return HashRule.CHECKED_WHEN_SENT;
    }

    @Override
    public Opening open(CaseFile caseFile, DelegateExecution execution) {
        return new Opening(null, null, null, title() + ": " + caseFile.caseId());
    }

    @Override
    public Optional<Holder> holder(CaseFile caseFile, GateRecord gate) {
        return Optional.empty();
    }

    @Override
    public Set<String> candidates(CaseFile caseFile) {
        return resolution.onCall(caseFile);
    }

    @Override
    public @Nullable String candidateGroup() {
        return Groups.SUPPORT_OPERATIONS;
    }

    @Override
    public Optional<String> unappliedNews(CaseFile caseFile) {
        return news.unappliedNews(caseFile);
    }

    @Override
    public Map<String, String> recorded(Decision decision) {
        String baseline = decision.sent(BASELINE);
        return baseline == null ? Map.of() : Map.of(BASELINE, baseline);
    }

    @Override
    public void check(CaseFile caseFile, GateRecord gate, Decision decision) {
        if (decision.decision().equals(PROCEED)) {
            resolution.mayProceed(caseFile, decision.sent(BASELINE));
        }
    }

    @Override
    public void decide(CaseFile caseFile, GateRecord gate, Decision decision, DelegateExecution execution) {
        boolean proceeds = decision.decision().equals(PROCEED);
        SOURCE_RESOLVED.set(execution, proceeds);
        if (proceeds) {
            resolution.proceed(caseFile, decision, decision.sent(BASELINE));
        } else {
            resolution.stop(caseFile, decision);
        }
    }
}
