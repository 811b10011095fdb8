package dev.gatehouse.commandwindow.domain.resequencing;

import dev.gatehouse.commandwindow.domain.EventReference;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Execution;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The events behind a finding: those that made the rule so, and those that put where they are the checkpoints it names. */
final class Causes {
    private final Placement placement;
    private final Map<String, Finding> moves;

    /** @param moves why each moved checkpoint moved, by id */
    Causes(Placement placement, Map<String, Finding> moves) {
        this.placement = placement;
        this.moves = moves;
    }

    List<EventReference> ofMove(Finding move) {
        return behind(List.of(move.broken()));
    }

    /** For a place that ends too late, also what keeps it from being earlier. */
    List<EventReference> ofHold(Node node, Finding binding) {
        Deque<Break> breaks = new ArrayDeque<>();
        breaks.add(binding.broken());
        if (binding.broken().tooLate()) {
            long tested = placement.network().grid().floor(binding.testedStart());
            placement.rules(node).stream()
                    .filter(rule -> rule instanceof Rule.NotBefore notBefore && notBefore.first() == tested)
                    .forEach(rule -> breaks.add(rule.at(tested - 1, Rule.Side.TOO_EARLY)));
        }
        return behind(breaks);
    }

    private List<EventReference> behind(Iterable<Break> found) {
        Set<EventReference> events = new TreeSet<>();
        Set<String> seen = new HashSet<>();
        Deque<Break> waiting = new ArrayDeque<>();
        found.forEach(waiting::add);
        while (!waiting.isEmpty()) {
            Break next = waiting.remove();
            events.addAll(next.causedBy());
            String other = next.waitsForAnother() ? next.subject() : null;
            if (other != null && seen.add(other)) {
                Finding move = moves.get(other);
                if (move != null) {
                    waiting.add(move.broken());
                }
                Execution execution = execution(other);
                if (execution != null) {
                    events.add(execution.because());
                }
            }
        }
        return List.copyOf(events);
    }

    private @Nullable Execution execution(String checkpointId) {
        return placement.network().nodes().stream()
                .filter(node -> node.id().equals(checkpointId))
                .findFirst()
                .map(Node::execution)
                .orElse(null);
    }
}
