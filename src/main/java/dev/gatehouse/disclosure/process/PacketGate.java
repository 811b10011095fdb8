package dev.gatehouse.disclosure.process;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.disclosure.Disclosure;
import dev.gatehouse.disclosure.DisclosureProcess;
import dev.gatehouse.gate.Gate;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.packet.Revision;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;

/** A gate on a revision of a disclosure packet. */
abstract class PacketGate implements Gate {

    final Disclosure disclosure;

    PacketGate(Disclosure disclosure) {
        this.disclosure = disclosure;
    }

    /** For whom it opens. */
    abstract Optional<Holder> opensFor(CaseFile caseFile, DelegateExecution execution);

    @Override
    public boolean serves(String flow) {
        return flow.equals(DisclosureProcess.KEY);
    }

    @Override
    public HashRule hashRule() {
        return HashRule.REQUIRED;
    }

    @Override
    public Opening open(CaseFile caseFile, DelegateExecution execution) {
        Revision revision = disclosure.current(caseFile.caseId());
        return new Opening(
                opensFor(caseFile, execution).orElse(null),
                revision.number(),
                revision.sha256(),
                null,
                manifestSha256(caseFile),
                title() + ": " + caseFile.caseId() + ", revision " + revision.number());
    }

    /** Of the manifest that is decided on; null before there is one. */
    @Nullable
    String manifestSha256(CaseFile caseFile) {
        return null;
    }

    @Override
    public Optional<Holder> holder(CaseFile caseFile, GateRecord gate) {
        return disclosure.person(gate.assignee());
    }

    @Override
    public Optional<String> unappliedNews(CaseFile caseFile) {
        return disclosure.unappliedNews(caseFile);
    }
}
