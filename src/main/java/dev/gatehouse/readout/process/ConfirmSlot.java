package dev.gatehouse.readout.process;

import static dev.gatehouse.readout.ReadoutProcess.SLOT_CONFIRMED;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.gate.GateVariables;
import dev.gatehouse.readout.Choices;
import dev.gatehouse.readout.Choices.Wish;
import dev.gatehouse.readout.ReadoutProcess;
import dev.gatehouse.readout.Stocktaking;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** The program manager, or the escalation manager, confirms a held slot, rejects all, or asks for an exception. */
@Component
class ConfirmSlot extends RankedGate {

    static final String CONFIRM = "confirm";
    static final String REJECT_ALL = "reject-all";
    static final String ASK_EXCEPTION = "ask-exception";
    static final String SLOT_ID = "slotId";
    static final String START = "start";
    static final String ASKED_BY = "askedBy";
    static final String ROLE = "role";
    static final String PERSON = "person";
    static final String ZONE = "zone";
    static final String WORKING_HOURS = "workingHours";

    private static final List<String> OWN = List.of(SLOT_ID, START, ASKED_BY, ROLE, PERSON, ZONE, WORKING_HOURS);

    ConfirmSlot(Choices choices, Stocktaking stocktaking) {
        super(choices, stocktaking);
    }

    @Override
    public String key() {
        return ReadoutProcess.CONFIRM_SLOT;
    }

    @Override
    public String title() {
        return "Confirm the slot";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option(
                        CONFIRM,
                        "Confirm the slot",
                        "Every calendar is read once more; if the slot is still free the invite goes out.",
                        false),
                new Option(
                        REJECT_ALL,
                        "Reject all held slots",
                        "They are not offered again, and other slots are held. This uses up a round.",
                        true),
                new Option(
                        ASK_EXCEPTION,
                        "Ask for an exception",
                        "A duty manager decides whether a rule gives, for one slot.",
                        true));
    }

    @Override
    public List<String> variables() {
        return GateVariables.and(OWN.toArray(String[]::new));
    }

    @Override
    public Map<String, String> recorded(Decision decision) {
        Map<String, String> recorded = new TreeMap<>(decision.sent());
        recorded.keySet().retainAll(OWN);
        return recorded;
    }

    @Override
    Optional<Holder> assignee(CaseFile caseFile) {
        return choices.programManager(caseFile);
    }

    @Override
    public Optional<Holder> holder(CaseFile caseFile, GateRecord gate) {
        return choices.programManager(caseFile);
    }

    @Override
    public Set<String> delegates(CaseFile caseFile, Collection<String> among) {
        return choices.delegates(caseFile, among);
    }

    @Override
    public Set<String> candidates(CaseFile caseFile) {
        return choices.escalationManager(caseFile);
    }

    @Override
    public void check(CaseFile caseFile, GateRecord gate, Decision decision) {
        switch (decision.decision()) {
            case CONFIRM -> choices.mustBeHeld(caseFile, decision.sent(SLOT_ID));
            case ASK_EXCEPTION -> choices.mustBePossible(caseFile, wish(decision));
            default -> {}
        }
    }

    private static Wish wish(Decision decision) {
        return new Wish(
                decision.sent(START),
                decision.sent(ASKED_BY),
                decision.sent(ROLE),
                decision.sent(PERSON),
                decision.sent(ZONE),
                decision.sent(WORKING_HOURS));
    }

    @Override
    public void decide(CaseFile caseFile, GateRecord gate, Decision decision, DelegateExecution execution) {
        SLOT_CONFIRMED.set(execution, decision.decision().equals(CONFIRM));
        switch (decision.decision()) {
            case CONFIRM -> choices.confirm(caseFile, decision, decision.sent(SLOT_ID));
            case REJECT_ALL -> choices.rejectAll(caseFile, decision);
            case ASK_EXCEPTION -> choices.ask(caseFile, decision, wish(decision));
            default -> throw new IllegalStateException("not an option of this gate: " + decision.decision());
        }
    }
}
