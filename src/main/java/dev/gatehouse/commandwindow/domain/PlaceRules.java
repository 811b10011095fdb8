package dev.gatehouse.commandwindow.domain;

import dev.gatehouse.commandwindow.domain.CheckedTimeline.Spot;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Absence;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Checkpoint;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Freeze;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Relaxation;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Tenure;
import dev.gatehouse.commandwindow.domain.Violation.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The scheduling rules for one checkpoint at one place while everything else is where the timeline has it. */
final class PlaceRules {
    /** One rule: what it has against the place, or nothing. */
    interface Rule {
        Stream<Violation> violations(Checkpoint checkpoint, Instant start, Instant end);
    }

    private final CheckedTimeline timeline;
    private final ResequencingProblem problem;
    private final List<Rule> rules = List.of(
            this::insideCommandWindow,
            this::insideOwnWindow,
            this::afterDependencies,
            this::evidenceReady,
            this::evidenceFresh,
            this::notInThePast,
            this::ownedThroughout,
            this::ownerAvailable,
            this::onePlaceAtATime,
            this::outsideFreezes,
            this::onTheGrid);

    PlaceRules(CheckedTimeline timeline) {
        this.timeline = timeline;
        this.problem = timeline.problem();
    }

    /** Everything against the place. */
    List<Violation> violations(Checkpoint checkpoint, Instant start) {
        Instant end = start.plus(timeline.length(checkpoint.checkpointId()));
        List<Violation> violations = new ArrayList<>();
        rules.forEach(rule -> rule.violations(checkpoint, start, end).forEach(violations::add));
        return violations;
    }

    /** As {@link #violations}, and what has it come after it against the place. */
    List<Violation> violationsWithFollowers(Checkpoint checkpoint, Instant start) {
        List<Violation> violations = violations(checkpoint, start);
        Instant end = start.plus(timeline.length(checkpoint.checkpointId()));
        beforeFollowers(checkpoint, end).forEach(violations::add);
        return violations;
    }

    /** Who holds the role from start to end; null when nobody does. */
    @Nullable
    String holder(Checkpoint checkpoint, Instant start, Instant end) {
        for (int first = 0; first < checkpoint.tenures().size(); first++) {
            Tenure tenure = checkpoint.tenures().get(first);
            Instant until = continuedUntil(checkpoint, first);
            if (!isBefore(start, tenure.from()) && (until == null || !end.isAfter(until))) {
                return tenure.person();
            }
        }
        return null;
    }

    /** The end of a tenure, or of what the same person holds right after it. */
    static @Nullable Instant continuedUntil(Checkpoint checkpoint, int first) {
        Tenure tenure = checkpoint.tenures().get(first);
        Instant until = tenure.until();
        for (Tenure next :
                checkpoint.tenures().subList(first + 1, checkpoint.tenures().size())) {
            if (until == null || !until.equals(next.from()) || !next.person().equals(tenure.person())) {
                break;
            }
            until = next.until();
        }
        return until;
    }

    Stream<Violation> insideCommandWindow(Checkpoint checkpoint, Instant start, Instant end) {
        Instant opens = problem.commandWindow().from();
        Instant closes = late(
                checkpoint,
                Constraint.COMMAND_WINDOW_END,
                null,
                problem.commandWindow().to());
        Code code = Code.OUTSIDE_COMMAND_WINDOW;
        return Stream.concat(
                tooEarly(code, Constraint.COMMAND_WINDOW_START, checkpoint, null, start, opens),
                tooLate(code, Constraint.COMMAND_WINDOW_END, checkpoint, null, end, closes));
    }

    Stream<Violation> insideOwnWindow(Checkpoint checkpoint, Instant start, Instant end) {
        List<Violation> breaks = new ArrayList<>();
        for (Interval window : checkpoint.windows()) {
            Instant opens = early(checkpoint, Constraint.WINDOW_START, null, window.from());
            Instant closes = late(checkpoint, Constraint.WINDOW_END, null, window.to());
            List<Violation> ofThisOne = Stream.concat(
                            tooEarly(Code.OUTSIDE_OWN_WINDOWS, Constraint.WINDOW_START, checkpoint, null, start, opens),
                            tooLate(Code.OUTSIDE_OWN_WINDOWS, Constraint.WINDOW_END, checkpoint, null, end, closes))
                    .toList();
            if (ofThisOne.isEmpty()) {
                return Stream.empty();
            }
            breaks.addAll(ofThisOne);
        }
        return least(breaks);
    }

    /** Whether it would stick out of each of its windows at both ends: then no single boundary could let it in there. */
    boolean sticksOutAtBothEnds(Checkpoint checkpoint, Instant start) {
        Instant end = start.plus(timeline.length(checkpoint.checkpointId()));
        return !checkpoint.windows().isEmpty()
                && checkpoint.windows().stream()
                        .allMatch(window ->
                                start.isBefore(early(checkpoint, Constraint.WINDOW_START, null, window.from()))
                                        && end.isAfter(late(checkpoint, Constraint.WINDOW_END, null, window.to())));
    }

