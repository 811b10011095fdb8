package dev.gatehouse.commandwindow.domain;

import dev.gatehouse.commandwindow.domain.Resequencing.Entry;
import dev.gatehouse.commandwindow.domain.Resequencing.Explanation;
import dev.gatehouse.commandwindow.domain.Resequencing.Hold;
import dev.gatehouse.commandwindow.domain.Resequencing.HoldReason;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Checkpoint;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Tenure;
import dev.gatehouse.commandwindow.domain.Violation.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether what is held has no place, and is held for the first reason that applies. Every place at which any rule begins
 * or ceases to apply is tried, and one step to both sides of it: between two of them nothing changes.
 */
final class HoldRules {
    private static final Set<Constraint> NOT_YET = EnumSet.of(
            Constraint.COMMAND_WINDOW_START, Constraint.NOW, Constraint.EVIDENCE_READY, Constraint.DEPENDENCY);
    private static final Set<Constraint> OWNER =
            EnumSet.of(Constraint.OWNER_AUTHORITY, Constraint.OWNER_ABSENT, Constraint.OWNER_BUSY);
    private static final Set<Constraint> WINDOW = EnumSet.of(Constraint.WINDOW_START, Constraint.WINDOW_END);
    private static final Set<Constraint> RELAXABLE = EnumSet.of(
            Constraint.COMMAND_WINDOW_END,
            Constraint.WINDOW_START,
            Constraint.WINDOW_END,
            Constraint.FREEZE,
            Constraint.OWNER_ABSENT,
            Constraint.OWNER_BUSY);

    private final CheckedTimeline timeline;
    private final PlaceRules places;
    private final ExplanationRules explanations;
    private final Map<String, Hold> holds = new HashMap<>();

    /** What a tried place breaks. */
    private record Trial(Instant start, List<Constraint> broken) {
        boolean breaksNoneOf(Collection<Constraint> constraints) {
            return broken.stream().noneMatch(constraints::contains);
        }

        boolean breaksOnly(Collection<Constraint> constraints) {
            return constraints.containsAll(broken);
        }
    }

    HoldRules(CheckedTimeline timeline, PlaceRules places, ExplanationRules explanations, Resequencing resequencing) {
        this.timeline = timeline;
        this.places = places;
        this.explanations = explanations;
        for (Entry entry : resequencing.checkpoints()) {
            if (entry.hold() != null) {
                holds.put(entry.checkpointId(), entry.hold());
            }
        }
    }

    /** Held for the first reason that applies, with figures that hold. */
    Stream<Violation> holdReasonHolds(Checkpoint checkpoint, Entry entry) {
        Hold hold = entry.hold();
        if (hold == null) {
            return Stream.empty();
        }
        List<Trial> trials = isMissingEvidence(checkpoint) ? List.of() : trials(checkpoint);
        if (trials.stream().anyMatch(trial -> trial.broken().isEmpty()) && !waitsForHeld(checkpoint)) {
            return Stream.of(Violation.of(Code.HELD_THOUGH_THERE_IS_A_PLACE, entry.checkpointId(), null));
        }
        boolean right = hold.reason() == reason(checkpoint, trials)
                && rootIsRight(checkpoint, hold)
                && bindingHolds(checkpoint, hold, trials)
                && !hold.releasedBy().isEmpty();
        return right
                ? Stream.empty()
                : Stream.of(Violation.of(Code.HOLD_WITHOUT_ITS_REASON, entry.checkpointId(), hold.root()));
    }

    private HoldReason reason(Checkpoint checkpoint, List<Trial> trials) {
        if (isMissingEvidence(checkpoint)) {
            return HoldReason.EVIDENCE_MISSING;
        }
        if (isStale(trials)) {
            return HoldReason.EVIDENCE_STALE;
        }
        if (hasNoAuthorisedOwner(trials)) {
            return HoldReason.AUTHORITY_MISSING;
        }
        if (waitsForHeld(checkpoint)) {
            return HoldReason.DEPENDS_ON_HELD;
        }
        return checkpoint.boundaryRefused() ? HoldReason.PROTECTED_BOUNDARY : HoldReason.NO_IN_POLICY_WINDOW;
    }

