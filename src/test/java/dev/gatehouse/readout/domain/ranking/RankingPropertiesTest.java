package dev.gatehouse.readout.domain.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.readout.domain.Blocker;
import dev.gatehouse.readout.domain.CalendarReading;
import dev.gatehouse.readout.domain.ExceptionOption;
import dev.gatehouse.readout.domain.ExceptionRules;
import dev.gatehouse.readout.domain.Infeasible;
import dev.gatehouse.readout.domain.ReadoutProblem;
import dev.gatehouse.readout.domain.Rule;
import dev.gatehouse.readout.domain.RuleOf;
import dev.gatehouse.readout.domain.Slot;
import dev.gatehouse.readout.domain.SlotPreference;
import dev.gatehouse.readout.domain.Substitute;
import dev.gatehouse.readout.domain.Term;
import dev.gatehouse.readout.domain.TimeSpan;
import dev.gatehouse.readout.domain.ranking.RandomReadouts.Case;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** Ranking, infeasible intervals and exceptions against the specification done slowly. */
class RankingPropertiesTest {
    private static final SlotPreference PREFERENCE = new SlotPreference(
            Map.of(Term.COMFORT, 7, Term.OPTIONAL, 3, Term.EARLY, 5, Term.MARGIN, 2, Term.HANDOFF, 11));
    private static final ExceptionRules EXCEPTIONS = new ExceptionRules(
            Map.of(Rule.NOTICE, 1, Rule.WORKING_HOURS, 2, Rule.COVERAGE_HOURS, 2, Rule.HANDOFF, 4, Rule.SUBSTITUTE, 3),
            3);

