package dev.gatehouse.commandwindow.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gatehouse.commandwindow.RandomWindows;
import dev.gatehouse.commandwindow.domain.Constraint;
import dev.gatehouse.commandwindow.domain.Resequencing;
import dev.gatehouse.commandwindow.domain.Resequencing.Entry;
import dev.gatehouse.commandwindow.domain.Resequencing.Explanation;
import dev.gatehouse.commandwindow.domain.Resequencing.Hold;
import dev.gatehouse.commandwindow.domain.Resequencing.HoldReason;
import dev.gatehouse.commandwindow.domain.Resequencing.Objective;
import dev.gatehouse.commandwindow.domain.ResequencingProblem;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Before;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Checkpoint;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Relaxation;
import dev.gatehouse.commandwindow.domain.TimelineChecker;
import dev.gatehouse.commandwindow.domain.Yardsticks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/** What must be so for every command window whatever. */
class ResequencingPropertyTest {
    private static final CpSatResequencer RESEQUENCER = new CpSatResequencer();
    private static final CpSatResequencer WITHOUT_SOLVER = new CpSatResequencer(
            () -> {
                throw new UnsatisfiedLinkError("no native library for this platform");
            },
            1);

    /** A command window's opening never moves anything by itself: it is where the grid starts. */
    private static final Set<Constraint> MOVING =
            EnumSet.complementOf(EnumSet.of(Constraint.COMMAND_WINDOW_START, Constraint.COMMAND_WINDOW_END));

    /** All but a busy owner, which binds only where nothing else does: too rare to count on. */
    private static final Set<Constraint> BINDING = EnumSet.of(
            Constraint.EVIDENCE_READY,
            Constraint.EVIDENCE_FRESH,
            Constraint.OWNER_AUTHORITY,
            Constraint.OWNER_ABSENT,
            Constraint.WINDOW_START,
            Constraint.WINDOW_END,
            Constraint.COMMAND_WINDOW_END,
            Constraint.FREEZE);

    @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
    void checkerAcceptsEveryTimeline(@ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int checkpoints) {
        ResequencingProblem problem = RandomWindows.window(seed, checkpoints, 14);

        Resequencing resequencing = RESEQUENCER.resequence(problem);

        assertThat(resequencing.proven()).isTrue();
        assertThat(TimelineChecker.violations(problem, resequencing)).isEmpty();
        for (Entry entry : resequencing.checkpoints()) {
            Hold hold = entry.hold();
            Statistics.label("hold").collect(hold == null ? "none" : hold.reason());
            Statistics.label("move")
                    .collect(entry.move() == null ? "none" : entry.move().constraint());
            Statistics.label("binding")
                    .collect(
                            hold == null || hold.binding() == null
                                    ? "none"
                                    : hold.binding().constraint());
        }
        Statistics.label("hold").coverage(coverage -> Stream.of(HoldReason.values())
                .forEach(reason -> coverage.check(reason).count(count -> count > 0)));
        Statistics.label("move")
                .coverage(coverage ->
                        MOVING.forEach(constraint -> coverage.check(constraint).count(count -> count > 0)));
        Statistics.label("binding")
                .coverage(coverage ->
                        BINDING.forEach(constraint -> coverage.check(constraint).count(count -> count > 0)));
    }

