package dev.gatehouse.readout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerKind;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.packet.RevisionState;
import dev.gatehouse.packet.Revisions;
import dev.gatehouse.people.Directory;
import dev.gatehouse.readout.Planning.Ranks;
import dev.gatehouse.readout.ReadoutProcess.NextStep;
import dev.gatehouse.readout.Readouts.Reading;
import dev.gatehouse.readout.Standing.Ending;
import dev.gatehouse.readout.calendar.BusyTimes;
import dev.gatehouse.readout.calendar.CalendarSet;
import dev.gatehouse.readout.calendar.CalendarSets;
import dev.gatehouse.readout.calendar.CalendarTrouble;
import dev.gatehouse.readout.calendar.Invite;
import dev.gatehouse.readout.calendar.Invite.Party;
import dev.gatehouse.readout.calendar.Placement;
import dev.gatehouse.readout.calendar.mail.InviteMail;
import dev.gatehouse.readout.domain.Interpreter;
import dev.gatehouse.readout.domain.LocalTimes;
import dev.gatehouse.readout.domain.Person;
import dev.gatehouse.readout.domain.ReadoutProblem;
import dev.gatehouse.readout.domain.Slot;
import dev.gatehouse.readout.exchange.SlotTimes;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Turns the slot that somebody confirmed into a readout, or says why it has gone. The case's lock is held while calendars are
 * asked once more and written: whatever was accepted before is seen, and whatever comes after waits until it is booked.
 */
@Service
public class Booking {

    private static final String THE_SYSTEM = "gatehouse";
    private static final String SCHEDULED = "scheduled";

    private final Cases cases;
    private final Readouts readouts;
    private final Stocktaking stocktaking;
    private final Planning planning;
    private final ReadoutClock clock;
    private final HoldBook holds;
    private final CalendarSets calendars;
    private final BusyTimes busyTimes;
    private final Publication publication;
    private final Leadership leadership;
    private final InviteMail inviteMail;
    private final Directory directory;
    private final Revisions revisions;
    private final Ledger ledger;

    Booking(
            Cases cases,
            Readouts readouts,
            Stocktaking stocktaking,
            Planning planning,
            ReadoutClock clock,
            HoldBook holds,
            CalendarSets calendars,
            BusyTimes busyTimes,
            Publication publication,
            Leadership leadership,
            InviteMail inviteMail,
            Directory directory,
            Revisions revisions,
            Ledger ledger) {
        this.cases = cases;
        this.readouts = readouts;
        this.stocktaking = stocktaking;
        this.planning = planning;
        this.clock = clock;
        this.holds = holds;
        this.calendars = calendars;
        this.busyTimes = busyTimes;
        this.publication = publication;
        this.leadership = leadership;
        this.inviteMail = inviteMail;
        this.directory = directory;
        this.revisions = revisions;
        this.ledger = ledger;
    }

    /** @return whether the readout is on every required calendar */
    public boolean book(String caseId) {
        CaseFile caseFile = cases.locked(caseId);
        Instant start = Objects.requireNonNull(readouts.standing(caseId).chosen(), "a slot was confirmed");
        String inviteId = HoldBook.id(
                "invite",
                caseId,
                start,
                revisions.candidate(caseId).map(Revision::number).orElse(0));
        NextStep next = stocktaking.takeStock(caseId);
        Standing standing = readouts.standing(caseId);
        if (next != NextStep.PLAN || standing.ask() != null) {
            return hasGone(caseFile, standing, inviteId, null);
        }
        Reading reading = planning.ask(caseFile);
        readouts.read(caseId, reading);
        Optional<Ranks> ranks = planning.ranks(caseId, standing, reading);
        Optional<Slot> slot = ranks.flatMap(known -> known.ranking().slot(start));
        if (slot.isEmpty()) {
            return hasGone(caseFile, standing, inviteId, lost(start, ranks));
        }
        Optional<ReadoutHold> confirmed = holds.of(caseId).stream()
                .filter(hold -> hold.start().equals(start))
                .reduce((earlier, later) -> later);
        List<String> required = HoldBook.calendars(slot.get(), standing);
        // whoever has left a role since is no reason against the slot
        Optional<ReadoutHold> withOthers =
                confirmed.filter(hold -> !hold.calendars().containsAll(required)
                        || !Objects.equals(hold.interpreter(), slot.get().interpreter()));
        if (withOthers.isPresent()) {
            return hasGone(caseFile, standing, inviteId, lost(withOthers.get(), slot.get(), required));
        }
        Invite invite = invite(inviteId, caseFile, ranks.orElseThrow().problem(), slot.get(), standing);
        Placement placement = calendars.of(caseId, caseFile.drill()).write(invite);
        if (placement instanceof Placement.Placed placed) {
            booked(caseFile, slot.get(), invite, placed.missing());
            return true;
        }
        return hasGone(caseFile, standing, inviteId, lost(start, placement));
    }

