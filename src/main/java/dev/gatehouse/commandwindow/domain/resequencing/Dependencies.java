package dev.gatehouse.commandwindow.domain.resequencing;

import dev.gatehouse.commandwindow.domain.Constraint;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Execution;
import java.util.List;

/** Precedence as rules for one of the two checkpoints while the other stays. */
final class Dependencies {
    private Dependencies() {}

    /** After what has really happened: its end may lie off the grid, so the bound rounds up. */
    static Rule after(Grid grid, String subject, Execution execution, long gap) {
        return new Rule.NotBefore(
                grid, Constraint.DEPENDENCY, subject, grid.ceil(execution.end()) + gap, List.of(execution.because()));
    }

    static Rule after(Grid grid, Node earlier, long start, long gap) {
        return new Rule.NotBefore(grid, Constraint.DEPENDENCY, earlier.id(), start + earlier.steps() + gap, List.of());
    }

    /** Before what waits for it. */
    static Rule before(Grid grid, Node node, Node later, long start, long gap) {
        return new Rule.NotAfter(
                grid, Constraint.DEPENDENCY, later.id(), node.steps() + gap, grid.at(start), List.of());
    }
}
