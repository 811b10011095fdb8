package dev.gatehouse.readout.calendar.ical;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A component with those of its properties that say when, and those of its parts that do. */
final class Component {
    private final String name;
    private final String place;
    private final List<Property> properties = new ArrayList<>();
    private final List<Component> parts = new ArrayList<>();

    /** @param place for sentences, such as {@code /VEVENT/3} */
    Component(String name, String place) {
        this.name = name;
        this.place = place;
    }

    /**
     * One content line.
     *
     * @param parameters by name in capitals, without quotes
     */
    record Property(String name, Map<String, String> parameters, String value) {
        @Nullable
        String parameter(String parameter) {
            return parameters.get(parameter);
        }

        String word() {
            return value.trim().toUpperCase(Locale.ROOT);
        }
    }

    void add(Property property) {
        properties.add(property);
    }

    void add(Component part) {
        parts.add(part);
    }

    String name() {
        return name;
    }

    String place() {
        return place;
    }

    List<Component> parts() {
        return parts;
    }

    List<Component> parts(String wanted) {
        return parts.stream().filter(part -> part.name.equals(wanted)).toList();
    }

    List<Property> all(String wanted) {
        return properties.stream()
                .filter(property -> property.name().equals(wanted))
                .toList();
    }

    /** @throws UnreadableCalendarException when it stands there twice, and so says nothing */
    Optional<Property> one(String wanted) throws UnreadableCalendarException {
        List<Property> found = all(wanted);
        if (found.size() > 1) {
            throw new UnreadableCalendarException(
                    place + "/" + wanted, "stands there " + found.size() + " times; expected once at most");
        }
        return found.stream().findFirst();
    }

    boolean says(String wanted, String word) {
        return all(wanted).stream().anyMatch(property -> property.word().equals(word));
    }
}