    private void booked(CaseFile caseFile, Slot slot, Invite invite, List<CalendarTrouble> missing) {
        String caseId = caseFile.caseId();
        String inviteId = invite.inviteId();
        readouts.booked(
                caseId,
                new Readouts.Booking(
                        inviteId, slot.start(), slot.end(), Objects.requireNonNullElse(slot.interpreter(), "")));
        holds.held(caseId).forEach(hold -> {
            boolean chosen = hold.start().equals(slot.start());
            holds.became(
                    hold,
                    chosen ? ReadoutHold.State.CONFIRMED : ReadoutHold.State.RELEASED,
                    chosen ? "The invite has taken its place." : "Another slot was confirmed.");
        });
        holds.takeOff(caseFile);
        Revision candidate = revisions.candidate(caseId).orElseThrow();
        revisions.changeState(caseId, candidate.number(), RevisionState.ADOPTED, THE_SYSTEM, "The readout is booked.");
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put("inviteId", inviteId)
                .put("start", slot.start().toString())
                .put("end", slot.end().toString())
                .put("interpreter", slot.interpreter())
                .put("revision", candidate.number())
                .put("sha256", candidate.sha256());
        ArrayNode without = payload.putArray("notOnCalendars");
        missing.forEach(one -> without.addObject().put("person", one.person()).put("reason", one.reason()));
        ledger.append(caseId, THE_SYSTEM, LedgerKind.SLOT_BOOKED, "slot-" + slot.start(), payload, Map.of());
        inviteMail.send(invite, caseFile.drill());
        end(caseFile, SCHEDULED, payload.deepCopy());
    }

    /** Nothing stays of an attempt that came to nothing, whatever it had written before a node died. */
    private boolean hasGone(CaseFile caseFile, Standing standing, String inviteId, @Nullable JsonNode lost) {
        calendars.of(caseFile.caseId(), caseFile.drill()).remove(caseFile.caseId(), inviteId);
        readouts.stands(caseFile.caseId(), standing.losing(lost));
        return false;
    }

    private static ObjectNode lost(Instant start, Optional<Ranks> ranks) {
        ObjectNode lost = JsonNodeFactory.instance.objectNode().put("start", start.toString());
        lost.set(
                "blockers",
                ranks.filter(known -> isAStart(known, start))
                        .map(known -> RankingJson.blockers(known.ranking().blockers(start)))
                        .orElse(JsonNodeFactory.instance.arrayNode()));
        return lost;
    }

    /** A start that has passed is none any more. */
    private static boolean isAStart(Ranks ranks, Instant start) {
        return !start.isBefore(ranks.problem().now())
                && start.isBefore(ranks.problem().deadline());
    }

    /** The start is free, but not with those whom somebody confirmed. */
    private static ObjectNode lost(ReadoutHold confirmed, Slot slot, List<String> required) {
        ObjectNode lost = JsonNodeFactory.instance
                .objectNode()
                .put("start", confirmed.start().toString());
        ArrayNode blockers = lost.putArray("blockers");
        if (!Objects.equals(confirmed.interpreter(), slot.interpreter())) {
            blockers.addObject()
                    .put("rule", "interpreter")
                    .put(
                            "detail",
                            "The interpreter %s was confirmed and is not to be had any more; it would be %s."
                                    .formatted(confirmed.interpreter(), slot.interpreter()));
        }
        required.stream()
                .filter(person -> !confirmed.calendars().contains(person) && !person.equals(slot.interpreter()))
                .forEach(person -> blockers.addObject()
                        .put("rule", "substitute")
                        .put("person", person)
                        .put("detail", person + " has come to hold a role, and nobody confirmed that."));
        return lost;
    }

