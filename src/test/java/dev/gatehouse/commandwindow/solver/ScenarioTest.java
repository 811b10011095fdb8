package dev.gatehouse.commandwindow.solver;

import static dev.gatehouse.commandwindow.DeclaredScenario.APPROVER_ROTATED;
import static dev.gatehouse.commandwindow.DeclaredScenario.EVIDENCE_LATER;
import static dev.gatehouse.commandwindow.DeclaredScenario.HANDOFF_WINDOW;
import static dev.gatehouse.commandwindow.ProblemBuilder.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.commandwindow.DeclaredScenario;
import dev.gatehouse.commandwindow.ProblemBuilder;
import dev.gatehouse.commandwindow.domain.Constraint;
import dev.gatehouse.commandwindow.domain.Resequencing;
import dev.gatehouse.commandwindow.domain.Resequencing.Entry;
import dev.gatehouse.commandwindow.domain.Resequencing.Explanation;
import dev.gatehouse.commandwindow.domain.Resequencing.HoldReason;
import dev.gatehouse.commandwindow.domain.Resequencing.Release;
import dev.gatehouse.commandwindow.domain.Resequencing.State;
import dev.gatehouse.commandwindow.domain.ResequencingProblem;
import dev.gatehouse.commandwindow.domain.TimelineChecker;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The managed identity outage, in every variant that its expectations name. */
class ScenarioTest {
    private final CpSatResequencer resequencer = new CpSatResequencer();

    private Resequencing resequence(ResequencingProblem problem) {
        Resequencing resequencing = resequencer.resequence(problem);
        assertThat(TimelineChecker.violations(problem, resequencing)).isEmpty();
        return resequencing;
    }

    private static Entry entry(Resequencing resequencing, String checkpointId) {
        return resequencing.checkpoints().stream()
                .filter(entry -> entry.checkpointId().equals(checkpointId))
                .findFirst()
                .orElseThrow();
    }

    private static void assertPlace(Resequencing resequencing, String checkpointId, String start, String owner) {
        assertThat(entry(resequencing, checkpointId).start()).isEqualTo(at(start));
        assertThat(entry(resequencing, checkpointId).owner()).isEqualTo(owner);
    }

    @Test
    void declaredTimelineStaysAsItIs() {
        Resequencing resequencing = resequence(DeclaredScenario.declared().build());

        assertThat(resequencing.checkpoints()).allMatch(entry -> entry.move() == null && entry.hold() == null);
        assertThat(resequencing.objective().moved()).isZero();
        assertThat(resequencing.proven()).isTrue();
    }

    @Test
    void placesEveryCheckpointAsExpected() {
        Resequencing resequencing = resequence(DeclaredScenario.afterTheEvents().build());

        assertPlace(resequencing, "incident-state-validation", "14:55", "ines.novak");
        assertPlace(resequencing, "workaround-safety-review", "15:50", "sam.okafor");
        assertPlace(resequencing, "contractual-window-confirmation", "16:00", "lena.fischer");
        assertPlace(resequencing, "executive-bridge-approval", "16:35", "dana.whitlock");
        assertPlace(resequencing, "customer-bridge-handoff", "17:20", "nadia.rossi");
        assertThat(resequencing.proven()).isTrue();
        assertThat(resequencing.objective())
                .isEqualTo(new Resequencing.Objective(
                        0, 0, 4, Duration.ofMinutes(25 + 35 + 5 + 5), at("17:50"), 11 + 22 + 24 + 31 + 40));
        assertThat(resequencing.checkpoints()).allMatch(entry -> entry.state() == State.PROVISIONAL);
    }

    @Test
    void explainsEveryMove() {
        Resequencing resequencing = resequence(DeclaredScenario.afterTheEvents().build());

        assertThat(entry(resequencing, "incident-state-validation").move())
                .isEqualTo(new Explanation(
                        Constraint.NOW,
                        null,
                        at("14:30"),
                        at("14:30"),
                        at("14:55"),
                        Duration.ofMinutes(25),
                        List.of(HANDOFF_WINDOW)));
        assertThat(entry(resequencing, "workaround-safety-review").move())
                .isEqualTo(new Explanation(
                        Constraint.EVIDENCE_READY,
                        "workaround-verification",
                        at("15:15"),
                        at("15:15"),
                        at("15:50"),
                        Duration.ofMinutes(35),
                        List.of(EVIDENCE_LATER)));
        assertThat(entry(resequencing, "contractual-window-confirmation").move())
                .isNull();
        assertThat(entry(resequencing, "executive-bridge-approval").move())
                .isEqualTo(new Explanation(
                        Constraint.DEPENDENCY,
                        "workaround-safety-review",
                        at("16:30"),
                        at("16:30"),
                        at("16:35"),
                        Duration.ofMinutes(5),
                        List.of(EVIDENCE_LATER)));
        assertThat(entry(resequencing, "customer-bridge-handoff").move())
                .isEqualTo(new Explanation(
                        Constraint.DEPENDENCY,
                        "executive-bridge-approval",
                        at("17:15"),
                        at("17:15"),
                        at("17:20"),
                        Duration.ofMinutes(5),
                        List.of(EVIDENCE_LATER)));
    }

