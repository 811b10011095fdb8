package dev.gatehouse.disclosure.process;

import static dev.gatehouse.disclosure.DisclosureProcess.APPROVED;
import static dev.gatehouse.disclosure.DisclosureProcess.RELEASE_DECISION;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.disclosure.Candidates;
import dev.gatehouse.disclosure.Disclosure;
import dev.gatehouse.disclosure.DisclosureProcess;
import dev.gatehouse.disclosure.DisclosureRelease;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.gate.GateVariables;
import dev.gatehouse.release.Releases;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** The release owner, or a delegate where the owner had a hand in the text, releases exactly this manifest. */
@Component
class ApproveDisclosureRelease extends ReleaseOwnerGate {

    static final String RELEASE = "release";
    static final String HOLD = "hold";
    static final String RETURN = "return";
    static final String PROMOTED = "promoted";
    static final String NOBODY_MAY_RELEASE = "nobody-may-release";

    private final Candidates candidates;
    private final Releases releases;

    ApproveDisclosureRelease(
            Disclosure disclosure, DisclosureRelease release, Candidates candidates, Releases releases) {
        super(disclosure, release);
        this.candidates = candidates;
        this.releases = releases;
    }

    @Override
    public String key() {
        return DisclosureProcess.APPROVE_RELEASE;
    }

    @Override
    public String title() {
        return "Approve release";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option(
                        RELEASE,
                        "Release into the lane",
                        "The audience may read exactly this revision in its window. Nothing is sent to the customer.",
                        false),
                new Option(
                        HOLD, "Hold the release", "The candidate is kept and marked HELD; you are asked again.", true),
                new Option(RETURN, "Return to the draft", "The candidate is superseded.", true));
    }

    @Override
    public List<String> variables() {
        return GateVariables.and(GateVariables.MANIFEST_SHA256, PROMOTED);
    }

    @Override
    public List<String> alsoChanges(CaseFile caseFile) {
        return releases.superseded(caseFile.caseId());
    }

    @Override
    public Map<String, String> recorded(Decision decision) {
        Map<String, String> recorded = new TreeMap<>(decision.sent());
        recorded.keySet().retainAll(List.of(PROMOTED));
        return recorded;
    }

    @Override
    public Optional<Holder> holder(CaseFile caseFile, GateRecord gate) {
        return release.releaser(caseFile);
    }

    @Override
    String manifestSha256(CaseFile caseFile) {
        return disclosure.manifest(caseFile.caseId()).manifestSha256();
    }

    /** A gate that nobody may open is an incident until somebody may. */
    @Override
    public Opening open(CaseFile caseFile, DelegateExecution execution) {
        Opening opening = super.open(caseFile, execution);
        Holder holder = opening.holder();
        if (holder == null) {
            execution.createIncident(
                    NOBODY_MAY_RELEASE,
                    caseFile.caseId(),
                    "Nobody may release " + caseFile.caseId()
                            + ": the release owner had a hand in its text, and no approved delegate is without one.");
        } else {
            release.takesPart(caseFile, holder);
        }
        return opening;
    }

    @Override
    Optional<Holder> opensFor(CaseFile caseFile, DelegateExecution execution) {
        return release.releaser(caseFile);
    }

    @Override
    public void decide(CaseFile caseFile, GateRecord gate, Decision decision, DelegateExecution execution) {
        RELEASE_DECISION.set(execution, decision.decision());
        switch (decision.decision()) {
            case RELEASE -> {
                release.approve(caseFile, gate, decision.by(), Disclosure.names(decision.sent(PROMOTED)));
                APPROVED.set(execution, true);
            }
            case HOLD -> release.hold(caseFile, decision);
            case RETURN ->
                candidates.sentBack(
                        caseFile, decision.by(), decision.by().described() + " returned it: " + decision.reason());
            default -> throw new IllegalStateException("not an option of this gate: " + decision.decision());
        }
    }
}
