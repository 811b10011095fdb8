package dev.gatehouse.digest.git;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.util.io.InterruptTimer;

/**
 * Ends what has been under way for too long, however lively it still is: whoever reports progress or asks whether to go on is
 * stopped, whoever just waits is interrupted.
 */
final class Deadline extends EmptyProgressMonitor {
    private final Duration patience;
    private final long end;

    Deadline(Duration patience) {
        this.patience = patience;
        this.end = System.nanoTime() + patience.toNanos();
    }

    /** @throws IOException what the task throws; after the deadline, whatever made it end */
    <T> T watch(Task<T> task) throws IOException {
        InterruptTimer timer = new InterruptTimer("runbooks-deadline");
        try {
            timer.begin(Math.max(1, Math.toIntExact((end - System.nanoTime()) / 1_000_000)));
            return task.run();
        } finally {
            timer.end();
            timer.terminate();
        }
    }

    /** Half a sentence, about one that has passed. */
    String reason() {
        return "it took longer than " + patience;
    }

    @Override
    public void beginTask(String title, int totalWork) {
        goOn();
    }

    @Override
    public void update(int completed) {
        goOn();
    }

    private void goOn() {
        if (isCancelled()) {
            throw new CancellationException(reason());
        }
    }

    @Override
    public boolean isCancelled() {
        return System.nanoTime() - end >= 0;
    }

    /** Something that takes its time. */
    interface Task<T> {
        T run() throws IOException;
    }
}
