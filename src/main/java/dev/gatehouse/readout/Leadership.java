package dev.gatehouse.readout;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerKind;
import dev.gatehouse.notice.Notices;
import dev.gatehouse.people.Directory;
import dev.gatehouse.people.Groups;
import dev.gatehouse.readout.Standing.Ask;
import dev.gatehouse.readout.exchange.SlotTimes;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Tells the duty managers of every exception that is asked for, of every decision and of how a case ends. */
@Component
class Leadership {

    /** A notice has room for this much of a reason. */
    private static final int LONGEST_REASON = 2000;

    private final Notices notices;
    private final Directory directory;
    private final Ledger ledger;

    Leadership(Notices notices, Directory directory, Ledger ledger) {
        this.notices = notices;
        this.directory = directory;
        this.ledger = ledger;
    }

    List<String> dutyManagers() {
        return directory.membersOf(Groups.DUTY_MANAGERS).stream()
                .filter(directory::isPerson)
                .toList();
    }

    /** Somebody asks, or nothing else is left: in the ledger, and to the duty managers. */
    void exceptionAsked(CaseFile caseFile, Standing standing) {
        Ask ask = standing.ask();
        if (ask == null) {
            return;
        }
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put("by", ask.by())
                .put("askedBy", ask.onBehalfOf())
                .put("reason", ask.reason())
                .put("start", ask.start() == null ? null : ask.start().toString());
        if (ask.substitute() != null) {
            payload.put("role", ask.substitute().role())
                    .put("person", ask.substitute().person());
        }
        ledger.append(caseFile.caseId(), ask.by(), LedgerKind.EXCEPTION_REQUESTED, "exception", payload, Map.of());
        tell(caseFile, "asked", "An exception is asked for", "is asked for an exception by " + ask.by());
    }

    /** A duty manager has approved one exception, or declined. */
    void exceptionDecided(CaseFile caseFile, String by, String decision, String subject) {
        ledger.append(
                caseFile.caseId(),
                by,
                LedgerKind.EXCEPTION_DECIDED,
                subject,
                JsonNodeFactory.instance.objectNode().put("decision", decision).put("by", by),
                Map.of());
        tell(caseFile, "decided", "An exception was decided", "has a decision by " + by + ": " + decision);
    }

    /** Somebody has confirmed a slot, or rejected all that were held. */
    void slotDecided(CaseFile caseFile, String by, String decision) {
        tell(caseFile, "slot", "A slot was decided on", "has a decision on its slots by " + by + ": " + decision);
    }

    /** There is nothing to hold and nothing to except, which ends the case. */
    void cannotBeScheduled(CaseFile caseFile, String why) {
        String shortened = why.length() <= LONGEST_REASON ? why : why.substring(0, LONGEST_REASON - 1) + "\u2026";
        tell(
                caseFile,
                "impossible",
                "A readout cannot be scheduled",
                "has no slot to hold and no exception to decide, and ends. " + shortened.replaceAll("\\.$", ""));
    }

    void ended(CaseFile caseFile, String how) {
        tell(caseFile, "ended", "A readout is " + how, "has ended: the readout is " + how);
    }

    void deadlineIsNear(CaseFile caseFile, List<String> people, Instant deadline) {
        notices.announce(
                caseFile.caseId(),
                caseFile.drill(),
                "deadline-near",
                people,
                "The deadline of readout " + caseFile.caseId() + " is near",
                "The readout of case " + caseFile.caseId() + " has to take place before "
                        + SlotTimes.of(deadline)
                        + " and is not scheduled. Open Tasklist: /camunda/app/tasklist/.");
    }

    /** Once a day, for as long as it lasts. */
    void calendarsAreAway(CaseFile caseFile, String programManager, Collection<String> whose, Instant now) {
        List<String> people = new ArrayList<>(dutyManagers());
        people.add(programManager);
        notices.announce(
                caseFile.caseId(),
                caseFile.drill(),
                "calendars-away-" + LocalDate.ofInstant(now, ZoneOffset.UTC),
                people,
                "Readout " + caseFile.caseId() + " waits for calendars",
                "The readout of case " + caseFile.caseId()
                        + " cannot be scheduled while calendars cannot be read: those of "
                        + String.join(", ", whose) + ". They are read again every five minutes. Look at /cases/"
                        + caseFile.caseId() + ".");
    }

    private void tell(CaseFile caseFile, String what, String subject, String sentence) {
        // each one is news of its own; the ledger's length at the time tells one from the next
        int number = ledger.of(caseFile.caseId()).size();
        notices.announce(
                caseFile.caseId(),
                caseFile.drill(),
                "readout-" + what + "-" + number,
                dutyManagers(),
                subject + ": case " + caseFile.caseId(),
                "Case " + caseFile.caseId() + " " + sentence + ". Look at /cases/" + caseFile.caseId()
                        + ", or open Tasklist: /camunda/app/tasklist/.");
    }
}
