package dev.gatehouse.digest.domain.runbook;

/** Physical lines of a file, counted from 1; both ends belong to it. */
public record Lines(int from, int to) {

    public Lines {
        if (from < 1 || to < from) {
            throw new IllegalArgumentException("no lines: " + from + " to " + to);
        }
    }
}
