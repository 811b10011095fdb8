package dev.gatehouse.benchmark;

import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;

/** How long one kind of step took altogether, and how many there were. */
final class Step {
    private final LongAdder nanos = new LongAdder();
    private final LongAdder count = new LongAdder();

    void run(Runnable work) {
        long start = System.nanoTime();
        work.run();
        nanos.add(System.nanoTime() - start);
        count.increment();
    }

    private double milliseconds() {
        return nanos.sum() / 1e6 / count.sum();
    }

    /** The flow's step beside that of the same model whose delegates do nothing. */
    void report(String figure, Step empty) throws IOException {
        Measuring.report(
                figure + ", " + Measuring.THREADS + " threads",
                "flow %.1f ms, same model with empty delegates %.1f ms, share %.2f",
                milliseconds(),
                empty.milliseconds(),
                empty.milliseconds() / milliseconds());
    }
}
