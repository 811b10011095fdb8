package dev.gatehouse.readout.domain.ranking;

import static dev.gatehouse.readout.domain.ranking.ReadoutScenario.ANA;
import static dev.gatehouse.readout.domain.ranking.ReadoutScenario.EXCEPTIONS;
import static dev.gatehouse.readout.domain.ranking.ReadoutScenario.GRACE;
import static dev.gatehouse.readout.domain.ranking.ReadoutScenario.JORGE;
import static dev.gatehouse.readout.domain.ranking.ReadoutScenario.KOFI;
import static dev.gatehouse.readout.domain.ranking.ReadoutScenario.PAUL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.gatehouse.readout.domain.Blocker;
import dev.gatehouse.readout.domain.ExceptionOption;
import dev.gatehouse.readout.domain.Infeasible;
import dev.gatehouse.readout.domain.LocalTimes;
import dev.gatehouse.readout.domain.Rule;
import dev.gatehouse.readout.domain.RuleOf;
import dev.gatehouse.readout.domain.Slot;
import dev.gatehouse.readout.domain.Term;
import dev.gatehouse.readout.domain.TermScore;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the scenario's notes say, start by start. */
class ScenarioTest {
    private static final Instant ONLY = Instant.parse("2026-04-27T16:00:00Z");

    @Test
    void theDeadlineIsTheEndOfTheCustomersFifthBusinessDay() {
        assertThat(new ReadoutScenario().deadline).isEqualTo("2026-04-28T00:00:00Z");
    }

    @Test
    void exactlyOneSlotIsInPolicy() {
        List<Slot> slots = new ReadoutScenario().ranking().slots();

        assertThat(slots).extracting(Slot::start).containsExactly(ONLY);
        assertThat(slots.get(0).end()).isEqualTo("2026-04-27T17:00:00Z");
        assertThat(slots.get(0).slotId()).isEqualTo("slot-2026-04-27T16:00:00Z");
        assertThat(slots.get(0).exception()).isNull();
    }

    @Test
    void theInterpreterOnHolidayIsPassedOver() {
        assertThat(new ReadoutScenario().ranking().slots().get(0).interpreter()).isEqualTo("mateo.silva");
    }

    @Test
    void theScoreIsShownTermByTerm() {
        Ranking ranking = new ReadoutScenario().ranking();
        Slot slot = ranking.slots().get(0);

        // kofi's day ends with the slot; paul has gone home; 8 of 177 hours left; 7 of 24 hours of margin; the handoff
        // ended
        // exactly 30 minutes before
        assertThat(ranking.terms(slot))
                .containsExactly(
                        new TermScore(Term.COMFORT, 0, 4, 0),
                        new TermScore(Term.OPTIONAL, 0, 2, 0),
                        new TermScore(Term.EARLY, 45, 3, 135),
                        new TermScore(Term.MARGIN, 291, 2, 582),
                        new TermScore(Term.HANDOFF, 0, 1, 0));
        assertThat(slot.score()).isEqualTo(717);
    }

    @Test
    void everybodysLocalTimeIsGiven() {
        Ranking ranking = new ReadoutScenario().ranking();

        List<LocalTimes> local = ranking.local(ranking.slots().get(0));

        assertThat(local)
                .extracting(
                        LocalTimes::person,
                        LocalTimes::role,
                        times -> times.start().toString(),
                        LocalTimes::withinHours)
                .containsExactly(
                        tuple(JORGE, "customer-incident-manager", "2026-04-27T10:00-06:00", true),
                        tuple(GRACE, "customer-success-director", "2026-04-27T12:00-04:00", true),
                        tuple(KOFI, "escalation-manager", "2026-04-27T17:00+01:00", true),
                        tuple(ANA, "fix-owner", "2026-04-27T09:00-07:00", true),
                        tuple(PAUL, null, "2026-04-27T18:00+02:00", false),
                        tuple("mateo.silva", "interpreter", "2026-04-27T10:00-06:00", true));
    }

