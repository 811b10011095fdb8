package dev.gatehouse.commandwindow.domain.resequencing;

import dev.gatehouse.commandwindow.domain.Constraint;
import dev.gatehouse.commandwindow.domain.Resequencing.HoldReason;
import dev.gatehouse.commandwindow.domain.Resequencing.Release;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Evidence;
import dev.gatehouse.commandwindow.domain.resequencing.Holds.Held;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The facts that would release a hold, the most direct first. */
final class Releases {
    private final Placement placement;
    private final Map<String, Evidence> evidence;

    Releases(Placement placement) {
        this.placement = placement;
        this.evidence = placement.network().problem().evidence();
    }

    List<Release> of(Held held) {
        Node root = held.root();
        if (root != null) {
            return List.of(new Release("checkpoint-released", root.id(), null, null));
        }
        Finding binding = Objects.requireNonNull(held.finding());
        String subject = Objects.requireNonNullElse(
                binding.broken().subject(), held.node().id());
        return switch (held.reason()) {
            case EVIDENCE_MISSING ->
                held.node().missing().stream().map(this::missingEvidence).toList();
            case EVIDENCE_STALE ->
                List.of(new Release("evidence-confirmed-again", subject, null, binding.testedStart()));
            case AUTHORITY_MISSING -> List.of(new Release("delegate-rotated", subject, null, binding.testedStart()));
            default -> noPlace(held, binding, subject);
        };
    }

    /** Evidence that never had a time needs one; one that an event took away needs confirming again. */
    private Release missingEvidence(String evidenceId) {
        boolean withdrawn = Objects.requireNonNull(evidence.get(evidenceId)).because() != null;
        return new Release(withdrawn ? "evidence-confirmed-again" : "evidence-time", evidenceId, null, null);
    }

    private List<Release> noPlace(Held held, Finding binding, String subject) {
        List<Release> releases = new ArrayList<>();
        Break broken = binding.broken();
        String boundaryOwner = held.node().checkpoint().boundaryOwner();
        if (boundaryOwner != null && held.reason() == HoldReason.NO_IN_POLICY_WINDOW) {
            releases.add(new Release("boundary-exception", held.node().id(), boundaryOwner, null));
        }
        switch (broken.constraint()) {
            case WINDOW_START, WINDOW_END ->
                releases.add(new Release("window-changed", held.node().id(), null, broken.needs()));
            case COMMAND_WINDOW_END ->
                releases.add(new Release("window-extended", held.node().id(), null, broken.needs()));
            case FREEZE -> releases.add(new Release("freeze-lifted", subject, null, null));
            case OWNER_ABSENT -> releases.add(new Release("owner-available", subject, null, binding.testedStart()));
            default ->
                owner(held.node(), binding)
                        .ifPresent(owner ->
                                releases.add(new Release("delegate-rotated", owner, null, binding.testedStart())));
        }
        if (broken.tooLate()) {
            Grid grid = placement.network().grid();
            long tested = grid.floor(binding.testedStart());
            earlierEvidence(held.node(), tested, tested - grid.steps(broken.shortBy()))
                    .ifPresent(releases::add);
        }
        return List.copyOf(releases);
    }

    private Optional<String> owner(Node node, Finding binding) {
        return Optional.ofNullable(node.holderAt(placement.network().grid().floor(binding.testedStart())))
                .map(Node.Holder::person);
    }

    /**
     * The evidence that alone keeps the checkpoint from the earlier start, directly or through a chain of checkpoints of
     * which each waits for nothing but the next.
     */
    private Optional<Release> earlierEvidence(Node node, long start, long earlier) {
        List<Rule> inTheWay = placement.rules(node).stream()
                .filter(rule ->
                        rule.permitted().contains(start) && !rule.permitted().contains(earlier))
                .toList();
        if (inTheWay.size() != 1 || !(inTheWay.get(0) instanceof Rule.NotBefore only)) {
            return Optional.empty();
        }
        String subject = only.subject();
        if (only.constraint() == Constraint.EVIDENCE_READY && subject != null) {
            return Optional.of(new Release(
                    "evidence-earlier",
                    subject,
                    null,
                    placement.network().grid().at(earlier)));
        }
        return node.waitsFor().stream()
                .filter(link -> placement.isPlaced(link.node()))
                .map(link -> placement.network().node(link.node()))
                .filter(waitedFor -> only.constraint() == Constraint.DEPENDENCY
                        && waitedFor.id().equals(subject))
                .findFirst()
                .flatMap(waitedFor -> {
                    long itsStart = placement.start(waitedFor.index());
                    return earlierEvidence(waitedFor, itsStart, itsStart - (only.first() - earlier));
                });
    }
}
