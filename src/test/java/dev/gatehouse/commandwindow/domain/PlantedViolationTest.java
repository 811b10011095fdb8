package dev.gatehouse.commandwindow.domain;

import static dev.gatehouse.commandwindow.ProblemBuilder.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.commandwindow.DeclaredScenario;
import dev.gatehouse.commandwindow.ProblemBuilder;
import dev.gatehouse.commandwindow.domain.Resequencing.Entry;
import dev.gatehouse.commandwindow.domain.Resequencing.Explanation;
import dev.gatehouse.commandwindow.domain.Resequencing.Hold;
import dev.gatehouse.commandwindow.domain.Resequencing.HoldReason;
import dev.gatehouse.commandwindow.domain.Resequencing.Objective;
import dev.gatehouse.commandwindow.domain.Resequencing.State;
import dev.gatehouse.commandwindow.domain.Violation.Code;
import dev.gatehouse.commandwindow.domain.resequencing.Explaining;
import dev.gatehouse.commandwindow.domain.resequencing.ListScheduling;
import dev.gatehouse.commandwindow.domain.resequencing.Network;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A right timeline with one thing made wrong: the checker names it. */
class PlantedViolationTest {
    private static final String VALIDATION = "incident-state-validation";
    private static final String REVIEW = "workaround-safety-review";
    private static final String APPROVAL = "executive-bridge-approval";
    private static final String HANDOFF = "customer-bridge-handoff";

    private ResequencingProblem problem;
    private Resequencing right;

    /** The validation has started, the review and the approval move, the handoff is held. */
    @BeforeEach
    void makeATimelineOfEveryKind() {
        ProblemBuilder builder = DeclaredScenario.afterTheEvents();
        builder.checkpoint(VALIDATION).started("14:30", "15:00");
        builder.checkpoint(HANDOFF).withinOnly("16:30", "17:45", DeclaredScenario.HANDOFF_WINDOW);
        use(builder);
    }

    private void use(ProblemBuilder builder) {
        problem = builder.build();
        right = Explaining.timeline(ListScheduling.best(Network.of(problem)), false);
        assertThat(TimelineChecker.violations(problem, right)).isEmpty();
    }

    private List<Code> codesWhen(String checkpointId, UnaryOperator<Entry> change) {
        List<Entry> entries = new ArrayList<>(right.checkpoints());
        entries.replaceAll(entry -> entry.checkpointId().equals(checkpointId) ? change.apply(entry) : entry);
        return codes(new Resequencing(entries, right.objective(), right.proven()));
    }

    private List<Code> codes(Resequencing wrong) {
        return TimelineChecker.violations(problem, wrong).stream()
                .map(Violation::code)
                .toList();
    }

    private static Entry placed(Entry entry, Instant start, Instant end) {
        return new Entry(entry.checkpointId(), entry.state(), start, end, entry.owner(), entry.move(), entry.hold());
    }

    private static Entry moved(Entry entry, Explanation move) {
        return new Entry(
                entry.checkpointId(), entry.state(), entry.start(), entry.end(), entry.owner(), move, entry.hold());
    }

    private static Entry held(Entry entry, Hold hold) {
        return new Entry(entry.checkpointId(), State.HELD, null, null, entry.owner(), null, hold);
    }

    private static Entry in(Entry entry, State state) {
        return new Entry(
                entry.checkpointId(), state, entry.start(), entry.end(), entry.owner(), entry.move(), entry.hold());
    }

    private static Entry by(Entry entry, String owner) {
        return new Entry(
                entry.checkpointId(), entry.state(), entry.start(), entry.end(), owner, entry.move(), entry.hold());
    }

    @Test
    void aPlaceThatBreaksARule() {
        assertThat(codesWhen(
                        REVIEW,
                        entry -> placed(
                                entry,
                                entry.start().minusSeconds(300),
                                entry.end().minusSeconds(300))))
                .contains(Code.EVIDENCE_NOT_READY);
    }

    @Test
    void aLengthThatIsNotItsDuration() {
        assertThat(codesWhen(
                        APPROVAL,
                        entry -> placed(entry, entry.start(), entry.end().minusSeconds(300))))
                .contains(Code.WRONG_LENGTH);
    }

    @Test
    void anotherOwner() {
        assertThat(codesWhen(APPROVAL, entry -> by(entry, "victor.hale"))).containsExactly(Code.WRONG_OWNER);
        assertThat(codesWhen(APPROVAL, entry -> by(entry, null))).containsExactly(Code.WRONG_OWNER);
    }

