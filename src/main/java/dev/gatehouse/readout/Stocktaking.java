package dev.gatehouse.readout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.intake.ChangeSets;
import dev.gatehouse.intake.Inbox;
import dev.gatehouse.intake.InboxEvent;
import dev.gatehouse.packet.RevisionState;
import dev.gatehouse.packet.Revisions;
import dev.gatehouse.policy.Policies;
import dev.gatehouse.policy.Policies.DeadlineNearing;
import dev.gatehouse.readout.ReadoutProcess.NextStep;
import dev.gatehouse.readout.Standing.Ask;
import dev.gatehouse.readout.Standing.Ending;
import dev.gatehouse.readout.Standing.Fact;
import dev.gatehouse.readout.domain.Substitute;
import dev.gatehouse.readout.exchange.ReadoutEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/** What has arrived for a case and what time has done to it; every method runs under the case's lock. */
@Service
public class Stocktaking {

    private static final String THE_SYSTEM = "gatehouse";
    private final Cases cases;
    private final Readouts readouts;
    private final ReadoutProblems problems;
    private final ReadoutClock clock;
    private final CalendarNews calendarNews;
    private final HoldBook holds;
    private final Leadership leadership;
    private final Publication publication;
    private final Revisions revisions;
    private final Policies policies;
    private final ChangeSets changeSets;
    private final Inbox inbox;

    Stocktaking(
            Cases cases,
            Readouts readouts,
            ReadoutProblems problems,
            ReadoutClock clock,
            CalendarNews calendarNews,
            HoldBook holds,
            Leadership leadership,
            Publication publication,
            Revisions revisions,
            Policies policies,
            ChangeSets changeSets,
            Inbox inbox) {
        this.cases = cases;
        this.readouts = readouts;
        this.problems = problems;
        this.clock = clock;
        this.calendarNews = calendarNews;
        this.holds = holds;
        this.leadership = leadership;
        this.publication = publication;
        this.revisions = revisions;
        this.policies = policies;
        this.changeSets = changeSets;
        this.inbox = inbox;
    }

    /** Lets what is over expire, takes up everything that has arrived, and says what is next. */
    public NextStep takeStock(String caseId) {
        CaseFile caseFile = cases.locked(caseId);
        Instant now = clock.now(caseFile);
        expire(caseId, now);
        takeUp(caseFile);
        nearDeadline(caseFile, now);
        Standing standing = readouts.standing(caseId);
        if (standing.ending() != null) {
            return NextStep.CLOSE;
        }
        if (standing.vacant().isEmpty()) {
            return NextStep.PLAN;
        }
        letGo(caseFile, standing.vacant());
        return NextStep.COMPLETE_ROLES;
    }

    /** Nothing stays on any calendar, nor on any gate, of a ranking with somebody who has no role any more. */
    private void letGo(CaseFile caseFile, List<String> vacant) {
        String caseId = caseFile.caseId();
        List<ReadoutHold> held = holds.held(caseId);
        held.forEach(hold -> holds.became(
                hold, ReadoutHold.State.RELEASED, "Nobody holds the role " + String.join(", ", vacant) + "."));
        if (!held.isEmpty()) {
            holds.takeOff(caseFile);
        }
        publication.withdraw(caseId, RevisionState.SUPERSEDED, "A required role has nobody.");
    }

    // ---- time

    /** The holds of a case expire together, and that was a round. */
    private void expire(String caseId, Instant now) {
        List<ReadoutHold> held = holds.held(caseId);
        if (held.stream().noneMatch(hold -> !hold.until().isAfter(now))) {
            return;
        }
        held.forEach(hold -> holds.became(hold, ReadoutHold.State.EXPIRED, "Nobody confirmed it in time."));
        readouts.stands(
                caseId, readouts.standing(caseId).anotherRound(Set.of(), Publication.rounds(cases.request(caseId))));
    }

    private void nearDeadline(CaseFile caseFile, Instant now) {
        String caseId = caseFile.caseId();
        Standing standing = readouts.standing(caseId);
        if (standing.ending() != null) {
            return;
        }
        JsonNode request = cases.request(caseId);
        Instant deadline = problems.problem(request, standing, now).deadline();
        Optional<DeadlineNearing> nearing =
                policies.deadlineNearing(request.path("account").asText());
        if (nearing.filter(near -> !standing.reminded() && isWithin(now, deadline, near.reminder()))
                .isPresent()) {
            List<String> people = new ArrayList<>(leadership.dutyManagers());
            people.add(request.path("programManager").asText());
            leadership.deadlineIsNear(caseFile, people, deadline);
            readouts.stands(caseId, standing.hasReminded());
        }
        if (nearing.filter(near -> !standing.pressed() && isWithin(now, deadline, near.escalate()))
                .isPresent()) {
            Ask ask = new Ask(THE_SYSTEM, "internal", "The deadline is near and no slot is confirmed.", null, null);
            Standing pressing = readouts.standing(caseId).pressing(standing.ask() == null ? ask : standing.ask());
            readouts.stands(caseId, pressing);
            if (standing.ask() == null) {
                leadership.exceptionAsked(caseFile, pressing);
            }
        }
        if (!standing.vacant().isEmpty() && !now.isBefore(deadline)) {
            // nothing is ranked for want of people, so that no ranking would find the end
            readouts.stands(caseId, readouts.standing(caseId).endingAs(Ending.UNSCHEDULED));
            leadership.cannotBeScheduled(
                    caseFile,
                    "The deadline has passed and nobody holds the role " + String.join(", ", standing.vacant()) + ".");
        }
    }

