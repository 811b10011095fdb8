package dev.gatehouse.disclosure.process;

import static dev.gatehouse.disclosure.DisclosureProcess.BLOCKED;
import static dev.gatehouse.disclosure.DisclosureProcess.SIGNER;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.disclosure.Candidates;
import dev.gatehouse.disclosure.Disclosure;
import dev.gatehouse.disclosure.DisclosureProcess;
import dev.gatehouse.disclosure.DisclosureRelease;
import dev.gatehouse.gate.GateKeeper;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.gate.GateVariables;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** A required signer signs exactly this manifest, or refuses. */
@Component
class SignManifest extends PacketGate {

    static final String SIGN = "sign";
    static final String REFUSE = "refuse";

    private final DisclosureRelease release;
    private final Candidates candidates;

    SignManifest(Disclosure disclosure, DisclosureRelease release, Candidates candidates) {
        super(disclosure);
        this.release = release;
        this.candidates = candidates;
    }

    @Override
    public String key() {
        return DisclosureProcess.SIGN_MANIFEST;
    }

    @Override
    public String title() {
        return "Sign the manifest";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option(SIGN, "Sign", "Your signature is for exactly this revision and manifest.", false),
                new Option(REFUSE, "Refuse", "That is a blocking objection; the packet goes back to its draft.", true));
    }

    @Override
    public boolean oneForEachPerson() {
        return true;
    }

    @Override
    public List<String> variables() {
        return GateVariables.and(GateVariables.MANIFEST_SHA256);
    }

    @Override
    String manifestSha256(CaseFile caseFile) {
        return disclosure.manifest(caseFile.caseId()).manifestSha256();
    }

    @Override
    Optional<Holder> opensFor(CaseFile caseFile, DelegateExecution execution) {
        return disclosure.person(SIGNER.get(execution));
    }

    @Override
    public void decide(CaseFile caseFile, GateRecord gate, Decision decision, DelegateExecution execution) {
        if (decision.decision().equals(SIGN)) {
            release.sign(caseFile, gate, decision.by());
        } else {
            String because = decision.by().described() + " refused to sign: " + decision.reason();
            release.refuseToSign(caseFile, decision.by(), decision.reason());
            candidates.sentBack(caseFile, decision.by(), because);
            GateKeeper.WITHDRAWN_BECAUSE.set(execution, because);
            BLOCKED.set(execution, true);
        }
    }
}
