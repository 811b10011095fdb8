package dev.gatehouse.commandwindow.solver;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import com.google.ortools.util.Domain;
import dev.gatehouse.commandwindow.domain.resequencing.Network;
import dev.gatehouse.commandwindow.domain.resequencing.Node;
import dev.gatehouse.commandwindow.domain.resequencing.Score;
import dev.gatehouse.commandwindow.domain.resequencing.Starts;
import dev.gatehouse.commandwindow.solver.SequencingModel.Place;

/**
 * The six objectives in three stages of two: neighbours share a stage, the higher one weighted by more than the lower can
 * ever be, which is exact.
 */
final class Objectives {
    private final SequencingModel sequencing;
    private final CpModel model;
    private final Network network;

    Objectives(SequencingModel sequencing) {
        this.sequencing = sequencing;
        this.model = sequencing.model();
        this.network = sequencing.network();
    }

    /** Fewest held protected, then fewest held. */
    LinearExpr held() {
        long weight = sequencing.places().size() + 1L;
        LinearExprBuilder held = LinearExpr.newBuilder();
        for (Place place : sequencing.places()) {
            held.addTerm(place.held(), place.node().checkpoint().guarded() ? weight + 1 : 1);
        }
        return held.build();
    }

    /** Fewest moved, then least movement. */
    LinearExpr movement() {
        long weight = 1 + sequencing.places().stream().mapToLong(this::furthest).sum();
        LinearExprBuilder movement = LinearExpr.newBuilder();
        for (Place place : sequencing.places()) {
            addMoved(movement, place, weight);
            addDistance(movement, place);
        }
        return movement.build();
    }

    private void addMoved(LinearExprBuilder movement, Place place, long weight) {
        Node node = place.node();
        long oldPlace = network.grid().floor(node.oldPlace());
        boolean mayStay = network.grid().holds(node.oldPlace()) && node.starts().contains(oldPlace);
        if (mayStay) {
            BoolVar moved = model.newBoolVar("moved " + node.id());
            if (sequencing.mayHold()) {
                model.addEquality(place.start(), oldPlace).onlyEnforceIf(new com.google.ortools.sat.Literal[] {
                    moved.not(), place.held().not()
                });
            } else {
                model.addEquality(place.start(), oldPlace).onlyEnforceIf(moved.not());
            }
            movement.addTerm(moved, weight);
        } else if (sequencing.mayHold()) {
            movement.addTerm(place.held().not(), weight);
        } else {
            movement.add(weight);
        }
    }

    private void addDistance(LinearExprBuilder movement, Place place) {
        long unitsPerStep = Score.unitsPerStep(network);
        long oldPlace = Score.oldPlace(network, place.node());
        Starts starts = place.node().starts();
        boolean onlyLater = starts.first() * unitsPerStep >= oldPlace;
        boolean onlyEarlier = starts.last() * unitsPerStep <= oldPlace;
        if (!sequencing.mayHold() && (onlyLater || onlyEarlier)) {
            long sign = onlyLater ? 1 : -1;
            movement.addTerm(place.start(), sign * unitsPerStep).add(-sign * oldPlace);
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
        movement.add(distance);
    }

    private long furthest(Place place) {
        Starts starts = place.node().starts();
        return Math.max(
                Score.distance(network, place.node(), starts.first()),
                Score.distance(network, place.node(), starts.last()));
    }

    /** Earliest end, then least sum of starts; what is still equal then goes to the lower ids first. */
    LinearExpr endAndStarts() {
        long latestEnd =
                sequencing.places().stream().mapToLong(Place::latestEnd).max().orElse(0);
        int count = sequencing.places().size();
        long tieBound = 1 + (latestEnd + 1) * count * (count + 1L) / 2;
        long sumBound = 1 + tieBound * (1 + latestEnd * count);
        IntVar end = model.newIntVarFromDomain(new Domain(0, latestEnd), "end");
        LinearExprBuilder weighted = LinearExpr.newBuilder().addTerm(end, sumBound);
        long tie = count;
        for (Place place : sequencing.places()) {
            sequencing.unlessHeld(model.addGreaterOrEqual(end, place.end()), place);
            weighted.addTerm(place.start(), tieBound + tie);
            if (sequencing.mayHold()) {
                weighted.addTerm(place.held(), tie);
            }
            tie--;
        }
        return weighted.build();
    }
}
