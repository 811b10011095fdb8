package dev.gatehouse.commandwindow.solver;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.IntervalVar;
import com.google.ortools.sat.Literal;
import com.google.ortools.util.Domain;
import dev.gatehouse.commandwindow.domain.Constraint;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Relaxation;
import dev.gatehouse.commandwindow.domain.resequencing.Grid;
import dev.gatehouse.commandwindow.domain.resequencing.Node.Holder;
import dev.gatehouse.commandwindow.domain.resequencing.Starts;
import dev.gatehouse.commandwindow.solver.SequencingModel.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One checkpoint per person at a time, whoever of its possible owners has it when it is placed. */
final class OwnersAtWork {
    private final SequencingModel sequencing;
    private final CpModel model;

    /** A checkpoint while a certain person owns it. */
    private record Occupation(Place place, Literal owns) {}

    OwnersAtWork(SequencingModel sequencing) {
        this.sequencing = sequencing;
        this.model = sequencing.model();
    }

    void add() {
        Map<String, List<Occupation>> byPerson = new TreeMap<>();
        for (Place place : sequencing.places()) {
            owners(place).forEach((person, owns) -> byPerson.computeIfAbsent(person, unused -> new ArrayList<>())
                    .add(new Occupation(place, owns)));
        }
        byPerson.values().forEach(this::addOneAtATime);
    }

    /** Who may own it, each with the literal that is true when they do. */
    private Map<String, Literal> owners(Place place) {
        Map<String, Starts> starts = new TreeMap<>();
        for (Holder holder : place.node().holders()) {
            Starts owned = holder.starts().and(place.node().starts());
            if (!owned.isEmpty()) {
                starts.merge(holder.person(), owned, Starts::or);
            }
        }
        Map<String, Literal> owners = new TreeMap<>();
        if (starts.size() == 1) {
            Literal always = sequencing.mayHold() ? place.held().not() : model.trueLiteral();
            starts.keySet().forEach(person -> owners.put(person, always));
            return owners;
        }
        List<Literal> exactlyOne = new ArrayList<>(List.of(place.held()));
        starts.forEach((person, owned) -> {
            BoolVar owns = model.newBoolVar(place.node().id() + " by " + person);
            model.addLinearExpressionInDomain(place.start(), Domain.fromFlatIntervals(owned.bounds()))
                    .onlyEnforceIf(owns);
            owners.put(person, owns);
            exactlyOne.add(owns);
        });
        model.addExactlyOne(exactlyOne);
        return owners;
    }

    private void addOneAtATime(List<Occupation> occupations) {
        List<IntervalVar> apart = new ArrayList<>();
        for (Occupation occupation : occupations) {
            if (mayOverlap(occupation.place())) {
                occupations.stream()
                        .filter(other -> other != occupation)
                        .forEach(other -> addApartOrExcepted(occupation, other));
            } else {
                apart.add(model.newOptionalFixedSizeIntervalVar(
                        occupation.place().start(),
                        occupation.place().node().steps(),
                        occupation.owns(),
                        occupation.place().node().id()));
            }
        }
        if (apart.size() > 1) {
            model.addNoOverlap(apart);
        }
    }

    private static boolean mayOverlap(Place place) {
        return place.node().checkpoint().relaxations().stream()
                .anyMatch(relaxation -> relaxation.constraint() == Constraint.OWNER_BUSY);
    }

    private void addApartOrExcepted(Occupation one, Occupation other) {
        List<Literal> ways =
                new ArrayList<>(List.of(one.owns().not(), other.owns().not()));
        BoolVar before = model.newBoolVar("before");
        model.addLessOrEqual(one.place().end(), other.place().start()).onlyEnforceIf(before);
        ways.add(before);
        BoolVar after = model.newBoolVar("after");
        model.addLessOrEqual(other.place().end(), one.place().start()).onlyEnforceIf(after);
        ways.add(after);
        addExceptions(one.place(), other.place(), ways);
        addExceptions(other.place(), one.place(), ways);
        model.addBoolOr(ways);
    }

    /** A granted one may overlap the other up to the instant it was granted for. */
    private void addExceptions(Place granted, Place other, List<Literal> ways) {
        Grid grid = sequencing.network().grid();
        for (Relaxation relaxation : granted.node().checkpoint().relaxations()) {
            if (relaxation.constraint() == Constraint.OWNER_BUSY
                    && other.node().id().equals(relaxation.subject())) {
                BoolVar excepted = model.newBoolVar("excepted");
                if (relaxation.needs().isAfter(relaxation.allowed())) {
                    model.addGreaterOrEqual(other.start(), grid.ceil(relaxation.allowed()))
                            .onlyEnforceIf(excepted);
                    model.addLessOrEqual(granted.end(), grid.floor(relaxation.needs()))
                            .onlyEnforceIf(excepted);
                } else {
                    model.addLessOrEqual(other.end(), grid.floor(relaxation.allowed()))
                            .onlyEnforceIf(excepted);
                    model.addGreaterOrEqual(granted.start(), grid.ceil(relaxation.needs()))
                            .onlyEnforceIf(excepted);
                }
                ways.add(excepted);
            }
        }
    }
}
