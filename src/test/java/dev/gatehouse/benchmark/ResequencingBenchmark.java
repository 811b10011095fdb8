package dev.gatehouse.benchmark;

import dev.gatehouse.commandwindow.DenseWindows;
import dev.gatehouse.commandwindow.domain.Resequencing;
import dev.gatehouse.commandwindow.domain.ResequencingProblem;
import dev.gatehouse.commandwindow.domain.TimelineChecker;
import dev.gatehouse.commandwindow.domain.Violation;
import dev.gatehouse.commandwindow.solver.BareSolve;
import dev.gatehouse.commandwindow.solver.CpSatResequencer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Resequencing with explanations and check, beside the bare CP-SAT solves of the same stages on the same windows. One
 * operation is one window; each round goes through eight different ones.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 4)
@Fork(1)
public class ResequencingBenchmark {
    private static final int WINDOWS = 8;

    @Param({"5", "10", "20", "50", "100"})
    int checkpoints;

    private CpSatResequencer resequencer;
    private ResequencingProblem[] problems;
    private BareSolve[] bare;
    private int next;

    @Setup
    public void layOutWindows() {
        resequencer = new CpSatResequencer();
        problems = new ResequencingProblem[WINDOWS];
        bare = new BareSolve[WINDOWS];
        for (int window = 0; window < WINDOWS; window++) {
            problems[window] = DenseWindows.window(window, checkpoints);
            bare[window] = new BareSolve(problems[window]);
        }
    }

    /** What happens between a change and its candidate. */
    @Benchmark
    public List<Violation> resequenceExplainAndCheck() {
        ResequencingProblem problem = problems[next++ % WINDOWS];
        Resequencing resequencing = resequencer.resequence(problem);
        List<Violation> violations = TimelineChecker.violations(problem, resequencing);
        if (!resequencing.proven() || !violations.isEmpty()) {
            throw new IllegalStateException("not a proven timeline: " + violations);
        }
        return violations;
    }

    /** The three stages as CP-SAT models, from the same hint; nothing else. */
    @Benchmark
    public Object bareSolver() {
        return bare[next++ % WINDOWS].solve();
    }
}
