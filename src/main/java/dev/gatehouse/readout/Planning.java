package dev.gatehouse.readout;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.intake.Times;
import dev.gatehouse.packet.RevisionState;
import dev.gatehouse.readout.ReadoutProcess.Ranked;
import dev.gatehouse.readout.Readouts.Reading;
import dev.gatehouse.readout.Standing.Ask;
import dev.gatehouse.readout.Standing.Ending;
import dev.gatehouse.readout.calendar.CalendarSets;
import dev.gatehouse.readout.calendar.Placement;
import dev.gatehouse.readout.domain.Buffers;
import dev.gatehouse.readout.domain.CalendarReading;
import dev.gatehouse.readout.domain.ExceptionOption;
import dev.gatehouse.readout.domain.Person;
import dev.gatehouse.readout.domain.ProblemFault.Code;
import dev.gatehouse.readout.domain.ProblemFaults;
import dev.gatehouse.readout.domain.ReadoutProblem;
import dev.gatehouse.readout.domain.Slot;
import dev.gatehouse.readout.domain.TimeSpan;
import dev.gatehouse.readout.domain.ranking.PreparedCalendars;
import dev.gatehouse.readout.domain.ranking.Ranking;
import dev.gatehouse.readout.exchange.WhyNot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * Reads calendars, ranks starts and holds the best slots. Calendars are asked before the case's lock is taken: a slow server
 * keeps no event waiting, and what has arrived meanwhile withdraws the gate that opens on this.
 */
@Service
public class Planning {

    private static final String THE_SYSTEM = "gatehouse";
    private static final int HOLDS = 3;
    private static final Duration TIME_TO_LIVE = Duration.ofHours(4);
    /** No slot is begun later after the first: holds are recorded together, and the sweep waits for that only so long. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Cases cases;
    private final Readouts readouts;
    private final ReadoutProblems problems;
    private final ReadoutClock clock;
    private final CalendarNews calendarNews;
    private final CalendarSets calendars;
    private final HoldBook holds;
    private final Publication publication;
    private final Leadership leadership;
    private final Clock time;

    Planning(
            Cases cases,
            Readouts readouts,
            ReadoutProblems problems,
            ReadoutClock clock,
            CalendarNews calendarNews,
            CalendarSets calendars,
            HoldBook holds,
            Publication publication,
            Leadership leadership,
            Clock time) {
        this.cases = cases;
        this.readouts = readouts;
        this.problems = problems;
        this.clock = clock;
        this.calendarNews = calendarNews;
        this.calendars = calendars;
        this.holds = holds;
        this.publication = publication;
        this.leadership = leadership;
        this.time = time;
    }

    // ---- reading

    /** Asks every calendar that the case needs, and keeps the times. */
    public void read(String caseId) {
        CaseFile caseFile = cases.get(caseId);
        holds.takeOff(caseFile);
        Reading reading = ask(caseFile);
        cases.locked(caseId);
        readouts.read(caseId, reading);
    }

    /** What the calendars say now, having been told all that was accepted about them. */
    Reading ask(CaseFile caseFile) {
        calendarNews.tell();
        Instant now = clock.now(caseFile);
        ReadoutProblem problem =
                problems.problem(cases.request(caseFile.caseId()), readouts.standing(caseFile.caseId()), now);
        return new Reading(
                now,
                calendars
                        .of(caseFile.caseId(), caseFile.drill())
                        .inZones(zones(problem))
                        .freeBusy(ReadoutProblems.calendars(problem), window(problem), caseFile.caseId()));
    }

    /** Whose days all-day events fill. */
    static Map<String, ZoneId> zones(ReadoutProblem problem) {
        Map<String, ZoneId> zones = new LinkedHashMap<>();
        problem.interpreters().forEach(interpreter -> zones.put(interpreter.key(), interpreter.zone()));
        problem.people().forEach(person -> zones.put(person.person(), person.zone()));
        return zones;
    }

    /** As wide as the buffers of anybody ask for. */
    private static TimeSpan window(ReadoutProblem problem) {
        List<Buffers> buffers = problem.people().stream().map(Person::buffers).toList();
        Duration before =
                buffers.stream().map(Buffers::before).max(Duration::compareTo).orElse(Duration.ZERO);
        Duration after =
                buffers.stream().map(Buffers::after).max(Duration::compareTo).orElse(Duration.ZERO);
        Instant from = problem.now().minus(before);
        Instant to = problem.deadline().plus(problem.duration()).plus(after);
        return new TimeSpan(from, to.isAfter(from) ? to : from.plusSeconds(1));
    }

