package dev.gatehouse.architecture.planted.commandwindow.domain.resequencing;

public final class Solver {
    private Solver() {}

    public static int start(String checkpoint) {
        return checkpoint.length();
    }
}
