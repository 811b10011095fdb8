package dev.gatehouse.readout.domain.ranking;

import dev.gatehouse.readout.domain.CalendarReading;
import dev.gatehouse.readout.domain.CalendarReading.Busy;
import dev.gatehouse.readout.domain.Detail.Unavailable;
import dev.gatehouse.readout.domain.Detail.Unavailable.Reason;
import dev.gatehouse.readout.domain.Interpreter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One interpreter who speaks the language.
 *
 * @param reasons starts for which the interpreter is not to be had, by reason
 * @param free all others
 */
record InterpreterStarts(Interpreter interpreter, Stretches hours, Map<Reason, Starts> reasons, Starts free) {

    static InterpreterStarts of(Interpreter interpreter, Hours zone, CalendarReading reading, Horizon horizon) {
        Worktime worktime = zone.worktime(interpreter.hours(), Set.of());
        var reasons = new EnumMap<Reason, Starts>(Reason.class);
        reasons.put(Reason.OUTSIDE_HOURS, worktime.outside());
        reasons.put(Reason.ABSENT, touching(CalendarReading.busy(interpreter.absences()), horizon));
        if (reading instanceof Busy busy) {
            reasons.put(Reason.BUSY, touching(busy, horizon));
        } else {
            reasons.put(Reason.UNREADABLE_CALENDAR, Starts.all(horizon.size()));
        }
        var unavailable = new Starts(horizon.size());
        reasons.values().forEach(unavailable::addAll);
        return new InterpreterStarts(interpreter, worktime.hours(), reasons, unavailable.complement());
    }

    private static Starts touching(Busy busy, Horizon horizon) {
        var starts = new Starts(horizon.size());
        for (int at = 0; at < busy.size(); at++) {
            horizon.markTouching(starts, busy.from(at), busy.to(at));
        }
        return starts;
    }

    /** Why for at least one of {@code [from, to)}. */
    Unavailable why(int from, int to) {
        return new Unavailable(
                interpreter.key(),
                reasons.entrySet().stream()
                        .filter(entry -> entry.getValue().containsAnyOf(from, to))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