    private static boolean isWithin(Instant now, Instant deadline, Duration before) {
        return !now.isBefore(deadline.minus(before)) && now.isBefore(deadline);
    }

    /**
     * A case begins to wait for calendars: leadership is told, and time goes on.
     *
     * @return which calendars, a sentence for people
     */
    public String awaitCalendars(String caseId) {
        CaseFile caseFile = cases.locked(caseId);
        Map<String, String> unreadable =
                readouts.reading(caseId).map(Readouts.Reading::unreadable).orElse(Map.of());
        leadership.calendarsAreAway(
                caseFile,
                cases.request(caseId).path("programManager").asText(),
                unreadable.keySet(),
                clock.now(caseFile));
        lookAgain(caseFile);
        return "Nothing can be offered while calendars cannot be read; they are read again every five minutes. "
                + String.join(" ", unreadable.values());
    }

    /** A live case with a new gate looks at itself once more, at once: what time will do to it is known only now. */
    public void lookAgain(CaseFile caseFile) {
        if (!caseFile.drill()) {
            cases.wakeAt(caseFile.caseId(), clock.now(caseFile));
        }
    }

    /** When time alone will change something; empty in a drill, whose clock is its events. */
    public Optional<Instant> nextChange(CaseFile caseFile) {
        if (caseFile.drill()) {
            return Optional.empty();
        }
        Instant now = clock.now(caseFile);
        return Stream.concat(
                        holds.held(caseFile.caseId()).stream().map(ReadoutHold::until),
                        deadlineSteps(caseFile, now).stream())
                .min(Comparator.naturalOrder());
    }

    private List<Instant> deadlineSteps(CaseFile caseFile, Instant now) {
        Standing standing = readouts.standing(caseFile.caseId());
        JsonNode request = cases.request(caseFile.caseId());
        Instant deadline = problems.problem(request, standing, now).deadline();
        List<Instant> steps = new ArrayList<>();
        steps.add(deadline);
        policies.deadlineNearing(request.path("account").asText()).ifPresent(near -> {
            if (!standing.reminded()) {
                steps.add(deadline.minus(near.reminder()));
            }
            if (!standing.pressed()) {
                steps.add(deadline.minus(near.escalate()));
            }
        });
        return steps;
    }

    // ---- what has arrived

    private void takeUp(CaseFile caseFile) {
        String caseId = caseFile.caseId();
        List<InboxEvent> news = inbox.unapplied(caseId);
        if (readouts.nudgesTaken(caseId)) {
            // what could not be held may be free now
            readouts.stands(caseId, readouts.standing(caseId).unheld(false));
        }
        if (news.isEmpty()) {
            return;
        }
        news.stream()
                .sorted(Comparator.comparing(InboxEvent::time).thenComparing(InboxEvent::arrival))
                .forEach(event -> takeUp(caseFile, event));
        changeSets.takenUp(caseId, news, ReadoutProcess.KEY, problems.versions());
    }

    private void takeUp(CaseFile caseFile, InboxEvent event) {
        String caseId = caseFile.caseId();
        Standing standing = readouts.standing(caseId);
        switch (event.type()) {
            case ReadoutEvents.CALENDAR_CHANGED -> {
                calendarNews.tell(caseFile, event);
                readouts.stands(caseId, standing.unheld(false));
            }
            case ReadoutEvents.BLACKOUT_CHANGED -> blackoutChanged(caseId, standing, event);
            case ReadoutEvents.ATTENDEE_CHANGED -> attendeeChanged(caseFile, standing, event);
            case ReadoutEvents.WITHDRAWN -> readouts.stands(caseId, standing.endingAs(Ending.WITHDRAWN));
            default -> {}
        }
    }

    private void blackoutChanged(String caseId, Standing standing, InboxEvent event) {
        if (standing.isOvertaken(Fact.BLACKOUTS, event.time())) {
            return;
        }
        List<JsonNode> blackouts = event.data().path("blackouts").valueStream().toList();
        readouts.stands(
                caseId,
                standing.statedAt(Fact.BLACKOUTS, event.time())
                        .blackedOut(blackouts)
                        .unheld(false));
    }

