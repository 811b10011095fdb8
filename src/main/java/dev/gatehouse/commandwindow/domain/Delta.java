package dev.gatehouse.commandwindow.domain;

import dev.gatehouse.commandwindow.domain.Timeline.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What changes for one person between two timelines.
 *
 * @param changes at least one, by checkpoint, then kind
 */
public record Delta(String person, List<Change> changes) {

    public enum Kind {
        /** Another start of what they own. */
        MOVED,
        /** They own what somebody else owned. */
        GAINED,
        /** They no longer own it. */
        LOST,
        /** It has no place any more. */
        HELD,
        /** It was held and has a place again. */
        RELEASED
    }

    /**
     * @param from where it was; null when it was not theirs
     * @param to where it is; null when it is not theirs any more, or held
     * @param by how much later, negative for earlier; null unless MOVED or RELEASED
     * @param owner who owns it now, null when nobody may
     */
    public record Change(
            String checkpointId,
            Kind kind,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Duration by,
            @Nullable String owner) {}

    public Delta {
        changes = List.copyOf(changes);
    }

    /** By person; nobody for whom nothing changes. Both timelines must have the same checkpoints. */
    public static List<Delta> between(Timeline before, Timeline after) {
        var changes = new TreeMap<String, List<Change>>();
        new TreeMap<>(after.places()).forEach((id, now) -> compare(id, before.place(id), now, changes));
        return changes.entrySet().stream()
                .map(one -> new Delta(
                        one.getKey(),
                        one.getValue().stream()
                                .sorted(Comparator.comparing(Change::checkpointId)
                                        .thenComparing(Change::kind))
                                .toList()))
                .toList();
    }

    private static void compare(String id, Place was, Place is, Map<String, List<Change>> changes) {
        Instant to = is.held() ? null : is.start();
        boolean handedOver = !Objects.equals(was.owner(), is.owner());
        if (handedOver) {
            add(changes, was.owner(), new Change(id, Kind.LOST, was.start(), null, null, is.owner()));
            add(changes, is.owner(), new Change(id, Kind.GAINED, null, to, null, is.owner()));
        }
        Duration by = Duration.between(was.start(), is.start());
        if (is.held() && !was.held()) {
            String concerned = is.owner() != null ? is.owner() : was.owner();
            add(changes, concerned, new Change(id, Kind.HELD, was.start(), null, null, is.owner()));
        } else if (was.held() && !is.held()) {
            add(changes, is.owner(), new Change(id, Kind.RELEASED, was.start(), to, by, is.owner()));
        } else if (!is.held() && !handedOver && !by.isZero()) {
            add(changes, is.owner(), new Change(id, Kind.MOVED, was.start(), to, by, is.owner()));
        }
    }

    private static void add(Map<String, List<Change>> changes, @Nullable String person, Change change) {
        if (person != null) {
            changes.computeIfAbsent(person, anybody -> new ArrayList<>()).add(change);
        }
    }
}
