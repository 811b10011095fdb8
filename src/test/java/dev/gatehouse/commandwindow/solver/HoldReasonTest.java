package dev.gatehouse.commandwindow.solver;

import static dev.gatehouse.commandwindow.ProblemBuilder.at;
import static dev.gatehouse.commandwindow.ProblemBuilder.event;
import static dev.gatehouse.commandwindow.ProblemBuilder.window;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.commandwindow.ProblemBuilder;
import dev.gatehouse.commandwindow.domain.Constraint;
import dev.gatehouse.commandwindow.domain.EventReference;
import dev.gatehouse.commandwindow.domain.Resequencing;
import dev.gatehouse.commandwindow.domain.Resequencing.Entry;
import dev.gatehouse.commandwindow.domain.Resequencing.Explanation;
import dev.gatehouse.commandwindow.domain.Resequencing.Hold;
import dev.gatehouse.commandwindow.domain.Resequencing.HoldReason;
import dev.gatehouse.commandwindow.domain.Resequencing.Release;
import dev.gatehouse.commandwindow.domain.ResequencingProblem;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Evidence;
import dev.gatehouse.commandwindow.domain.TimelineChecker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Why a checkpoint "review" (half an hour, by sam unless said otherwise) is held, and what would release it. */
class HoldReasonTest {
    private static final CpSatResequencer RESEQUENCER = new CpSatResequencer();
    private static final EventReference WITHDRAWN = event("withdrawn");

    private static Entry entry(ResequencingProblem problem, String checkpointId) {
        Resequencing resequencing = RESEQUENCER.resequence(problem);
        assertThat(TimelineChecker.violations(problem, resequencing)).isEmpty();
        assertThat(resequencing.proven()).isTrue();
        return resequencing.checkpoints().stream()
                .filter(entry -> entry.checkpointId().equals(checkpointId))
                .findFirst()
                .orElseThrow();
    }

    private static Hold hold(ProblemBuilder problem) {
        Hold hold = entry(problem.build(), "review").hold();
        assertThat(hold).isNotNull();
        return hold;
    }

    private static void assertBinding(
            Hold hold, Constraint constraint, String subject, String tested, String needs, String allowed) {
        Explanation binding = hold.binding();
        assertThat(binding.constraint()).isEqualTo(constraint);
        assertThat(binding.subject()).isEqualTo(subject);
        assertThat(binding.testedStart()).isEqualTo(at(tested));
        assertThat(binding.needs()).isEqualTo(at(needs));
        assertThat(binding.allowed()).isEqualTo(at(allowed));
        assertThat(binding.shortBy())
                .isEqualTo(Duration.between(at(allowed), at(needs)).abs());
    }

    private static void assertGrantGivesAPlace(ProblemBuilder problem, String start) {
        problem.checkpoint("review").granted(hold(problem).binding());

        assertThat(entry(problem.build(), "review").start()).isEqualTo(at(start));
    }

    @Test
    void evidenceWithdrawn() {
        Hold hold = hold(window().checkpoint("review")
                .requires("notes")
                .and()
                .evidence(new Evidence("notes", null, false, null, WITHDRAWN)));

        assertThat(hold.reason()).isEqualTo(HoldReason.EVIDENCE_MISSING);
        assertThat(hold.binding().causedBy()).containsExactly(WITHDRAWN);
        assertThat(hold.releasedBy()).containsExactly(new Release("evidence-confirmed-again", "notes", null, null));
    }

    @Test
    void evidenceThatNeverHadATime() {
        Hold hold = hold(window().checkpoint("review")
                .requires("notes")
                .and()
                .evidence(new Evidence("notes", null, false, null, null)));

        assertThat(hold.reason()).isEqualTo(HoldReason.EVIDENCE_MISSING);
        assertThat(hold.binding().causedBy()).isEmpty();
        assertThat(hold.releasedBy()).containsExactly(new Release("evidence-time", "notes", null, null));
    }

    @Test
    void evidenceStaleBeforeItsWindowOpens() {
        Hold hold = hold(window().checkpoint("review")
                .requires("notes")
                .within("16:00", "17:00")
                .and()
                .evidence(new Evidence("notes", at("14:00"), true, at("15:30"), event("confirmed"))));

        assertThat(hold.reason()).isEqualTo(HoldReason.EVIDENCE_STALE);
        assertBinding(hold, Constraint.EVIDENCE_FRESH, "notes", "16:00", "16:00", "15:30");
        assertThat(hold.releasedBy())
                .containsExactly(new Release("evidence-confirmed-again", "notes", null, at("16:00")));
    }

