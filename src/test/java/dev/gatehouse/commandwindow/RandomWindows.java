package dev.gatehouse.commandwindow;

import dev.gatehouse.commandwindow.domain.EventReference;
import dev.gatehouse.commandwindow.domain.Interval;
import dev.gatehouse.commandwindow.domain.ResequencingProblem;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Absence;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Before;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Checkpoint;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Evidence;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Execution;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Freeze;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Spacing;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Tenure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random command windows in which every rule of the spec occurs; the same seed gives the same window. */
public final class RandomWindows {
    private static final Instant OPENS = ProblemBuilder.at("14:00");

    private final Random random;
    private final int count;
    private final int steps;
    private final Duration granularity;
    private final List<String> people = new ArrayList<>();
    private final Map<String, Evidence> evidence = new HashMap<>();

    private RandomWindows(long seed, int count, int steps) {
        this.random = new Random(seed);
        this.count = count;
        this.steps = steps;
        this.granularity = Duration.ofMinutes(random.nextInt(4) == 0 ? 10 : 5);
        for (int person = 0; person < 1 + (count + 1) / 2; person++) {
            people.add("person-" + person);
        }
    }

    /** A window of that many grid steps. */
    public static ResequencingProblem window(long seed, int checkpoints, int steps) {
        return new RandomWindows(seed, checkpoints, steps).build();
    }

    private ResequencingProblem build() {
        for (int index = 0; index < 1 + count / 2; index++) {
            evidence("evidence-" + index);
        }
        List<String> ids = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            ids.add("checkpoint-" + (char) ('a' + index / 26) + (char) ('a' + index % 26));
        }
        Collections.shuffle(ids, random);
        List<Spacing> spacings = new ArrayList<>();
        List<Checkpoint> checkpoints = new ArrayList<>();
        Instant now = instant(steps / 3);
        for (int index = 0; index < count; index++) {
            checkpoints.add(checkpoint(ids, index, now, spacings));
        }
        List<Freeze> freezes = new ArrayList<>();
        while (oneIn(3) && freezes.size() < 2) {
            String freezeId = "freeze-" + freezes.size();
            freezes.add(new Freeze(freezeId, interval(2), event(freezeId)));
        }
        List<Absence> absences = new ArrayList<>();
        while (oneIn(2) && absences.size() < people.size()) {
            String person = people.get(random.nextInt(people.size()));
            absences.add(new Absence(person, interval(3), event("absence-" + absences.size())));
        }
        Instant closes = OPENS.plus(granularity.multipliedBy(steps)).plusSeconds(oneIn(8) ? 130 : 0);
        return new ResequencingProblem(
                new Interval(OPENS, closes),
                event("extended"),
                granularity,
                now,
                event("clock"),
                checkpoints,
                spacings,
                evidence,
                freezes,
                absences);
    }

    private void evidence(String evidenceId) {
        Instant readyAt = oneIn(14) ? null : instant(steps / 2);
        Instant freshUntil =
                readyAt != null && oneIn(3) ? readyAt.plus(granularity.multipliedBy(random.nextInt(steps / 2))) : null;
        evidence.put(evidenceId, new Evidence(evidenceId, readyAt, oneIn(2), freshUntil, event(evidenceId)));
    }

    private Checkpoint checkpoint(List<String> ids, int index, Instant now, List<Spacing> spacings) {
        String id = ids.get(index);
        List<String> dependsOn = new ArrayList<>();
        for (int earlier = Math.max(0, index - 4); earlier < index; earlier++) {
            if (oneIn(4)) {
                dependsOn.add(ids.get(earlier));
            }
            if (oneIn(12)) {
                spacings.add(new Spacing(
                        ids.get(earlier),
                        id,
                        granularity.multipliedBy(random.nextInt(2)).plusSeconds(90)));
            }
        }
        List<String> requires = new ArrayList<>();
        evidence.keySet().stream()
                .sorted()
                .filter(unused -> random.nextInt(3 * evidence.size()) < 2)
                .forEach(requires::add);
        List<Interval> windows = new ArrayList<>();
        while (oneIn(3) && windows.size() < 2) {
            windows.add(interval(steps / 2));
        }
        Duration duration = granularity.multipliedBy(1 + random.nextInt(3)).minusSeconds(oneIn(4) ? 100 : 0);
        String owner = people.get(random.nextInt(people.size()));
        boolean guarded = oneIn(2);
        Instant start = oneIn(12) ? instant(steps - 3) : gridInstant(steps - 3);
        return new Checkpoint(
                id,
                guarded,
                duration,
                dependsOn,
                requires,
                windows,
                event("windows-" + id),
                tenures(owner, id),
                new Before(start, owner, oneIn(8)),
                execution(owner, id, now, duration),
                guarded || oneIn(3) ? "boundary-owner" : null,
                oneIn(10),
                List.of());
    }

    private List<Tenure> tenures(String owner, String id) {
        String other = people.get(random.nextInt(people.size()));
        Instant effectiveAt = instant(steps);
        EventReference rotated = event("rotated-" + id);
        return switch (random.nextInt(8)) {
            case 0 -> List.of(new Tenure(owner, null, effectiveAt, null, rotated));
            case 1, 2 ->
                List.of(
                        new Tenure(owner, null, effectiveAt, null, rotated),
                        new Tenure(other, effectiveAt, null, rotated));
            case 3 -> {
                Instant back = effectiveAt.plus(granularity.multipliedBy(1 + random.nextInt(steps / 3)));
                yield List.of(
                        new Tenure(owner, null, effectiveAt, null, rotated),
                        new Tenure(other, effectiveAt, back, rotated, null),
                        new Tenure(owner, back, null, null));
            }
            default -> List.of(new Tenure(owner, null, null, null));
        };
    }

    private Execution execution(String owner, String id, Instant now, Duration duration) {
        if (!oneIn(8)) {
            return null;
        }
        Instant start = now.minusSeconds(random.nextInt(3600));
        Instant planned = start.plus(duration);
        boolean completed = oneIn(2);
        Instant end = completed ? start.plusSeconds(random.nextInt(1800)) : planned.isBefore(now) ? now : planned;
        return new Execution(start, end, completed, owner, event("execution-" + id));
    }

    private Interval interval(int length) {
        Instant from = instant(steps);
        return new Interval(from, from.plus(granularity.multipliedBy(1 + random.nextInt(Math.max(1, length)))));
    }

    private Instant instant(int withinSteps) {
        return gridInstant(withinSteps).plusSeconds(oneIn(4) ? 70 : 0);
    }

    private Instant gridInstant(int withinSteps) {
        return OPENS.plus(granularity.multipliedBy(random.nextInt(Math.max(1, withinSteps))));
    }

    private boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    private EventReference event(String eventId) {
        return oneIn(2)
                ? new EventReference("urn:source:test", eventId)
                : new EventReference("urn:source:other", eventId);
    }
}
