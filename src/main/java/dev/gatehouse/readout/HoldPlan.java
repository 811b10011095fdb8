package dev.gatehouse.readout;

import dev.gatehouse.readout.domain.Slot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which slots are held together: no two that overlap, and no more than wanted. Holds that are still good stay, but give way to
 * a slot that a duty manager approved, unless they stand for what was approved later: an approved slot that is never held
 * could never be confirmed.
 */
final class HoldPlan {

    private final List<ReadoutHold> kept;
    private final List<ReadoutHold> placed = new ArrayList<>();
    private final List<ReadoutHold> givenWay = new ArrayList<>();
    private final int count;
    private final Map<Instant, Integer> ranks = new HashMap<>();
    private final Standing standing;

    /**
     * @param good holds that are to stay
     * @param count how many slots are to be held
     * @param ranked every slot, best first
     */
    HoldPlan(List<ReadoutHold> good, int count, List<Slot> ranked, Standing standing) {
        this.kept = new ArrayList<>(good);
        this.count = count;
        this.standing = standing;
        ranked.forEach(slot -> ranks.put(slot.start(), ranks.size()));
    }

    /** The holds that have to give way so that a slot can be held too; empty when it is not to be. */
    Optional<List<ReadoutHold>> inTheWayOf(Slot slot) {
        List<ReadoutHold> inTheWay = new ArrayList<>(held().stream()
                .filter(hold -> slot.time().overlaps(hold.time()))
                .toList());
        boolean held = inTheWay.stream().anyMatch(hold -> hold.start().equals(slot.start()));
        if (held || !inTheWay.stream().allMatch(hold -> givesWay(hold, slot))) {
            return Optional.empty();
        }
        if (inTheWay.isEmpty() && held().size() >= count) {
            Optional<ReadoutHold> last = kept.stream()
                    .filter(hold -> givesWay(hold, slot))
                    .max(Comparator.comparingInt((ReadoutHold hold) -> -standing.approval(hold.start()))
                            .thenComparingInt(hold -> ranks.getOrDefault(hold.start(), Integer.MAX_VALUE)));
            if (last.isEmpty()) {
                return Optional.empty();
            }
            inTheWay.add(last.get());
        }
        return Optional.of(inTheWay);
    }

    private boolean givesWay(ReadoutHold hold, Slot slot) {
        return kept.contains(hold) && standing.approval(hold.start()) < standing.approval(slot.start());
    }

    private List<ReadoutHold> held() {
        List<ReadoutHold> held = new ArrayList<>(kept);
        held.addAll(placed);
        return held;
    }

    /** A slot is on its calendars now, and these holds have given way to it. */
    void placed(ReadoutHold hold, List<ReadoutHold> inItsWay) {
        kept.removeAll(inItsWay);
        givenWay.addAll(inItsWay);
        placed.add(hold);
    }

    List<ReadoutHold> placed() {
        return List.copyOf(placed);
    }

    List<ReadoutHold> givenWay() {
        return List.copyOf(givenWay);
    }
}
