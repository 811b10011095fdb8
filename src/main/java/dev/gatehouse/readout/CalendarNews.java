package dev.gatehouse.readout;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.intake.ChangeDelivery;
import dev.gatehouse.intake.Inbox;
import dev.gatehouse.intake.InboxEvent;
import dev.gatehouse.intake.Place;
import dev.gatehouse.readout.calendar.BusyTimes;
import dev.gatehouse.readout.calendar.CalendarImported;
import dev.gatehouse.readout.calendar.CalendarSet;
import dev.gatehouse.readout.exchange.ReadoutEvents;
import dev.gatehouse.readout.exchange.ReadoutText;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Carries what was accepted about people's time to the calendars, and from there to every other live case that needs the
 * person. Telling calendars twice says the same; what counts between two statements is the time of their events.
 */
@Component
class CalendarNews {

    private final Readouts readouts;
    private final Cases cases;
    private final Inbox inbox;
    private final BusyTimes busyTimes;
    private final ChangeDelivery delivery;

    CalendarNews(Readouts readouts, Cases cases, Inbox inbox, BusyTimes busyTimes, ChangeDelivery delivery) {
        this.readouts = readouts;
        this.cases = cases;
        this.inbox = inbox;
        this.busyTimes = busyTimes;
        this.delivery = delivery;
    }

    /** Tells the live calendars everything that any live case has accepted and not yet taken up. */
    void tell() {
        for (String caseId : readouts.live()) {
            inbox.unapplied(caseId).stream()
                    .filter(CalendarNews::isAboutACalendar)
                    .forEach(event -> tell(CalendarSet.LIVE, event));
        }
    }

    /** Tells a case's calendars one fact, and the other live cases that they have changed. */
    void tell(CaseFile caseFile, InboxEvent event) {
        tell(CalendarSet.of(caseFile.caseId(), caseFile.drill()), event);
        if (!caseFile.drill()) {
            changed(event.data().path("person").asText(), caseFile.caseId());
        }
    }

    /** A whole calendar came in by its door; no case knows yet. */
    @EventListener
    void imported(CalendarImported imported) {
        changed(imported.person(), "");
    }

    static boolean isAboutACalendar(InboxEvent event) {
        return event.type().equals(ReadoutEvents.CALENDAR_CHANGED);
    }

    private void tell(CalendarSet set, InboxEvent event) {
        if (!busyTimes.takes(set)) {
            return;
        }
        JsonNode data = event.data();
        String person = data.path("person").asText();
        if (data.path("unreadable").asBoolean(false)) {
            busyTimes.unreadable(set, person, event.account() + " says that it cannot be read.", event.time());
        } else {
            busyTimes.replace(set, person, ReadoutText.times(Place.root(data), "busy"), event.time());
        }
    }

    /** Lets every live case that needs the person look again, except the one that knows already. */
    void changed(String person, String knows) {
        readouts.live().stream()
                .filter(caseId -> !caseId.equals(knows) && readouts.needs(caseId, person))
                .forEach(caseId -> {
                    readouts.nudge(caseId, "The calendar of " + person + " has changed.");
                    afterwards(caseId);
                });
    }

    private void afterwards(String caseId) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    delivery.caseHasNews(caseId);
                }
            });
        } else {
            delivery.caseHasNews(caseId);
        }
    }

    /** Wakes cases whose news a node that died had no time to bring. */
    void bringLeftBehind() {
        readouts.nudged().stream()
                .filter(caseId -> cases.find(caseId).filter(CaseFile::isOpen).isPresent())
                .forEach(delivery::caseHasNews);
    }
}