    @Provide
    Arbitrary<Case> cases() {
        return RandomReadouts.cases();
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void slotsAreWhatTheSlowWayFindsInItsOrder(@ForAll("cases") Case random) {
        var naive = new NaiveReadout(random.problem(), random.calendars());
        var expected = new ArrayList<String>();
        var scores = new HashMap<Instant, Long>();
        List<Instant> feasible = naive.starts().stream()
                .filter(start -> naive.blockers(start, null).isEmpty())
                .toList();
        feasible.forEach(start -> scores.put(start, score(naive, start)));
        feasible.stream()
                .sorted(Comparator.comparing((Instant start) -> -scores.get(start))
                        .thenComparing(start -> start))
                .forEach(start -> expected.add(describe(naive, start, scores.get(start))));
        Statistics.label("slots").collect(expected.isEmpty() ? "none" : "some");

        assertThat(ranking(random).slots())
                .extracting(RankingPropertiesTest::describe)
                .isEqualTo(expected);
    }

    private static long score(NaiveReadout naive, Instant start) {
        return 7L * naive.comfort(start)
                + 3L * naive.optional(start)
                + 5L * naive.early(start)
                + 2L * naive.margin(start)
                + 11L * naive.handoff(start);
    }

    private static String describe(NaiveReadout naive, Instant start, long score) {
        return "%s %d [%d %d %d %d %d] %s"
                .formatted(
                        start,
                        score,
                        naive.comfort(start),
                        naive.optional(start),
                        naive.early(start),
                        naive.margin(start),
                        naive.handoff(start),
                        naive.interpreter(start));
    }

    private static String describe(Slot slot) {
        Slot.Values values = slot.values();
        return "%s %d [%d %d %d %d %d] %s"
                .formatted(
                        slot.start(),
                        slot.score(),
                        values.comfort(),
                        values.optional(),
                        values.early(),
                        values.margin(),
                        values.handoff(),
                        slot.interpreter());
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void everyStartIsASlotOrInOneIntervalThatCouldNotBeLonger(@ForAll("cases") Case random) {
        var naive = new NaiveReadout(random.problem(), random.calendars());
        var expected = new ArrayList<String>();
        Set<RuleOf> open = Set.of();
        Instant from = Instant.MIN;
        List<Instant> starts = naive.starts();
        Instant end = starts.isEmpty()
                ? Instant.MIN
                : starts.get(starts.size() - 1).plus(random.problem().granularity());
        for (Instant start : starts) {
            Set<RuleOf> blockers = naive.blockers(start, null);
            if (!blockers.equals(open)) {
                close(expected, from, start, open);
                open = blockers;
                from = start;
            }
        }
        close(expected, from, end, open);

        Ranking ranking = ranking(random);

        assertThat(ranking.infeasible())
                .extracting(RankingPropertiesTest::describe)
                .isEqualTo(expected);
        starts.forEach(start -> assertThat(ranking.blockers(start))
                .extracting(Blocker::of)
                .containsExactlyElementsOf(naive.blockers(start, null)));
    }

    private static void close(List<String> intervals, Instant from, Instant to, Set<RuleOf> blockers) {
        if (!blockers.isEmpty()) {
            intervals.add(from + " " + to + " " + blockers);
        }
    }

    private static String describe(Infeasible interval) {
        return interval.from() + " " + interval.to() + " "
                + interval.blockers().stream().map(Blocker::of).toList();
    }

    /** Every set of rules is tried, smallest first; a set that includes one that suffices is not a smallest one. */
    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void exceptionsAreTheSmallestSetsOfAllThatWereTried(@ForAll("cases") Case random) {
        var naive = new NaiveReadout(random.problem(), random.calendars());
        Substitute asked = random.random().nextBoolean()
                ? null
                : new Substitute(
                        "escalation-manager",
                        RandomReadouts.PEOPLE.get(random.random().nextInt(5)));
        var expected = new ArrayList<String>();
        for (Instant start : naive.starts()) {
            smallest(naive.blockers(start, null)).forEach(set -> expected.add(start + " " + set));
            if (asked != null
                    && !asked.person().equals(naive.holders(start, null).get(asked.role()))) {
                RuleOf substitution = new RuleOf(Rule.SUBSTITUTE, asked.person());
                smallest(naive.blockers(start, asked)).stream()
                        .filter(set -> set.size() < EXCEPTIONS.maxRules())
                        .forEach(set -> {
                            var with = new TreeSet<>(set);
                            with.add(substitution);
                            expected.add(start + " " + with);
                        });
            }
        }

        List<ExceptionOption> options = ranking(random).exceptions(EXCEPTIONS, Set.of(), asked, null);

        assertThat(options).extracting(RankingPropertiesTest::describe).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(options)
                .isSortedAccordingTo(Comparator.comparing(
                                (ExceptionOption option) -> option.rules().size())
                        .thenComparing(RankingPropertiesTest::weight)
                        .thenComparing(ExceptionOption::start));
        assertThat(options).allSatisfy(option -> {
            assertThat(option.weight()).isEqualTo(weight(option));
            assertThat(option.interpreter()).isEqualTo(naive.interpreter(option.start()));
        });
    }

    private static List<Set<RuleOf>> smallest(Set<RuleOf> blockers) {
        List<RuleOf> mayGive = new ArrayList<>(List.of(RuleOf.of(Rule.NOTICE), RuleOf.of(Rule.COVERAGE_HOURS)));
        for (String person : RandomReadouts.PEOPLE) {
            mayGive.add(new RuleOf(Rule.WORKING_HOURS, person));
            mayGive.add(new RuleOf(Rule.HANDOFF, person));
        }
        var smallest = new ArrayList<Set<RuleOf>>();
        for (int set = 0; set < 1 << mayGive.size(); set++) {
            if (Integer.bitCount(set) <= EXCEPTIONS.maxRules()) {
                var given = new TreeSet<RuleOf>();
                for (int rule = 0; rule < mayGive.size(); rule++) {
                    if ((set & 1 << rule) != 0) {
                        given.add(mayGive.get(rule));
                    }
                }
                if (given.containsAll(blockers)) {
                    smallest.add(given);
                }
            }
        }
        return smallest.stream()
                .filter(set ->
                        smallest.stream().noneMatch(other -> other.size() < set.size() && set.containsAll(other)))
                .toList();
    }

    private static String describe(ExceptionOption option) {
        return option.start() + " "
                + option.rules().stream().map(Blocker::of).collect(Collectors.toCollection(TreeSet::new));
    }

    private static int weight(ExceptionOption option) {
        return option.rules().stream()
                .mapToInt(rule -> EXCEPTIONS.weight(rule.rule()))
                .sum();
    }

    /** What was approved opens the start: nothing is asked for that would not be enough. */
    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void anApprovalMakesASlotOfItsStartAndOfNoOther(@ForAll("cases") Case random) {
        Substitute asked = new Substitute("escalation-manager", "dora");
        Ranking before = ranking(random);
        List<ExceptionOption> options = before.exceptions(EXCEPTIONS, Set.of(), asked, null).stream()
                .filter(option -> !option.rules().isEmpty())
                .toList();
        if (options.isEmpty()) {
            return;
        }
        ExceptionOption approved = options.get(random.random().nextInt(options.size()));

        Ranking after = ranking(new Case(relaxed(random.problem(), approved), random.calendars(), random.random()));

        assertThat(starts(after)).contains(approved.start());
        assertThat(after.slot(approved.start()).orElseThrow().exception()).isEqualTo(approved.approved());
        Set<Instant> others = starts(after);
        others.remove(approved.start());
        Set<Instant> othersBefore = starts(before);
        othersBefore.remove(approved.start());
        assertThat(others).isEqualTo(othersBefore);
    }

    private static ReadoutProblem relaxed(ReadoutProblem problem, ExceptionOption approved) {
        var relaxations = new ArrayList<>(problem.relaxations());
        relaxations.removeIf(relaxation -> relaxation.start().equals(approved.start()));
        relaxations.add(approved.approved());
        return new ReadoutProblem(
                problem.now(),
                problem.deadline(),
                problem.duration(),
                problem.granularity(),
                problem.minimumNotice(),
                problem.required(),
                problem.optional(),
                problem.people(),
                problem.customer(),
                problem.coverage(),
                problem.blackouts(),
                problem.interpreter(),
                problem.interpreters(),
                relaxations);
    }

    private static Set<Instant> starts(Ranking ranking) {
        return ranking.slots().stream().map(Slot::start).collect(Collectors.toCollection(HashSet::new));
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void theOrderOfTheInputIsOfNoConsequence(@ForAll("cases") Case random) {
        Ranking one = ranking(random);
        Ranking other = ranking(shuffled(random));
        Substitute asked = new Substitute("escalation-manager", "cleo");

        assertThat(other.slots()).isEqualTo(one.slots());
        assertThat(other.infeasible()).isEqualTo(one.infeasible());
        assertThat(other.clockChanges()).isEqualTo(one.clockChanges());
        assertThat(other.exceptions(EXCEPTIONS, Set.of(), asked, null))
                .isEqualTo(one.exceptions(EXCEPTIONS, Set.of(), asked, null));
        one.slots().forEach(slot -> assertThat(other.local(slot)).isEqualTo(one.local(slot)));
    }

    private static Case shuffled(Case original) {
        Random random = original.random();
        ReadoutProblem problem = original.problem();
        var calendars = new TreeMap<String, CalendarReading>();
        original.calendars().forEach((person, reading) -> calendars.put(person, shuffled(reading, random)));
        return new Case(
                new ReadoutProblem(
                        problem.now(),
                        problem.deadline(),
                        problem.duration(),
                        problem.granularity(),
                        problem.minimumNotice(),
                        shuffled(problem.required(), random),
                        shuffled(problem.optional(), random),
                        shuffled(problem.people(), random),
                        problem.customer(),
                        problem.coverage(),
                        shuffled(problem.blackouts(), random),
                        problem.interpreter(),
                        shuffled(problem.interpreters(), random),
                        shuffled(problem.relaxations(), random)),
                calendars,
                random);
    }

    private static CalendarReading shuffled(CalendarReading reading, Random random) {
        return reading instanceof CalendarReading.Busy busy
                ? CalendarReading.busy(shuffled(busy.times(), random))
                : reading;
    }

    private static <T> List<T> shuffled(List<T> list, Random random) {
        var shuffled = new ArrayList<>(list);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    /** Cutting a busy time in two, or telling it twice, says the same. */
    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void howBusyTimesAreCutIsOfNoConsequence(@ForAll("cases") Case random) {
        var cut = new HashMap<String, CalendarReading>();
        random.calendars().forEach((person, reading) -> cut.put(person, cut(reading)));
        Ranking one = ranking(random);
        Ranking other = ranking(new Case(random.problem(), cut, random.random()));

        assertThat(other.slots()).isEqualTo(one.slots());
        assertThat(other.infeasible()).isEqualTo(one.infeasible());
    }

    private static CalendarReading cut(CalendarReading reading) {
        if (!(reading instanceof CalendarReading.Busy busy)) {
            return reading;
        }
        var pieces = new ArrayList<>(busy.times());
        for (TimeSpan time : busy.times()) {
            Instant middle = time.from()
                    .plusSeconds((time.to().getEpochSecond() - time.from().getEpochSecond()) / 2);
            pieces.add(new TimeSpan(time.from(), middle));
            pieces.add(new TimeSpan(middle, time.to()));
        }
        return CalendarReading.busy(pieces);
    }

    private static Ranking ranking(Case of) {
        return PreparedCalendars.of(of.problem(), of.calendars()).rank(PREFERENCE);
    }
}
