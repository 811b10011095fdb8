package dev.gatehouse.commandwindow.domain.resequencing;

import dev.gatehouse.commandwindow.domain.Constraint;
import dev.gatehouse.commandwindow.domain.EventReference;
import dev.gatehouse.commandwindow.domain.Interval;
import dev.gatehouse.commandwindow.domain.ResequencingProblem;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Absence;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Checkpoint;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Evidence;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Execution;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Freeze;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Tenure;
import dev.gatehouse.commandwindow.domain.resequencing.Node.Holder;
import dev.gatehouse.commandwindow.domain.resequencing.Rule.Opening;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules of one unstarted checkpoint that hold wherever the unstarted others are put. */
final class OwnRules {
    private final ResequencingProblem problem;
    private final Grid grid;
    private final Checkpoint checkpoint;
    private final List<Checkpoint> started;
    private final Exceptions exceptions;
    private final long steps;

    /** @param started what has started or completed, in order of id */
    OwnRules(ResequencingProblem problem, Grid grid, Checkpoint checkpoint, List<Checkpoint> started) {
        this.problem = problem;
        this.started = started;
        this.grid = grid;
        this.checkpoint = checkpoint;
        this.exceptions = new Exceptions(checkpoint.relaxations());
        this.steps = grid.steps(checkpoint.duration());
    }

    /** The tenures, with those of one person that follow each other at once joined. */
    List<Holder> holders() {
        List<Holder> holders = new ArrayList<>();
        for (Opening tenure : tenures()) {
            holders.add(new Holder(
                    new Tenure(
                            Objects.requireNonNull(tenure.subject()),
                            tenure.from(),
                            tenure.to(),
                            tenure.fromBecause().stream().findFirst().orElse(null),
                            tenure.toBecause().stream().findFirst().orElse(null)),
                    tenure.starts(grid, steps)));
        }
        return holders;
    }

    List<Rule> rules(List<Holder> holders) {
        List<Rule> rules = new ArrayList<>();
        rules.add(new Rule.NotBefore(grid, Constraint.COMMAND_WINDOW_START, null, 0, List.of()));
        rules.add(new Rule.NotAfter(
                grid,
                Constraint.COMMAND_WINDOW_END,
                null,
                steps,
                exceptions.later(
                        Constraint.COMMAND_WINDOW_END,
                        null,
                        problem.commandWindow().to()),
                events(problem.closesBecause())));
        rules.add(new Rule.NotBefore(
                grid, Constraint.NOW, null, grid.ceil(problem.now()), events(problem.clockBecause())));
        if (!checkpoint.windows().isEmpty()) {
            rules.add(new Rule.Inside(grid, Constraint.WINDOW_START, Constraint.WINDOW_END, steps, windows()));
        }
        addEvidence(rules);
        addFreezes(rules);
        rules.add(new Rule.Inside(grid, Constraint.OWNER_AUTHORITY, Constraint.OWNER_AUTHORITY, steps, tenures()));
        holders.forEach(holder -> addOccupations(rules, holder));
        return rules;
    }

    /** Evidence that it requires and that has no time, in order of id. */
    List<String> missing() {
        return required()
                .filter(evidence -> evidence.readyAt() == null)
                .map(Evidence::evidenceId)
                .toList();
    }

    private void addEvidence(List<Rule> rules) {
        required().forEach(evidence -> {
            Instant readyAt = evidence.readyAt();
            if (readyAt != null) {
                rules.add(new Rule.NotBefore(
                        grid,
                        Constraint.EVIDENCE_READY,
                        evidence.evidenceId(),
                        grid.ceil(readyAt),
                        events(evidence.because())));
            }
            Instant freshUntil = evidence.freshUntil();
            if (readyAt != null && freshUntil != null) {
                rules.add(new Rule.NotAfter(
                        grid,
                        Constraint.EVIDENCE_FRESH,
                        evidence.evidenceId(),
                        0,
                        freshUntil,
                        events(evidence.because())));
            }
        });
    }

