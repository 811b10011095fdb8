package dev.gatehouse.readout.domain.ranking;

import dev.gatehouse.readout.domain.Blocker;
import dev.gatehouse.readout.domain.Detail;
import dev.gatehouse.readout.domain.ExceptionOption;
import dev.gatehouse.readout.domain.ExceptionRules;
import dev.gatehouse.readout.domain.Rule;
import dev.gatehouse.readout.domain.RuleOf;
import dev.gatehouse.readout.domain.Substitute;
import dev.gatehouse.readout.domain.ranking.AskedStart.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which rules would have to give. A start opens only when everything in its way gives, so that its blockers are its
 * smallest set; a substitute makes a second one, because other people have other blockers.
 */
final class ExceptionSearch {
    private static final Comparator<ExceptionOption> ORDER = Comparator.comparingInt(
                    (ExceptionOption option) -> option.rules().size())
            .thenComparingInt(ExceptionOption::weight)
            .thenComparing(ExceptionOption::start)
            .thenComparing(option -> option.substitute() != null);

    private final PreparedCalendars calendars;
    private final Horizon horizon;
    private final ExceptionRules rules;
    private final Explanations explanations;
    private final List<Alternative> alternatives;

    /** The starts under one line-up; {@code substitute} null for the one as it is. */
    private record Alternative(
            Judgement judgement, @Nullable Substitute substitute) {}

    ExceptionSearch(PreparedCalendars calendars, Judgement asItIs, ExceptionRules rules, @Nullable Substitute asked) {
        this.calendars = calendars;
        horizon = calendars.horizon();
        this.rules = rules;
        explanations = new Explanations(calendars);
        alternatives = new ArrayList<>();
        alternatives.add(new Alternative(asItIs, null));
        if (asked != null) {
            asItIs.general().lineup().holder(asked.role());
            alternatives.add(new Alternative(calendars.judge(asked), asked));
        }
    }

    List<ExceptionOption> options(Set<Instant> barred, @Nullable Instant first) {
        var options = new ArrayList<ExceptionOption>();
        for (Alternative alternative : alternatives) {
            for (Obstacles.Run run : alternative.judgement().obstacles().runs()) {
                for (int start = run.from(); start < run.to(); start++) {
                    if (mayOpen(alternative, start, run.blocking())) {
                        options.add(option(alternative, start, run.blocking()));
                    }
                }
            }
        }
        options.removeIf(option -> option.rules().isEmpty()
                && barred.contains(option.start())
                && !option.start().equals(first));
        options.sort(
                Comparator.comparing((ExceptionOption option) -> !option.start().equals(first))
                        .thenComparing(ORDER));
        return List.copyOf(options);
    }

    AskedStart judge(Instant asked) {
        int start = horizon.index(asked);
        if (start < 0) {
            return new AskedStart(Verdict.NO_START, List.of());
        }
        var never = new ArrayList<Blocker>();
        List<Blocker> tooMany = List.of();
        for (Alternative alternative : alternatives) {
            if (changesNothing(alternative, start)) {
                continue;
            }
            List<RuleOf> blocking = alternative.judgement().obstacles().blocking(start);
            if (mayOpen(alternative, start, blocking)) {
                return new AskedStart(Verdict.LISTED, List.of());
            }
            List<Blocker> blockers = blockers(alternative, start, blocking);
            List<Blocker> immovable = blockers.stream()
                    .filter(blocker -> !rules.mayGive(blocker.rule()))
                    .toList();
            if (immovable.isEmpty()) {
                tooMany = blockers;
            }
            immovable.stream().filter(blocker -> !never.contains(blocker)).forEach(never::add);
        }
        return tooMany.isEmpty()
                ? new AskedStart(Verdict.CAN_NEVER_GIVE, List.copyOf(never))
                : new AskedStart(Verdict.TOO_MANY_RULES, tooMany);
    }

    private boolean mayOpen(Alternative alternative, int start, List<RuleOf> blocking) {
        boolean substituted = alternative.substitute() != null;
        int count = blocking.size() + (substituted ? 1 : 0);
        return !changesNothing(alternative, start)
                && (!substituted || rules.mayGive(Rule.SUBSTITUTE))
                && count <= rules.maxRules()
                && blocking.stream().allMatch(of -> rules.mayGive(of.rule()));
    }

    /** Whether the substitute holds the role there already. */
    private boolean changesNothing(Alternative alternative, int start) {
        Substitute substitute = alternative.substitute();
        return substitute != null && holder(substitute.role(), start).equals(substitute.person());
    }

    private ExceptionOption option(Alternative alternative, int start, List<RuleOf> blocking) {
        List<Blocker> blockers = blockers(alternative, start, blocking);
        return new ExceptionOption(
                horizon.startInstant(start),
                horizon.endInstant(start),
                blockers,
                blockers.stream()
                        .mapToInt(blocker -> rules.weight(blocker.rule()))
                        .sum(),
                calendars.interpreterFor(start),
                alternative.substitute(),
                alternative.judgement().relaxation(start));
    }

    private List<Blocker> blockers(Alternative alternative, int start, List<RuleOf> blocking) {
        var blockers = new ArrayList<Blocker>(explanations.blockers(
                blocking, start, start + 1, alternative.judgement().at(start)));
        Substitute substitute = alternative.substitute();
        if (substitute != null) {
            blockers.add(new Blocker(
                    new RuleOf(Rule.SUBSTITUTE, substitute.person()),
                    new Detail.Substitution(substitute.role(), holder(substitute.role(), start))));
        }
        return List.copyOf(blockers);
    }

    private String holder(String role, int start) {
        return alternatives.get(0).judgement().at(start).lineup().holder(role);
    }
}