    @Test
    void leavesWhatHasStartedWhereItIs() {
        ProblemBuilder problem = DeclaredScenario.afterTheEvents();
        problem.checkpoint("incident-state-validation").started("14:30", "15:00");

        Resequencing resequencing = resequence(problem.build());

        assertPlace(resequencing, "incident-state-validation", "14:30", "ines.novak");
        assertThat(entry(resequencing, "incident-state-validation").state()).isEqualTo(State.IN_PROGRESS);
        assertThat(entry(resequencing, "incident-state-validation").move()).isNull();
        assertThat(entry(resequencing, "contractual-window-confirmation").state())
                .isEqualTo(State.SCHEDULED);
        assertPlace(resequencing, "workaround-safety-review", "15:50", "sam.okafor");
        assertPlace(resequencing, "contractual-window-confirmation", "16:00", "lena.fischer");
        assertPlace(resequencing, "executive-bridge-approval", "16:35", "dana.whitlock");
        assertPlace(resequencing, "customer-bridge-handoff", "17:20", "nadia.rossi");
    }

    @Test
    void holdsTheHandoffWhenItsWindowEndsTooEarly() {
        Resequencing resequencing = resequence(handoffUntil("17:45").build());

        Entry handoff = entry(resequencing, "customer-bridge-handoff");
        assertThat(handoff.state()).isEqualTo(State.HELD);
        assertThat(handoff.start()).isNull();
        assertThat(handoff.end()).isNull();
        assertThat(handoff.hold().reason()).isEqualTo(HoldReason.NO_IN_POLICY_WINDOW);
        assertThat(handoff.hold().binding())
                .isEqualTo(new Explanation(
                        Constraint.WINDOW_END,
                        null,
                        at("17:20"),
                        at("17:50"),
                        at("17:45"),
                        Duration.ofMinutes(5),
                        List.of(HANDOFF_WINDOW, EVIDENCE_LATER)));
        assertThat(handoff.hold().releasedBy())
                .containsExactly(
                        new Release("boundary-exception", "customer-bridge-handoff", "maria.keller", null),
                        new Release("window-changed", "customer-bridge-handoff", null, at("17:50")),
                        new Release("evidence-earlier", "workaround-verification", null, at("15:45")));
        assertThat(resequencing.objective().heldProtected()).isEqualTo(1);
        assertThat(resequencing.checkpoints().stream().filter(entry -> entry.hold() != null))
                .hasSize(1);
    }

    @Test
    void placesTheHandoffOnceItsExceptionIsGranted() {
        Explanation binding = entry(resequence(handoffUntil("17:45").build()), "customer-bridge-handoff")
                .hold()
                .binding();
        ProblemBuilder problem = handoffUntil("17:45");
        problem.checkpoint("customer-bridge-handoff").granted(binding);

        assertPlace(resequence(problem.build()), "customer-bridge-handoff", "17:20", "nadia.rossi");
    }

    @Test
    void placesTheHandoffWhenTheEvidenceComesAsEarlyAsItsHoldAsks() {
        ProblemBuilder problem = handoffUntil("17:45").evidence("workaround-verification", "15:45");

        assertPlace(resequence(problem.build()), "customer-bridge-handoff", "17:15", "nadia.rossi");
    }

    @Test
    void namesTheProtectedBoundaryOnceItsExceptionIsRefused() {
        ProblemBuilder problem = handoffUntil("17:45");
        problem.checkpoint("customer-bridge-handoff").refused();

        Entry handoff = entry(resequence(problem.build()), "customer-bridge-handoff");

        assertThat(handoff.hold().reason()).isEqualTo(HoldReason.PROTECTED_BOUNDARY);
        assertThat(handoff.hold().binding().shortBy()).isEqualTo(Duration.ofMinutes(5));
        assertThat(handoff.hold().releasedBy())
                .noneMatch(release -> release.kind().equals("boundary-exception"));
    }

    @Test
    void holdsTheApprovalWhenItsDelegateIsNotApproved() {
        ProblemBuilder problem = DeclaredScenario.withoutRotation();
        problem.checkpoint("executive-bridge-approval").ownedUntil("15:00", APPROVER_ROTATED);

        Resequencing resequencing = resequence(problem.build());

        Entry approval = entry(resequencing, "executive-bridge-approval");
        assertThat(approval.state()).isEqualTo(State.HELD);
        assertThat(approval.owner()).isNull();
        assertThat(approval.hold().reason()).isEqualTo(HoldReason.AUTHORITY_MISSING);
        assertThat(approval.hold().binding().constraint()).isEqualTo(Constraint.OWNER_AUTHORITY);
        assertThat(approval.hold().binding().subject()).isEqualTo("victor.hale");
        assertThat(approval.hold().binding().allowed()).isEqualTo(at("15:00"));
        assertThat(approval.hold().binding().causedBy()).contains(APPROVER_ROTATED);
        assertThat(approval.hold().releasedBy())
                .containsExactly(new Release("delegate-rotated", "victor.hale", null, at("16:35")));
        Entry handoff = entry(resequencing, "customer-bridge-handoff");
        assertThat(handoff.hold().reason()).isEqualTo(HoldReason.DEPENDS_ON_HELD);
        assertThat(handoff.hold().root()).isEqualTo("executive-bridge-approval");
        assertThat(handoff.hold().releasedBy())
                .containsExactly(new Release("checkpoint-released", "executive-bridge-approval", null, null));
    }

    private static ProblemBuilder handoffUntil(String time) {
        ProblemBuilder problem = DeclaredScenario.afterTheEvents();
        problem.checkpoint("customer-bridge-handoff").withinOnly("16:30", time, HANDOFF_WINDOW);
        return problem;
    }
}
