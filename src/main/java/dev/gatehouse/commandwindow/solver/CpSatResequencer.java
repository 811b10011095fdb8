package dev.gatehouse.commandwindow.solver;

import com.google.ortools.Loader;
import dev.gatehouse.commandwindow.domain.Resequencer;
import dev.gatehouse.commandwindow.domain.Resequencing;
import dev.gatehouse.commandwindow.domain.ResequencingProblem;
import dev.gatehouse.commandwindow.domain.resequencing.Explaining;
import dev.gatehouse.commandwindow.domain.resequencing.ListScheduling;
import dev.gatehouse.commandwindow.domain.resequencing.Network;
import dev.gatehouse.commandwindow.domain.resequencing.Placement;
import dev.gatehouse.commandwindow.domain.resequencing.Score;
import dev.gatehouse.commandwindow.domain.resequencing.Settling;
import dev.gatehouse.commandwindow.solver.ExactSearch.Outcome;

/**
 * Resequences to a proven optimum with CP-SAT. Where its native library cannot be loaded, or the work limit ends the
 * search first, the best timeline known is given as not proven; it is never worse than list scheduling.
 *
 * <p>Safe for use by several threads.
 */
public final class CpSatResequencer implements Resequencer {
    private static final double WORK_LIMIT = 20;

    private final boolean solverAvailable;
    private final double workLimit;

    /** Loads the native library, which takes about a second the first time: build it at start-up. */
    public CpSatResequencer() {
        this(Loader::loadNativeLibraries, WORK_LIMIT);
    }

    CpSatResequencer(Runnable nativeLibrary, double workLimit) {
        this.solverAvailable = loads(nativeLibrary);
        this.workLimit = workLimit;
    }

    private static boolean loads(Runnable nativeLibrary) {
        try {
            nativeLibrary.run();
            return true;
        } catch (LinkageError | RuntimeException unavailable) {
            System.getLogger(CpSatResequencer.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "CP-SAT cannot run here; timelines come from list scheduling and are not proven: {0}",
                            unavailable.toString());
            return false;
        }
    }

    /** Whether this platform can prove optima. */
    public boolean canProve() {
        return solverAvailable;
    }

    @Override
    public Resequencing resequence(ResequencingProblem problem) {
        Placement listed = ListScheduling.best(Network.of(problem));
        if (!solverAvailable) {
            return Explaining.timeline(listed, false);
        }
        Outcome outcome = ExactSearch.from(listed, workLimit);
        if (outcome.proven()) {
            return Explaining.timeline(outcome.placement(), true);
        }
        Placement settled = Settling.settle(outcome.placement());
        boolean worse = Score.of(settled).compareTo(Score.of(listed)) > 0;
        return Explaining.timeline(worse ? listed : settled, false);
    }
}
