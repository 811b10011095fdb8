package dev.gatehouse.commandwindow.domain;

import static dev.gatehouse.commandwindow.ProblemBuilder.at;
import static dev.gatehouse.commandwindow.ProblemBuilder.event;
import static dev.gatehouse.commandwindow.ProblemBuilder.window;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.commandwindow.CheckpointBuilder;
import dev.gatehouse.commandwindow.DeclaredScenario;
import dev.gatehouse.commandwindow.ProblemBuilder;
import dev.gatehouse.commandwindow.domain.Resequencing.Explanation;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Evidence;
import dev.gatehouse.commandwindow.domain.Violation.Code;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every scheduling rule, kept to the instant and broken by the least there is, on timelines as declared. */
class TimelineCheckerTest {
    private static List<Violation> violations(ProblemBuilder problem) {
        return TimelineChecker.violationsOf(problem.build());
    }

    private static void assertOnly(
            ProblemBuilder problem, Code code, Constraint constraint, String subject, String needs, String allowed) {
        Duration shortBy = Duration.between(at(allowed), at(needs)).abs();
        assertThat(violations(problem))
                .containsExactly(new Violation(code, constraint, "review", subject, at(needs), at(allowed), shortBy));
    }

    /** A window with the checkpoint "review", half an hour from 15:00. */
    private static CheckpointBuilder review() {
        return window().checkpoint("review");
    }

    @Test
    void findsNothingWrongWithTheDeclaredScenario() {
        assertThat(violations(DeclaredScenario.declared())).isEmpty();
    }

    @Test
    void keepsItInsideTheCommandWindow() {
        assertThat(violations(review().starts("19:30").and())).isEmpty();
        assertThat(violations(review().starts("14:00").and())).isEmpty();
        assertOnly(
                review().starts("19:35").and(),
                Code.OUTSIDE_COMMAND_WINDOW,
                Constraint.COMMAND_WINDOW_END,
                null,
                "20:05",
                "20:00");
        assertOnly(
                review().starts("13:55").and().now("13:00"),
                Code.OUTSIDE_COMMAND_WINDOW,
                Constraint.COMMAND_WINDOW_START,
                null,
                "13:55",
                "14:00");
    }

    @Test
    void keepsItInsideOneOfItsOwnWindows() {
        assertThat(violations(review().within("14:00", "14:30")
                        .within("15:00", "15:30")
                        .and()))
                .isEmpty();
        assertOnly(
                review().within("15:00", "15:29").and(),
                Code.OUTSIDE_OWN_WINDOWS,
                Constraint.WINDOW_END,
                null,
                "15:30",
                "15:29");
        assertOnly(
                review().within("14:00", "14:30").within("15:05", "16:00").and(),
                Code.OUTSIDE_OWN_WINDOWS,
                Constraint.WINDOW_START,
                null,
                "15:00",
                "15:05");
    }

    @Test
    void doesNotJoinOwnWindows() {
        assertThat(violations(review().within("14:45", "15:15")
                        .within("15:15", "16:00")
                        .and()))
                .hasSize(1);
    }

    @Test
    void keepsItAfterItsDependenciesAndSpacing() {
        ProblemBuilder rightAfter = review().after("validation").and();
        rightAfter.checkpoint("validation").starts("14:30");
        assertThat(violations(rightAfter)).isEmpty();

        ProblemBuilder tooEarly = review().after("validation").and();
        tooEarly.checkpoint("validation").starts("14:35");
        assertOnly(tooEarly, Code.BEFORE_A_DEPENDENCY, Constraint.DEPENDENCY, "validation", "15:00", "15:05");

        ProblemBuilder tooClose = review().and().spacing("validation", "review", "PT11M");
        tooClose.checkpoint("validation").starts("14:20");
        assertOnly(tooClose, Code.BEFORE_A_DEPENDENCY, Constraint.DEPENDENCY, "validation", "15:00", "15:05");
    }

    @Test
    void roundsTheEndOfWhatHasReallyHappenedUpToTheGrid() {
        ProblemBuilder problem = review().after("validation").and();
        problem.checkpoint("validation").completed("14:20", "14:56");
        assertThat(violations(problem)).isEmpty();

        ProblemBuilder later = review().after("validation").and();
        later.checkpoint("validation").completed("14:20", "15:00:01");
        assertOnly(later, Code.BEFORE_A_DEPENDENCY, Constraint.DEPENDENCY, "validation", "15:00", "15:05");
    }

