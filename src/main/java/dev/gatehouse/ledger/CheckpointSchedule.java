package dev.gatehouse.ledger;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Makes a checkpoint about every second while anything changes, and a last one at shutdown. On a thread of its own:
 * nothing else that runs late may widen the gap in which a cut tail goes unseen.
 */
final class CheckpointSchedule implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(CheckpointSchedule.class);

    private final Checkpoints checkpoints;
    private final @Nullable CheckpointFile file;
    private @Nullable ScheduledExecutorService thread;
    private boolean failing;

    CheckpointSchedule(Checkpoints checkpoints, @Nullable CheckpointFile file) {
        this.checkpoints = checkpoints;
        this.file = file;
    }

    @Override
    public synchronized void start() {
        thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread named = new Thread(work, "ledger-checkpoints");
            named.setDaemon(true);
            return named;
        });
        thread.scheduleWithFixedDelay(this::tick, 0, 1, TimeUnit.SECONDS);
    }

    @Override
    public synchronized void stop() {
        if (thread == null) {
            return;
        }
        thread.shutdown();
        try {
            if (thread.awaitTermination(10, TimeUnit.SECONDS)) {
                tick();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    /** Early to start and late to stop: whatever else stops still appends. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 1_000;
    }

    private void tick() {
        try {
            checkpoints.make();
            if (file != null) {
                file.catchUp();
            }
            if (failing) {
                log.info("Checkpoints of the ledger are made again");
                failing = false;
            }
        } catch (RuntimeException e) {
            // entries wait in gh_ledger_pending; said once, tried again every second
            if (!failing) {
                log.warn("A checkpoint of the ledger could not be made; trying again every second", e);
                failing = true;
            }
        }
    }
}
