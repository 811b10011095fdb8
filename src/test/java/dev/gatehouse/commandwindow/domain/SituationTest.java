package dev.gatehouse.commandwindow.domain;

import static dev.gatehouse.commandwindow.Scenario.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.commandwindow.Scenario;
import dev.gatehouse.commandwindow.domain.Disposition.Kind;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Tenure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SituationTest {
    private static final String VALIDATION = "incident-state-validation";
    private static final String REVIEW = "workaround-safety-review";
    private static final String APPROVAL = "executive-bridge-approval";
    private static final String HANDOFF = "customer-bridge-handoff";
    private static final String EVIDENCE = "workaround-verification";
    private static final String APPROVER = "executive-support-approver";

    private final Declaration declaration = Scenario.declaration();
    private final List<CaseEvent> events = new ArrayList<>();
    private final List<BoundaryRuling> rulings = new ArrayList<>();
    private Instant now = at("14:30");

    @Test
    void aLaterTimeOvertakesWhateverArrivedFirst() {
        state("b", "14:50", new Fact.EvidenceRescheduled(EVIDENCE, at("15:50")));
        state("a", "14:40", new Fact.EvidenceRescheduled(EVIDENCE, at("16:50")));

        assertThat(evidence().readyAt()).isEqualTo(at("15:50"));
        assertThat(evidence().because()).isEqualTo(reference("b"));
        assertThat(disposition("a")).isEqualTo(noEffect("a", Disposition.OVERTAKEN, "b"));
        assertThat(disposition("b").kind()).isEqualTo(Kind.APPLIED);
    }

    @Test
    void ofOneTimeTheGreaterSourceThenIdHolds() {
        state("b", "14:50", new Fact.EvidenceRescheduled(EVIDENCE, at("15:50")));
        state("a", "14:50", new Fact.EvidenceRescheduled(EVIDENCE, at("16:50")));

        assertThat(evidence().readyAt()).isEqualTo(at("15:50"));

        events.add(new CaseEvent(
                new EventReference("urn:zzz", "0"),
                "zzz",
                at("14:50"),
                false,
                null,
                new Fact.EvidenceRescheduled(EVIDENCE, at("17:00"))));
        assertThat(evidence().readyAt()).isEqualTo(at("17:00"));
        assertThat(disposition("b").overtakenBy()).isEqualTo(new EventReference("urn:zzz", "0"));
    }

    @Test
    void refusedEventsChangeNothingAndAreListed() {
        refuse("r", "14:59", new Fact.EvidenceRescheduled(EVIDENCE, at("19:00")));

        assertThat(evidence().readyAt()).isEqualTo(at("15:00"));
        assertThat(disposition("r").kind()).isEqualTo(Kind.REFUSED);
        assertThat(disposition("r").reason()).isEqualTo("source-not-authoritative");
        assertThat(Situation.drillClock(declaration, events)).isEqualTo(at("14:00"));
    }

    @Test
    void unknownCheckpointsAndEvidenceHaveNoEffect() {
        state("a", "14:10", new Fact.EvidenceConfirmed("rumour", at("14:00")));
        state("b", "14:11", new Fact.CheckpointStarted("coffee", at("14:00")));
        state("c", "14:12", new Fact.WindowChanged("coffee", List.of(new Interval(at("15:00"), at("16:00")))));
        state("d", "14:13", new Fact.FreezeLifted("winter"));
        state("e", "14:14", new Fact.OwnerUnavailable("grace.liu", new Interval(at("15:00"), at("16:00"))));

        assertThat(situation().dispositions())
                .extracting(Disposition::reason)
                .containsExactly(
                        Disposition.UNKNOWN_EVIDENCE,
                        Disposition.UNKNOWN_CHECKPOINT,
                        Disposition.UNKNOWN_CHECKPOINT,
                        Disposition.UNKNOWN_FREEZE,
                        Disposition.NOT_A_PARTICIPANT);
        assertThat(situation().dispositions())
                .allSatisfy(one -> assertThat(one.kind()).isEqualTo(Kind.NO_EFFECT));
    }

    @Test
    void theLatestWordOfAnyKindDecidesAboutEvidence() {
        state("a", "14:10", new Fact.EvidenceConfirmed(EVIDENCE, at("14:05")));
        assertThat(evidence().state()).isEqualTo(Situation.EvidenceState.State.CONFIRMED);

        state("b", "14:20", new Fact.EvidenceWithdrawn(EVIDENCE, "wrong build"));
        assertThat(evidence().state()).isEqualTo(Situation.EvidenceState.State.WITHDRAWN);
        assertThat(evidence().readyAt()).isNull();
        assertThat(disposition("a").kind()).isEqualTo(Kind.APPLIED);

        state("c", "14:15", new Fact.EvidenceRescheduled(EVIDENCE, at("16:00")));
        assertThat(evidence().state()).isEqualTo(Situation.EvidenceState.State.WITHDRAWN);

        state("d", "14:25", new Fact.EvidenceRescheduled(EVIDENCE, at("17:00")));
        assertThat(evidence().state()).isEqualTo(Situation.EvidenceState.State.ANNOUNCED);
        assertThat(evidence().readyAt()).isEqualTo(at("17:00"));
    }

    @Test
    void evidenceStaysFreshForAsLongAsPolicySays() {
        ResequencingProblem problem = Situation.of(
                        declaration, events, rulings, Scenario.approvals(), Optional.of(Duration.ofHours(2)), now)
                .toProblem(Timeline.declared(declaration));

        assertThat(problem.evidence().get(EVIDENCE).freshUntil()).isEqualTo(at("17:00"));
        assertThat(problem().evidence().get(EVIDENCE).freshUntil()).isNull();
    }

    @Test
    void anApprovedDelegateTakesOver() {
        state("a", "14:52", rotated("victor.hale", "dana.whitlock", "15:00", null));

        assertThat(holder("14:59")).contains("victor.hale");
        assertThat(holder("15:00")).contains("dana.whitlock");
        assertThat(tenures())
                .containsExactly(
                        new Tenure("victor.hale", null, at("15:00"), null, reference("a")),
                        new Tenure("dana.whitlock", at("15:00"), null, reference("a"), null));
        assertThat(disposition("a").kind()).isEqualTo(Kind.APPLIED);
        assertThat(disposition("a").reason()).isNull();
    }

    @Test
    void nobodyHoldsTheRoleWhenTheDelegateIsNotApproved() {
        state("a", "14:52", rotated("victor.hale", "tom.baker", "15:00", null));

        assertThat(holder("14:59")).contains("victor.hale");
        assertThat(holder("15:00")).isEmpty();
        assertThat(tenures()).containsExactly(new Tenure("victor.hale", null, at("15:00"), null, reference("a")));
        assertThat(disposition("a").kind()).isEqualTo(Kind.APPLIED);
        assertThat(disposition("a").reason()).isEqualTo(Disposition.DELEGATE_NOT_APPROVED);
    }

    @Test
    void aDelegateOfAnotherRoleIsNotApproved() {
        state(
                "a",
                "14:52",
                new Fact.DelegateRotated("security-review", "sam.okafor", "dana.whitlock", at("15:00"), null));

        assertThat(situation().holderAt("security-review", "sam.okafor", at("15:00")))
                .isEmpty();
    }

    @Test
    void untilGivesTheRoleBack() {
        state("a", "14:52", rotated("victor.hale", "dana.whitlock", "15:00", "16:00"));

        assertThat(holder("15:59")).contains("dana.whitlock");
        assertThat(holder("16:00")).contains("victor.hale");
    }

    @Test
    void untilGivesTheRoleBackAlsoAfterNobodyTookOver() {
        state("a", "14:52", rotated("victor.hale", "tom.baker", "15:00", "16:00"));

        assertThat(holder("15:30")).isEmpty();
        assertThat(holder("16:00")).contains("victor.hale");
    }

    @Test
    void rotationsChainInOrderOfTheirEffect() {
        state("b", "14:40", rotated("dana.whitlock", "victor.hale", "17:00", null));
        state("a", "14:52", rotated("victor.hale", "dana.whitlock", "15:00", null));

        assertThat(holder("16:00")).contains("dana.whitlock");
        assertThat(holder("17:00")).contains("victor.hale");
        assertThat(disposition("b").kind()).isEqualTo(Kind.APPLIED);
    }

    @Test
    void givingBackEndsWhatWasHandedOnMeanwhile() {
        state("a", "14:40", rotated("victor.hale", "dana.whitlock", "15:00", "17:00"));
        state("b", "14:50", rotated("dana.whitlock", "tom.baker", "16:00", null));

        assertThat(holder("16:30")).isEmpty();
        assertThat(holder("17:00")).contains("victor.hale");
    }

    @Test
    void aRotationOfSomebodyWhoDoesNotHoldTheRoleHasNoEffect() {
        state("a", "14:52", rotated("nadia.rossi", "dana.whitlock", "15:00", null));

        assertThat(holder("15:00")).contains("victor.hale");
        assertThat(disposition("a")).isEqualTo(noEffect("a", Disposition.DOES_NOT_HOLD_ROLE, null));
    }

    @Test
    void aLaterRotationOfTheSamePersonReplacesTheEarlier() {
        state("a", "14:50", rotated("victor.hale", "tom.baker", "15:00", null));
        state("b", "14:55", rotated("victor.hale", "dana.whitlock", "15:30", null));

        assertThat(holder("15:10")).contains("victor.hale");
        assertThat(holder("15:30")).contains("dana.whitlock");
        assertThat(disposition("a").overtakenBy()).isEqualTo(reference("b"));
    }

    @Test
    void theLeadPassesOnLikeAnyRole() {
        state(
                "a",
                "14:20",
                new Fact.DelegateRotated(Declaration.BRIDGE_LEAD, "maria.keller", "tom.baker", at("14:25"), null));

        assertThat(situation().bridgeLead()).contains("tom.baker");
        now = at("14:24");
        assertThat(situation().bridgeLead()).contains("maria.keller");
    }

    @Test
    void aWindowIsOnlyMadeLonger() {
        state("a", "14:10", new Fact.WindowExtended(at("21:00")));
        state("b", "14:20", new Fact.WindowExtended(at("20:30")));
        state("c", "14:05", new Fact.WindowExtended(at("19:00")));
        assertThat(situation().closesAt()).isEqualTo(at("21:00"));
        assertThat(disposition("b")).isEqualTo(noEffect("b", Disposition.NOT_LONGER, null));
        assertThat(disposition("c")).isEqualTo(noEffect("c", Disposition.NOT_LONGER, null));

        state("d", "14:30", new Fact.WindowExtended(at("22:00")));
        assertThat(situation().closesAt()).isEqualTo(at("22:00"));
        assertThat(problem().closesBecause()).isEqualTo(reference("d"));
        assertThat(disposition("a").overtakenBy()).isEqualTo(reference("d"));
    }

    @Test
    void aWindowIsNotMadeLongerThanAnyMayBe() {
        state("a", "14:10", new Fact.WindowExtended(at("14:00").plus(Duration.ofDays(32))));

        assertThat(situation().closesAt()).isEqualTo(at("20:00"));
        assertThat(disposition("a").reason()).isEqualTo(Disposition.LONGER_THAN_ALLOWED);
    }

    @Test
    void closingOrItsEndMakesTheWindowBeOver() {
        assertThat(situation().over()).isFalse();
        now = at("20:00");
        assertThat(situation().over()).isTrue();
        now = at("14:30");
        state("a", "14:10", new Fact.WindowClosed());
        assertThat(situation().closed()).isTrue();
        assertThat(situation().over()).isTrue();
    }

    @Test
    void changedWindowsReplaceTheDeclaredOnes() {
        var window = new Interval(at("16:30"), at("17:45"));
        state("a", "14:10", new Fact.WindowChanged(HANDOFF, List.of(window)));

        assertThat(situation().windowsOf(HANDOFF)).containsExactly(window);
        assertThat(checkpoint(HANDOFF).windowsBecause()).isEqualTo(reference("a"));
        assertThat(checkpoint(REVIEW).windowsBecause()).isNull();
        assertThat(checkpoint(VALIDATION).windows()).isEmpty();
    }

    @Test
    void freezesComeAndGoByTime() {
        var freeze = new Interval(at("15:00"), at("16:00"));
        state("b", "14:20", new Fact.FreezeLifted("f"));
        state("a", "14:10", new Fact.FreezeDeclared("f", freeze, "quiet"));
        assertThat(situation().freezes()).isEmpty();
        assertThat(disposition("b").kind()).isEqualTo(Kind.APPLIED);

        state("c", "14:30", new Fact.FreezeDeclared("f", freeze, "quiet again"));
        assertThat(situation().freezes()).extracting(Situation.Freeze::reason).containsExactly("quiet again");
        assertThat(problem().freezes().get(0).because()).isEqualTo(reference("c"));
    }

    @Test
    void liftingBeforeItIsDeclaredHasNoEffect() {
        state("a", "14:10", new Fact.FreezeLifted("f"));
        state("b", "14:20", new Fact.FreezeDeclared("f", new Interval(at("15:00"), at("16:00")), "quiet"));

        assertThat(situation().freezes()).hasSize(1);
        assertThat(disposition("a")).isEqualTo(noEffect("a", Disposition.NOTHING_TO_LIFT, null));
    }

    @Test
    void aLaterAbsenceFromTheSameInstantReplacesTheEarlier() {
        state("a", "14:10", new Fact.OwnerUnavailable("nadia.rossi", new Interval(at("17:00"), at("18:00"))));
        state("b", "14:20", new Fact.OwnerUnavailable("nadia.rossi", new Interval(at("17:00"), at("17:15"))));
        state("c", "14:30", new Fact.OwnerUnavailable("nadia.rossi", new Interval(at("19:00"), at("19:15"))));

        assertThat(situation().absences())
                .extracting(absence -> absence.interval().to())
                .containsExactly(at("17:15"), at("19:15"));
    }

    @Test
    void aStartedCheckpointEndsAsPlannedOrNow() {
        state("a", "14:32", new Fact.CheckpointStarted(VALIDATION, at("14:30")));
        now = at("14:40");
        assertThat(execution())
                .isEqualTo(new Situation.Execution(
                        VALIDATION, at("14:30"), at("15:00"), false, "ines.novak", reference("a")));

        now = at("15:07");
        assertThat(execution().end()).isEqualTo(at("15:07"));
    }

    @Test
    void aCompletedCheckpointCountsItsDurationBack() {
        state("a", "14:50", new Fact.CheckpointCompleted(VALIDATION, at("14:45")));
        assertThat(execution())
                .isEqualTo(new Situation.Execution(
                        VALIDATION, at("14:15"), at("14:45"), true, "ines.novak", reference("a")));

        state("b", "14:40", new Fact.CheckpointStarted(VALIDATION, at("14:31")));
        assertThat(execution().start()).isEqualTo(at("14:31"));
        assertThat(execution().end()).isEqualTo(at("14:45"));
        assertThat(checkpoint(VALIDATION).execution().because()).isEqualTo(reference("a"));
    }

    @Test
    void aCheckpointThatEndedBeforeItStartedIsShownAsAConflict() {
        state("a", "14:50", new Fact.CheckpointCompleted(VALIDATION, at("14:30")));
        state("b", "14:40", new Fact.CheckpointStarted(VALIDATION, at("14:40")));

        assertThat(execution().start()).isEqualTo(at("14:40"));
        assertThat(execution().end()).isEqualTo(at("14:30"));
        assertThat(situation().conflicts())
                .extracting(Conflict::kind)
                .containsExactly(Conflict.COMPLETED_BEFORE_STARTED);
        assertThat(checkpoint(VALIDATION).execution().start()).isEqualTo(at("14:40"));
        assertThat(checkpoint(VALIDATION).execution().end()).isEqualTo(at("14:40"));
    }

    @Test
    void conflictsWithRulesAreShown() {
        state("a", "14:50", new Fact.CheckpointStarted(REVIEW, at("14:50")));
        state("b", "14:40", new Fact.FreezeDeclared("f", new Interval(at("14:00"), at("15:00")), "quiet"));
        state("c", "14:41", new Fact.OwnerUnavailable("sam.okafor", new Interval(at("14:00"), at("15:00"))));

        assertThat(situation().conflicts())
                .extracting(Conflict::kind)
                .containsExactly("DEPENDENCY", "EVIDENCE_READY", "FREEZE", "OWNER_ABSENT", "WINDOW_START");
        assertThat(situation().conflicts().get(0))
                .isEqualTo(new Conflict(REVIEW, "DEPENDENCY", VALIDATION, at("14:50"), null, List.of(reference("a"))));
        assertThat(situation().conflicts().get(1).allowed()).isEqualTo(at("15:00"));
        assertThat(situation().conflicts().get(2).causedBy()).containsExactly(reference("a"), reference("b"));
    }

    @Test
    void aStartWithoutAHolderOfTheRoleIsAConflict() {
        state("a", "14:10", rotated("victor.hale", "tom.baker", "14:20", null));
        state("b", "14:50", new Fact.CheckpointStarted(APPROVAL, at("14:50")));

        assertThat(situation().execution(APPROVAL).orElseThrow().owner()).isNull();
        assertThat(situation().conflicts()).extracting(Conflict::kind).contains("OWNER_AUTHORITY");
    }

    @Test
    void rulingsReachTheProblem() {
        rulings.add(new BoundaryRuling(
                HANDOFF, "maria.keller", true, Constraint.WINDOW_END, null, at("17:50"), at("17:45")));
        rulings.add(
                new BoundaryRuling(REVIEW, "sam.okafor", false, Constraint.WINDOW_END, null, at("17:05"), at("17:00")));

        assertThat(checkpoint(HANDOFF).relaxations())
                .containsExactly(
                        new ResequencingProblem.Relaxation(Constraint.WINDOW_END, null, at("17:50"), at("17:45")));
        assertThat(checkpoint(HANDOFF).boundaryRefused()).isFalse();
        assertThat(checkpoint(REVIEW).boundaryRefused()).isTrue();
        assertThat(checkpoint(REVIEW).relaxations()).isEmpty();
    }

    @Test
    void theClockOfADrillIsItsLatestAcceptedEvent() {
        assertThat(Situation.drillClock(declaration, List.of())).isEqualTo(at("14:00"));
        assertThat(Situation.drillClock(declaration, Scenario.events())).isEqualTo(at("14:53:30"));

        state("early", "13:00", new Fact.FreezeLifted("f"));
        assertThat(Situation.drillClock(declaration, events)).isEqualTo(at("14:00"));

        events.clear();
        events.addAll(Scenario.events());
        now = at("14:53:30");
        assertThat(problem().clockBecause()).isEqualTo(Scenario.reference("evt-004"));
    }

    @Test
    void anOwnerWhoDoesNotHoldTheRoleMayNotOwn() {
        var request = Scenario.request();
        ((com.fasterxml.jackson.databind.node.ObjectNode)
                        request.path("checkpoints").get(0))
                .put("owner", "nadia.rossi");
        Declaration other =
                dev.gatehouse.commandwindow.exchange.CommandWindowRequests.read(request, Scenario::isPerson);
        var problem = Situation.of(other, events, rulings, Scenario.approvals(), Optional.empty(), now)
                .toProblem(Timeline.declared(other));

        assertThat(problem.checkpoints().stream()
                        .filter(one -> one.checkpointId().equals(VALIDATION))
                        .findFirst()
                        .orElseThrow()
                        .tenures())
                .isEmpty();
    }

    private Situation situation() {
        return Situation.of(declaration, events, rulings, Scenario.approvals(), Optional.empty(), now);
    }

    private ResequencingProblem problem() {
        return situation().toProblem(Timeline.declared(declaration));
    }

    private ResequencingProblem.Checkpoint checkpoint(String id) {
        return problem().checkpoints().stream()
                .filter(one -> one.checkpointId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private List<Tenure> tenures() {
        return checkpoint(APPROVAL).tenures();
    }

    private Optional<String> holder(String time) {
        return situation().holderAt(APPROVER, "victor.hale", at(time));
    }

    private Situation.EvidenceState evidence() {
        return situation().evidence().stream()
                .filter(one -> one.evidence().evidenceId().equals(EVIDENCE))
                .findFirst()
                .orElseThrow();
    }

    private Situation.Execution execution() {
        return situation().execution(VALIDATION).orElseThrow();
    }

    private Disposition disposition(String id) {
        return situation().dispositions().stream()
                .filter(one -> one.event().reference().equals(reference(id)))
                .findFirst()
                .orElseThrow();
    }

    private Disposition noEffect(String id, String reason, String overtakenBy) {
        return new Disposition(
                events.stream()
                        .filter(one -> one.reference().equals(reference(id)))
                        .findFirst()
                        .orElseThrow(),
                Kind.NO_EFFECT,
                reason,
                overtakenBy == null ? null : reference(overtakenBy));
    }

    private static Fact rotated(String from, String to, String effectiveAt, String until) {
        return new Fact.DelegateRotated(APPROVER, from, to, at(effectiveAt), until == null ? null : at(until));
    }

    private void state(String id, String time, Fact fact) {
        events.add(new CaseEvent(reference(id), "some-source", at(time), false, null, fact));
    }

    private void refuse(String id, String time, Fact fact) {
        events.add(new CaseEvent(reference(id), "chat", at(time), true, "source-not-authoritative", fact));
    }

    private static EventReference reference(String id) {
        return new EventReference("urn:source:some-source", id);
    }
}