    @Test
    void evidenceStaleAlready() {
        Hold hold = hold(window().now("16:00")
                .checkpoint("review")
                .requires("notes")
                .within("14:00", "15:00")
                .and()
                .evidence(new Evidence("notes", at("14:00"), true, at("15:30"), null)));

        assertThat(hold.reason()).isEqualTo(HoldReason.EVIDENCE_STALE);
    }

    @Test
    void nobodyAuthorisedAfterTheRotation() {
        Hold hold = hold(window().checkpoint("review")
                .by("sam")
                .ownedUntil("15:20", event("rotated"))
                .within("15:00", "17:00")
                .and());

        assertThat(hold.reason()).isEqualTo(HoldReason.AUTHORITY_MISSING);
        assertBinding(hold, Constraint.OWNER_AUTHORITY, "sam", "15:00", "15:30", "15:20");
        assertThat(hold.binding().causedBy()).containsExactly(event("rotated"));
    }

    @Test
    void isPulledBeforeTheRotationWhereItCanEndBefore() {
        Entry review = entry(
                window().checkpoint("review")
                        .by("sam")
                        .ownedUntil("15:20", event("rotated"))
                        .build(),
                "review");

        assertThat(review.start()).isEqualTo(at("14:50"));
        assertThat(review.move().constraint()).isEqualTo(Constraint.OWNER_AUTHORITY);
        assertThat(review.move().causedBy()).containsExactly(event("rotated"));
    }

    @Test
    void missingAuthorityComesBeforeAHeldDependency() {
        ProblemBuilder problem = window().now("15:00")
                .checkpoint("review")
                .after("validation")
                .by("sam")
                .ownedUntil("15:20", event("rotated"))
                .and();
        problem.checkpoint("validation").requires("notes");
        problem.evidence(new Evidence("notes", null, false, null, WITHDRAWN));

        assertThat(hold(problem).reason()).isEqualTo(HoldReason.AUTHORITY_MISSING);
    }

    @Test
    void namesTheRootThroughAChainOfHolds() {
        ProblemBuilder problem = window().checkpoint("review").after("summary").and();
        problem.checkpoint("summary").after("validation");
        problem.checkpoint("validation").requires("notes");
        problem.evidence(new Evidence("notes", null, false, null, WITHDRAWN));

        Hold hold = hold(problem);

        assertThat(hold.reason()).isEqualTo(HoldReason.DEPENDS_ON_HELD);
        assertThat(hold.root()).isEqualTo("validation");
        assertThat(hold.binding()).isNull();
    }

    @Test
    void doesNotHoldWhatFollowsAStartedCheckpointWithAHeldPredecessor() {
        ProblemBuilder problem =
                window().now("14:45").checkpoint("review").after("summary").and();
        problem.checkpoint("summary").after("validation").started("14:30", "15:00");
        problem.checkpoint("validation").requires("notes");
        problem.evidence(new Evidence("notes", null, false, null, WITHDRAWN));

        assertThat(entry(problem.build(), "review").hold()).isNull();
    }

    @Test
    void ownWindowEnds() {
        ProblemBuilder problem = window().now("15:10")
                .checkpoint("review")
                .within("14:00", "15:30")
                .guarded("boundary")
                .and();
        Hold hold = hold(problem);

        assertThat(hold.reason()).isEqualTo(HoldReason.NO_IN_POLICY_WINDOW);
        assertBinding(hold, Constraint.WINDOW_END, null, "15:10", "15:40", "15:30");
        assertThat(hold.releasedBy())
                .containsExactly(
                        new Release("boundary-exception", "review", "boundary", null),
                        new Release("window-changed", "review", null, at("15:40")));
        assertGrantGivesAPlace(problem, "15:10");
    }

    @Test
    void ownWindowOpensTooLate() {
        ProblemBuilder problem = window().checkpoint("review")
                .within("15:00", "16:00")
                .requires("notes")
                .by("sam")
                .and()
                .evidence(new Evidence("notes", at("14:00"), true, null, null))
                .absent("sam", "15:15", "16:00");

        Hold hold = hold(problem);

        assertBinding(hold, Constraint.WINDOW_START, null, "14:45", "14:45", "15:00");
        assertGrantGivesAPlace(problem, "14:45");
    }

