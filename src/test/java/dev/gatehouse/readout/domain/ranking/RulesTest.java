package dev.gatehouse.readout.domain.ranking;

import static dev.gatehouse.readout.domain.ranking.ReadoutScenario.ANA;
import static dev.gatehouse.readout.domain.ranking.ReadoutScenario.EXCEPTIONS;
import static dev.gatehouse.readout.domain.ranking.ReadoutScenario.GRACE;
import static dev.gatehouse.readout.domain.ranking.ReadoutScenario.JORGE;
import static dev.gatehouse.readout.domain.ranking.ReadoutScenario.KOFI;
import static dev.gatehouse.readout.domain.ranking.ReadoutScenario.PAUL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.groups.Tuple.tuple;

import dev.gatehouse.readout.domain.Blocker;
import dev.gatehouse.readout.domain.Buffers;
import dev.gatehouse.readout.domain.CalendarReading;
import dev.gatehouse.readout.domain.ClockChange;
import dev.gatehouse.readout.domain.Customer;
import dev.gatehouse.readout.domain.Customer.Holiday;
import dev.gatehouse.readout.domain.Detail;
import dev.gatehouse.readout.domain.Detail.Unavailable;
import dev.gatehouse.readout.domain.Detail.Unavailable.Reason;
import dev.gatehouse.readout.domain.ExceptionOption;
import dev.gatehouse.readout.domain.ExceptionRules;
import dev.gatehouse.readout.domain.InterpreterNeed;
import dev.gatehouse.readout.domain.LocalTimes;
import dev.gatehouse.readout.domain.Person;
import dev.gatehouse.readout.domain.Relaxation;
import dev.gatehouse.readout.domain.Rule;
import dev.gatehouse.readout.domain.RuleOf;
import dev.gatehouse.readout.domain.Slot;
import dev.gatehouse.readout.domain.Substitute;
import dev.gatehouse.readout.domain.TimeSpan;
import dev.gatehouse.readout.domain.ranking.AskedStart.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each rule by itself, on the scenario's one slot and around it. */
class RulesTest {
    private static final Instant ONLY = Instant.parse("2026-04-27T16:00:00Z");

    private final ReadoutScenario scenario = new ReadoutScenario();

    @Test
    void buffersWidenBusyTimesOnBothSides() {
        buffers(GRACE, Duration.ofMinutes(10), Duration.ofMinutes(20));

        scenario.busy(
                GRACE, "2026-04-27T15:00:00Z", "2026-04-27T15:50:00Z", "2026-04-27T17:20:00Z", "2026-04-27T18:00:00Z");
        assertThat(scenario.ranking().slots()).hasSize(1);
        scenario.busy(GRACE, "2026-04-27T15:00:00Z", "2026-04-27T15:50:01Z");
        assertThat(blockers(ONLY)).containsExactly(new RuleOf(Rule.BUSY, GRACE));
        scenario.busy(GRACE, "2026-04-27T17:19:59Z", "2026-04-27T18:00:00Z");
        assertThat(blockers(ONLY)).containsExactly(new RuleOf(Rule.BUSY, GRACE));
    }

    @Test
    void buffersDoNotWidenWorkingHours() {
        buffers(KOFI, Duration.ZERO, Duration.ofMinutes(30));

        assertThat(scenario.ranking().slots()).hasSize(1);
    }

    private void buffers(String person, Duration before, Duration after) {
        scenario.people.replaceAll(one -> one.person().equals(person)
                ? new Person(
                        person, one.zone(), one.workingHours(), one.protectedHandoffs(), new Buffers(before, after))
                : one);
    }

    @Test
    void aCalendarThatCannotBeReadIsNeverFree() {
        scenario.calendars.put(GRACE, CalendarReading.unreadable("The server answered 500."));

        assertThat(scenario.ranking().blockers(ONLY))
                .containsExactly(new Blocker(
                        new RuleOf(Rule.UNREADABLE_CALENDAR, GRACE),
                        new Detail.Unreadable("The server answered 500.")));
    }

    @Test
    void aCalendarThatNobodyReadIsNeverFree() {
        scenario.calendars.remove(GRACE);
        scenario.calendars.remove("mateo.silva");

        assertThat(blockers(ONLY))
                .containsExactly(RuleOf.of(Rule.INTERPRETER), new RuleOf(Rule.UNREADABLE_CALENDAR, GRACE));
    }

