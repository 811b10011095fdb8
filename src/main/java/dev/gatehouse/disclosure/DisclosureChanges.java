package dev.gatehouse.disclosure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.disclosure.Drafts.RecordNews;
import dev.gatehouse.disclosure.domain.Citation;
import dev.gatehouse.disclosure.domain.Draft;
import dev.gatehouse.disclosure.exchange.DisclosureRequests;
import dev.gatehouse.intake.Inbox;
import dev.gatehouse.intake.InboxEvent;
import dev.gatehouse.lane.CaseClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Reads what has arrived for a case and says what of it is material: the table decides, and a fact that the packet rests
 * on already, or that a later one has overtaken, is none.
 */
@Component
class DisclosureChanges {

    private static final String APPLIED = "applied";
    private static final String OVERTAKEN = "overtaken";
    private static final String UNCHANGED = "unchanged";

    private final Cases cases;
    private final Inbox inbox;
    private final Drafts drafts;
    private final DisclosurePolicy policy;
    private final CaseClock clock;

    DisclosureChanges(Cases cases, Inbox inbox, Drafts drafts, DisclosurePolicy policy, CaseClock clock) {
        this.cases = cases;
        this.inbox = inbox;
        this.drafts = drafts;
        this.policy = policy;
        this.clock = clock;
    }

    /** The material changes that wait, in the order in which they hold. */
    List<MaterialChange> material(CaseFile caseFile) {
        List<InboxEvent> events = new ArrayList<>(inbox.unapplied(caseFile.caseId()));
        List<RecordNews> records = drafts.unappliedRecords(caseFile.caseId());
        if (events.isEmpty() && records.isEmpty()) {
            return List.of();
        }
        events.sort(Comparator.comparing(InboxEvent::time).thenComparing(InboxEvent::arrival));
        Draft draft = drafts.get(caseFile.caseId());
        List<MaterialChange> changes = new ArrayList<>();
        records.forEach(news -> record(caseFile, draft, news).ifPresent(changes::add));
        events.forEach(event -> event(caseFile, draft, event).ifPresent(changes::add));
        return changes;
    }

    private Optional<MaterialChange> event(CaseFile caseFile, Draft draft, InboxEvent event) {
        return switch (event.type()) {
            case DisclosureRequests.EVIDENCE_CHANGED -> evidence(draft, event);
            case DisclosureRequests.CONTRACT_CHANGED -> contract(caseFile, draft, event);
            case DisclosureRequests.AUDIENCE_CHANGED -> audience(caseFile, draft, event);
            default -> Optional.empty();
        };
    }

    private Optional<MaterialChange> evidence(Draft draft, InboxEvent event) {
        JsonNode data = event.data();
        String register = data.path("register").asText();
        String key = data.path("key").asText();
        long version = data.path("version").asLong();
        // a source may raise what the table holds to be immaterial, never lower it
        boolean raised = data.path("material").asBoolean(false);
        return judged(draft, register, key, version) || raised
                ? Optional.of(of(event, sentence(draft, register, key, version)))
                : Optional.empty();
    }

    private Optional<MaterialChange> contract(CaseFile caseFile, Draft draft, InboxEvent event) {
        String account = event.data().path("account").asText();
        boolean own =
                account.equals(cases.request(caseFile.caseId()).path("account").asText());
        return policy.material(event.type(), APPLIED, draft.stage().word(), "", own)
                ? Optional.of(of(
                        event,
                        "The contract of %s has changed (%s)."
                                .formatted(
                                        account, event.data().path("reference").asText())))
                : Optional.empty();
    }

    private Optional<MaterialChange> audience(CaseFile caseFile, Draft draft, InboxEvent event) {
        List<String> stated = new ArrayList<>();
        event.data().path("audience").forEach(person -> stated.add(person.asText()));
        String effect = event.time().isBefore(drafts.standing(caseFile.caseId()).audienceStatedAt())
                ? OVERTAKEN
                : stated.equals(draft.charter().audience()) ? UNCHANGED : APPLIED;
        if (!policy.material(event.type(), effect, draft.stage().word(), "", true)) {
            return Optional.empty();
        }
        ObjectNode cause = cause(event, "Governance states another audience: " + String.join(", ", stated) + ".");
        return Optional.of(new MaterialChange(event.named(), cause, stated, event.time()));
    }

    /** A newer version by the record door counts as the event. */
    private Optional<MaterialChange> record(CaseFile caseFile, Draft draft, RecordNews news) {
        if (!judged(draft, news.register(), news.key(), news.version())) {
            return Optional.empty();
        }
        Instant now = clock.now(caseFile);
        return Optional.of(new MaterialChange(
                "version %d of %s in %s".formatted(news.version(), news.key(), news.register()),
                by(news.account(), now, sentence(draft, news.register(), news.key(), news.version())),
                null,
                now));
    }

    private boolean judged(Draft draft, String register, String key, long version) {
        boolean cited = draft.citations().stream().anyMatch(citation -> citation.sameRecord(register, key));
        boolean restsOnIt = cited
                && draft.citations().stream()
                        .filter(citation -> citation.sameRecord(register, key))
                        .allMatch(citation -> citation.version() >= version);
        return policy.material(
                DisclosureRequests.EVIDENCE_CHANGED,
                restsOnIt ? OVERTAKEN : APPLIED,
                draft.stage().word(),
                register,
                cited);
    }

    private static String sentence(Draft draft, String register, String key, long version) {
        String rests = draft.citations().stream()
                .filter(citation -> citation.sameRecord(register, key))
                .map(Citation::version)
                .max(Long::compare)
                .map(cited -> "the packet rests on version " + cited)
                .orElse("the packet does not cite it, but its source holds the change to be material");
        return "%s in the register %s has changed to version %d; %s.".formatted(key, register, version, rests);
    }

    private static MaterialChange of(InboxEvent event, String because) {
        return new MaterialChange(event.named(), cause(event, because), null, event.time());
    }

    private static ObjectNode cause(InboxEvent event, String because) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("eventId", event.eventId())
                .put("source", event.source())
                .put("type", event.type())
                .put("time", event.time().toString())
                .put("because", because);
    }

    /** Something that a person did, or a source outside the event door. */
    static ObjectNode by(String actor, Instant at, String because) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("by", actor)
                .put("time", at.toString())
                .put("because", because);
    }
}
