package dev.gatehouse.commandwindow.domain;

import dev.gatehouse.commandwindow.domain.Fact.DelegateRotated;
import dev.gatehouse.commandwindow.domain.Facts.Stated;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Tenure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who holds which role when. A role that somebody holds by declaration is a seat; rotations hand the seat on, one after
 * the other in order of their effect. Whoever takes over must be approved or hold the role by declaration; otherwise
 * nobody holds the seat. {@code until} gives it back and ends whatever was handed on meanwhile.
 */
final class RoleHolders {

    /** Who holds a seat from an instant (null: always) until the next one. */
    private record Turn(
            @Nullable String person,
            @Nullable Instant from,
            @Nullable EventReference because) {}

    private record Seat(String role, String declared) {}

    /** A rotation in force, and who held the seat before it. */
    private record HandedOn(Stated<DelegateRotated> rotation, Holder before) {}

    /** @param nominal whose departure a rotation can state; null once nobody took over */
    private record Holder(@Nullable String nominal, boolean authorised) {
        @Nullable
        String person() {
            return authorised ? nominal : null;
        }
    }

    private final Declaration declaration;
    private final List<Stated<DelegateRotated>> rotations;
    private final Set<EventReference> notApproved = new HashSet<>();
    private final Set<EventReference> applied = new HashSet<>();
    private final Map<Seat, List<Turn>> turns = new HashMap<>();

    RoleHolders(Declaration declaration, Facts facts, DelegateApproval approval) {
        this.declaration = declaration;
        this.rotations = facts.holding(DelegateRotated.class)
                .sorted(Comparator.comparing(
                                (Stated<DelegateRotated> one) -> one.fact().effectiveAt())
                        .thenComparing(Stated::event))
                .toList();
        rotations.stream()
                .filter(one -> !takesOver(one.fact(), approval))
                .forEach(one -> notApproved.add(one.reference()));
        seats().forEach(seat -> turns.put(seat, turnsOf(seat)));
    }

    private boolean takesOver(DelegateRotated fact, DelegateApproval approval) {
        return declaration.declaresHolder(fact.role(), fact.to())
                || approval.approved(fact.role(), fact.from(), fact.to(), declaration.severity(), fact.effectiveAt());
    }

    private Set<Seat> seats() {
        var seats = new HashSet<Seat>();
        seats.add(new Seat(Declaration.BRIDGE_LEAD, declaration.bridgeLead()));
        declaration.people().forEach(one -> one.roles().forEach(role -> seats.add(new Seat(role, one.person()))));
        declaration.checkpoints().forEach(one -> seats.add(new Seat(one.role(), one.owner())));
        return seats;
    }

    /** Whether it took somebody off a role that they held. */
    boolean applied(EventReference rotation) {
        return applied.contains(rotation);
    }

    /** Whether whom it names may not take over. */
    boolean delegateNotApproved(EventReference rotation) {
        return notApproved.contains(rotation);
    }

    /** Who holds, at an instant, the role that {@code declared} holds by declaration. */
    Optional<String> holderAt(String role, String declared, Instant at) {
        return tenures(role, declared).stream()
                .filter(tenure -> isIn(tenure, at))
                .map(Tenure::person)
                .findFirst();
    }

    Set<String> rolesOf(String person, Instant at) {
        return seats().stream()
                .filter(seat -> holderAt(seat.role(), seat.declared(), at)
                        .filter(person::equals)
                        .isPresent())
                .map(Seat::role)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** In order of time, without overlap; nobody holds the role where there is none. */
    List<Tenure> tenures(String role, String declared) {
        List<Turn> all = turnsOf(role, declared);
        var tenures = new ArrayList<Tenure>();
        for (int i = 0; i < all.size(); i++) {
            Turn turn = all.get(i);
            Turn next = i + 1 < all.size() ? all.get(i + 1) : null;
            Instant until = next == null ? null : next.from();
            boolean passes = until != null && until.equals(turn.from());
            if (turn.person() != null && !passes) {
                tenures.add(new Tenure(
                        turn.person(), turn.from(), until, turn.because(), next == null ? null : next.because()));
            }
        }
        return tenures;
    }

    private List<Turn> turnsOf(String role, String declared) {
        return turns.getOrDefault(new Seat(role, declared), List.of());
    }

    private static boolean isIn(Tenure tenure, Instant at) {
        return (tenure.from() == null || !at.isBefore(tenure.from()))
                && (tenure.until() == null || at.isBefore(tenure.until()));
    }

    private List<Turn> turnsOf(Seat seat) {
        var result = new ArrayList<Turn>();
        var handedOn = new ArrayList<HandedOn>();
        var holder = new Holder(seat.declared(), declaration.declaresHolder(seat.role(), seat.declared()));
        result.add(new Turn(holder.person(), null, null));
        var pending = new ArrayList<>(rotations.stream()
                .filter(one -> one.fact().role().equals(seat.role()))
                .toList());
        while (!pending.isEmpty()) {
            Instant effect = pending.get(0).fact().effectiveAt();
            holder = giveBack(handedOn, effect, holder, result);
            Stated<DelegateRotated> next = firstAbout(pending, effect, holder);
            if (next == null) {
                pending.removeIf(one -> one.fact().effectiveAt().equals(effect));
                continue;
            }
            pending.remove(next);
            applied.add(next.reference());
            handedOn.add(new HandedOn(next, holder));
            boolean approved = !notApproved.contains(next.reference());
            holder = new Holder(approved ? next.fact().to() : null, approved);
            result.add(new Turn(holder.person(), effect, next.reference()));
        }
        giveBack(handedOn, Instant.MAX, holder, result);
        return result;
    }

    /** Of the rotations with effect at one instant, the first whose {@code from} holds the seat then. */
    private static @Nullable Stated<DelegateRotated> firstAbout(
            List<Stated<DelegateRotated>> pending, Instant effect, Holder holder) {
        return pending.stream()
                .filter(one -> one.fact().effectiveAt().equals(effect)
                        && one.fact().from().equals(holder.nominal()))
                .findFirst()
                .orElse(null);
    }

    /** Ends every rotation whose {@code until} has come, the earliest first, with all that was handed on after it. */
    private static Holder giveBack(List<HandedOn> handedOn, Instant by, Holder holder, List<Turn> result) {
        Holder now = holder;
        while (true) {
            int ending = -1;
            for (int i = 0; i < handedOn.size(); i++) {
                Instant until = handedOn.get(i).rotation().fact().until();
                if (until != null
                        && !until.isAfter(by)
                        && (ending < 0 || until.isBefore(untilOf(handedOn.get(ending))))) {
                    ending = i;
                }
            }
            if (ending < 0) {
                return now;
            }
            HandedOn ended = handedOn.get(ending);
            now = ended.before();
            result.add(new Turn(now.person(), untilOf(ended), ended.rotation().reference()));
            handedOn.subList(ending, handedOn.size()).clear();
        }
    }

    private static Instant untilOf(HandedOn one) {
        return Objects.requireNonNull(one.rotation().fact().until());
    }
}
