package dev.gatehouse.benchmark;

import dev.gatehouse.digest.domain.comparison.Difference;
import dev.gatehouse.digest.domain.comparison.RunbookComparison;
import dev.gatehouse.digest.domain.runbook.Runbook;
import dev.gatehouse.digest.markdown.Reading;
import dev.gatehouse.digest.markdown.RunbookReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Comparing two revisions of a runbook of ten thousand lines with five hundred changes, beside Git's word difference of the
 * same two files. One operation is one whole comparison, in the heap of a node.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 10, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(
        value = 1,
        jvmArgs = {"-Xms512m", "-Xmx512m"})
public class DigestBenchmark {
    private static final RunbookReader READER = new RunbookReader();

    private final LongRunbook runbook = new LongRunbook();
    private Runbook baseline;
    private Runbook revision;
    private Path folder;

    @Setup
    public void writeFiles() throws IOException {
        baseline = read(runbook.baseline);
        revision = read(runbook.revision);
        int changed = compared(baseline, revision).changed().size();
        if (baseline.lines() < LongRunbook.LINES || changed < LongRunbook.CHANGES * 0.9) {
            throw new IllegalStateException(baseline.lines() + " lines, " + changed + " changes");
        }
        folder = Files.createTempDirectory("runbooks");
        Files.write(folder.resolve("baseline.md"), runbook.baseline);
        Files.write(folder.resolve("revision.md"), runbook.revision);
    }

    @TearDown
    public void removeFiles() throws IOException {
        Files.delete(folder.resolve("baseline.md"));
        Files.delete(folder.resolve("revision.md"));
        Files.delete(folder);
    }

    /** From the bytes of both files to every difference, in words where something changed. */
    @Benchmark
    public int readAndCompare() {
        return words(compared(read(runbook.baseline), read(runbook.revision)));
    }

    /** The same without the reading. */
    @Benchmark
    public int compare() {
        return words(compared(baseline, revision));
    }

    /** A process of its own, as whoever calls Git starts one. */
    @Benchmark
    public byte[] gitWordDiff() throws IOException, InterruptedException {
        Process git = new ProcessBuilder(
                        List.of("git", "diff", "--no-index", "--word-diff", "--", "baseline.md", "revision.md"))
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        byte[] shown = git.getInputStream().readAllBytes();
        if (git.waitFor() != 1) {
            throw new IllegalStateException("git found no difference");
        }
        return shown;
    }

    private static RunbookComparison compared(Runbook before, Runbook after) {
        return RunbookComparison.between(before, after);
    }

    private static int words(RunbookComparison comparison) {
        return comparison.changed().stream()
                .map(Difference::words)
                .mapToInt(List::size)
                .sum();
    }

    private static Runbook read(byte[] file) {
        if (READER.read(file) instanceof Reading.Readable readable) {
            return readable.runbook();
        }
        throw new IllegalStateException("the runbook can't be read");
    }
}
