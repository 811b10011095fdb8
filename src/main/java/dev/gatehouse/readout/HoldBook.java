package dev.gatehouse.readout;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerKind;
import dev.gatehouse.readout.calendar.CalendarSets;
import dev.gatehouse.readout.calendar.Hold;
import dev.gatehouse.readout.calendar.Placement;
import dev.gatehouse.readout.domain.Person;
import dev.gatehouse.readout.domain.ReadoutProblem;
import dev.gatehouse.readout.domain.RoleHolder;
import dev.gatehouse.readout.domain.Slot;
import dev.gatehouse.readout.domain.TimeSpan;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The holds of cases: puts them on calendars, takes them off, and keeps in the ledger what became of each. What is placed
 * on a calendar and never recorded, because the node died in between, is found by the sweep.
 */
@Component
class HoldBook {

    private static final String THE_SYSTEM = "gatehouse";

    private final Readouts readouts;
    private final CalendarSets calendars;
    private final Ledger ledger;

    HoldBook(Readouts readouts, CalendarSets calendars, Ledger ledger) {
        this.readouts = readouts;
        this.calendars = calendars;
        this.ledger = ledger;
    }

    List<ReadoutHold> of(String caseId) {
        return readouts.holds(caseId);
    }

    List<ReadoutHold> held(String caseId) {
        return of(caseId).stream().filter(ReadoutHold::isHeld).toList();
    }

    /** The hold that a slot would get; the same for the same case and slot until one of it has been recorded. */
    ReadoutHold of(CaseFile caseFile, Slot slot, Standing standing, Instant until) {
        long before = of(caseFile.caseId()).stream()
                .filter(hold -> hold.start().equals(slot.start()))
                .count();
        return new ReadoutHold(
                caseFile.caseId(),
                id("hold", caseFile.caseId(), slot.start(), before),
                slot.start(),
                slot.end(),
                until,
                slot.interpreter(),
                calendars(slot, standing),
                ReadoutHold.State.HELD,
                false);
    }

    /** The id of an entry on calendars: with the same parts the same one, so that doing it twice does it once. */
    static String id(String what, String caseId, Instant start, long count) {
        String parts = what + "\n" + caseId + "\n" + start + "\n" + count;
        return what + "-" + UUID.nameUUIDFromBytes(parts.getBytes(StandardCharsets.UTF_8));
    }

    /** Everybody whose calendar a slot is on: required people with their substitutes, and the interpreter. */
    static List<String> calendars(Slot slot, Standing standing) {
        TreeSet<String> all = standing.holdersAt(slot.start()).stream()
                .map(RoleHolder::person)
                .collect(Collectors.toCollection(TreeSet::new));
        if (slot.interpreter() != null) {
            all.add(slot.interpreter());
        }
        return List.copyOf(all);
    }

    /** Puts a hold on all of its calendars or on none. Repeating it changes nothing. */
    Placement place(CaseFile caseFile, ReadoutHold hold, ReadoutProblem problem) {
        Map<String, TimeSpan> required = new TreeMap<>();
        hold.calendars().forEach(person -> required.put(person, widened(hold, person, problem.people())));
        return calendars
                .of(caseFile.caseId(), caseFile.drill())
                .inZones(Planning.zones(problem))
                .place(new Hold(
                        hold.caseId(), hold.holdId(), new TimeSpan(hold.start(), hold.end()), hold.until(), required));
    }

    private static TimeSpan widened(ReadoutHold hold, String name, List<Person> people) {
        return people.stream()
                .filter(person -> person.person().equals(name))
                .findFirst()
                .map(person -> new TimeSpan(
                        hold.start().minus(person.buffers().before()),
                        hold.end().plus(person.buffers().after())))
                .orElse(new TimeSpan(hold.start(), hold.end()));
    }

    /** Records a hold that was placed. */
    void record(ReadoutHold hold) {
        readouts.held(hold);
        ledger.append(hold.caseId(), THE_SYSTEM, LedgerKind.SLOT_HELD, "slot-" + hold.start(), payload(hold), Map.of());
    }

    /** Says what became of a hold; it is taken off the calendars by {@link #takeOff}. */
    void became(ReadoutHold hold, ReadoutHold.State state, String because) {
        readouts.became(hold.holdId(), state);
        ObjectNode payload = payload(hold).put("state", state.word()).put("because", because);
        ledger.append(hold.caseId(), THE_SYSTEM, LedgerKind.SLOT_RELEASED, "slot-" + hold.start(), payload, Map.of());
    }

    /** A case that is over wants none of its holds. */
    void releaseAll(CaseFile caseFile, String because) {
        held(caseFile.caseId()).forEach(hold -> became(hold, ReadoutHold.State.RELEASED, because));
        takeOff(caseFile);
    }

    private static ObjectNode payload(ReadoutHold hold) {
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put("holdId", hold.holdId())
                .put("start", hold.start().toString())
                .put("end", hold.end().toString())
                .put("until", hold.until().toString())
                .put("interpreter", hold.interpreter());
        hold.calendars().forEach(payload.putArray("calendars")::add);
        return payload;
    }

    /** Takes what is no longer held off the calendars; what cannot be reached now is left to the sweep. */
    void takeOff(CaseFile caseFile) {
        List<ReadoutHold> gone = new ArrayList<>(of(caseFile.caseId()));
        gone.removeIf(hold -> hold.isHeld() || hold.off());
        gone.forEach(hold -> {
            boolean everywhere = calendars
                    .of(caseFile.caseId(), caseFile.drill())
                    .release(hold.caseId(), hold.holdId())
                    .isEmpty();
            if (everywhere) {
                readouts.isOff(hold.holdId());
            }
        });
    }
}
