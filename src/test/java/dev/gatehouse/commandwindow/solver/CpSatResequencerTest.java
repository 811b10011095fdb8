package dev.gatehouse.commandwindow.solver;

import static dev.gatehouse.commandwindow.ProblemBuilder.at;
import static dev.gatehouse.commandwindow.ProblemBuilder.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.ortools.Loader;
import dev.gatehouse.commandwindow.DeclaredScenario;
import dev.gatehouse.commandwindow.DenseWindows;
import dev.gatehouse.commandwindow.ProblemBuilder;
import dev.gatehouse.commandwindow.domain.Resequencing;
import dev.gatehouse.commandwindow.domain.Resequencing.Entry;
import dev.gatehouse.commandwindow.domain.Resequencing.Objective;
import dev.gatehouse.commandwindow.domain.ResequencingProblem;
import dev.gatehouse.commandwindow.domain.TimelineChecker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CpSatResequencerTest {
    @Test
    void answersUnprovenWhereTheNativeLibraryCannotBeLoaded() {
        for (Runnable failing : new Runnable[] {
            () -> {
                throw new UnsatisfiedLinkError("no jniortools in java.library.path");
            },
            () -> {
                throw new IllegalStateException("native library not found for this platform");
            }
        }) {
            CpSatResequencer resequencer = new CpSatResequencer(failing, 1);
            ResequencingProblem problem = DeclaredScenario.afterTheEvents().build();

            Resequencing resequencing = resequencer.resequence(problem);

            assertThat(resequencer.canProve()).isFalse();
            assertThat(resequencing.proven()).isFalse();
            assertThat(TimelineChecker.violations(problem, resequencing)).isEmpty();
            assertThat(resequencing.checkpoints())
                    .extracting(Entry::start)
                    .isEqualTo(new CpSatResequencer()
                            .resequence(problem).checkpoints().stream()
                                    .map(Entry::start)
                                    .toList());
        }
    }

    @Test
    void answersUnprovenWhereTheWorkLimitEndsTheSearch() {
        ResequencingProblem problem = DenseWindows.window(0, 60);

        Resequencing resequencing = new CpSatResequencer(Loader::loadNativeLibraries, 1e-9).resequence(problem);

        assertThat(resequencing.proven()).isFalse();
        assertThat(TimelineChecker.violations(problem, resequencing)).isEmpty();
        assertThat(resequencing.objective())
                .isGreaterThanOrEqualTo(
                        new CpSatResequencer().resequence(problem).objective());
    }

    @Test
    void provesAHundredCheckpoints() {
        for (int seed = 0; seed < 3; seed++) {
            ResequencingProblem problem = DenseWindows.window(seed, 100);

            Resequencing resequencing = new CpSatResequencer().resequence(problem);

            assertThat(resequencing.proven()).isTrue();
            assertThat(TimelineChecker.violations(problem, resequencing)).isEmpty();
            assertThat(new CpSatResequencer().resequence(problem)).isEqualTo(resequencing);
        }
    }

    @Test
    void provesOnAGridTooFineForObjectivesToShareAStage() {
        ProblemBuilder problem = window().granularity("PT0.001S")
                .now("14:50")
                .checkpoint("review")
                .by("sam")
                .starts("14:40")
                .and();
        problem.checkpoint("approval").by("sam").starts("15:10");
        problem.checkpoint("call").by("sam").starts("15:30").within("15:00", "15:45");

        Resequencing resequencing = new CpSatResequencer().resequence(problem.build());

        assertThat(resequencing.proven()).isTrue();
        assertThat(TimelineChecker.violations(problem.build(), resequencing)).isEmpty();
        long sumOfStarts = Duration.ofMinutes(60 + 90 + 120).toMillis();
        assertThat(resequencing.objective())
                .isEqualTo(new Objective(0, 0, 3, Duration.ofMinutes(30 + 20 + 80), at("16:30"), sumOfStarts));
    }

    @Test
    void refusesACycle() {
        ProblemBuilder problem = window().checkpoint("review").after("approval").and();
        problem.checkpoint("approval");
        problem.spacing("review", "approval", "PT5M");

        assertThatThrownBy(() -> new CpSatResequencer().resequence(problem.build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cycle");
    }

    @Test
    void refusesUnknownCheckpointsAndEvidence() {
        CpSatResequencer resequencer = new CpSatResequencer();
        assertThatThrownBy(() -> resequencer.resequence(
                        window().checkpoint("review").after("nowhere").build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere");
        assertThatThrownBy(() -> resequencer.resequence(
                        window().checkpoint("review").requires("nothing").build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing");
    }

    @Test
    void placesNothingWhenThereIsNothing() {
        Resequencing resequencing = new CpSatResequencer().resequence(window().build());

        assertThat(resequencing.checkpoints()).isEmpty();
        assertThat(resequencing.objective().end()).isNull();
        assertThat(resequencing.proven()).isTrue();
    }
}
