package dev.gatehouse.commandwindow.domain;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The events of a case, each once, and which of them holds per type and thing: the one with the largest time, whatever
 * the order in which they came. Refused events are listed and hold nothing.
 */
final class Facts {

    /** An accepted event with its fact. */
    record Stated<F extends Fact>(CaseEvent event, F fact) {
        EventReference reference() {
            return event.reference();
        }
    }

    private record Key(FactType type, List<String> thing) {}

    private final List<CaseEvent> events;
    private final Map<Key, CaseEvent> holding = new HashMap<>();

    private Facts(List<CaseEvent> events) {
        this.events = events;
        for (CaseEvent event : events) {
            if (!event.refused()) {
                holding.put(key(event), event);
            }
        }
    }

    static Facts of(Collection<CaseEvent> events) {
        var once = new TreeMap<EventReference, CaseEvent>();
        new TreeSet<>(events).forEach(event -> once.putIfAbsent(event.reference(), event));
        return new Facts(once.values().stream().sorted().toList());
    }

    /** All events in order of time, then source, then id. */
    List<CaseEvent> events() {
        return events;
    }

    Stream<CaseEvent> accepted() {
        return events.stream().filter(event -> !event.refused());
    }

    /** The event that holds about what this accepted event is about; the event itself when it holds. */
    CaseEvent holding(CaseEvent event) {
        CaseEvent holder = holding.get(key(event));
        if (holder == null) {
            throw new IllegalArgumentException("not an accepted event of this case: " + event.reference());
        }
        return holder;
    }

    boolean holds(CaseEvent event) {
        return !event.refused() && holding(event).equals(event);
    }

    /** The facts of a type that hold, in order. */
    <F extends Fact> Stream<Stated<F>> holding(Class<F> type) {
        return accepted().filter(this::holds).flatMap(event -> stated(type, event).stream());
    }

    /** Every accepted fact of a type, overtaken ones too, in order. */
    <F extends Fact> Stream<Stated<F>> all(Class<F> type) {
        return accepted().flatMap(event -> stated(type, event).stream());
    }

    <F extends Fact> Optional<Stated<F>> holding(Class<F> type, FactType factType, String... thing) {
        return Optional.ofNullable(holding.get(new Key(factType, List.of(thing))))
                .flatMap(event -> stated(type, event));
    }

    private static <F extends Fact> Optional<Stated<F>> stated(Class<F> type, CaseEvent event) {
        return type.isInstance(event.fact())
                ? Optional.of(new Stated<>(event, type.cast(event.fact())))
                : Optional.empty();
    }

    private static Key key(CaseEvent event) {
        return new Key(event.type(), event.fact().thing());
    }
}
