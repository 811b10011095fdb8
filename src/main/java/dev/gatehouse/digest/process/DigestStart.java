package dev.gatehouse.digest.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.digest.DigestOpening;
import dev.gatehouse.digest.DigestProcess;
import dev.gatehouse.digest.exchange.DigestRequests;
import dev.gatehouse.gate.StartByEvent;
import dev.gatehouse.intake.CaseStarter;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Starts the digest of a publication from its start event. */
@Component
class DigestStart implements CaseStarter {

    private final StartByEvent start;
    private final DigestOpening opening;

    DigestStart(StartByEvent start, DigestOpening opening) {
        this.start = start;
        this.opening = opening;
    }

    @Override
    public String startType() {
        return DigestRequests.PUBLISHED;
    }

    /** A release log knows publications, not cases: the subject alone may name the case. */
    @Override
    public void start(String caseId, JsonNode request, String account) {
        start.start(DigestProcess.MESSAGE_PUBLISHED, caseId, named(caseId, request), account);
    }

    @Override
    public Optional<String> startedBefore(String caseId, JsonNode request) {
        return opening.startedBefore(named(caseId, request));
    }

    private static JsonNode named(String caseId, JsonNode request) {
        return request instanceof ObjectNode object && !object.has("caseId")
                ? object.deepCopy().put("caseId", caseId)
                : request;
    }
}
