package dev.gatehouse.commandwindow.domain;

import dev.gatehouse.commandwindow.domain.CheckedTimeline.Spot;
import dev.gatehouse.commandwindow.domain.Resequencing.Entry;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Checkpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks a timeline against the rules, whoever made it: every resequencing before anyone sees it, and the declared
 * timeline before its scope is confirmed.
 *
 * <p>Shares the data types with the resequencer and no code: a mistake there must not hide itself here. Whether a
 * timeline is optimal is not checked, but that nothing held has a place is, and that no move is without need.
 * Source: spec 1, "Resequencing".
 */
public final class TimelineChecker {
    private interface EntryRule {
        Stream<Violation> violations(Checkpoint checkpoint, Entry entry);
    }

    private TimelineChecker() {}

    /** Everything that is wrong with a resequencing; empty when it may be published. */
    public static List<Violation> violations(ResequencingProblem problem, Resequencing resequencing) {
        CheckedTimeline timeline = CheckedTimeline.of(problem, resequencing);
        PlaceRules places = new PlaceRules(timeline);
        EntryRules entries = new EntryRules(timeline, places);
        List<Violation> violations =
                new ArrayList<>(entries.everyCheckpointOnce(resequencing).toList());
        if (!violations.isEmpty()) {
            return violations;
        }
        ExplanationRules explanations = new ExplanationRules(timeline, places);
        HoldRules holds = new HoldRules(timeline, places, explanations, resequencing);
        List<EntryRule> rules = List.of(
                entries::executedStaysPut,
                entries::heldNotScheduled,
                entries::lastsItsDuration,
                entries::namesItsOwner,
                entries::provisionalWhereUnconfirmed,
                explanations::everyMoveExplained,
                holds::holdReasonHolds);
        violations.addAll(placeViolations(timeline, places));
        for (Entry entry : resequencing.checkpoints()) {
            Checkpoint checkpoint = timeline.checkpoint(entry.checkpointId());
            if (checkpoint != null) {
                rules.forEach(rule -> rule.violations(checkpoint, entry).forEach(violations::add));
            }
        }
        entries.objectiveAsStated(resequencing).forEach(violations::add);
        return List.copyOf(violations);
    }

    /** The scheduling rules that the authoritative timeline breaks as it is, with the facts as they stand. */
    public static List<Violation> violationsOf(ResequencingProblem problem) {
        CheckedTimeline timeline = CheckedTimeline.before(problem);
        return placeViolations(timeline, new PlaceRules(timeline));
    }

    private static List<Violation> placeViolations(CheckedTimeline timeline, PlaceRules places) {
        List<Violation> violations = new ArrayList<>();
        for (Spot spot : timeline.spots()) {
            Checkpoint checkpoint = timeline.checkpoint(spot.checkpointId());
            if (checkpoint != null && !spot.started()) {
                violations.addAll(places.violations(checkpoint, spot.start()));
            }
        }
        return violations;
    }
}
