package dev.gatehouse.commandwindow.domain.resequencing;

import dev.gatehouse.commandwindow.domain.Constraint;
import dev.gatehouse.commandwindow.domain.EventReference;
import dev.gatehouse.commandwindow.domain.Resequencing.HoldReason;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Evidence;
import dev.gatehouse.commandwindow.domain.resequencing.Node.Link;
import dev.gatehouse.commandwindow.domain.resequencing.Rule.Side;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Why checkpoints are held: for each the first reason that applies, with everything else as published. */
final class Holds {
    private static final Set<Constraint> ABOUT_THE_OWNER =
            Set.of(Constraint.OWNER_AUTHORITY, Constraint.OWNER_ABSENT, Constraint.OWNER_BUSY);

    private final Placement placement;
    private final TreeMap<Integer, Held> found = new TreeMap<>();

    /** @param finding null for one that waits for a held one */
    record Held(
            Node node,
            HoldReason reason,
            @Nullable Node root,
            @Nullable Finding finding) {}

    private Holds(Placement placement) {
        this.placement = placement;
    }

    /** By checkpoint id; of a settled placement. */
    static List<Held> of(Placement placement) {
        Holds holds = new Holds(placement);
        for (int index : placement.network().order()) {
            if (placement.isHeld(index)) {
                holds.found.put(index, holds.reason(placement.network().node(index)));
            }
        }
        return List.copyOf(holds.found.values());
    }

    private Held reason(Node node) {
        if (!node.missing().isEmpty()) {
            return new Held(node, HoldReason.EVIDENCE_MISSING, null, missing(node));
        }
        List<Rule> rules = placement.rules(node);
        Starts notTooEarly = allowed(rules, Rule.NotBefore.class::isInstance);
        Starts fresh = allowed(rules, rule -> rule.constraint() == Constraint.EVIDENCE_FRESH);
        Starts owned = allowed(rules, rule -> rule.constraint() == Constraint.OWNER_AUTHORITY);

        Starts otherwisePossible = allowed(rules, rule -> rule.constraint() != Constraint.EVIDENCE_FRESH);
        Starts thinkable = notTooEarly.and(owned).isEmpty() ? notTooEarly : notTooEarly.and(owned);
        if (isEmptied(otherwisePossible, fresh) || isEmptied(thinkable, fresh)) {
            long tested = (isEmptied(otherwisePossible, fresh) ? otherwisePossible : thinkable).first();
            return new Held(node, HoldReason.EVIDENCE_STALE, null, worst(rules, Constraint.EVIDENCE_FRESH, tested));
        }
        otherwisePossible = allowed(rules, rule -> !ABOUT_THE_OWNER.contains(rule.constraint()));
        thinkable = notTooEarly.and(fresh);
        if (isEmptied(otherwisePossible, owned) || isEmptied(thinkable, owned)) {
            long tested = (isEmptied(otherwisePossible, owned) ? otherwisePossible : thinkable).first();
            return new Held(node, HoldReason.AUTHORITY_MISSING, null, worst(rules, Constraint.OWNER_AUTHORITY, tested));
        }
        Node root = root(node);
        if (root != null) {
            return new Held(node, HoldReason.DEPENDS_ON_HELD, root, null);
        }
        boolean refused = node.checkpoint().boundaryRefused();
        return new Held(
                node,
                refused ? HoldReason.PROTECTED_BOUNDARY : HoldReason.NO_IN_POLICY_WINDOW,
                null,
                Binding.of(placement.network().grid(), node, rules));
    }

    /** Starts were possible until the further rule took all of them away. */
    private static boolean isEmptied(Starts possible, Starts further) {
        return !possible.isEmpty() && possible.and(further).isEmpty();
    }

    private static Starts allowed(List<Rule> rules, Predicate<Rule> which) {
        Starts allowed = Starts.ANYWHERE;
        for (Rule rule : rules) {
            if (which.test(rule)) {
                allowed = allowed.and(rule.permitted());
            }
        }
        return allowed;
    }

    private Finding worst(List<Rule> rules, Constraint constraint, long tested) {
        Break worst = rules.stream()
                .filter(rule ->
                        rule.constraint() == constraint && !rule.permitted().contains(tested))
                .map(rule -> rule.at(tested, Side.TOO_LATE))
                .max(Comparator.comparing(Break::shortBy)
                        .thenComparing(
                                broken -> Objects.requireNonNullElse(broken.subject(), ""), Comparator.reverseOrder()))
                .orElseThrow();
        return new Finding(placement.network().grid().at(tested), worst);
    }

    /** Evidence without a time counts as not ready before the command window closes. */
    private Finding missing(Node node) {
        String evidenceId = node.missing().get(0);
        Evidence evidence =
                Objects.requireNonNull(placement.network().problem().evidence().get(evidenceId));
        Instant opens = placement.network().problem().commandWindow().from();
        Instant closes = placement.network().problem().commandWindow().to();
        Instant tested = node.oldPlace().isBefore(closes) ? node.oldPlace() : opens;
        List<EventReference> because = OwnRules.events(evidence.because());
        return new Finding(tested, new Break(Constraint.EVIDENCE_READY, evidenceId, tested, closes, because));
    }

    /** Of the held ones that it waits for, directly or through others, the first by id that waits for none itself. */
    private @Nullable Node root(Node node) {
        Node root = null;
        for (Link link : node.waitsFor()) {
            Held earlier = found.get(link.node());
            if (earlier != null) {
                Node candidate = earlier.root() == null ? earlier.node() : earlier.root();
                root = root == null || candidate.index() < root.index() ? candidate : root;
            }
        }
        return root;
    }
}