    private static ObjectNode lost(Instant start, Placement placement) {
        ObjectNode lost = JsonNodeFactory.instance.objectNode().put("start", start.toString());
        ArrayNode blockers = lost.putArray("blockers");
        if (placement instanceof Placement.Conflicting conflicting) {
            conflicting.conflicts().forEach(conflict -> blockers.addObject()
                    .put("rule", "busy")
                    .put("person", conflict.person())
                    .put(
                            "detail",
                            conflict.person() + " is busy " + SlotTimes.of(conflict.time(), ZoneOffset.UTC) + "."));
        } else if (placement instanceof Placement.Failed failed) {
            failed.troubles().forEach(trouble -> blockers.addObject()
                    .put("rule", "unreadable-calendar")
                    .put("person", trouble.person())
                    .put("detail", trouble.reason()));
        }
        return lost;
    }

    // ---- the invite

    private Invite invite(String inviteId, CaseFile caseFile, ReadoutProblem problem, Slot slot, Standing standing) {
        JsonNode request = cases.request(caseFile.caseId());
        Map<String, String> roles = new LinkedHashMap<>();
        standing.holdersAt(slot.start())
                .forEach(holder -> roles.merge(holder.person(), holder.role(), (one, other) -> one + ", " + other));
        if (slot.interpreter() != null) {
            roles.putIfAbsent(slot.interpreter(), LocalTimes.INTERPRETER);
        }
        List<Party> attendees = new ArrayList<>();
        roles.forEach((person, role) -> attendees.add(party(person, role, problem, false)));
        problem.optional().stream()
                .filter(person -> !roles.containsKey(person))
                .forEach(person -> attendees.add(party(person, "optional", problem, true)));
        String manager = request.path("programManager").asText();
        return new Invite(
                caseFile.caseId(),
                inviteId,
                request.path("purpose").asText(),
                slot.time(),
                request.path("customer").path("modality").asText("not stated"),
                party(manager, "program-manager", problem, false),
                attendees);
    }

    private Party party(String person, String role, ReadoutProblem problem, boolean optional) {
        ZoneId zone = Stream.concat(
                        problem.people().stream()
                                .filter(one -> one.person().equals(person))
                                .map(Person::zone),
                        problem.interpreters().stream()
                                .filter(one -> one.key().equals(person))
                                .map(Interpreter::zone))
                .findFirst()
                .orElse(ZoneOffset.UTC);
        return new Party(person, role, zone, address(person), optional);
    }

    /** Attendees elsewhere, who have no account, are named by their addresses. */
    private @Nullable String address(String person) {
        return directory.addressOf(person).orElse(person.contains("@") ? person : null);
    }

    // ---- the end

    /** Ends a case that found no slot, or whose draft was withdrawn: nothing stays on any calendar. */
    public void close(String caseId) {
        CaseFile caseFile = cases.locked(caseId);
        Ending ending = Optional.ofNullable(readouts.standing(caseId).ending()).orElse(Ending.UNSCHEDULED);
        holds.releaseAll(caseFile, "The case ended " + ending.word() + ".");
        publication.withdraw(caseId, RevisionState.WITHDRAWN, "The case ended " + ending.word() + ".");
        end(caseFile, ending.word(), JsonNodeFactory.instance.objectNode());
    }

    private void end(CaseFile caseFile, String outcome, ObjectNode payload) {
        String caseId = caseFile.caseId();
        leadership.ended(caseFile, outcome);
        ledger.append(
                caseId,
                THE_SYSTEM,
                LedgerKind.CASE_SEALED,
                outcome,
                payload.put("outcome", outcome).put("at", clock.now(caseFile).toString()),
                Map.of());
        stocktaking.setAside(caseFile);
        cases.end(caseId, outcome);
        if (caseFile.drill()) {
            busyTimes.forget(CalendarSet.ofDrill(caseId));
        }
    }
}