    @Test
    void commandWindowCloses() {
        ProblemBuilder problem = window().now("19:40").checkpoint("review").and();

        Hold hold = hold(problem);

        assertBinding(hold, Constraint.COMMAND_WINDOW_END, null, "19:40", "20:10", "20:00");
        assertThat(hold.releasedBy()).contains(new Release("window-extended", "review", null, at("20:10")));
        assertGrantGivesAPlace(problem, "19:40");
    }

    @Test
    void freezeCoversItsWindow() {
        ProblemBuilder problem =
                window().checkpoint("review").within("15:00", "16:00").and().freeze("change", "15:22", "18:00");

        Hold hold = hold(problem);

        assertBinding(hold, Constraint.FREEZE, "change", "15:00", "15:30", "15:22");
        assertThat(hold.releasedBy()).contains(new Release("freeze-lifted", "change", null, null));
        assertGrantGivesAPlace(problem, "15:00");
    }

    @Test
    void ownerIsAway() {
        ProblemBuilder problem = window().checkpoint("review")
                .by("sam")
                .within("15:00", "16:00")
                .and()
                .absent("sam", "14:00", "15:38");

        Hold hold = hold(problem);

        assertBinding(hold, Constraint.OWNER_ABSENT, "sam", "15:30", "15:30", "15:38");
        assertThat(hold.binding().causedBy()).containsExactly(event("absence-of-sam"));
        assertThat(hold.releasedBy()).contains(new Release("owner-available", "sam", null, at("15:30")));
        assertGrantGivesAPlace(problem, "15:30");
    }

    @Test
    void ownerIsBusyWhereNothingElseWouldDo() {
        ProblemBuilder problem = busy();

        Hold hold = hold(problem);

        assertThat(hold.reason()).isEqualTo(HoldReason.NO_IN_POLICY_WINDOW);
        assertBinding(hold, Constraint.OWNER_BUSY, "call", "15:15", "15:15", "15:30");
        assertThat(hold.releasedBy()).contains(new Release("delegate-rotated", "sam", null, at("15:15")));
        assertGrantGivesAPlace(problem, "15:15");
    }

    /** The owner goes at a quarter to four, and has to have a call of half an hour before. */
    private static ProblemBuilder busy() {
        ProblemBuilder problem = window().now("15:00")
                .checkpoint("review")
                .by("sam")
                .starts("15:15")
                .ownedUntil("15:45", event("rotated"))
                .and();
        problem.checkpoint("call").by("sam").guarded("boundary").within("15:00", "15:45");
        return problem;
    }

    @Test
    void exceptionForABusyOwnerLetsTheTwoOverlapThatFar() {
        ProblemBuilder problem = busy();
        problem.checkpoint("review").granted(hold(problem).binding());

        assertThat(entry(problem.build(), "call").start()).isEqualTo(at("15:00"));
    }

    @Test
    void leastOfWhatIsNeededWhereNoSingleRelaxationIsEnough() {
        ProblemBuilder problem = window().now("15:10")
                .checkpoint("review")
                .within("14:00", "15:30")
                .and()
                .freeze("change", "14:00", "20:00");

        Hold first = hold(problem);
        assertBinding(first, Constraint.WINDOW_END, null, "15:10", "15:40", "15:30");

        problem.checkpoint("review").granted(first.binding());
        Hold second = hold(problem);
        assertBinding(second, Constraint.FREEZE, "change", "15:10", "15:40", "14:00");

        problem.checkpoint("review").granted(second.binding());
        assertThat(entry(problem.build(), "review").start()).isEqualTo(at("15:10"));
    }

    @Test
    void holdsTheUnprotectedRatherThanTheProtected() {
        ProblemBuilder problem = window().open("14:00", "14:40")
                .checkpoint("review")
                .by("sam")
                .starts("14:00")
                .and();
        problem.checkpoint("approval").by("sam").starts("14:05").guarded("boundary");

        assertThat(hold(problem).reason()).isEqualTo(HoldReason.NO_IN_POLICY_WINDOW);
        assertThat(entry(problem.build(), "approval").start()).isEqualTo(at("14:05"));
    }

    @Test
    void releasesWhatWasHeldToItsLastPlace() {
        Entry review = entry(window().checkpoint("review").heldBefore().build(), "review");

        assertThat(review.start()).isEqualTo(at("15:00"));
        assertThat(review.move()).isNull();
    }

    @Test
    void movesWhatWasDeclaredOffTheGridOntoIt() {
        Entry review = entry(window().checkpoint("review").starts("15:02").build(), "review");

        assertThat(review.start()).isEqualTo(at("15:00"));
        assertThat(review.move().constraint()).isEqualTo(Constraint.GRID);
    }
}
