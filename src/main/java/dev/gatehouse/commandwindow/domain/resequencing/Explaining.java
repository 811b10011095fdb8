package dev.gatehouse.commandwindow.domain.resequencing;

import dev.gatehouse.commandwindow.domain.EventReference;
import dev.gatehouse.commandwindow.domain.Resequencing;
import dev.gatehouse.commandwindow.domain.Resequencing.Entry;
import dev.gatehouse.commandwindow.domain.Resequencing.Explanation;
import dev.gatehouse.commandwindow.domain.Resequencing.Hold;
import dev.gatehouse.commandwindow.domain.Resequencing.State;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Evidence;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Execution;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Tenure;
import dev.gatehouse.commandwindow.domain.resequencing.Holds.Held;
import dev.gatehouse.commandwindow.domain.resequencing.Node.Holder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a settled placement into a timeline that says why each checkpoint is where it is, or is held. */
public final class Explaining {
    private final Placement placement;
    private final Map<String, Finding> moves = new HashMap<>();
    private final Map<String, Held> holds = new HashMap<>();
    private final Causes causes;
    private final boolean[] provisional;

    private Explaining(Placement placement) {
        this.placement = placement;
        for (Node node : placement.network().nodes()) {
            Finding move = Moves.of(placement, node);
            if (move != null) {
                moves.put(node.id(), move);
            }
        }
        Holds.of(placement).forEach(held -> holds.put(held.node().id(), held));
        this.causes = new Causes(placement, moves);
        this.provisional = provisional();
    }

    /** @param proven whether the placement is a proven optimum */
    public static Resequencing timeline(Placement placement, boolean proven) {
        Explaining explaining = new Explaining(placement);
        List<Entry> entries = new ArrayList<>();
        for (Node node : placement.network().nodes()) {
            Execution execution = node.execution();
            Held held = explaining.holds.get(node.id());
            if (execution != null) {
                entries.add(started(node, execution));
            } else if (held != null) {
                entries.add(explaining.held(held));
            } else {
                entries.add(explaining.scheduled(node));
            }
        }
        return new Resequencing(List.copyOf(entries), Score.of(placement).objective(placement), proven);
    }

    private static Entry started(Node node, Execution execution) {
        State state = execution.completed() ? State.COMPLETED : State.IN_PROGRESS;
        return new Entry(node.id(), state, execution.start(), execution.end(), execution.owner(), null, null);
    }

    private Entry scheduled(Node node) {
        Holder holder = placement.holder(node.index());
        Finding move = moves.get(node.id());
        return new Entry(
                node.id(),
                provisional[node.index()] ? State.PROVISIONAL : State.SCHEDULED,
                placement.startInstant(node.index()),
                placement.endInstant(node.index()),
                holder == null ? null : holder.person(),
                move == null ? null : explanation(move, causes.ofMove(move)),
                null);
    }

    private Entry held(Held held) {
        Finding finding = held.finding();
        Hold hold = new Hold(
                held.reason(),
                held.root() == null ? null : held.root().id(),
                finding == null ? null : explanation(finding, causes.ofHold(held.node(), finding)),
                new Releases(placement).of(held));
        return new Entry(held.node().id(), State.HELD, null, null, ownerAt(held.node()), null, hold);
    }

    /** Who holds the role at its last place; null when nobody does. */
    private static @Nullable String ownerAt(Node node) {
        Instant last = node.oldPlace();
        return node.checkpoint().tenures().stream()
                .filter(tenure -> covers(tenure, last))
                .map(Tenure::person)
                .findFirst()
                .orElse(null);
    }

    private static boolean covers(Tenure tenure, Instant instant) {
        Instant from = tenure.from();
        Instant until = tenure.until();
        return (from == null || !from.isAfter(instant)) && (until == null || until.isAfter(instant));
    }

    private static Explanation explanation(Finding finding, List<EventReference> causedBy) {
        Break broken = finding.broken();
        return new Explanation(
                broken.constraint(),
                broken.subject(),
                finding.testedStart(),
                broken.needs(),
                broken.allowed(),
                broken.shortBy(),
                causedBy);
    }

    /** Scheduled on evidence that is announced only, or after such a one. */
    private boolean[] provisional() {
        Network network = placement.network();
        boolean[] found = new boolean[network.nodes().size()];
        for (int index : network.order()) {
            Node node = network.node(index);
            found[index] = placement.isPlaced(index)
                    && (node.checkpoint().requires().stream()
                                    .map(network.problem().evidence()::get)
                                    .anyMatch(Explaining::isAnnouncedOnly)
                            || node.waitsFor().stream().anyMatch(link -> found[link.node()]));
        }
        return found;
    }

    private static boolean isAnnouncedOnly(@Nullable Evidence evidence) {
        return evidence != null && !evidence.confirmed();
    }
}