    @Test
    void optionalPeopleNeverBlock() {
        scenario.calendars.put(PAUL, CalendarReading.unreadable("no answer"));

        assertThat(scenario.ranking().slots()).hasSize(1);
    }

    @Test
    void aLanguageThatNobodySpeaksBlocksEverywhere() {
        scenario.interpreter = new InterpreterNeed("nah-MX", true);

        assertThat(scenario.ranking().slots()).isEmpty();
        assertThat(scenario.ranking().blockers(ONLY))
                .containsExactly(
                        new Blocker(RuleOf.of(Rule.INTERPRETER), new Detail.NoInterpreter("nah-MX", List.of())));
    }

    @Test
    void saysOfEachInterpreterWhyNot() {
        scenario.busy("mateo.silva", "2026-04-27T16:30:00Z", "2026-04-27T16:45:00Z");

        assertThat(scenario.ranking().blockers(ONLY).get(0).detail())
                .isEqualTo(new Detail.NoInterpreter(
                        "es-MX",
                        List.of(
                                new Unavailable("lucia.ramos", Set.of(Reason.ABSENT)),
                                new Unavailable("mateo.silva", Set.of(Reason.BUSY)))));
    }

    @Test
    void anInterpreterWhoIsNotRequiredIsNotAssigned() {
        scenario.interpreter = new InterpreterNeed("nah-MX", false);

        assertThat(scenario.ranking().slots()).hasSize(1);
        assertThat(scenario.ranking().slots().get(0).interpreter()).isNull();
    }

    @Test
    void takesTheInterpreterWithTheLowestLoadThenTheFirstKey() {
        scenario.interpreters.add(scenario.interpreter("zoe.alba", 1, List.of()));
        scenario.interpreters.add(scenario.interpreter("nora.cruz", 1, List.of()));

        assertThat(scenario.ranking().slots().get(0).interpreter()).isEqualTo("nora.cruz");
    }

    @Test
    void holidaysAreTheCustomersAlone() {
        scenario.holidays.add(new Holiday(LocalDate.parse("2026-04-27"), "Invented"));
        scenario.customer = new Customer(scenario.customer.zone(), scenario.holidays);

        List<Blocker> blockers = scenario.ranking().blockers(ONLY);

        assertThat(blockers).extracting(Blocker::of).containsExactly(new RuleOf(Rule.WORKING_HOURS, JORGE));
        assertThat(((Detail.OutsideWorkingHours) blockers.get(0).detail()).holidays())
                .extracting(Holiday::name)
                .containsExactly("Invented");
    }

    @Test
    void busyTimesAreToldMergedAndCounted() {
        scenario.busy(
                GRACE,
                "2026-04-27T16:30:00Z",
                "2026-04-27T16:40:00Z",
                "2026-04-27T16:00:00Z",
                "2026-04-27T16:10:00Z",
                "2026-04-27T16:05:00Z",
                "2026-04-27T16:20:00Z",
                "2026-04-27T17:00:00Z",
                "2026-04-27T18:00:00Z");

        assertThat(scenario.ranking().blockers(ONLY).get(0).detail())
                .isEqualTo(new Detail.Busy(
                        List.of(
                                span("2026-04-27T16:00:00Z", "2026-04-27T16:20:00Z"),
                                span("2026-04-27T16:30:00Z", "2026-04-27T16:40:00Z")),
                        2,
                        Buffers.NONE));
    }

    @Test
    void halfAnHourAfterAHandoffIsStillNearIt() {
        scenario.calendars.clear();
        scenario.interpreter = null;
        scenario.people.forEach(person -> scenario.calendars.put(person.person(), CalendarReading.busy(List.of())));
        scenario.duration = Duration.ofMinutes(30);
        Ranking ranking = scenario.ranking();

        assertThat(handoff(ranking, "2026-04-27T15:30:00Z")).isZero();
        assertThat(handoff(ranking, "2026-04-27T16:00:00Z")).isZero();
        assertThat(handoff(ranking, "2026-04-27T16:15:00Z")).isEqualTo(1000);
    }

    private static int handoff(Ranking ranking, String start) {
        return ranking.slot(Instant.parse(start)).orElseThrow().values().handoff();
    }

