package dev.gatehouse.commandwindow.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything the resequencer may know: the authoritative timeline, the facts as they stand, and now. The grid starts at
 * {@code commandWindow.from()} with {@code granularity}; starts lie on it; durations, gaps, readiness and now round up to
 * it. Source: spec 1, "Resequencing".
 *
 * @param commandWindow the window as declared or extended
 * @param closesBecause the event that last extended the window, if any
 * @param now the case clock
 * @param clockBecause in a drill the event whose time is the clock; null in a live case and before the first event
 * @param evidence by evidence id
 */
public record ResequencingProblem(
        Interval commandWindow,
        @Nullable EventReference closesBecause,
        Duration granularity,
        Instant now,
        @Nullable EventReference clockBecause,
        List<Checkpoint> checkpoints,
        List<Spacing> spacings,
        Map<String, Evidence> evidence,
        List<Freeze> freezes,
        List<Absence> absences) {

    /**
     * @param guarded whether the checkpoint is protected
     * @param windows its own windows; empty means the whole command window
     * @param windowsBecause the event that last changed the windows, if any
     * @param tenures who may own it when, in order of time, without overlap; where there is no tenure nobody may
     * @param before its place in the authoritative timeline
     * @param execution set once it has started or completed: a fact that outranks every rule
     * @param boundaryRefused the boundary owner refused an exception: a hold for want of a place is PROTECTED_BOUNDARY
     * @param relaxations granted boundary exceptions for this checkpoint
     */
    public record Checkpoint(
            String checkpointId,
            boolean guarded,
            Duration duration,
            List<String> dependsOn,
            List<String> requires,
            List<Interval> windows,
            @Nullable EventReference windowsBecause,
            List<Tenure> tenures,
            Before before,
            @Nullable Execution execution,
            @Nullable String boundaryOwner,
            boolean boundaryRefused,
            List<Relaxation> relaxations) {}

    /**
     * The authoritative place.
     *
     * @param start where it is, or for a held one its last place
     * @param held whether the authoritative timeline holds it
     */
    public record Before(Instant start, @Nullable String owner, boolean held) {}

    /** What has really happened: a stated or derived start and end; {@code completed} false while it runs. */
    public record Execution(
            Instant start,
            Instant end,
            boolean completed,
            @Nullable String owner,
            EventReference because) {}

    /**
     * One person's time as holder of the role for one checkpoint.
     *
     * @param from null means always
     * @param until null means for ever
     * @param because the rotation that gave it to them, null when declared
     * @param endsBecause the rotation that takes it from them, also when nobody approved takes over; null when none does
     */
    public record Tenure(
            String person,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable EventReference because,
            @Nullable EventReference endsBecause) {
        /** A tenure that no rotation ends. */
        public Tenure(
                String person, @Nullable Instant from, @Nullable Instant until, @Nullable EventReference because) {
            this(person, from, until, because, null);
        }
    }

    /** {@code after} starts no earlier than the end of {@code before} plus {@code gap}. */
    public record Spacing(String before, String after, Duration gap) {}

    /**
     * @param readyAt null when withdrawn or without a time
     * @param confirmed stated as ready, not only announced
     * @param freshUntil a checkpoint that requires it may start no later than this; null means no limit
     */
    public record Evidence(
            String evidenceId,
            @Nullable Instant readyAt,
            boolean confirmed,
            @Nullable Instant freshUntil,
            @Nullable EventReference because) {}

    public record Freeze(
            String freezeId, Interval interval, @Nullable EventReference because) {}

    public record Absence(
            String person, Interval interval, @Nullable EventReference because) {}

    /**
     * A granted boundary exception: this constraint (about this subject, where it has one) is relaxed for this
     * checkpoint from {@code allowed} to {@code needs} and no further.
     */
    public record Relaxation(
            Constraint constraint, @Nullable String subject, Instant needs, Instant allowed) {}
}