    private boolean isMissingEvidence(Checkpoint checkpoint) {
        return timeline.required(checkpoint).stream().anyMatch(evidence -> evidence.readyAt() == null);
    }

    /** Stale wherever it would otherwise fit, or from the first instant on at which it could be owned at all. */
    private static boolean isStale(List<Trial> trials) {
        Set<Constraint> stale = EnumSet.of(Constraint.EVIDENCE_FRESH);
        Set<Constraint> unowned = EnumSet.copyOf(NOT_YET);
        unowned.add(Constraint.OWNER_AUTHORITY);
        List<Trial> owned =
                trials.stream().filter(trial -> trial.breaksNoneOf(unowned)).toList();
        List<Trial> thinkable = owned.isEmpty()
                ? trials.stream().filter(trial -> trial.breaksNoneOf(NOT_YET)).toList()
                : owned;
        return allBreak(trials.stream().filter(trial -> trial.breaksOnly(stale)).toList(), Constraint.EVIDENCE_FRESH)
                || allBreak(thinkable, Constraint.EVIDENCE_FRESH);
    }

    private static boolean hasNoAuthorisedOwner(List<Trial> trials) {
        Set<Constraint> notYetOrStale = EnumSet.copyOf(NOT_YET);
        notYetOrStale.add(Constraint.EVIDENCE_FRESH);
        return allBreak(trials.stream().filter(trial -> trial.breaksOnly(OWNER)).toList(), Constraint.OWNER_AUTHORITY)
                || allBreak(
                        trials.stream()
                                .filter(trial -> trial.breaksNoneOf(notYetOrStale))
                                .toList(),
                        Constraint.OWNER_AUTHORITY);
    }

    private static boolean allBreak(List<Trial> trials, Constraint constraint) {
        return !trials.isEmpty()
                && trials.stream().allMatch(trial -> trial.broken().contains(constraint));
    }

    private boolean waitsForHeld(Checkpoint checkpoint) {
        return timeline.dependencies(checkpoint.checkpointId()).keySet().stream()
                .anyMatch(timeline::isHeld);
    }

    private boolean rootIsRight(Checkpoint checkpoint, Hold hold) {
        String root = hold.root();
        if (hold.reason() != HoldReason.DEPENDS_ON_HELD || root == null) {
            return hold.reason() != HoldReason.DEPENDS_ON_HELD && root == null;
        }
        Hold atTheRoot = holds.get(root);
        return atTheRoot != null
                && atTheRoot.reason() != HoldReason.DEPENDS_ON_HELD
                && leadsTo(root, checkpoint.checkpointId(), new TreeSet<>());
    }

    private boolean leadsTo(String root, String checkpointId, Set<String> seen) {
        return timeline.dependencies(checkpointId).keySet().stream()
                .filter(timeline::isHeld)
                .anyMatch(earlier -> earlier.equals(root) || (seen.add(earlier) && leadsTo(root, earlier, seen)));
    }

    private boolean bindingHolds(Checkpoint checkpoint, Hold hold, List<Trial> trials) {
        Explanation binding = hold.binding();
        if (hold.reason() == HoldReason.DEPENDS_ON_HELD || binding == null) {
            return hold.reason() == HoldReason.DEPENDS_ON_HELD && binding == null;
        }
        return isOfTheReason(binding.constraint(), hold.reason())
                && explanations.holds(checkpoint, binding)
                && isAloneWhereOneAloneWouldDo(checkpoint, hold, binding, trials);
    }

    private static boolean isOfTheReason(Constraint constraint, HoldReason reason) {
        return switch (reason) {
            case EVIDENCE_MISSING -> constraint == Constraint.EVIDENCE_READY;
            case EVIDENCE_STALE -> constraint == Constraint.EVIDENCE_FRESH;
            case AUTHORITY_MISSING -> constraint == Constraint.OWNER_AUTHORITY;
            case DEPENDS_ON_HELD -> false;
            case NO_IN_POLICY_WINDOW, PROTECTED_BOUNDARY -> RELAXABLE.contains(constraint);
        };
    }