    @Test
    void clockChangesInsideTheHorizonAreShown() {
        scenario.now = Instant.parse("2026-10-22T15:00:00Z");
        scenario.deadline = Instant.parse("2026-11-02T00:00:00Z");

        assertThat(scenario.ranking().clockChanges())
                .extracting(ClockChange::zone, change -> change.at().toString())
                .containsExactly(
                        tuple(ZoneId.of("Europe/Berlin"), "2026-10-25T01:00:00Z"),
                        tuple(ZoneId.of("Europe/London"), "2026-10-25T01:00:00Z"),
                        tuple(ZoneId.of("America/New_York"), "2026-11-01T06:00:00Z"),
                        tuple(ZoneId.of("America/Los_Angeles"), "2026-11-01T09:00:00Z"));
    }

    @Test
    void nothingThatHasBegunIsOffered() {
        scenario.now = Instant.parse("2026-04-27T15:59:59.5Z");
        assertThat(blockers(ONLY)).containsExactly(RuleOf.of(Rule.NOTICE));

        scenario.now = Instant.parse("2026-04-27T16:00:00.5Z");
        assertThatIllegalArgumentException().isThrownBy(() -> blockers(ONLY)).withMessageContaining("no start");
    }

    @Test
    void aSubstituteIsARuleMoreAndFreesWhatWasInTheWay() {
        scenario.busy(JORGE, "2026-04-27T15:00:00Z", "2026-04-27T16:30:00Z");
        Substitute paul = new Substitute("customer-incident-manager", PAUL);
        // paul has gone home by then, and his days off are the customer's now
        ExceptionOption option =
                scenario.ranking().exceptions(EXCEPTIONS, Set.of(), paul, ONLY).get(0);

        assertThat(option.start()).isEqualTo(ONLY);
        assertThat(option.rules())
                .extracting(Blocker::of)
                .containsExactly(new RuleOf(Rule.WORKING_HOURS, PAUL), new RuleOf(Rule.SUBSTITUTE, PAUL));
        assertThat(option.rules().get(1).detail())
                .isEqualTo(new Detail.Substitution("customer-incident-manager", JORGE));
        assertThat(option.approved().substitutes()).containsExactly(paul);
        assertThat(option.approved().rules()).containsExactly(new RuleOf(Rule.WORKING_HOURS, PAUL));
    }

    @Test
    void saysWhatAnApprovalGaveUpWithTheFacts() {
        scenario.busy(JORGE, "2026-04-27T15:00:00Z", "2026-04-27T16:30:00Z");
        Instant start = Instant.parse("2026-04-27T16:30:00Z");
        ExceptionOption option = scenario.ranking().exceptions(EXCEPTIONS, Set.of(), null, start).stream()
                .filter(one -> one.start().equals(start))
                .findFirst()
                .orElseThrow();
        scenario.relaxations.add(option.approved());
        Ranking ranking = scenario.ranking();

        assertThat(ranking.givenUp(ranking.slot(start).orElseThrow()))
                .hasSize(2)
                .isEqualTo(option.rules());
    }

    @Test
    void countsNoRuleAsGivenUpForSomebodyWhoWasReplaced() {
        Substitute paul = new Substitute("fix-owner", PAUL);
        scenario.relaxations.add(new Relaxation(
                "exception-2",
                ONLY,
                Set.of(new RuleOf(Rule.WORKING_HOURS, ANA), new RuleOf(Rule.WORKING_HOURS, PAUL)),
                Set.of(paul)));
        Ranking ranking = scenario.ranking();

        assertThat(ranking.givenUp(ranking.slot(ONLY).orElseThrow()))
                .extracting(Blocker::of)
                .containsExactly(new RuleOf(Rule.WORKING_HOURS, PAUL), new RuleOf(Rule.SUBSTITUTE, PAUL));
        scenario.relaxations.clear();
        Ranking inPolicy = scenario.ranking();
        assertThat(inPolicy.givenUp(inPolicy.slot(ONLY).orElseThrow())).isEmpty();
    }

    @Test
    void showsAnOptionalPersonWhoStandsInForARoleOnce() {
        scenario.relaxations.add(new Relaxation(
                "exception-3",
                ONLY,
                Set.of(new RuleOf(Rule.WORKING_HOURS, PAUL)),
                Set.of(new Substitute("fix-owner", PAUL))));
        Ranking ranking = scenario.ranking();

        assertThat(ranking.local(ranking.slot(ONLY).orElseThrow()))
                .filteredOn(one -> one.person().equals(PAUL))
                .extracting(LocalTimes::role)
                .containsExactly("fix-owner");
    }