    Stream<Violation> afterDependencies(Checkpoint checkpoint, Instant start, Instant end) {
        return timeline.dependencies(checkpoint.checkpointId()).entrySet().stream()
                .flatMap(dependency -> afterDependency(checkpoint, start, dependency));
    }

    private Stream<Violation> afterDependency(
            Checkpoint checkpoint, Instant start, Map.Entry<String, Duration> dependency) {
        Spot earlier = timeline.spot(dependency.getKey());
        if (earlier == null) {
            return Stream.of(Violation.of(
                    Code.SCHEDULED_AFTER_A_HELD_DEPENDENCY, checkpoint.checkpointId(), dependency.getKey()));
        }
        Instant allowed = timeline.roundedUp(earlier.end().plus(dependency.getValue()));
        return tooEarly(
                Code.BEFORE_A_DEPENDENCY, Constraint.DEPENDENCY, checkpoint, earlier.checkpointId(), start, allowed);
    }

    private Stream<Violation> beforeFollowers(Checkpoint checkpoint, Instant end) {
        return timeline.followers(checkpoint.checkpointId()).stream().flatMap(follower -> {
            Spot later = timeline.spot(follower);
            Duration gap =
                    Objects.requireNonNull(timeline.dependencies(follower).get(checkpoint.checkpointId()));
            return later == null || later.started()
                    ? Stream.empty()
                    : tooLate(
                            Code.BEFORE_A_DEPENDENCY,
                            Constraint.DEPENDENCY,
                            checkpoint,
                            follower,
                            end.plus(gap),
                            later.start());
        });
    }

    Stream<Violation> evidenceReady(Checkpoint checkpoint, Instant start, Instant end) {
        return timeline.required(checkpoint).stream().flatMap(evidence -> {
            Instant readyAt = evidence.readyAt();
            Instant allowed = readyAt == null ? problem.commandWindow().to() : timeline.roundedUp(readyAt);
            boolean never = readyAt == null && !start.isBefore(allowed);
            return never
                    ? Stream.of(Violation.of(Code.EVIDENCE_NOT_READY, checkpoint.checkpointId(), evidence.evidenceId()))
                    : tooEarly(
                            Code.EVIDENCE_NOT_READY,
                            Constraint.EVIDENCE_READY,
                            checkpoint,
                            evidence.evidenceId(),
                            start,
                            allowed);
        });
    }

    Stream<Violation> evidenceFresh(Checkpoint checkpoint, Instant start, Instant end) {
        return timeline.required(checkpoint).stream()
                .filter(evidence -> evidence.freshUntil() != null)
                .flatMap(evidence -> tooLate(
                        Code.EVIDENCE_STALE,
                        Constraint.EVIDENCE_FRESH,
                        checkpoint,
                        evidence.evidenceId(),
                        start,
                        Objects.requireNonNull(evidence.freshUntil())));
    }

    Stream<Violation> notInThePast(Checkpoint checkpoint, Instant start, Instant end) {
        Instant now = timeline.roundedUp(problem.now());
        return tooEarly(Code.IN_THE_PAST, Constraint.NOW, checkpoint, null, start, now);
    }

    Stream<Violation> ownedThroughout(Checkpoint checkpoint, Instant start, Instant end) {
        if (holder(checkpoint, start, end) != null) {
            return Stream.empty();
        }
        List<Violation> breaks = new ArrayList<>();
        for (int index = 0; index < checkpoint.tenures().size(); index++) {
            Tenure tenure = checkpoint.tenures().get(index);
            Instant from = tenure.from();
            Instant until = continuedUntil(checkpoint, index);
            Code code = Code.NOT_OWNED_THROUGHOUT;
            if (from != null) {
                tooEarly(code, Constraint.OWNER_AUTHORITY, checkpoint, tenure.person(), start, from)
                        .forEach(breaks::add);
            }
            if (until != null) {
                tooLate(code, Constraint.OWNER_AUTHORITY, checkpoint, tenure.person(), end, until)
                        .forEach(breaks::add);
            }
        }
        return breaks.isEmpty()
                ? Stream.of(Violation.of(
                        Code.NOT_OWNED_THROUGHOUT,
                        Constraint.OWNER_AUTHORITY,
                        checkpoint.checkpointId(),
                        null,
                        end,
                        start))
                : least(breaks);
    }

    Stream<Violation> ownerAvailable(Checkpoint checkpoint, Instant start, Instant end) {
        String owner = holder(checkpoint, start, end);
        return problem.absences().stream()
                .filter(absence -> absence.person().equals(owner))
                .map(Absence::interval)
                .flatMap(away -> overlap(
                        Code.OWNER_ABSENT,
                        Constraint.OWNER_ABSENT,
                        checkpoint,
                        owner,
                        start,
                        end,
                        away.from(),
                        away.to()));
    }

