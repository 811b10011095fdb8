package dev.gatehouse.disclosure.process;

import static dev.gatehouse.disclosure.DisclosureProcess.BLOCKED;
import static dev.gatehouse.disclosure.DisclosureProcess.REVIEWER;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.disclosure.Candidates;
import dev.gatehouse.disclosure.Disclosure;
import dev.gatehouse.disclosure.DisclosureProcess;
import dev.gatehouse.gate.GateKeeper;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.gate.GateVariables;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A reviewer agrees to the candidate, or objects to it. */
@Component
class ReviewRevision extends PacketGate {

    static final String AGREE = "agree";
    static final String OBJECT = "object";
    static final String SECTION_ID = "sectionId";
    static final String SEVERITY = "severity";
    static final String STATEMENT = "statement";

    private final Candidates candidates;

    ReviewRevision(Disclosure disclosure, Candidates candidates) {
        super(disclosure);
        this.candidates = candidates;
    }

    @Override
    public String key() {
        return DisclosureProcess.REVIEW_REVISION;
    }

    @Override
    public String title() {
        return "Review the revision";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option(AGREE, "Agree", "You have read exactly this revision and agree to it.", false),
                new Option(
                        OBJECT,
                        "Object",
                        "A residual objection stays with the packet; a blocking one sends it back to its draft.",
                        false));
    }

    @Override
    public boolean oneForEachPerson() {
        return true;
    }

    @Override
    public List<String> variables() {
        return GateVariables.and(SECTION_ID, SEVERITY, STATEMENT);
    }

    @Override
    public Map<String, String> recorded(Decision decision) {
        Map<String, String> recorded = new TreeMap<>(decision.sent());
        recorded.keySet().retainAll(List.of(SECTION_ID, SEVERITY));
        return recorded;
    }

    @Override
    Optional<Holder> opensFor(CaseFile caseFile, DelegateExecution execution) {
        return disclosure.person(REVIEWER.get(execution));
    }

    @Override
    public void decide(CaseFile caseFile, GateRecord gate, Decision decision, DelegateExecution execution) {
        if (decision.decision().equals(OBJECT)
                && candidates.objectAtReview(
                        caseFile,
                        decision.by(),
                        decision.sent(SECTION_ID),
                        decision.sent(SEVERITY),
                        statement(decision))) {
            String because = decision.by().described() + " raised a blocking objection at the review.";
            candidates.sentBack(caseFile, decision.by(), because);
            GateKeeper.WITHDRAWN_BECAUSE.set(execution, because);
            BLOCKED.set(execution, true);
        }
    }

    /** A reason says as much as a statement. */
    private static @Nullable String statement(Decision decision) {
        String statement = decision.sent(STATEMENT);
        return statement == null ? decision.reason() : statement;
    }
}
