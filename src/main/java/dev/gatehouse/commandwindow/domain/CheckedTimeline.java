package dev.gatehouse.commandwindow.domain;

import dev.gatehouse.commandwindow.domain.Resequencing.Entry;
import dev.gatehouse.commandwindow.domain.Resequencing.State;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Before;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Checkpoint;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Evidence;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Execution;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Spacing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A timeline as the checker sees it: where each checkpoint is that is anywhere, and what the rules refer to. Durations and
 * gaps are rounded up to the grid.
 */
final class CheckedTimeline {
    private final ResequencingProblem problem;
    private final Map<String, Checkpoint> checkpoints = new TreeMap<>();
    private final Map<String, Spot> spots = new TreeMap<>();
    private final Map<String, Duration> lengths = new TreeMap<>();
    private final Map<String, Map<String, Duration>> gaps = new TreeMap<>();
    private final Map<String, List<String>> followers = new TreeMap<>();

    /** @param started whether it is there because it has really started, not because it is planned */
    record Spot(
            String checkpointId,
            Instant start,
            Instant end,
            @Nullable String owner,
            boolean started) {}

    private CheckedTimeline(ResequencingProblem problem) {
        this.problem = problem;
        for (Checkpoint checkpoint : problem.checkpoints()) {
            String id = checkpoint.checkpointId();
            checkpoints.put(id, checkpoint);
            lengths.put(id, roundedUp(checkpoint.duration()));
            Map<String, Duration> earlier = new TreeMap<>();
            checkpoint.dependsOn().forEach(before -> earlier.put(before, Duration.ZERO));
            gaps.put(id, earlier);
            followers.put(id, new ArrayList<>());
        }
        for (Spacing spacing : problem.spacings()) {
            Map<String, Duration> earlier = Objects.requireNonNull(gaps.get(spacing.after()));
            Duration gap = roundedUp(spacing.gap());
            earlier.merge(spacing.before(), gap, (one, other) -> one.compareTo(other) > 0 ? one : other);
        }
        gaps.forEach((later, earlier) -> earlier.keySet()
                .forEach(id -> Objects.requireNonNull(followers.get(id)).add(later)));
    }

    /** The timeline as resequenced; what has started is where the facts say, whatever the entries say. */
    static CheckedTimeline of(ResequencingProblem problem, Resequencing resequencing) {
        CheckedTimeline timeline = new CheckedTimeline(problem);
        for (Entry entry : resequencing.checkpoints()) {
            Instant start = entry.start();
            Instant end = entry.end();
            if (entry.state() != State.HELD && start != null && end != null) {
                timeline.spots.put(
                        entry.checkpointId(), new Spot(entry.checkpointId(), start, end, entry.owner(), false));
            }
        }
        timeline.putExecutions();
        return timeline;
    }

    /** The authoritative timeline that the problem starts from. */
    static CheckedTimeline before(ResequencingProblem problem) {
        CheckedTimeline timeline = new CheckedTimeline(problem);
        for (Checkpoint checkpoint : problem.checkpoints()) {
            Before before = checkpoint.before();
            if (!before.held()) {
                String id = checkpoint.checkpointId();
                Instant end = before.start().plus(timeline.length(id));
                timeline.spots.put(id, new Spot(id, before.start(), end, before.owner(), false));
            }
        }
        timeline.putExecutions();
        return timeline;
    }

    private void putExecutions() {
        for (Checkpoint checkpoint : checkpoints.values()) {
            Execution execution = checkpoint.execution();
            if (execution != null) {
                String id = checkpoint.checkpointId();
                spots.put(id, new Spot(id, execution.start(), execution.end(), execution.owner(), true));
            }
        }
    }

    ResequencingProblem problem() {
        return problem;
    }

    Collection<Checkpoint> checkpoints() {
        return checkpoints.values();
    }

    @Nullable
    Checkpoint checkpoint(String checkpointId) {
        return checkpoints.get(checkpointId);
    }

    Collection<Spot> spots() {
        return spots.values();
    }

    @Nullable
    Spot spot(String checkpointId) {
        return spots.get(checkpointId);
    }

    /** Neither scheduled nor started. */
    boolean isHeld(String checkpointId) {
        return !spots.containsKey(checkpointId);
    }

    Duration length(String checkpointId) {
        return Objects.requireNonNull(lengths.get(checkpointId));
    }

    /** What it comes after, with the gap to keep. */
    Map<String, Duration> dependencies(String checkpointId) {
        return Objects.requireNonNull(gaps.get(checkpointId));
    }

    List<String> followers(String checkpointId) {
        return Objects.requireNonNull(followers.get(checkpointId));
    }

    List<Evidence> required(Checkpoint checkpoint) {
        return checkpoint.requires().stream()
                .distinct()
                .map(evidenceId -> Objects.requireNonNull(problem.evidence().get(evidenceId)))
                .toList();
    }

    Duration roundedUp(Duration duration) {
        Duration step = problem.granularity();
        if (step.getNano() == 0 && step.getSeconds() > 0) {
            long seconds = duration.getNano() == 0 ? duration.getSeconds() : duration.getSeconds() + 1;
            return Duration.ofSeconds(-Math.floorDiv(-seconds, step.getSeconds()) * step.getSeconds());
        }
        Duration whole = problem.granularity().multipliedBy(duration.dividedBy(problem.granularity()));
        return whole.compareTo(duration) < 0 ? whole.plus(problem.granularity()) : whole;
    }

    /** The first place on the grid that is not before the instant. */
    Instant roundedUp(Instant instant) {
        Instant origin = problem.commandWindow().from();
        return origin.plus(roundedUp(Duration.between(origin, instant)));
    }

    boolean isOnGrid(Instant instant) {
        return roundedUp(instant).equals(instant);
    }
}
