package dev.gatehouse.commandwindow.domain;

import dev.gatehouse.commandwindow.domain.CommandPacket.Because;
import dev.gatehouse.commandwindow.domain.CommandPacket.Line;
import dev.gatehouse.commandwindow.domain.CommandPacket.Lineage;
import dev.gatehouse.commandwindow.domain.Resequencing.Entry;
import dev.gatehouse.commandwindow.domain.Resequencing.Explanation;
import dev.gatehouse.commandwindow.domain.Resequencing.Hold;
import dev.gatehouse.commandwindow.domain.Resequencing.State;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Spacing;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Tenure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts a command packet together. Source: spec 1, "The packet". */
public final class PacketAssembler {
    private static final Comparator<Line> LEDGER_ORDER =
            Comparator.comparing(Line::place).thenComparing(Line::checkpointId);

    private PacketAssembler() {}

    /** The first revision: the timeline as declared, before any fact. */
    public static CommandPacket declared(Declaration declaration, Map<String, String> policies) {
        Situation situation = Situation.of(
                declaration,
                List.of(),
                List.of(),
                (role, principal, delegate, scope, at) -> false,
                Optional.empty(),
                declaration.window().from());
        Set<String> provisional = provisional(declaration);
        List<Line> ledger = declaration.checkpoints().stream()
                .map(one -> new Line(
                        one,
                        provisional.contains(one.checkpointId()) ? State.PROVISIONAL : State.SCHEDULED,
                        one.start(),
                        one.start().plus(one.duration()),
                        one.owner(),
                        one.start(),
                        one.owner(),
                        List.of(),
                        null))
                .sorted(LEDGER_ORDER)
                .toList();
        return new CommandPacket(
                declaration,
                declaration.bridgeLead(),
                declaration.window(),
                ledger,
                List.of(),
                List.of(),
                situation.evidence(),
                windows(situation),
                situation.freezes(),
                situation.absences(),
                List.of(),
                List.of(),
                new Lineage(null, List.of()),
                new TreeMap<>(policies),
                null,
                null);
    }

    /**
     * A candidate.
     *
     * @param authoritative what people work from now
     * @param resequencing the solution of {@link Situation#toProblem(Timeline)} for it
     * @param settled the events that authoritative revisions list among their causes already
     * @param policies the policy tables that had a say, with their versions
     */
    public static CommandPacket assemble(
            Situation situation,
            Timeline authoritative,
            Resequencing resequencing,
            Collection<EventReference> settled,
            Lineage lineage,
            Map<String, String> policies) {
        Declaration declaration = situation.declaration();
        ResequencingProblem problem = situation.toProblem(authoritative);
        var entries = new TreeMap<String, Entry>();
        resequencing.checkpoints().forEach(entry -> entries.put(entry.checkpointId(), entry));
        List<Line> ledger = problem.checkpoints().stream()
                .map(one -> line(
                        situation,
                        one,
                        declaration.checkpoint(one.checkpointId()).orElseThrow(),
                        Objects.requireNonNull(entries.get(one.checkpointId()), one.checkpointId())))
                .sorted(LEDGER_ORDER)
                .toList();
        Set<EventReference> known = Set.copyOf(settled);
        CommandPacket packet = new CommandPacket(
                declaration,
                situation.bridgeLead().orElse(null),
                situation.commandWindow(),
                ledger,
                List.of(),
                situation.dispositions().stream()
                        .filter(one -> !known.contains(one.event().reference()))
                        .toList(),
                situation.evidence(),
                windows(situation),
                situation.freezes(),
                situation.absences(),
                situation.conflicts(),
                situation.rulings(),
                lineage,
                new TreeMap<>(policies),
                resequencing.objective(),
                resequencing.proven());
        return withDeltas(packet, Delta.between(authoritative, packet.timeline()));
    }

