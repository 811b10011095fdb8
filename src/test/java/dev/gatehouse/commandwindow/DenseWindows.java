package dev.gatehouse.commandwindow;

import dev.gatehouse.commandwindow.domain.EventReference;
import dev.gatehouse.commandwindow.domain.Interval;
import dev.gatehouse.commandwindow.domain.ResequencingProblem;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Absence;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Before;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Checkpoint;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Evidence;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Freeze;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Spacing;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Tenure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Command windows as they are on a bad day: a timeline that kept every rule, and then a quarter of the evidence comes
 * later, some owners rotate or are away, some windows shrink, and there is a freeze. Six people share the work.
 */
public final class DenseWindows {
    private static final Instant OPENS = ProblemBuilder.at("06:00");
    private static final Duration STEP = Duration.ofMinutes(5);

    private DenseWindows() {}

    /** The same seed and size give the same window. */
    public static ResequencingProblem window(long seed, int count) {
        Random random = new Random(seed);
        int people = Math.max(3, count / 6);
        long[] free = new long[people];
        long[] ends = new long[count];
        List<Checkpoint> checkpoints = new ArrayList<>();
        List<Spacing> spacings = new ArrayList<>();
        Map<String, Evidence> evidence = new HashMap<>();
        for (int index = 0; index < count; index++) {
            int person = random.nextInt(people);
            long steps = 2 + random.nextInt(6);
            long start = Math.max(free[person], random.nextInt(6));
            List<String> dependsOn = new ArrayList<>();
            for (int earlier = Math.max(0, index - 6); earlier < index; earlier++) {
                if (random.nextInt(5) == 0) {
                    dependsOn.add(id(earlier));
                    long gap = random.nextInt(4) == 0 ? 3 : 0;
                    if (gap > 0) {
                        spacings.add(new Spacing(id(earlier), id(index), STEP.multipliedBy(gap)));
                    }
                    start = Math.max(start, ends[earlier] + gap);
                }
            }
            start += random.nextInt(4) == 0 ? random.nextInt(4) : 0;
            ends[index] = start + steps;
            free[person] = start + steps;
            List<String> requires = new ArrayList<>();
            if (random.nextInt(3) == 0) {
                long delay = random.nextInt(4) == 0 ? 1 + random.nextInt(10) : -random.nextInt(4);
                String evidenceId = "evidence-" + index;
                evidence.put(
                        evidenceId,
                        new Evidence(evidenceId, at(Math.max(0, start + delay)), true, null, event(evidenceId)));
                requires.add(evidenceId);
            }
            List<Interval> windows = new ArrayList<>();
            if (random.nextInt(3) == 0) {
                windows.add(new Interval(at(start - random.nextInt(6)), at(ends[index] + 3 + random.nextInt(40))));
            }
            checkpoints.add(
                    checkpoint(index, "person-" + person, random, steps, start, dependsOn, requires, windows, people));
        }
        long horizon = 0;
        for (long end : ends) {
            horizon = Math.max(horizon, end);
        }
        return new ResequencingProblem(
                new Interval(OPENS, at(horizon + 30)),
                null,
                STEP,
                at(2),
                event("clock"),
                checkpoints,
                spacings,
                evidence,
                List.of(new Freeze("freeze", new Interval(at(horizon / 2), at(horizon / 2 + 4)), event("freeze"))),
                List.of(new Absence("person-1", new Interval(at(horizon / 3), at(horizon / 3 + 6)), event("absence"))));
    }

    private static Checkpoint checkpoint(
            int index,
            String owner,
            Random random,
            long steps,
            long start,
            List<String> dependsOn,
            List<String> requires,
            List<Interval> windows,
            int people) {
        Tenure always = new Tenure(owner, null, null, null);
        List<Tenure> tenures = List.of(always);
        if (random.nextInt(8) == 0) {
            Instant effectiveAt = at(start + random.nextInt(5) - 2);
            EventReference rotated = event("rotated-" + index);
            tenures = List.of(
                    new Tenure(owner, null, effectiveAt, null, rotated),
                    new Tenure("person-" + random.nextInt(people), effectiveAt, null, rotated));
        }
        return new Checkpoint(
                id(index),
                random.nextInt(2) == 0,
                STEP.multipliedBy(steps),
                dependsOn,
                requires,
                windows,
                null,
                tenures,
                new Before(at(start), owner, false),
                null,
                "boundary-owner",
                false,
                List.of());
    }

    private static String id(int index) {
        return "checkpoint-%03d".formatted(index);
    }

    private static Instant at(long step) {
        return OPENS.plus(STEP.multipliedBy(step));
    }

    private static EventReference event(String eventId) {
        return new EventReference("urn:source:test", eventId);
    }
}
