package dev.gatehouse.commandwindow.domain;

import static dev.gatehouse.commandwindow.Scenario.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.commandwindow.Scenario;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** However events come, and however often, the same facts hold. */
class SituationOrderTest {
    private static final Declaration DECLARATION = Scenario.declaration();
    private static final DelegateApproval APPROVALS = Scenario.approvals();

    @Property(tries = 1000)
    void theOrderOfArrivalChangesNothing(@ForAll("histories") List<CaseEvent> events, @ForAll Random random) {
        var shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, random);

        assertSame(shuffled, events);
    }

    @Property(tries = 1000)
    void applyingTwiceChangesNothing(@ForAll("histories") List<CaseEvent> events, @ForAll Random random) {
        var twice = new ArrayList<>(events);
        twice.addAll(events);
        Collections.shuffle(twice, random);

        assertSame(twice, events);
    }

    @Property(tries = 500)
    void tenuresFollowEachOtherWithoutOverlap(@ForAll("histories") List<CaseEvent> events) {
        for (ResequencingProblem.Checkpoint checkpoint : problem(events).checkpoints()) {
            Instant end = Instant.MIN;
            for (ResequencingProblem.Tenure tenure : checkpoint.tenures()) {
                Instant from = tenure.from() == null ? Instant.MIN : tenure.from();
                Instant until = tenure.until() == null ? Instant.MAX : tenure.until();
                assertThat(from).isBeforeOrEqualTo(until).isAfterOrEqualTo(end);
                end = until;
            }
        }
    }

    @Property(tries = 500)
    void refusedEventsChangeNothing(@ForAll("histories") List<CaseEvent> events) {
        List<CaseEvent> accepted =
                events.stream().filter(event -> !event.refused()).toList();

        assertThat(problem(accepted)).isEqualTo(problem(events));
    }

    private static void assertSame(List<CaseEvent> events, List<CaseEvent> expected) {
        assertThat(problem(events)).isEqualTo(problem(expected));
        assertThat(situation(events).dispositions())
                .isEqualTo(situation(expected).dispositions());
        assertThat(situation(events).conflicts()).isEqualTo(situation(expected).conflicts());
        assertThat(situation(events).closed()).isEqualTo(situation(expected).closed());
    }

    private static ResequencingProblem problem(List<CaseEvent> events) {
        return situation(events).toProblem(Timeline.declared(DECLARATION));
    }

    private static Situation situation(List<CaseEvent> events) {
        return Situation.of(
                DECLARATION, events, List.of(), APPROVALS, Optional.empty(), Situation.drillClock(DECLARATION, events));
    }

    @Provide
    Arbitrary<List<CaseEvent>> histories() {
        return Combinators.combine(
                        facts(),
                        minutes(),
                        Arbitraries.of("urn:a", "urn:b"),
                        Arbitraries.integers().between(0, 9))
                .as((fact, time, source, refused) -> new CaseEvent(
                        new EventReference(source, "?"),
                        source,
                        time,
                        refused == 0,
                        refused == 0 ? "source-not-authoritative" : null,
                        fact))
                .list()
                .ofMaxSize(14)
                .map(SituationOrderTest::numbered);
    }

    private static List<CaseEvent> numbered(List<CaseEvent> events) {
        var numbered = new ArrayList<CaseEvent>();
        for (CaseEvent event : events) {
            numbered.add(new CaseEvent(
                    new EventReference(event.reference().source(), "evt-" + numbered.size()),
                    event.account(),
                    event.time(),
                    event.refused(),
                    event.refusedBecause(),
                    event.fact()));
        }
        return numbered;
    }

    /** Few instants, so that ties and contradictions are common. */
    private static Arbitrary<Instant> minutes() {
        return Arbitraries.integers().between(0, 12).map(quarter -> at("14:00").plusSeconds(quarter * 900L));
    }

    private static Arbitrary<Interval> intervals() {
        return Combinators.combine(minutes(), Arbitraries.integers().between(1, 8))
                .as((from, quarters) -> new Interval(from, from.plusSeconds(quarters * 900L)));
    }

    private static Arbitrary<Fact> facts() {
        Arbitrary<String> evidence = Arbitraries.of("incident-state", "workaround-verification", "rumour");
        Arbitrary<String> checkpoints =
                Arbitraries.of("incident-state-validation", "executive-bridge-approval", "coffee");
        Arbitrary<String> persons = Arbitraries.of("victor.hale", "dana.whitlock", "tom.baker", "nadia.rossi");
        Arbitrary<String> freezes = Arbitraries.of("f", "g");
        return Arbitraries.oneOf(
                Combinators.combine(evidence, minutes()).as(Fact.EvidenceRescheduled::new),
                Combinators.combine(evidence, minutes()).as(Fact.EvidenceConfirmed::new),
                evidence.map(id -> new Fact.EvidenceWithdrawn(id, "reason")),
                Combinators.combine(checkpoints, minutes()).as(Fact.CheckpointStarted::new),
                Combinators.combine(checkpoints, minutes()).as(Fact.CheckpointCompleted::new),
                rotations(persons),
                rotations(persons),
                rotations(persons),
                Combinators.combine(persons, intervals()).as(Fact.OwnerUnavailable::new),
                Combinators.combine(checkpoints, intervals().list().ofMinSize(1).ofMaxSize(3))
                        .as(Fact.WindowChanged::new),
                Combinators.combine(freezes, intervals())
                        .as((id, interval) -> new Fact.FreezeDeclared(id, interval, "r")),
                freezes.map(Fact.FreezeLifted::new),
                minutes().map(instant -> new Fact.WindowExtended(instant.plusSeconds(5 * 3600))),
                Arbitraries.of(new Fact.WindowClosed()));
    }

    private static Arbitrary<Fact> rotations(Arbitrary<String> persons) {
        return Combinators.combine(
                        persons, persons, minutes(), Arbitraries.integers().between(0, 6))
                .filter((from, to, effect, quarters) -> !from.equals(to))
                .as((from, to, effect, quarters) -> new Fact.DelegateRotated(
                        "executive-support-approver",
                        from,
                        to,
                        effect,
                        quarters == 0 ? null : effect.plusSeconds(quarters * 900L)));
    }
}
