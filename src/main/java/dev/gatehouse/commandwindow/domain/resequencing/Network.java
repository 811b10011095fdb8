package dev.gatehouse.commandwindow.domain.resequencing;

import dev.gatehouse.commandwindow.domain.ResequencingProblem;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Checkpoint;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Execution;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Spacing;
import dev.gatehouse.commandwindow.domain.resequencing.Node.Holder;
import dev.gatehouse.commandwindow.domain.resequencing.Node.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The checkpoints in order of id with what ties them together: precedence and shared owners.
 *
 * <p>Precedence is {@code dependsOn} and spacing alike. It binds what has not started to what comes before it; what has
 * started stays, wherever its predecessors are.
 */
public final class Network {
    private final ResequencingProblem problem;
    private final Grid grid;
    private final List<Node> nodes;
    private final List<List<Link>> followers = new ArrayList<>();
    private final List<List<Integer>> sharers = new ArrayList<>();
    private final int[] order;
    private final Duration movementUnit;

    private Network(ResequencingProblem problem, Grid grid, List<Node> nodes, int[] order) {
        this.problem = problem;
        this.grid = grid;
        this.nodes = nodes;
        this.order = order;
        this.movementUnit = grid.unitReaching(nodes.stream().map(Node::oldPlace).toList());
        nodes.forEach(node -> {
            followers.add(new ArrayList<>());
            sharers.add(nodes.stream()
                    .filter(other -> other.index() != node.index() && shareAnOwner(node, other))
                    .map(Node::index)
                    .toList());
        });
        nodes.forEach(node ->
                node.waitsFor().forEach(link -> followers.get(link.node()).add(new Link(node.index(), link.gap()))));
    }

    /** @throws IllegalArgumentException when precedence has a cycle or names something unknown */
    public static Network of(ResequencingProblem problem) {
        Grid grid = new Grid(problem.commandWindow().from(), problem.granularity());
        List<Checkpoint> checkpoints = problem.checkpoints().stream()
                .sorted(Comparator.comparing(Checkpoint::checkpointId))
                .toList();
        Map<String, Integer> indexes = new HashMap<>();
        checkpoints.forEach(checkpoint -> indexes.put(checkpoint.checkpointId(), indexes.size()));
        List<List<Link>> precedence = precedence(problem, grid, checkpoints, indexes);
        int[] order = topologicalOrder(precedence);
        List<Node> nodes = new ArrayList<>();
        for (Checkpoint checkpoint : checkpoints) {
            nodes.add(node(problem, grid, checkpoint, precedence.get(nodes.size()), nodes.size(), checkpoints));
        }
        for (int index : order) {
            nodes.set(index, nodes.get(index).with(remainingStarts(nodes.get(index), nodes)));
        }
        return new Network(problem, grid, List.copyOf(nodes), order);
    }

    private static Node node(
            ResequencingProblem problem,
            Grid grid,
            Checkpoint checkpoint,
            List<Link> waitsFor,
            int index,
            List<Checkpoint> checkpoints) {
        long steps = grid.steps(checkpoint.duration());
        if (checkpoint.execution() != null) {
            return new Node(index, checkpoint, steps, List.of(), List.of(), List.of(), waitsFor, Starts.NONE);
        }
        List<Checkpoint> started =
                checkpoints.stream().filter(other -> other.execution() != null).toList();
        OwnRules own = new OwnRules(problem, grid, checkpoint, started);
        List<Holder> holders = own.holders();
        List<Rule> rules = own.rules(holders);
        for (Link link : waitsFor) {
            Execution execution = checkpoints.get(link.node()).execution();
            if (execution != null) {
                rules.add(Dependencies.after(grid, checkpoints.get(link.node()).checkpointId(), execution, link.gap()));
            }
        }
        List<String> missing = own.missing();
        Starts starts = Starts.NONE;
        if (missing.isEmpty()) {
            starts = Starts.ANYWHERE;
            for (Rule rule : rules) {
                starts = starts.and(rule.permitted());
            }
        }
        return new Node(index, checkpoint, steps, holders, List.copyOf(rules), missing, waitsFor, starts);
    }

    private static Starts remainingStarts(Node node, List<Node> nodes) {
        Starts remaining = node.starts();
        for (Link link : node.waitsFor()) {
            Node earlier = nodes.get(link.node());
            if (earlier.mustBeHeld()) {
                return Starts.NONE;
            }
            if (!earlier.hasStarted()) {
                remaining = remaining.and(Starts.from(earlier.starts().first() + earlier.steps() + link.gap()));
            }
        }
        return remaining;
    }

    private static List<List<Link>> precedence(
            ResequencingProblem problem, Grid grid, List<Checkpoint> checkpoints, Map<String, Integer> indexes) {
        List<Map<Integer, Long>> gaps = new ArrayList<>();
        for (Checkpoint checkpoint : checkpoints) {
            Map<Integer, Long> ofOne = new TreeMap<>();
            checkpoint.dependsOn().forEach(earlier -> ofOne.put(indexOf(indexes, earlier), 0L));
            gaps.add(ofOne);
        }
        for (Spacing spacing : problem.spacings()) {
            gaps.get(indexOf(indexes, spacing.after()))
                    .merge(indexOf(indexes, spacing.before()), grid.steps(spacing.gap()), Math::max);
        }
        return gaps.stream()
                .map(ofOne -> ofOne.entrySet().stream()
                        .map(entry -> new Link(entry.getKey(), entry.getValue()))
                        .toList())
                .toList();
    }

    private static int indexOf(Map<String, Integer> indexes, String checkpointId) {
        Integer index = indexes.get(checkpointId);
        if (index == null) {
            throw new IllegalArgumentException("precedence names a checkpoint that is not declared: " + checkpointId);
        }
        return index;
    }

    private static int[] topologicalOrder(List<List<Link>> precedence) {
        int[] order = new int[precedence.size()];
        boolean[] placed = new boolean[precedence.size()];
        for (int size = 0; size < order.length; size++) {
            int next = 0;
            while (next < order.length
                    && (placed[next] || precedence.get(next).stream().anyMatch(link -> !placed[link.node()]))) {
                next++;
            }
            if (next == order.length) {
                throw new IllegalArgumentException("precedence has a cycle");
            }
            placed[next] = true;
            order[size] = next;
        }
        return order;
    }

    private static boolean shareAnOwner(Node node, Node other) {
        return node.holders().stream().anyMatch(holder -> other.holders().stream()
                .anyMatch(another -> another.person().equals(holder.person())));
    }

    public ResequencingProblem problem() {
        return problem;
    }

    public Grid grid() {
        return grid;
    }

    /** In order of checkpoint id. */
    public List<Node> nodes() {
        return nodes;
    }

    public Node node(int index) {
        return nodes.get(index);
    }

    /** Those that come after it, with the gap to keep. */
    public List<Link> followers(int index) {
        return followers.get(index);
    }

    /** Unstarted others that somebody who may own this one may own too. */
    public List<Integer> sharers(int index) {
        return sharers.get(index);
    }

    /** What movement is counted in: the grid's step, or finer when old places lie off the grid. */
    public Duration movementUnit() {
        return movementUnit;
    }

    /** An order in which each comes after all that it waits for. */
    int[] order() {
        return order;
    }
}
