package dev.gatehouse.benchmark;

import dev.gatehouse.readout.domain.Infeasible;
import dev.gatehouse.readout.domain.Slot;
import dev.gatehouse.readout.domain.SlotPreference;
import dev.gatehouse.readout.domain.Term;
import dev.gatehouse.readout.domain.ranking.PreparedCalendars;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Finding readout slots, beside the usual approach on the same calendars: 20 people, 30 days, a 15-minute grid. One
 * operation is one whole search.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ReadoutBenchmark {
    private static final SlotPreference PREFERENCE = new SlotPreference(
            Map.of(Term.COMFORT, 4, Term.OPTIONAL, 2, Term.EARLY, 3, Term.MARGIN, 2, Term.HANDOFF, 1));

    /** Busy times of all people together. */
    @Param({"10000", "200000"})
    int intervals;

    private DenseCalendars dense;
    private PreparedCalendars prepared;
    private List<Instant> expected;

    @Setup
    public void layOutCalendars() {
        dense = new DenseCalendars(intervals);
        prepared = PreparedCalendars.of(dense.problem, dense.calendars);
        expected = prepared.rank(PREFERENCE).slots().stream()
                .map(Slot::start)
                .sorted()
                .toList();
        if (expected.size() < 100) {
            throw new IllegalStateException("too little to rank: " + expected);
        }
    }

    /** Every slot with score, terms and interpreter, in order. */
    @Benchmark
    public List<Slot> rank() {
        return prepared.rank(PREFERENCE).slots();
    }

    /** The same, from the problem and what the calendars said, hours and zones included. */
    @Benchmark
    public List<Slot> ingestAndRank() {
        return PreparedCalendars.of(dense.problem, dense.calendars)
                .rank(PREFERENCE)
                .slots();
    }

    /** The same, and every other start with all that is in its way and the facts behind it. */
    @Benchmark
    public List<Infeasible> ingestRankAndExplain() {
        return PreparedCalendars.of(dense.problem, dense.calendars)
                .rank(PREFERENCE)
                .infeasible();
    }

    /** The starts alone: no order, no reasons. They must be the same. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Warmup(iterations = 1)
    @Measurement(iterations = 3)
    public List<Instant> usualApproach() {
        List<Instant> starts = UsualApproach.starts(dense.problem, dense.spans);
        if (!starts.equals(expected)) {
            throw new IllegalStateException(starts + " instead of " + expected);
        }
        return starts;
    }
}
