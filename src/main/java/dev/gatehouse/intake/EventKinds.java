package dev.gatehouse.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The event types that one flow understands; one bean per flow. Flows share types, but no start type. */
public interface EventKinds {
    /** The flow's process key. */
    String flow();

    /** The types of the facts that can change a running case of this flow, without the start type. */
    Set<String> types();

    /** The type of the event that starts a case of this flow; its data is the request. */
    String startType();

    /**
     * What is wrong with the data of an event of one of {@link #types()}; pointers are relative to the data. Start
     * requests are not asked about here: {@link CaseStarter} checks them.
     */
    List<Fault> validate(String type, JsonNode data);

    /**
     * The role that the fact is about where the right to state it depends on one, such as the role of the checkpoint
     * whose window changes; empty when it does not, or when the case knows no such thing.
     */
    Optional<String> roleConcerned(String caseId, String type, JsonNode data);

    /**
     * Why this case does not take a fact whose source may state it, as a sentence; empty when it does. Called under the
     * case's lock.
     */
    default Optional<String> refusal(String caseId, String type, JsonNode data) {
        return Optional.empty();
    }
}
