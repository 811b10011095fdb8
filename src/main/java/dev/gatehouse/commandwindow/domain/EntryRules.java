package dev.gatehouse.commandwindow.domain;

import dev.gatehouse.commandwindow.domain.CheckedTimeline.Spot;
import dev.gatehouse.commandwindow.domain.Resequencing.Entry;
import dev.gatehouse.commandwindow.domain.Resequencing.Objective;
import dev.gatehouse.commandwindow.domain.Resequencing.State;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Checkpoint;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Execution;
import dev.gatehouse.commandwindow.domain.Violation.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether a resequencing is put together as it should be: entries, states, and the figures of its objective. */
final class EntryRules {
    private final CheckedTimeline timeline;
    private final PlaceRules places;

    EntryRules(CheckedTimeline timeline, PlaceRules places) {
        this.timeline = timeline;
        this.places = places;
    }

    /** One entry for each checkpoint, in order of id. */
    Stream<Violation> everyCheckpointOnce(Resequencing resequencing) {
        List<String> expected =
                timeline.checkpoints().stream().map(Checkpoint::checkpointId).toList();
        List<String> found =
                resequencing.checkpoints().stream().map(Entry::checkpointId).toList();
        return expected.equals(found)
                ? Stream.empty()
                : Stream.of(Violation.of(Code.NOT_EVERY_CHECKPOINT_ONCE, String.join(",", found), null));
    }

    /** What has started is where and whose the facts say. */
    Stream<Violation> executedStaysPut(Checkpoint checkpoint, Entry entry) {
        Execution execution = checkpoint.execution();
        if (execution == null) {
            boolean claimsToHaveStarted = entry.state() == State.IN_PROGRESS || entry.state() == State.COMPLETED;
            return violatedIf(claimsToHaveStarted, Code.WRONG_STATE, entry);
        }
        State state = execution.completed() ? State.COMPLETED : State.IN_PROGRESS;
        boolean stays = entry.state() == state
                && execution.start().equals(entry.start())
                && execution.end().equals(entry.end())
                && Objects.equals(execution.owner(), entry.owner());
        return violatedIf(!stays, Code.EXECUTION_MOVED, entry);
    }

    /** HELD has a hold and no place; anything else has a place and no hold. */
    Stream<Violation> heldNotScheduled(Checkpoint checkpoint, Entry entry) {
        boolean held = entry.state() == State.HELD;
        boolean consistent = held
                ? entry.hold() != null && entry.start() == null && entry.end() == null && entry.move() == null
                : entry.hold() == null && entry.start() != null && entry.end() != null;
        return violatedIf(!consistent, Code.HELD_YET_SCHEDULED, entry);
    }

    /** Ends a rounded duration after its start. */
    Stream<Violation> lastsItsDuration(Checkpoint checkpoint, Entry entry) {
        Spot spot = timeline.spot(entry.checkpointId());
        if (spot == null || spot.started()) {
            return Stream.empty();
        }
        Instant end = spot.start().plus(timeline.length(entry.checkpointId()));
        return violatedIf(!spot.end().equals(end), Code.WRONG_LENGTH, entry);
    }

    /** The owner named is the one who holds the role throughout. */
    Stream<Violation> namesItsOwner(Checkpoint checkpoint, Entry entry) {
        Spot spot = timeline.spot(entry.checkpointId());
        if (spot == null || spot.started()) {
            return Stream.empty();
        }
        String holder = places.holder(checkpoint, spot.start(), spot.end());
        return violatedIf(!Objects.equals(holder, entry.owner()), Code.WRONG_OWNER, entry);
    }

    /** PROVISIONAL exactly when scheduled on evidence announced only, or after such a one. */
    Stream<Violation> provisionalWhereUnconfirmed(Checkpoint checkpoint, Entry entry) {
        boolean scheduled = entry.state() == State.SCHEDULED || entry.state() == State.PROVISIONAL;
        boolean provisional = entry.state() == State.PROVISIONAL;
        return violatedIf(
                scheduled && provisional != isProvisional(entry.checkpointId(), new HashSet<>()),
                Code.WRONG_STATE,
                entry);
    }

    private boolean isProvisional(String checkpointId, Set<String> seen) {
        Checkpoint checkpoint = Objects.requireNonNull(timeline.checkpoint(checkpointId));
        Spot spot = timeline.spot(checkpointId);
        if (spot == null || spot.started() || !seen.add(checkpointId)) {
            return false;
        }
        return timeline.required(checkpoint).stream().anyMatch(evidence -> !evidence.confirmed())
                || timeline.dependencies(checkpointId).keySet().stream()
                        .anyMatch(earlier -> isProvisional(earlier, seen));
    }

    /** The objective's figures are those of the timeline. */
    Stream<Violation> objectiveAsStated(Resequencing resequencing) {
        int heldProtected = 0;
        int held = 0;
        int moved = 0;
        Duration movement = Duration.ZERO;
        @Nullable Instant end = null;
        long sumOfStartSteps = 0;
        for (Checkpoint checkpoint : timeline.checkpoints()) {
            Spot spot = timeline.spot(checkpoint.checkpointId());
            if (spot == null) {
                held++;
                heldProtected += checkpoint.guarded() ? 1 : 0;
            } else if (!spot.started()) {
                Duration distance = Duration.between(checkpoint.before().start(), spot.start())
                        .abs();
                moved += distance.isZero() ? 0 : 1;
                movement = movement.plus(distance);
                end = end == null || spot.end().isAfter(end) ? spot.end() : end;
                sumOfStartSteps += Duration.between(
                                timeline.problem().commandWindow().from(), spot.start())
                        .dividedBy(timeline.problem().granularity());
            }
        }
        Objective objective = new Objective(heldProtected, held, moved, movement, end, sumOfStartSteps);
        return objective.equals(resequencing.objective())
                ? Stream.empty()
                : Stream.of(Violation.of(Code.OBJECTIVE_NOT_AS_STATED, "", null));
    }

    private static Stream<Violation> violatedIf(boolean violated, Code code, Entry entry) {
        return violated ? Stream.of(Violation.of(code, entry.checkpointId(), null)) : Stream.empty();
    }
}