    private boolean isAloneWhereOneAloneWouldDo(
            Checkpoint checkpoint, Hold hold, Explanation binding, List<Trial> trials) {
        boolean noPlace =
                hold.reason() == HoldReason.NO_IN_POLICY_WINDOW || hold.reason() == HoldReason.PROTECTED_BOUNDARY;
        boolean oneWouldDo = trials.stream()
                .anyMatch(trial -> trial.broken().size() == 1
                        && RELAXABLE.contains(trial.broken().get(0)));
        return !noPlace
                || !oneWouldDo
                || broken(checkpoint, binding.testedStart()).size() == 1;
    }

    private List<Trial> trials(Checkpoint checkpoint) {
        Set<Instant> starts = new TreeSet<>();
        Duration length = timeline.length(checkpoint.checkpointId());
        Duration step = timeline.problem().granularity();
        boundaries(checkpoint)
                .flatMap(boundary -> Stream.of(boundary, boundary.minus(length)))
                .forEach(boundary -> {
                    Instant start = timeline.roundedUp(boundary);
                    starts.addAll(
                            List.of(start.minus(step.multipliedBy(2)), start.minus(step), start, start.plus(step)));
                });
        return starts.stream()
                .map(start -> new Trial(start, broken(checkpoint, start)))
                .toList();
    }

    private List<Constraint> broken(Checkpoint checkpoint, Instant start) {
        Stream<Constraint> broken = places.violations(checkpoint, start).stream()
                .map(Violation::constraint)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull);
        return places.sticksOutAtBothEnds(checkpoint, start)
                ? Stream.concat(broken.filter(constraint -> !WINDOW.contains(constraint)), WINDOW.stream())
                        .toList()
                : broken.toList();
    }

    /** Every instant at which a rule for the checkpoint begins or ceases to apply. */
    private Stream<Instant> boundaries(Checkpoint checkpoint) {
        ResequencingProblem problem = timeline.problem();
        Stream<@Nullable Instant> own = Stream.of(
                problem.commandWindow().from(), problem.commandWindow().to(), problem.now());
        Stream<@Nullable Instant> granted = checkpoint.relaxations().stream()
                .flatMap(relaxation -> Stream.of(relaxation.needs(), relaxation.allowed()));
        Stream<@Nullable Instant> evidence = timeline.required(checkpoint).stream()
                .flatMap(required -> nullable(required.readyAt(), required.freshUntil()));
        Stream<@Nullable Instant> tenures =
                checkpoint.tenures().stream().flatMap(tenure -> nullable(tenure.from(), tenure.until()));
        Stream<@Nullable Instant> closed = Stream.of(
                        checkpoint.windows().stream(),
                        problem.freezes().stream().map(ResequencingProblem.Freeze::interval),
                        problem.absences().stream().map(ResequencingProblem.Absence::interval))
                .flatMap(intervals -> intervals)
                .flatMap(interval -> Stream.of(interval.from(), interval.to()));
        Map<String, Duration> dependencies = timeline.dependencies(checkpoint.checkpointId());
        Set<String> owners = new TreeSet<>();
        checkpoint.tenures().stream().map(Tenure::person).forEach(owners::add);
        Stream<@Nullable Instant> others = timeline.spots().stream()
                .filter(spot -> dependencies.containsKey(spot.checkpointId())
                        || (spot.owner() != null && owners.contains(spot.owner())))
                .flatMap(spot -> Stream.of(
                        spot.start(),
                        spot.end(),
                        spot.end().plus(dependencies.getOrDefault(spot.checkpointId(), Duration.ZERO))));
        return Stream.of(own, granted, evidence, tenures, closed, others)
                .flatMap(instants -> instants)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull);
    }

    private static Stream<@Nullable Instant> nullable(@Nullable Instant one, @Nullable Instant other) {
        return Stream.concat(Stream.ofNullable(one), Stream.ofNullable(other));
    }
}
