package dev.gatehouse.disclosure.process;

import static dev.gatehouse.disclosure.DisclosureProcess.SECTION_OWNERS;

import dev.gatehouse.disclosure.Disclosure;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Lists who owns a section of the draft as it is now. */
@Component
class ListSectionOwners implements JavaDelegate {

    private final Disclosure disclosure;

    ListSectionOwners(Disclosure disclosure) {
        this.disclosure = disclosure;
    }

    @Override
    public void execute(DelegateExecution execution) {
        SECTION_OWNERS.set(
                execution, disclosure.draft(execution.getProcessBusinessKey()).sectionOwners());
    }
}
