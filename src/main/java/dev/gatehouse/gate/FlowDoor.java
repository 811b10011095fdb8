package dev.gatehouse.gate;

import java.util.Set;

/**
 * How cases of one flow are started; one bean per flow. Who is not named here starts nothing, at no door.
 *
 * @param processKey key of the flow's process
 * @param startMessage name of its start message
 * @param startType type of the event that starts it: source accounts that may state it may start the flow
 * @param starters groups of people who may start it
 */
public record FlowDoor(String processKey, String startMessage, String startType, Set<String> starters) {
    public FlowDoor {
        starters = Set.copyOf(starters);
    }

    /** Of a model that flows start and nobody else: who works in Tasklist may see it. */
    public static FlowDoor closed(String processKey) {
        return new FlowDoor(processKey, "", "", Set.of());
    }
}
