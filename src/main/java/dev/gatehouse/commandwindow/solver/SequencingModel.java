package dev.gatehouse.commandwindow.solver;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.Constraint;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import com.google.ortools.sat.Literal;
import com.google.ortools.util.Domain;
import dev.gatehouse.commandwindow.domain.resequencing.Network;
import dev.gatehouse.commandwindow.domain.resequencing.Node;
import dev.gatehouse.commandwindow.domain.resequencing.Node.Link;
import dev.gatehouse.commandwindow.domain.resequencing.Placement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * The rules of one network as a CP-SAT model. Checkpoints that every timeline holds are left out; a held one starts at
 * step 0, so that each timeline has one assignment.
 */
final class SequencingModel {
    private final Network network;
    private final boolean mayHold;
    private final CpModel model = new CpModel();
    private final List<Place> places = new ArrayList<>();

    /** One checkpoint in the model; {@code held} is the false literal where nothing need be held. */
    record Place(Node node, IntVar start, Literal held) {
        int index() {
            return node.index();
        }

        long latestEnd() {
            return node.starts().last() + node.steps();
        }

        LinearExprBuilder end() {
            return LinearExpr.newBuilder().add(start).add(node.steps());
        }
    }

    /** @param mayHold false when it is known that all that can be placed at all fit together */
    SequencingModel(Network network, boolean mayHold) {
        this.network = network;
        this.mayHold = mayHold;
        Map<Integer, Place> byIndex = new HashMap<>();
        for (Node node : network.nodes()) {
            if (!node.starts().isEmpty()) {
                Place place = place(node);
                places.add(place);
                byIndex.put(node.index(), place);
            }
        }
        for (Place place : places) {
            for (Link link : place.node().waitsFor()) {
                Place earlier = byIndex.get(link.node());
                if (earlier != null) {
                    addPrecedence(earlier, place, link.gap());
                }
            }
        }
        new OwnersAtWork(this).add();
    }

    private Place place(Node node) {
        Domain domain = Domain.fromFlatIntervals(node.starts().bounds());
        if (!mayHold) {
            return new Place(node, model.newIntVarFromDomain(domain, node.id()), model.falseLiteral());
        }
        BoolVar held = model.newBoolVar("held " + node.id());
        IntVar start = model.newIntVarFromDomain(domain.unionWith(new Domain(0)), node.id());
        model.addEquality(start, 0).onlyEnforceIf(held);
        model.addLinearExpressionInDomain(start, domain).onlyEnforceIf(held.not());
        return new Place(node, start, held);
    }

    private void addPrecedence(Place earlier, Place later, long gap) {
        unlessHeld(model.addGreaterOrEqual(later.start(), earlier.end().add(gap)), later);
        if (mayHold) {
            model.addImplication(earlier.held(), later.held());
        }
    }

    void unlessHeld(Constraint constraint, Place place) {
        if (mayHold) {
            constraint.onlyEnforceIf(place.held().not());
        }
    }

    /** Starts every later search from this timeline. */
    void hint(Placement placement) {
        model.clearHints();
        for (Place place : places) {
            boolean placed = placement.isPlaced(place.index());
            model.addHint(place.start(), placed ? placement.start(place.index()) : 0);
            if (mayHold) {
                model.addHint(place.held(), !placed);
            }
        }
    }

    /** The timeline that the solver has found. */
    Placement placement(ToLongFunction<LinearExpr> value) {
        Placement placement = new Placement(network);
        for (Place place : places) {
            if (!mayHold
                    || value.applyAsLong(
                                    LinearExpr.newBuilder().add(place.held()).build())
                            == 0) {
                placement.put(
                        place.index(),
                        value.applyAsLong(
                                LinearExpr.newBuilder().add(place.start()).build()));
            }
        }
        return placement;
    }

    CpModel model() {
        return model;
    }

    Network network() {
        return network;
    }

    boolean mayHold() {
        return mayHold;
    }

    /** In order of checkpoint id. */
    List<Place> places() {
        return places;
    }
}