    @Test
    void schedulesNothingAfterWhatIsHeld() {
        ProblemBuilder problem = review().after("validation").and();
        problem.checkpoint("validation").heldBefore();

        assertThat(violations(problem))
                .extracting(Violation::code, Violation::checkpointId, Violation::subject)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        Code.SCHEDULED_AFTER_A_HELD_DEPENDENCY, "review", "validation"));
    }

    @Test
    void leavesWhatHasStartedAloneWhateverItBreaks() {
        ProblemBuilder problem =
                review().after("validation").started("15:00", "15:30").and();
        problem.checkpoint("validation").heldBefore();

        assertThat(violations(problem)).isEmpty();
    }

    @Test
    void waitsForItsEvidence() {
        assertThat(violations(review().requires("notes").and().evidence("notes", "15:00")))
                .isEmpty();
        assertOnly(
                review().requires("notes").and().evidence("notes", "15:00:01"),
                Code.EVIDENCE_NOT_READY,
                Constraint.EVIDENCE_READY,
                "notes",
                "15:00",
                "15:05");
        assertOnly(
                review().requires("notes").and().evidence(new Evidence("notes", null, false, null, event("gone"))),
                Code.EVIDENCE_NOT_READY,
                Constraint.EVIDENCE_READY,
                "notes",
                "15:00",
                "20:00");
    }

    @Test
    void usesNoStaleEvidence() {
        assertThat(violations(review().requires("notes")
                        .and()
                        .evidence(new Evidence("notes", at("14:00"), true, at("15:00"), null))))
                .isEmpty();
        assertOnly(
                review().requires("notes")
                        .and()
                        .evidence(new Evidence("notes", at("14:00"), true, at("14:59:59"), null)),
                Code.EVIDENCE_STALE,
                Constraint.EVIDENCE_FRESH,
                "notes",
                "15:00",
                "14:59:59");
    }

    @Test
    void startsNothingInThePast() {
        assertThat(violations(review().and().now("15:00"))).isEmpty();
        assertOnly(review().and().now("15:00:01"), Code.IN_THE_PAST, Constraint.NOW, null, "15:00", "15:05");
    }

    @Test
    void isOwnedByOnePersonFromStartToEnd() {
        assertThat(violations(review().by("victor")
                        .ownedUntil("15:30", event("rotated"))
                        .and()))
                .isEmpty();
        assertOnly(
                review().by("victor").ownedUntil("15:29", event("rotated")).and(),
                Code.NOT_OWNED_THROUGHOUT,
                Constraint.OWNER_AUTHORITY,
                "victor",
                "15:30",
                "15:29");
        assertThat(violations(review().by("victor")
                        .ownedUntil("15:15", event("rotated"))
                        .thenBy("dana", "15:15", event("rotated"))
                        .and()))
                .extracting(Violation::code)
                .containsExactly(Code.NOT_OWNED_THROUGHOUT);
        assertThat(violations(review().by("victor")
                        .ownedUntil("15:15", event("rotated"))
                        .thenBy("victor", "15:15", event("rotated"))
                        .and()))
                .isEmpty();
    }

    @Test
    void needsItsOwnerToBeAvailable() {
        assertThat(violations(review().by("sam").and().absent("sam", "15:30", "16:00")))
                .isEmpty();
        assertThat(violations(review().by("sam").and().absent("kim", "15:00", "16:00")))
                .isEmpty();
        assertOnly(
                review().by("sam").and().absent("sam", "15:29", "16:00"),
                Code.OWNER_ABSENT,
                Constraint.OWNER_ABSENT,
                "sam",
                "15:30",
                "15:29");
        assertOnly(
                review().by("sam").and().absent("sam", "14:00", "15:05"),
                Code.OWNER_ABSENT,
                Constraint.OWNER_ABSENT,
                "sam",
                "15:00",
                "15:05");
    }

    @Test
    void hasNobodyInTwoPlacesAtATime() {
        ProblemBuilder after = review().by("sam").and();
        after.checkpoint("call").by("sam").starts("15:30");
        assertThat(violations(after)).isEmpty();

        ProblemBuilder other = review().by("sam").and();
        other.checkpoint("call").by("kim").starts("15:00");
        assertThat(violations(other)).isEmpty();

        ProblemBuilder busy = review().by("sam").and();
        busy.checkpoint("call").by("sam").started("15:25", "16:00");
        assertOnly(busy, Code.OWNER_IN_TWO_PLACES, Constraint.OWNER_BUSY, "call", "15:30", "15:25");
    }

    @Test
    void keepsOutOfFreezes() {
        assertThat(violations(review().and().freeze("change", "14:00", "15:00")))
                .isEmpty();
        assertThat(violations(review().and().freeze("change", "15:30", "16:00")))
                .isEmpty();
        assertOnly(
                review().and().freeze("change", "15:29", "16:00"),
                Code.INSIDE_A_FREEZE,
                Constraint.FREEZE,
                "change",
                "15:30",
                "15:29");
        assertThat(violations(review().and().freeze("change", "15:10", "15:11")))
                .hasSize(1);
    }

    @Test
    void startsOnTheGrid() {
        assertOnly(review().starts("15:02").and(), Code.OFF_THE_GRID, Constraint.GRID, null, "15:02", "15:05");
    }

    @Test
    void roundsDurationsUpToTheGrid() {
        assertOnly(
                review().lasts("PT26M").within("15:00", "15:29").and(),
                Code.OUTSIDE_OWN_WINDOWS,
                Constraint.WINDOW_END,
                null,
                "15:30",
                "15:29");
    }

    @Test
    void allowsExactlyWhatAnExceptionGrants() {
        Explanation binding = new Explanation(
                Constraint.WINDOW_END, null, at("15:00"), at("15:30"), at("15:20"), Duration.ofMinutes(10), List.of());
        assertThat(violations(review().within("14:00", "15:20").granted(binding).and()))
                .isEmpty();
        assertThat(violations(review().within("14:00", "15:20")
                        .granted(binding)
                        .starts("15:05")
                        .and()))
                .hasSize(1);
        assertThat(violations(review().within("14:00", "15:15").granted(binding).and()))
                .hasSize(1);
    }

    @Test
    void allowsAnExceptionFromAFreezeForThatCheckpointAlone() {
        Explanation binding = new Explanation(
                Constraint.FREEZE, "change", at("15:00"), at("15:00"), at("15:10"), Duration.ofMinutes(10), List.of());
        ProblemBuilder problem = review().granted(binding).and().freeze("change", "14:00", "15:10");
        assertThat(violations(problem)).isEmpty();
        problem.checkpoint("call");
        assertThat(violations(problem)).extracting(Violation::checkpointId).containsExactly("call");
    }
}
