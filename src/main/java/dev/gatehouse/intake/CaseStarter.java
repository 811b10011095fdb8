package dev.gatehouse.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Starts a case of one flow from its start event, in the caller's transaction; the same validation as at every other
 * door. One bean per flow.
 */
public interface CaseStarter {
    /** The type of the start event, that of the flow's {@link EventKinds#startType()}. */
    String startType();

    /**
     * @param caseId the event's subject; the door has checked that it equals the request's {@code caseId}, where it has one
     * @param request the event's data, not validated yet
     * @param account who starts it
     * @throws FaultsException every fault of the request, pointers relative to the request
     * @throws dev.gatehouse.gate.RefusedException CONFLICT that names the existing case when the id has been seen
     */
    void start(String caseId, JsonNode request, String account);

    /**
     * Why nothing is left to start, as a sentence that names the case: another event, or another door, has started the same
     * thing. Such an event is a duplicate. Empty for flows in which a case id alone says what is the same.
     */
    default Optional<String> startedBefore(String caseId, JsonNode request) {
        return Optional.empty();
    }
}
