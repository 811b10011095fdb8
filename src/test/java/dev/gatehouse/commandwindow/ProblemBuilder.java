package dev.gatehouse.commandwindow;

import dev.gatehouse.commandwindow.domain.EventReference;
import dev.gatehouse.commandwindow.domain.Interval;
import dev.gatehouse.commandwindow.domain.ResequencingProblem;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Absence;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Checkpoint;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Evidence;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Freeze;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Spacing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds problems on one day; times are written {@code "15:30"} or {@code "15:30:10"}, in UTC. */
public final class ProblemBuilder {
    private Interval commandWindow = new Interval(at("14:00"), at("20:00"));
    private EventReference closesBecause;
    private Duration granularity = Duration.ofMinutes(5);
    private Instant now = at("14:00");
    private EventReference clockBecause;
    private final Map<String, CheckpointBuilder> checkpoints = new LinkedHashMap<>();
    private final List<Spacing> spacings = new ArrayList<>();
    private final Map<String, Evidence> evidence = new LinkedHashMap<>();
    private final List<Freeze> freezes = new ArrayList<>();
    private final List<Absence> absences = new ArrayList<>();

    /** A window from 14:00 to 20:00 on a grid of 5 minutes, now at its opening. */
    public static ProblemBuilder window() {
        return new ProblemBuilder();
    }

    public static Instant at(String time) {
        return Instant.parse("2026-04-17T" + (time.length() == 5 ? time + ":00" : time) + "Z");
    }

    public static EventReference event(String eventId) {
        return new EventReference("urn:source:test", eventId);
    }

    public ProblemBuilder open(String from, String to) {
        commandWindow = new Interval(at(from), at(to));
        return this;
    }

    public ProblemBuilder extended(String to, EventReference because) {
        commandWindow = new Interval(commandWindow.from(), at(to));
        closesBecause = because;
        return this;
    }

    public ProblemBuilder granularity(String duration) {
        granularity = Duration.parse(duration);
        return this;
    }

    public ProblemBuilder now(String time) {
        now = at(time);
        return this;
    }

    public ProblemBuilder now(String time, EventReference because) {
        clockBecause = because;
        return now(time);
    }

    /** Adds the checkpoint, or gives the one that is there already. */
    public CheckpointBuilder checkpoint(String checkpointId) {
        return checkpoints.computeIfAbsent(checkpointId, id -> new CheckpointBuilder(this, id));
    }

    public ProblemBuilder spacing(String before, String after, String gap) {
        spacings.add(new Spacing(before, after, Duration.parse(gap)));
        return this;
    }

    public ProblemBuilder evidence(String evidenceId, String readyAt) {
        return evidence(new Evidence(evidenceId, at(readyAt), true, null, null));
    }

    public ProblemBuilder evidence(Evidence fact) {
        evidence.put(fact.evidenceId(), fact);
        return this;
    }

    public ProblemBuilder freeze(String freezeId, String from, String to) {
        freezes.add(new Freeze(freezeId, new Interval(at(from), at(to)), event("freeze-" + freezeId)));
        return this;
    }

    public ProblemBuilder absent(String person, String from, String to) {
        absences.add(new Absence(person, new Interval(at(from), at(to)), event("absence-of-" + person)));
        return this;
    }

    public ResequencingProblem build() {
        List<Checkpoint> built =
                checkpoints.values().stream().map(CheckpointBuilder::checkpoint).toList();
        return new ResequencingProblem(
                commandWindow,
                closesBecause,
                granularity,
                now,
                clockBecause,
                built,
                List.copyOf(spacings),
                Map.copyOf(evidence),
                List.copyOf(freezes),
                List.copyOf(absences));
    }
}