    /**
     * The last reading, for a question about people of whom some were not asked yet: their calendars are read before
     * anything is offered, and until then nothing is held against them.
     */
    Reading supposed(String caseId, Standing standing) {
        Reading reading = readouts.reading(caseId).orElseThrow();
        Map<String, CalendarReading> calendars = new LinkedHashMap<>(reading.calendars());
        standing.people()
                .forEach(person ->
                        calendars.putIfAbsent(person.path("person").asText(), CalendarReading.busy(List.of())));
        return new Reading(reading.at(), calendars);
    }

    // ---- ranking

    /** A problem that can be ranked, and its ranking. */
    record Ranks(ReadoutProblem problem, Ranking ranking) {}

    /**
     * Empty when nothing can be ranked any more, after the deadline. Any other fault is none of a case that began without
     * one: it fails the step, which says what it is, and ends nothing.
     */
    Optional<Ranks> ranks(String caseId, Standing standing, Reading reading) {
        ReadoutProblem problem = problems.problem(cases.request(caseId), standing, reading.at());
        boolean over = ProblemFaults.of(problem).stream().anyMatch(fault -> fault.code() == Code.DEADLINE_IN_THE_PAST);
        return over
                ? Optional.empty()
                : Optional.of(new Ranks(
                        problem,
                        PreparedCalendars.of(problem, reading.calendars()).rank(problems.preference())));
    }

    /** Ranks by the last reading, and says what follows from it; asks a duty manager where nothing can be held. */
    public Ranked rank(String caseId) {
        CaseFile caseFile = cases.locked(caseId);
        Standing standing = readouts.standing(caseId);
        Optional<Ranks> ranks = ranks(caseId, standing, readouts.reading(caseId).orElseThrow());
        if (ranks.isEmpty()) {
            readouts.stands(caseId, standing.endingAs(Ending.UNSCHEDULED));
            leadership.cannotBeScheduled(caseFile, "The deadline has passed.");
            return Ranked.NOTHING;
        }
        Ranking ranking = ranks.get().ranking();
        loseWhatIsGoodNoMore(caseId, standing, ranking);
        // what the system asked for want of a slot is asked anew, if there is still none
        boolean asked = standing.ask() != null && !isForWantOfASlot(standing);
        if (!asked && !standing.unheld() && !holdable(caseId, standing, ranking).isEmpty()) {
            readouts.stands(caseId, standing.asking(null));
            return Ranked.HOLD;
        }
        Ask ask = asked && standing.ask() != null
                ? standing.ask()
                : new Ask(THE_SYSTEM, "internal", reason(caseId, standing, ranking), null, null);
        Standing asking = standing.asking(ask);
        List<ExceptionOption> options = options(ranking, standing, ask);
        if (options.isEmpty() && waitsForCalendars(caseFile, asking, ask)) {
            readouts.stands(caseId, asked ? asking : asking.asking(null));
            publication.withdraw(caseId, RevisionState.SUPERSEDED, "Calendars could not be read.");
            return Ranked.WAIT;
        }
        if (options.isEmpty()) {
            readouts.stands(caseId, asking.asking(null).endingAs(Ending.UNSCHEDULED));
            // no gate shows this ranking; the log keeps why not, for every start
            publication.publish(caseFile, asking, ranks.get().problem(), ranking, options);
            leadership.cannotBeScheduled(
                    caseFile,
                    reason(caseId, standing, ranking) + " "
                            + WhyNot.of(ranking.infeasible(), problems.exceptionRules()));
            return Ranked.NOTHING;
        }
        readouts.stands(caseId, asking);
        publication.publish(caseFile, asking, ranks.get().problem(), ranking, options);
        if (standing.ask() == null) {
            leadership.exceptionAsked(caseFile, asking);
        }
        return Ranked.ASK;
    }

    /**
     * Whether there would be something to list if the calendars that could not be read were free. A server that is down for
     * a while ends no live case; a drill, whose calendars do not come back by themselves, concludes.
     */
    private boolean waitsForCalendars(CaseFile caseFile, Standing standing, Ask ask) {
        String caseId = caseFile.caseId();
        Reading reading = readouts.reading(caseId).orElseThrow();
        return !caseFile.drill()
                && !reading.unreadable().isEmpty()
                && ranks(caseId, standing, reading.supposingFree())
                        .filter(ranks ->
                                !options(ranks.ranking(), standing, ask).isEmpty())
                        .isPresent();
    }

    private List<ExceptionOption> options(Ranking ranking, Standing standing, Ask ask) {
        return ranking.exceptions(problems.exceptionRules(), standing.barred(), ask.substitute(), ask.start());
    }

    private static boolean isForWantOfASlot(Standing standing) {
        Ask ask = standing.ask();
        return ask != null && ask.by().equals(THE_SYSTEM) && !standing.pressed();
    }

