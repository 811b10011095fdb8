package dev.gatehouse.commandwindow.domain;

import dev.gatehouse.commandwindow.domain.Fact.CheckpointCompleted;
import dev.gatehouse.commandwindow.domain.Fact.CheckpointStarted;
import dev.gatehouse.commandwindow.domain.Facts.Stated;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What has really happened to the checkpoints, as stated or counted from what is stated. */
final class Executions {

    /**
     * @param start the stated start, else the completion less the duration
     * @param end the stated completion, else the start plus the duration or now if later
     * @param owner who held the role at the start; null when nobody did
     */
    record Execution(
            Declaration.Checkpoint checkpoint,
            Instant start,
            Instant end,
            boolean completed,
            @Nullable String owner,
            EventReference because) {

        /** What it occupies: nothing when the stated facts end before they start. */
        ResequencingProblem.Execution occupied() {
            return new ResequencingProblem.Execution(
                    start, end.isBefore(start) ? start : end, completed, owner, because);
        }
    }

    private final Map<String, Execution> byCheckpoint = new TreeMap<>();

    Executions(Declaration declaration, Facts facts, RoleHolders holders, Instant now) {
        for (Declaration.Checkpoint one : declaration.checkpoints()) {
            execution(one, facts, holders, now).ifPresent(it -> byCheckpoint.put(one.checkpointId(), it));
        }
    }

    private static Optional<Execution> execution(
            Declaration.Checkpoint checkpoint, Facts facts, RoleHolders holders, Instant now) {
        String id = checkpoint.checkpointId();
        Stated<CheckpointStarted> started = facts.holding(CheckpointStarted.class, FactType.CHECKPOINT_STARTED, id)
                .orElse(null);
        Stated<CheckpointCompleted> completed = facts.holding(
                        CheckpointCompleted.class, FactType.CHECKPOINT_COMPLETED, id)
                .orElse(null);
        if (completed != null) {
            Instant end = completed.fact().at();
            Instant start = started != null ? started.fact().at() : end.minus(checkpoint.duration());
            return Optional.of(new Execution(
                    checkpoint, start, end, true, owner(checkpoint, holders, start), completed.reference()));
        }
        if (started != null) {
            Instant start = started.fact().at();
            Instant planned = start.plus(checkpoint.duration());
            Instant end = planned.isBefore(now) ? now : planned;
            return Optional.of(new Execution(
                    checkpoint, start, end, false, owner(checkpoint, holders, start), started.reference()));
        }
        return Optional.empty();
    }

    private static @Nullable String owner(Declaration.Checkpoint checkpoint, RoleHolders holders, Instant start) {
        return holders.holderAt(checkpoint.role(), checkpoint.owner(), start).orElse(null);
    }

    Optional<Execution> of(String checkpointId) {
        return Optional.ofNullable(byCheckpoint.get(checkpointId));
    }

    /** By checkpoint id. */
    Map<String, Execution> all() {
        return byCheckpoint;
    }
}
