package dev.gatehouse.commandwindow.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an event states. Facts of one type about one {@link #thing()} contradict each other. Source: spec 1. */
public sealed interface Fact {

    FactType type();

    /** What it is about; two facts of one type with equal things are about the same. */
    List<String> thing();

    /** The id that people know the thing by; empty when it is the command window itself. */
    default Optional<String> about() {
        return thing().stream().findFirst();
    }

    /** The role of the checkpoint whose windows it changes: who may state that depends on it. */
    default Optional<String> roleConcerned(Declaration declaration) {
        return Optional.empty();
    }

    record EvidenceRescheduled(String evidenceId, Instant readyAt) implements Fact {
        @Override
        public FactType type() {
            return FactType.EVIDENCE_RESCHEDULED;
        }

        @Override
        public List<String> thing() {
            return List.of(evidenceId);
        }
    }

    /** @param at since when it is ready */
    record EvidenceConfirmed(String evidenceId, Instant at) implements Fact {
        @Override
        public FactType type() {
            return FactType.EVIDENCE_CONFIRMED;
        }

        @Override
        public List<String> thing() {
            return List.of(evidenceId);
        }
    }

    /** @param reason free text that may be restricted; it enters no packet */
    record EvidenceWithdrawn(String evidenceId, String reason) implements Fact {
        @Override
        public FactType type() {
            return FactType.EVIDENCE_WITHDRAWN;
        }

        @Override
        public List<String> thing() {
            return List.of(evidenceId);
        }
    }

    record CheckpointStarted(String checkpointId, Instant at) implements Fact {
        @Override
        public FactType type() {
            return FactType.CHECKPOINT_STARTED;
        }

        @Override
        public List<String> thing() {
            return List.of(checkpointId);
        }
    }

    record CheckpointCompleted(String checkpointId, Instant at) implements Fact {
        @Override
        public FactType type() {
            return FactType.CHECKPOINT_COMPLETED;
        }

        @Override
        public List<String> thing() {
            return List.of(checkpointId);
        }
    }

    /** @param until when the role goes back to {@code from}; null means it does not */
    record DelegateRotated(
            String role,
            String from,
            String to,
            Instant effectiveAt,
            @Nullable Instant until) implements Fact {
        @Override
        public FactType type() {
            return FactType.DELEGATE_ROTATED;
        }

        @Override
        public List<String> thing() {
            return List.of(role, from);
        }
    }

    record OwnerUnavailable(String person, Interval interval) implements Fact {
        @Override
        public FactType type() {
            return FactType.OWNER_UNAVAILABLE;
        }

        @Override
        public List<String> thing() {
            return List.of(person, interval.from().toString());
        }
    }

    record WindowChanged(String checkpointId, List<Interval> windows) implements Fact {
        public WindowChanged {
            windows = List.copyOf(windows);
        }

        @Override
        public FactType type() {
            return FactType.WINDOW_CHANGED;
        }

        @Override
        public List<String> thing() {
            return List.of(checkpointId);
        }

        @Override
        public Optional<String> roleConcerned(Declaration declaration) {
            return declaration.checkpoint(checkpointId).map(Declaration.Checkpoint::role);
        }
    }

    record FreezeDeclared(String freezeId, Interval interval, String reason) implements Fact {
        @Override
        public FactType type() {
            return FactType.FREEZE_DECLARED;
        }

        @Override
        public List<String> thing() {
            return List.of(freezeId);
        }
    }

    record FreezeLifted(String freezeId) implements Fact {
        @Override
        public FactType type() {
            return FactType.FREEZE_LIFTED;
        }

        @Override
        public List<String> thing() {
            return List.of(freezeId);
        }
    }

    record WindowExtended(Instant closesAt) implements Fact {
        @Override
        public FactType type() {
            return FactType.WINDOW_EXTENDED;
        }

        @Override
        public List<String> thing() {
            return List.of();
        }
    }

    record WindowClosed() implements Fact {
        @Override
        public FactType type() {
            return FactType.WINDOW_CLOSED;
        }

        @Override
        public List<String> thing() {
            return List.of();
        }
    }
}
