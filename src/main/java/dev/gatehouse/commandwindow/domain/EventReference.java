package dev.gatehouse.commandwindow.domain;

/** Names the accepted event that made something so. */
public record EventReference(String source, String eventId) implements Comparable<EventReference> {
    @Override
    public int compareTo(EventReference other) {
        int bySource = source.compareTo(other.source);
        return bySource != 0 ? bySource : eventId.compareTo(other.eventId);
    }
}