    @Test
    void saysWhatBecomesOfAWish() {
        Ranking ranking = scenario.ranking();

        assertThat(ranking.ask(ONLY, EXCEPTIONS, null).verdict()).isEqualTo(Verdict.LISTED);
        assertThat(ranking.ask(ONLY.plusSeconds(60), EXCEPTIONS, null).verdict())
                .isEqualTo(Verdict.NO_START);
        AskedStart never = ranking.ask(Instant.parse("2026-04-22T16:00:00Z"), EXCEPTIONS, null);
        assertThat(never.verdict()).isEqualTo(Verdict.CAN_NEVER_GIVE);
        assertThat(never.blockers()).extracting(Blocker::of).containsExactly(RuleOf.of(Rule.BLACKOUT));
        ExceptionRules one = new ExceptionRules(EXCEPTIONS.weights(), 1);
        AskedStart tooMany = ranking.ask(Instant.parse("2026-04-27T16:30:00Z"), one, null);
        assertThat(tooMany.verdict()).isEqualTo(Verdict.TOO_MANY_RULES);
        assertThat(tooMany.blockers()).hasSize(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ranking.ask(ONLY, EXCEPTIONS, new Substitute("no-role", PAUL)))
                .withMessageContaining("not a required role");
    }

    @Test
    void slotsThatNeedNoApprovalComeFirstUnlessTheyWereRejected() {
        Ranking ranking = scenario.ranking();

        assertThat(ranking.exceptions(EXCEPTIONS, Set.of(), null, null).get(0))
                .extracting(ExceptionOption::start, ExceptionOption::rules)
                .containsExactly(ONLY, List.of());
        assertThat(ranking.exceptions(EXCEPTIONS, Set.of(ONLY), null, null))
                .noneMatch(option -> option.start().equals(ONLY));
        Instant asked = Instant.parse("2026-04-27T20:00:00Z");
        assertThat(ranking.exceptions(EXCEPTIONS, Set.of(), null, asked).get(0).start())
                .isEqualTo(asked);
    }

    @Test
    void rulesThatTheTableDoesNotNameDoNotGive() {
        ExceptionRules coverageOnly = new ExceptionRules(Map.of(Rule.COVERAGE_HOURS, 1), 3);

        assertThat(scenario.ranking().exceptions(coverageOnly, Set.of(), null, null))
                .extracting(ExceptionOption::start)
                .containsExactly(ONLY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExceptionRules(Map.of(Rule.BLACKOUT, 1), 3))
                .withMessageContaining("blackout can never be given up");
    }

    @Test
    void holdsTheBestThatTouchesNothingHeldAndWasNotRejected() {
        scenario.calendars.put(JORGE, CalendarReading.busy(List.of()));
        scenario.interpreter = null;
        Ranking ranking = scenario.ranking();
        List<Slot> slots = ranking.slots();
        assertThat(slots).hasSize(3);
        Slot best = ranking.nextToHold(List.of(), Set.of()).orElseThrow();

        assertThat(best).isEqualTo(slots.get(0));
        assertThat(ranking.nextToHold(List.of(best.time()), Set.of())).isEmpty();
        assertThat(ranking.nextToHold(List.of(), Set.of(best.start()))).contains(slots.get(1));
    }

    private List<RuleOf> blockers(Instant start) {
        return scenario.ranking().blockers(start).stream().map(Blocker::of).toList();
    }

    private static TimeSpan span(String from, String to) {
        return new TimeSpan(Instant.parse(from), Instant.parse(to));
    }

    @Test
    void everybodyIsNamed() {
        scenario.calendars.keySet().removeIf(person -> !person.startsWith("lucia") && !person.startsWith("mateo"));

        assertThat(blockers(ONLY))
                .containsExactly(
                        new RuleOf(Rule.UNREADABLE_CALENDAR, ANA),
                        new RuleOf(Rule.UNREADABLE_CALENDAR, GRACE),
                        new RuleOf(Rule.UNREADABLE_CALENDAR, JORGE),
                        new RuleOf(Rule.UNREADABLE_CALENDAR, KOFI));
    }
}
