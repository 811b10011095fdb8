package dev.gatehouse.commandwindow.domain;

import dev.gatehouse.commandwindow.domain.CheckedTimeline.Spot;
import dev.gatehouse.commandwindow.domain.Resequencing.Entry;
import dev.gatehouse.commandwindow.domain.Resequencing.Explanation;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Checkpoint;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Tenure;
import dev.gatehouse.commandwindow.domain.Violation.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether what a timeline says about its moves and holds is so when it is tried. */
final class ExplanationRules {
    private final CheckedTimeline timeline;
    private final PlaceRules places;

    ExplanationRules(CheckedTimeline timeline, PlaceRules places) {
        this.timeline = timeline;
        this.places = places;
    }

    /** Exactly the moved ones have an explanation, and it holds at the old place or one step closer to it. */
    Stream<Violation> everyMoveExplained(Checkpoint checkpoint, Entry entry) {
        Spot spot = timeline.spot(entry.checkpointId());
        boolean moved = spot != null
                && !spot.started()
                && !spot.start().equals(checkpoint.before().start());
        Explanation move = entry.move();
        if (spot == null || !moved || move == null) {
            return moved == (move != null)
                    ? Stream.empty()
                    : Stream.of(Violation.of(Code.MOVE_NOT_EXPLAINED, entry.checkpointId(), null));
        }
        boolean rightPlace = isBackOrCloser(checkpoint.before().start(), spot.start(), move.testedStart());
        return rightPlace && holds(checkpoint, move)
                ? Stream.empty()
                : Stream.of(Violation.of(Code.EXPLANATION_DOES_NOT_HOLD, entry.checkpointId(), move.subject()));
    }

    private boolean isBackOrCloser(Instant old, Instant now, Instant tested) {
        Duration step = timeline.problem().granularity();
        Instant closer = now.isAfter(old) ? now.minus(step) : now.plus(step);
        return tested.equals(old) || tested.equals(closer);
    }

    /** The place breaks the named rule, by the stated figures, which are those of a boundary that there is. */
    boolean holds(Checkpoint checkpoint, Explanation explanation) {
        Instant start = explanation.testedStart();
        boolean breaks = places.violationsWithFollowers(checkpoint, start).stream()
                .anyMatch(violation -> isTheSameRule(violation, explanation));
        return breaks
                && explanation
                        .shortBy()
                        .equals(Duration.between(explanation.allowed(), explanation.needs())
                                .abs())
                && !explanation.shortBy().isZero()
                && hasTheseFigures(checkpoint, explanation)
                && knownEvents().containsAll(explanation.causedBy());
    }

    private static boolean isTheSameRule(Violation violation, Explanation explanation) {
        Constraint broken = violation.constraint();
        boolean sameKind =
                broken == explanation.constraint() || (isOwnWindow(broken) && isOwnWindow(explanation.constraint()));
        boolean anySubject = broken == Constraint.OWNER_AUTHORITY;
        return sameKind && (anySubject || Objects.equals(violation.subject(), explanation.subject()));
    }

    private static boolean isOwnWindow(@Nullable Constraint constraint) {
        return constraint == Constraint.WINDOW_START || constraint == Constraint.WINDOW_END;
    }

    private boolean hasTheseFigures(Checkpoint checkpoint, Explanation explanation) {
        Instant start = explanation.testedStart();
        Instant end = start.plus(timeline.length(checkpoint.checkpointId()));
        boolean late = explanation.needs().isAfter(explanation.allowed());
        Instant measured = late && explanation.constraint() != Constraint.EVIDENCE_FRESH ? end : start;
        if (late && explanation.constraint() == Constraint.DEPENDENCY) {
            measured = end.plus(gapTo(checkpoint, explanation.subject()));
        }
        return explanation.needs().equals(measured)
                && boundaries(checkpoint, explanation, late).anyMatch(explanation.allowed()::equals);
    }

    private Duration gapTo(Checkpoint checkpoint, @Nullable String follower) {
        return follower == null
                        || !timeline.followers(checkpoint.checkpointId()).contains(follower)
                ? Duration.ZERO
                : Objects.requireNonNull(timeline.dependencies(follower).get(checkpoint.checkpointId()));
    }

