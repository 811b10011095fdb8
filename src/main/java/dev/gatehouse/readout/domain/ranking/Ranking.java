package dev.gatehouse.readout.domain.ranking;

import dev.gatehouse.readout.domain.Blocker;
import dev.gatehouse.readout.domain.ClockChange;
import dev.gatehouse.readout.domain.Detail;
import dev.gatehouse.readout.domain.ExceptionOption;
import dev.gatehouse.readout.domain.ExceptionRules;
import dev.gatehouse.readout.domain.Infeasible;
import dev.gatehouse.readout.domain.LocalTimes;
import dev.gatehouse.readout.domain.Relaxation;
import dev.gatehouse.readout.domain.Rule;
import dev.gatehouse.readout.domain.RuleOf;
import dev.gatehouse.readout.domain.Slot;
import dev.gatehouse.readout.domain.SlotPreference;
import dev.gatehouse.readout.domain.Substitute;
import dev.gatehouse.readout.domain.Term;
import dev.gatehouse.readout.domain.TermScore;
import dev.gatehouse.readout.domain.TimeSpan;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A problem solved: the feasible starts in order, and on request everything that explains them and the others. Same input,
 * same ranking. Immutable.
 */
public final class Ranking {
    private final PreparedCalendars calendars;
    private final SlotPreference preference;
    private final Judgement judgement;
    private final List<Slot> slots;

    Ranking(PreparedCalendars calendars, SlotPreference preference) {
        this.calendars = calendars;
        this.preference = preference;
        judgement = calendars.judge(null);
        slots = new Scoring(calendars, judgement, preference).ranked();
    }

    /** Every feasible start, best first: by score, then start. Also those that were rejected before. */
    public List<Slot> slots() {
        return slots;
    }

    /** The slot that starts then, if that start is feasible. */
    public Optional<Slot> slot(Instant start) {
        return slots.stream().filter(slot -> slot.start().equals(start)).findFirst();
    }

    /** The score of a slot, term by term in the order of the terms. */
    public List<TermScore> terms(Slot slot) {
        return Arrays.stream(Term.values())
                .map(term -> {
                    int value = slot.values().of(term);
                    int weight = preference.weight(term);
                    return new TermScore(term, value, weight, (long) value * weight);
                })
                .toList();
    }

    /**
     * What an approval gave up for a slot, by rule, then person; nothing for a slot in policy. Rules of people who take no
     * part in it any more, because a later approval replaced them, gave nothing up.
     */
    public List<Blocker> givenUp(Slot slot) {
        Relaxation exception = slot.exception();
        if (exception == null) {
            return List.of();
        }
        int index = calendars.horizon().index(slot.start());
        Attendance attendance = judgement.at(index);
        List<RuleOf> rules = exception.rules().stream()
                .filter(of ->
                        of.person() == null || attendance.lineup().people().contains(of.person()))
                .sorted()
                .toList();
        Stream<Blocker> substitutes = exception.substitutes().stream()
                .sorted(Comparator.comparing(Substitute::role))
                .map(one -> new Blocker(
                        new RuleOf(Rule.SUBSTITUTE, one.person()),
                        new Detail.Substitution(
                                one.role(), judgement.general().lineup().holder(one.role()))));
        return Stream.concat(
                        new Explanations(calendars).blockers(rules, index, index + 1, attendance).stream(), substitutes)
                .toList();
    }

    /**
     * A slot by each attendee's clock: required people by role, with those who take a role for this start only, then
     * optional people by name, then the interpreter.
     */
    public List<LocalTimes> local(Slot slot) {
        return LocalClocks.of(calendars, judgement, slot);
    }

    /** Every start that is no slot, with all that is in its way, in order of time. */
    public List<Infeasible> infeasible() {
        var explanations = new Explanations(calendars);
        return judgement.obstacles().runs().stream()
                .filter(run -> !run.blocking().isEmpty())
                .map(run -> explanations.infeasible(run, judgement.at(run.from())))
                .toList();
    }

    /** When clocks of anybody concerned are changed between now and the deadline, in order of time, then zone. */
    public List<ClockChange> clockChanges() {
        return ClockChanges.of(calendars);
    }

    /**
     * What an approval could open, fewest rules first, then lightest, then earliest: the slots that need no approval, and
     * every start whose blockers may all give and are not too many. Where a substitute is asked for, each start is judged a
     * second time with that person in the role, which counts as one rule more; both are listed, first the one without.
     *
     * @param barred starts that were rejected; as slots they are not offered again
     * @param asked whose role is a required one, and who is among the problem's people
     * @param first what was asked for comes first, also where it was rejected before; null for nothing
     */
    public List<ExceptionOption> exceptions(
            ExceptionRules rules, Set<Instant> barred, @Nullable Substitute asked, @Nullable Instant first) {
        return new ExceptionSearch(calendars, judgement, rules, asked).options(barred, first);
    }

    /** Whether a start could be listed by {@link #exceptions}, and if not, why. */
    public AskedStart ask(Instant start, ExceptionRules rules, @Nullable Substitute asked) {
        return new ExceptionSearch(calendars, judgement, rules, asked).judge(start);
    }

    /**
     * Everything in the way of one start; nothing when it is feasible.
     *
     * @throws IllegalArgumentException when it is no start of the horizon
     */
    public List<Blocker> blockers(Instant start) {
        int index = calendars.horizon().index(start);
        if (index < 0) {
            throw new IllegalArgumentException(start + " is no start between now and the deadline");
        }
        return new Explanations(calendars)
                .blockers(judgement.obstacles().blocking(index), index, index + 1, judgement.at(index));
    }

    /**
     * The best slot that may be held next: not one of those excluded, and touching none that this case holds.
     *
     * @param held what this case holds already
     * @param excluded starts that were rejected, or found taken while holding
     */
    public Optional<Slot> nextToHold(Collection<TimeSpan> held, Set<Instant> excluded) {
        return slots.stream()
                .filter(slot -> !excluded.contains(slot.start()))
                .filter(slot -> held.stream().noneMatch(slot.time()::overlaps))
                .findFirst();
    }
}
