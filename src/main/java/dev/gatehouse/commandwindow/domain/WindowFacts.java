package dev.gatehouse.commandwindow.domain;

import dev.gatehouse.commandwindow.domain.Fact.FreezeDeclared;
import dev.gatehouse.commandwindow.domain.Fact.FreezeLifted;
import dev.gatehouse.commandwindow.domain.Fact.OwnerUnavailable;
import dev.gatehouse.commandwindow.domain.Fact.WindowChanged;
import dev.gatehouse.commandwindow.domain.Fact.WindowClosed;
import dev.gatehouse.commandwindow.domain.Fact.WindowExtended;
import dev.gatehouse.commandwindow.domain.Facts.Stated;
import dev.gatehouse.commandwindow.domain.ResequencingProblem.Absence;
import dev.gatehouse.commandwindow.domain.Situation.Freeze;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What declaration and facts together say about the windows, freezes and absences that checkpoints must respect. */
final class WindowFacts {

    /** Windows of one checkpoint, and the event that last changed them. */
    record Windows(List<Interval> windows, @Nullable EventReference because) {}

    private final Declaration declaration;
    private final Facts facts;
    private final Map<EventReference, String> extensionsWithoutEffect = new HashMap<>();
    private Instant closesAt;
    private @Nullable EventReference closesBecause;

    WindowFacts(Declaration declaration, Facts facts) {
        this.declaration = declaration;
        this.facts = facts;
        this.closesAt = declaration.window().to();
        facts.all(WindowExtended.class).forEach(this::extend);
    }

    /** In order of time each extension counts only if it is longer than what was in force then. */
    private void extend(Stated<WindowExtended> extension) {
        Instant to = extension.fact().closesAt();
        if (!to.isAfter(closesAt)) {
            extensionsWithoutEffect.put(extension.reference(), Disposition.NOT_LONGER);
        } else if (isTooLong(to)) {
            extensionsWithoutEffect.put(extension.reference(), Disposition.LONGER_THAN_ALLOWED);
        } else {
            closesAt = to;
            closesBecause = extension.reference();
        }
    }

    private boolean isTooLong(Instant to) {
        Duration length = Duration.between(declaration.window().from(), to);
        return length.compareTo(Declaration.LONGEST_WINDOW) > 0
                || length.compareTo(declaration.granularity().multipliedBy(Declaration.MOST_STEPS)) > 0;
    }

    Interval commandWindow() {
        return new Interval(declaration.window().from(), closesAt);
    }

    @Nullable
    EventReference closesBecause() {
        return closesBecause;
    }

    /** Why an extension has no effect; empty when it had at its time. */
    Optional<String> extensionWithoutEffect(EventReference extension) {
        return Optional.ofNullable(extensionsWithoutEffect.get(extension));
    }

    boolean closed() {
        return facts.all(WindowClosed.class).findAny().isPresent();
    }

    Windows windowsOf(Declaration.Checkpoint checkpoint) {
        return facts.holding(WindowChanged.class, FactType.WINDOW_CHANGED, checkpoint.checkpointId())
                .map(changed -> new Windows(inOrder(changed.fact().windows()), changed.reference()))
                .orElseGet(() -> new Windows(inOrder(checkpoint.windows()), null));
    }

    private static List<Interval> inOrder(List<Interval> windows) {
        return windows.stream()
                .distinct()
                .sorted(Comparator.comparing(Interval::from).thenComparing(Interval::to))
                .toList();
    }

    /** The freezes in force, by id. */
    List<Freeze> freezes() {
        var freezes = new TreeMap<String, Freeze>();
        declaration
                .freezes()
                .forEach(one ->
                        freezes.put(one.freezeId(), new Freeze(one.freezeId(), one.interval(), one.reason(), null)));
        facts.holding(FreezeDeclared.class).forEach(one -> {
            FreezeDeclared fact = one.fact();
            freezes.put(fact.freezeId(), new Freeze(fact.freezeId(), fact.interval(), fact.reason(), one.reference()));
        });
        facts.holding(FreezeLifted.class)
                .filter(this::liftsWhatHolds)
                .forEach(one -> freezes.remove(one.fact().freezeId()));
        return List.copyOf(freezes.values());
    }

    private boolean liftsWhatHolds(Stated<FreezeLifted> lifted) {
        return declared(lifted.fact().freezeId())
                .map(declared -> declared.event().compareTo(lifted.event()) < 0)
                .orElse(true);
    }

    /** Why lifting has no effect; empty when there was a freeze to lift. */
    Optional<String> liftWithoutEffect(CaseEvent event, FreezeLifted fact) {
        boolean fromTheStart =
                declaration.freezes().stream().anyMatch(one -> one.freezeId().equals(fact.freezeId()));
        List<CaseEvent> declared = facts.all(FreezeDeclared.class)
                .filter(one -> one.fact().freezeId().equals(fact.freezeId()))
                .map(Stated::event)
                .toList();
        if (fromTheStart || declared.stream().anyMatch(one -> one.compareTo(event) < 0)) {
            return Optional.empty();
        }
        return Optional.of(declared.isEmpty() ? Disposition.UNKNOWN_FREEZE : Disposition.NOTHING_TO_LIFT);
    }

    private Optional<Stated<FreezeDeclared>> declared(String freezeId) {
        return facts.holding(FreezeDeclared.class, FactType.FREEZE_DECLARED, freezeId);
    }

    /** By person and time; a later statement about the same person and beginning replaces the earlier. */
    List<Absence> absences() {
        var absences = new TreeMap<String, Absence>();
        for (Declaration.Absence one : declaration.absences()) {
            absences.merge(
                    one.person() + "\n" + one.interval().from(),
                    new Absence(one.person(), one.interval(), null),
                    (some, other) ->
                            some.interval().to().isAfter(other.interval().to()) ? some : other);
        }
        facts.holding(OwnerUnavailable.class)
                .forEach(one -> absences.put(
                        one.fact().person() + "\n" + one.fact().interval().from(),
                        new Absence(one.fact().person(), one.fact().interval(), one.reference())));
        return absences.values().stream()
                .sorted(Comparator.comparing(Absence::person)
                        .thenComparing(absence -> absence.interval().from()))
                .toList();
    }
}
