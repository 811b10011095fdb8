package dev.gatehouse.commandwindow.domain;

import dev.gatehouse.commandwindow.domain.Resequencing.Objective;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Checkpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What resequencing is measured by, made without its code: every timeline tried, and plain list scheduling. */
public final class Yardsticks {

    private final ResequencingProblem problem;
    private final CheckedTimeline facts;
    private final PlaceRules places;
    private final List<Checkpoint> order = new ArrayList<>();
    private final Map<String, List<Instant>> starts = new HashMap<>();
    private final Map<String, Instant> placed = new HashMap<>();
    private Objective best;

    private Yardsticks(ResequencingProblem problem) {
        this.problem = problem;
        this.facts = CheckedTimeline.of(problem, new Resequencing(List.of(), null, false));
        this.places = new PlaceRules(facts);
        List<Checkpoint> waiting = new ArrayList<>(problem.checkpoints());
        waiting.removeIf(checkpoint -> checkpoint.execution() != null);
        waiting.sort(Comparator.<Checkpoint, Instant>comparing(
                        checkpoint -> checkpoint.before().start())
                .thenComparing(Checkpoint::checkpointId));
        while (!waiting.isEmpty()) {
            Checkpoint next = waiting.stream()
                    .filter(checkpoint -> waiting.stream()
                            .noneMatch(other -> facts.dependencies(checkpoint.checkpointId())
                                    .containsKey(other.checkpointId())))
                    .findFirst()
                    .orElseThrow();
            waiting.remove(next);
            order.add(next);
            starts.put(next.checkpointId(), allowedStarts(next));
        }
    }

    /** The best objective of all timelines that keep the rules; for small windows. */
    public static Objective exhaustive(ResequencingProblem problem) {
        Yardsticks search = new Yardsticks(problem);
        search.tryAll(0, new Objective(0, 0, 0, Duration.ZERO, null, 0));
        return search.best;
    }

    /** One checkpoint after the other, in order of their old places, each where it first fits. */
    public static Objective listScheduling(ResequencingProblem problem) {
        Yardsticks list = new Yardsticks(problem);
        Objective objective = new Objective(0, 0, 0, Duration.ZERO, null, 0);
        for (Checkpoint checkpoint : list.order) {
            Optional<Instant> first = list.starts.get(checkpoint.checkpointId()).stream()
                    .filter(start -> list.fits(checkpoint, start))
                    .findFirst();
            first.ifPresent(start -> list.placed.put(checkpoint.checkpointId(), start));
            Objective before = objective;
            objective = first.map(start -> list.with(before, checkpoint, start))
                    .orElseGet(() -> withHeld(before, checkpoint));
        }
        return objective;
    }

    /** How many rules the checkpoint would break there with everything else as published. */
    public static long brokenAt(
            ResequencingProblem problem, Resequencing published, String checkpointId, Instant start) {
        CheckedTimeline timeline = CheckedTimeline.of(problem, published);
        PlaceRules places = new PlaceRules(timeline);
        Checkpoint checkpoint = timeline.checkpoint(checkpointId);
        return places.violationsWithFollowers(checkpoint, start).size()
                + (places.sticksOutAtBothEnds(checkpoint, start) ? 1 : 0);
    }

    private List<Instant> allowedStarts(Checkpoint checkpoint) {
        List<Instant> allowed = new ArrayList<>();
        Instant start = problem.commandWindow().from();
        while (start.isBefore(problem.commandWindow().to())) {
            if (places.violations(checkpoint, start).stream()
                    .allMatch(violation -> violation.code() == Violation.Code.SCHEDULED_AFTER_A_HELD_DEPENDENCY)) {
                allowed.add(start);
            }
            start = start.plus(problem.granularity());
        }
        return allowed;
    }

    private void tryAll(int depth, Objective partial) {
        if (best != null && compareMonotone(partial, best) > 0) {
            return;
        }
        if (depth == order.size()) {
            if (best == null || partial.compareTo(best) < 0) {
                best = partial;
            }
            return;
        }
        Checkpoint checkpoint = order.get(depth);
        String id = checkpoint.checkpointId();
        for (Instant start : starts.get(id)) {
            if (fits(checkpoint, start)) {
                placed.put(id, start);
                tryAll(depth + 1, with(partial, checkpoint, start));
                placed.remove(id);
            }
        }
        tryAll(depth + 1, withHeld(partial, checkpoint));
    }

    private static Objective withHeld(Objective partial, Checkpoint checkpoint) {
        return new Objective(
                partial.heldProtected() + (checkpoint.guarded() ? 1 : 0),
                partial.held() + 1,
                partial.moved(),
                partial.movement(),
                partial.end(),
                partial.sumOfStartSteps());
    }

    private Objective with(Objective partial, Checkpoint checkpoint, Instant start) {
        Duration distance = Duration.between(checkpoint.before().start(), start).abs();
        Instant end = start.plus(facts.length(checkpoint.checkpointId()));
        return new Objective(
                partial.heldProtected(),
                partial.held(),
                partial.moved() + (distance.isZero() ? 0 : 1),
                partial.movement().plus(distance),
                partial.end() == null || end.isAfter(partial.end()) ? end : partial.end(),
                partial.sumOfStartSteps()
                        + Duration.between(problem.commandWindow().from(), start)
                                .dividedBy(problem.granularity()));
    }

    private boolean fits(Checkpoint checkpoint, Instant start) {
        String id = checkpoint.checkpointId();
        Instant end = start.plus(facts.length(id));
        boolean afterAll = facts.dependencies(id).entrySet().stream()
                .filter(earlier -> facts.spot(earlier.getKey()) == null)
                .allMatch(earlier -> placed.containsKey(earlier.getKey())
                        && !placed.get(earlier.getKey())
                                .plus(facts.length(earlier.getKey()))
                                .plus(earlier.getValue())
                                .isAfter(start));
        String owner = places.holder(checkpoint, start, end);
        return afterAll
                && order.stream()
                        .filter(other -> placed.containsKey(other.checkpointId()))
                        .noneMatch(other -> {
                            Instant from = placed.get(other.checkpointId());
                            Instant to = from.plus(facts.length(other.checkpointId()));
                            return owner.equals(places.holder(other, from, to))
                                    && start.isBefore(to)
                                    && from.isBefore(end);
                        });
    }

    /** By the part of the objective that no further checkpoint makes better. */
    private static int compareMonotone(Objective one, Objective other) {
        return Comparator.comparingInt(Objective::heldProtected)
                .thenComparingInt(Objective::held)
                .thenComparingInt(Objective::moved)
                .thenComparing(Objective::movement)
                .compare(one, other);
    }
}