    private void addFreezes(List<Rule> rules) {
        for (Freeze freeze : inOneOrder(problem.freezes())) {
            rules.add(outside(
                    Constraint.FREEZE,
                    freeze.freezeId(),
                    freeze.interval().from(),
                    freeze.interval().to(),
                    Starts.ANYWHERE,
                    events(freeze.because())));
        }
    }

    /** What else the holder is away for or has really worked on. */
    private void addOccupations(List<Rule> rules, Holder holder) {
        for (Absence absence : inOneOrder(problem.absences())) {
            if (absence.person().equals(holder.person())) {
                rules.add(outside(
                        Constraint.OWNER_ABSENT,
                        absence.person(),
                        absence.interval().from(),
                        absence.interval().to(),
                        holder.starts(),
                        events(absence.because(), holder.tenure().because())));
            }
        }
        for (Checkpoint other : started) {
            Execution execution = other.execution();
            if (execution != null
                    && holder.person().equals(execution.owner())
                    && execution.start().isBefore(execution.end())) {
                rules.add(outside(
                        Constraint.OWNER_BUSY,
                        other.checkpointId(),
                        execution.start(),
                        execution.end(),
                        holder.starts(),
                        events(execution.because(), holder.tenure().because())));
            }
        }
    }

    private Rule outside(
            Constraint constraint,
            String subject,
            Instant from,
            Instant to,
            Starts applies,
            List<EventReference> because) {
        return new Rule.Outside(
                grid,
                constraint,
                subject,
                steps,
                exceptions.later(constraint, subject, from),
                exceptions.earlier(constraint, subject, to),
                applies,
                Starts.NONE,
                because);
    }

    private List<Opening> windows() {
        List<EventReference> because = events(checkpoint.windowsBecause());
        List<Opening> windows = new ArrayList<>();
        for (Interval window : inOneOrder(checkpoint.windows())) {
            windows.add(new Opening(
                    null,
                    exceptions.earlier(Constraint.WINDOW_START, null, window.from()),
                    exceptions.later(Constraint.WINDOW_END, null, window.to()),
                    because,
                    because));
        }
        return windows;
    }

    private List<Opening> tenures() {
        List<Opening> joined = new ArrayList<>();
        for (Tenure tenure : checkpoint.tenures()) {
            Opening last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            boolean atOnce = last != null && last.to() != null && last.to().equals(tenure.from());
            if (last != null && atOnce && last.toBecause().isEmpty()) {
                last = new Opening(
                        last.subject(), last.from(), last.to(), last.fromBecause(), events(tenure.because()));
                joined.set(joined.size() - 1, last);
            }
            if (last != null && atOnce && tenure.person().equals(last.subject())) {
                joined.set(
                        joined.size() - 1,
                        new Opening(
                                last.subject(),
                                last.from(),
                                tenure.until(),
                                last.fromBecause(),
                                events(tenure.endsBecause())));
            } else {
                joined.add(new Opening(
                        tenure.person(),
                        tenure.from(),
                        tenure.until(),
                        events(tenure.because()),
                        events(tenure.endsBecause())));
            }
        }
        return joined;
    }

    private Stream<Evidence> required() {
        return checkpoint.requires().stream().distinct().sorted().map(this::evidence);
    }

    private Evidence evidence(String evidenceId) {
        Evidence evidence = problem.evidence().get(evidenceId);
        if (evidence == null) {
            throw new IllegalArgumentException(
                    checkpoint.checkpointId() + " requires evidence that is not declared: " + evidenceId);
        }
        return evidence;
    }

    /** However they are listed, they are looked at in the same order. */
    private static <T extends Record> List<T> inOneOrder(List<T> facts) {
        return facts.size() < 2
                ? facts
                : facts.stream().sorted(Comparator.comparing(T::toString)).toList();
    }

    static List<EventReference> events(@Nullable EventReference... events) {
        return Stream.of(events)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .sorted()
                .toList();
    }
}
