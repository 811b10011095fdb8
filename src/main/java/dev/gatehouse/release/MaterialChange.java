package dev.gatehouse.release;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.intake.ChangeSets;
import dev.gatehouse.intake.InboxEvent;
import dev.gatehouse.release.exchange.ReleaseEvents;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A fact that has arrived, matters, and is not taken up yet.
 *
 * @param name what it is called where a withdrawn task says why
 * @param subject what it is about: a record's key, an account, a lane
 * @param event null for a record that was mirrored
 */
public record MaterialChange(
        String name,
        String subject,
        ObjectNode cause,
        Instant at,
        @Nullable InboxEvent event) {

    /** What an event states. */
    public static MaterialChange of(InboxEvent event, String subject, String because) {
        return new MaterialChange(event.named(), subject, Causes.of(event, because), event.time(), event);
    }

    public String because() {
        return cause.path("because").asText();
    }

    /** For whoever reads why a copy is stale. */
    public String sentence() {
        return because() + " (" + name + ")";
    }

    /** What withdraws the tasks that these changes overtake, as a sentence; empty without a change. */
    public static Optional<String> superseding(List<MaterialChange> changes) {
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of("Superseded by "
                        + ChangeSets.named(
                                changes.stream().map(MaterialChange::name).toList())
                        + ".");
    }

    /** The event that it is, where it is one of this type. */
    public Optional<InboxEvent> event(String type) {
        return Optional.ofNullable(event).filter(one -> one.type().equals(type));
    }

    /** The audience that it states, where it states one. */
    public Optional<List<String>> audience() {
        return event(ReleaseEvents.AUDIENCE_CHANGED).map(stated -> ReleaseEvents.audience(stated.data()));
    }
}