    private static CommandPacket withDeltas(CommandPacket it, List<Delta> deltas) {
        return new CommandPacket(
                it.declaration(),
                it.bridgeLead(),
                it.window(),
                it.ledger(),
                deltas,
                it.causes(),
                it.evidence(),
                it.windows(),
                it.freezes(),
                it.absences(),
                it.conflicts(),
                it.rulings(),
                it.lineage(),
                it.policies(),
                it.objective(),
                it.proven());
    }

    private static Line line(
            Situation situation,
            ResequencingProblem.Checkpoint problem,
            Declaration.Checkpoint checkpoint,
            Entry entry) {
        Situation.Execution execution =
                situation.execution(checkpoint.checkpointId()).orElse(null);
        return new Line(
                checkpoint,
                entry.state(),
                execution != null ? execution.start() : entry.start(),
                execution != null ? execution.end() : entry.end(),
                entry.owner(),
                problem.before().start(),
                problem.before().owner(),
                because(problem, entry, execution),
                entry.hold());
    }

    private static List<Because> because(
            ResequencingProblem.Checkpoint checkpoint, Entry entry, Situation.@Nullable Execution execution) {
        var because = new ArrayList<Because>();
        if (execution != null) {
            because.add(new Because(
                    execution.completed() ? Because.Kind.COMPLETED : Because.Kind.STARTED,
                    null,
                    List.of(execution.because())));
        }
        Explanation move = entry.move();
        if (move != null) {
            because.add(new Because(Because.Kind.MOVED, move, move.causedBy()));
        }
        Hold hold = entry.hold();
        if (hold != null) {
            Explanation binding = hold.binding();
            because.add(new Because(Because.Kind.HELD, binding, binding == null ? List.of() : binding.causedBy()));
        }
        if (!Objects.equals(entry.owner(), checkpoint.before().owner())) {
            because.add(new Because(Because.Kind.OWNER_CHANGED, null, handover(checkpoint, entry)));
        }
        return because;
    }

    /** The rotation by which the new owner came in, or by which the old one left nobody. */
    private static List<EventReference> handover(ResequencingProblem.Checkpoint checkpoint, Entry entry) {
        if (entry.owner() == null) {
            return checkpoint.tenures().stream()
                    .filter(tenure -> tenure.person().equals(checkpoint.before().owner()))
                    .flatMap(tenure -> Stream.ofNullable(tenure.endsBecause()))
                    .reduce((earlier, later) -> later)
                    .stream()
                    .toList();
        }
        Instant start = entry.start();
        return checkpoint.tenures().stream()
                .filter(tenure -> tenure.person().equals(entry.owner()))
                .filter(tenure -> start == null || includes(tenure, start))
                .flatMap(tenure -> Stream.ofNullable(tenure.because()))
                .reduce((earlier, later) -> later)
                .stream()
                .toList();
    }

    private static boolean includes(Tenure tenure, Instant instant) {
        return (tenure.from() == null || !instant.isBefore(tenure.from()))
                && (tenure.until() == null || instant.isBefore(tenure.until()));
    }

    private static Map<String, List<Interval>> windows(Situation situation) {
        var windows = new TreeMap<String, List<Interval>>();
        for (Declaration.Checkpoint one : situation.declaration().checkpoints()) {
            List<Interval> own = situation.windowsOf(one.checkpointId());
            if (!own.isEmpty()) {
                windows.put(one.checkpointId(), own);
            }
        }
        return windows;
    }

    /** Those that need evidence, and all that come after one; as declared, no evidence is confirmed yet. */
    private static Set<String> provisional(Declaration declaration) {
        var provisional = new HashSet<String>();
        boolean grows = true;
        while (grows) {
            grows = false;
            for (Declaration.Checkpoint one : declaration.checkpoints()) {
                boolean waits = !one.requires().isEmpty()
                        || one.dependsOn().stream().anyMatch(provisional::contains)
                        || declaration.spacings().stream()
                                .filter(spacing -> spacing.after().equals(one.checkpointId()))
                                .map(Spacing::before)
                                .anyMatch(provisional::contains);
                grows |= waits && provisional.add(one.checkpointId());
            }
        }
        return provisional;
    }
}