    /** Holds on slots that are none any more, or need other calendars now. */
    private void loseWhatIsGoodNoMore(String caseId, Standing standing, Ranking ranking) {
        holds.held(caseId).stream()
                .filter(hold -> !isGood(hold, ranking.slots(), standing))
                .forEach(hold ->
                        holds.became(hold, ReadoutHold.State.LOST, "The slot is no longer free as it was held."));
    }

    private String reason(String caseId, Standing standing, Ranking ranking) {
        if (isExhausted(caseId, standing)) {
            return "All rounds of holds were rejected or have expired.";
        }
        return ranking.slots().isEmpty()
                ? "No slot before the deadline breaks no rule."
                : standing.unheld() ? "No slot could be held." : "Every slot that breaks no rule was rejected.";
    }

    private boolean isExhausted(String caseId, Standing standing) {
        return standing.rounds() >= Publication.rounds(cases.request(caseId));
    }

    /** What may be held: slots that were not rejected; when the rounds are used up, only what a duty manager approved. */
    private List<Slot> holdable(String caseId, Standing standing, Ranking ranking) {
        boolean exhausted = isExhausted(caseId, standing);
        List<Slot> allowed = ranking.slots().stream()
                .filter(slot -> !standing.barred().contains(slot.start()))
                .filter(slot -> !exhausted || slot.exception() != null)
                .toList();
        // what somebody has approved comes before what merely ranks better, and what was approved last before all
        return allowed.stream()
                .sorted(Comparator.comparingInt((Slot slot) -> standing.approval(slot.start()))
                        .reversed())
                .toList();
    }

    /** Whether a slot that breaks no rule is still to be had. */
    boolean hasFreeSlots(String caseId) {
        Standing standing = readouts.standing(caseId);
        return !isExhausted(caseId, standing)
                && readouts.reading(caseId)
                        .flatMap(reading -> ranks(caseId, standing, reading))
                        .filter(ranks ->
                                !holdable(caseId, standing, ranks.ranking()).isEmpty())
                        .isPresent();
    }

    // ---- holding

    /**
     * Holds the best few slots, each on all of its calendars or on none; holds that are still good stay.
     *
     * @return whether anything is held
     */
    public boolean hold(String caseId) {
        CaseFile caseFile = cases.get(caseId);
        Standing standing = readouts.standing(caseId);
        Reading reading = readouts.reading(caseId).orElseThrow();
        Ranks ranks = ranks(caseId, standing, reading).orElseThrow();
        List<Slot> holdable = holdable(caseId, standing, ranks.ranking());
        JsonNode request = cases.request(caseId);
        holds.takeOff(caseFile);
        List<ReadoutHold> good = holds.held(caseId);
        HoldPlan plan = new HoldPlan(
                good,
                request.path("holds").path("count").asInt(HOLDS),
                ranks.ranking().slots(),
                standing);
        place(caseFile, standing, ranks, holdable, plan, reading.at().plus(timeToLive(request)));
        cases.locked(caseId);
        plan.givenWay()
                .forEach(hold -> holds.became(
                        hold, ReadoutHold.State.RELEASED, "A slot that a duty manager approved takes its place."));
        plan.placed().forEach(holds::record);
        if (!plan.givenWay().isEmpty()) {
            holds.takeOff(caseFile);
        }
        boolean any = !good.isEmpty() || !plan.placed().isEmpty();
        Standing stands = standing.unheld(!any);
        readouts.stands(caseId, stands);
        if (any) {
            publication.publish(caseFile, stands, ranks.problem(), ranks.ranking(), null);
        }
        return any;
    }

    private static boolean isGood(ReadoutHold hold, List<Slot> slots, Standing standing) {
        return slots.stream()
                .anyMatch(slot -> slot.start().equals(hold.start())
                        && slot.end().equals(hold.end())
                        && HoldBook.calendars(slot, standing).equals(hold.calendars()));
    }

    private void place(
            CaseFile caseFile, Standing standing, Ranks ranks, List<Slot> holdable, HoldPlan plan, Instant until) {
        Instant begun = time.instant();
        for (Slot slot : holdable) {
            Optional<List<ReadoutHold>> inItsWay = plan.inTheWayOf(slot);
            if (inItsWay.isEmpty()) {
                continue;
            }
            if (time.instant().isAfter(begun.plus(PATIENCE))) {
                break;
            }
            ReadoutHold hold = holds.of(caseFile, slot, standing, until);
            Placement placement = holds.place(caseFile, hold, ranks.problem());
            if (placement instanceof Placement.Placed) {
                plan.placed(hold, inItsWay.get());
            } else if (placement instanceof Placement.Failed) {
                // a calendar that cannot be written now cannot be written for the next slot either
                break;
            }
        }
    }

    private static Duration timeToLive(JsonNode request) {
        return Times.duration(request.path("holds").path("ttl").asText()).orElse(TIME_TO_LIVE);
    }
}
