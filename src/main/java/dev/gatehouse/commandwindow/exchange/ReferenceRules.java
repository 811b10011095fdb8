package dev.gatehouse.commandwindow.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.intake.Fault;
import dev.gatehouse.intake.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a request's names must refer to. Each rule judges only what has the right shape. */
final class ReferenceRules {
    /** How many names a sentence lists at most. */
    private static final int LISTED = 12;

    /** Of requests with far too many checkpoints, that is said and no circles are looked for. */
    private static final int MOST_IN_A_CIRCLE = 1000;

    private final Predicate<String> isKnownPerson;
    private final Map<String, Boolean> asked = new HashMap<>();

    private final List<Function<Place, Stream<Fault>>> rules = List.of(
            this::personsAreKnown,
            this::ownersTakePart,
            this::idsAreUnique,
            this::dependenciesExist,
            this::requiredEvidenceExists,
            this::spacingNamesCheckpoints,
            this::precedenceHasNoCycle,
            this::protectedHaveABoundaryOwner);

    ReferenceRules(Predicate<String> isKnownPerson) {
        this.isKnownPerson = isKnownPerson;
    }

    Stream<Fault> faults(Place request) {
        return rules.stream().flatMap(rule -> rule.apply(request));
    }

    private Stream<Fault> personsAreKnown(Place request) {
        return Stream.of(
                        Stream.of(request.at("bridgeLead")),
                        request.each("people").stream().map(one -> one.at("person")),
                        request.each("checkpoints").stream().map(one -> one.at("boundaryOwner")),
                        request.each("unavailable").stream().map(one -> one.at("person")))
                .flatMap(places -> places)
                .flatMap(place -> place
                        .text()
                        .filter(person -> !asked.computeIfAbsent(person, isKnownPerson::test))
                        .map(person -> place.fault(
                                "nobody named \"%s\" is known; name a person of this organisation by their id"
                                        .formatted(person)))
                        .stream());
    }

    private Stream<Fault> ownersTakePart(Place request) {
        if (!request.at("people").node().isArray()) {
            return Stream.empty();
        }
        Set<String> people = named(request, "people", "person");
        return request.each("checkpoints").stream()
                .map(one -> one.at("owner"))
                .flatMap(owner -> owner
                        .text()
                        .filter(person -> !people.contains(person))
                        .map(person -> owner.fault("\"%s\" is not among people; add them there or name one of: %s"
                                .formatted(person, listed(people))))
                        .stream());
    }

    private Stream<Fault> idsAreUnique(Place request) {
        return Map.of(
                        "people",
                        "person",
                        "evidence",
                        "evidenceId",
                        "checkpoints",
                        "checkpointId",
                        "freezes",
                        "freezeId")
                .entrySet()
                .stream()
                .flatMap(list -> duplicates(request.each(list.getKey()).stream()
                        .map(one -> one.at(list.getValue()))
                        .toList()));
    }

    private static Stream<Fault> duplicates(List<Place> ids) {
        Map<String, Place> first = new HashMap<>();
        var faults = new ArrayList<Fault>();
        for (Place id : ids) {
            id.text().ifPresent(text -> {
                Place earlier = first.putIfAbsent(text, id);
                if (earlier != null) {
                    faults.add(
                            id.fault("\"%s\" is at %s already; give each its own".formatted(text, earlier.pointer())));
                }
            });
        }
        return faults.stream();
    }

    private Stream<Fault> dependenciesExist(Place request) {
        return unknown(
                request.each("checkpoints").stream().flatMap(one -> one.each("dependsOn").stream()),
                named(request, "checkpoints", "checkpointId"),
                "checkpoint");
    }

    private Stream<Fault> requiredEvidenceExists(Place request) {
        JsonNode evidence = request.at("evidence").node();
        if (!evidence.isMissingNode() && !evidence.isArray()) {
            return Stream.empty();
        }
        return unknown(
                request.each("checkpoints").stream().flatMap(one -> one.each("requires").stream()),
                named(request, "evidence", "evidenceId"),
                "evidence");
    }

    private Stream<Fault> spacingNamesCheckpoints(Place request) {
        if (!request.at("checkpoints").node().isArray()) {
            return Stream.empty();
        }
        return unknown(
                request.each("spacing").stream().flatMap(one -> Stream.of(one.at("before"), one.at("after"))),
                named(request, "checkpoints", "checkpointId"),
                "checkpoint");
    }

    private static Stream<Fault> unknown(Stream<Place> references, Set<String> known, String what) {
        return references.flatMap(place -> place
                .text()
                .filter(id -> !known.contains(id))
                .map(id -> place.fault("there is no %s \"%s\"; use one of: %s".formatted(what, id, listed(known))))
                .stream());
    }

    private Stream<Fault> precedenceHasNoCycle(Place request) {
        Map<String, Map<String, Place>> waitsFor = new LinkedHashMap<>();
        for (Place checkpoint : request.each("checkpoints")) {
            checkpoint
                    .text("checkpointId")
                    .ifPresent(id -> checkpoint.each("dependsOn").forEach(earlier -> earlier.text()
                            .ifPresent(text -> waitsFor.computeIfAbsent(id, any -> new LinkedHashMap<>())
                                    .putIfAbsent(text, earlier))));
        }
        for (Place spacing : request.each("spacing")) {
            spacing.text("after").ifPresent(after -> spacing.text("before")
                    .ifPresent(before -> waitsFor.computeIfAbsent(after, any -> new LinkedHashMap<>())
                            .putIfAbsent(before, spacing)));
        }
        if (waitsFor.size() > MOST_IN_A_CIRCLE) {
            return Stream.empty();
        }
        return Cycles.of(waitsFor).stream().map(cycle -> {
            String last = cycle.get(cycle.size() - 2);
            Place closing = waitsFor.getOrDefault(last, Map.of()).getOrDefault(cycle.get(cycle.size() - 1), request);
            return closing.fault("checkpoints wait for each other in a circle: %s; take one of these dependencies out"
                    .formatted(String.join(" -> ", cycle)));
        });
    }

    private Stream<Fault> protectedHaveABoundaryOwner(Place request) {
        return request.each("checkpoints").stream()
                .filter(one -> one.at("protected").node().asBoolean(false))
                .filter(one -> one.at("boundaryOwner").node().isMissingNode())
                .map(one -> one.at("boundaryOwner")
                        .fault("a protected checkpoint needs a boundaryOwner, the person who may grant an exception"));
    }

    private static Set<String> named(Place request, String list, String id) {
        return request.each(list).stream()
                .flatMap(one -> one.text(id).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String listed(Set<String> names) {
        if (names.isEmpty()) {
            return "none, as the list is empty";
        }
        String some = names.stream().limit(LISTED).collect(Collectors.joining(", "));
        return names.size() > LISTED ? some + " and " + (names.size() - LISTED) + " more" : some;
    }
}
