package dev.gatehouse.release;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.intake.InboxEvent;
import java.time.Instant;

/** Why a candidate exists, in the form in which reviews show it. */
public final class Causes {

    private Causes() {}

    static ObjectNode of(InboxEvent event, String because) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("eventId", event.eventId())
                .put("source", event.source())
                .put("type", event.type())
                .put("time", event.time().toString())
                .put("because", because);
    }

    /** Something that a person did, or a source outside the event door. */
    public static ObjectNode by(String actor, Instant at, String because) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("by", actor)
                .put("time", at.toString())
                .put("because", because);
    }
}
