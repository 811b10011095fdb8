package dev.gatehouse.readout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.readout.domain.Relaxation;
import dev.gatehouse.readout.domain.RoleHolder;
import dev.gatehouse.readout.domain.Substitute;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the search for a slot stands, beside the request that began it and the holds that are placed.
 *
 * @param seats who holds which role; null where nobody does
 * @param people everybody described so far, as requests describe them
 * @param blackouts the request's list, or the last one that was stated instead
 * @param asOf the time of the latest event that has stated each fact; what the request says is older than any
 * @param rounds how many rounds of holds were rejected or have expired
 * @param barred starts that were rejected
 * @param relaxations what was approved, at most one for a start
 * @param ask what a duty manager is to decide; null while nobody asks
 * @param lost the slot that had gone when it was to be booked; null when none had
 * @param unheld whether the last attempt to hold anything came to nothing
 * @param chosen the start that was confirmed and is being booked; null while none is
 * @param reminded whether people have been told that the deadline is near
 * @param pressed whether the exception was asked for because it is nearer still
 * @param ending how the case is to end; null while it goes on
 */
public record Standing(
        Map<String, Optional<String>> seats,
        List<JsonNode> people,
        List<JsonNode> blackouts,
        Map<Fact, Instant> asOf,
        int rounds,
        Set<Instant> barred,
        List<Relaxation> relaxations,
        @Nullable Ask ask,
        @Nullable JsonNode lost,
        boolean unheld,
        @Nullable Instant chosen,
        boolean reminded,
        boolean pressed,
        @Nullable Ending ending) {

    /** How a case ends without a readout. */
    public enum Ending {
        WITHDRAWN,
        UNSCHEDULED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What events state anew, and a later one instead of an earlier one.
     *
     * @param about the role or the person; empty for the blackouts
     */
    public record Fact(Kind kind, String about) {
        public static final Fact BLACKOUTS = new Fact(Kind.BLACKOUTS, "");

        enum Kind {
            BLACKOUTS,
            SEAT,
            PERSON
        }

        static Fact seat(String role) {
            return new Fact(Kind.SEAT, role);
        }

        static Fact person(String person) {
            return new Fact(Kind.PERSON, person);
        }
    }

    /**
     * What a duty manager is asked for.
     *
     * @param by who asks: a person, a source's account, or the system
     * @param onBehalfOf customer, interpreter or internal
     * @param start which is listed first; null for none
     * @param substitute who would take a role; null for nobody
     */
    public record Ask(
            String by,
            String onBehalfOf,
            String reason,
            @Nullable Instant start,
            @Nullable Substitute substitute) {}

    public Standing {
        seats = Map.copyOf(seats);
        people = List.copyOf(people);
        blackouts = List.copyOf(blackouts);
        asOf = Map.copyOf(asOf);
        barred = Set.copyOf(barred);
        relaxations = List.copyOf(relaxations);
    }

    /** Roles that somebody holds. */
    public List<RoleHolder> holders() {
        return seats.entrySet().stream()
                .flatMap(seat -> seat.getValue().map(person -> new RoleHolder(seat.getKey(), person)).stream())
                .toList();
    }

    /** Roles that nobody holds, in order of their names. */
    public List<String> vacant() {
        return seats.entrySet().stream()
                .filter(seat -> seat.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Who holds a role with what was approved for a start. */
    public List<RoleHolder> holdersAt(Instant start) {
        Map<String, String> at = new LinkedHashMap<>();
        holders().forEach(holder -> at.put(holder.role(), holder.person()));
        relaxations.stream()
                .filter(relaxation -> relaxation.start().equals(start))
                .flatMap(relaxation -> relaxation.substitutes().stream())
                .forEach(substitute -> at.put(substitute.role(), substitute.person()));
        return at.entrySet().stream()
                .map(seat -> new RoleHolder(seat.getKey(), seat.getValue()))
                .toList();
    }

    /** The place of a start among those that were approved, the last one being the highest; -1 when it was not. */
    int approval(Instant start) {
        return relaxations.stream().map(Relaxation::start).toList().indexOf(start);
    }

    Standing seated(String role, @Nullable String person) {
        Map<String, Optional<String>> others = new LinkedHashMap<>(seats);
        others.put(role, Optional.ofNullable(person));
        return copy().seats(others).done();
    }

    /** Describes somebody anew, or for the first time. */
    Standing described(ObjectNode person) {
        Stream<JsonNode> others =
                people.stream().filter(one -> !one.path("person").equals(person.path("person")));
        return copy().people(Stream.concat(others, Stream.of(person)).toList()).done();
    }

    /** Whether something later is known of a fact: what holds is the time of an event, not its arrival. */
    boolean isOvertaken(Fact fact, Instant time) {
        return asOf.getOrDefault(fact, Instant.MIN).isAfter(time);
    }

    Standing statedAt(Fact fact, Instant time) {
        Map<Fact, Instant> others = new LinkedHashMap<>(asOf);
        others.put(fact, time);
        return copy().asOf(others).done();
    }

    Standing blackedOut(List<JsonNode> others) {
        return copy().blackouts(others).done();
    }

    /**
     * A round of holds came to nothing. With the last one what was approved is used up too, or its slot would be held for
     * ever.
     *
     * @param of how many rounds there are
     */
    Standing anotherRound(Set<Instant> rejected, int of) {
        Set<Instant> all = new TreeSet<>(barred);
        all.addAll(rejected);
        int used = Math.min(rounds + 1, of);
        return copy().rounds(used)
                .barred(all)
                .relaxations(used == of ? List.of() : relaxations)
                .done();
    }

    Standing asking(@Nullable Ask other) {
        return copy().ask(other).done();
    }

    /** What an approval gives up, in place of what was given up for the start before. */
    Standing relaxed(Relaxation approved) {
        Set<Instant> allowed = new LinkedHashSet<>(barred);
        allowed.remove(approved.start());
        return copy().barred(allowed)
                .relaxations(Stream.concat(
                                relaxations.stream().filter(one -> !one.start().equals(approved.start())),
                                Stream.of(approved))
                        .toList())
                .ask(null)
                .unheld(false)
                .done();
    }

    Standing losing(@Nullable JsonNode gone) {
        return copy().lost(gone).chosen(null).done();
    }

    Standing unheld(boolean nothingHeld) {
        return copy().unheld(nothingHeld).done();
    }

    Standing choosing(@Nullable Instant start) {
        return copy().chosen(start).done();
    }

    Standing hasReminded() {
        return copy().reminded(true).done();
    }

    Standing pressing(Ask forTime) {
        return copy().pressed(true).ask(forTime).done();
    }

    Standing endingAs(Ending as) {
        return copy().ending(as).done();
    }

    private Copy copy() {
        return new Copy(this);
    }

    /** One change at a time to a record of many parts. */
    private static final class Copy {
        private Map<String, Optional<String>> seats;
        private List<JsonNode> people;
        private List<JsonNode> blackouts;
        private Map<Fact, Instant> asOf;
        private int rounds;
        private Set<Instant> barred;
        private List<Relaxation> relaxations;
        private @Nullable Ask ask;
        private @Nullable JsonNode lost;
        private boolean unheld;
        private @Nullable Instant chosen;
        private boolean reminded;
        private boolean pressed;
        private @Nullable Ending ending;

        Copy(Standing of) {
            seats = of.seats;
            people = of.people;
            blackouts = of.blackouts;
            asOf = of.asOf;
            rounds = of.rounds;
            barred = of.barred;
            relaxations = of.relaxations;
            ask = of.ask;
            lost = of.lost;
            unheld = of.unheld;
            chosen = of.chosen;
            reminded = of.reminded;
            pressed = of.pressed;
            ending = of.ending;
        }

        Copy seats(Map<String, Optional<String>> others) {
            seats = others;
            return this;
        }

        Copy people(List<JsonNode> others) {
            people = others;
            return this;
        }

        Copy blackouts(List<JsonNode> others) {
            blackouts = others;
            return this;
        }

        Copy asOf(Map<Fact, Instant> others) {
            asOf = others;
            return this;
        }

        Copy rounds(int other) {
            rounds = other;
            return this;
        }

        Copy barred(Set<Instant> others) {
            barred = others;
            return this;
        }

        Copy relaxations(List<Relaxation> others) {
            relaxations = others;
            return this;
        }

        Copy ask(@Nullable Ask other) {
            ask = other;
            return this;
        }

        Copy lost(@Nullable JsonNode other) {
            lost = other;
            return this;
        }

        Copy unheld(boolean other) {
            unheld = other;
            return this;
        }

        Copy chosen(@Nullable Instant other) {
            chosen = other;
            return this;
        }

        Copy reminded(boolean other) {
            reminded = other;
            return this;
        }

        Copy pressed(boolean other) {
            pressed = other;
            return this;
        }

        Copy ending(Ending other) {
            ending = other;
            return this;
        }

        Standing done() {
            return new Standing(
                    seats,
                    people,
                    blackouts,
                    asOf,
                    rounds,
                    barred,
                    relaxations,
                    ask,
                    lost,
                    unheld,
                    chosen,
                    reminded,
                    pressed,
                    ending);
        }
    }
}