    @Test
    void anExecutionElsewhere() {
        assertThat(codesWhen(VALIDATION, entry -> placed(entry, entry.start().plusSeconds(300), entry.end())))
                .containsExactly(Code.EXECUTION_MOVED);
        assertThat(codesWhen(
                        VALIDATION,
                        entry -> placed(entry, entry.start(), entry.end().plusSeconds(300))))
                .containsExactly(Code.EXECUTION_MOVED);
        assertThat(codesWhen(VALIDATION, entry -> in(entry, State.COMPLETED))).containsExactly(Code.EXECUTION_MOVED);
        assertThat(codesWhen(VALIDATION, entry -> by(entry, "sam.okafor"))).contains(Code.EXECUTION_MOVED);
    }

    @Test
    void aStateThatIsNotSo() {
        assertThat(codesWhen(REVIEW, entry -> in(entry, State.SCHEDULED))).containsExactly(Code.WRONG_STATE);
        assertThat(codesWhen(APPROVAL, entry -> in(entry, State.SCHEDULED))).containsExactly(Code.WRONG_STATE);
        assertThat(codesWhen("contractual-window-confirmation", entry -> in(entry, State.PROVISIONAL)))
                .containsExactly(Code.WRONG_STATE);
        assertThat(codesWhen(REVIEW, entry -> in(entry, State.IN_PROGRESS))).contains(Code.WRONG_STATE);
    }

    @Test
    void aHoldWithAPlace() {
        assertThat(codesWhen(HANDOFF, entry -> placed(entry, at("17:00"), at("17:30"))))
                .contains(Code.HELD_YET_SCHEDULED);
        assertThat(codesWhen(HANDOFF, entry -> in(entry, State.SCHEDULED))).contains(Code.HELD_YET_SCHEDULED);
    }

    @Test
    void aHoldThoughThereIsAPlace() {
        Hold hold = entry(HANDOFF).hold();
        assertThat(codesWhen("contractual-window-confirmation", entry -> held(entry, hold)))
                .contains(Code.HELD_THOUGH_THERE_IS_A_PLACE);
    }

    @Test
    void aHoldForAnotherReason() {
        Hold hold = entry(HANDOFF).hold();
        for (HoldReason other : HoldReason.values()) {
            if (other != hold.reason()) {
                String root = other == HoldReason.DEPENDS_ON_HELD ? APPROVAL : null;
                Explanation binding = other == HoldReason.DEPENDS_ON_HELD ? null : hold.binding();
                assertThat(codesWhen(HANDOFF, entry -> held(entry, new Hold(other, root, binding, hold.releasedBy()))))
                        .containsExactly(Code.HOLD_WITHOUT_ITS_REASON);
            }
        }
    }

    @Test
    void aHoldWithAnotherRootBindingOrRelease() {
        Hold hold = entry(HANDOFF).hold();
        assertThat(codesWhen(
                        HANDOFF,
                        entry -> held(entry, new Hold(hold.reason(), APPROVAL, hold.binding(), hold.releasedBy()))))
                .containsExactly(Code.HOLD_WITHOUT_ITS_REASON);
        assertThat(codesWhen(HANDOFF, entry -> held(entry, new Hold(hold.reason(), null, null, hold.releasedBy()))))
                .containsExactly(Code.HOLD_WITHOUT_ITS_REASON);
        assertThat(codesWhen(HANDOFF, entry -> held(entry, new Hold(hold.reason(), null, hold.binding(), List.of()))))
                .containsExactly(Code.HOLD_WITHOUT_ITS_REASON);
        Explanation twoRules = new Explanation(
                Constraint.WINDOW_END, null, at("17:15"), at("17:45"), at("17:45"), Duration.ZERO, List.of());
        assertThat(codesWhen(HANDOFF, entry -> held(entry, new Hold(hold.reason(), null, twoRules, hold.releasedBy()))))
                .containsExactly(Code.HOLD_WITHOUT_ITS_REASON);
    }

    @Test
    void aBindingThatIsNotAloneThoughOneAloneWouldDo() {
        Hold hold = entry(HANDOFF).hold();
        Explanation beforeTheApprovalEnds = new Explanation(
                Constraint.WINDOW_START,
                null,
                at("16:00"),
                at("16:00"),
                at("16:30"),
                Duration.ofMinutes(30),
                List.of());
        assertThat(codesWhen(
                        HANDOFF,
                        entry -> held(entry, new Hold(hold.reason(), null, beforeTheApprovalEnds, hold.releasedBy()))))
                .containsExactly(Code.HOLD_WITHOUT_ITS_REASON);
    }

    @Test
    void aHoldThatNamesTheWrongRoot() {
        ProblemBuilder builder = DeclaredScenario.withoutRotation();
        builder.checkpoint(APPROVAL).ownedUntil("15:00", DeclaredScenario.APPROVER_ROTATED);
        use(builder);
        Hold hold = entry(HANDOFF).hold();
        for (String root : new String[] {null, REVIEW, HANDOFF}) {
            assertThat(codesWhen(HANDOFF, entry -> held(entry, new Hold(hold.reason(), root, null, hold.releasedBy()))))
                    .containsExactly(Code.HOLD_WITHOUT_ITS_REASON);
        }
        Explanation binding = entry(APPROVAL).hold().binding();
        assertThat(codesWhen(
                        HANDOFF,
                        entry -> held(entry, new Hold(hold.reason(), hold.root(), binding, hold.releasedBy()))))
                .containsExactly(Code.HOLD_WITHOUT_ITS_REASON);
    }

