package dev.gatehouse.readout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.gate.Gate.Decision;
import dev.gatehouse.gate.Gate.Holder;
import dev.gatehouse.gate.GateRecord;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.RefusedException.Kind;
import dev.gatehouse.intake.Fault;
import dev.gatehouse.intake.FaultsException;
import dev.gatehouse.intake.Place;
import dev.gatehouse.intake.Times;
import dev.gatehouse.packet.MalformedJsonException;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.packet.Revisions;
import dev.gatehouse.packet.StrictJson;
import dev.gatehouse.people.Directory;
import dev.gatehouse.policy.DelegateMapping;
import dev.gatehouse.readout.Planning.Ranks;
import dev.gatehouse.readout.Standing.Ask;
import dev.gatehouse.readout.Standing.Ending;
import dev.gatehouse.readout.domain.ExceptionOption;
import dev.gatehouse.readout.domain.Substitute;
import dev.gatehouse.readout.domain.ranking.AskedStart;
import dev.gatehouse.readout.domain.ranking.AskedStart.Verdict;
import dev.gatehouse.readout.exchange.BlockerSentences;
import dev.gatehouse.readout.exchange.RolesText;
import dev.gatehouse.readout.exchange.SlotTimes;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What people decide at the gates of a readout; every method runs in the decision's transaction, under the case's lock. */
@Service
public class Choices {

    private static final Set<String> ASKED_BY = Set.of("customer", "interpreter", "internal");

    private final Cases cases;
    private final Readouts readouts;
    private final ReadoutProblems problems;
    private final Planning planning;
    private final HoldBook holds;
    private final Leadership leadership;
    private final Revisions revisions;
    private final Directory directory;
    private final DelegateMapping mapping;
    private final ReadoutClock clock;

    Choices(
            Cases cases,
            Readouts readouts,
            ReadoutProblems problems,
            Planning planning,
            HoldBook holds,
            Leadership leadership,
            Revisions revisions,
            Directory directory,
            DelegateMapping mapping,
            ReadoutClock clock) {
        this.cases = cases;
        this.readouts = readouts;
        this.problems = problems;
        this.planning = planning;
        this.holds = holds;
        this.leadership = leadership;
        this.revisions = revisions;
        this.directory = directory;
        this.mapping = mapping;
        this.clock = clock;
    }

    // ---- who

    public Optional<Holder> programManager(CaseFile caseFile) {
        return Optional.of(person(caseFile, "programManager"))
                .filter(directory::isPerson)
                .map(person -> new Holder(person, null));
    }

    /** Who of these may decide in the program manager's place at this moment. */
    public Set<String> delegates(CaseFile caseFile, Collection<String> among) {
        return Set.copyOf(mapping.of(
                "program-manager", person(caseFile, "programManager"), caseFile.flow(), clock.now(caseFile), among));
    }

    /** May confirm what the program manager may. */
    public Set<String> escalationManager(CaseFile caseFile) {
        return Optional.of(person(caseFile, "escalationManager"))
                .filter(directory::isPerson)
                .map(Set::of)
                .orElse(Set.of());
    }

    /** Duty managers, without the one who asks. */
    public Set<String> whoMayExcept(CaseFile caseFile) {
        Set<String> people = new TreeSet<>(leadership.dutyManagers());
        Ask ask = readouts.standing(caseFile.caseId()).ask();
        if (ask != null) {
            people.remove(ask.by());
        }
        return people;
    }

    private String person(CaseFile caseFile, String role) {
        return cases.request(caseFile.caseId()).path(role).asText();
    }

    /** What is on the gates. */
    public Revision candidate(String caseId) {
        return revisions.candidate(caseId).orElseThrow();
    }

    public List<String> vacantRoles(CaseFile caseFile) {
        return readouts.standing(caseFile.caseId()).vacant();
    }

    // ---- complete-roles

    /** @throws FaultsException every fault of what is to complete the vacant roles */
    public void mustComplete(CaseFile caseFile, @Nullable String rolesText) {
        Standing standing = readouts.standing(caseFile.caseId());
        List<Fault> faults = RolesText.faults(
                roles(rolesText),
                standing.vacant(),
                standing.people(),
                ReadoutProblems.duration(cases.request(caseFile.caseId())));
        if (!faults.isEmpty()) {
            throw new FaultsException(faults);
        }
    }

    private static List<String> described(Standing standing) {
        return standing.people().stream()
                .map(person -> person.path("person").asText())
                .toList();
    }

    private static JsonNode roles(@Nullable String text) {
        if (text == null) {
            throw new FaultsException(List.of(new Fault(
                    "",
                    "The variable roles is missing: a JSON list with role, person, zone and workingHours of each.")));
        }
        try {
            return StrictJson.read(text);
        } catch (MalformedJsonException malformed) {
            throw new FaultsException(List.of(new Fault("", "The roles are not JSON: " + malformed.getMessage())));
        }
    }

