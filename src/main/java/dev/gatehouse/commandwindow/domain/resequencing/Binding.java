package dev.gatehouse.commandwindow.domain.resequencing;

import dev.gatehouse.commandwindow.domain.Constraint;
import dev.gatehouse.commandwindow.domain.resequencing.Rule.Inside;
import dev.gatehouse.commandwindow.domain.resequencing.Rule.Opening;
import dev.gatehouse.commandwindow.domain.resequencing.Rule.Outside;
import dev.gatehouse.commandwindow.domain.resequencing.Rule.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The rule that leaves a checkpoint no place: the one whose least relaxation alone would give one. An owner who is busy
 * elsewhere comes last, however little it would take. Where no single relaxation is enough, the least of those that the
 * cheapest place needs.
 */
final class Binding {
    private static final Comparator<Finding> LEAST = Comparator.<Finding, Boolean>comparing(
                    finding -> finding.broken().constraint() == Constraint.OWNER_BUSY)
            .thenComparing(finding -> finding.broken().shortBy())
            .thenComparing(finding -> rank(finding.broken().constraint()))
            .thenComparing(
                    finding -> Objects.requireNonNullElse(finding.broken().subject(), ""))
            .thenComparing(Finding::testedStart);

    private final Grid grid;
    private final Node node;
    private final List<Rule> rules;

    private Binding(Grid grid, Node node, List<Rule> rules) {
        this.grid = grid;
        this.node = node;
        this.rules = rules;
    }

    static Finding of(Grid grid, Node node, List<Rule> rules) {
        Binding binding = new Binding(grid, node, rules);
        return binding.alone().orElseGet(binding::cheapest);
    }

    private static int rank(Constraint constraint) {
        return switch (constraint) {
            case WINDOW_END -> 0;
            case WINDOW_START -> 1;
            case COMMAND_WINDOW_END -> 2;
            case FREEZE -> 3;
            case OWNER_ABSENT -> 4;
            default -> 5;
        };
    }

    private Optional<Finding> alone() {
        List<Starts> before = new ArrayList<>();
        Starts allowed = Starts.ANYWHERE;
        for (Rule rule : rules) {
            before.add(allowed);
            allowed = allowed.and(rule.permitted());
        }
        List<Finding> found = new ArrayList<>();
        allowed = Starts.ANYWHERE;
        for (int index = rules.size() - 1; index >= 0; index--) {
            Rule rule = rules.get(index);
            Starts otherwisePossible = before.get(index).and(allowed);
            if (rule.relaxable() && !otherwisePossible.isEmpty()) {
                for (long start : cheapestStarts(rule, otherwisePossible)) {
                    found.add(finding(rule, start));
                }
            }
            allowed = allowed.and(rule.permitted());
        }
        return found.stream().min(LEAST);
    }

    /** Where the rule would have to give least: next to its boundaries. */
    private List<Long> cheapestStarts(Rule rule, Starts otherwisePossible) {
        if (rule instanceof Outside) {
            return List.of(otherwisePossible.first(), otherwisePossible.last());
        }
        if (rule instanceof Inside inside) {
            List<Long> starts = new ArrayList<>();
            for (Opening opening : inside.openings()) {
                // in an opening that is too short the only start left may lie between its two boundaries
                if (opening.from() == null) {
                    starts.add(otherwisePossible.first());
                } else {
                    starts.add(otherwisePossible.ceiling(grid.ceil(opening.from())));
                    starts.add(otherwisePossible.floor(grid.ceil(opening.from())));
                }
                if (opening.to() == null) {
                    starts.add(otherwisePossible.last());
                } else {
                    starts.add(otherwisePossible.floor(grid.floor(opening.to()) - node.steps()));
                    starts.add(otherwisePossible.ceiling(grid.floor(opening.to()) - node.steps()));
                }
            }
            starts.removeIf(start -> start == Starts.NOWHERE);
            return starts;
        }
        return List.of(otherwisePossible.first());
    }

    /** No single rule is enough: the place that needs least altogether, and the least of what it needs. */
    private Finding cheapest() {
        List<Rule> relaxable = rules.stream().filter(Rule::relaxable).toList();
        Starts possible = Starts.ANYWHERE;
        TreeSet<Long> interesting = new TreeSet<>();
        for (Rule rule : rules) {
            if (!rule.relaxable()) {
                possible = possible.and(rule.permitted());
            }
            for (long bound : rule.permitted().bounds()) {
                if (Math.abs(bound) < Starts.FAR) {
                    interesting.addAll(List.of(bound - 1, bound, bound + 1));
                }
            }
        }
        Duration leastTotal = null;
        Finding binding = null;
        for (long candidate : interesting) {
            long start = possible.ceiling(candidate);
            List<Finding> needed = start == Starts.NOWHERE
                    ? List.of()
                    : relaxable.stream()
                            .filter(rule -> !rule.permitted().contains(start))
                            .map(rule -> finding(rule, start))
                            .toList();
            Duration total =
                    needed.stream().map(finding -> finding.broken().shortBy()).reduce(Duration.ZERO, Duration::plus);
            if (!needed.isEmpty() && (leastTotal == null || total.compareTo(leastTotal) < 0)) {
                leastTotal = total;
                binding = needed.stream().min(LEAST).orElseThrow();
            }
        }
        if (binding == null) {
            throw new IllegalStateException(node.id() + " is held though nothing stands in the way");
        }
        return binding;
    }

    private Finding finding(Rule rule, long start) {
        return new Finding(grid.at(start), rule.at(start, Side.LEAST));
    }
}
