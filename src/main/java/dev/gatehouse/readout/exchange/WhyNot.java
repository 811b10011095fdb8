package dev.gatehouse.readout.exchange;

import dev.gatehouse.readout.domain.Blocker;
import dev.gatehouse.readout.domain.ExceptionRules;
import dev.gatehouse.readout.domain.Infeasible;
import dev.gatehouse.readout.domain.RuleOf;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why no approval opens any start: a sentence for somebody who cannot do anything about it at a gate. */
public final class WhyNot {

    private WhyNot() {}

    /**
     * What keeps every start shut. Where that is one and the same thing from now to the deadline it is told whole, otherwise
     * by the names of the rules.
     *
     * @param infeasible every start that is no slot
     * @param rules which rules may give, and how many
     */
    public static String of(List<Infeasible> infeasible, ExceptionRules rules) {
        if (infeasible.isEmpty()) {
            return "No start is left before the deadline.";
        }
        Set<RuleOf> everywhere = new HashSet<>(never(infeasible.get(0), rules));
        infeasible.forEach(interval -> everywhere.retainAll(never(interval, rules)));
        if (!everywhere.isEmpty()) {
            return "This is in the way of every start and can never give: "
                    + infeasible.get(0).blockers().stream()
                            .filter(blocker -> everywhere.contains(blocker.of()))
                            .map(BlockerSentences::of)
                            .collect(Collectors.joining(" "));
        }
        String somewhere = infeasible.stream()
                .flatMap(interval -> never(interval, rules).stream())
                .map(RuleOf::rule)
                .distinct()
                .sorted()
                .map(rule -> rule.word())
                .collect(Collectors.joining(", "));
        boolean tooMany =
                infeasible.stream().anyMatch(interval -> never(interval, rules).isEmpty());
        return Stream.of(
                        somewhere.isEmpty() ? "" : "These are in the way and can never give: " + somewhere + ".",
                        tooMany ? "More than %d rules would have to give.".formatted(rules.maxRules()) : "")
                .filter(sentence -> !sentence.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static List<RuleOf> never(Infeasible interval, ExceptionRules rules) {
        return interval.blockers().stream()
                .filter(blocker -> !rules.mayGive(blocker.rule()))
                .map(Blocker::of)
                .toList();
    }
}
