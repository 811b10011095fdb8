package dev.gatehouse.commandwindow;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.commandwindow.domain.CaseEvent;
import dev.gatehouse.commandwindow.domain.Declaration;
import dev.gatehouse.commandwindow.domain.EventReference;
import dev.gatehouse.commandwindow.domain.Situation;
import dev.gatehouse.commandwindow.domain.Timeline;
import dev.gatehouse.commandwindow.exchange.CommandPacketJson;
import dev.gatehouse.commandwindow.exchange.CommandWindowEvents;
import dev.gatehouse.commandwindow.exchange.CommandWindowRequests;
import dev.gatehouse.intake.Disposition;
import dev.gatehouse.intake.Inbox;
import dev.gatehouse.intake.InboxEvent;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.packet.Revisions;
import dev.gatehouse.policy.Policies;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.util.ConcurrentReferenceHashMap;

/** Reads how a command window stands: its request, all that arrived, the rulings, the adopted timeline, the clock. */
@Component
class WindowReader {

    /** The register whose freshness limits how old evidence may be. */
    private static final String EVIDENCE = "evidence";

    /** What was accepted never changes: it is read from its JSON once while memory lasts. */
    private final Map<String, Declaration> declarations = new ConcurrentReferenceHashMap<>();

    private final Map<Long, CaseEvent> events = new ConcurrentReferenceHashMap<>();

    private final Cases cases;
    private final Inbox inbox;
    private final Revisions revisions;
    private final BoundaryExceptions exceptions;
    private final Policies policies;
    private final Clock clock;

    WindowReader(
            Cases cases,
            Inbox inbox,
            Revisions revisions,
            BoundaryExceptions exceptions,
            Policies policies,
            Clock clock) {
        this.cases = cases;
        this.inbox = inbox;
        this.revisions = revisions;
        this.exceptions = exceptions;
        this.policies = policies;
        this.clock = clock;
    }

    /** The request as it was accepted; who was known then is not asked again. */
    Declaration declaration(CaseFile caseFile) {
        return declarations.computeIfAbsent(
                caseFile.caseId(), id -> CommandWindowRequests.read(cases.request(id), anybody -> true));
    }

    ChangeSet read(CaseFile caseFile) {
        Declaration declaration = declaration(caseFile);
        List<InboxEvent> arrivals = inbox.of(caseFile.caseId());
        Optional<Revision> authoritative = revisions.authoritative(caseFile.caseId());
        Timeline timeline = authoritative
                .map(revision -> CommandPacketJson.timeline(revision.content()))
                .orElseGet(() -> Timeline.declared(declaration));
        return new ChangeSet(
                caseFile, declaration, arrivals, situation(caseFile, declaration, arrivals), authoritative, timeline);
    }

    /** What holds now by every accepted fact, without what people work from. */
    Situation situation(CaseFile caseFile) {
        return situation(caseFile, declaration(caseFile), inbox.of(caseFile.caseId()));
    }

    private Situation situation(CaseFile caseFile, Declaration declaration, List<InboxEvent> arrivals) {
        List<CaseEvent> events = arrivals.stream().map(this::event).toList();
        Instant now = caseFile.drill() ? Situation.drillClock(declaration, events) : clock.instant();
        return Situation.of(
                declaration,
                events,
                exceptions.rulings(caseFile.caseId()),
                (role, principal, delegate, scope, at) -> policies.delegateMapping(role, principal, delegate, scope, at)
                        .yes(),
                policies.freshness(EVIDENCE),
                now);
    }

    static EventReference reference(InboxEvent event) {
        return new EventReference(event.source(), event.eventId());
    }

    private CaseEvent event(InboxEvent event) {
        return events.computeIfAbsent(
                event.arrival(),
                arrival -> new CaseEvent(
                        reference(event),
                        event.account(),
                        event.time(),
                        event.disposition() == Disposition.REFUSED,
                        event.refusedBecause(),
                        CommandWindowEvents.read(event.type(), event.data())));
    }
}