    public void complete(CaseFile caseFile, Decision decision, @Nullable String rolesText) {
        mustComplete(caseFile, rolesText);
        Standing standing = readouts.standing(caseFile.caseId());
        for (JsonNode seat : roles(rolesText)) {
            standing = Stocktaking.describe(standing, seat)
                    .seated(seat.path("role").asText(), seat.path("person").asText());
        }
        readouts.stands(caseFile.caseId(), standing);
        cases.addParticipants(
                caseFile.caseId(),
                standing.holders().stream()
                        .map(holder -> holder.person())
                        .filter(directory::isPerson)
                        .toList());
    }

    public void withdraw(CaseFile caseFile) {
        readouts.stands(caseFile.caseId(), readouts.standing(caseFile.caseId()).endingAs(Ending.WITHDRAWN));
    }

    // ---- confirm-slot

    /** @throws RefusedException INVALID when the slot is not held */
    public void mustBeHeld(CaseFile caseFile, @Nullable String slotId) {
        heldSlot(caseFile, slotId);
    }

    private ReadoutHold heldSlot(CaseFile caseFile, @Nullable String slotId) {
        List<ReadoutHold> held = holds.held(caseFile.caseId());
        return held.stream()
                .filter(hold -> ("slot-" + hold.start()).equals(slotId))
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        Kind.INVALID,
                        "not-held",
                        "The variable slotId must name a held slot, one of "
                                + held.stream()
                                        .map(hold -> "slot-" + hold.start())
                                        .collect(Collectors.joining(", "))
                                + (slotId == null ? "; it is missing." : "; not \"" + slotId + "\".")));
    }

    public void confirm(CaseFile caseFile, Decision decision, @Nullable String slotId) {
        Instant start = heldSlot(caseFile, slotId).start();
        readouts.stands(caseFile.caseId(), readouts.standing(caseFile.caseId()).choosing(start));
        leadership.slotDecided(caseFile, decision.by().described(), "confirmed " + SlotTimes.of(start));
    }

    /** Bars what was held, and counts as a round. */
    public void rejectAll(CaseFile caseFile, Decision decision) {
        Set<Instant> rejected =
                holds.held(caseFile.caseId()).stream().map(ReadoutHold::start).collect(Collectors.toSet());
        holds.held(caseFile.caseId())
                .forEach(hold -> holds.became(
                        hold,
                        ReadoutHold.State.RELEASED,
                        "Rejected by " + decision.by().described() + "."));
        readouts.stands(
                caseFile.caseId(),
                readouts.standing(caseFile.caseId())
                        .anotherRound(rejected, Publication.rounds(cases.request(caseFile.caseId())))
                        .losing(null));
        leadership.slotDecided(caseFile, decision.by().described(), "rejected every held slot");
    }

    // ---- ask-exception

    /** What is asked for, as it was sent. */
    public record Wish(
            @Nullable String start,
            @Nullable String askedBy,
            @Nullable String role,
            @Nullable String person,
            @Nullable String zone,
            @Nullable String workingHours) {}

    /** @throws RefusedException INVALID for what nobody could approve, and says why */
    public void mustBePossible(CaseFile caseFile, Wish wish) {
        asking(caseFile, wish, new Holder("", null), "");
    }

    public void ask(CaseFile caseFile, Decision decision, Wish wish) {
        Standing asking = asking(caseFile, wish, decision.by(), decision.reason() == null ? "" : decision.reason());
        readouts.stands(caseFile.caseId(), asking);
        leadership.exceptionAsked(caseFile, asking);
    }

    private Standing asking(CaseFile caseFile, Wish wish, Holder by, String reason) {
        String askedBy = wish.askedBy() == null ? "internal" : wish.askedBy();
        if (!ASKED_BY.contains(askedBy)) {
            throw refused(
                    "The variable askedBy must be one of customer, interpreter, internal, not \"" + askedBy + "\".");
        }
        Standing standing = readouts.standing(caseFile.caseId());
        Substitute substitute = substitute(standing, wish);
        Standing described = substitute == null ? standing : described(standing, wish);
        Instant start = start(wish.start());
        Ranks ranks = planning.ranks(caseFile.caseId(), described, planning.supposed(caseFile.caseId(), described))
                .orElseThrow(() -> refused("Nothing can be ranked any more; the deadline has passed."));
        if (start != null) {
            AskedStart judged = ranks.ranking().ask(start, problems.exceptionRules(), substitute);
            if (judged.verdict() != Verdict.LISTED) {
                throw refused(sentence(start, judged));
            }
        }
        return described.asking(new Ask(by.person(), askedBy, reason, start, substitute));
    }

    private static String sentence(Instant start, AskedStart judged) {
        String blockers = judged.blockers().stream().map(BlockerSentences::of).collect(Collectors.joining(" "));
        String at = SlotTimes.of(start);
        return switch (judged.verdict()) {
            case NO_START -> "The start " + at + " is none: starts lie on the grid, from now to the deadline.";
            case CAN_NEVER_GIVE -> "The start " + at + " can never be approved. " + blockers;
            case TOO_MANY_RULES -> "The start " + at + " would need more rules to give than are allowed. " + blockers;
            case LISTED -> throw new IllegalStateException("it can be approved");
        };
    }

    private static @Nullable Instant start(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        return Times.instant(text)
                .orElseThrow(() -> refused(
                        "The variable start must be an instant such as 2026-04-27T16:30:00Z, not \"" + text + "\"."));
    }

    private static @Nullable Substitute substitute(Standing standing, Wish wish) {
        if (wish.role() == null && wish.person() == null) {
            return null;
        }
        if (wish.role() == null || wish.person() == null) {
            throw refused("A substitute needs both variables, role and person.");
        }
        if (!standing.seats().containsKey(wish.role())) {
            throw refused("The role " + wish.role() + " is none of this readout, which has "
                    + String.join(", ", new TreeSet<>(standing.seats().keySet())) + ".");
        }
        if (standing.seats().get(wish.role()).filter(wish.person()::equals).isPresent()) {
            throw refused(wish.person() + " holds the role " + wish.role() + " already.");
        }
        return new Substitute(wish.role(), wish.person());
    }

    private static Standing described(Standing standing, Wish wish) {
        ObjectNode stated = JsonNodeFactory.instance.objectNode().put("person", wish.person());
        if (wish.zone() != null) {
            stated.put("zone", wish.zone());
        }
        if (wish.workingHours() != null) {
            stated.put("workingHours", wish.workingHours());
        }
        List<Fault> faults = RolesText.personFaults(Place.root(stated), described(standing));
        if (!faults.isEmpty()) {
            throw new FaultsException(faults);
        }
        return Stocktaking.describe(standing, stated);
    }

    private static RefusedException refused(String sentence) {
        return new RefusedException(Kind.INVALID, "cannot-be-asked", sentence);
    }

    // ---- decide-exception

    /** @throws RefusedException INVALID when it is not listed */
    public void mustBeListed(GateRecord gate, @Nullable String exceptionId) {
        JsonNode listed = revisions
                .find(gate.caseId(), gate.revision() == null ? 0 : gate.revision())
                .orElseThrow()
                .content()
                .path("exceptions");
        if (listed.valueStream()
                .noneMatch(one -> one.path("exceptionId").asText().equals(exceptionId))) {
            throw new RefusedException(
                    Kind.INVALID,
                    "not-listed",
                    "The variable exceptionId must name one of the listed exceptions"
                            + (exceptionId == null ? "; it is missing." : "; \"" + exceptionId + "\" is none."));
        }
    }

    /** Relaxes what the exception needs, for its slot only. */
    public void approve(CaseFile caseFile, GateRecord gate, Decision decision, @Nullable String exceptionId) {
        mustBeListed(gate, exceptionId);
        Standing standing = readouts.standing(caseFile.caseId());
        Ask ask = standing.ask();
        ExceptionOption approved = readouts.reading(caseFile.caseId())
                .flatMap(reading -> planning.ranks(caseFile.caseId(), standing, reading))
                .flatMap(ranks -> ranks
                        .ranking()
                        .exceptions(
                                problems.exceptionRules(),
                                standing.barred(),
                                ask == null ? null : ask.substitute(),
                                ask == null ? null : ask.start())
                        .stream()
                        .filter(option -> option.exceptionId().equals(exceptionId))
                        .findFirst())
                .orElseThrow(() -> refused("The exception " + exceptionId + " is not possible any more."));
        readouts.stands(caseFile.caseId(), standing.relaxed(approved.approved()));
        leadership.exceptionDecided(caseFile, decision.by().described(), "approved", approved.exceptionId());
    }

    /** Goes back to the slots that break no rule, or ends the case where there is none. */
    public void decline(CaseFile caseFile, Decision decision) {
        String caseId = caseFile.caseId();
        Standing declined = readouts.standing(caseId).asking(null).unheld(false);
        readouts.stands(caseId, declined);
        if (!planning.hasFreeSlots(caseId)) {
            readouts.stands(caseId, declined.endingAs(Ending.UNSCHEDULED));
        }
        leadership.exceptionDecided(caseFile, decision.by().described(), "declined", "exception");
    }
}
