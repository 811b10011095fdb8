package dev.gatehouse.readout.domain.ranking;

import dev.gatehouse.readout.domain.RuleOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything that is in the way of any start, by rule, then person.
 *
 * @param size of the horizon
 */
record Obstacles(List<Obstacle> all, int size) {

    /** Neighbouring starts with the same obstacles; none when they are feasible. */
    record Run(int from, int to, List<RuleOf> blocking) {}

    Starts feasible() {
        var blocked = new Starts(size);
        all.forEach(obstacle -> blocked.addAll(obstacle.starts()));
        return blocked.complement();
    }

    /** Covers the horizon, in order. */
    List<Run> runs() {
        var changes = new Starts(size);
        all.forEach(obstacle -> changes.addAll(obstacle.starts().changes()));
        var runs = new ArrayList<Run>();
        for (int from = 0; from < size; ) {
            int to = changes.next(from + 1);
            runs.add(new Run(from, to, blocking(from)));
            from = to;
        }
        return runs;
    }

    List<RuleOf> blocking(int start) {
        var blocking = new ArrayList<RuleOf>();
        for (Obstacle obstacle : all) {
            if (obstacle.starts().contains(start)) {
                blocking.add(obstacle.of());
            }
        }
        return blocking;
    }

    /** The same, but one start has what blocks it in others, except the relaxed rules. */
    Obstacles with(int start, Obstacles others, Set<RuleOf> relaxed) {
        var byRule = new TreeMap<RuleOf, Starts>();
        for (Obstacle obstacle : all) {
            Starts starts = obstacle.starts().copy();
            starts.clear(start);
            byRule.put(obstacle.of(), starts);
        }
        for (RuleOf of : others.blocking(start)) {
            if (!relaxed.contains(of)) {
                byRule.computeIfAbsent(of, unseen -> new Starts(size)).mark(start, start + 1);
            }
        }
        return new Obstacles(
                byRule.entrySet().stream()
                        .map(entry -> new Obstacle(entry.getKey(), entry.getValue()))
                        .toList(),
                size);
    }
}
