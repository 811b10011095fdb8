package dev.gatehouse.architecture.planted.commandwindow.domain;

import dev.gatehouse.architecture.planted.commandwindow.domain.resequencing.Solver;

public final class CheckerThatUsesTheSolver {
    public boolean holds(String checkpoint, int start) {
        return Solver.start(checkpoint) == start;
    }
}
