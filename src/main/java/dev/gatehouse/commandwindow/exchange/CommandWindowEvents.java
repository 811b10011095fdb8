package dev.gatehouse.commandwindow.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gatehouse.commandwindow.domain.Declaration;
import dev.gatehouse.commandwindow.domain.Fact;
import dev.gatehouse.commandwindow.domain.FactType;
import dev.gatehouse.commandwindow.domain.Interval;
import dev.gatehouse.intake.DocumentSchema;
import dev.gatehouse.intake.Fault;
import dev.gatehouse.intake.FaultsException;
import dev.gatehouse.intake.Place;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the data of the events that can change a command window. Data that does not fit its type is refused; data that
 * names a checkpoint or evidence which the case does not have is taken, and has no effect there.
 */
public final class CommandWindowEvents {
    /** The type of the event that starts a case; its data is the request. */
    public static final String START_TYPE = "support.command-window.declared";

    private static final Map<FactType, DocumentSchema> SCHEMAS = new EnumMap<>(FactType.class);

    static {
        for (FactType type : FactType.values()) {
            SCHEMAS.put(type, DocumentSchema.of("/schema/command-window-events.schema.json", type.eventType()));
        }
    }

    private CommandWindowEvents() {}

    /** The event types that can change a running case, without {@link #START_TYPE}. */
    public static Set<String> types() {
        return Arrays.stream(FactType.values()).map(FactType::eventType).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * What is wrong with an event's data, pointers relative to it; empty when it fits.
     *
     * @throws IllegalArgumentException when the type is none of {@link #types()}
     */
    public static List<Fault> validate(String type, JsonNode data) {
        return validate(type, data, anybody -> true);
    }

    /** Likewise, and whoever takes a role over must be a known person. */
    public static List<Fault> validate(String type, JsonNode data, Predicate<String> isKnownPerson) {
        FactType factType = factType(type);
        Place root = Place.root(given(factType, data));
        var byPointer = new LinkedHashMap<String, Fault>();
        Stream.concat(check(factType).faults(root.node()).stream(), rules(factType, root, isKnownPerson))
                .forEach(fault -> byPointer.putIfAbsent(fault.pointer(), fault));
        return List.copyOf(byPointer.values());
    }

    /**
     * @throws FaultsException when the data does not fit
     * @throws IllegalArgumentException when the type is none of {@link #types()}
     */
    public static Fact read(String type, JsonNode data) {
        List<Fault> faults = validate(type, data);
        if (!faults.isEmpty()) {
            throw new FaultsException(faults);
        }
        FactType factType = factType(type);
        return fact(factType, Place.root(given(factType, data)));
    }

    /** The role of the checkpoint whose windows a fact changes: who may state it depends on that. */
    public static Optional<String> roleConcerned(Declaration declaration, Fact fact) {
        return fact.roleConcerned(declaration);
    }

    private static FactType factType(String type) {
        return FactType.of(type)
                .orElseThrow(() -> new IllegalArgumentException("no event of a command window: " + type));
    }

    private static DocumentSchema check(FactType type) {
        DocumentSchema check = SCHEMAS.get(type);
        if (check == null) {
            throw new IllegalStateException("no schema for " + type);
        }
        return check;
    }

    /** Closing a window needs no data, so none at all is as good as an empty object. */
    private static JsonNode given(FactType type, JsonNode data) {
        return type == FactType.WINDOW_CLOSED && (data.isMissingNode() || data.isNull())
                ? JsonNodeFactory.instance.objectNode()
                : data;
    }

    private static Stream<Fault> rules(FactType type, Place data, Predicate<String> isKnownPerson) {
        return switch (type) {
            case DELEGATE_ROTATED ->
                Stream.of(
                                TimeRules.endsAfterItStarts(data, "effectiveAt", "until"),
                                takesOverFromSomebodyElse(data),
                                whoTakesOverIsKnown(data, isKnownPerson))
                        .flatMap(faults -> faults);
            case OWNER_UNAVAILABLE, FREEZE_DECLARED -> TimeRules.endsAfterItStarts(data, "from", "to");
            case WINDOW_CHANGED ->
                data.each("windows").stream().flatMap(one -> TimeRules.endsAfterItStarts(one, "from", "to"));
            default -> Stream.empty();
        };
    }

    private static Stream<Fault> takesOverFromSomebodyElse(Place data) {
        Place to = data.at("to");
        return to.text().isPresent() && to.text().equals(data.text("from"))
                ? Stream.of(to.fault("to must be somebody else than from"))
                : Stream.empty();
    }

    private static Stream<Fault> whoTakesOverIsKnown(Place data, Predicate<String> isKnownPerson) {
        Place to = data.at("to");
        return to
                .text()
                .filter(person -> !person.isBlank() && !isKnownPerson.test(person))
                .map(person -> to.fault("nobody named \"%s\" is known; name a person of this organisation by their id"
                        .formatted(person)))
                .stream();
    }

    private static Fact fact(FactType type, Place data) {
        return switch (type) {
            case EVIDENCE_RESCHEDULED ->
                new Fact.EvidenceRescheduled(text(data, "evidenceId"), instant(data, "readyAt"));
            case EVIDENCE_CONFIRMED -> new Fact.EvidenceConfirmed(text(data, "evidenceId"), instant(data, "at"));
            case EVIDENCE_WITHDRAWN -> new Fact.EvidenceWithdrawn(text(data, "evidenceId"), text(data, "reason"));
            case CHECKPOINT_STARTED -> new Fact.CheckpointStarted(text(data, "checkpointId"), instant(data, "at"));
            case CHECKPOINT_COMPLETED -> new Fact.CheckpointCompleted(text(data, "checkpointId"), instant(data, "at"));
            case DELEGATE_ROTATED ->
                new Fact.DelegateRotated(
                        text(data, "role"),
                        text(data, "from"),
                        text(data, "to"),
                        instant(data, "effectiveAt"),
                        data.instant("until").orElse(null));
            case OWNER_UNAVAILABLE -> new Fact.OwnerUnavailable(text(data, "person"), interval(data));
            case WINDOW_CHANGED ->
                new Fact.WindowChanged(
                        text(data, "checkpointId"),
                        data.each("windows").stream()
                                .map(CommandWindowEvents::interval)
                                .toList());
            case FREEZE_DECLARED ->
                new Fact.FreezeDeclared(text(data, "freezeId"), interval(data), text(data, "reason"));
            case FREEZE_LIFTED -> new Fact.FreezeLifted(text(data, "freezeId"));
            case WINDOW_EXTENDED -> new Fact.WindowExtended(instant(data, "closesAt"));
            case WINDOW_CLOSED -> new Fact.WindowClosed();
        };
    }

    private static Interval interval(Place place) {
        return new Interval(instant(place, "from"), instant(place, "to"));
    }

    private static String text(Place place, String name) {
        return place.text(name).orElseThrow();
    }

    private static Instant instant(Place place, String name) {
        return place.instant(name).orElseThrow();
    }
}
