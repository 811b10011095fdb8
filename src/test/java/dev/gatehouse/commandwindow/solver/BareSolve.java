package dev.gatehouse.commandwindow.solver;

import dev.gatehouse.commandwindow.domain.ResequencingProblem;
import dev.gatehouse.commandwindow.domain.resequencing.ListScheduling;
import dev.gatehouse.commandwindow.domain.resequencing.Network;
import dev.gatehouse.commandwindow.domain.resequencing.Placement;
import dev.gatehouse.commandwindow.domain.resequencing.Score;

/** The exact search alone, with everything before it done: what resequencing is measured beside. */
public final class BareSolve {
    private static final double WORK_LIMIT = 20;

    private final Placement hint;

    public BareSolve(ResequencingProblem problem) {
        hint = ListScheduling.best(Network.of(problem));
    }

    /** The objective's figures of the optimum. */
    public Score solve() {
        return Score.of(ExactSearch.from(hint, WORK_LIMIT).placement());
    }
}
