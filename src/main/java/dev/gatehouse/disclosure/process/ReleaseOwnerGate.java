package dev.gatehouse.disclosure.process;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.disclosure.Disclosure;
import dev.gatehouse.disclosure.DisclosureRelease;
import dev.gatehouse.gate.GateRecord;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** A gate that the release owner opens, or a delegate in their place. */
abstract class ReleaseOwnerGate extends PacketGate {

    final DisclosureRelease release;

    ReleaseOwnerGate(Disclosure disclosure, DisclosureRelease release) {
        super(disclosure);
        this.release = release;
    }

    @Override
    public Optional<Holder> holder(CaseFile caseFile, GateRecord gate) {
        return disclosure.releaseOwner(caseFile);
    }

    @Override
    Optional<Holder> opensFor(CaseFile caseFile, DelegateExecution execution) {
        return disclosure.releaseOwner(caseFile);
    }

    @Override
    public Set<String> delegates(CaseFile caseFile, Collection<String> among) {
        return release.delegates(caseFile, among);
    }
}
