package dev.gatehouse.commandwindow.solver;

import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.LinearExpr;
import dev.gatehouse.commandwindow.domain.resequencing.Network;
import dev.gatehouse.commandwindow.domain.resequencing.Placement;
import dev.gatehouse.commandwindow.domain.resequencing.Score;
import java.util.List;
import java.util.function.Function;

/**
 * Solves the objectives stage by stage, each among the optima of those before. Stages whose optimum is known beforehand
 * are left out.
 */
final class ExactSearch {
    private static final int SEED = 1;

    private final Network network;
    private final double workLimit;
    private Placement best;
    private boolean proven = true;

    /**
     * @param proven whether no timeline is better by the objective
     */
    record Outcome(Placement placement, boolean proven) {}

    /** @param workLimit for each stage, in CP-SAT's deterministic time */
    private ExactSearch(Network network, Placement hint, double workLimit) {
        this.network = network;
        this.best = hint;
        this.workLimit = workLimit;
    }

    static Outcome from(Placement hint, double workLimit) {
        ExactSearch search = new ExactSearch(hint.network(), hint, workLimit);
        search.run();
        return new Outcome(search.best, search.proven);
    }

    private void run() {
        SequencingModel sequencing = null;
        if (holdsMoreThanItMust()) {
            sequencing = new SequencingModel(network, true);
            solve(sequencing, Objectives::held);
            if (!proven) {
                return;
            }
        }
        if (!holdsMoreThanItMust()) {
            if (isNearestEverywhere()) {
                return;
            }
            sequencing = new SequencingModel(network, false);
        }
        if (sequencing != null) {
            solve(sequencing, Objectives::movement);
            solve(sequencing, Objectives::endAndStarts);
        }
    }

    private boolean holdsMoreThanItMust() {
        return network.nodes().stream().anyMatch(node -> best.isHeld(node.index()) && !node.mustBeHeld());
    }

    /** Each is where it would be if it were alone, and would be nowhere else: no other timeline is as good. */
    private boolean isNearestEverywhere() {
        return network.nodes().stream()
                .filter(node -> best.isPlaced(node.index()))
                .allMatch(node -> node.isOnlyNearest(network, best.start(node.index())));
    }

    private void solve(SequencingModel sequencing, Function<Objectives, List<LinearExpr>> stages) {
        for (LinearExpr stage : stages.apply(new Objectives(sequencing))) {
            if (proven) {
                solve(sequencing, stage);
            }
        }
    }

    private void solve(SequencingModel sequencing, LinearExpr expression) {
        sequencing.hint(best);
        sequencing.model().minimize(expression);
        CpSolver solver = new CpSolver();
        solver.getParameters().setNumWorkers(1).setRandomSeed(SEED).setMaxDeterministicTime(workLimit);
        CpSolverStatus status = solver.solve(sequencing.model());
        if (status == CpSolverStatus.OPTIMAL || status == CpSolverStatus.FEASIBLE) {
            Placement found = sequencing.placement(solver::value);
            if (status == CpSolverStatus.OPTIMAL || Score.of(found).compareTo(Score.of(best)) < 0) {
                best = found;
            }
        }
        proven = status == CpSolverStatus.OPTIMAL;
        if (proven) {
            sequencing.model().addLessOrEqual(expression, solver.value(expression));
        }
    }
}
