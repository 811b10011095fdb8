package dev.gatehouse.readout.domain.ranking;

import java.util.Arrays;
import java.util.List;

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
        for (PersonStarts person : required) {
            outside.addAll(person.outsideHours());
            for (int day = 0; day < person.hours().size(); day++) {
                nearEnds(seconds, person.hours().from(day), person.hours().to(day), horizon);
            }
        }
        return new Comfort(seconds, outside);
    }

    /** Only the starts within the cap of either end have less than the cap. */
    private static void nearEnds(int[] seconds, long from, long to, Horizon horizon) {
        int first = horizon.firstStartingAt(from);
        int last = horizon.firstEndingAfter(to) - 1;
        for (int start = first; start <= last && horizon.start(start) - from < CAP; start++) {
            seconds[start] = Math.min(seconds[start], (int) (horizon.start(start) - from));
        }
        for (int start = last; start >= first && to - horizon.end(start) < CAP; start--) {
            seconds[start] = Math.min(seconds[start], (int) (to - horizon.end(start)));
        }
    }

    /** 0 to 1000, rounded down. */
    int value(int start) {
        return outside.contains(start) ? 0 : 1000 * seconds[start] / CAP;
    }
}