    Stream<Violation> onePlaceAtATime(Checkpoint checkpoint, Instant start, Instant end) {
        String owner = holder(checkpoint, start, end);
        return timeline.spots().stream()
                .filter(other -> !other.checkpointId().equals(checkpoint.checkpointId()))
                .filter(other -> owner != null && owner.equals(other.owner()))
                .filter(other -> other.start().isBefore(other.end()))
                .filter(other -> !exceptedBy(other, checkpoint.checkpointId(), start, end))
                .flatMap(other -> overlap(
                        Code.OWNER_IN_TWO_PLACES,
                        Constraint.OWNER_BUSY,
                        checkpoint,
                        other.checkpointId(),
                        start,
                        end,
                        other.start(),
                        other.end()));
    }

    /** Whether the other has an exception that lets it overlap this place. */
    private boolean exceptedBy(Spot other, String checkpointId, Instant start, Instant end) {
        Checkpoint holderOfException = timeline.checkpoint(other.checkpointId());
        if (holderOfException == null || other.started()) {
            return false;
        }
        Instant begins = late(holderOfException, Constraint.OWNER_BUSY, checkpointId, start);
        Instant ends = early(holderOfException, Constraint.OWNER_BUSY, checkpointId, end);
        return !other.end().isAfter(begins) || !other.start().isBefore(ends);
    }

    Stream<Violation> outsideFreezes(Checkpoint checkpoint, Instant start, Instant end) {
        return problem.freezes().stream().flatMap(freeze -> freezeOverlap(checkpoint, start, end, freeze));
    }

    private Stream<Violation> freezeOverlap(Checkpoint checkpoint, Instant start, Instant end, Freeze freeze) {
        return overlap(
                Code.INSIDE_A_FREEZE,
                Constraint.FREEZE,
                checkpoint,
                freeze.freezeId(),
                start,
                end,
                freeze.interval().from(),
                freeze.interval().to());
    }

    Stream<Violation> onTheGrid(Checkpoint checkpoint, Instant start, Instant end) {
        return timeline.isOnGrid(start)
                ? Stream.empty()
                : Stream.of(Violation.of(
                        Code.OFF_THE_GRID,
                        Constraint.GRID,
                        checkpoint.checkpointId(),
                        null,
                        start,
                        timeline.roundedUp(start)));
    }

    private Stream<Violation> overlap(
            Code code,
            Constraint constraint,
            Checkpoint checkpoint,
            @Nullable String subject,
            Instant start,
            Instant end,
            Instant from,
            Instant to) {
        Instant begins = late(checkpoint, constraint, subject, from);
        Instant ends = early(checkpoint, constraint, subject, to);
        if (!end.isAfter(begins) || !start.isBefore(ends)) {
            return Stream.empty();
        }
        return least(List.of(
                Violation.of(code, constraint, checkpoint.checkpointId(), subject, end, begins),
                Violation.of(code, constraint, checkpoint.checkpointId(), subject, start, ends)));
    }

    private static Stream<Violation> tooEarly(
            Code code,
            Constraint constraint,
            Checkpoint checkpoint,
            @Nullable String subject,
            Instant needs,
            Instant allowed) {
        return needs.isBefore(allowed)
                ? Stream.of(Violation.of(code, constraint, checkpoint.checkpointId(), subject, needs, allowed))
                : Stream.empty();
    }

    private static Stream<Violation> tooLate(
            Code code,
            Constraint constraint,
            Checkpoint checkpoint,
            @Nullable String subject,
            Instant needs,
            Instant allowed) {
        return needs.isAfter(allowed)
                ? Stream.of(Violation.of(code, constraint, checkpoint.checkpointId(), subject, needs, allowed))
                : Stream.empty();
    }

    private static Stream<Violation> least(List<Violation> violations) {
        return violations.stream()
                .min(Comparator.comparing(violation -> Objects.requireNonNull(violation.shortBy())))
                .stream();
    }

    /** A boundary that a granted exception puts later for this checkpoint: the end of a window, the begin of a freeze. */
    static Instant late(Checkpoint checkpoint, Constraint constraint, @Nullable String subject, Instant boundary) {
        return checkpoint.relaxations().stream()
                .filter(relaxation -> isAbout(relaxation, constraint, subject))
                .filter(relaxation -> !relaxation.allowed().isAfter(boundary))
                .map(Relaxation::needs)
                .filter(boundary::isBefore)
                .max(Comparator.naturalOrder())
                .orElse(boundary);
    }

    /** A boundary that a granted exception puts earlier: the begin of a window, the end of a freeze. */
    static Instant early(Checkpoint checkpoint, Constraint constraint, @Nullable String subject, Instant boundary) {
        return checkpoint.relaxations().stream()
                .filter(relaxation -> isAbout(relaxation, constraint, subject))
                .filter(relaxation -> !relaxation.allowed().isBefore(boundary))
                .map(Relaxation::needs)
                .filter(boundary::isAfter)
                .min(Comparator.naturalOrder())
                .orElse(boundary);
    }

    private static boolean isAbout(Relaxation relaxation, Constraint constraint, @Nullable String subject) {
        return relaxation.constraint() == constraint && Objects.equals(relaxation.subject(), subject);
    }

    private static boolean isBefore(Instant instant, @Nullable Instant bound) {
        return bound != null && instant.isBefore(bound);
    }
}