    @Test
    void everyOtherStartIsExplained() {
        List<Infeasible> infeasible = new ReadoutScenario().ranking().infeasible();

        assertThat(infeasible.get(0).from()).isEqualTo("2026-04-20T15:00:00Z");
        assertThat(infeasible.get(infeasible.size() - 1).to()).isEqualTo("2026-04-28T00:00:00Z");
        for (int at = 1; at < infeasible.size(); at++) {
            Instant end = infeasible.get(at - 1).to();
            assertThat(infeasible.get(at).from()).isEqualTo(end.equals(ONLY) ? ONLY.plusSeconds(900) : end);
        }
    }

    @Test
    void theNotesReasonsAreFound() {
        Ranking ranking = new ReadoutScenario().ranking();

        assertThat(rules(ranking, "2026-04-21T15:30:00Z"))
                .containsExactly(new RuleOf(Rule.BUSY, ANA), new RuleOf(Rule.BUSY, KOFI));
        assertThat(rules(ranking, "2026-04-22T16:00:00Z")).containsExactly(RuleOf.of(Rule.BLACKOUT));
        assertThat(rules(ranking, "2026-04-23T16:00:00Z")).containsExactly(new RuleOf(Rule.BUSY, ANA));
        assertThat(rules(ranking, "2026-04-24T16:00:00Z")).containsExactly(new RuleOf(Rule.BUSY, KOFI));
        assertThat(rules(ranking, "2026-04-27T15:45:00Z")).containsExactly(new RuleOf(Rule.BUSY, JORGE));
        assertThat(rules(ranking, "2026-04-27T23:15:00Z"))
                .contains(
                        RuleOf.of(Rule.DEADLINE),
                        RuleOf.of(Rule.COVERAGE_HOURS),
                        new RuleOf(Rule.WORKING_HOURS, JORGE));
    }

    @Test
    void withoutASlotThreeStartsNeedOneRuleSixtyEightTwoAndFiftyFourThree() {
        List<ExceptionOption> options = blockedUntilHalfPastFour().exceptions(EXCEPTIONS, Set.of(), null, null);

        assertThat(options.stream().filter(option -> option.rules().size() == 1))
                .extracting(
                        option -> option.start().toString(),
                        option -> option.rules().get(0).rule())
                .containsExactly(
                        tuple("2026-04-20T15:30:00Z", Rule.NOTICE),
                        tuple("2026-04-20T15:45:00Z", Rule.NOTICE),
                        tuple("2026-04-20T16:00:00Z", Rule.NOTICE));
        assertThat(options.stream().filter(option -> option.rules().size() == 2))
                .hasSize(68);
        assertThat(options.stream().filter(option -> option.rules().size() == 3))
                .hasSize(54);
        assertThat(options).hasSize(3 + 68 + 54);
        for (String start : List.of("2026-04-27T16:30:00Z", "2026-04-21T16:30:00Z")) {
            ExceptionOption option = options.stream()
                    .filter(one -> one.start().equals(Instant.parse(start)))
                    .findFirst()
                    .orElseThrow();
            assertThat(option.rules())
                    .extracting(Blocker::of)
                    .containsExactly(new RuleOf(Rule.WORKING_HOURS, KOFI), RuleOf.of(Rule.COVERAGE_HOURS));
            assertThat(option.weight()).isEqualTo(5);
        }
    }

    private static Ranking blockedUntilHalfPastFour() {
        Ranking ranking = new ReadoutScenario()
                .busy(JORGE, "2026-04-27T15:00:00Z", "2026-04-27T16:30:00Z")
                .ranking();
        assertThat(ranking.slots()).isEmpty();
        return ranking;
    }

    private static List<RuleOf> rules(Ranking ranking, String start) {
        return ranking.blockers(Instant.parse(start)).stream().map(Blocker::of).toList();
    }
}
