package dev.gatehouse.commandwindow.solver;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import com.google.ortools.sat.Literal;
import dev.gatehouse.commandwindow.domain.resequencing.Network;
import dev.gatehouse.commandwindow.domain.resequencing.Node;
import dev.gatehouse.commandwindow.domain.resequencing.Score;
import dev.gatehouse.commandwindow.domain.resequencing.Starts;
import dev.gatehouse.commandwindow.solver.SequencingModel.Place;
import java.util.List;

/**
 * The six objectives, each stage to be solved among the optima of those before. Neighbours share a stage, the higher one
 * weighted by more than the lower can ever be, which is exact; where a fine grid makes the weights too large for that,
 * each has a stage of its own.
 */
final class Objectives {
    /** What the solver can add up without running over. */
    private static final double LARGEST = 1L << 60;

    private final SequencingModel sequencing;
    private final CpModel model;
    private final Network network;

    Objectives(SequencingModel sequencing) {
        this.sequencing = sequencing;
        this.model = sequencing.model();
        this.network = sequencing.network();
    }

    /** Fewest held protected, then fewest held. */
    List<LinearExpr> held() {
        long weight = sequencing.places().size() + 1L;
        LinearExprBuilder held = LinearExpr.newBuilder();
        for (Place place : sequencing.places()) {
            held.addTerm(place.held(), place.node().checkpoint().guarded() ? weight + 1 : 1);
        }
        return List.of(held.build());
    }

    /** Fewest moved, then least movement. */
    List<LinearExpr> movement() {
        LinearExprBuilder moved = LinearExpr.newBuilder();
        LinearExprBuilder distance = LinearExpr.newBuilder();
        long furthest = 0;
        for (Place place : sequencing.places()) {
            addMoved(moved, place);
            addDistance(distance, place);
            furthest = Math.addExact(furthest, furthest(place));
        }
        if ((double) (furthest + 1) * (sequencing.places().size() + 1) > LARGEST) {
            return List.of(moved.build(), distance.build());
        }
        return List.of(distance.addTerm(moved, furthest + 1).build());
    }

    private void addMoved(LinearExprBuilder count, Place place) {
        Node node = place.node();
        long oldPlace = network.grid().floor(node.oldPlace());
        boolean mayStay = network.grid().holds(node.oldPlace()) && node.starts().contains(oldPlace);
        if (mayStay) {
            BoolVar moved = model.newBoolVar("moved " + node.id());
            if (sequencing.mayHold()) {
                model.addEquality(place.start(), oldPlace)
                        .onlyEnforceIf(new Literal[] {moved.not(), place.held().not()});
            } else {
                model.addEquality(place.start(), oldPlace).onlyEnforceIf(moved.not());
            }
            count.add(moved);
        } else if (sequencing.mayHold()) {
            count.add(place.held().not());
        } else {
            count.add(1);
        }
    }

    private void addDistance(LinearExprBuilder total, Place place) {
        long unitsPerStep = Score.unitsPerStep(network);
        long oldPlace = Score.oldPlace(network, place.node());
        Starts starts = place.node().starts();
        boolean onlyLater = starts.first() * unitsPerStep >= oldPlace;
        boolean onlyEarlier = starts.last() * unitsPerStep <= oldPlace;
        if (!sequencing.mayHold() && (onlyLater || onlyEarlier)) {
            long sign = onlyLater ? 1 : -1;
            total.addTerm(place.start(), sign * unitsPerStep).add(-sign * oldPlace);
            return;
        }
        IntVar distance =
                model.newIntVar(0, furthest(place), "distance " + place.node().id());
        sequencing.unlessHeld(
                model.addGreaterOrEqual(
                        distance,
                        LinearExpr.newBuilder()
                                .addTerm(place.start(), unitsPerStep)
                                .add(-oldPlace)),
                place);
        sequencing.unlessHeld(
                model.addGreaterOrEqual(
                        distance,
                        LinearExpr.newBuilder()
                                .addTerm(place.start(), -unitsPerStep)
                                .add(oldPlace)),
                place);
        total.add(distance);
    }

    private long furthest(Place place) {
        Starts starts = place.node().starts();
        return Math.max(
                Score.distance(network, place.node(), starts.first()),
                Score.distance(network, place.node(), starts.last()));
    }

    /** Earliest end, then least sum of starts; what is still equal then goes to the lower ids first. */
    List<LinearExpr> endAndStarts() {
        int count = sequencing.places().size();
        long latestEnd =
                sequencing.places().stream().mapToLong(Place::latestEnd).max().orElse(0);
        IntVar end = model.newIntVar(0, latestEnd, "end");
        LinearExprBuilder sum = LinearExpr.newBuilder();
        LinearExprBuilder ties = LinearExpr.newBuilder();
        long rank = count;
        for (Place place : sequencing.places()) {
            sequencing.unlessHeld(model.addGreaterOrEqual(end, place.end()), place);
            sum.add(place.start());
            ties.addTerm(place.start(), rank);
            if (sequencing.mayHold()) {
                ties.addTerm(place.held(), rank);
            }
            rank--;
        }
        double mostTies = (latestEnd + 1.0) * count * (count + 1) / 2 + 1;
        double mostSum = mostTies * (latestEnd * (double) count + 1) + 1;
        if (mostSum * (latestEnd + 1) > LARGEST) {
            return List.of(LinearExpr.newBuilder().add(end).build(), sum.build(), ties.build());
        }
        long sumWeight = 1 + (latestEnd + 1) * count * (count + 1L) / 2;
        long endWeight = 1 + sumWeight * (1 + latestEnd * count);
        return List.of(ties.addTerm(sum, sumWeight).addTerm(end, endWeight).build());
    }
}