    @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
    void checkerAcceptsEveryTimelineMadeWithoutTheSolver(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 25) int checkpoints) {
        ResequencingProblem problem = RandomWindows.window(seed, checkpoints, 12 + checkpoints);

        Resequencing resequencing = WITHOUT_SOLVER.resequence(problem);

        assertThat(resequencing.proven()).isFalse();
        assertThat(TimelineChecker.violations(problem, resequencing)).isEmpty();
    }

    /** In a window shorter than the checkpoint, the only start that the other rules leave lies between its two ends. */
    @Example
    void checkerAcceptsAHoldInAWindowThatIsTooShort() {
        ResequencingProblem listed = RandomWindows.window(41418, 15, 27);
        ResequencingProblem solved = RandomWindows.window(8609, 8, 14);

        assertThat(TimelineChecker.violations(listed, WITHOUT_SOLVER.resequence(listed)))
                .isEmpty();
        assertThat(TimelineChecker.violations(solved, RESEQUENCER.resequence(solved)))
                .isEmpty();
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void provesLargerWindowsToo(@ForAll long seed, @ForAll @IntRange(min = 15, max = 30) int checkpoints) {
        ResequencingProblem problem = RandomWindows.window(seed, checkpoints, 60);

        Resequencing resequencing = RESEQUENCER.resequence(problem);

        assertThat(resequencing.proven()).isTrue();
        assertThat(TimelineChecker.violations(problem, resequencing)).isEmpty();
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void orderOfTheInputChangesNothing(@ForAll long seed, @ForAll @IntRange(min = 2, max = 10) int checkpoints) {
        ResequencingProblem problem = RandomWindows.window(seed, checkpoints, 14);

        assertThat(RESEQUENCER.resequence(shuffled(problem, new Random(seed))))
                .isEqualTo(RESEQUENCER.resequence(problem));
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void resequencingAgainChangesNothing(@ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int checkpoints) {
        ResequencingProblem problem = RandomWindows.window(seed, checkpoints, 14);
        Resequencing first = RESEQUENCER.resequence(problem);

        Resequencing second = RESEQUENCER.resequence(adopted(problem, first));

        assertThat(second.checkpoints())
                .extracting(Entry::checkpointId, Entry::state, Entry::start, Entry::end, Entry::owner)
                .isEqualTo(first.checkpoints().stream()
                        .map(entry ->
                                tuple(entry.checkpointId(), entry.state(), entry.start(), entry.end(), entry.owner()))
                        .toList());
        assertThat(second.objective().moved()).isZero();
    }

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void isAsGoodAsTheBestOfAllTimelines(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int checkpoints) {
        ResequencingProblem problem = RandomWindows.window(seed, checkpoints, 12);

        assertThat(RESEQUENCER.resequence(problem).objective()).isEqualTo(Yardsticks.exhaustive(problem));
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void isNeverWorseThanListScheduling(@ForAll long seed, @ForAll @IntRange(min = 5, max = 20) int checkpoints) {
        ResequencingProblem problem = RandomWindows.window(seed, checkpoints, 20);
        Objective listed = Yardsticks.listScheduling(problem);

        assertThat(RESEQUENCER.resequence(problem).objective()).isLessThanOrEqualTo(listed);
        assertThat(WITHOUT_SOLVER.resequence(problem).objective()).isLessThanOrEqualTo(listed);
    }

    @Property(tries = 400, shrinking = ShrinkingMode.OFF)
    void grantedExceptionGivesAPlace(@ForAll long seed, @ForAll @IntRange(min = 2, max = 8) int checkpoints) {
        ResequencingProblem problem = RandomWindows.window(seed, checkpoints, 12);
        Resequencing published = RESEQUENCER.resequence(problem);
        for (Entry entry : published.checkpoints()) {
            Hold hold = entry.hold();
            if (hold != null
                    && hold.reason() == HoldReason.NO_IN_POLICY_WINDOW
                    && Yardsticks.brokenAt(
                                    problem,
                                    published,
                                    entry.checkpointId(),
                                    hold.binding().testedStart())
                            == 1) {
                Statistics.label("relaxed").collect(hold.binding().constraint());
                ResequencingProblem granted = granted(problem, entry.checkpointId(), hold.binding());

                Resequencing resequencing = RESEQUENCER.resequence(granted);

                assertThat(TimelineChecker.violations(granted, resequencing)).isEmpty();
                assertThat(resequencing.checkpoints())
                        .filteredOn(after -> after.checkpointId().equals(entry.checkpointId()))
                        .allMatch(after -> after.hold() == null);
            }
        }
    }

    static ResequencingProblem adopted(ResequencingProblem problem, Resequencing adopted) {
        Map<String, Entry> entries = new HashMap<>();
        adopted.checkpoints().forEach(entry -> entries.put(entry.checkpointId(), entry));
        return withCheckpoints(problem, checkpoint -> {
            Entry entry = entries.get(checkpoint.checkpointId());
            Instant start = entry.start() == null ? checkpoint.before().start() : entry.start();
            return new Checkpoint(
                    checkpoint.checkpointId(),
                    checkpoint.guarded(),
                    checkpoint.duration(),
                    checkpoint.dependsOn(),
                    checkpoint.requires(),
                    checkpoint.windows(),
                    checkpoint.windowsBecause(),
                    checkpoint.tenures(),
                    new Before(start, entry.owner(), entry.hold() != null),
                    checkpoint.execution(),
                    checkpoint.boundaryOwner(),
                    checkpoint.boundaryRefused(),
                    checkpoint.relaxations());
        });
    }

    private static ResequencingProblem granted(ResequencingProblem problem, String checkpointId, Explanation binding) {
        Relaxation relaxation =
                new Relaxation(binding.constraint(), binding.subject(), binding.needs(), binding.allowed());
        return withCheckpoints(
                problem,
                checkpoint -> checkpoint.checkpointId().equals(checkpointId)
                        ? new Checkpoint(
                                checkpointId,
                                checkpoint.guarded(),
                                checkpoint.duration(),
                                checkpoint.dependsOn(),
                                checkpoint.requires(),
                                checkpoint.windows(),
                                checkpoint.windowsBecause(),
                                checkpoint.tenures(),
                                checkpoint.before(),
                                checkpoint.execution(),
                                checkpoint.boundaryOwner(),
                                false,
                                List.of(relaxation))
                        : checkpoint);
    }

    static ResequencingProblem withCheckpoints(ResequencingProblem problem, UnaryOperator<Checkpoint> change) {
        return new ResequencingProblem(
                problem.commandWindow(),
                problem.closesBecause(),
                problem.granularity(),
                problem.now(),
                problem.clockBecause(),
                problem.checkpoints().stream().map(change).toList(),
                problem.spacings(),
                problem.evidence(),
                problem.freezes(),
                problem.absences());
    }

    private static ResequencingProblem shuffled(ResequencingProblem problem, Random random) {
        return new ResequencingProblem(
                problem.commandWindow(),
                problem.closesBecause(),
                problem.granularity(),
                problem.now(),
                problem.clockBecause(),
                shuffled(
                        problem.checkpoints().stream()
                                .map(checkpoint -> shuffled(checkpoint, random))
                                .toList(),
                        random),
                shuffled(problem.spacings(), random),
                problem.evidence(),
                shuffled(problem.freezes(), random),
                shuffled(problem.absences(), random));
    }

    private static Checkpoint shuffled(Checkpoint checkpoint, Random random) {
        return new Checkpoint(
                checkpoint.checkpointId(),
                checkpoint.guarded(),
                checkpoint.duration(),
                shuffled(checkpoint.dependsOn(), random),
                shuffled(checkpoint.requires(), random),
                shuffled(checkpoint.windows(), random),
                checkpoint.windowsBecause(),
                checkpoint.tenures(),
                checkpoint.before(),
                checkpoint.execution(),
                checkpoint.boundaryOwner(),
                checkpoint.boundaryRefused(),
                shuffled(checkpoint.relaxations(), random));
    }

    private static <T> List<T> shuffled(List<T> list, Random random) {
        List<T> shuffled = new ArrayList<>(list);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}
