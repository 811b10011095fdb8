package dev.gatehouse.commandwindow.domain;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where every checkpoint is, who owns it and whether it is held: the part of a packet that people work from. */
public record Timeline(Map<String, Place> places) {

    public Timeline {
        places = Map.copyOf(places);
    }

    /**
     * @param start where it is, or for a held one its last place
     * @param owner null when nobody is authorised
     */
    public record Place(Instant start, @Nullable String owner, boolean held) {}

    public static Timeline declared(Declaration declaration) {
        var places = new TreeMap<String, Place>();
        declaration
                .checkpoints()
                .forEach(one -> places.put(one.checkpointId(), new Place(one.start(), one.owner(), false)));
        return new Timeline(places);
    }

    /** Refuses a checkpoint that it does not have. */
    public Place place(String checkpointId) {
        Place place = places.get(checkpointId);
        if (place == null) {
            throw new IllegalArgumentException("no checkpoint " + checkpointId + " in this timeline");
        }
        return place;
    }

    /** Whether a start, an owner or a hold differs: only then is there anything to adopt. */
    public boolean differs(Timeline other) {
        return !places.equals(other.places);
    }
}
