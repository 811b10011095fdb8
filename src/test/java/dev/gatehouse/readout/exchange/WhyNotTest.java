package dev.gatehouse.readout.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.readout.domain.Blocker;
import dev.gatehouse.readout.domain.Detail;
import dev.gatehouse.readout.domain.ExceptionRules;
import dev.gatehouse.readout.domain.Infeasible;
import dev.gatehouse.readout.domain.Rule;
import dev.gatehouse.readout.domain.RuleOf;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WhyNotTest {

    private static final Instant NOW = Instant.parse("2026-04-20T15:00:00Z");
    private static final ExceptionRules RULES = new ExceptionRules(Map.of(Rule.NOTICE, 1), 3);
    private static final Blocker INTERPRETER =
            new Blocker(RuleOf.of(Rule.INTERPRETER), new Detail.NoInterpreter("ja-JP", List.of()));
    private static final Blocker UNREADABLE = new Blocker(
            new RuleOf(Rule.UNREADABLE_CALENDAR, "ana.torres"), new Detail.Unreadable("the server is down"));
    private static final Blocker NOTICE =
            new Blocker(RuleOf.of(Rule.NOTICE), new Detail.ShortNotice(Duration.ofHours(18), NOW));

    @Test
    void tellsWholeWhatIsInTheWayOfEveryStart() {
        assertThat(WhyNot.of(intervals(List.of(UNREADABLE, INTERPRETER, NOTICE), List.of(INTERPRETER)), RULES))
                .isEqualTo("This is in the way of every start and can never give: "
                        + "No approved interpreter speaks ja-JP.");
        assertThat(WhyNot.of(intervals(List.of(UNREADABLE), List.of(UNREADABLE, NOTICE)), RULES))
                .endsWith(
                        "The calendar of ana.torres could not be read, so nothing of it is free: the server is down.");
    }

    @Test
    void namesTheRulesWhereTheyDiffer() {
        assertThat(WhyNot.of(intervals(List.of(UNREADABLE), List.of(INTERPRETER)), RULES))
                .isEqualTo("These are in the way and can never give: interpreter, unreadable-calendar.");
        assertThat(WhyNot.of(intervals(List.of(NOTICE)), RULES)).isEqualTo("More than 3 rules would have to give.");
        assertThat(WhyNot.of(List.of(), RULES)).isEqualTo("No start is left before the deadline.");
    }

    @SafeVarargs
    private static List<Infeasible> intervals(List<Blocker>... blockers) {
        return Stream.of(blockers)
                .map(all -> new Infeasible(NOW, NOW.plusSeconds(900), all))
                .toList();
    }
}
