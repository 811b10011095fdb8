package dev.gatehouse.readout.domain.ranking;

import dev.gatehouse.readout.domain.ReadoutProblem;
import dev.gatehouse.readout.domain.Slot;
import dev.gatehouse.readout.domain.SlotPreference;
import dev.gatehouse.readout.domain.Term;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What slots are worth: integers, so that nothing hangs on rounding. */
final class Scoring {
    private static final long FULL = 1000;
    private static final long ENOUGH_MARGIN = 24 * 60 * 60;

    /** Room for the place of any start beside its score, so that one sort of numbers ranks them. */
    private static final int PLACE_BITS = 24;

    private static final long LAST_PLACE = (1L << PLACE_BITS) - 1;

    private final PreparedCalendars calendars;
    private final Horizon horizon;
    private final Judgement judgement;
    private final List<PersonStarts> optional;
    private final long now;
    private final long deadline;
    private final int comfortWeight;
    private final int optionalWeight;
    private final int earlyWeight;
    private final int marginWeight;
    private final int handoffWeight;

    Scoring(PreparedCalendars calendars, Judgement judgement, SlotPreference preference) {
        ReadoutProblem problem = calendars.problem();
        this.calendars = calendars;
        horizon = calendars.horizon();
        this.judgement = judgement;
        optional = problem.optional().stream().map(calendars::person).toList();
        now = problem.now().getEpochSecond();
        deadline = problem.deadline().getEpochSecond();
        comfortWeight = preference.weight(Term.COMFORT);
        optionalWeight = preference.weight(Term.OPTIONAL);
        earlyWeight = preference.weight(Term.EARLY);
        marginWeight = preference.weight(Term.MARGIN);
        handoffWeight = preference.weight(Term.HANDOFF);
    }

    /** Best first; of equal ones the earlier. */
    List<Slot> ranked() {
        Starts feasible = judgement.obstacles().feasible();
        Slot[] byStart = new Slot[feasible.count()];
        long[] ranks = new long[byStart.length];
        int at = 0;
        for (int start = feasible.next(0); start < horizon.size(); start = feasible.next(start + 1)) {
            Slot slot = slot(start);
            byStart[at] = slot;
            ranks[at] = slot.score() << PLACE_BITS | LAST_PLACE - at;
            at++;
        }
        Arrays.sort(ranks);
        var ranked = new ArrayList<Slot>(ranks.length);
        for (int rank = ranks.length - 1; rank >= 0; rank--) {
            ranked.add(byStart[(int) (LAST_PLACE - (ranks[rank] & LAST_PLACE))]);
        }
        return Collections.unmodifiableList(ranked);
    }

    private Slot slot(int start) {
        Slot.Values values = values(start);
        return new Slot(
                horizon.startInstant(start),
                horizon.endInstant(start),
                score(values),
                values,
                calendars.interpreterFor(start),
                judgement.relaxation(start));
    }

    private Slot.Values values(int start) {
        Attendance attendance = judgement.at(start);
        return new Slot.Values(
                attendance.comfort().value(start),
                optional(start),
                (int) (FULL * (deadline - horizon.start(start)) / (deadline - now)),
                (int) Math.min(FULL, FULL * (deadline - horizon.end(start)) / ENOUGH_MARGIN),
                attendance.nearHandoff().contains(start) ? 0 : (int) FULL);
    }

    private int optional(int start) {
        if (optional.isEmpty()) {
            return (int) FULL;
        }
        int available = 0;
        for (PersonStarts person : optional) {
            available += person.isAvailable(start) ? 1 : 0;
        }
        return (int) (FULL * available / optional.size());
    }

    private long score(Slot.Values values) {
        return (long) values.comfort() * comfortWeight
                + (long) values.optional() * optionalWeight
                + (long) values.early() * earlyWeight
                + (long) values.margin() * marginWeight
                + (long) values.handoff() * handoffWeight;
    }
}
