package dev.gatehouse.commandwindow.domain.resequencing;

import dev.gatehouse.commandwindow.domain.Constraint;
import dev.gatehouse.commandwindow.domain.resequencing.Node.Holder;
import dev.gatehouse.commandwindow.domain.resequencing.Node.Link;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where each unstarted checkpoint is put, or that it is held. Mutable while a timeline is being built. */
public final class Placement {
    private static final long HELD = Long.MIN_VALUE;

    private final Network network;
    private final long[] starts;

    /** Holds everything that has not started. */
    public Placement(Network network) {
        this.network = network;
        this.starts = new long[network.nodes().size()];
        Arrays.fill(starts, HELD);
    }

    public Network network() {
        return network;
    }

    public Placement copy() {
        Placement copy = new Placement(network);
        System.arraycopy(starts, 0, copy.starts, 0, starts.length);
        return copy;
    }

    public void put(int index, long start) {
        starts[index] = start;
    }

    public boolean isPlaced(int index) {
        return starts[index] != HELD;
    }

    public boolean isHeld(int index) {
        return !isPlaced(index) && !network.node(index).hasStarted();
    }

    /** The start in grid steps of one that is placed. */
    public long start(int index) {
        return starts[index];
    }

    Instant startInstant(int index) {
        return network.grid().at(starts[index]);
    }

    Instant endInstant(int index) {
        return network.grid().at(starts[index] + network.node(index).steps());
    }

    @Nullable
    Holder holder(int index) {
        return network.node(index).holderAt(starts[index]);
    }

    boolean waitsForHeld(Node node) {
        return node.waitsFor().stream().anyMatch(link -> isHeld(link.node()));
    }

    /** Every start that is open to the checkpoint while all others stay where they are. */
    Starts open(Node node) {
        if (node.starts().isEmpty() || waitsForHeld(node)) {
            return Starts.NONE;
        }
        Starts open = node.starts();
        long first = -Starts.FAR;
        for (Link link : node.waitsFor()) {
            if (isPlaced(link.node())) {
                first = Math.max(
                        first, starts[link.node()] + network.node(link.node()).steps() + link.gap());
            }
        }
        long last = Starts.FAR;
        for (Link link : network.followers(node.index())) {
            if (isPlaced(link.node())) {
                last = Math.min(last, starts[link.node()] - link.gap() - node.steps());
            }
        }
        open = open.and(Starts.between(first, last));
        for (int sharer : network.sharers(node.index())) {
            if (open.isEmpty()) {
                break;
            }
            Rule rule = isPlaced(sharer) ? apartFrom(node, sharer) : null;
            if (rule != null) {
                open = open.and(rule.permitted());
            }
        }
        return open;
    }

    /** Its own rules and those that the places of the others make. */
    List<Rule> rules(Node node) {
        List<Rule> rules = new ArrayList<>(node.rules());
        Grid grid = network.grid();
        for (Link link : node.waitsFor()) {
            if (isPlaced(link.node())) {
                rules.add(Dependencies.after(grid, network.node(link.node()), starts[link.node()], link.gap()));
            }
        }
        for (Link link : network.followers(node.index())) {
            if (isPlaced(link.node())) {
                rules.add(Dependencies.before(grid, node, network.node(link.node()), starts[link.node()], link.gap()));
            }
        }
        for (int sharer : network.sharers(node.index())) {
            Rule rule = isPlaced(sharer) ? apartFrom(node, sharer) : null;
            if (rule != null) {
                rules.add(rule);
            }
        }
        return rules;
    }

    /** Its owner is busy with the other; null when the other's owner may not own it. */
    private @Nullable Rule apartFrom(Node node, int other) {
        Holder busy = holder(other);
        if (busy == null) {
            return null;
        }
        Starts applies = Starts.NONE;
        Holder affected = null;
        for (Holder holder : node.holders()) {
            if (holder.person().equals(busy.person())) {
                applies = applies.or(holder.starts());
                affected = holder;
            }
        }
        if (affected == null) {
            return null;
        }
        String subject = network.node(other).id();
        Exceptions granted = new Exceptions(node.checkpoint().relaxations());
        return new Rule.Outside(
                network.grid(),
                Constraint.OWNER_BUSY,
                subject,
                node.steps(),
                granted.later(Constraint.OWNER_BUSY, subject, startInstant(other)),
                granted.earlier(Constraint.OWNER_BUSY, subject, endInstant(other)),
                applies,
                exempted(node, other),
                OwnRules.events(affected.tenure().because(), busy.tenure().because()));
    }

    /** Starts at which a boundary exception lets the other overlap this one. */
    private Starts exempted(Node node, int other) {
        Starts exempted = Starts.NONE;
        Grid grid = network.grid();
        for (var relaxation : network.node(other).checkpoint().relaxations()) {
            if (relaxation.constraint() == Constraint.OWNER_BUSY && node.id().equals(relaxation.subject())) {
                boolean endsInTime = !endInstant(other).isAfter(relaxation.needs());
                boolean startsLateEnough = !startInstant(other).isBefore(relaxation.needs());
                if (relaxation.needs().isAfter(relaxation.allowed()) && endsInTime) {
                    exempted = exempted.or(Starts.from(grid.ceil(relaxation.allowed())));
                } else if (relaxation.needs().isBefore(relaxation.allowed()) && startsLateEnough) {
                    exempted = exempted.or(Starts.upTo(grid.floor(relaxation.allowed()) - node.steps()));
                }
            }
        }
        return exempted;
    }
}
