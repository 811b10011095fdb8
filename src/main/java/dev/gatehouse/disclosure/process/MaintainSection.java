package dev.gatehouse.disclosure.process;

import static dev.gatehouse.disclosure.DisclosureProcess.SECTION_OWNER;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.disclosure.Disclosure;
import dev.gatehouse.disclosure.DisclosureProcess;
import dev.gatehouse.gate.GateRecord;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** The owner of a section decides on what others suggest for it, until the draft is proposed. */
@Component
class MaintainSection extends PacketGate {

    MaintainSection(Disclosure disclosure) {
        super(disclosure);
    }

    @Override
    public String key() {
        return DisclosureProcess.MAINTAIN_SECTION;
    }

    @Override
    public String title() {
        return "Maintain a section";
    }

    @Override
    public List<Option> options() {
        return List.of();
    }

    @Override
    public HashRule hashRule() {
        return HashRule.CHECKED_WHEN_SENT;
    }

    @Override
    public boolean oneForEachPerson() {
        return true;
    }

    @Override
    Optional<Holder> opensFor(CaseFile caseFile, DelegateExecution execution) {
        return disclosure.person(SECTION_OWNER.get(execution));
    }

    @Override
    public void decide(CaseFile caseFile, GateRecord gate, Decision decision, DelegateExecution execution) {
        throw new IllegalStateException("nothing is decided at " + key());
    }
}
