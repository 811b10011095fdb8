package dev.gatehouse.digest.process;

import static dev.gatehouse.digest.DigestProcess.REVIEW_DECISION;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.digest.DigestNews;
import dev.gatehouse.digest.DigestProcess;
import dev.gatehouse.digest.DigestReview;
import dev.gatehouse.gate.Gate;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.packet.Revision;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** The named reviewer shares exactly this revision, has it composed again, or stops. */
@Component
class ReviewDigest implements Gate {

    static final String SHARE = "share";
    static final String CORRECT = "correct";
    static final String STOP = "stop";

    private final DigestReview reviewing;
    private final DigestNews news;

    ReviewDigest(DigestReview reviewing, DigestNews news) {
        this.reviewing = reviewing;
        this.news = news;
    }

    @Override
    public String key() {
        return DigestProcess.REVIEW_DIGEST;
    }

    @Override
    public String title() {
        return "Review the digest";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option(
                        SHARE,
                        "Share this revision",
                        "Every claim is derived once more from current records; then the duty managers get exactly this revision.",
                        false),
                new Option(
                        CORRECT,
                        "Compose it again",
                        "The digest is composed from current records; your corrections and clarifications stay.",
                        true),
                new Option(STOP, "Stop", "Nothing is shared of this publication.", true));
    }

    @Override
    public HashRule hashRule() {
        return HashRule.REQUIRED;
    }

    @Override
    public Opening open(CaseFile caseFile, DelegateExecution execution) {
        Revision candidate = reviewing.candidate(caseFile);
        return new Opening(
                reviewing.reviewer(caseFile).orElse(null),
                candidate.number(),
                candidate.sha256(),
                title() + ": " + caseFile.title());
    }

    @Override
    public Optional<Holder> holder(CaseFile caseFile, GateRecord gate) {
        return reviewing.reviewer(caseFile);
    }

    @Override
    public Set<String> delegates(CaseFile caseFile, Collection<String> among) {
        return reviewing.delegates(caseFile, among);
    }

    @Override
    public Optional<String> unappliedNews(CaseFile caseFile) {
        return news.unappliedNews(caseFile);
    }

    @Override
    public List<String> alsoChanges(CaseFile caseFile) {
        return reviewing.replaceable(caseFile);
    }

    @Override
    public void check(CaseFile caseFile, GateRecord gate, Decision decision) {
        if (decision.decision().equals(SHARE)) {
            reviewing.mayShare(caseFile, decision);
        }
    }

    @Override
    public void decide(CaseFile caseFile, GateRecord gate, Decision decision, DelegateExecution execution) {
        REVIEW_DECISION.set(execution, decision.decision());
        switch (decision.decision()) {
            case SHARE -> reviewing.share(caseFile, gate, decision);
            case CORRECT -> {}
            case STOP -> reviewing.stop(caseFile, decision);
            default -> throw new IllegalStateException("not an option of this gate: " + decision.decision());
        }
    }
}
