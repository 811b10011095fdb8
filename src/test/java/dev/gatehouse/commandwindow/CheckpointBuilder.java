package dev.gatehouse.commandwindow;

import static dev.gatehouse.commandwindow.ProblemBuilder.at;
import static dev.gatehouse.commandwindow.ProblemBuilder.event;

import dev.gatehouse.commandwindow.domain.EventReference;
import dev.gatehouse.commandwindow.domain.Interval;
import dev.gatehouse.commandwindow.domain.Resequencing.Explanation;
import dev.gatehouse.commandwindow.domain.ResequencingProblem;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Before;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Checkpoint;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Execution;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Relaxation;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Tenure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One checkpoint of a {@link ProblemBuilder}: half an hour at 15:00 by somebody of its own, unless said otherwise. */
public final class CheckpointBuilder {
    private final ProblemBuilder problem;
    private final String checkpointId;
    private boolean guarded;
    private Duration duration = Duration.ofMinutes(30);
    private final List<String> dependsOn = new ArrayList<>();
    private final List<String> requires = new ArrayList<>();
    private final List<Interval> windows = new ArrayList<>();
    private EventReference windowsBecause;
    private final List<Tenure> tenures = new ArrayList<>();
    private String start = "15:00";
    private String owner;
    private boolean held;
    private Execution execution;
    private String boundaryOwner;
    private boolean boundaryRefused;
    private final List<Relaxation> relaxations = new ArrayList<>();

    CheckpointBuilder(ProblemBuilder problem, String checkpointId) {
        this.problem = problem;
        this.checkpointId = checkpointId;
        this.owner = "owner-of-" + checkpointId;
    }

    public CheckpointBuilder guarded(String byBoundaryOwner) {
        guarded = true;
        boundaryOwner = byBoundaryOwner;
        return this;
    }

    public CheckpointBuilder refused() {
        boundaryRefused = true;
        return this;
    }

    public CheckpointBuilder lasts(String iso) {
        duration = Duration.parse(iso);
        return this;
    }

    public CheckpointBuilder starts(String time) {
        start = time;
        return this;
    }

    public CheckpointBuilder heldBefore() {
        held = true;
        return this;
    }

    public CheckpointBuilder by(String person) {
        owner = person;
        return this;
    }

    public CheckpointBuilder after(String... earlier) {
        dependsOn.addAll(List.of(earlier));
        return this;
    }

    public CheckpointBuilder requires(String... evidenceIds) {
        requires.addAll(List.of(evidenceIds));
        return this;
    }

    public CheckpointBuilder within(String from, String to) {
        windows.add(new Interval(at(from), at(to)));
        return this;
    }

    public CheckpointBuilder withinOnly(String from, String to, EventReference because) {
        windows.clear();
        windowsBecause = because;
        return within(from, to);
    }

    /** The owner until then; afterwards nobody whom this does not name. */
    public CheckpointBuilder ownedUntil(String time, EventReference endsBecause) {
        tenures.add(new Tenure(owner, null, at(time), null, endsBecause));
        return this;
    }

    public CheckpointBuilder thenBy(String person, String from, EventReference because) {
        tenures.add(new Tenure(person, at(from), null, because, null));
        return this;
    }

    public CheckpointBuilder thenBy(String person, String from, String until, EventReference because) {
        tenures.add(new Tenure(person, at(from), at(until), because, null));
        return this;
    }

    public CheckpointBuilder started(String from, String to) {
        execution = new Execution(at(from), at(to), false, owner, event("started-" + checkpointId));
        return this;
    }

    public CheckpointBuilder completed(String from, String to) {
        execution = new Execution(at(from), at(to), true, owner, event("completed-" + checkpointId));
        return this;
    }

    /** Grants the boundary exception that this binding constraint asks for. */
    public CheckpointBuilder granted(Explanation binding) {
        relaxations.add(new Relaxation(binding.constraint(), binding.subject(), binding.needs(), binding.allowed()));
        return this;
    }

    /** Back to the problem, for the next part. */
    public ProblemBuilder and() {
        return problem;
    }

    public ResequencingProblem build() {
        return problem.build();
    }

    Checkpoint checkpoint() {
        List<Tenure> held = tenures.isEmpty() ? List.of(new Tenure(owner, null, null, null)) : List.copyOf(tenures);
        return new Checkpoint(
                checkpointId,
                guarded,
                duration,
                List.copyOf(dependsOn),
                List.copyOf(requires),
                List.copyOf(windows),
                windowsBecause,
                held,
                new Before(at(start), owner, this.held),
                execution,
                boundaryOwner,
                boundaryRefused,
                List.copyOf(relaxations));
    }
}