    @Test
    void aMoveWithoutExplanationOrAnExplanationWithoutMove() {
        assertThat(codesWhen(REVIEW, entry -> moved(entry, null))).containsExactly(Code.MOVE_NOT_EXPLAINED);
        Explanation move = entry(REVIEW).move();
        assertThat(codesWhen("contractual-window-confirmation", entry -> moved(entry, move)))
                .containsExactly(Code.MOVE_NOT_EXPLAINED);
    }

    @Test
    void anExplanationWithAnyWrongFigure() {
        Explanation move = entry(REVIEW).move();
        Duration step = Duration.ofMinutes(5);
        List<Explanation> wrong = List.of(
                with(move, Constraint.NOW, null, move.testedStart(), move.needs(), move.allowed(), move.shortBy()),
                with(
                        move,
                        move.constraint(),
                        "incident-state",
                        move.testedStart(),
                        move.needs(),
                        move.allowed(),
                        move.shortBy()),
                with(
                        move,
                        move.constraint(),
                        move.subject(),
                        move.testedStart().plus(step),
                        move.needs().plus(step),
                        move.allowed(),
                        move.shortBy().minus(step)),
                with(
                        move,
                        move.constraint(),
                        move.subject(),
                        move.testedStart(),
                        move.needs().plus(step),
                        move.allowed(),
                        move.shortBy().minus(step)),
                with(
                        move,
                        move.constraint(),
                        move.subject(),
                        move.testedStart(),
                        move.needs(),
                        move.allowed().plus(step),
                        move.shortBy().plus(step)),
                with(
                        move,
                        move.constraint(),
                        move.subject(),
                        move.testedStart(),
                        move.needs(),
                        move.allowed(),
                        move.shortBy().plus(step)),
                new Explanation(
                        move.constraint(),
                        move.subject(),
                        move.testedStart(),
                        move.needs(),
                        move.allowed(),
                        move.shortBy(),
                        List.of(new EventReference("urn:source:nowhere", "evt-999"))));

        assertThat(wrong).allSatisfy(explanation -> assertThat(codesWhen(REVIEW, entry -> moved(entry, explanation)))
                .containsExactly(Code.EXPLANATION_DOES_NOT_HOLD));
    }

    @Test
    void anObjectiveThatIsNotTheTimelines() {
        Objective objective = right.objective();
        List<Objective> wrong = List.of(
                new Objective(
                        0, 1, objective.moved(), objective.movement(), objective.end(), objective.sumOfStartSteps()),
                new Objective(
                        1, 0, objective.moved(), objective.movement(), objective.end(), objective.sumOfStartSteps()),
                new Objective(1, 1, 0, objective.movement(), objective.end(), objective.sumOfStartSteps()),
                new Objective(1, 1, objective.moved(), Duration.ZERO, objective.end(), objective.sumOfStartSteps()),
                new Objective(1, 1, objective.moved(), objective.movement(), null, objective.sumOfStartSteps()),
                new Objective(1, 1, objective.moved(), objective.movement(), objective.end(), 0));

        assertThat(wrong).allSatisfy(stated -> assertThat(codes(new Resequencing(right.checkpoints(), stated, false)))
                .containsExactly(Code.OBJECTIVE_NOT_AS_STATED));
    }

    @Test
    void aCheckpointMissingTwiceOrOutOfOrder() {
        List<Entry> entries = right.checkpoints();
        List<Entry> reversed = new ArrayList<>(entries);
        java.util.Collections.reverse(reversed);
        List<Entry> twice = new ArrayList<>(entries);
        twice.add(entries.get(0));
        for (List<Entry> wrong : List.of(entries.subList(1, entries.size()), reversed, twice)) {
            assertThat(codes(new Resequencing(wrong, right.objective(), false)))
                    .containsExactly(Code.NOT_EVERY_CHECKPOINT_ONCE);
        }
    }

    private Entry entry(String checkpointId) {
        return right.checkpoints().stream()
                .filter(entry -> entry.checkpointId().equals(checkpointId))
                .findFirst()
                .orElseThrow();
    }

    private static Explanation with(
            Explanation explanation,
            Constraint constraint,
            String subject,
            Instant testedStart,
            Instant needs,
            Instant allowed,
            Duration shortBy) {
        return new Explanation(constraint, subject, testedStart, needs, allowed, shortBy, explanation.causedBy());
    }
}
