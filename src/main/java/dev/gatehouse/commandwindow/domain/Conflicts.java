package dev.gatehouse.commandwindow.domain;

import dev.gatehouse.commandwindow.domain.Executions.Execution;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Spacing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the rules that started and completed checkpoints have broken in fact. */
final class Conflicts {
    private final Declaration declaration;
    private final WindowFacts windows;
    private final EvidenceFacts evidence;
    private final Executions executions;

    private final List<Function<Execution, Stream<Conflict>>> rules = List.of(
            this::completedAfterItStarted,
            this::insideTheCommandWindow,
            this::insideOneOfItsWindows,
            this::afterWhatItDependsOn,
            this::afterItsEvidenceWasReady,
            this::ownedByAHolderOfItsRole,
            this::whileItsOwnerWasAvailable,
            this::outsideFreezes,
            this::whileItsOwnerDidNothingElse);

    Conflicts(Declaration declaration, WindowFacts windows, EvidenceFacts evidence, Executions executions) {
        this.declaration = declaration;
        this.windows = windows;
        this.evidence = evidence;
        this.executions = executions;
    }

    /** By checkpoint, then kind and subject. */
    List<Conflict> all() {
        return executions.all().values().stream()
                .flatMap(execution -> rules.stream().flatMap(rule -> rule.apply(execution)))
                .sorted(Comparator.comparing(Conflict::checkpointId)
                        .thenComparing(Conflict::kind)
                        .thenComparing(conflict -> Objects.requireNonNullElse(conflict.subject(), "")))
                .toList();
    }

    private Stream<Conflict> completedAfterItStarted(Execution it) {
        return it.end().isAfter(it.start())
                ? Stream.empty()
                : Stream.of(conflict(it, Conflict.COMPLETED_BEFORE_STARTED, null, it.end(), it.start(), null));
    }

    private Stream<Conflict> insideTheCommandWindow(Execution it) {
        Interval window = windows.commandWindow();
        if (it.start().isBefore(window.from())) {
            return Stream.of(conflict(it, Constraint.COMMAND_WINDOW_START, null, it.start(), window.from(), null));
        }
        return it.end().isAfter(window.to())
                ? Stream.of(conflict(
                        it, Constraint.COMMAND_WINDOW_END, null, it.end(), window.to(), windows.closesBecause()))
                : Stream.empty();
    }

    private Stream<Conflict> insideOneOfItsWindows(Execution it) {
        WindowFacts.Windows own = windows.windowsOf(it.checkpoint());
        if (own.windows().isEmpty()
                || own.windows().stream().anyMatch(window -> window.encloses(it.start(), it.end()))) {
            return Stream.empty();
        }
        Interval nearest = own.windows().stream()
                .filter(window -> !window.from().isAfter(it.start()))
                .reduce((earlier, later) -> later)
                .orElse(null);
        return nearest == null
                ? Stream.of(conflict(
                        it,
                        Constraint.WINDOW_START,
                        null,
                        it.start(),
                        own.windows().get(0).from(),
                        own.because()))
                : Stream.of(conflict(it, Constraint.WINDOW_END, null, it.end(), nearest.to(), own.because()));
    }

    private Stream<Conflict> afterWhatItDependsOn(Execution it) {
        var conflicts = new ArrayList<Conflict>();
        gapsBefore(it.checkpoint()).forEach((earlier, gap) -> {
            Execution before = executions.of(earlier).orElse(null);
            Instant allowed = before == null ? null : before.end().plus(gap);
            if (allowed == null || it.start().isBefore(allowed)) {
                conflicts.add(conflict(
                        it,
                        Constraint.DEPENDENCY,
                        earlier,
                        it.start(),
                        allowed,
                        before == null ? null : before.because()));
            }
        });
        return conflicts.stream();
    }

    /** The checkpoints that come first, each with the largest gap that is asked for. */
    private Map<String, Duration> gapsBefore(Declaration.Checkpoint checkpoint) {
        var gaps = new TreeMap<String, Duration>();
        checkpoint.dependsOn().forEach(one -> gaps.put(one, Duration.ZERO));
        for (Spacing spacing : declaration.spacings()) {
            if (spacing.after().equals(checkpoint.checkpointId())) {
                gaps.merge(spacing.before(), spacing.gap(), (some, other) -> some.compareTo(other) > 0 ? some : other);
            }
        }
        return gaps;
    }

    private Stream<Conflict> afterItsEvidenceWasReady(Execution it) {
        return it.checkpoint().requires().stream()
                .flatMap(id -> declaration.evidence(id).stream())
                .flatMap(required -> {
                    Situation.EvidenceState standing = evidence.standing(required);
                    Instant readyAt = standing.readyAt();
                    return readyAt != null && !it.start().isBefore(readyAt)
                            ? Stream.empty()
                            : Stream.of(conflict(
                                    it,
                                    Constraint.EVIDENCE_READY,
                                    required.evidenceId(),
                                    it.start(),
                                    readyAt,
                                    standing.because()));
                });
    }

    private Stream<Conflict> ownedByAHolderOfItsRole(Execution it) {
        return it.owner() != null
                ? Stream.empty()
                : Stream.of(
                        conflict(it, Constraint.OWNER_AUTHORITY, it.checkpoint().owner(), it.start(), null, null));
    }

    private Stream<Conflict> whileItsOwnerWasAvailable(Execution it) {
        return windows.absences().stream()
                .filter(absence -> absence.person().equals(it.owner()) && overlaps(absence.interval(), it))
                .map(absence -> conflict(
                        it,
                        Constraint.OWNER_ABSENT,
                        absence.person(),
                        it.start(),
                        absence.interval().to(),
                        absence.because()));
    }

    private Stream<Conflict> outsideFreezes(Execution it) {
        return windows.freezes().stream()
                .filter(freeze -> overlaps(freeze.interval(), it))
                .map(freeze -> conflict(
                        it,
                        Constraint.FREEZE,
                        freeze.freezeId(),
                        it.start(),
                        freeze.interval().to(),
                        freeze.because()));
    }

    private Stream<Conflict> whileItsOwnerDidNothingElse(Execution it) {
        return executions.all().values().stream()
                .filter(other -> !other.checkpoint().equals(it.checkpoint()))
                .filter(other -> it.owner() != null && it.owner().equals(other.owner()))
                .filter(other ->
                        !other.start().isAfter(it.start()) && it.start().isBefore(other.end()))
                .map(other -> conflict(
                        it,
                        Constraint.OWNER_BUSY,
                        other.checkpoint().checkpointId(),
                        it.start(),
                        other.end(),
                        other.because()));
    }

    private static boolean overlaps(Interval interval, Execution it) {
        return it.start().isBefore(it.end()) && interval.overlaps(it.start(), it.end());
    }

    private static Conflict conflict(
            Execution it,
            Constraint constraint,
            @Nullable String subject,
            Instant stated,
            @Nullable Instant allowed,
            @Nullable EventReference other) {
        return conflict(it, constraint.name(), subject, stated, allowed, other);
    }

    private static Conflict conflict(
            Execution it,
            String kind,
            @Nullable String subject,
            Instant stated,
            @Nullable Instant allowed,
            @Nullable EventReference other) {
        List<EventReference> causedBy = Stream.of(it.because(), other)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
        return new Conflict(it.checkpoint().checkpointId(), kind, subject, stated, allowed, causedBy);
    }
}
