package dev.gatehouse.release;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.intake.EventKinds;
import dev.gatehouse.release.exchange.ReleaseEvents;
import java.util.Optional;

/** Tells the event door what holds for facts about cases of a flow that releases into a lane. */
public abstract class ReleaseEventKinds implements EventKinds {

    private final Cases cases;

    protected ReleaseEventKinds(Cases cases) {
        this.cases = cases;
    }

    /** Who may state that evidence has changed depends on the register that it is in. */
    @Override
    public final Optional<String> roleConcerned(String caseId, String type, JsonNode data) {
        return type.equals(ReleaseEvents.EVIDENCE_CHANGED)
                ? Optional.of(data.path("register").asText())
                : Optional.empty();
    }

    @Override
    public Optional<String> refusal(String caseId, String type, JsonNode data) {
        CaseFile caseFile = cases.get(caseId);
        return switch (type) {
            case ReleaseEvents.CLOCK_ADVANCED -> caseFile.refusesAClock();
            case ReleaseEvents.AUDIENCE_CHANGED -> theLaneStays(caseFile, data);
            default -> Optional.empty();
        };
    }

    private Optional<String> theLaneStays(CaseFile caseFile, JsonNode data) {
        String own = cases.request(caseFile.caseId()).path("lane").asText();
        String stated = data.path("lane").asText();
        return stated.equals(own)
                ? Optional.empty()
                : Optional.of(
                        "The case %s releases into the lane %s; another lane, such as %s, needs a case of its own."
                                .formatted(caseFile.caseId(), own, stated));
    }
}