    /** Where the named rule has a boundary on that side. */
    private Stream<Instant> boundaries(Checkpoint checkpoint, Explanation explanation, boolean late) {
        Constraint constraint = explanation.constraint();
        String subject = explanation.subject();
        ResequencingProblem problem = timeline.problem();
        return switch (constraint) {
            case COMMAND_WINDOW_START -> Stream.of(problem.commandWindow().from());
            case COMMAND_WINDOW_END ->
                Stream.of(PlaceRules.late(
                        checkpoint, constraint, null, problem.commandWindow().to()));
            case WINDOW_START ->
                late
                        ? Stream.empty()
                        : checkpoint.windows().stream()
                                .map(window -> PlaceRules.early(checkpoint, constraint, null, window.from()));
            case WINDOW_END ->
                late
                        ? checkpoint.windows().stream()
                                .map(window -> PlaceRules.late(checkpoint, constraint, null, window.to()))
                        : Stream.empty();
            case NOW -> Stream.of(timeline.roundedUp(problem.now()));
            case EVIDENCE_READY, EVIDENCE_FRESH, DEPENDENCY, GRID ->
                places.violationsWithFollowers(checkpoint, explanation.testedStart()).stream()
                        .filter(violation -> isTheSameRule(violation, explanation))
                        .map(Violation::allowed)
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull);
            case OWNER_AUTHORITY -> tenureBoundaries(checkpoint, explanation, late);
            case OWNER_ABSENT ->
                problem.absences().stream()
                        .filter(absence -> absence.person().equals(subject))
                        .map(absence -> side(
                                checkpoint,
                                explanation,
                                absence.interval().from(),
                                absence.interval().to(),
                                late));
            case FREEZE ->
                problem.freezes().stream()
                        .filter(freeze -> freeze.freezeId().equals(subject))
                        .map(freeze -> side(
                                checkpoint,
                                explanation,
                                freeze.interval().from(),
                                freeze.interval().to(),
                                late));
            case OWNER_BUSY ->
                Stream.ofNullable(subject == null ? null : timeline.spot(subject))
                        .map(other -> side(checkpoint, explanation, other.start(), other.end(), late));
        };
    }

    private static Instant side(
            Checkpoint checkpoint, Explanation explanation, Instant from, Instant to, boolean late) {
        return late
                ? PlaceRules.late(checkpoint, explanation.constraint(), explanation.subject(), from)
                : PlaceRules.early(checkpoint, explanation.constraint(), explanation.subject(), to);
    }

    private static Stream<Instant> tenureBoundaries(Checkpoint checkpoint, Explanation explanation, boolean late) {
        List<Tenure> tenures = checkpoint.tenures();
        if (tenures.isEmpty()) {
            return Stream.of(explanation.testedStart());
        }
        return IntStream.range(0, tenures.size())
                .filter(index -> tenures.get(index).person().equals(explanation.subject()))
                .mapToObj(index -> Stream.ofNullable(
                        late
                                ? PlaceRules.continuedUntil(checkpoint, index)
                                : tenures.get(index).from()))
                .flatMap(bounds -> bounds);
    }

    /** Every event that anything in the problem names. */
    private List<EventReference> knownEvents() {
        ResequencingProblem problem = timeline.problem();
        List<@Nullable EventReference> events = new ArrayList<>();
        events.add(problem.closesBecause());
        events.add(problem.clockBecause());
        problem.evidence().values().forEach(evidence -> events.add(evidence.because()));
        problem.freezes().forEach(freeze -> events.add(freeze.because()));
        problem.absences().forEach(absence -> events.add(absence.because()));
        for (Checkpoint checkpoint : problem.checkpoints()) {
            events.add(checkpoint.windowsBecause());
            if (checkpoint.execution() != null) {
                events.add(checkpoint.execution().because());
            }
            for (Tenure tenure : checkpoint.tenures()) {
                events.add(tenure.because());
                events.add(tenure.endsBecause());
            }
        }
        return events.stream()
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }
}
