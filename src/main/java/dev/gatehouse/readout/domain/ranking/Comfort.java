package dev.gatehouse.readout.domain.ranking;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How far a slot is from the nearer end of the worst-off required person's day, for every start. A day is a stretch of
 * working hours: where one day's hours go on into the next, there is no end between them. 0 outside anybody's hours.
 */
final class Comfort {
    private static final int CAP = 120 * 60;

    private final int[] seconds;
    private final Starts outside;

    private Comfort(int[] seconds, Starts outside) {
        this.seconds = seconds;
        this.outside = outside;
    }

    static Comfort of(List<PersonStarts> required, Horizon horizon) {
        int[] seconds = new int[horizon.size()];
        Arrays.fill(seconds, CAP);
        var outside = new Starts(horizon.size());
        // whoever keeps the hours of somebody else is no worse off
        Set<Worktime> worktimes = required.stream().map(PersonStarts::worktime).collect(Collectors.toSet());
        for (Worktime worktime : worktimes) {
            outside.addAll(worktime.outside());
            Stretches days = worktime.hours();
            for (int day = 0; day < days.size(); day++) {
                nearEnds(seconds, days.from(day), days.to(day), horizon);
            }
        }
        return new Comfort(seconds, outside);
    }

    /** Only the starts within the cap of either end have less than the cap. */
    private static void nearEnds(int[] seconds, long from, long to, Horizon horizon) {
        int first = horizon.firstStartingAt(from);
        int last = horizon.firstEndingAfter(to) - 1;
        long since = horizon.start(first) - from;
        for (int start = first; start <= last && since < CAP; start++, since += horizon.step()) {
            seconds[start] = Math.min(seconds[start], (int) since);
        }
        long left = to - horizon.end(last);
        for (int start = last; start >= first && left < CAP; start--, left += horizon.step()) {
            seconds[start] = Math.min(seconds[start], (int) left);
        }
    }

    /** 0 to 1000, rounded down. */
    int value(int start) {
        return outside.contains(start) ? 0 : 1000 * seconds[start] / CAP;
    }
}
