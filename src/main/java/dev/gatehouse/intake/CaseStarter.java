package dev.gatehouse.intake;

import com.fasterxml.jackson.databind.JsonNode;

/** Starts cases of all flows from their start events, in the caller's transaction; the same validation as at every other door. */
public interface CaseStarter {
    /**
     * @param startType the start event's type, one of the flows' {@link EventKinds#startType()}
     * @param caseId the event's subject; the door has checked that it equals the request's {@code caseId}
     * @param request the event's data, not validated yet
     * @param account who starts it
     * @throws FaultsException every fault of the request, pointers relative to the request
     * @throws dev.gatehouse.gate.RefusedException CONFLICT that names the existing case when the id has been seen
     */
    void start(String startType, String caseId, JsonNode request, String account);
}
