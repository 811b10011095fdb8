package dev.gatehouse.commandwindow.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.commandwindow.domain.Declaration;
import dev.gatehouse.commandwindow.domain.Interval;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Spacing;
import dev.gatehouse.intake.DocumentSchema;
import dev.gatehouse.intake.Fault;
import dev.gatehouse.intake.FaultsException;
import dev.gatehouse.intake.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Reads the request that declares a command window. Refuses what contradicts its schema or itself, with every fault in one
 * answer; takes a plan that merely breaks a scheduling rule, to be shown as such. Source: spec 1, "What a fact means".
 */
public final class CommandWindowRequests {
    private static final DocumentSchema SCHEMA = DocumentSchema.of("/schema/command-window-request.schema.json");

    private CommandWindowRequests() {}

    /**
     * @param isKnownPerson whether somebody with this id exists and is a person, not a service account
     * @throws FaultsException with all faults, each with its pointer, in order of the document
     */
    public static Declaration read(JsonNode request, Predicate<String> isKnownPerson) {
        FaultsException.throwIfAny(faults(request, isKnownPerson).stream());
        return declaration(Place.root(request));
    }

    /** All faults of a request, at most one per place and in order of pointers; empty when it is sound. */
    public static List<Fault> faults(JsonNode request, Predicate<String> isKnownPerson) {
        Place root = Place.root(request);
        return Fault.ordered(Stream.of(
                        SCHEMA.faults(request).stream(),
                        new ReferenceRules(isKnownPerson).faults(root),
                        TimeRules.faults(root))
                .flatMap(faults -> faults));
    }

    private static Declaration declaration(Place request) {
        return new Declaration(
                text(request, "caseId"),
                request.at("rehearsal").node().asBoolean(false),
                text(request, "title"),
                text(request, "severity"),
                text(request, "account"),
                new Interval(instant(request, "opensAt"), instant(request, "closesAt")),
                request.duration("granularity").orElse(Declaration.DEFAULT_GRANULARITY),
                text(request, "bridgeLead"),
                request.each("people").stream()
                        .map(CommandWindowRequests::participant)
                        .toList(),
                request.each("evidence").stream()
                        .map(CommandWindowRequests::evidence)
                        .toList(),
                request.each("checkpoints").stream()
                        .map(CommandWindowRequests::checkpoint)
                        .toList(),
                request.each("spacing").stream()
                        .map(CommandWindowRequests::spacing)
                        .toList(),
                request.each("freezes").stream()
                        .map(one -> new Declaration.Freeze(text(one, "freezeId"), interval(one), text(one, "reason")))
                        .toList(),
                request.each("unavailable").stream()
                        .map(one -> new Declaration.Absence(text(one, "person"), interval(one)))
                        .toList());
    }

    private static Declaration.Participant participant(Place one) {
        return new Declaration.Participant(text(one, "person"), Set.copyOf(texts(one, "roles")));
    }

    private static Declaration.Evidence evidence(Place one) {
        return new Declaration.Evidence(
                text(one, "evidenceId"),
                text(one, "title"),
                Declaration.Classification.valueOf(text(one, "classification").toUpperCase(Locale.ROOT)),
                one.instant("readyAt").orElse(null));
    }

    private static Declaration.Checkpoint checkpoint(Place one) {
        return new Declaration.Checkpoint(
                text(one, "checkpointId"),
                text(one, "title"),
                text(one, "role"),
                text(one, "owner"),
                duration(one, "duration"),
                instant(one, "start"),
                one.at("protected").node().asBoolean(false),
                texts(one, "dependsOn"),
                texts(one, "requires"),
                one.each("windows").stream()
                        .map(CommandWindowRequests::interval)
                        .toList(),
                one.text("boundaryOwner").orElse(null));
    }

    private static Spacing spacing(Place one) {
        return new Spacing(text(one, "before"), text(one, "after"), duration(one, "gap"));
    }

    private static Interval interval(Place one) {
        return new Interval(instant(one, "from"), instant(one, "to"));
    }

    private static List<String> texts(Place one, String name) {
        return one.each(name).stream()
                .flatMap(place -> place.text().stream())
                .distinct()
                .toList();
    }

    private static String text(Place one, String name) {
        return checked(one.text(name), one, name);
    }

    private static Instant instant(Place one, String name) {
        return checked(one.instant(name), one, name);
    }

    private static Duration duration(Place one, String name) {
        return checked(one.duration(name), one, name);
    }

    private static <T> T checked(Optional<T> value, Place one, String name) {
        return value.orElseThrow(
                () -> new IllegalStateException("not checked: " + one.at(name).pointer()));
    }
}