    private void attendeeChanged(CaseFile caseFile, Standing before, InboxEvent event) {
        String caseId = caseFile.caseId();
        JsonNode data = event.data();
        String role = data.path("role").asText();
        if (before.isOvertaken(Fact.seat(role), event.time())) {
            return;
        }
        Standing standing = before.statedAt(Fact.seat(role), event.time());
        String person = data.path("person").textValue();
        if (person == null) {
            readouts.stands(caseId, standing.seated(role, null).unheld(false));
            return;
        }
        Standing described = described(standing, person, event).unheld(false);
        String holder = standing.seats().getOrDefault(role, Optional.empty()).orElse("");
        if (holder.equals(person)) {
            readouts.stands(caseId, described);
            return;
        }
        if (holder.isEmpty()) {
            readouts.stands(caseId, described.seated(role, person));
            return;
        }
        Ask ask = new Ask(
                event.account(),
                "internal",
                "%s states that %s takes the role %s.".formatted(event.account(), person, role),
                null,
                new Substitute(role, person));
        Standing asking = described.asking(ask);
        readouts.stands(caseId, asking);
        leadership.exceptionAsked(caseFile, asking);
    }

    /** Somebody may hold several roles, and be described with each. */
    private static Standing described(Standing standing, String person, InboxEvent event) {
        return standing.isOvertaken(Fact.person(person), event.time())
                ? standing
                : describe(standing.statedAt(Fact.person(person), event.time()), event.data());
    }

    /** Zone and hours of somebody, where they are stated; what is known otherwise stays. */
    static Standing describe(Standing standing, JsonNode stated) {
        ObjectNode person = standing.people().stream()
                .filter(one -> one.path("person").equals(stated.path("person")))
                .findFirst()
                .<ObjectNode>map(JsonNode::deepCopy)
                .orElse(JsonNodeFactory.instance.objectNode());
        person.set("person", stated.path("person"));
        for (String name : List.of("zone", "workingHours", "workingDays")) {
            if (stated.has(name)) {
                person.set(name, stated.path(name));
            }
        }
        return person.has("zone") && person.has("workingHours") ? standing.described(person) : standing;
    }

    /** Notes arrivals that change nothing that is on a gate. */
    public void noteWithoutEffect(CaseFile caseFile) {
        takeUp(caseFile);
    }

    /** A case that has ended takes nothing up any more. */
    public void setAside(CaseFile caseFile) {
        readouts.nudgesTaken(caseFile.caseId());
        changeSets.setAside(caseFile.caseId());
    }

    // ---- what withdraws an open gate

    /** What withdraws the open gate, as a sentence: what has arrived, time, or a table that judges otherwise now. */
    public Optional<String> superseding(CaseFile caseFile) {
        String caseId = caseFile.caseId();
        List<String> reasons = new ArrayList<>();
        inbox.unapplied(caseId).stream()
                .filter(event -> isMaterial(caseFile, event))
                .forEach(event -> reasons.add(event.type() + " (" + event.eventId() + ")"));
        reasons.addAll(readouts.nudges(caseId));
        Instant now = clock.now(caseFile);
        if (holds.held(caseId).stream().anyMatch(hold -> !hold.until().isAfter(now))) {
            reasons.add("the holds have expired");
        }
        if (isDue(caseFile, now)) {
            reasons.add("the deadline is near");
        }
        if (isJudgedOtherwise(caseId)) {
            reasons.add("a policy table has changed");
        }
        return reasons.isEmpty() ? Optional.empty() : Optional.of("Superseded: " + ChangeSets.named(reasons) + ".");
    }

    private boolean isDue(CaseFile caseFile, Instant now) {
        return deadlineSteps(caseFile, now).stream().anyMatch(step -> !step.isAfter(now));
    }

    private boolean isJudgedOtherwise(String caseId) {
        Map<String, String> inForce = problems.versions();
        return revisions
                .candidate(caseId)
                .filter(candidate -> inForce.entrySet().stream().anyMatch(table -> !candidate
                        .content()
                        .path("policies")
                        .path(table.getKey())
                        .asText()
                        .equals(table.getValue())))
                .isPresent();
    }

    private boolean isMaterial(CaseFile caseFile, InboxEvent event) {
        if (event.type().equals(ReadoutEvents.CLOCK_ADVANCED)) {
            // what time does is seen by its effects
            return false;
        }
        boolean concerned = !CalendarNews.isAboutACalendar(event)
                || readouts.needs(caseFile.caseId(), event.data().path("person").asText());
        return concerned
                && policies.materialChange(ReadoutProcess.KEY, event.type(), "applied")
                        .yes();
    }

    /** A sentence that names what is accepted and not worked in yet; empty when a decision may be taken. */
    public Optional<String> unappliedNews(CaseFile caseFile) {
        return superseding(caseFile)
                .map(sentence ->
                        sentence + " What this gate shows is being worked over; wait for what takes its place.");
    }
}
