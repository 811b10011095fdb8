package dev.gatehouse.intake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerKind;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What has arrived for a case and is taken up at once. Runs in the transaction that works it in, under the case's lock. */
@Component
public class ChangeSets {
    private static final String THE_SYSTEM = "gatehouse";

    /** How many things a sentence names before it counts the rest. */
    private static final int NAMED = 3;

    private final Inbox inbox;
    private final Ledger ledger;

    ChangeSets(Inbox inbox, Ledger ledger) {
        this.inbox = inbox;
        this.ledger = ledger;
    }

    /**
     * Takes these arrivals up, with their ledger entry.
     *
     * @param subject of the entry
     * @param policies the versions of the tables that judged them
     */
    public void takenUp(String caseId, List<InboxEvent> news, String subject, Map<String, String> policies) {
        applied(caseId, news);
        ledger.append(caseId, THE_SYSTEM, LedgerKind.CHANGE_SET_APPLIED, subject, arrivals(news), policies);
    }

    /** Takes up what waits for a case that has ended: it changes nothing any more. */
    public void setAside(String caseId) {
        applied(caseId, inbox.unapplied(caseId));
    }

    private void applied(String caseId, List<InboxEvent> news) {
        inbox.markApplied(caseId, news.stream().map(InboxEvent::arrival).toList());
    }

    /** These arrivals as ledger entries name them. */
    public static ObjectNode arrivals(List<InboxEvent> news) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        ArrayNode events = payload.putArray("events");
        news.forEach(event -> events.addObject()
                .put("source", event.source())
                .put("eventId", event.eventId())
                .put("receivedAt", event.receivedAt().toString()));
        return payload;
    }

    /** The first few of these names, and how many more there are. */
    public static String named(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        return names.size() > NAMED ? first + " and " + (names.size() - NAMED) + " more" : first;
    }
}
